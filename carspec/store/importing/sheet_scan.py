"""What the XML of a workbook says about its cells: how far they reach, errors, shares in percent."""

import re
from xml.parsers import expat

from msgspec import Struct

from carspec.store.importing.raw_file import RawFile

_PLACE = re.compile(r"([A-Za-z]+)([0-9]+)")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""As spreadsheet programs have them."""
_PERCENT_FORMATS = {"9", "10"}
_MANY = 50_000


class Scan(Struct):
    """What is seen in a sheet of an XLSX workbook while its XML is parsed."""

    raw: RawFile
    percent_styles: set[str]
    errors: int = 0
    percent: set[tuple[int, int]] = set()
    """Row and column, from 0, of cells that hold a share and show it in percent."""
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
        elif kind == "n" and told.get("s") in self.percent_styles:
            found = _PLACE.fullmatch(place)
            if found:
                self.percent.add((int(found[2]) - 1, _column(found[1]) - 1))

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
        self._sheet = Scan(raw, set())
        self._rows = self._width = self._repeat = self._place = self._last = 0
        self._shares: list[range] = []
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self._sheet = self.sheets[attributes.get("table:name", "")] = Scan(self._raw, set())
            self._rows = self._width = 0
        elif kind == "table-row":
            self._repeat, self._place, self._last = _repeat(attributes, "rows"), 0, 0
            self._shares = []
        elif kind in {"table-cell", "covered-table-cell"}:
            first = self._place
            self._place += _repeat(attributes, "columns")
            holds = next((attributes[name] for name in attributes if name.endswith(":value-type")), None)
            if holds is not None:
                self._last = self._place
            if holds == "percentage":
                self._shares.append(range(first, self._place))

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] != "table-row":
            return
        first = self._rows
        self._rows += self._repeat
        if self._last:
            self._width = max(self._width, self._last)
            refuse_reach(self._raw, self._rows, self._width, self._rows * self._width)
            for row in range(first, self._rows) if self._shares else ():
                self._sheet.percent.update((row, column) for shares in self._shares for column in shares)


def percent_styles(content: bytes) -> set[str]:
    """The numbers of the cell formats in styles.xml of an XLSX workbook that show shares in percent."""
    formats = set(_PERCENT_FORMATS)
    found: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        kind = tag.rpartition(":")[2]
        if kind == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
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
    return {str(place) for place, number in enumerate(found) if number in formats}


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
    told = attributes.get(f"table:number-{of}-repeated", "1")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 1
