"""What a bar chart of one field says, before it is drawn: bars in order, title, unit, gaps, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from carspec.core import numbers
from carspec.core.errors import CarspecError
from carspec.core.sheet import BOUNDS, Cell, Sheet
from carspec.core.trust import UPPER_BOUNDS
from carspec.core.values import Field, Vehicle
from carspec.output.layouts import headings, source_count
from carspec.output.palette import COMPUTED, FOOTNOTE
from carspec.output.plain_text import clean

MOST_CARS = 40
NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
EXPLAINED_KINDS = frozenset({"power", "consumption", "energy_consumption"})
"""Kinds whose unit symbols are mistaken for one another, so that the chart writes them out."""
BETTER_WORDS = {"higher": "more is better", "lower": "less is better", None: ""}


class NotDrawable(CarspecError):
    """The figures of a field cannot be drawn as bars on one axis."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One car of the chart. `low` and `high` (equal but for a range) are in its unit, None in a gap.

    `label` is the figure with its unit, or the reason of the gap; `detail` the same in the other units;
    `span` the range of all claims where sources differ; `bound` is "lower" or "upper" where the figure is a
    mere limit; `accent` marks the baseline, or without one the best.
    """

    vehicle: str
    name: str
    label: str
    detail: str
    low: Decimal | None
    high: Decimal | None
    span: tuple[Decimal, Decimal] | None
    span_label: str | None
    bound: str | None
    accent: bool

    @property
    def end(self) -> Decimal:
        """The greatest number drawn for this car."""
        return max(self.high or Decimal(0), self.span[1] if self.span else Decimal(0))


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart in words and numbers. `unit` is None for plain counts; `accent` names the strong colour."""

    field: Field
    title: str
    subtitle: str
    unit: str | None
    bars: tuple[Bar, ...]
    accent: str | None
    source_line: str
    locale: str
    data_version: str

    @property
    def description(self) -> str:
        """The chart in sentences, bar by bar: the words a screen reader speaks."""
        told = []
        for bar in self.bars:
            if bar.low is None:
                told.append(f"{bar.name}: no figure, {bar.label}.")
            elif bar.span_label:
                told.append(f"{bar.name}: {bar.label}, sources say {bar.span_label}.")
            else:
                told.append(f"{bar.name}: {bar.label}.")
        head = f"Bar chart. {self.title}." + (f" {self.subtitle}." if self.subtitle else "")
        return " ".join([head, *told, self.source_line])


def describe(sheet: Sheet, field: str) -> str:
    """The bar chart of a field as sentences, for screen readers and for the description inside a picture."""
    return bar_data(sheet, field).description


def bar_data(sheet: Sheet, field_key: str) -> BarChart:
    """What the bar chart of a field shows: best first (largest first where no way is better), gaps last.

    Raises NotDrawable for texts and years, for figures in several units, and for more than MOST_CARS cars.
    """
    field = sheet.library.fields[field_key]
    cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
    unit = _unit(sheet, field, cells)
    bars = [
        _bar(sheet, cell, vehicle, name)
        for cell, vehicle, name in zip(cells, sheet.vehicles, headings(sheet.vehicles), strict=True)
    ]
    baseline = sheet.query.baseline in {vehicle.key for vehicle in sheet.vehicles}
    sources = {
        c.source: sheet.library.sources[c.source]
        for v in sheet.vehicles
        for c in sheet.claims(field_key, v.key)
    }
    count = (
        f"Source: {source_count(sources.values(), sheet)}" if sources else "No source says anything about it"
    )
    noted = [clean(f"{FOOTNOTE} {note.sentence}") for note in sheet.notes(field)]
    return BarChart(
        field=field,
        title=_title(field, sheet.vehicles),
        subtitle=_subtitle(sheet, field, unit, cells) if any(bar.low is not None for bar in bars) else "",
        unit=unit,
        bars=tuple(sorted(bars, key=lambda bar: _place(bar, field))),
        accent=_accent(bars, sheet, baseline),
        source_line=" ".join((f"{count}; carspec data of {sheet.library.data_version}.", *noted)),
        locale=sheet.profile.locale,
        data_version=sheet.library.data_version,
    )


def drawable(field: Field) -> bool:
    """Whether the figures of a field are sizes, which a bar from zero can show."""
    return field.numeric and field.kind != "year"


def _unit(sheet: Sheet, field: Field, cells: Sequence[Cell]) -> str | None:
    if not drawable(field):
        others = [row.field.key for row in sheet.rows if drawable(row.field)]
        others = others or [f.key for f in sheet.library.fields.values() if drawable(f)]
        what = "dates" if field.kind == "year" else "texts"
        raise NotDrawable(
            f"{field.label} holds {what}, which no bar can show; try {_listed(others[:4], 'or')}."
        )
    if not cells or len(cells) > MOST_CARS:
        raise NotDrawable(f"A bar chart holds 1 to {MOST_CARS} cars, not {len(cells)}.")
    units = {cell.unit: None for cell in cells if cell.number is not None}
    if len(units) > 1:
        named = _listed([unit or "no unit" for unit in units], "and")
        raise NotDrawable(f"{field.label} cannot stand on one axis: the figures are in {named}.")
    return next(iter(units), None)


def _bar(sheet: Sheet, cell: Cell, vehicle: Vehicle, name: str) -> Bar:
    baseline = sheet.query.baseline in {v.key for v in sheet.vehicles}
    bound = None
    if cell.qualifier in BOUNDS:
        bound = "upper" if cell.qualifier in UPPER_BOUNDS else "lower"
    return Bar(
        vehicle=vehicle.key,
        name=name,
        label=clean(cell.missing.text if cell.missing else cell.text_with_unit),
        detail=clean(" · ".join(part for part in (*cell.secondary, cell.difference) if part)),
        low=cell.number,
        high=cell.high if cell.high is not None else cell.number,
        span=cell.spread_range,
        span_label=clean(cell.spread) if cell.spread else None,
        bound=bound,
        accent=vehicle.key == sheet.query.baseline if baseline else cell.best,
    )


def _place(bar: Bar, field: Field) -> tuple[bool, Decimal]:
    """Where a bar stands: gaps last, by the middle of its range; equal ones keep the order of the Sheet."""
    if bar.low is None or bar.high is None:
        return True, Decimal(0)
    middle = (bar.low + bar.high) / 2
    return False, middle if field.better == "lower" else -middle


def _title(field: Field, vehicles: Sequence[Vehicle]) -> str:
    if len(vehicles) == 1:
        return clean(f"{field.label}: {vehicles[0].name}")
    count = NUMBER_WORDS[len(vehicles)] if len(vehicles) < len(NUMBER_WORDS) else str(len(vehicles))
    noun = "armoured cars" if all(vehicle.armoured for vehicle in vehicles) else "cars"
    return clean(f"{field.label}: {count} {noun} compared")


def _lead(sheet: Sheet, cells: Sequence[Cell], unit: str | None) -> str:
    """How far the best car is ahead: "S 680 Guard leads by 14 PS (2.3 %)"; empty for a tie."""
    exact = [
        cell for cell in cells if cell.number and cell.high == cell.number and cell.qualifier not in BOUNDS
    ]
    best = [cell for cell in exact if cell.best]
    others = [cell.number for cell in exact if not cell.best and cell.number]
    if len(best) != 1 or best[0].number is None or not others:
        return ""
    first = best[0].number
    second = min(others, key=lambda number: abs(number - first))
    step = Decimal(1).scaleb(min(0, max(int(n.as_tuple().exponent) for n in (first, second))))
    amount = abs(first - second).quantize(step)
    if not amount:
        return ""
    share = abs(first / second - 1) * 100
    percent = share.quantize(Decimal("0.1") if share < 10 else Decimal(1))
    locale = sheet.profile.locale
    lead = f"{numbers.eye(amount, locale)} {unit}" if unit else numbers.eye(amount, locale)
    title = sheet.library.vehicles[best[0].vehicle].title
    return f"{title} leads by {lead} ({numbers.eye(percent, locale)} %)"


def _subtitle(sheet: Sheet, field: Field, unit: str | None, cells: Sequence[Cell]) -> str:
    parts = [BETTER_WORDS[field.better]]
    if unit:
        names = [known.name for known in sheet.library.units.values() if sheet.symbol(known.key) == unit]
        explained = field.kind in EXPLAINED_KINDS and names and names[0] != unit
        parts.insert(0, f"Unit: {unit} ({names[0]})" if explained else f"Unit: {unit}")
    if field.computed:
        parts.append(f"{COMPUTED.shape} computed: {field.formula}")
    text = clean("; ".join(part for part in parts if part))
    scale = text[:1].upper() + text[1:]
    return ". ".join(part for part in (clean(_lead(sheet, cells, unit)), scale) if part)


def _accent(bars: Sequence[Bar], sheet: Sheet, baseline: bool) -> str | None:
    if not any(bar.accent and bar.low is not None for bar in bars):
        return None
    return "baseline" if baseline else "best figure"


def _listed(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
