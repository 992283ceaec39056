"""A table and a mapping together: the cars of its rows with what their cells state, and what was refused.

Each distinct text of a column is read once; the rows then share what it states.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.importing.cars import (
    CellClaim,
    ImportCancelled,
    ImportCounts,
    ImportedCar,
    RefusedCell,
)
from carspec.core.importing.cell_reading import CellReader, Outcome
from carspec.core.importing.mapping import IDENTITY_PARTS, Mapping
from carspec.core.importing.meaning import place_in, require_meaning
from carspec.core.importing.naming import Namer, Unnamed
from carspec.core.importing.number_style import NumberStyle, Possible, settle_style
from carspec.core.importing.table import Table
from carspec.core.library import Library

LONE = "The row has one text only, as a footnote has."
ABOVE = "The row stands above the header."
REPEATS = "The row repeats the header."

STEP = 500
"""Rows between two looks at whether a count is still wanted."""


class ColumnUse(Struct, frozen=True):
    """What a column is taken for and why; `use` is a field, a part of the identity, or None."""

    column: str
    use: str | None
    unit: str | None
    evidence: str


class TableReader:
    """Reads a table by a mapping; its lists and counts are complete once `cars` is exhausted.

    Raises BadMapping where the mapping names what neither the library nor the table has.
    """

    def __init__(self, table: Table, mapping: Mapping, library: Library) -> None:
        require_meaning(mapping, library)
        self.table, self.mapping, self._library = table, mapping, library
        self._width, self._top = len(table.header), table.top
        self._places = {name: place_in(table.header, name) for name in mapping.used}
        self._readers = [
            CellReader(column, mapping, library, partial(self.style, index))
            for index, column in enumerate(mapping.columns)
        ]
        self._settled: dict[int, NumberStyle] = {}
        self.refused: list[RefusedCell] = []
        self.no_cars: list[RefusedCell] = []
        """Rows about no car at all, with the reason: titles, footnotes, repeated headers."""
        self.empty = 0
        """Rows without any text, or with units only, which were passed over."""
        self.repeated = 0
        """Rows that name a car of an earlier row; what they state was added to it."""
        self._memos: list[dict[str | tuple[str, str], Outcome]] = [{} for _ in mapping.columns]

    @property
    def styles(self) -> dict[int, NumberStyle]:
        """The number styles that had to be found out, by place in the mapping's columns."""
        return dict(self._settled)

    def told(self) -> tuple[ColumnUse, ...]:
        """What each column of the mapping was taken for, with what was found out about it."""
        identity = self.mapping.identity
        named = [
            ColumnUse(piece.column, part.replace("_", " "), None, "names the car")
            for part in IDENTITY_PARTS
            for piece in identity.pieces(part)
            if piece.column is not None
        ]
        keys = [ColumnUse(column, "key", None, "tells cars of one name apart") for column in identity.key]
        return (
            *named,
            *keys,
            *(
                ColumnUse(column.column, column.field, column.unit, self._evidence(index))
                for index, column in enumerate(self.mapping.columns)
            ),
        )

    def _evidence(self, index: int) -> str:
        texts = len(self._memos[index])
        style = self._settled[index].evidence if index in self._settled else ""
        told = (self.mapping.columns[index].condition, style, f"{texts:,} different texts")
        return "; ".join(text for text in told if text)

    def settled_mapping(self) -> Mapping:
        """The mapping with the decimal marks that were found out."""
        columns = tuple(
            replace(column, decimal=self._settled[index].decimal) if index in self._settled else column
            for index, column in enumerate(self.mapping.columns)
        )
        return replace(self.mapping, columns=columns)

    def cars(self) -> Iterator[ImportedCar]:
        """The car of each row, in order, with all that its cells state."""
        namer = Namer(self.mapping, self._library, self._places.__getitem__)
        self.refused.clear()
        self.no_cars.clear()
        self.empty = self.repeated = 0
        seen: set[str] = set()
        plans = self._plans()
        for line, texts in self.table.rows:
            row = self._whole(line, texts)
            if row is None:
                continue
            try:
                vehicle, key = namer.car(row)
            except Unnamed as refusal:
                if self._states_nothing(row):
                    self.empty += 1
                elif self._is_note(row):
                    self.no_cars.append(RefusedCell(line, "", shown(row), LONE))
                else:
                    text = refusal.text or shown(row)
                    self.refused.append(RefusedCell(line, refusal.column, text, str(refusal)))
                continue
            claims: list[CellClaim] = []
            for place, given, memo, index in plans:
                cell = row[place]
                try:
                    found = memo[cell if given is None else (cell, row[given])]
                except KeyError:
                    found = self._read(index, cell, None if given is None else row[given])
                if found.__class__ is str:
                    column = self.mapping.columns[index].column
                    self.refused.append(RefusedCell(line, column, cell, str(found)))
                elif found:
                    claims += found  # type: ignore[arg-type]
            if not claims and self._is_lone(row):
                self.no_cars.append(RefusedCell(line, "", shown(row), LONE))
                continue
            if key in seen:
                self.repeated += 1
            seen.add(key)
            yield ImportedCar(line, key, vehicle, claims)

    def _plans(self) -> list[tuple[int, int | None, dict[str | tuple[str, str], Outcome], int]]:
        """For each column its place in a row, the place of the column given with it, and its memo."""
        return [
            (
                self._places[column.column],
                self._places[column.given.column] if column.given else None,
                self._memos[index],
                index,
            )
            for index, column in enumerate(self.mapping.columns)
        ]

    def _read(self, index: int, cell: str, given: str | None) -> Outcome:
        outcome = self._readers[index].read(cell, "" if given is None else given.strip())
        self._memos[index][cell if given is None else (cell, given)] = outcome
        return outcome

    def _whole(self, line: int, row: Sequence[str]) -> Sequence[str] | None:
        """The row at the width of the header; None where it is empty, refused or about no car."""
        if len(row) > self._width and any(text.strip() for text in row[self._width :]):
            reason = f"The row has {len(row)} cells, and the header {self._width}."
            if self.table.read_as.separator == ",":
                reason += " Put quotes round a text with a comma in it, as a number may have one."
            self.refused.append(RefusedCell(line, "", shown(row), reason))
            return None
        if len(row) < self._width:
            row = [*row, *[""] * (self._width - len(row))]
        if not any(row) or not any(text.strip() for text in row):
            self.empty += 1
            return None
        if line < self._top:
            self.no_cars.append(RefusedCell(line, "", shown(row), ABOVE))
            return None
        if row[0] == self.table.header[0] and tuple(row[: self._width]) == self.table.header:
            self.no_cars.append(RefusedCell(line, "", shown(row), REPEATS))
            return None
        return row

    def _states_nothing(self, row: Sequence[str]) -> bool:
        """Whether all a row has are units and marks of gaps, as a second row of heads."""
        stating = {self._places[column.column] for column in self.mapping.columns if column.given is None}
        if any(row[place].strip() for place in set(self._places.values()) - stating):
            return False
        return all(
            self._readers[index].read(row[self._places[column.column]]) == ()
            for index, column in enumerate(self.mapping.columns)
            if column.given is None
        )

    def _is_note(self, row: Sequence[str]) -> bool:
        """Whether a row that names no car has one text only, though the mapping reads more columns."""
        filled = [place for place in set(self._places.values()) if row[place].strip()]
        return len(filled) == 1 and len(self._places) > 2

    def _is_lone(self, row: Sequence[str]) -> bool:
        """Whether a row has one text only, from which both make and model were taken."""
        return sum(1 for text in row if text.strip()) == 1

    def style(self, index: int) -> NumberStyle:
        """The number style of a column: as the mapping says, else settled from all its texts."""
        column = self.mapping.columns[index]
        if column.decimal is not None:
            return NumberStyle(column.decimal, "as the mapping says")
        if index not in self._settled:
            self._settled[index] = settle_style(self._texts[index], Possible(column, self._library).fits)
        return self._settled[index]

    @cached_property
    def _texts(self) -> list[dict[str, None]]:
        """The distinct texts of each column of the mapping; the table is gone through once for them."""
        found: list[dict[str, None]] = [{} for _ in self.mapping.columns]
        places = [self._places[column.column] for column in self.mapping.columns]
        for _, row in self.table.rows:
            for place, texts in zip(places, found, strict=True):
                if place < len(row):
                    texts[row[place]] = None
        return found


def count(reader: TableReader, progress: Callable[[int], bool]) -> ImportCounts:
    """What a table would bring: it is read whole, and nothing is kept.

    `progress` is told the rows done, STEP by STEP; ImportCancelled where it says no.
    """
    rows = claims = 0
    for rows, car in enumerate(reader.cars(), 1):
        claims += len(car.claims)
        if rows % STEP == 0 and not progress(rows):
            raise ImportCancelled("The count was stopped.")
    return ImportCounts(rows - reader.repeated, claims, 0)


def shown(row: Iterable[str]) -> str:
    """A row in a few words."""
    text = " | ".join(" ".join(cell.split()) for cell in row if cell.strip())
    return text if len(text) <= 120 else f"{text[:119]}…"
