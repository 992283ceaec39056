"""Tables whose cars stand in columns, one row a field: how they are recognised, and turned round."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import UnreadableTable
from carspec.core.filter.fields import FilterFields
from carspec.core.folding import fold
from carspec.core.importing.car_names import CAR_NAMES
from carspec.core.importing.header_words import HeaderReader, unmarked
from carspec.core.importing.mapping import Mapping
from carspec.core.importing.meaning import fits
from carspec.core.importing.reading import ABOVE, REPEATS, shown
from carspec.core.importing.table import COLUMNS, ROWS, Aside, Finding, Place, Table
from carspec.core.library import Library

CARS = "Cars"
"""What the finding is about that says where the cars stand."""

MOST_ROWS = 1_000
"""Rows of a table with cars in columns; a longer one is a list of cars."""

LEAST = 2
"""Rows that must name fields, unless there are fewer."""

LEAST_SHARE = 0.3
"""The share of rows that must; press kits and encyclopedias tell much that is no field here."""

MOST_NAMES = 3
"""Columns that name the rows: a group, a name, a unit."""

UNIT_NAMES = frozenset(map(fold, (
    "unit", "units", "Einheit", "Einheiten", "unité", "unités", "единица", "единицы", "ед. изм.",
    "unidad", "unità", "jednostka", "eenheid", "单位", "單位", "단위",
)))  # fmt: skip
"""Names of a column that holds the units of its rows."""

NOTE_NAMES = frozenset(map(fold, (
    "note", "notes", "remark", "remarks", "comment", "comments", "source", "sources", "reference",
    "references", "Anmerkung", "Anmerkungen", "Bemerkung", "Bemerkungen", "Quelle", "Quellen", "remarque",
    "remarques", "nota", "notas", "примечание", "примечания", "источник", "источники", "备注", "비고",
)))  # fmt: skip
"""Names of a column that stands beside those of the cars and is none."""

CAR_COLUMN = ("Car", "Vehicle", "Make and model")
"""What the names of the cars are called where the file does not say; the first that no row is called."""

NO_FIGURE = "The row says nothing of a car, as a heading or a footnote does."
NO_CAR = "The column holds notes by its name, and is no car."
_SHOWN = 3


def oriented(table: Table, library: Library, mapping: Mapping | None = None) -> Table:
    """The table with one car a row: turned round where its cars stand in columns, which is found out unless
    its options say so. A table that has the columns of a mapping stands as it is.

    Raises UnreadableTable where it shall be turned and has too many rows.
    """
    asked = table.read_as.cars
    if asked == ROWS or (asked is None and mapping is not None and fits(mapping, table.header)):
        return table
    rows = list(islice(table.rows, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        if asked is None:
            return table
        raise UnreadableTable(
            f"{table.name} has more than {MOST_ROWS:,} rows, and so its cars do not stand in columns."
        )
    wanted = frozenset(mapping.used) if mapping is not None else frozenset()
    turning = _Turning(table, rows, library, wanted)
    because = "as chosen" if asked else turning.evidence()
    turned = turning.turned(because) if because else table
    if mapping is None or fits(mapping, turned.header):
        return turned
    alone = _Turning(table, rows, library, wanted, most_names=1).turned(
        because
    )  # as rows with refused cells are
    return alone if because and fits(mapping, alone.header) else turned


class _Row(Struct, frozen=True):
    """A row that states a field: its line, its name, and its cells at the width of the table."""

    line: int
    name: str
    group: str
    cells: Sequence[str]


class _Turning:
    """One table that may have its cars in columns."""

    def __init__(
        self,
        table: Table,
        rows: list[tuple[int, Sequence[str]]],
        library: Library,
        wanted: frozenset[str],
        most_names: int = MOST_NAMES,
    ) -> None:
        self._table, self._library, self._most_names = table, library, most_names
        self._reader = HeaderReader(FilterFields(library.fields, library.field_words), library)
        self._width = max([len(table.header), *(len(row) for _, row in rows)], default=0)
        self._top = table.top
        names: Sequence[str] = table.header
        if self._top == 0 and table.read_as.header == 0:  # the names stand in the first row
            self._top, names = next(((line, row) for line, row in rows if any(row)), (0, names))
        self._above = [(line, row) for line, row in rows if line < self._top]
        body = [(line, self._padded(row)) for line, row in rows if line > self._top and any(row)]
        self._names = self._padded(names)
        self._joined: dict[int, list[range]] = {}
        last = rows[-1][0] if rows else 0
        for lines, places in table.joined:
            for line in range(lines.start, min(lines.stop, last + 1)):
                self._joined.setdefault(line, []).append(places)
        self._first = self._first_car(body)
        self._names = self._filled(self._top, self._names)
        self._body = [(line, self._filled(line, row)) for line, row in body]
        notes = [place for place in range(self._first, self._width) if fold(self._names[place]) in NOTE_NAMES]
        self._cars = [
            place
            for place in range(self._first, self._width)
            if place not in notes and (self._names[place] or any(row[place] for _, row in self._body))
        ]
        self._asides = [*self._told_above(), *(self._noted(place) for place in notes)]
        self._rows = self._named_apart(list(self._stating(wanted)))

    def evidence(self) -> str:
        """Why the cars stand in columns; "" where that is not so.

        The first column then names fields, mostly different ones, and the names above the others do not.
        """
        labels = list(dict.fromkeys(unmarked(row.name) for row in self._rows if row.name))
        above = [self._names[place] for place in self._cars if self._names[place]]
        fields, across = self._fields(labels), self._fields(above)
        if not above or len(fields) < max(1, min(LEAST, len(labels)), LEAST_SHARE * len(labels)):
            return ""
        if 2 * len(labels) < len(self._rows) or 2 * len(across) * len(labels) >= len(fields) * len(above):
            return ""
        named = ", ".join(f'"{name[:30]}"' for name in fields[:_SHOWN]) + " ..." * (len(fields) > _SHOWN)
        others = f"{len(across):,} of" if across else "none of"
        return (
            f"{len(fields):,} of {len(labels):,} rows are named as fields ({named}), and {others} the "
            f"{_count(len(above), 'column')} beside"
        )

    def turned(self, because: str) -> Table:
        """The table with its columns as rows."""
        table = self._table
        names = [row.name for row in self._rows]
        rows = tuple(
            (place + 1, (self._names[place], *(row.cells[place] for row in self._rows)))
            for place in self._cars
        )
        findings = [*table.findings, Finding(CARS, "in columns", because)]
        if self._asides:
            told = "; ".join(f"{_where(aside.place, table.counts)}: {aside.text}" for aside in self._asides)
            findings.append(Finding("About no car", f"{len(self._asides):,}", told))
        return replace(
            table,
            header=(self._car_column(names), *names),
            rows=rows,
            findings=tuple(findings),
            read_as=replace(table.read_as, cars=COLUMNS),
            counts="column",
            left=0,
            joined=(),
            upright=replace(table, header=tuple(self._names)),
            lines=(self._top, *(row.line for row in self._rows)),
            asides=tuple(self._asides),
        )

    def _padded(self, row: Sequence[str]) -> list[str]:
        return [*row, *[""] * (self._width - len(row))]

    def _filled(self, line: int, row: list[str]) -> list[str]:
        """A row in which a cell that reaches over several cars counts for each of them."""
        for places in self._joined.get(line, ()):
            if places.start >= self._first:
                for place in range(places.start, min(places.stop, self._width)):
                    row[place] = row[places.start]
        return row

    def _first_car(self, body: list[tuple[int, list[str]]]) -> int:
        """The place of the first car: right of the names of the rows, their groups and their units."""
        first = 1
        while first < min(self._most_names, self._width - 1):
            texts = [row[first] for _, row in body if row[first].strip()]
            units = bool(texts) and all(map(self._is_unit, texts))
            if units or fold(self._names[first]) in UNIT_NAMES:
                return first + 1
            before = [self._label(row[:first])[0] for _, row in body]
            after = [self._label(row[: first + 1])[0] for _, row in body]
            if len(self._fields(after)) <= len(self._fields(before)):
                return first
            first += 1
        return first

    def _label(self, cells: Sequence[str]) -> tuple[str, str]:
        """The name of a row by its first cells, and the group it stands in: units stand in brackets."""
        name = group = ""
        for place, cell in enumerate(" ".join(cell.split()) for cell in cells):
            if not cell or cell == name:
                continue
            if place and name and (self._is_unit(cell) or fold(self._names[place]) in UNIT_NAMES):
                name = name if name.endswith(f"({cell})") else f"{name} ({cell})"
            else:
                name, group = cell, name
        return name, group

    def _stating(self, wanted: frozenset[str]) -> Iterator[_Row]:
        """The rows that say something of a car, and those that a mapping names, though their cells are empty;
        the others are told."""
        filled = [row for _, row in self._body if any(row[place].strip() for place in self._cars)]
        lacking = set(wanted.difference(self._label(row[: self._first])[0] for row in filled))
        heading = ""
        for line, row in self._body:
            name, group = self._label(row[: self._first])
            if row == self._names:
                self._asides.append(Aside(Place(line, ""), shown(row), REPEATS))
            elif name in lacking or any(row[place].strip() for place in self._cars):
                lacking.discard(name)
                yield _Row(line, name, group or heading, row)
            elif name:
                heading = name
                self._asides.append(Aside(Place(line, ""), shown(row), NO_FIGURE))

    def _named_apart(self, rows: list[_Row]) -> list[_Row]:
        """The rows, no two of one name: where it recurs its group comes before it, else a number behind."""
        groups: dict[str, set[str]] = {}
        for row in rows:
            groups.setdefault(row.name, set()).add(row.group)
        seen: Counter[str] = Counter()
        for place, row in enumerate(rows):
            grouped = bool(row.name and row.group) and len(groups[row.name]) > 1
            name = f"{row.group}.{row.name}" if grouped else row.name
            seen[name] += 1
            rows[place] = replace(row, name=f"{name} #{seen[name]}" if name and seen[name] > 1 else name)
        return rows

    def _car_column(self, names: Sequence[str]) -> str:
        """What the names of the cars are called: as the file says, where it says what they are."""
        corner, _ = self._label(self._names[: self._first])
        if corner not in names and (fold(corner) in CAR_NAMES or self._fields([corner])):
            return corner
        return next((name for name in CAR_COLUMN if name not in names), "")

    def _fields(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are fields, each once."""
        different = list(dict.fromkeys(name for name in names if name))
        return [name for name, read in zip(different, self._reader.read(different), strict=True) if read]

    def _is_unit(self, text: str) -> bool:
        return not any(c.isdigit() for c in text) and bool(
            self._library.unit_words.kinds(text.strip(" ()[]"))
        )

    def _told_above(self) -> Iterator[Aside]:
        return (Aside(Place(line, ""), shown(row), ABOVE) for line, row in self._above if any(row))

    def _noted(self, place: int) -> Aside:
        texts = shown(row[place] for _, row in self._body)
        return Aside(Place(0, self._names[place], self._table.letters(place)), texts, NO_CAR)


def _where(place: Place, counts: str) -> str:
    return f"{counts} {place.line:,}" if place.line else f'column "{place.column}"'


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
