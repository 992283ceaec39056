"""What outlines say: the size of each car in metres, side and top at one scale, with what is not known."""

from collections.abc import Sequence

from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Field, Vehicle
from carspec.output.charts import facts
from carspec.output.charts.bars import figure_data
from carspec.output.charts.claims import meant
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark, NotDrawable
from carspec.output.layouts import headings
from carspec.output.plain_text import clean

MOST_CARS = 24
DIMENSIONS = ("length", "height", "wheelbase", "width")
PERSON = 1.75
"""Metres; the person that stands beside the cars."""
TWO_BOX = frozenset({"suv", "van", "hatchback", "pickup"})
"""Body styles whose roof runs to the tail."""


class Shape(Mark, frozen=True, kw_only=True):
    """One car. `metres` are the dimensions that are known; `told` are the lines that name them, `gaps` what
    is not known and why; `upright` is the shape of its tail."""

    metres: dict[str, float]
    told: tuple[str, ...]
    gaps: tuple[str, ...]
    upright: bool
    accent: bool


class OutlineChart(Chart, frozen=True, kw_only=True):
    """Shapes in the order of the Sheet; `ghost` is the one drawn behind all others, if any can be.

    `foot` is True where lengths are read in feet rather than metres.
    """

    shapes: tuple[Shape, ...]
    ghost: Shape | None
    foot: bool


def outline_chart(sheet: Sheet, fields: Sequence[str]) -> OutlineChart:
    """The outlines of all cars. Raises NotDrawable where no length is known, and for too many cars."""
    facts.require_cars(sheet, "chart of outlines", MOST_CARS)
    sources = Sources(sheet)
    names = headings(sheet.vehicles)
    shapes = tuple(
        _shape(sheet, vehicle, name, row, sources)
        for row, (vehicle, name) in enumerate(zip(sheet.vehicles, names, strict=True))
    )
    if not any("length" in shape.metres for shape in shapes):
        raise NotDrawable("The length of none of these cars is known, so there is no outline to draw.")
    ghost = _ghost(shapes)
    units = sheet.profile.units(sheet.fields["length"])
    return OutlineChart(
        noun="Outlines",
        title=facts.headed("At one scale", sheet.vehicles).removesuffix(" compared"),
        subtitle="Sides and footprints; contours are schematic, dimensions true",
        marks=shapes,
        keys=_keys(shapes, ghost),
        notes=facts.fairness(sheet, _fields(sheet)),
        source_line=sources.line(numbered=False),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "outlines", fields, _cells(sheet)),
        sources=sources.behind,
        shapes=shapes,
        ghost=ghost,
        foot=bool(units) and units[0] in ("in", "ft"),
    )


def _cells(sheet: Sheet) -> list[Cell]:
    return [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles for field in _fields(sheet)]


def _fields(sheet: Sheet) -> list[Field]:
    return [sheet.fields[key] for key in DIMENSIONS if key in sheet.fields]


def _shape(sheet: Sheet, vehicle: Vehicle, name: str, row: int, sources: Sources) -> Shape:
    metres: dict[str, float] = {}
    told: list[str] = []
    gaps: dict[str, list[str]] = {}
    data: list[Datum] = []
    for key in DIMENSIONS:
        field = sheet.fields.get(key)
        if field is None:
            continue
        cell = sheet.cell_of(field, vehicle)
        sources.add_claims(key, vehicle.key)
        data += figure_data(cell)
        reading = meant(cell.claim, sheet.library) if cell.claim else None
        if reading is None or cell.missing:
            reason = clean(cell.missing.text) if cell.missing else "not a number"
            gaps.setdefault(reason, []).append(facts.within(sheet, field))
            continue
        sources.cite(cell)
        metres[key] = (reading.si_low + reading.si_high) / 2
        spread = f", sources say {clean(cell.spread)}" if cell.spread else ""
        told.append(f"{field.label} {clean(cell.text_with_unit)}{spread}")
    unknown = tuple(f"{facts.listed(fields, 'and')} ({why})" for why, fields in gaps.items())
    lack = f" Not known: {'; '.join(unknown)}." if unknown else ""
    known = "; ".join(told) or "no dimension is known"
    return Shape(
        key=f"outline-{vehicle.key}",
        vehicle=vehicle.key,
        field="length",
        name=name,
        sentence=f"{name}: {known}.{lack}",
        row=row,
        data=tuple(data),
        metres=metres,
        told=tuple(told),
        gaps=unknown,
        upright=vehicle.body_style in TWO_BOX,
        accent=vehicle.key == sheet.query.baseline,
    )


def _ghost(shapes: Sequence[Shape]) -> Shape | None:
    """The baseline, or else the first car whose side can be drawn, where others can be compared with it."""
    whole = [shape for shape in shapes if {"length", "height"} <= shape.metres.keys()]
    chosen = next((shape for shape in whole if shape.accent), whole[0] if whole else None)
    return chosen if chosen is not None and len(shapes) > 1 else None


def _keys(shapes: Sequence[Shape], ghost: Shape | None) -> tuple[Key, ...]:
    keys: list[Key] = [("person", "a person of 1.75 m")]
    if ghost is not None:
        keys.append(("ghost", f"{ghost.name}, behind the others"))
    if any("length" in s.metres and "height" not in s.metres for s in shapes):
        keys.append(("length", "the length, where the height is not known"))
    return tuple(keys)
