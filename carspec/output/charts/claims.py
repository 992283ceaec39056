"""What a chart of claims says: every source as a dot, the figure as a ring, the range as a line."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.agreement import voice
from carspec.core.amounts import amounts
from carspec.core.display import Shown, qualified, shown
from carspec.core.explain import not_counted
from carspec.core.library import Library
from carspec.core.sheet import BOUNDS, Cell, Sheet
from carspec.core.trust import UPPER_BOUNDS
from carspec.core.values import COUNTING, Claim, Field, Reading, Relation
from carspec.output.charts import facts
from carspec.output.charts.bars import figure_data, figure_sentence
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark
from carspec.output.layouts import headings
from carspec.output.plain_text import clean

MOST_CARS = 24
ALIKE = frozenset({Relation.SAME, Relation.ECHO, Relation.MIX_UP})
"""Claims that state the figure, in whatever words; the others differ from it or leave room for it."""
FROM_ZERO = Decimal("0.6")
"""The axis starts at zero unless all numbers lie above this share of the greatest."""
MOST_NAMED = 4


class Stack(Mark, frozen=True, kw_only=True):
    """All claims of one car that state the same number: `count` dots above each other.

    `low` and `high` are in the chart's unit and differ for a range; `sign` is same, other, apart, lower or
    upper;
    `ring` marks the number that is the figure, `label` then stands beside it.
    """

    low: Decimal
    high: Decimal
    count: int
    sign: str
    ring: bool
    label: str


class Lane(Struct, frozen=True, kw_only=True):
    """One car: its stacks from left to right, or the reason why there are none.

    `span` is the range of claims that the table tells; without one, that of all that is no mere bound.
    """

    vehicle: str
    name: str
    stacks: tuple[Stack, ...]
    gap: Mark | None
    gap_label: str
    accent: bool
    label: str
    number: int | None
    span: tuple[Decimal, Decimal] | None


class ClaimChart(Chart, frozen=True, kw_only=True):
    """Lanes of one field; the axis runs from `start`, which is above zero where `keys` say so."""

    field: Field
    unit: str | None
    lanes: tuple[Lane, ...]
    start: Decimal


def claim_chart(sheet: Sheet, fields: Sequence[str]) -> ClaimChart:
    """The claims of one field, cars in the order of the Sheet.

    Raises NotDrawable for texts, for figures in several units, and for more than MOST_CARS cars.
    """
    (key,) = fields
    field = sheet.fields[key]
    facts.require_stated(field, "claim")
    if not field.numeric:
        facts.require_sizes(sheet, field, "dot")
    facts.require_cars(sheet, "chart of claims", MOST_CARS)
    cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
    unit = facts.shared_unit(field, cells)
    sources = Sources(sheet)
    lanes: list[Lane] = []
    left_out: list[Claim] = []
    for row, (cell, name) in enumerate(zip(cells, headings(sheet.vehicles), strict=True)):
        sources.add_claims(key, cell.vehicle)
        lane, without = _lane(sheet, field, cell, name, row, sources)
        lanes.append(lane)
        left_out += without
    if not sources.numbered:
        lanes = [_unnumbered(lane) for lane in lanes]
    stacks = [stack for lane in lanes for stack in lane.stacks]
    start = _start(field, stacks)
    return ClaimChart(
        noun="Chart of claims",
        title=facts.headed(f"{field.label} as {_publishers(sheet, key)} it", sheet.vehicles),
        subtitle=_subtitle(sheet, field, unit) if stacks else "",
        marks=tuple(mark for lane in lanes for mark in (lane.stacks or (lane.gap,)) if mark is not None),
        keys=_keys(field, stacks, start),
        notes=(*_left_out(left_out), *facts.fairness(sheet, (field,))),
        source_line=sources.line(),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "claims", fields, cells),
        sources=sources.behind,
        field=field,
        unit=unit,
        lanes=tuple(lanes),
        start=start,
    )


def meant(claim: Claim, library: Library) -> Reading | None:
    """What a claim is settled to mean: in another unit than it states where the detective proved it."""
    reading = claim.reading
    if reading is None or claim.other_unit is None or claim.other_unit == reading.unit:
        return reading
    unit = claim.other_unit
    low, high = sorted(library.units.to_si(number, unit)[0] for number in (reading.low, reading.high))
    return replace(reading, unit=unit, si_low=low, si_high=high)


def _lane(
    sheet: Sheet, field: Field, cell: Cell, name: str, row: int, sources: Sources
) -> tuple[Lane, list[Claim]]:
    """The lane of a car, and those of its claims that no dot can show."""
    number = sources.cite(cell)
    groups: dict[tuple[Decimal, Decimal, str | None], list[Claim]] = defaultdict(list)
    left_out = []
    for claim in sheet.claims(field.key, cell.vehicle):
        where = _where(sheet, field, cell, claim)
        if where is None:
            left_out.append(claim)
        else:
            bound = claim.qualifier if claim.qualifier in BOUNDS else None
            groups[where.low, where.high, bound].append(claim)
    ring = _ring(cell, groups)
    stacks = tuple(
        _stack(sheet, cell, name, row, place, claims, place == ring, cell.unit)
        for place, claims in sorted(
            groups.items(), key=lambda item: (item[0][0], item[0][1], str(item[0][2]))
        )
    )
    gap = None
    if not stacks:
        gap = Mark(
            key=f"{field.key}-{cell.vehicle}",
            vehicle=cell.vehicle,
            field=field.key,
            name=name,
            sentence=figure_sentence(name, cell),
            row=row,
            data=figure_data(cell),
        )
    text = clean(cell.missing.text if cell.missing else cell.text_with_unit)
    accent = cell.vehicle == sheet.query.baseline
    return Lane(
        vehicle=cell.vehicle, name=name, stacks=stacks, gap=gap, gap_label=text, accent=accent,
        label="" if cell.missing else text, number=number, span=_span(cell, stacks),
    ), left_out  # fmt: skip


def _span(cell: Cell, stacks: Sequence[Stack]) -> tuple[Decimal, Decimal] | None:
    exact = [stack for stack in stacks if stack.sign in ("same", "other")]
    if cell.spread_range or not exact:
        return cell.spread_range
    return min(stack.low for stack in exact), max(stack.high for stack in exact)


def _where(sheet: Sheet, field: Field, cell: Cell, claim: Claim) -> Shown | None:
    """The numbers of a claim in the unit of the chart; None for what does not count or has another unit."""
    reading = meant(claim, sheet.library)
    if reading is None or claim.relation not in COUNTING or cell.missing is not None:
        return None
    target = next(iter(sheet.profile.units(field)), None)
    found = shown(reading, target, sheet.library.units)
    return found if sheet.symbol(found.unit) == cell.unit else None


def _ring(
    cell: Cell, groups: dict[tuple[Decimal, Decimal, str | None], list[Claim]]
) -> tuple[Decimal, Decimal, str | None] | None:
    """The place of the claim that makes the figure."""
    for place, claims in groups.items():
        if cell.claim and any(claim.key == cell.claim.key for claim in claims):
            return place
    return None


def _stack(
    sheet: Sheet,
    cell: Cell,
    name: str,
    row: int,
    place: tuple[Decimal, Decimal, str | None],
    claims: list[Claim],
    ring: bool,
    unit: str | None,
) -> Stack:
    low, high, bound = place
    number = qualified(bound, _number(sheet, cell, low, high))
    text = cell.text_with_unit if ring else f"{number} {unit}" if unit else number
    if bound:
        sign = "upper" if bound in UPPER_BOUNDS else "lower"
    else:
        relations = {claim.relation for claim in claims}
        sign = "same" if relations & ALIKE else "apart" if relations == {Relation.APART} else "other"
    data = tuple(
        Datum("claim", clean(claim.as_stated), low, high, unit, claim.source, cell.field) for claim in claims
    )
    return Stack(
        key=f"{cell.field}-{cell.vehicle}-{low}-{high}-{bound or ''}",
        vehicle=cell.vehicle,
        field=cell.field,
        name=name,
        sentence=_sentence(sheet, name, text, claims, ring, cell),
        row=row,
        leading=ring,
        data=(*(figure_data(cell) if ring else ()), *data),
        low=low,
        high=high,
        count=len(claims),
        sign=sign,
        ring=ring,
        label=clean(text),
    )


def _number(sheet: Sheet, cell: Cell, low: Decimal, high: Decimal) -> str:
    """A number as the table writes it."""
    kind = sheet.fields[cell.field].kind
    if kind == "money":
        return amounts(low, high, sheet.profile)
    return Shown(low, high, "").eye(sheet.profile.locale, kind)


def _sentence(sheet: Sheet, name: str, text: str, claims: list[Claim], ring: bool, cell: Cell) -> str:
    """ "Aurus Senat: 598 PS, the figure, by 9 sources: Vietnam.vn, Svpressa and 7 more."."""
    found = [sheet.library.sources[claim.source] for claim in claims]
    names = list(dict.fromkeys(clean(source.publisher or source.key) for source in found))
    rest = len(names) - MOST_NAMED
    told = ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    count = "1 source" if len(claims) == 1 else f"{len(claims)} sources"
    spread = f", sources say {clean(cell.spread)}" if ring and cell.spread else ""
    mixed = any(claim.relation is Relation.MIX_UP for claim in claims)
    as_meant = ", in part under a wrong unit word" if mixed else ""
    what = f"{text}, the figure shown{spread}" if ring else text
    return clean(f"{name}: {what}{as_meant}; {count}: {told}.")


def _unnumbered(lane: Lane) -> Lane:
    return replace(lane, number=None)


def _publishers(sheet: Sheet, field: str) -> str:
    """ "one publisher states", "17 publishers state": who speaks about a field."""
    sources = sheet.library.sources
    voices = {
        voice(sources[claim.source], sources)
        for vehicle in sheet.vehicles
        for claim in sheet.claims(field, vehicle.key)
        if claim.relation in COUNTING
    }
    return "one publisher states" if len(voices) == 1 else f"{len(voices)} publishers state"


def _start(field: Field, stacks: Sequence[Stack]) -> Decimal:
    """Where the axis starts: zero, or a round number below numbers that all lie close together."""
    if not stacks:
        return Decimal(0)
    least, most = min(stack.low for stack in stacks), max(stack.high for stack in stacks)
    if field.kind != "year" and least < most * FROM_ZERO:
        return Decimal(0)
    width = max(most - least, abs(most) / 50)
    step = Decimal(1).scaleb(width.adjusted())
    return max(Decimal(0), ((least - width / 8) / step).to_integral_value(rounding="ROUND_FLOOR") * step)


def _subtitle(sheet: Sheet, field: Field, unit: str | None) -> str:
    words = facts.unit_words(sheet, field, unit)
    return facts.sentence("One dot per source", f"unit: {words}" if words else "")


def _keys(field: Field, stacks: Sequence[Stack], start: Decimal) -> tuple[Key, ...]:
    keys: list[Key] = []
    if any(stack.ring for stack in stacks):
        keys.append(("ring", "the figure shown"))
    for sign, meaning in (
        ("same", "states the figure, rounded or converted too"),
        ("other", "says otherwise"),
        ("apart", "of another version, not comparable"),
        ("lower", "at least"),
        ("upper", "at most"),
    ):
        if any(stack.sign == sign for stack in stacks):
            keys.append((f"dot-{sign}", meaning))
    if any(stack.low != stack.high for stack in stacks):
        keys.append(("dash", "a range was stated"))
    if start and field.kind != "year":
        keys.append(("cut", "the axis does not start at zero"))
    return tuple(keys)


def _left_out(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What no dot shows, and why."""
    others = sum(claim.relation in COUNTING for claim in claims)
    parts = (not_counted(claims), f"{others} in another unit" if others else "")
    told = ", ".join(part for part in parts if part)
    return (f"Not drawn: {told}.",) if told else ()
