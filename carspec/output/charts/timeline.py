"""What a timeline says: when each car was built, and the years that sources state for it."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Field, Vehicle
from carspec.output.charts import facts
from carspec.output.charts.bars import figure_data
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark, NotDrawable
from carspec.output.layouts import headings
from carspec.output.plain_text import clean

MOST_CARS = 40
SIGNS = ("ring", "square", "cross")
"""How the years of the first, second and third field are drawn."""


class Event(Mark, frozen=True, kw_only=True):
    """A year that a source states: a figure of a field of years, with the range of claims."""

    year: Decimal
    span: tuple[Decimal, Decimal] | None
    sign: str


class Life(Mark, frozen=True, kw_only=True):
    """One car: the years of building, None where they are not known; `label` is printed beside the bar."""

    start: int | None
    end: int | None
    label: str
    accent: bool
    events: tuple[Event, ...]


class TimelineChart(Chart, frozen=True, kw_only=True):
    """Lives from the oldest to the youngest."""

    lives: tuple[Life, ...]


def timeline_chart(sheet: Sheet, fields: Sequence[str]) -> TimelineChart:
    """The years of building of all cars, and the figures of up to three fields of years (by default all).

    Raises NotDrawable for fields of another kind and for more than MOST_CARS cars.
    """
    facts.require_cars(sheet, "timeline", MOST_CARS)
    catalogue = sheet.fields
    years = [field for field in catalogue.values() if field.kind == "year"]
    chosen = [catalogue[key] for key in fields] or years[: len(SIGNS)]
    for field in chosen:
        if field.kind != "year":
            known = facts.listed([one.key for one in years], "or")
            raise NotDrawable(f"{field.label} is no year, which a timeline could show; try {known}.")
    sources = Sources(sheet)
    names = headings(sheet.vehicles)
    lives = [
        _life(sheet, vehicle, name, chosen, sources)
        for vehicle, name in zip(sheet.vehicles, names, strict=True)
    ]
    lives.sort(key=lambda life: (_first(life) is None, _first(life) or 0))
    placed = tuple(_placed(life, row) for row, life in enumerate(lives))
    return TimelineChart(
        noun="Timeline",
        title=facts.headed("Years of building", sheet.vehicles),
        subtitle="",
        marks=tuple(mark for life in placed for mark in (life, *life.events)),
        keys=_keys(placed, chosen),
        notes=(),
        source_line=sources.line(numbered=False),
        locale=sheet.profile.locale,
        comparison=facts.comparison(
            sheet,
            "timeline",
            (f.key for f in chosen),
            (sheet.cell_of(f, vehicle) for f in chosen for vehicle in sheet.vehicles),
        ),
        sources=sources.behind,
        lives=placed,
    )


def _life(sheet: Sheet, vehicle: Vehicle, name: str, fields: Sequence[Field], sources: Sources) -> Life:
    events = []
    for field, sign in zip(fields, SIGNS, strict=False):
        cell = sheet.cell_of(field, vehicle)
        sources.add_claims(field.key, vehicle.key)
        if cell.number is not None:
            sources.cite(cell)
            events.append(_event(field, cell, name, sign))
    known = vehicle.year_from or vehicle.year_to
    told = f"built {vehicle.years}" if known else "the years of building are not known"
    open_end = " and not known to have ended" if vehicle.year_from and not vehicle.year_to else ""
    start, end = (None if year is None else Decimal(year) for year in (vehicle.year_from, vehicle.year_to))
    datum = Datum("years" if known else "gap", vehicle.years or "not known", start, end)
    return Life(
        key=f"years-{vehicle.key}",
        vehicle=vehicle.key,
        field=None,
        name=name,
        sentence=f"{name}: {told}{open_end}.",
        row=0,
        data=(datum,),
        start=vehicle.year_from,
        end=vehicle.year_to,
        label=vehicle.years or "years not known",
        accent=vehicle.key == sheet.query.baseline,
        events=tuple(events),
    )


def _event(field: Field, cell: Cell, name: str, sign: str) -> Event:
    assert cell.number is not None
    spread = f", sources say {clean(cell.spread)}" if cell.spread else ""
    return Event(
        key=f"{field.key}-{cell.vehicle}",
        vehicle=cell.vehicle,
        field=field.key,
        name=name,
        sentence=f"{name}: {field.label} {clean(cell.text)}{spread}.",
        row=0,
        data=figure_data(cell),
        year=cell.number,
        span=cell.spread_range,
        sign=sign,
    )


def _first(life: Life) -> Decimal | None:
    years = [Decimal(year) for year in (life.start, life.end) if year is not None]
    return min([*years, *(event.year for event in life.events)], default=None)


def _placed(life: Life, row: int) -> Life:

    return replace(life, row=row, events=tuple(replace(event, row=row) for event in life.events))


def _keys(lives: Sequence[Life], fields: Sequence[Field]) -> tuple[Key, ...]:
    keys: list[Key] = []
    if any(life.start or life.end for life in lives):
        keys.append(("bar", "built"))
    if any(life.start and not life.end for life in lives):
        keys.append(("open", "end of building not known"))
    for field, sign in zip(fields, SIGNS, strict=False):
        if any(event.sign == sign for life in lives for event in life.events):
            keys.append((f"dot-{sign}", f"{field.label}, as sources state it"))
    if any(event.span for life in lives for event in life.events):
        keys.append(("whisker", "sources differ"))
    return tuple(keys)
