"""{{Infobox automobile}} of one car, as Wikipedia has it, filled from the rows of the Sheet."""

from collections.abc import Mapping

from carspec.core.sheet import Sheet
from carspec.output.grid import GridRow, Options
from carspec.output.layouts import compare_grid
from carspec.output.writers.wikitext import References, comment, escaped, figure

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "assembly": ("assembly_location",),
    "layout": ("drivetrain",),
    "platform": ("base_vehicle",),
    "engine": ("displacement", "aspiration", "engine_configuration", "fuel", "power", "torque"),
    "transmission": ("transmission",),
    "battery": ("battery_capacity",),
    "range": ("range",),
    "wheelbase": ("wheelbase",),
    "length": ("length",),
    "width": ("width",),
    "height": ("height",),
    "weight": ("mass", "kerb_mass"),
}
"""The parameters of the template, in its order, with the fields that fill each."""


def infobox_text(sheet: Sheet, options: Options) -> str:
    """The infobox of the first car of the Sheet; fields that are hidden or unknown leave no parameter.

    Several figures of one parameter stand one to a line, by {{ubl}}.
    """
    vehicle = sheet.vehicles[0]
    grid = compare_grid(sheet, options)
    rows = {row.field: row for row in grid.rows}
    references = References(grid.sources)
    filled = {
        "name": escaped(grid.names[0]),
        "manufacturer": escaped(vehicle.make),
        "aka": escaped(vehicle.nickname or ""),
        "production": _production(rows, references) or escaped(vehicle.years),
        "body_style": escaped(vehicle.body_style or ""),
    }
    for name, fields in PARAMETERS.items():
        texts = [_figure(rows[key], references) for key in fields if key in rows]
        filled[name] = _listed([text for text in texts if text])
    lines = [f"| {name:<13}= {text}" for name, text in filled.items() if text]
    spelling = {"en_US": "us"}.get(sheet.profile.locale, "uk")
    box = ["{{Infobox automobile", *lines, f"| {'sp':<13}= {spelling}", "}}", comment(grid)]
    return "\n".join(box) + "\n"


def _figure(row: GridRow, references: References) -> str:
    cell = row.cells[1]
    if cell.missing:
        return ""
    return figure(cell, row.unit) + references.to(cell.source)


def _production(rows: Mapping[str, GridRow], references: References) -> str:
    """The years of building as the sources state them: "2018–2021", or one of them alone."""
    years = [_figure(rows[key], references) for key in ("first_year", "production_end") if key in rows]
    return "–".join(year for year in years if year)


def _listed(texts: list[str]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    numbered = " ".join(f"|{place}={text}" for place, text in enumerate(texts, 1))
    return f"{{{{ubl {numbered}}}}}"
