"""What an import says of itself: its columns with their evidence, its counts, and what it left out."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from carspec.core.importing.cars import ImportCounts, RefusedCell
from carspec.core.importing.reading import ColumnUse, TableReader
from carspec.core.importing.table import Aside, Place, Table
from carspec.output.plain_text import clean, columns, pad, wrap

FORMATS = ("text", "json")
SHOWN = 10
"""Refused cells that are listed on the terminal."""

WIDTH, WIDEST = 110, 40
"""Columns of the terminal, and of one column of the table."""

REASON = "refused because"
"""The column that tells the reason in a file of refused rows."""


class Import(Struct, frozen=True):
    """An import that was done, or would be: `reader` is None where no mapping was found.

    `columns` is what was proposed, empty where a mapping was given or known; `added` tells whether the counts
    are of what stands in the library now.
    """

    table: Table
    reader: TableReader | None
    columns: tuple[ColumnUse, ...] = ()
    counts: ImportCounts | None = None
    added: bool = False


def import_report(done: Import, form: str) -> str:
    """The report as text for people, or as JSON."""
    return json.dumps(_record(done), ensure_ascii=False, indent=2) if form == "json" else _text(done)


def refused_csv(reader: TableReader) -> bytes:
    """The rows with refused cells as a file that the same mapping reads, with the reasons in a last column.

    Rows of a file without a header stand without one too. Where the cars stand in columns, so do they here,
    and the reasons stand in a last row.
    """
    table, options = reader.table, reader.mapping.table
    reasons: dict[int, list[str]] = {}
    for cell in reader.refused:
        reasons.setdefault(cell.line, []).append(
            f"{cell.column}: {cell.reason}" if cell.column else cell.reason
        )
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=options.separator or ",")
    width = len(table.header)
    rows = [
        (*row, *[""] * (width - len(row)), " ".join(reasons[line]))
        for line, row in table.rows
        if line in reasons
    ]
    if table.upright or table.read_as.header != 0:
        content.write("\r\n" * ((options.header or 1) - 1))
        rows.insert(0, (*table.header, REASON))
    writer.writerows(zip(*rows, strict=True) if table.upright else rows)
    try:
        return content.getvalue().encode(options.encoding or "utf-8", "replace")
    except LookupError:  # an encoding of lines that are UTF-8 and lines that are not
        return content.getvalue().encode("utf-8", "replace")


def _text(done: Import) -> str:
    lines: list[str] = []
    table, reader, counts = done.table, done.reader, done.counts
    if not done.added:
        lines += [*(_line(f"{f.what}: {f.value}", f.evidence) for f in table.findings), ""]
        lines += [*_columns(done), ""]
    if reader is None or counts is None:
        return "\n".join(lines).rstrip()
    cars, claims = _count(counts.cars, "car"), _count(counts.claims, "claim")
    if not done.added:
        lines.append(f"{clean(table.name)} would bring {cars} with {claims}; nothing was added.")
    elif counts.cars or counts.claims:
        twice = " or came twice" if reader.repeated else ""
        there = f"; {_count(counts.present, 'claim')} stood there already{twice}" if counts.present else ""
        lines.append(f"Added {cars} and {claims} from {clean(table.name)}{there}.")
    else:
        lines.append(f"{clean(table.name)} adds nothing: all it states stands in the library already.")
    if reader.repeated:
        lines.append(f"{_count(reader.repeated, 'row')} more name a car that a row before named.")
    lines += _refused(reader)
    return "\n".join(lines)


def _columns(done: Import) -> Iterator[str]:
    """The columns with what they are taken for, as a table for the eye; those of no use last."""
    told = done.columns or (done.reader.told() if done.reader else ())
    rows = [(clean(c.column), c.use or "-", c.unit or "", clean(c.evidence)) for c in told]
    rows.sort(key=lambda row: row[1] == "-")
    widths = [min(WIDEST, max(columns(row[place]) for row in rows)) for place in range(3)] if rows else []
    for row in rows:
        start = "  ".join(pad(text, width) for text, width in zip(row, widths, strict=False))
        evidence = wrap(row[3], max(30, WIDTH - columns(start) - 2)) or [""]
        yield f"{start}  {evidence[0]}".rstrip()
        yield from (" " * (columns(start) + 2) + more for more in evidence[1:])
    named = {use.column for use in told} | set(done.reader.mapping.used if done.reader else ())
    left = [f'"{clean(name)}"' for name in done.table.header if name not in named]
    yield from wrap(f"Not mapped: {', '.join(left)}.", WIDTH) if left else ()


def _refused(reader: TableReader) -> Iterator[str]:
    rows, cells = _asides(reader), _placed(reader.refused, reader.table)
    counts = reader.table.filed.counts
    if rows:
        yield f"{_count(len(rows), 'row')} {'is' if len(rows) == 1 else 'are'} about no car:"
        yield from _listed(rows, counts)
        yield from [f"  and {len(rows) - SHOWN:,} more."] if len(rows) > SHOWN else []
    if cells:
        yield f"{_count(len(cells), 'cell')} {'was' if len(cells) == 1 else 'were'} refused:"
        yield from _listed(cells, counts)
    if len(cells) > SHOWN:
        yield f"  and {len(cells) - SHOWN:,} more; --refused FILE.csv writes all of them."


def _asides(reader: TableReader) -> list[Aside]:
    """The rows and columns about no car."""
    return [*reader.table.asides, *_placed(reader.no_cars, reader.table)]


def _placed(cells: Sequence[RefusedCell], table: Table) -> list[Aside]:
    """Cells with their places in the file."""
    return [Aside(table.place(cell.line, cell.column), cell.text, cell.reason) for cell in cells]


def _listed(told: Sequence[Aside], counts: str) -> Iterator[str]:
    for each in told[:SHOWN]:
        yield "  " + clean(f'{_where(each.place, counts)}: "{_short(each.text)}": {each.reason}')


def _where(place: Place, counts: str) -> str:
    """Where something stands: 'line 3, column "Power"', or only what is known of that."""
    line = f"{counts} {place.line}" if place.line else ""
    named = bool(place.column or place.letters)
    column = f'column {f"{place.letters} ".lstrip()}"{clean(place.column)}"' if named else ""
    return ", ".join(filter(None, (line, column)))


def _record(done: Import) -> dict[str, Any]:
    reader, counts = done.reader, done.counts
    told = done.columns or (done.reader.told() if done.reader else ())
    return {
        "file": done.table.name,
        "findings": [{"what": f.what, "value": f.value, "evidence": f.evidence} for f in done.table.findings],
        "mapping": reader.mapping.name if reader else None,
        "columns": [{"column": c.column, "use": c.use, "unit": c.unit, "evidence": c.evidence} for c in told],
        "added": done.added,
        "cars": counts.cars if counts else 0,
        "claims": counts.claims if counts else 0,
        "present": counts.present if counts else 0,
        "repeated_rows": reader.repeated if reader else 0,
        "empty_rows": reader.empty if reader else 0,
        "rows_about_no_car": [_cell(row) for row in _asides(reader)] if reader else [],
        "refused": [_cell(cell) for cell in _placed(reader.refused, reader.table)] if reader else [],
    }


def _cell(told: Aside) -> dict[str, object]:
    place = told.place
    return {"line": place.line, "column": place.column, "text": told.text, "reason": told.reason}


def _line(start: str, evidence: str) -> str:
    return clean(f"{start} ({evidence})" if evidence else start)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
