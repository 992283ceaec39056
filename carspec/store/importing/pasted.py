"""A table that was copied in another program, as its clipboard has it: a page with it, or its text."""

from datetime import date

from msgspec.structs import replace

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Copied, Table, TableOptions
from carspec.core.provenance import is_url
from carspec.store.importing.encodings import ENCODING
from carspec.store.importing.limits import LIMITS, Limits
from carspec.store.importing.opening import FIND_OUT, text_table
from carspec.store.importing.page_table import NoTable, page_table
from carspec.store.importing.raw_file import RawFile, raw_bytes

NAME = "Pasted table"
NOTHING = "The clipboard holds no table: copy one of two rows and two columns or more."


def pasted_table(copied: Copied, options: TableOptions = FIND_OUT, limits: Limits = LIMITS) -> Table:
    """The table that was copied: that of the page, in which cells are certain, else that of the text.

    Raises NoTable where there is none, UnreadableTable for what is beyond the limits.
    """
    table = _of_page(copied, options, limits) or _of_text(copied, options, limits)
    if table is None:
        raise NoTable(NOTHING)
    title = table.source.title or f"{NAME}, {date.today().isoformat()}"
    address = copied.address if copied.address and is_url(copied.address) else table.source.url
    return replace(
        table,
        findings=tuple(found for found in table.findings if found.what != ENCODING),  # it is none of theirs
        read_as=replace(table.read_as, encoding=None),
        source=replace(table.source, title=title, url=address),
    )


def _of_page(copied: Copied, options: TableOptions, limits: Limits) -> Table | None:
    if not copied.html:
        return None
    try:
        return page_table(_raw(copied.html, limits), options)
    except NoTable:
        return None


def _of_text(copied: Copied, options: TableOptions, limits: Limits) -> Table | None:
    """The table of the text, whose lines are rows where no cell can hold a line end."""
    if not copied.text or not copied.text.strip():
        return None
    raw = _raw(copied.text, limits)
    raw = raw if '"' in copied.text else replace(raw, counts="row")
    with raw.opened() as stream:
        start = stream.read(1 << 16)
    try:
        table = text_table(raw, start, options)
    except UnreadableTable:
        if options == FIND_OUT and "\t" not in copied.text:
            return None  # words of a letter, say, and no table that is broken
        raise
    return table if any(sum(map(bool, row)) > 1 for _, row in table.rows) else None


def _raw(text: str, limits: Limits) -> RawFile:
    return raw_bytes(NAME, text.encode("utf-8", "replace"), limits)
