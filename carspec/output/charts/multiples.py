"""What small multiples say: several fields of the same cars, each in a panel with its own unit."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.sheet import Sheet
from carspec.core.values import Field
from carspec.output.charts import facts
from carspec.output.charts.bars import Bar, accent_of, bar_keys, bars
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, NotDrawable
from carspec.output.layouts import headings

MOST_CARS = 12
MOST_FIELDS = 12
USUAL = ("power", "torque", "mass", "acceleration_0_100_kmh", "top_speed", "length", "price")
"""The fields that are shown where none are asked for, as far as there are figures for them."""
USUAL_COUNT = 6


class Panel(Struct, frozen=True, kw_only=True):
    """One field: a bar for each car, in the same order in all panels."""

    field: Field
    unit: str | None
    words: str
    bars: tuple[Bar, ...]


class MultiplesChart(Chart, frozen=True, kw_only=True):
    """Panels of the same cars, whose names are `names`."""

    names: tuple[str, ...]
    panels: tuple[Panel, ...]


def multiples_chart(sheet: Sheet, fields: Sequence[str]) -> MultiplesChart:
    """One panel a field, in the order of `fields`; without any, those of USUAL that have figures.

    Raises NotDrawable for texts and years, and for a field whose figures are in several units.
    """
    facts.require_cars(sheet, "chart of several fields", MOST_CARS)
    chosen = [sheet.fields[key] for key in fields] or usual(sheet)
    if not 1 <= len(chosen) <= MOST_FIELDS:
        raise NotDrawable(f"This chart holds 1 to {MOST_FIELDS} fields, not {len(chosen)}.")
    for field in chosen:
        facts.require_sizes(sheet, field, "bar")
    sources = Sources(sheet)
    panels, accents = [], set()
    for place, field in enumerate(chosen):
        cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
        unit = facts.shared_unit(field, cells)
        drawn = tuple(replace(bar, row=place) for bar in bars(sheet, field, sources))
        panels.append(Panel(field=field, unit=unit, words=_words(sheet, field, unit), bars=drawn))
        accents.add(accent_of(drawn, sheet))
    panels = [
        replace(panel, bars=tuple(_told(bar, panel, sources) for bar in panel.bars)) for panel in panels
    ]
    marks = tuple(bar for panel in panels for bar in panel.bars)
    accent = next((word for word in accents if word), None)
    return MultiplesChart(
        noun="Small multiples",
        title=facts.headed(_named(chosen), sheet.vehicles),
        subtitle="Each field in its own unit, all bars from zero",
        marks=marks,
        keys=bar_keys(marks, accent, one_car=len(sheet.vehicles) == 1),
        notes=facts.fairness(sheet, chosen),
        source_line=sources.line(),
        locale=sheet.profile.locale,
        comparison=facts.comparison(
            sheet,
            "multiples",
            (f.key for f in chosen),
            (sheet.cell_of(f, vehicle) for f in chosen for vehicle in sheet.vehicles),
        ),
        sources=sources.behind,
        names=headings(sheet.vehicles),
        panels=tuple(panels),
    )


def usual(sheet: Sheet) -> list[Field]:
    """The fields of USUAL whose figures are there and share a unit."""
    found = []
    for key in USUAL:
        field = sheet.fields.get(key)
        if field is None:
            continue
        cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
        if len({cell.unit for cell in cells if cell.number is not None}) == 1:
            found.append(field)
    if not found:
        raise NotDrawable("None of the usual fields has figures for these cars; name fields to draw.")
    return found[:USUAL_COUNT]


def _told(bar: Bar, panel: Panel, sources: Sources) -> Bar:
    number = bar.number if sources.numbered else None
    return replace(bar, sentence=f"{panel.field.label}, {bar.sentence}", number=number)


def _named(fields: Sequence[Field]) -> str:
    """The fields by name, or their number where the names would make no title."""
    if len(fields) <= 3:
        return facts.listed([field.label for field in fields], "and")
    return f"{facts.number_word(len(fields)).capitalize()} figures"


def _words(sheet: Sheet, field: Field, unit: str | None) -> str:
    better = facts.BETTER_WORDS[field.better]
    return "; ".join(filter(None, (facts.unit_words(sheet, field, unit), better, facts.formula(field))))
