"""The command line: every command that works without a window."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from carspec import NAME, __version__
from carspec.cli_chart import chart
from carspec.cli_comparison import query_of_file, with_wishes
from carspec.cli_copy import copy
from carspec.cli_export import delimited_of, delimited_options, export
from carspec.cli_import import import_
from carspec.cli_open import open_, show_window
from carspec.cli_words import found, known, near, query_of, units_option
from carspec.core.comparison_file import SUFFIX
from carspec.core.errors import CarspecError
from carspec.core.sheet import build
from carspec.folders import Folders
from carspec.output.formats import FORMATS
from carspec.output.grid import Delimited, Options
from carspec.session import Session

ALIASES = {"table": "text", "md": "markdown", "wikitext": "mediawiki", "tex": "latex"}
"""Other names under which people ask for a format."""


class Commands(click.Group):
    """A group of commands that opens a comparison file, and answers unknown words with near matches."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        name = args[0]
        if name.endswith(SUFFIX):
            return super().resolve_command(ctx, ["open", *args])
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            said = near(f'There is no command "{name}"', name, self.list_commands(ctx))
            raise click.UsageError(f"{said} 'carspec --help' explains them.")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep database, settings, cache and log in DIR.",
)
@click.version_option(__version__, message=f"{NAME} %(version)s")
@click.pass_context
def carspec(ctx: click.Context, data: Path | None) -> int | None:
    """Compare armoured limousines: every figure a claim, with its sources.

    Without a command it opens the window.
    """
    ctx.obj = Session(Folders.chosen(data))
    return show_window(ctx.obj) if ctx.invoked_subcommand is None else None


class Wanted(Struct, frozen=True):
    """What list, show and compare are asked for beside the vehicles: the options they share."""

    fields: str | None
    units: str
    form: str
    output: Path | None
    sources: bool | None
    language: str
    delimited: Delimited

    def options(self) -> Options:
        """The options of the writers; numbered sources travel with the formats made for articles."""
        sources = FORMATS[self.form].sources if self.sources is None else self.sources
        return Options(sources=sources, delimited=self.delimited)


_SHARED = ("fields", "units", "form", "output", "sources", "language")


def _sheet_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the shared options to a command, which gets them as one `wanted`."""

    @wraps(command)
    def collected(*arguments: Any, **rest: Any) -> None:
        shared = {name: rest.pop(name) for name in _SHARED}
        shared["form"] = _form(shared["form"], list(FORMATS))
        delimited = delimited_of(
            shared["form"], *(rest.pop(name) for name in ("separator", "decimal", "bom"))
        )
        command(*arguments, wanted=Wanted(**shared, delimited=delimited), **rest)

    options = (
        click.option("--fields", metavar="A,B", help="Only these fields, in this order."),
        units_option,
        click.option(
            "--language",
            metavar="CODE",
            default="en",
            show_default=True,
            help="The language of field labels: en, de, ru or fr.",
        ),
        click.option(
            "--format",
            "form",
            metavar="FORMAT",
            default="text",
            show_default=True,
            help=f"One of {', '.join(FORMATS)}.",
        ),
        click.option(
            "--sources/--no-sources",
            default=None,
            help="List numbered sources below; formats made for articles do so unasked.",
        ),
        delimited_options,
        click.option(
            "-o",
            "output",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write to FILE instead of the terminal.",
        ),
    )
    for option in reversed(options):
        collected = option(collected)
    return collected


@carspec.command("list")
@click.argument("text", required=False, default="")
@_sheet_options
@click.pass_obj
def list_(session: Session, text: str, wanted: Wanted) -> None:
    """List the vehicles, or those that fit TEXT.

    TEXT is words of names, or a filter such as "power > 400 kW and rating >= VR9", or both.
    """
    from carspec.cli_filter import fitting
    from carspec.output.formats import write_list

    vehicles = fitting(
        session.library, text, known("unit profile", wanted.units, list(session.library.profiles))
    )
    query = query_of(session.library, vehicles.keys, wanted.fields or "", wanted.units, wanted.language)
    _put(write_list(build(session.library, query), wanted.form, wanted.options()), wanted.output)


@carspec.command()
@click.argument("vehicle", required=False)
@_sheet_options
@click.pass_obj
def show(session: Session, vehicle: str | None, wanted: Wanted) -> None:
    """Show every figure of one VEHICLE with its explanation."""
    from carspec.output.formats import write_show

    if vehicle is None:
        raise CarspecError('Name the vehicle to show, such as: carspec show "s 680 guard".')
    query = query_of(session.library, found(session, [vehicle]), wanted.fields, wanted.units, wanted.language)
    _put(write_show(build(session.library, query), wanted.form, wanted.options()), wanted.output)


@carspec.command()
@click.argument("vehicles", nargs=-1, metavar="VEHICLE...")
@click.option("--transpose", is_flag=True, help="One row a vehicle, one column a field.")
@_sheet_options
@click.pass_obj
def compare(session: Session, vehicles: tuple[str, ...], transpose: bool, wanted: Wanted) -> None:
    """Compare VEHICLES side by side, or the comparison in one FILE.carspec."""
    from carspec.output.formats import write

    if not vehicles:
        raise CarspecError(
            'Name the vehicles to compare, such as: carspec compare "s 680 guard" "760i protection".'
        )
    held = None
    if len(vehicles) == 1 and vehicles[0].endswith(SUFFIX):
        held = query_of_file(session, Path(vehicles[0]))
    cars = found(session, vehicles) if held is None else held.vehicles
    query = query_of(session.library, cars, wanted.fields, wanted.units, wanted.language)
    if held is not None:
        query = with_wishes(held, query)
    query = replace(query, transposed=query.transposed or transpose)
    _put(write(build(session.library, query), wanted.form, wanted.options()), wanted.output)


@carspec.command()
@click.argument("quantity", nargs=-1, metavar="QUANTITY")
@click.option("--to", "target", metavar="UNIT", help="The unit wanted: kW, hp, lb-ft, mpg (US), EUR ...")
@click.option("--date", "when", metavar="DAY", help="Of money: the day whose rate is taken, as 2018-05-07.")
@click.pass_obj
def convert(session: Session, quantity: tuple[str, ...], target: str | None, when: str | None) -> None:
    """Convert a QUANTITY such as "612 PS", rounded as finely as it is stated; money at the rate of a day."""
    from carspec.core.money import ExchangeRates
    from carspec.core.money_text import converted_text
    from carspec.core.unit_words import UnitWords
    from carspec.core.units import load_units

    if not quantity or target is None:
        missing = "the unit wanted" if quantity else "the quantity"
        raise CarspecError(f'Name {missing}, such as: carspec convert "612 PS" --to kW.')
    folder = session.shipped.folder
    units = load_units(folder / "units.json", session.folders.cache / "units")
    words = UnitWords.load(folder / "unit_words.json")
    rates = ExchangeRates(folder / "exchange_rates.zip")
    click.echo(converted_text(" ".join(quantity), target, when, rates, units, words))


@carspec.command()
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option("--field", "key", metavar="FIELD", help="The field it states: see 'carspec fields'.")
@click.option("--language", metavar="CODE", help="The language of the text: de, pt-BR, en-AU ...")
@click.option(
    "--format", "form", metavar="FORMAT", default="text", show_default=True, help="One of text, json."
)
@click.pass_obj
def read(session: Session, text: tuple[str, ...], key: str | None, language: str | None, form: str) -> None:
    """Read a figure from TEXT as people write it: "598 л.с.", "1,5 Mio. Euro", "over 5.5-6 t"."""
    from carspec.core.profiles import DEFAULT_PROFILE
    from carspec.core.quantity_text import QuantityReader
    from carspec.core.unit_words import UnitWords
    from carspec.core.units import load_units
    from carspec.output.reading_report import FORMATS as forms
    from carspec.output.reading_report import reading_report

    if not text or key is None:
        missing = "the field" if text else "the text"
        raise CarspecError(f'Name {missing}, such as: carspec read "598 л.с." --field power.')
    form = _form(form, forms)
    field = session.library.fields[known("field", key, list(session.library.fields))]
    if field.computed:
        raise CarspecError(f"{field.label} is computed ({field.formula}): there is nothing to read.")
    profile, folder, words = session.library.profiles[DEFAULT_PROFILE], session.shipped.folder, " ".join(text)
    units = load_units(folder / "units.json", session.folders.cache / "units")
    table = UnitWords.load(folder / "unit_words.json")
    found = QuantityReader(units, table).read_field(words, field, language)
    click.echo(reading_report(words, found, field, profile, units, table, form))


@carspec.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--deep", is_flag=True, help="Also list the claims of a sound vehicles file that are suspicious."
)
@click.option(
    "--format", "form", metavar="FORMAT", default="table", show_default=True, help="One of table, json."
)
@click.pass_obj
def check(session: Session, file: Path, deep: bool, form: str) -> None:
    """Check a data FILE and name every fault by line and path."""
    from carspec.output.lint_report import FORMATS as forms
    from carspec.store.check_context import CheckContext
    from carspec.store.datafile import check_file

    known("format", form, forms)
    if form != "table" and not deep:
        raise CarspecError("Only the deep check has formats: carspec check --deep --format json FILE.")

    problems = check_file(file, CheckContext(session.shipped.folder, session.folders.cache / "units"))
    for problem in problems:
        click.echo(problem.render(str(file)), err=True)
    if problems:
        count = len(problems)
        raise CarspecError(f"{file} has {count} {'fault' if count == 1 else 'faults'}, listed above")
    if deep:
        _deep_check(session, file, form)
    else:
        click.echo(f"{file} is sound.")


def _deep_check(session: Session, file: Path, form: str) -> None:
    """List the suspicious claims of a sound vehicles file; they are no faults."""
    from carspec.core.lint.rules import lint
    from carspec.output.lint_report import lint_report
    from carspec.store.file_library import library_of

    library = library_of(file, session.shipped)
    click.echo(lint_report(lint(library), library, str(file), form))


@carspec.command()
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option(
    "--format", "form", metavar="FORMAT", default="text", show_default=True, help="One of text, json."
)
@click.pass_obj
def rating(session: Session, text: tuple[str, ...], form: str) -> None:
    """Read a protection class such as "VR8/VR10": its scheme, its rounds, and what is said to equal it."""
    from carspec.core.protection import ProtectionStandards
    from carspec.output.rating_report import FORMATS as forms
    from carspec.output.rating_report import rating_report

    if not text:
        raise CarspecError('Name the protection class, such as: carspec rating "VR8/VR10".')
    standards = ProtectionStandards.load(session.shipped.folder / "protection_standards.json")
    click.echo(rating_report(" ".join(text), standards, _form(form, forms)))


@carspec.command("self-check")
def self_check() -> int:
    """Check that this copy of the program is whole and works."""
    from carspec.self_check import run

    return run(click.echo)


@carspec.command()
@click.pass_obj
def paths(session: Session) -> None:
    """Print the folders the program writes to; none is made by asking."""
    for name, folder in session.folders._asdict().items():
        click.echo(f"{name:10}{folder}")


@carspec.command("fields")
@click.pass_obj
def fields_(session: Session) -> None:
    """List the fields with their kinds, and the formulas of those that are computed (ƒ)."""
    for field in session.library.fields.values():
        formula = f"{field.kind:20}ƒ {field.formula}" if field.computed else field.kind
        click.echo(f"{field.key:28}{field.label:32}{field.group:14}{formula}")


@carspec.command()
@click.pass_obj
def profiles(session: Session) -> None:
    """List the unit profiles."""
    found = session.library.profiles.values()
    width = max(10, *(len(profile.key) + 2 for profile in found))
    for profile in found:
        click.echo(f"{profile.key:{width}}{profile.description}")


carspec.add_command(chart)
carspec.add_command(copy)
carspec.add_command(export)
carspec.add_command(import_)
carspec.add_command(open_)


def _form(word: str, forms: Sequence[str]) -> str:
    return known("format", ALIASES.get(word, word), forms)


def _put(text: str, output: Path | None) -> None:
    from carspec.output.files import write_whole

    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_whole(output, text)
        click.echo(f"Wrote {output}.", err=True)
