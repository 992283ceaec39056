"""The tables of an HTML page as it is parsed; nothing in it is run or fetched."""

import re
from collections.abc import Mapping

from msgspec import Struct

from carspec.store.importing.page_cells import cell_text, collapsed, raised, told_number
from carspec.store.importing.raw_file import RawFile

_PIECE = 1 << 18
_UNSEEN = frozenset({"script", "style", "template", "select", "textarea", "svg", "math", "comment"})
"""Elements that hold no text of the page; "comment" is LibreOffice's for the note on a cell."""
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "figure"})
_HEADINGS = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_DISPLAY = re.compile(r"display\s*:\s*([a-z-]+)", re.IGNORECASE)
_UNREAD = re.compile(r"\b(?:mw-editsection|carspec-aside)\b")
"""The classes of the words "edit" behind the headings of a wiki, and of notes in our own copies."""
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
"""Columns and rows that one cell can reach over, as browsers have it."""


class Cell(Struct):
    """A cell of a table; `rows` 0 reaches down to the end of its group."""

    text: str
    head: bool
    columns: int
    rows: int


class Row(Struct):
    """A row with the cells that begin in it; `group` numbers the part of the table that no cell leaves."""

    group: int
    head: bool
    cells: list[Cell] = []


class PageTable(Struct):
    """A table with its caption, or the heading before it."""

    title: str
    rows: list[Row] = []
    notes: list[str] = []
    """Texts of cells from which a raised sign was taken away."""


class Page(Struct):
    """What a page says of itself, and its tables in the order in which they begin."""

    title: str = ""
    address: str = ""
    publisher: str = ""
    tables: list[PageTable] = []


def read_page(raw: RawFile, text: str) -> Page:
    """The tables of a page. Raises UnreadableTable where they are beyond the limits.

    The parser keeps no tree, so that a page costs the room of its cells alone, however deep it is nested.
    """
    from lxml import etree

    target = _Target(raw)
    parser = etree.HTMLParser(target=target, no_network=True, recover=True)
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE])
    if text:
        parser.close()
    return target.page


class _Open(Struct):
    """A table that is being read; `pieces` is the text of its open cell, None where none is open."""

    table: PageTable
    group: int = 0
    in_head: bool = False
    row: Row | None = None
    pieces: list[str] | None = None
    cell: tuple[str, Mapping[str, str]] = "", {}
    raised_from: int | None = None
    """Where in the pieces a raised sign begins."""
    left_out: str = ""
    """The raised sign that was left out last; the top of a fraction, where a bar follows it."""


class _Target:
    """What the parser tells of; elements that it closes by itself are told as well."""

    def __init__(self, raw: RawFile) -> None:
        self.page = Page()
        self._raw, self._cells = raw, 0
        self._unseen = 0
        """Elements that are open from the first on that nobody sees."""
        self._open: list[_Open] = []
        self._words: list[str] | None = None
        """The text of the open title, heading or caption."""
        self._heading = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        display = _DISPLAY.search(attributes.get("style", ""))
        shown_as = display[1].lower() if display else ""
        hidden = shown_as == "none" or "hidden" in attributes or _UNREAD.search(attributes.get("class", ""))
        if self._unseen or tag in _UNSEEN or hidden:
            self._unseen += 1
        elif tag in {"meta", "link"}:
            self._tell_of_page(tag, attributes)
        elif tag in _HEADINGS or tag == "title":
            self._break()
            self._words = self._words if self._in_cell else []
        elif tag == "table":
            self._begin_table()
        elif tag in _CELLS or tag == "tr" or tag in _GROUPS:
            self._begin(tag, attributes)
        elif tag == "sup" and self._open:
            self._begin_raised(self._open[-1])
        elif tag == "br" or tag in _BLOCKS or shown_as == "block":
            self._break()

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag == "title":
            self.page.title = self.page.title or self._taken_words()
        elif tag == "caption" and self._open:
            self._open[-1].table.title = self._taken_words() or self._open[-1].table.title
        elif tag in _HEADINGS:
            if self._words is not None:
                self._heading = self._taken_words()
            self._break()
        elif tag == "table" and self._open:
            self._close_row(self._open.pop())
        elif tag in _CELLS and self._open:
            self._close_cell(self._open[-1])
        elif tag == "tr" and self._open:
            self._close_row(self._open[-1])
        elif tag == "sup" and self._open:
            self._end_raised(self._open[-1])
        elif tag in _BLOCKS:
            self._break()

    def data(self, data: str) -> None:
        if self._unseen:
            return
        if self._words is not None:
            self._words.append(collapsed(data))
        elif self._in_cell:
            self._append(collapsed(data))

    def close(self) -> None:
        while self._open:
            self._close_row(self._open.pop())

    @property
    def _in_cell(self) -> bool:
        return bool(self._open) and self._open[-1].pieces is not None

    def _append(self, text: str) -> None:
        table = self._open[-1]
        assert table.pieces is not None
        if table.left_out and table.left_out.isdecimal() and text.startswith(("/", "⁄")):
            table.pieces.append(f" {table.left_out}")
            table.table.notes.pop()
        table.left_out = ""
        table.pieces.append(text)

    def _tell_of_page(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.page.address = attributes.get("href", "")
        elif attributes.get("property") == "og:site_name":
            self.page.publisher = attributes.get("content", "")

    def _begin_table(self) -> None:
        self._open.append(_Open(PageTable(self._heading)))
        self.page.tables.append(self._open[-1].table)
        self._heading, self._words = "", None

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A group, a row or a cell begins; what was not closed before it is closed."""
        if not self._open:  # a part of a table that was copied without it
            self._begin_table()
        table = self._open[-1]
        if tag in _GROUPS:
            self._close_row(table)
            table.group += 1
            table.in_head = tag == "thead"
            return
        if tag == "tr":
            self._close_row(table)
            self._begin_row(table)
            return
        self._close_cell(table)
        if table.row is None:
            self._begin_row(table)
        table.pieces, table.cell = [], (tag, attributes)

    def _begin_row(self, table: _Open) -> None:
        table.row = Row(table.group, table.in_head)
        table.table.rows.append(table.row)
        self._count(table)

    def _close_row(self, table: _Open) -> None:
        self._close_cell(table)
        table.row = None

    def _close_cell(self, table: _Open) -> None:
        if table.pieces is None:
            return
        self._end_raised(table)
        tag, attributes = table.cell
        text = told_number(cell_text(table.pieces), attributes)
        if len(text) > (most := self._raw.limits.cell_letters):
            row = len(table.table.rows)
            raise self._raw.refused(f"a cell has {len(text):,} letters; the limit is {most:,}", row)
        columns = min(_span(attributes, "colspan") or 1, _MOST_COLUMNS)
        rows = min(_span(attributes, "rowspan"), _MOST_ROWS)
        assert table.row is not None
        table.row.cells.append(Cell(text, tag == "th", columns, rows))
        table.pieces = None
        self._count(table)

    def _begin_raised(self, table: _Open) -> None:
        if table.pieces is not None and table.raised_from is None:
            table.raised_from = len(table.pieces)

    def _end_raised(self, table: _Open) -> None:
        """Take a raised sign out of the text, unless it belongs to a unit or a number."""
        if table.pieces is None or table.raised_from is None:
            return
        before = "".join(table.pieces[max(0, table.raised_from - 4) : table.raised_from])
        sign = "".join(table.pieces[table.raised_from :]).strip()
        kept = raised(before, sign)
        if sign and not kept:
            table.table.notes.append(f"{before.strip()[-20:]}{sign[:20]}")
            table.left_out = sign
        table.pieces[table.raised_from :] = [kept]
        table.raised_from = None

    def _count(self, table: _Open) -> None:
        """Refuse a page with more rows or cells than can be read."""
        self._cells += 1
        limits = self._raw.limits
        if self._cells > limits.cells or len(table.table.rows) > limits.rows:
            raise self._raw.refused(
                f"its tables have more than {limits.rows:,} rows or {limits.cells:,} cells, the limit"
            )

    def _break(self) -> None:
        if self._words is not None:
            self._words.append(" ")
        elif self._in_cell:
            self._append("\n")

    def _taken_words(self) -> str:
        words, self._words = "".join(self._words or ()), None
        return " ".join(words.split())


def _span(attributes: Mapping[str, str], name: str) -> int:
    """How far a cell reaches: a whole number, 1 where there is none."""
    digits = re.match(r"\s*\+?([0-9]{1,9})", attributes.get(name, ""))
    return int(digits[1]) if digits else 1
