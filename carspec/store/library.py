"""The library over SQLite: frozen records read by plain SQL, kept once read."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing, contextmanager, nullcontext
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from carspec.core.derived import catalogue
from carspec.core.labels import Labels, load_labels
from carspec.core.money import ExchangeRates
from carspec.core.profiles import Profile
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units
from carspec.core.values import Claim, Field, Figure, Relation, Source
from carspec.store import rows
from carspec.store.database import read_only
from carspec.store.errors import DamagedDatabase
from carspec.store.shipped import Shipped
from carspec.store.stored_vehicles import StoredVehicles

if TYPE_CHECKING:  # what writes, filters or imports is loaded when it is asked for
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from carspec.core.changes import Change
    from carspec.core.consensus import Judgement
    from carspec.core.filter.columns import Columns
    from carspec.core.history import Entry, News
    from carspec.core.importing.cars import ImportCounts, ImportedCar, ImportedFile
    from carspec.core.library_file import LibraryCounts
    from carspec.store.editor import Editor

_STANDING = {relation: place for place, relation in enumerate(Relation)}


class SqliteLibrary:
    """A `carspec.core.library.Library`; may be used from several threads, one at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        profiles: Mapping[str, Profile],
        path: Path | None,
        shipped: Shipped,
    ) -> None:
        self._connection, self.path, self._shipped = connection, path, shipped
        self._shipped_profiles = self.profiles = profiles
        self._lock = RLock()
        self._figures: dict[str, dict[str, Figure]] = {}
        self._claims: dict[str, dict[str, tuple[Claim, ...]]] = {}
        self._by_key: dict[str, Claim] = {}
        self._columns: Columns | None = None

    def _read(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise damaged(self.path, error) from error

    @cached_property
    def data_version(self) -> str:
        return str(self._read("SELECT value FROM meta WHERE key = 'data_version'")[0][0])

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return catalogue(map(rows.field, self._read(rows.FIELDS)))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.key: source for source in map(rows.source, self._read(rows.SOURCES))}

    @cached_property
    def units(self) -> Units:
        return Units(map(rows.unit, self._read(rows.UNITS)))

    @cached_property
    def rates(self) -> ExchangeRates:
        return ExchangeRates(self._shipped.folder / "exchange_rates.zip")

    @cached_property
    def unit_words(self) -> UnitWords:
        return UnitWords.load(self._shipped.folder / "unit_words.json")

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        return load_labels(self._shipped.folder / "labels.json")

    @cached_property
    def field_words(self) -> Mapping[str, Sequence[str]]:
        listed = json.loads((self._shipped.folder / "field_words.json").read_text("utf-8"))["spellings"]
        return {row["key"]: tuple(row["words"]) for row in listed}

    @property
    def columns(self) -> Columns:
        from carspec.core.filter.columns import Columns
        from carspec.store.stored_columns import StoredColumns

        if self._columns is None:
            self._columns = Columns(self.vehicles, StoredColumns(self._read, self.vehicles))
        return self._columns

    @cached_property
    def vehicles(self) -> StoredVehicles:
        return StoredVehicles(self._read)

    def figures(self, vehicle: str) -> Mapping[str, Figure]:
        if vehicle not in self._figures:
            found = map(rows.figure, self._read(f"{rows.FIGURES} WHERE vehicle = ?", (vehicle,)))
            self._figures[vehicle] = {figure.field: figure for figure in found}
        return self._figures[vehicle]

    def claims(self, vehicle: str, field: str) -> Sequence[Claim]:
        return self._load_claims(vehicle).get(field, ())

    def claim(self, vehicle: str, key: str) -> Claim:
        self._load_claims(vehicle)
        return self._by_key[key]

    def judgement(self, claim: str) -> Judgement | None:
        from carspec.core.consensus import Judgement

        found = self._read("SELECT rank, excluded, reason FROM judgement WHERE claim = ?", (claim,))
        return Judgement(found[0][0], bool(found[0][1]), found[0][2]) if found else None

    def history(self) -> Sequence[Entry]:
        return [rows.entry(row) for row in self._read(f"{rows.HISTORY} ORDER BY id")]

    def unseen_news(self) -> News | None:
        found = self._read("SELECT content FROM news WHERE NOT seen ORDER BY id DESC LIMIT 1")
        return rows.news(found[0][0]) if found else None

    def apply(self, change: Change) -> Change:
        with self._editor() as editor:
            inverse = editor.apply(change)
        self._forget(change)
        return inverse

    def import_cars(
        self, file: ImportedFile, cars: Iterable[ImportedCar], progress: Callable[[int], bool]
    ) -> ImportCounts:
        with self._editor(alone=self.path is None) as editor:
            counts = editor.import_cars(file, cars, progress)
        self.reload()
        return counts

    def keep_profiles(self, own: Mapping[str, Profile]) -> None:
        self.profiles = {**self._shipped_profiles, **own}

    def reload(self) -> None:
        for kept in (self._figures, self._claims, self._by_key):
            kept.clear()
        for name in ("data_version", "fields", "sources", "units", "vehicles"):
            self.__dict__.pop(name, None)
        self._columns = None

    def undo(self) -> Entry:
        with self._editor() as editor:
            entry = editor.undo()
        self._forget(entry.change)
        return entry

    def redo(self) -> Entry:
        with self._editor() as editor:
            entry = editor.redo()
        self._forget(entry.change)
        return entry

    def drop_undone(self) -> None:
        with self._editor() as editor:
            editor.drop_undone()

    def mark_news_seen(self) -> None:
        with self._editor() as editor:
            editor.mark_news_seen()

    @contextmanager
    def _editor(self, alone: bool = True) -> Iterator[Editor]:
        """What writes, over one connection; imported here because reading does without SQLAlchemy.

        `alone` lets nobody read meanwhile: a long work on a connection of its own does without.
        """
        from carspec.store.editor import editor

        with (
            self._lock if alone else nullcontext(),
            editor(self, self.path or self._connection, self._shipped.folder / "terms.json") as opened,
        ):
            yield opened

    def _forget(self, change: Change) -> None:
        """What was read of a vehicle before it was changed is read anew; of all, where many were."""
        from carspec.core.changes import concerned

        vehicle = concerned(change)
        if vehicle is None:
            self.reload()
            return
        # computed figures rest on those of the base vehicle
        built = self._read("SELECT key FROM vehicle WHERE base_vehicle_key = ?", (vehicle,))
        changed = {vehicle, *(key for (key,) in built)}
        for key in changed:
            self._figures.pop(key, None)
        for claims in self._claims.pop(vehicle, {}).values():
            for claim in claims:
                self._by_key.pop(claim.key, None)
        self.__dict__.pop("sources", None)  # a cached property
        before = self.vehicles
        self.vehicles = before.renewed(changed)
        if self._columns is not None:
            from carspec.store.stored_columns import StoredColumns

            reader, stood = StoredColumns(self._read, self.vehicles), self.vehicles.stood(before)
            self._columns = self._columns.renewed(self.vehicles, reader, stood, changed)

    def read_file(self, path: Path, progress: Callable[[int], bool]) -> LibraryCounts:
        from carspec.store.check_context import CheckContext

        context = CheckContext(self._shipped.folder, self._shipped.cache)
        with self._editor(alone=self.path is None) as editor:
            counts = editor.read_library(path, context, progress)
        self.reload()
        return counts

    def file_text(self) -> Iterator[str]:
        from carspec.store.library_text import library_text

        if self.path is None:
            with self._lock:  # a database in memory has no other connection
                yield from library_text(self._connection)
            return
        try:
            with closing(read_only(self.path)) as connection:
                connection.execute("BEGIN")  # the library as it stands now, whatever is changed meanwhile
                yield from library_text(connection)
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error

    def close(self) -> None:
        self._connection.close()

    def _load_claims(self, vehicle: str) -> dict[str, tuple[Claim, ...]]:
        if vehicle not in self._claims:
            found = list(map(rows.claim, self._read(f"{rows.CLAIMS} WHERE vehicle = ?", (vehicle,))))
            found.sort(key=lambda claim: (_STANDING[claim.relation], claim.key))
            grouped: dict[str, list[Claim]] = defaultdict(list)
            for claim in found:
                grouped[claim.field].append(claim)
            self._claims[vehicle] = {field: tuple(claims) for field, claims in grouped.items()}
            self._by_key |= {claim.key: claim for claim in found}
        return self._claims[vehicle]


def damaged(path: Path | None, error: Exception) -> DamagedDatabase:
    """The sentence for a database that cannot be read; the file stays as it is."""
    return DamagedDatabase(
        f"The database {path or 'in memory'} is damaged ({error}); it was left as it is. "
        "Move it away and start again to have a fresh one."
    )
