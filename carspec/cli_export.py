"""The command `export`, which writes a comparison or the library into a file, and options of its form."""

from collections.abc import Callable
from pathlib import Path

import click
from click.core import ParameterSource

from carspec.cli_words import found, query_of, units_option
from carspec.core.errors import CarspecError
from carspec.core.sheet import build
from carspec.output.grid import Delimited, Options
from carspec.session import Session


def delimited_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how separated values are written."""
    for option in (
        click.option("--bom", is_flag=True, help="csv and tsv: start with a byte order mark, for Excel."),
        click.option("--decimal", metavar="MARK", help="csv and tsv: the decimal mark, a point unless told."),
        click.option("--separator", metavar="SIGN", help="csv: the sign between cells, a comma unless told."),
    ):
        command = option(command)
    return command


def delimited_of(form: str, separator: str | None, decimal: str | None, bom: bool) -> Delimited:
    """How separated values are written; refused where the format has none or the signs clash."""
    asked = {"--separator": separator, "--decimal": decimal, "--bom": bom or None}
    for option in (name for name, value in asked.items() if value is not None):
        if form not in ("csv", "tsv") or (option == "--separator" and form == "tsv"):
            raise CarspecError(f"{option} is for csv only: the format {form} does not take it.")
    chosen = {"tab": "\t", "\\t": "\t"}.get(separator or ",", separator or ",")
    if chosen not in (",", ";", "\t", "|", ":"):
        raise CarspecError(f'"{chosen}" cannot part cells: use one of , ; | : or tab.')
    if decimal not in (None, ".", ","):
        raise CarspecError(f'"{decimal}" is no decimal mark: use . or ,')
    return Delimited(chosen, decimal or ".", bom)


@click.command()
@click.argument("vehicles", nargs=-1, metavar="VEHICLE...")
@click.option("--fields", metavar="A,B", help="Only these fields, in this order.")
@units_option
@click.option("--language", metavar="CODE", default="en", show_default=True, help="The language of labels.")
@click.option("--sources/--no-sources", default=True, help="Number the sources and list them.")
@delimited_options
@click.option(
    "--library",
    "whole",
    is_flag=True,
    help="Write the whole library with all claims and all that is your own into FILE.json.",
)
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="FILE.xlsx, .docx, .html, .pdf, .csv, .tsv, .json, .md, .wiki, .rst, .tex or .txt.",
)
@click.pass_obj
def export(
    session: Session,
    vehicles: tuple[str, ...],
    fields: str | None,
    units: str,
    language: str,
    sources: bool,
    separator: str | None,
    decimal: str | None,
    bom: bool,
    whole: bool,
    output: Path | None,
) -> None:
    """Write a comparison of the VEHICLES with its claims and sources into a FILE, or the whole library."""
    from carspec.output.exports import export as write_file
    from carspec.output.exports import kind_of

    if whole:
        _write_library(session, vehicles, output)
        return
    if not vehicles or output is None:
        missing = "Name the vehicles to export" if output else "Name the file to write"
        raise CarspecError(f'{missing}, such as: carspec export "s 680 guard" -o guard.xlsx.')
    delimited = delimited_of(kind_of(output).key, separator, decimal, bom)
    query = query_of(session.library, found(session, vehicles), fields, units, language)
    session.prepare_matplotlib()
    write_file(build(session.library, query), output, Options(sources=sources, delimited=delimited))
    click.echo(f"Wrote {output}.")


def _write_library(session: Session, vehicles: tuple[str, ...], output: Path | None) -> None:
    from carspec.output.files import write_whole

    given = click.get_current_context().get_parameter_source
    asked = ("fields", "units", "language", "sources", "separator", "decimal", "bom")
    for name in asked:
        if given(name) is ParameterSource.COMMANDLINE:
            raise CarspecError(f"The whole library is written as it is: it takes no option for {name}.")
    if vehicles:
        raise CarspecError("Either name vehicles or ask for the whole library with --library, not both.")
    if output is None or output.suffix.lower() != ".json":
        raise CarspecError("Name the file to write, such as: carspec export --library -o library.json.")
    write_whole(output, session.library.file_text())
    click.echo(f"Wrote {output}.")
