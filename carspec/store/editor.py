"""The user's changes written: each one transaction with its entry in the history and its figures settled."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from carspec.core.change_words import in_words
from carspec.core.changes import Change, RemoveImport
from carspec.core.errors import CarspecError
from carspec.core.history import Entry, State
from carspec.core.importing.cars import ImportCounts, ImportedCar, ImportedFile
from carspec.core.library import Library
from carspec.core.library_file import LibraryCounts
from carspec.core.own_claims import InvalidChange
from carspec.store import claim_rows, history, import_rows, library_rows
from carspec.store.changing import carry_out
from carspec.store.check_context import CheckContext
from carspec.store.database import transaction
from carspec.store.errors import UnwritableFolder
from carspec.store.settling import load_terms, settle_vehicles


class NothingToUndo(CarspecError):
    """The history has no such change."""


class Editor:
    """Writes for a library, whose records are those of before the change."""

    def __init__(self, library: Library, target: Path | sqlite3.Connection, terms: Path) -> None:
        self._library, self._target, self._terms = library, target, terms

    def apply(self, change: Change) -> Change:
        """Do something new; returns its inverse."""
        words = in_words(change, self._library)
        with transaction(self._target) as connection:
            inverse = self._carry_out(connection, change)
            history.record(connection, words, change, inverse)
        return inverse

    def import_cars(
        self, file: ImportedFile, cars: Iterable[ImportedCar], progress: Callable[[int], bool]
    ) -> ImportCounts:
        """Write a file; one that adds nothing is no step of the history."""
        terms = load_terms(self._terms)
        with transaction(self._target) as connection:
            done, counts = import_rows.write_import(connection, file, cars, progress, terms)
            if counts.cars or counts.claims:
                words = in_words(done, self._library)
                history.record(connection, words, done, RemoveImport(done.number, done.name))
        return counts

    def read_library(
        self, path: Path, context: CheckContext, progress: Callable[[int], bool]
    ) -> LibraryCounts:
        """Read a library out of a file; one that adds nothing is no step of the history."""
        terms = load_terms(self._terms)
        with transaction(self._target) as connection:
            done, inverse, counts = library_rows.write_library(connection, path, context, terms, progress)
            if counts.added:
                name, _ = in_words(done, self._library)
                history.record(connection, (name, counts.sentence(path.name).rstrip(".")), done, inverse)
        return counts

    def undo(self) -> Entry:
        """Take the newest change back. One that can no longer be taken back is passed over from then on."""
        return self._step(forward=False)

    def redo(self) -> Entry:
        """Do the oldest undone change again."""
        return self._step(forward=True)

    def drop_undone(self) -> None:
        with transaction(self._target) as connection:
            history.drop_undone(connection)

    def mark_news_seen(self) -> None:
        with transaction(self._target) as connection:
            connection.exec_driver_sql("UPDATE news SET seen = 1")

    def _step(self, forward: bool) -> Entry:
        entry: Entry | None = None
        try:
            with transaction(self._target) as connection:
                entry = (history.oldest_undone if forward else history.newest_done)(connection)
                if entry is None:
                    raise NothingToUndo(f"There is nothing to {'redo' if forward else 'undo'}.")
                self._carry_out(connection, entry.change if forward else entry.inverse)
                history.set_state(connection, entry, State.DONE if forward else State.UNDONE)
        except InvalidChange as fault:
            assert entry is not None
            with transaction(self._target) as connection:
                history.set_state(connection, entry, State.DROPPED if forward else State.FIXED)
            word = "redone" if forward else "undone"
            raise InvalidChange(f"“{entry.what}” can no longer be {word}. {fault}") from fault
        return entry

    def _carry_out(self, connection: Connection, change: Change) -> Change:
        vehicles = import_rows.concerned_by(connection, change)
        inverse = carry_out(connection, change, self._library)
        settle_vehicles(connection, load_terms(self._terms), vehicles)
        if isinstance(change, RemoveImport):
            claim_rows.sweep(connection)
        return inverse


@contextmanager
def editor(library: Library, target: Path | sqlite3.Connection, terms: Path) -> Iterator[Editor]:
    """An Editor whose refusals by the system are told as a sentence; nothing is written then."""
    try:
        yield Editor(library, target, terms)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise UnwritableFolder(
            f"Nothing was changed, because the database {target} cannot be written ({cause}). "
            "Give its folder room and the right to write, then try again."
        ) from error
