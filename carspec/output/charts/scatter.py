"""What a scatter of two fields says: a point for each car, a third field by size, lines of equal ratio."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Field
from carspec.output.charts import facts
from carspec.output.charts.bars import figure_data
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark
from carspec.output.layouts import headings
from carspec.output.plain_text import clean

MOST_CARS = 100_000
FROM_ZERO = Decimal("0.5")
"""An axis starts at zero unless all numbers lie above this share of the greatest."""
MOST_ABSENT = 6
"""So many cars without a point are named under the picture, the others counted."""
NAMED = 40
"""With more cars than these only the outermost points get names."""
OUTERMOST = 6

Ends = tuple[Decimal, Decimal]


class Point(Mark, frozen=True, kw_only=True):
    """A car. `x`, `y` and `size` are its figures (the ends of ranges), `x_span` and `y_span` the ranges of
    claims where sources differ; `label` is printed beside it, or empty."""

    x: Ends
    y: Ends
    size: Decimal | None
    x_span: Ends | None
    y_span: Ends | None
    label: str
    accent: bool


class Side(Struct, frozen=True, kw_only=True):
    """One axis: its field and unit, and where it starts and ends in the data."""

    field: Field
    unit: str | None
    start: Decimal
    low: Decimal
    high: Decimal

    @property
    def title(self) -> str:
        return f"{self.field.label}, {self.unit}" if self.unit else self.field.label


class ScatterChart(Chart, frozen=True, kw_only=True):
    """Points on two axes; `largest` is the greatest figure of the third field."""

    across: Side
    up: Side
    points: tuple[Point, ...]
    largest: Decimal | None


def scatter_chart(sheet: Sheet, fields: Sequence[str]) -> ScatterChart:
    """Two fields across and up, a third by the area of the points.

    Raises NotDrawable for texts and years, and for a field whose figures are in several units.
    """
    facts.require_cars(sheet, "scatter", MOST_CARS)
    chosen = [sheet.fields[key] for key in fields]
    for field in chosen:
        facts.require_sizes(sheet, field, "point")
    columns = [[sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles] for field in chosen]
    units = [facts.shared_unit(field, cells) for field, cells in zip(chosen, columns, strict=True)]
    sources = Sources(sheet)
    points: list[Point] = []
    absent: list[Mark] = []
    names = headings(sheet.vehicles)
    for row, (name, *cells) in enumerate(zip(names, *columns, strict=True)):
        for cell in cells:
            sources.add_claims(cell.field, cell.vehicle)
            sources.cite(cell)
        if all(cell.number is not None for cell in cells[:2]):
            points.append(_point(sheet, chosen, name, row, cells))
        else:
            absent.append(_absent(chosen, name, row, cells))
    points = _named(points)
    sides = [
        _side(field, unit, points, place)
        for place, (field, unit) in enumerate(zip(chosen[:2], units[:2], strict=True))
    ]
    sizes = [point.size for point in points if point.size is not None]
    return ScatterChart(
        noun="Scatter chart",
        title=facts.headed(f"{chosen[1].label} against {facts.within(sheet, chosen[0])}", sheet.vehicles),
        subtitle=_subtitle(sheet, chosen, points),
        marks=(*points, *absent),
        keys=_keys(sheet, points, sides, chosen, units),
        notes=(*_without(absent), *facts.fairness(sheet, chosen)),
        source_line=sources.line(numbered=False),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "scatter", fields, [c for column in columns for c in column]),
        sources=sources.behind,
        across=sides[0],
        up=sides[1],
        points=tuple(points),
        largest=max(sizes, default=None),
    )


def ratio_words(up: Side, across: Side, number: str, per: str) -> str:
    """ "150 PS per 1,000 kg"."""
    upper = f"{number} {up.unit}" if up.unit else number
    return f"{upper} per {per} {across.unit}" if across.unit else f"{upper} per {per}"


def _point(sheet: Sheet, fields: Sequence[Field], name: str, row: int, cells: Sequence[Cell]) -> Point:
    x, y, *rest = cells
    size = rest[0].number if rest else None
    told = "; ".join(_told(field, cell) for field, cell in zip(fields, cells, strict=True))
    return Point(
        key=x.vehicle,
        vehicle=x.vehicle,
        field=y.field,
        name=name,
        sentence=f"{name}: {told}.",
        row=row,
        data=tuple(datum for cell in cells for datum in figure_data(cell)),
        x=_ends(x),
        y=_ends(y),
        size=size,
        x_span=x.spread_range,
        y_span=y.spread_range,
        label=name,
        accent=x.vehicle == sheet.query.baseline,
    )


def _told(field: Field, cell: Cell) -> str:
    if cell.missing:
        return f"{field.label}: no figure, {clean(cell.missing.text)}"
    spread = f", sources say {clean(cell.spread)}" if cell.spread else ""
    return f"{field.label} {clean(cell.text_with_unit)}{spread}"


def _absent(fields: Sequence[Field], name: str, row: int, cells: Sequence[Cell]) -> Mark:
    told = "; ".join(_told(field, cell) for field, cell in zip(fields, cells, strict=True))
    data: tuple[Datum, ...] = tuple(datum for cell in cells for datum in figure_data(cell))
    missing = next(cell.field for cell in cells[:2] if cell.number is None)
    return Mark(
        key=cells[0].vehicle, vehicle=cells[0].vehicle, field=missing, name=name,
        sentence=f"{name} has no point; {told}.", row=row, data=data,
    )  # fmt: skip


def _ends(cell: Cell) -> Ends:
    assert cell.number is not None
    return cell.number, cell.high if cell.high is not None else cell.number


def _named(points: list[Point]) -> list[Point]:
    """All points keep their names, or of very many the outermost ones only."""
    if len(points) <= NAMED:
        return points
    kept: set[str] = set()
    for measure in (lambda p: p.x[1], lambda p: p.y[1], lambda p: p.y[1] / (p.x[1] or 1)):
        ordered = sorted(points, key=measure)
        kept |= {point.key for point in (*ordered[:OUTERMOST], *ordered[-OUTERMOST:])}
    return [point if point.key in kept or point.accent else replace(point, label="") for point in points]


def _side(field: Field, unit: str | None, points: Sequence[Point], place: int) -> Side:
    pairs = [((p.x, p.x_span), (p.y, p.y_span))[place] for p in points]
    ends = [end for ends, span in pairs for end in (*ends, *(span or ()))]
    low, high = min(ends, default=Decimal(0)), max(ends, default=Decimal(1))
    start = Decimal(0)
    if low > high * FROM_ZERO:
        width = max(high - low, abs(high) / 10)
        step = Decimal(1).scaleb(width.adjusted())
        start = ((low - width / 8) / step).to_integral_value(rounding="ROUND_FLOOR") * step
        high = max(high, low + width / 4)
    return Side(field=field, unit=unit, start=start, low=low, high=high)


def ratios(points: Sequence[Point]) -> list[float]:
    """The ratio of both fields for each point that has one; lines of equal ratio need two."""
    sums = [(point.x[0] + point.x[1], point.y[0] + point.y[1]) for point in points]
    found = [float(up / across) for across, up in sums if across > 0 and up > 0]
    return found if len(found) > 1 else []


def _subtitle(sheet: Sheet, fields: Sequence[Field], points: Sequence[Point]) -> str:
    area = f"Area of a point: {facts.within(sheet, fields[2])}" if len(fields) > 2 else ""
    return ". ".join(filter(None, (area, "Dashed lines join equal ratios" if ratios(points) else "")))


def _keys(
    sheet: Sheet,
    points: Sequence[Point],
    sides: Sequence[Side],
    fields: Sequence[Field],
    units: Sequence[str | None],
) -> tuple[Key, ...]:
    keys: list[Key] = []
    if any(point.accent for point in points):
        keys.append(("dot-same", "baseline"))
    if any(point.x_span or point.y_span for point in points):
        keys.append(("thin", "span of all claims where sources differ"))
    if len(fields) > 2:
        largest = max((point for point in points if point.size), key=lambda p: p.size or 0, default=None)
        if largest is not None:
            text = next(d.text for d in largest.data if d.field == fields[2].key)
            keys.append(("size", f"{fields[2].label}: {text}, the largest"))
        if any(point.size is None for point in points):
            keys.append(("dot-open", f"{facts.within(sheet, fields[2])} not known"))
    cut = [side.field.label for side in sides if side.start]
    if cut:
        axis = "axis does" if len(cut) == 1 else "axes do"
        keys.append(("cut", f"the {axis} not start at zero ({facts.listed(cut, 'and')})"))
    return tuple(keys)


def _without(absent: Sequence[Mark]) -> tuple[str, ...]:
    """Who has no point, and why."""
    if not absent:
        return ()
    told = []
    for mark in absent[:MOST_ABSENT]:
        gap = next(datum for datum in mark.data if datum.role == "gap")
        told.append(f"{mark.name} ({gap.text})")
    rest = f" and {len(absent) - MOST_ABSENT:,} more" if len(absent) > MOST_ABSENT else ""
    return (f"No point for {'; '.join(told)}{rest}.",)
