"""A table out of a sheet of an XLSX or ODS workbook, every cell as the text it stands for."""

import datetime
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.importing.table import Finding, Table, TableOptions
from carspec.store.importing.headers import Header, Rows, find_header, joined_heads
from carspec.store.importing.merged_cells import Box, Filling, head_rows, head_texts
from carspec.store.importing.number_formats import Shown, plain_number
from carspec.store.importing.raw_file import RawFile
from carspec.store.importing.sheet_scan import OdsScan, Scan, shown_styles
from carspec.store.importing.xml_parts import checked_parts, checked_xml, part_pieces, read_through

if TYPE_CHECKING:
    import zipfile

    from python_calamine import CalamineSheet, CalamineWorkbook

_HEAD, _TAIL = 400, 40
_CONTENT = "content.xml"


def kind_of_archive(names: Sequence[str]) -> str:
    """What a ZIP archive with files of these names is: "xlsx", "ods", "xlsb" or "zip"."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return "xlsx"
    return "ods" if {"mimetype", _CONTENT} <= {*names} else "zip"


def workbook_table(raw: RawFile, path: Path, options: TableOptions) -> Table:
    """The table of one sheet: the one asked for, or the first that is shown and holds a table.

    Raises UnreadableTable for what is damaged, hostile, beyond the limits, or no sheet of the workbook.
    """
    raw = replace(raw, counts="row")
    with raw.opened() as stream:
        scans = _checked(raw, stream)
    with _calamine(raw):
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_path(str(path))
        shown = _sheet_names(workbook)
    if options.sheet is not None and options.sheet not in workbook.sheet_names:
        known = ", ".join(f'"{name}"' for name in workbook.sheet_names[:10])
        raise raw.refused(f'it has no sheet "{options.sheet}"; its sheets are {known}')
    for name in [options.sheet] if options.sheet is not None else shown:
        with _calamine(raw):
            sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None and (options.sheet is not None or sheet.height > 1):
            return _table(raw, sheet, workbook, scans.get(name, Scan(raw, {})), options)
    if options.sheet is not None:
        raise raw.refused(f'the sheet "{options.sheet}" is empty')
    raise raw.refused("none of its sheets holds a table of two rows or more")


class _Rows(Struct, frozen=True):
    """The rows of a sheet, which the library holds; they become texts one row at a time."""

    raw: RawFile
    sheet: "CalamineSheet"
    shown: Mapping[tuple[int, int], Shown]
    head: range = range(0)
    """The rows of the head, from 0, which are left out."""
    filling: Filling | None = None

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        hanging: dict[int, tuple[int, str]] = {}
        left = self.sheet.start[1] if self.sheet.start else 0
        formatted = {row for row, _ in self.shown}
        most = self.raw.limits.cell_letters
        for number, cells in enumerate(self.sheet.iter_rows()):
            if number in self.head:
                continue
            row = _texts(cells)
            if row and len(max(row, key=len)) > most:
                raise self.raw.refused(
                    f"a cell has more than {most:,} letters, which is the limit", number + 1
                )
            if number in formatted:
                for place, cell in enumerate(cells):
                    shown = self.shown.get((number, place + left))
                    if shown and isinstance(cell, int | float):
                        row[place] = shown.text(cell)
            if self.filling is not None:
                self.filling.fill(number, row, hanging)
            yield number + 1, row


def _table(
    raw: RawFile, sheet: "CalamineSheet", workbook: "CalamineWorkbook", scan: Scan, options: TableOptions
) -> Table:
    rows = _Rows(raw, sheet, scan.shown)
    head = list(islice(rows, _HEAD))
    while head and not any(head[0][1]):
        head.pop(0)
    tail = [(number, _texts(cells)) for number, cells in deque(enumerate(sheet.iter_rows(), 1), _TAIL)]
    header = find_header(head, tail, sheet.width, options.header, raw.counts)
    if header is None:
        raise raw.refused(
            "this row is not among the first of the sheet; choose another header row", options.header
        )
    left = sheet.start[1] if sheet.start else 0
    boxes = _merged(sheet, scan, left)
    findings = [*_findings(sheet, workbook, scan, len(boxes))]
    heads = range(header.line - 1, header.line) if header.line else range(0)
    joined = head_rows(boxes, header.line - 1) if header.line else heads
    if joined != heads and options.header in (None, joined.stop):
        header, heads = _joined_header(header, head, tail, boxes, joined, sheet.width), joined
        told = f"rows {heads.start + 1:,} to {heads.stop:,}"
        findings.append(Finding("Head rows", told, "their texts are joined to one name"))
    name = f"{raw.name}: {sheet.name}" if len(workbook.sheet_names) > 1 else raw.name
    return Table(
        name,
        header.names,
        replace(rows, head=heads, filling=Filling.of(boxes, heads, sheet.width) if boxes else None),
        (*findings, *header.findings),
        raw.digest,
        replace(options, sheet=sheet.name, header=header.line),
        tuple(workbook.sheet_names) if len(workbook.sheet_names) > 1 else (),
        counts=raw.counts,
        left=left,
        joined=tuple((range(r.start + 1, r.stop + 1), columns) for r, columns in boxes if len(columns) > 1),
    )


def _joined_header(
    header: Header, head: Rows, tail: Rows, boxes: Sequence[Box], heads: range, width: int
) -> Header:
    """The header with the names of all rows of its head."""
    texts = [head_texts(boxes, line - 1, row) for line, row in head if line - 1 in heads]
    rows = [(line, row) for line, row in head if line - 1 not in heads]
    at = sum(line <= heads.start for line, _ in rows)
    rows.insert(at, (heads.stop, joined_heads(texts, width)))
    found = find_header(rows, tail, width, heads.stop, "row", header.findings[0].evidence)
    assert found is not None
    return found


def _merged(sheet: "CalamineSheet", scan: Scan, left: int) -> list[Box]:
    """The merged cells, their columns counted as in the rows."""
    boxes = [
        (range(top, bottom + 1), range(first, last + 1))
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
    ]
    return [
        (rows, range(columns.start - left, columns.stop - left))
        for rows, columns in boxes or scan.merged
        if columns.start >= left
    ]


def _findings(
    sheet: "CalamineSheet", workbook: "CalamineWorkbook", scan: Scan, merged: int
) -> Iterator[Finding]:
    others = [f'"{name}"' for name in workbook.sheet_names if name != sheet.name]
    seen = f"the others are {', '.join(others[:10])}" if others else "it is the only one"
    yield Finding("Sheet", sheet.name, seen)
    if scan.errors:
        yield Finding("Cells with an error", f"{scan.errors:,}", "such as #DIV/0!; they are read as empty")
    if scan.shown:
        beside = dict.fromkeys((one.before + one.behind).strip() for one in scan.shown.values())
        yield Finding(
            "Numbers with a format",
            f"{len(scan.shown):,} cells",
            f"they are read with what is shown beside their digits: {', '.join([*beside][:5])}",
        )
    if merged:
        because = "over rows their text counts for each of the rows, over columns it stands in the first"
        yield Finding("Merged cells", f"{merged:,}", because)


def _sheet_names(workbook: "CalamineWorkbook") -> list[str]:
    """The sheets with cells, those that are shown first."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    return [one.name for one in sorted(sheets, key=lambda one: one.visible != SheetVisibleEnum.Visible)]


def _checked(raw: RawFile, stream: IO[bytes]) -> dict[str, Scan]:
    """What was seen in each sheet, by its name, once all parts are checked."""
    parts = checked_parts(raw, stream)
    kind = kind_of_archive(list(parts))
    if kind == "xlsb":
        raise raw.refused("it is a binary workbook (.xlsb). Save it as XLSX, and import that")
    if kind == "ods":
        return _checked_ods(raw, stream, parts)
    held = 0
    styles: dict[str, Shown] = {}
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    scans: dict[str, Scan] = {}
    for name, info in sorted(
        parts.items(), key=lambda part: "/worksheets/" in part[0]
    ):  # styles before sheets
        if not name.lower().endswith((".xml", ".rels")) or name.startswith("docProps/"):
            continue
        parser = expat.ParserCreate()
        pieces = part_pieces(raw, stream, info)
        scan = Scan(raw, styles)
        if name.lower() == "xl/_rels/workbook.xml.rels":
            parser.StartElementHandler = _collector(targets, "Relationship", "Id", "Target")
        elif name.lower() == "xl/workbook.xml":
            parser.StartElementHandler = _collector(names, "sheet", "r:id", "name")
        elif name.lower() == "xl/styles.xml":
            content = b"".join(checked_xml(raw, name, pieces, parser))
            styles.update(shown_styles(content))
            continue
        else:
            scan.watch(parser)  # a sheet may be any part
            scans[name] = scan
        if "/worksheets/" not in name:
            held += info.file_size
            if held > raw.limits.memory_bytes:
                raise raw.refused("its texts take more room than allowed; save the sheet as CSV")
        read_through(checked_xml(raw, name, pieces, parser))
    return {
        sheet: scans[part]
        for identifier, sheet in names.items()
        if (part := f"xl/{targets.get(identifier, '').removeprefix('/xl/')}") in scans
    }


def _checked_ods(raw: RawFile, stream: IO[bytes], parts: "dict[str, zipfile.ZipInfo]") -> dict[str, Scan]:
    sheets: dict[str, Scan] = {}
    for name, info in parts.items():
        if not name.lower().endswith(".xml"):
            continue
        parser = expat.ParserCreate()
        pieces = part_pieces(raw, stream, info)
        if name == "META-INF/manifest.xml":
            content = b"".join(checked_xml(raw, name, pieces, parser))
            if b"encryption-data" in content:
                raise raw.refused("it is a workbook with a password. Save it without one, and import that")
            continue
        if name == _CONTENT:
            sheets = OdsScan(raw, parser).sheets
        read_through(checked_xml(raw, name, pieces, parser))
    return sheets


def _collector(into: dict[str, str], tag: str, key: str, value: str) -> Any:
    """A handler that keeps one attribute of the elements of a name by another of theirs."""

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag and key in attributes:
            into[attributes[key]] = attributes.get(value, "")

    return start


@contextmanager
def _calamine(raw: RawFile) -> Iterator[None]:
    """What the library raises becomes an UnreadableTable; its panics are no Exception."""
    try:
        yield
    except (CarspecError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        why = " ".join(str(error).split())[:200]
        raise raw.refused(f"the workbook cannot be read ({why}); save it again, or as CSV") from error


def _texts(cells: Sequence[Any]) -> list[str]:
    return [cell if type(cell) is str else _text(cell) for cell in cells]


def _text(value: Any) -> str:
    """A cell that is no text: numbers with the digits they have, days as ISO writes them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain_number(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value.isoformat()) if isinstance(value, datetime.date | datetime.time) else str(value)
