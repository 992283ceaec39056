"""A table out of an HTML page, laid out as a browser does it."""

import codecs
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.changes import OwnSource
from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Finding, Table, TableOptions
from carspec.core.own_claims import LONGEST
from carspec.core.provenance import is_url
from carspec.store.importing.encodings import ENCODING, find_encoding, whole_text
from carspec.store.importing.headers import find_header, joined_heads
from carspec.store.importing.page import Page, PageTable, Row, read_page
from carspec.store.importing.raw_file import RawFile

_HEAD, _TAIL = 400, 40
_BEGINNING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|meta|title|link|style"
    rb"|h[1-6]|p|div|section|article|main|table|thead|tbody|tr|th|td)\b",
    re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LATIN = "iso8859-1"
"""What pages call windows-1252, and browsers take for it."""


class NoTable(UnreadableTable):
    """A page holds no table of two rows and two columns."""


Grid = list[list[str | None]]
"""Texts by row and column; None where the cell at the left reaches over the place."""


class _Chosen(Struct, frozen=True):
    """A table of a page that has rows and columns, under the name by which it is chosen."""

    name: str
    table: PageTable
    grid: Grid

    @property
    def filled(self) -> int:
        return sum(1 for row in self.grid for text in row if text)


def is_page(start: bytes) -> bool:
    """Whether a file that begins so is an HTML page, or a part of one that holds a table."""
    plain = start.removeprefix(codecs.BOM_UTF8).lower()
    if plain.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        plain = plain[2:].replace(b"\0", b"")
    return _BEGINNING.match(plain) is not None


def page_table(raw: RawFile, options: TableOptions) -> Table:
    """The largest table of a page, or the one asked for.

    Raises NoTable where there is none, UnreadableTable where the page is beyond the limits.
    """
    encoding, found = _encoding(raw, options.encoding)
    text = whole_text(raw, encoding)
    raw = replace(raw, counts="row")
    page = read_page(raw, text)
    tables = list(_tables(raw, page))
    if not tables:
        raise NoTable(f"{raw.name}: this page has no table of two rows and two columns.")
    chosen = max(tables, key=lambda one: one.filled)  # the first of equals
    if options.sheet is not None:
        named = [one for one in tables if options.sheet in (one.name, one.name.partition(":")[0])]
        if not named:
            known = ", ".join(f'"{one.name}"' for one in tables[:10])
            raise raw.refused(f'it has no table "{options.sheet}"; its tables are {known}')
        chosen = named[0]
    read_as = replace(options, encoding=encoding, sheet=chosen.name if len(tables) > 1 else None)
    return _table(raw, page, chosen, tables, read_as, found)


def _table(
    raw: RawFile,
    page: Page,
    chosen: _Chosen,
    tables: Sequence[_Chosen],
    read_as: TableOptions,
    encoding: Finding,
) -> Table:
    first, last = _heads(chosen.table.rows)
    joined = last > first and read_as.header in (None, last)
    rows = list(_rows(chosen.grid, range(first - 1, last) if joined else range(0)))
    marked = last if read_as.header is None and last else read_as.header
    why = "its cells are marked as heads" if read_as.header is None else "as chosen"
    width = max(len(row) for _, row in rows)
    header = find_header(rows[:_HEAD], rows[-_TAIL:], width, marked, raw.counts, why)
    if header is None:
        raise raw.refused("no row begins here; choose another for the header row", read_as.header)
    several = len(tables) > 1
    findings = [encoding, *_findings(chosen, tables)]
    if joined:
        findings.append(
            Finding("Head rows", f"rows {first:,} to {last:,}", "their texts are joined to one name")
        )
    return Table(
        f"{raw.name}: {chosen.name}" if several else raw.name,
        header.names,
        tuple((number, row) for number, row in rows if number != header.line),
        (*findings, *header.findings),
        raw.digest,
        replace(read_as, header=header.line),
        tuple(one.name for one in tables) if several else (),
        _source(page),
        raw.counts,
        joined=tuple(_joined(chosen.grid)),
    )


def _encoding(raw: RawFile, asked: str | None) -> tuple[str, Finding]:
    """The encoding: that of its bytes where they tell, else the one that the page says it has."""
    encoding, found = find_encoding(raw, asked)
    declared = _CHARSET.search(next(raw.pieces(), b"")[:4_096])
    if asked or declared is None or encoding.startswith("UTF-"):
        return encoding, found
    try:
        name = declared[1].decode()
        name = "windows-1252" if codecs.lookup(name).name == _LATIN else name
        find_encoding(raw, name)
    except (LookupError, UnreadableTable):
        return encoding, found
    return name, Finding(ENCODING, name, "the page says so")


def _tables(raw: RawFile, page: Page) -> Iterator[_Chosen]:
    """The tables with two rows and two columns or more, numbered among themselves."""
    number, room = 0, raw.limits.cells
    for table in page.tables:
        grid = _laid_out(raw, table, room)
        room -= sum(map(len, grid))
        if sum(map(any, grid)) > 1 and max(map(_width, grid)) > 1:
            number += 1
            name = f"Table {number}: {table.title[:80]}" if table.title else f"Table {number}"
            yield _Chosen(name, table, grid)


def _width(row: Sequence[str | None]) -> int:
    """Columns up to the last that is filled."""
    return max((place for place, text in enumerate(row, 1) if text), default=0)


def _laid_out(raw: RawFile, table: PageTable, room: int) -> Grid:
    """The places that each cell takes; a cell that reaches down has its text in each of its rows.

    Raises UnreadableTable where they are more than there is room for.
    """
    limits = raw.limits
    grid: Grid = []
    hanging: dict[int, tuple[int, str | None]] = {}
    group = size = 0
    for number, row in enumerate(table.rows, 1):
        if row.group != group:
            hanging, group = {}, row.group
        places = {column: text for column, (_, text) in hanging.items()}
        hanging = {column: (left - 1, text) for column, (left, text) in hanging.items() if left != 1}
        column = 0
        for cell in row.cells:
            while column in places:
                column += 1
            for place in range(column, column + cell.columns):
                text = cell.text if place == column else None
                places.setdefault(place, text)
                if cell.rows != 1:
                    hanging[place] = cell.rows - 1, text
            column += cell.columns
            if column > limits.columns:
                raise raw.refused(f"it has more than {limits.columns:,} columns, which is the limit", number)
        width = max(places, default=-1) + 1
        size += width
        if size > room:
            raise raw.refused(f"its tables reach over more than {limits.cells:,} cells, which is the limit")
        grid.append([places.get(place, "") for place in range(width)])
    return grid


def _heads(rows: Sequence[Row]) -> tuple[int, int]:
    """The first and the last of the rows that are marked as heads, from 1; 0 where there are none.

    A row of one cell before them is a title.
    """
    heads = [row.head or all(cell.head for cell in row.cells) for row in rows]
    first = next((place for place, row in enumerate(rows) if len(row.cells) > 1), len(rows))
    if first == len(rows) or not heads[first]:
        return 0, 0
    ends = (place for place in range(first, len(rows)) if not heads[place] or _is_section(rows[place]))
    return first + 1, next(ends, first + 1)


def _is_section(row: Row) -> bool:
    """Whether a row is one cell over several columns, as a title over the rows below it."""
    return len(row.cells) == 1 and row.cells[0].columns > 1


def _rows(grid: Grid, joined: range) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, the `joined` ones as one.

    A cell that reaches to the right stands in its first column, and among joined heads in each.
    """
    width = max(map(_width, grid))
    for place, row in enumerate(grid):
        if place in joined[:-1]:
            continue
        if place in joined:
            yield place + 1, joined_heads(grid[joined.start : joined.stop], width)
        else:
            yield place + 1, [text or "" for text in row[:width]]


def _joined(grid: Grid) -> Iterator[tuple[range, range]]:
    """Rows and columns of the cells that reach to the right."""
    for number, row in enumerate(grid, 1):
        start = 0
        for place, text in enumerate([*row, ""]):
            if text is not None:
                if place - start > 1:
                    yield range(number, number + 1), range(start, place)
                start = place


def _findings(chosen: _Chosen, tables: Sequence[_Chosen]) -> Iterator[Finding]:
    """What was found out about the table and its cells."""
    others = [f'"{one.name}"' for one in tables if one is not chosen]
    seen = f"the largest; the others are {', '.join(others[:10])}" if others else "it is the only one"
    yield Finding("Table", chosen.name, seen)
    below = chosen.table.rows[_heads(chosen.table.rows)[1] :]
    down = sum(cell.rows != 1 for row in below for cell in row.cells)
    if down:
        yield Finding("Cells over several rows", f"{down:,}", "their text counts for each of the rows")
    if notes := chosen.table.notes:
        shown = ", ".join(f'"{note}"' for note in notes[:3])
        yield Finding("Raised signs left out", f"{len(notes):,}", f"they mark footnotes, as in {shown}")


def _source(page: Page) -> OwnSource:
    """What the page says of itself, as far as it can be a source."""
    title, publisher, address = (
        " ".join(text.split())[:LONGEST] for text in (page.title, page.publisher, page.address)
    )
    return OwnSource(
        title=title if title.isprintable() and title else None,
        publisher=publisher if publisher.isprintable() and publisher else None,
        url=address if is_url(address) else None,
        kind="user",
    )
