"""What the XML of a workbook says about its cells: how far they reach, errors, what their formats show."""

import re
from collections.abc import Mapping
from decimal import Decimal
from xml.parsers import expat

from msgspec import Struct

from carspec.core.number_text import number_ways, plain_text
from carspec.store.importing.number_formats import Shown, shown_by
from carspec.store.importing.raw_file import RawFile

_PLACE = re.compile(r"([A-Za-z]+)([0-9]+)")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""As spreadsheet programs have them."""
_PERCENT = Shown(behind="%", power=-2)
_BUILT_IN = {"9": _PERCENT, "10": _PERCENT}
_SHOWN_NUMBER = re.compile(
    r"(?P<before>\D*?)[-+−]?(?P<digits>\d[\d.,'’\s]*+)(?P<behind>(?!/|E[+-]?\d).*)", re.DOTALL
)
"""A number without an exponent or a fraction, as a sheet shows it, with what stands beside it."""
_MANY = 50_000


class Scan(Struct):
    """What is seen in a sheet of an XLSX workbook while its XML is parsed."""

    raw: RawFile
    styles: Mapping[str, Shown]
    errors: int = 0
    shown: dict[tuple[int, int], Shown] = {}
    """Row and column, from 0, of cells with a number and what their formats show beside its digits."""
    merged: list[tuple[range, range]] = []
    """Rows and columns, from 0, of the cells that are one; only of ODS, as calamine tells those of XLSX."""
    _cell: list[str] | None = None
    """The attributes of a cell of which no content was seen yet; without content it takes no room."""
    _places: list[str] = []
    _unplaced: int = 0
    _most_unplaced: int = 0
    """Cells of one row that do not say where they stand."""
    _last_row: int = 0
    _box: tuple[int, int, int, int] = (1 << 62, 0, 1 << 62, 0)
    """First and last row, first and last column of the cells that say where they stand."""

    def watch(self, parser: expat.XMLParserType) -> None:
        """Let a parser tell of its cells. Parsing then raises UnreadableTable where they reach too far."""
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: list[str]) -> None:
        kind = tag.rpartition(":")[2] if ":" in tag else tag
        if kind == "c":
            self._cell = attributes
        elif kind in {"v", "is"} and self._cell is not None:
            self._content(dict(zip(self._cell[::2], self._cell[1::2], strict=True)))
            self._cell = None
        elif kind == "row":
            self._unplaced = 0
            told = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("r", "")
            numbered = int(told[:12]) if told.isascii() and told.isdigit() else 0
            self._last_row = max(self._last_row + 1, numbered)

    def _end(self, tag: str) -> None:
        if tag.endswith("sheetData"):
            self._settle()

    def _content(self, told: dict[str, str]) -> None:
        place, kind = told.get("r"), told.get("t", "n")
        if place is None:
            self._unplaced += 1
            self._most_unplaced = max(self._most_unplaced, self._unplaced)
            return
        self._places.append(place)
        if len(self._places) >= _MANY:
            self._settle()
        if kind == "e":
            self.errors += 1
        elif kind == "n" and (shown := self.styles.get(told.get("s", ""))):
            found = _PLACE.fullmatch(place)
            if found:
                self.shown[int(found[2]) - 1, _column(found[1]) - 1] = shown

    def _settle(self) -> None:
        """Take the places that were seen into the box round all cells."""
        first, last, left, right = self._box
        found = _PLACE.findall(" ".join(self._places))
        self._places.clear()
        if found:
            rows = {int(row[:12]) for _, row in found}
            columns = {_column(letters) for letters in {letters for letters, _ in found}}
            self._box = first, last, left, right = (
                min(first, *rows),
                max(last, *rows),
                min(left, *columns),
                max(right, *columns),
            )
        if self._most_unplaced:  # such a cell stands right of the one before it
            first = left = 1
            last, right = max(last, self._last_row), right + self._most_unplaced
        if last:
            refuse_reach(self.raw, last, right, (last - first + 1) * (right - left + 1))


class OdsScan:
    """What is seen in content.xml of an ODS workbook: how far each sheet reaches, repeated cells too."""

    def __init__(self, raw: RawFile, parser: expat.XMLParserType) -> None:
        self.sheets: dict[str, Scan] = {}
        self._raw = raw
        self._sheet = Scan(raw, {})
        self._rows = self._width = self._repeat = self._place = self._last = 0
        self._shown: list[tuple[range, Shown]] = []
        self._number: range | None = None
        """The places of a cell with a number whose text is being read."""
        self._text: list[str] = []
        self._value = ""
        self._in_note = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self._sheet = self.sheets[attributes.get("table:name", "")] = Scan(self._raw, {})
            self._rows = self._width = 0
        elif kind == "table-row":
            self._repeat, self._place, self._last = _repeat(attributes, "rows"), 0, 0
            self._shown = []
        elif kind == "annotation":
            self._in_note = True
        elif kind in {"table-cell", "covered-table-cell"}:
            first = self._place
            self._place += _repeat(attributes, "columns")
            down, right = (_times(attributes, f"number-{of}-spanned") for of in ("rows", "columns"))
            if max(down, right) > 1:
                rows = range(self._rows, self._rows + down)
                self._sheet.merged.append((rows, range(first, first + right)))
            holds = next((attributes[name] for name in attributes if name.endswith(":value-type")), None)
            if holds is not None:
                self._last = self._place
            if holds == "percentage":
                self._shown.append((range(first, self._place), _PERCENT))
            elif holds in {"float", "currency"}:
                self._number, self._text = range(first, self._place), []
                self._value = attributes.get("office:value", "")

    def _characters(self, data: str) -> None:
        if self._number is not None and not self._in_note:
            self._text.append(data)

    def _end(self, tag: str) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "annotation":
            self._in_note = False
        elif kind in {"table-cell", "covered-table-cell"} and self._number is not None:
            found = _SHOWN_NUMBER.fullmatch("".join(self._text).strip())
            if found and (found["before"] or found["behind"]):
                power = _power(found["digits"].strip(), self._value)
                shown = Shown(found["before"], f" {found['behind']}".rstrip(), power)
                self._shown.append((self._number, shown))
            self._number = None
        if kind != "table-row":
            return
        first = self._rows
        self._rows += self._repeat
        if self._last:
            self._width = max(self._width, self._last)
            refuse_reach(self._raw, self._rows, self._width, self._rows * self._width)
            for row in range(first, self._rows) if self._shown else ():
                self._sheet.shown.update(
                    ((row, column), shown) for columns, shown in self._shown for column in columns
                )


def _power(digits: str, value: str) -> int:
    """The power of ten by which a number is shown smaller, as without its thousands; 0 where none fits."""
    try:
        told = abs(Decimal(value))
        ways = [Decimal(way) for way in number_ways(plain_text(digits)) if way is not None]
        for power in (0, 3, 6):
            if any(round(told.scaleb(-power), -int(way.as_tuple().exponent)) == way for way in ways):
                return power
    except ArithmeticError:  # what is told is no number, or too large for one
        return 0
    return 0


def shown_styles(content: bytes) -> dict[str, Shown]:
    """What the cell formats in styles.xml of an XLSX workbook show beside digits, by their numbers."""
    formats = dict(_BUILT_IN)
    found: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        kind = tag.rpartition(":")[2]
        if kind == "numFmt" and (shown := shown_by(attributes.get("formatCode", ""))):
            formats[attributes.get("numFmtId", "")] = shown
        elif kind == "cellXfs":
            inside = True
        elif kind == "xf" and inside:
            found.append(attributes.get("numFmtId", ""))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag.rpartition(":")[2] != "cellXfs"

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    return {str(place): formats[number] for place, number in enumerate(found) if number in formats}


def refuse_reach(raw: RawFile, height: int, width: int, cells: int) -> None:
    """Raise UnreadableTable where a sheet has more rows, columns or cells than can be read."""
    limits = raw.limits
    if height > _MOST_ROWS or width > _MOST_COLUMNS:
        raise raw.refused(
            "a cell lies beyond the last row or column that a sheet has; save the workbook again"
        )
    if height > limits.rows or width > limits.columns or cells > limits.cells:
        raise raw.refused(
            f"its sheet reaches over {height:,} rows and {width:,} columns; at most {limits.columns:,} "
            f"columns and {limits.cells:,} cells can be read. Delete the far cells, or save the table as CSV"
        )


def _column(letters: str) -> int:
    """The number of a column, from 1: 28 for AB."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number


def _repeat(attributes: dict[str, str], of: str) -> int:
    return _times(attributes, f"number-{of}-repeated")


def _times(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(f"table:{name}", "1")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 1
