"""The command `import`, which adds the cars of somebody else's table to the library, each cell a claim."""

import sys
from pathlib import Path

import click
from msgspec.structs import replace

from carspec.cli_library import read_library
from carspec.cli_progress import progress
from carspec.cli_words import known
from carspec.core.changes import OwnSource
from carspec.core.errors import CarspecError
from carspec.core.importing.cars import ImportCounts, ImportedFile
from carspec.core.importing.mapping import Mapping, mapping_text
from carspec.core.importing.meaning import load_mapping
from carspec.core.importing.propose import propose, recognised
from carspec.core.importing.reading import ColumnUse, TableReader, count
from carspec.core.importing.table import COLUMNS, ROWS, Table, TableOptions
from carspec.core.importing.turning import oriented
from carspec.core.library import Library
from carspec.core.own_claims import source_faults
from carspec.output.files import write_whole
from carspec.output.import_report import FORMATS, Import, import_report, refused_csv
from carspec.session import Session, Tables

STANDARD_INPUT = "-"


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    metavar="M.json",
    help="Which column states which field in which unit; found out where it is left out.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be imported; add nothing.")
@click.option(
    "--sheet", metavar="NAME", help="The sheet of a workbook, the table of a page, the file in an archive."
)
@click.option("--encoding", metavar="NAME", help="The encoding of a text file, such as windows-1252.")
@click.option("--separator", metavar="SIGN", help="The sign between cells: a character, or tab.")
@click.option(
    "--cars",
    metavar="WHERE",
    help="Where the cars stand: rows, or columns with a field in each row; found out where it is left out.",
)
@click.option("--title", metavar="TEXT", help="The title of the source; the file's name unless told.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="ADDRESS", help="Where it stands in the web.")
@click.option("--date", metavar="DAY", help="When it was published: 2024, 2024-05 or 2024-05-07.")
@click.option("--join", is_flag=True, help="Add to the cars of the same name that are in the library.")
@click.option("--all-or-nothing", is_flag=True, help="Add nothing where any cell is refused.")
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.csv",
    help="Write the rows with refused cells; corrected, they can be imported again.",
)
@click.option(
    "--save-mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="M.json",
    help="Write the mapping that was used, to be corrected and used again.",
)
@click.option(
    "--format", "form", metavar="FORMAT", default="text", show_default=True, help="One of text, json."
)
@click.pass_obj
def import_(
    session: Session,
    file: Path,
    mapping_file: Path | None,
    dry_run: bool,
    sheet: str | None,
    encoding: str | None,
    separator: str | None,
    cars: str | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    date: str | None,
    join: bool,
    all_or_nothing: bool,
    refused: Path | None,
    save_mapping: Path | None,
    form: str,
) -> None:
    """Add the cars of a table to the library: CSV, XLSX, ODS, JSON or HTML, also packed; - is standard input.

    Each cell becomes a claim whose source is the file. Good cells go in, the others are listed with the
    reason. Importing a file twice adds nothing. The whole import can be undone in the window. A library that
    'carspec export --library' wrote is added whole or, where it has a fault, not at all.
    """
    known("format", form, FORMATS)
    if cars is not None:
        known("place of the cars", cars, (ROWS, COLUMNS))
    if str(file) == STANDARD_INPUT:
        context = click.get_current_context()
        file = context.with_resource(session.tables.kept(sys.stdin.buffer, "Standard input"))
    if session.tables.is_library(file):
        read_library(session, file)
        return
    library = session.library
    given = load_mapping(mapping_file, library) if mapping_file is not None else None
    asked = TableOptions(encoding=encoding, separator=_sign(separator), sheet=sheet, cars=cars)
    filed = _open(session.tables, file, given, asked)
    table, mapping, columns, lacking = _understood(session.tables, filed, given, library)
    if mapping is None:
        if dry_run:
            click.echo(import_report(Import(table, None, columns), form))
        raise CarspecError(f"{table.name} was not imported. {lacking}")
    said = {"title": title, "publisher": publisher, "url": url, "published": date}
    mapping = replace(mapping, source=_source(mapping.source, said))
    if join:
        mapping = replace(mapping, identity=replace(mapping.identity, join=True))
    reader = TableReader(table, mapping, library)
    counts = None
    if dry_run or all_or_nothing:
        with progress("rows") as tell:
            found = count(reader, tell)
        if reader.refused and not dry_run:
            _write_outputs(reader, save_mapping, refused)
            click.echo(import_report(Import(table, reader, columns, found), form))
            raise CarspecError(f"{table.name} was not imported, because {_cells(reader)} refused.")
    else:
        found = ImportCounts(0, 0, 0)
    if not dry_run:
        imported = ImportedFile(table.name, table.digest, mapping.source)
        with progress("rows") as tell:
            counts = library.import_cars(imported, reader.cars(), tell)
    _write_outputs(reader, save_mapping, refused)
    click.echo(import_report(Import(table, reader, columns, counts or found, added=counts is not None), form))


def _open(tables: Tables, file: Path, mapping: Mapping | None, asked: TableOptions) -> Table:
    """The table in a file, read as is asked on the command line, else as the mapping says."""
    options = mapping.table if mapping is not None else TableOptions()
    wanted = {
        name: value for name in ("encoding", "separator", "sheet", "cars") if (value := getattr(asked, name))
    }
    return tables.open(file, replace(options, **wanted))


def _understood(
    tables: Tables, filed: Table, given: Mapping | None, library: Library
) -> tuple[Table, Mapping | None, tuple[ColumnUse, ...], str | None]:
    """The table with one car a row, and the mapping to import by: the one given, that of a known file, or
    what is certain of a table."""
    mapping = given or recognised(filed, tables.mappings(), library)
    if mapping is not None and given is None:
        click.echo(f"{filed.name} is known: {mapping.name}.", err=True)
    table = oriented(filed, library, mapping)
    if table.upright and filed.read_as.cars is None:
        click.echo(f"{table.name} has its cars in columns; --cars {ROWS} reads it as it stands.", err=True)
    if mapping is not None:
        return table, mapping, (), None
    proposal = propose(table, library)
    return table, proposal.mapping, proposal.columns, proposal.lacking


def _source(source: OwnSource, said: dict[str, str | None]) -> OwnSource:
    """The source as the command line describes it, in what it says."""
    source = replace(source, **{part: text for part, text in said.items() if text is not None})
    fault = next(source_faults(source), None)
    if fault is not None:
        raise CarspecError(fault.sentence)
    return source


def _write_outputs(reader: TableReader, save_mapping: Path | None, refused: Path | None) -> None:
    if save_mapping is not None:
        write_whole(save_mapping, mapping_text(reader.settled_mapping()))
        click.echo(f"Wrote {save_mapping}.", err=True)
    if refused is not None and reader.refused:
        write_whole(refused, refused_csv(reader))
        click.echo(f"Wrote {refused}.", err=True)


def _cells(reader: TableReader) -> str:
    count = len(reader.refused)
    return "one cell was" if count == 1 else f"{count:,} cells were"


def _sign(separator: str | None) -> str | None:
    if separator is None:
        return None
    sign = {"tab": "\t", "\\t": "\t"}.get(separator, separator)
    if len(sign) != 1:
        raise CarspecError(f'"{separator}" cannot part cells: use one character, or tab.')
    return sign
