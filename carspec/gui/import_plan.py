"""What an import will do, as it stands in the window: a table and a mapping that a person changes."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.importing.car_names import CAR, car_names, known_makes
from carspec.core.importing.cars import RefusedCell
from carspec.core.importing.mapping import IDENTITY_PARTS, ColumnMapping, Identity, Mapping, Piece
from carspec.core.importing.meaning import fits
from carspec.core.importing.propose import propose, recognised
from carspec.core.importing.reading import ColumnUse, TableReader
from carspec.core.importing.reading import count as counted
from carspec.core.importing.table import Copied, Finding, Table, TableOptions
from carspec.core.importing.turning import CARS, oriented
from carspec.core.importing.word_columns import body_piece, in_words
from carspec.core.library import Library
from carspec.core.values import BODY_STYLES

NAMES = {
    "make": "Make",
    "model": "Model",
    CAR: "Make and model",
    "generation": "Generation",
    "year_from": "First year",
    "year_to": "Last year",
    "body_style": "Body style",
    "armourer": "Armourer",
}
"""The parts of a car's identity that a column can be taken for."""
FIRST_ROWS = 200
KEY = "key"
CHOSEN = "as chosen"


class TableFiles(Protocol):
    """What the window is handed to read files of others."""

    def open(self, path: Path, options: TableOptions) -> Table:
        """The table of a file. CarspecError says why there is none."""
        ...

    def pasted(self, copied: Copied, options: TableOptions) -> Table:
        """The table that was copied elsewhere. CarspecError says why there is none."""
        ...

    def mappings(self) -> Sequence[Mapping]:
        """The reviewed mappings of known public files."""
        ...

    def is_library(self, path: Path) -> bool:
        """Whether a file is no table but a library that was exported."""
        ...


class Origin(Struct, frozen=True):
    """Where a table comes from: its name, what opens it, and a place; files about it are offered beside it.

    `mappings` reads the reviewed mappings of known tables.
    """

    name: str
    open: Callable[[TableOptions], Table]
    beside: Path
    mappings: Callable[[], Sequence[Mapping]]


class Use(Struct, frozen=True):
    """What a column is taken for: None, a part of the identity, KEY or a field, and how it is read."""

    what: str | None = None
    unit: str | None = None
    missing: tuple[str, ...] = ()
    decimal: str | None = None


class Plan(Struct, frozen=True):
    """`told` says why a column is proposed, or why not; `known` names the mapping of a known file."""

    table: Table
    mapping: Mapping
    told: tuple[ColumnUse, ...]
    known: str | None
    shown: tuple[tuple[int, tuple[str, ...]], ...]
    """The first rows of the table."""
    filed: tuple[tuple[int, tuple[str, ...]], ...]
    """The first rows as they stand in the file, titles above the header too."""
    library: Library
    words: MappingOf[str, Sequence[str]]
    """The distinct texts of columns, as far as they are few."""

    @property
    def turned(self) -> Finding | None:
        """That the cars stand in the columns of the file, with the evidence, where that is so."""
        return next((found for found in self.table.findings if found.what == CARS), None)

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
        identity = self.mapping.identity
        named = [part for part in IDENTITY_PARTS if column in _columns(identity, part)]
        if named:
            return Use(CAR if {"make", "model"} <= {*named} else named[0])
        return Use(KEY) if column in self.mapping.identity.key else Use()

    def why(self, column: str) -> str:
        """Why it is taken for that."""
        return next((use.evidence for use in self.told if use.column == column), "")

    def example(self, place: int) -> str:
        """The first texts of a column that say something."""
        return ", ".join(" ".join(text.split()) for text in self._texts(place)[:3])

    def _texts(self, place: int) -> list[str]:
        """The distinct texts of a column in the first rows below the header."""
        header = self.table.top
        below = (row for line, row in self.shown if line > header and place < len(row))
        return list(dict.fromkeys(row[place] for row in below if row[place].strip()))

    def with_use(self, column: str, use: Use) -> "Plan":
        """The plan with another use of a column; what is not said by a Use stays where the field does.

        CarspecError says why a column cannot be taken for that.
        """
        mapping, before = self.mapping, self.use(column)
        texts = self.words.get(column) or self._texts(self.table.header.index(column))
        old = next((mapped for mapped in mapping.columns if mapped.column == column), None)
        others = tuple(mapped for mapped in mapping.columns if mapped.column != column)
        identity, evidence = mapping.identity, CHOSEN
        if use.what != before.what or use.what in NAMES or use.what == KEY:
            identity = _without(identity, column)
        if use.what == CAR:
            names = car_names(texts, known_makes(self.library))
            make, model = names.pieces(column)
            identity, evidence = replace(identity, make=(make,), model=(model,)), names.evidence
        elif use.what in NAMES:
            pieces = (*identity.pieces(use.what), _piece(column, use.what, texts))
            identity = _with(identity, use.what, pieces)
        elif use.what == KEY:
            identity = replace(identity, key=(*identity.key, column))
        elif use.what is not None and use.what not in IDENTITY_PARTS:
            said = old if old is not None and old.field == use.what else ColumnMapping(column, use.what)
            if said is not old:
                said = in_words(said, self.library.fields[use.what], texts)
            said = replace(said, unit=use.unit, missing=use.missing, decimal=use.decimal)
            place = mapping.columns.index(old) if old is not None else len(others)
            others = (*others[:place], said, *others[place:])
        told = self.told
        if use.what != before.what:
            mine = ColumnUse(column, use.what, use.unit, evidence)
            told = (*(each for each in told if each.column != column), mine)
        changed = replace(mapping, identity=identity, columns=others)
        return replace(self, mapping=changed, told=told)

    def with_join(self, on: bool) -> "Plan":
        """The plan that adds to cars of the same name in the library, or makes each row a car of its own."""
        return replace(self, mapping=replace(self.mapping, identity=replace(self.mapping.identity, join=on)))


class Count(Struct, frozen=True):
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


def plan_for(
    filed: Table, mappings: Sequence[Mapping], library: Library, mapping: Mapping | None = None
) -> Plan:
    """What the columns of a table mean: as the mapping says, else one of the known ones where it fits, else
    what is proposed. CarspecError where the table lacks columns of the mapping."""
    known = recognised(filed, mappings, library) if mapping is None else None
    table = oriented(filed, library, mapping or known)
    rows = _first(table), _first(filed)
    if known is not None:
        reader = TableReader(table, known, library)
        return Plan(table, known, reader.told(), known.name, *rows, library, {})
    found = propose(table, library)
    if mapping is not None and not fits(mapping, table.header):
        raise CarspecError(f"The mapping “{mapping.name}” names columns that {table.name} lacks.")
    return Plan(table, mapping or found.certain, found.columns, None, *rows, library, found.words)


def _first(table: Table) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((line, tuple(row)) for line, row in islice(table.rows, FIRST_ROWS))


def count(plan: Plan, library: Library, wanted: Callable[[int], bool]) -> Count:
    """Read the whole table by the mapping, keeping nothing. ImportCancelled where `wanted` says no."""
    if plan.lacking:
        raise CarspecError(plan.lacking)
    reader = TableReader(plan.table, plan.mapping, library)
    counts = counted(reader, wanted)
    return Count(counts.cars, counts.claims, counts.cars + reader.repeated, reader)


def _piece(column: str, part: str, texts: Sequence[str]) -> Piece:
    """The part of the identity that a column of these texts is; CarspecError where it can be none."""
    if part != "body_style":
        return Piece(column)
    piece = body_piece(column, texts)
    if piece is None:
        known = ", ".join(BODY_STYLES)
        raise CarspecError(f"No text of the column “{column}” is a body style; known are {known}.")
    return piece


def _columns(identity: Identity, part: str) -> list[str | None]:
    return [piece.column for piece in identity.pieces(part)]


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
