"""What the program asks of a library of vehicles; the store provides one, the window and the Sheet use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from carspec.core.changes import Change
    from carspec.core.consensus import Judgement
    from carspec.core.filter.columns import Columns
    from carspec.core.history import Entry, News
    from carspec.core.importing.cars import ImportCounts, ImportedCar, ImportedFile
    from carspec.core.labels import Labels
    from carspec.core.library_file import LibraryCounts
    from carspec.core.money import ExchangeRates
    from carspec.core.profiles import Profile
    from carspec.core.unit_words import UnitWords
    from carspec.core.units import Units
    from carspec.core.values import Claim, Field, Figure, Source
    from carspec.core.vehicles import Vehicles


class Library(Protocol):
    """Read access to the settled data. All records are frozen; keys that do not exist raise KeyError."""

    @property
    def data_version(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Field]: ...

    @property
    def vehicles(self) -> Vehicles: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...

    @property
    def units(self) -> Units: ...

    @property
    def unit_words(self) -> UnitWords: ...

    @property
    def field_words(self) -> Mapping[str, Sequence[str]]:
        """The spellings by which people name a field, by its key."""
        ...

    @property
    def profiles(self) -> Mapping[str, Profile]: ...

    @property
    def rates(self) -> ExchangeRates: ...

    @property
    def labels(self) -> Mapping[str, Labels]:
        """The languages of labels by key, English first."""
        ...

    @property
    def columns(self) -> Columns:
        """The figures of all vehicles as columns, for filters; others after a change of the library."""
        ...

    def figures(self, vehicle: str) -> Mapping[str, Figure]:
        """The figures of a vehicle by field; fields nobody claimed anything about are absent."""
        ...

    def claims(self, vehicle: str, field: str) -> Sequence[Claim]:
        """All claims on one field of one vehicle, those that make the figure first."""
        ...

    def keep_profiles(self, own: Mapping[str, Profile]) -> None:
        """Offer a person's own unit profiles after the shipped ones, in place of those offered before."""
        ...

    def reload(self) -> None:
        """Forget what was read, as another program may have changed it; the next question reads anew."""
        ...

    def claim(self, vehicle: str, key: str) -> Claim:
        """One claim of a vehicle by its key."""
        ...

    def judgement(self, claim: str) -> Judgement | None:
        """What the user decided on a claim, by its key."""
        ...

    def apply(self, change: Change) -> Change:
        """Carry out a change of the user's and keep it, with an entry of the history; returns its inverse.

        InvalidChange says what is wrong with it, CarspecError why it cannot be kept; nothing changes then.
        """
        ...

    def import_cars(
        self, file: ImportedFile, cars: Iterable[ImportedCar], progress: Callable[[int], bool]
    ) -> ImportCounts:
        """Add the cars of a file with their claims, all of them in one step that can be undone, or none.

        `progress` is told the number of cars done every few hundred and says whether to go on. What the
        library holds already is counted, not added again. ImportCancelled where `progress` says no,
        CarspecError as for `apply`, and whatever going through `cars` raises; nothing is kept then.
        """
        ...

    def undo(self) -> Entry:
        """Take back the newest change that is done; returns its entry. CarspecError as for `apply`."""
        ...

    def redo(self) -> Entry:
        """Do the oldest undone change again; returns its entry. CarspecError as for `apply`."""
        ...

    def history(self) -> Sequence[Entry]:
        """All changes ever made, oldest first."""
        ...

    def drop_undone(self) -> None:
        """Give up redoing what is undone, because something else was done."""
        ...

    def unseen_news(self) -> News | None:
        """What the last new edition of the data changed, until it is marked as seen."""
        ...

    def mark_news_seen(self) -> None: ...

    def read_file(self, path: Path, progress: Callable[[int], bool]) -> LibraryCounts:
        """Add what the library lacks of a vehicles file, as the user's own, and keep an entry of the history.

        What is here already stays as it is; of a file of version 2 only what is its user's own is taken.
        `progress` is told the number of vehicles done every few hundred and says whether to go on.
        BrokenLibrary with all faults of the file, ImportCancelled, CarspecError as for `apply`: nothing is
        kept then.
        """
        ...

    def file_text(self) -> Iterator[str]:
        """The whole library as the text of a vehicles file, in pieces, with all that is the user's own."""
        ...
