"""Opening a file of somebody else's as a table, whatever kind it is."""

from pathlib import Path

from msgspec.structs import replace

from carspec.core.importing.table import Table, TableOptions
from carspec.store.importing.delimited import delimited_table
from carspec.store.importing.json_records import is_json, json_table
from carspec.store.importing.limits import LIMITS, Limits
from carspec.store.importing.page_table import is_page, page_table
from carspec.store.importing.raw_file import (
    GZIP,
    ZIP,
    RawFile,
    raw_file,
    refuse_other_kinds,
    zip_archive,
    zip_member,
)
from carspec.store.importing.workbook import kind_of_archive, workbook_table

FIND_OUT = TableOptions()


def open_table(path: Path, options: TableOptions = FIND_OUT, limits: Limits = LIMITS) -> Table:
    """The table in a file: separated text, XLSX, ODS, JSON or HTML, also packed by gzip or in a ZIP archive.

    What the file is, its content tells, not its name. Raises UnreadableTable with the place and what to do.
    """
    raw = raw_file(path, limits)
    with raw.opened() as stream:
        start = stream.read(1 << 16)
    if start.startswith(ZIP):
        return _archive_table(raw, path, options)
    return text_table(raw, start, options)


def _archive_table(raw: RawFile, path: Path, options: TableOptions) -> Table:
    """A workbook, or the one file in an archive; of several the one named by `options.sheet`."""
    with zip_archive(raw.name, path) as archive:
        names = archive.namelist()
    if kind_of_archive(names) != "zip":
        return workbook_table(raw, path, options)
    files = [name for name in names if not name.endswith("/") and not name.startswith(("__MACOSX/", "."))]
    if options.sheet is not None and options.sheet not in files:
        raise raw.refused(f'there is no file "{options.sheet}" in it')
    if options.sheet is None and len(files) != 1:
        known = ", ".join(f'"{name}"' for name in files[:8]) or "none"
        raise raw.refused(f"choose one of the files in it ({known}), or unpack it first")
    chosen = options.sheet if options.sheet is not None else files[0]
    member = zip_member(raw, path, chosen)
    with member.opened() as stream:
        start = stream.read(1 << 16)
    refuse_other_kinds(member.name, start)
    if start.startswith((ZIP, GZIP)):
        raise raw.refused(f'"{chosen}" in it is packed again; unpack it first')
    table = text_table(member, start, replace(options, sheet=None))
    return replace(
        table, read_as=replace(table.read_as, sheet=chosen), sheets=tuple(files) if len(files) > 1 else ()
    )


def text_table(raw: RawFile, start: bytes, options: TableOptions) -> Table:
    """The table in text that begins with these bytes: JSON, a page, or cells with separators."""
    if is_json(raw, raw.name, start):
        return json_table(raw, options)
    if is_page(start):
        return page_table(raw, options)
    return delimited_table(raw, options)
