"""The command `chart`: draws a chart of the vehicles named into a file."""

from pathlib import Path

import click
from msgspec.structs import replace

from carspec.cli_words import among, found, known, query_of, units_option
from carspec.core.errors import CarspecError
from carspec.core.sheet import build
from carspec.session import Session


@click.command()
@click.argument("vehicles", nargs=-1, metavar="VEHICLE...")
@click.option(
    "--kind", default="bars", show_default=True, metavar="KIND", help="See 'carspec chart --kinds'."
)
@click.option("--kinds", is_flag=True, help="List the kinds of charts and what each answers.")
@click.option("--field", "--fields", "fields", metavar="A,B", help="What to draw: see 'carspec fields'.")
@units_option
@click.option(
    "--language",
    metavar="CODE",
    default="en",
    show_default=True,
    help="Of field names, not of sentences.",
)
@click.option("--baseline", metavar="VEHICLE", help="The car that the others are compared with.")
@click.option("--preset", default="screen", show_default=True, help="screen, one-column or two-columns.")
@click.option("--width", default="", metavar="SIZE", help="Such as 90mm, 3.5in or 1200px.")
@click.option("--height", default="", metavar="SIZE", help="As high as the chart needs, unless given.")
@click.option("--dpi", type=float, metavar="DPI", help="Dots per inch of a PNG.")
@click.option("--theme", default="light", show_default=True, metavar="THEME", help="light or dark.")
@click.option("--outlines", is_flag=True, help="Draw the letters of an SVG as shapes.")
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="FILE.svg, FILE.png, FILE.pdf, or FILE.csv for the plotted data.",
)
@click.pass_obj
def chart(
    session: Session,
    vehicles: tuple[str, ...],
    kind: str,
    kinds: bool,
    fields: str | None,
    units: str,
    language: str,
    baseline: str | None,
    preset: str,
    width: str,
    height: str,
    dpi: float | None,
    theme: str,
    outlines: bool,
    output: Path | None,
) -> None:
    """Draw a chart of the VEHICLES into a file."""
    from carspec.output.charts.kinds import KINDS, kind_of
    from carspec.output.charts.making import make_chart
    from carspec.output.charts.sizes import picture_size
    from carspec.output.palette import THEMES

    if kinds:
        for one in KINDS.values():
            click.echo(f"{one.key:12}{one.question:56}{one.takes}")
        return
    if not vehicles or output is None:
        missing = "Name the vehicles to draw" if output else "Name the file to draw into"
        raise CarspecError(f'{missing}, such as: carspec chart "s 680 guard" "760i protection" -o power.svg.')
    chosen = kind_of(kind)
    size = picture_size(preset, width, height, dpi)
    colours = THEMES[known("theme", theme, list(THEMES))]
    asked = fields or chosen.usual or None
    query = query_of(session.library, found(session, vehicles), asked, units, language)
    if baseline is not None:
        query = replace(query, baseline=among(query.vehicles, found(session, [baseline])[0]))
    made = make_chart(build(session.library, query), kind, query.fields or ())
    session.prepare_matplotlib()
    from carspec.output.charts.files import save_chart

    save_chart(made, output, size, colours, outlines=outlines)
    click.echo(f"Wrote {output}.")
