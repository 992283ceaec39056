"""What an import will do, as it stands in the window: a table and a mapping that a person changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from carspec.core.changes import OwnSource
from carspec.core.errors import CarspecError
from carspec.core.importing.cars import RefusedCell
from carspec.core.importing.mapping import IDENTITY_PARTS, ColumnMapping, Identity, Mapping, Piece
from carspec.core.importing.propose import propose, recognised
from carspec.core.importing.reading import ColumnUse, TableReader
from carspec.core.importing.reading import count as counted
from carspec.core.importing.table import Table, TableOptions
from carspec.core.library import Library

NAMES = {
    "make": "Make",
    "model": "Model",
    "generation": "Generation",
    "year_from": "First year",
    "year_to": "Last year",
    "armourer": "Armourer",
}
"""The parts of a car's identity that a column can be taken for as it stands."""
KEY = "key"


class TableFiles(Protocol):
    """What the window is handed to read files of others."""

    def open(self, path: Path, options: TableOptions) -> Table:
        """The table of a file. CarspecError says why there is none."""
        ...

    def mappings(self) -> Sequence[Mapping]:
        """The reviewed mappings of known public files."""
        ...

    def is_library(self, path: Path) -> bool:
        """Whether a file is no table but a library that was exported."""
        ...


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is taken for: None, a part of the identity, KEY or a field, and how it is read."""

    what: str | None = None
    unit: str | None = None
    missing: tuple[str, ...] = ()
    decimal: str | None = None


@dataclass(frozen=True)
class Plan:
    """`told` says why a column is proposed, or why not; `known` names the mapping of a known file."""

    table: Table
    mapping: Mapping
    told: tuple[ColumnUse, ...]
    known: str | None
    shown: tuple[tuple[int, tuple[str, ...]], ...]
    """The first rows."""

    @property
    def lacking(self) -> str | None:
        """What has to be said before anything can be imported."""
        lacking = [part for part in ("make", "model") if not self.mapping.identity.pieces(part)]
        if lacking:
            return f"Say which column is the {' and which the '.join(lacking)} of the car."
        return None if self.mapping.columns else "Say at least of one column which field it states."

    def use(self, column: str) -> Use:
        """What a column is taken for."""
        for mapped in self.mapping.columns:
            if mapped.column == column:
                return Use(mapped.field, mapped.unit, mapped.missing, mapped.decimal)
        for part in IDENTITY_PARTS:
            if any(piece.column == column for piece in self.mapping.identity.pieces(part)):
                return Use(part)
        return Use(KEY) if column in self.mapping.identity.key else Use()

    def why(self, column: str) -> str:
        """Why it is taken for that."""
        return next((use.evidence for use in self.told if use.column == column), "")

    def example(self, place: int) -> str:
        """The first texts of a column that say something."""
        texts = dict.fromkeys(row[place] for _, row in self.shown if place < len(row) and row[place].strip())
        return ", ".join(" ".join(text.split()) for text in list(texts)[:3])

    def with_use(self, column: str, use: Use) -> "Plan":
        """The plan with another use of a column; what is not said by a Use stays where the field does."""
        mapping, before = self.mapping, self.use(column)
        old = next((mapped for mapped in mapping.columns if mapped.column == column), None)
        others = tuple(mapped for mapped in mapping.columns if mapped.column != column)
        identity = mapping.identity
        if use.what != before.what or use.what in NAMES or use.what == KEY:
            identity = _without(identity, column)
        if use.what in NAMES:
            identity = _with(identity, use.what, (*identity.pieces(use.what), Piece(column)))
        elif use.what == KEY:
            identity = replace(identity, key=(*identity.key, column))
        elif use.what is not None and use.what not in IDENTITY_PARTS:
            said = old if old is not None and old.field == use.what else ColumnMapping(column, use.what)
            said = replace(said, unit=use.unit, missing=use.missing, decimal=use.decimal)
            place = mapping.columns.index(old) if old is not None else len(others)
            others = (*others[:place], said, *others[place:])
        return replace(self, mapping=replace(mapping, identity=identity, columns=others))

    def with_join(self, on: bool) -> "Plan":
        """The plan that adds to cars of the same name in the library, or makes each row a car of its own."""
        return replace(self, mapping=replace(self.mapping, identity=replace(self.mapping.identity, join=on)))


@dataclass(frozen=True)
class Count:
    """What an import of the plan as it stands would bring; `reader` has been through all rows."""

    cars: int
    claims: int
    rows: int
    reader: TableReader

    @property
    def refused(self) -> Sequence[RefusedCell]:
        return self.reader.refused

    @property
    def sentence(self) -> str:
        refused = len(self.refused)
        told = f"{self.cars:,} {_s(self.cars, 'car')} with {self.claims:,} {_s(self.claims, 'claim')}"
        return f"{told}; " + (f"{refused:,} {_s(refused, 'cell')} refused" if refused else "no cell refused")


def plan_for(files: TableFiles, path: Path, options: TableOptions, library: Library) -> Plan:
    """Open a file and propose what its columns mean. CarspecError says why there is no table in it."""
    table = files.open(path, options)
    shown = []
    for line, row in table.rows:
        shown.append((line, tuple(row)))
        if len(shown) == 200:
            break
    known = recognised(table, files.mappings(), library)
    if known is not None:
        reader = TableReader(table, known, library)
        return Plan(table, known, reader.told(), known.name, tuple(shown))
    proposal = propose(table, library)
    mapping = proposal.mapping or _told_only(table, proposal.columns)
    return Plan(table, mapping, proposal.columns, None, tuple(shown))


def count(plan: Plan, library: Library, wanted: Callable[[int], bool]) -> Count:
    """Read the whole table by the mapping, keeping nothing. ImportCancelled where `wanted` says no."""
    if plan.lacking:
        raise CarspecError(plan.lacking)
    reader = TableReader(plan.table, plan.mapping, library)
    counts = counted(reader, wanted)
    return Count(counts.cars, counts.claims, counts.cars + reader.repeated, reader)


def _told_only(table: Table, told: Sequence[ColumnUse]) -> Mapping:
    """A mapping of what is certain, where no column names the car yet."""
    parts = {part.replace("_", " "): part for part in NAMES}
    identity = Identity()
    columns = []
    for use in told:
        if use.use in parts:
            identity = _with(identity, parts[use.use], (Piece(use.column),))
        elif use.use is not None and use.use != "body style":
            columns.append(ColumnMapping(use.column, use.use, use.unit))
    source = OwnSource(title=table.name, kind="user")
    return Mapping(table.name, source, identity, tuple(columns), table.read_as)


def _without(identity: Identity, column: str) -> Identity:
    for part in IDENTITY_PARTS:
        pieces = tuple(piece for piece in identity.pieces(part) if piece.column != column)
        identity = _with(identity, part, pieces)
    return replace(identity, key=tuple(name for name in identity.key if name != column))


def _with(identity: Identity, part: str, pieces: tuple[Piece, ...]) -> Identity:
    changed: dict[str, Any] = {part: pieces}
    return replace(identity, **changed)


def _s(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
