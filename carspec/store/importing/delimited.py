"""A table out of a text file with separators."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.importing.table import Table, TableOptions
from carspec.store.importing.dialects import Dialect, find_dialect, rows_of
from carspec.store.importing.encodings import find_encoding
from carspec.store.importing.headers import find_header
from carspec.store.importing.raw_file import RawFile


class _Rows(Struct, frozen=True):
    """The rows of a file, read from it each time."""

    raw: RawFile
    encoding: str
    dialect: Dialect
    start: int
    header: int

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        rows = rows_of(self.raw, self.encoding, self.dialect, self.start)
        if not self.header:
            return rows
        return self._without_header(rows)

    def _without_header(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
        for row in rows:
            if row[0] == self.header:
                break
            yield row
        yield from rows


def delimited_table(raw: RawFile, options: TableOptions) -> Table:
    """The table of a text file. Raises UnreadableTable with the line for what cannot be read."""
    encoding, found = find_encoding(raw, options.encoding)
    dialect, shape, start, findings = find_dialect(raw, encoding, options)
    if not shape.rows:
        raise raw.refused("it is empty")
    header = find_header(
        shape.head,
        tuple(shape.tail),
        shape.width,
        options.header,
        raw.counts,
        separator=dialect.separator,
    )
    if header is None:
        raise raw.refused("no row begins here; choose another line for the header row", options.header)
    return Table(
        raw.name,
        header.names,
        _Rows(raw, encoding, dialect, start, header.line),
        (found, *findings, *header.findings),
        raw.digest,
        replace(
            options,
            encoding=encoding,
            separator=dialect.separator,
            quote=dialect.quote,
            escape=dialect.escape,
            header=header.line,
        ),
        counts=raw.counts,
    )
