"""What a bar chart of one field says: bars from zero in order, their bounds, ranges and gaps."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from carspec.core import numbers
from carspec.core.sheet import BOUNDS, Cell, Sheet
from carspec.core.trust import UPPER_BOUNDS
from carspec.core.values import Field, Vehicle, Verdict
from carspec.output.charts import facts
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark
from carspec.output.layouts import headings
from carspec.output.plain_text import clean
from carspec.output.verdict_marks import MARKS

MOST_CARS = 40
SPAN_KEY: Key = ("span", f"{MARKS[Verdict.CONFLICT].shape} span of all claims where sources differ")


class Bar(Mark, frozen=True, kw_only=True):
    """One car. `low` and `high` (equal but for a range) are in the chart's unit, None in a gap.

    `label` is the figure with its unit, or the reason of the gap; `detail` the same in the other units;
    `span` the range of all claims where sources differ; `bound` is "lower" or "upper" where the figure is a
    mere limit; `accent` marks the baseline, or without one the best; `number` leads to the source line.
    """

    label: str
    detail: str
    low: Decimal | None
    high: Decimal | None
    span: tuple[Decimal, Decimal] | None
    span_label: str | None
    bound: str | None
    accent: bool
    number: int | None

    @property
    def end(self) -> Decimal:
        """The greatest number drawn for this car."""
        return max(self.high or Decimal(0), self.span[1] if self.span else Decimal(0))


class BarChart(Chart, frozen=True, kw_only=True):
    """Bars of one field. `unit` is None for plain counts; `accent` names what the strong colour means."""

    field: Field
    unit: str | None
    bars: tuple[Bar, ...]
    accent: str | None


def bar_chart(sheet: Sheet, fields: Sequence[str]) -> BarChart:
    """The bars of one field: best first (largest first where no way is better), gaps last.

    Raises NotDrawable for texts and years, for figures in several units, and for more than MOST_CARS cars.
    """
    (key,) = fields
    field = sheet.fields[key]
    facts.require_sizes(sheet, field, "bar")
    facts.require_cars(sheet, "bar chart", MOST_CARS)
    cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
    unit = facts.shared_unit(field, cells)
    sources = Sources(sheet)
    ordered = sorted(bars(sheet, field, sources), key=lambda bar: _place(bar, field))
    placed = tuple(_numbered(bar, row, sources) for row, bar in enumerate(ordered))
    accent = accent_of(placed, sheet)
    return BarChart(
        noun="Bar chart",
        title=facts.headed(field.label, sheet.vehicles),
        subtitle=_subtitle(sheet, field, unit, cells) if any(bar.low is not None for bar in placed) else "",
        marks=placed,
        keys=bar_keys(placed, accent),
        notes=facts.fairness(sheet, (field,)),
        source_line=sources.line(),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "bars", fields, cells),
        sources=sources.behind,
        field=field,
        unit=unit,
        bars=placed,
        accent=accent,
    )


def bars(sheet: Sheet, field: Field, sources: Sources) -> list[Bar]:
    """A bar for each car of the Sheet, in its order."""
    made = []
    for row, (vehicle, name) in enumerate(zip(sheet.vehicles, headings(sheet.vehicles), strict=True)):
        cell = sheet.cell_of(field, vehicle)
        sources.add_claims(field.key, vehicle.key)
        made.append(_bar(sheet, cell, vehicle, name, row, sources.cite(cell)))
    return made


def bar_keys(bars: Sequence[Bar], accent: str | None, *, one_car: bool = False) -> tuple[Key, ...]:
    """The signs that these bars use."""
    keys: list[Key] = [("accent", accent)] if accent and len(bars) > 1 and not one_car else []
    if any(bar.span for bar in bars):
        keys.append(SPAN_KEY)
    if any(bar.low is not None and bar.high != bar.low for bar in bars):
        keys.append(("range", "a range was stated"))
    if any(bar.bound == "lower" for bar in bars):
        keys.append(("lower", "at least"))
    if any(bar.bound == "upper" for bar in bars):
        keys.append(("upper", "at most"))
    return tuple(keys)


def accent_of(bars: Sequence[Bar], sheet: Sheet) -> str | None:
    """What the strong colour means in these bars."""
    if not any(bar.accent and bar.low is not None for bar in bars):
        return None
    return "baseline" if _has_baseline(sheet) else "best figure"


def bound_of(cell: Cell) -> str | None:
    """Whether a figure is a mere limit: "lower" for "over 500", "upper" for "up to 500"."""
    if cell.qualifier not in BOUNDS:
        return None
    return "upper" if cell.qualifier in UPPER_BOUNDS else "lower"


def figure_data(cell: Cell) -> tuple[Datum, ...]:
    """The rows of the table for one cell: its figure with the range of claims, or the reason of its gap."""
    if cell.missing is not None:
        return (Datum("gap", clean(cell.missing.text), field=cell.field),)
    source = cell.claim.source if cell.claim else None
    text = clean(cell.text_with_unit)
    high = cell.high if cell.high is not None else cell.number
    rows = [Datum("figure", text, cell.number, high, cell.unit, source, cell.field)]
    if cell.spread_range:
        low, high = cell.spread_range
        rows.append(
            Datum("range of claims", clean(cell.spread or ""), low, high, cell.unit, None, cell.field)
        )
    return tuple(rows)


def figure_sentence(name: str, cell: Cell) -> str:
    """What is spoken of a figure: "Aurus Senat: 598 PS, sources say 598–700."."""
    if cell.missing is not None:
        return f"{name}: no figure, {clean(cell.missing.text)}."
    spread = f", sources say {clean(cell.spread)}" if cell.spread else ""
    return f"{name}: {clean(cell.text_with_unit)}{spread}."


def _has_baseline(sheet: Sheet) -> bool:
    return sheet.query.baseline in {vehicle.key for vehicle in sheet.vehicles}


def _bar(sheet: Sheet, cell: Cell, vehicle: Vehicle, name: str, row: int, number: int | None) -> Bar:
    accent = vehicle.key == sheet.query.baseline if _has_baseline(sheet) else cell.best
    return Bar(
        key=f"{cell.field}-{vehicle.key}",
        vehicle=vehicle.key,
        field=cell.field,
        name=name,
        sentence=figure_sentence(name, cell),
        row=row,
        data=figure_data(cell),
        label=clean(cell.missing.text if cell.missing else cell.text_with_unit),
        detail=clean(" · ".join(part for part in (*cell.secondary, cell.difference) if part)),
        low=cell.number,
        high=cell.high if cell.high is not None else cell.number,
        span=cell.spread_range,
        span_label=clean(cell.spread) if cell.spread else None,
        bound=bound_of(cell),
        accent=accent,
        number=number,
    )


def _numbered(bar: Bar, row: int, sources: Sources) -> Bar:
    return replace(bar, row=row, number=bar.number if sources.numbered else None)


def _place(bar: Bar, field: Field) -> tuple[bool, Decimal]:
    """Where a bar stands: gaps last, by the middle of its range; equal ones keep the order of the Sheet."""
    if bar.low is None or bar.high is None:
        return True, Decimal(0)
    middle = (bar.low + bar.high) / 2
    return False, middle if field.better == "lower" else -middle


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
    words = facts.unit_words(sheet, field, unit)
    better = facts.BETTER_WORDS[field.better]
    scale = facts.sentence(f"Unit: {words}" if words else "", better, facts.formula(field))
    return ". ".join(part for part in (clean(_lead(sheet, cells, unit)), scale) if part)
