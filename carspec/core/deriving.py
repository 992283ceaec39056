"""Working out a computed figure: interval arithmetic over its inputs, as precise as the coarsest of them."""

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from carspec.core import trust
from carspec.core.agreement import agree
from carspec.core.derived import Formula, Input, Operation
from carspec.core.rounding import rounded
from carspec.core.units import Units
from carspec.core.values import Figure, Missing, MissingReason, Reading, Vehicle, Verdict

Interval = tuple[float, float]
"""Lowest and highest value, in canonical units."""

FLIPPED = {"over": "under", "under": "over", "at_least": "up_to", "up_to": "at_least"}
"""What a bound on a divisor, or on what is subtracted, says of the result."""

EQUAL = 1e-3
"""By how much of itself a converted figure may miss another and still be the same: 7,000 lb are 3,175 kg."""

RESERVATIONS = ("planned", "estimated", "about")
"""Qualifiers that a result takes over from an input, the gravest first; a bound goes before them."""


class Known(NamedTuple):
    """A car and its figures by field."""

    vehicle: Vehicle
    figures: Mapping[str, Figure]


class NotComputed(Exception):
    """Why a figure cannot be worked out, as the detail of a gap."""


def derive(formula: Formula, car: Known, base: Known | None, units: Units) -> Figure:
    """The computed figure of a car; where an input is missing, a gap that says which and why.

    `base` is the linked base car with its figures, None where none is linked.
    """
    found: list[Figure] = []
    try:
        for part in formula.inputs:
            found.append(_input(part, car, base))
        first, second = found
        _require_part(formula, first, second)
        reading = _reading(formula, first, second, units)
        qualifier = combined(formula.operation, first.qualifier, second.qualifier)
    except NotComputed as why:
        missing = Missing(MissingReason.NOT_COMPUTED, str(why))
        return _figure(formula, car, found, missing=missing)
    spread = None
    if Verdict.CONFLICT in (first.verdict, second.verdict):
        spread = interval(formula.operation, _spread(first), _spread(second))
    return _figure(formula, car, found, reading=reading, qualifier=qualifier, spread=spread)


def interval(operation: Operation, first: Interval, second: Interval) -> Interval:
    """All results of the operation on values inside two intervals of numbers above zero."""
    (a, b), (c, d) = first, second
    match operation:
        case Operation.QUOTIENT:
            return a / d, b / c
        case Operation.PRODUCT:
            return a * c, b * d
        case Operation.DIFFERENCE:
            return a - d, b - c


def combined(operation: Operation, first: str | None, second: str | None) -> str | None:
    """The qualifier of a result; NotComputed where two bounds leave it open on both sides."""
    if operation is not Operation.PRODUCT:
        second = FLIPPED.get(second or "", second)
    bounds = {word for word in (first, second) if word in FLIPPED}
    if bounds <= trust.LOWER_BOUNDS or bounds <= trust.UPPER_BOUNDS:
        if len(bounds) == 2:
            return "at_least" if bounds == trust.LOWER_BOUNDS else "up_to"
        if bounds:
            return bounds.pop()
        return next((word for word in RESERVATIONS if word in (first, second)), None)
    raise NotComputed("two bounds work against each other and leave it open")


def significant(reading: Reading) -> int:
    """How many significant figures a reading has, at least one."""
    smallest = min((abs(end) for end in (reading.low, reading.high) if end), default=1.0)
    return max(1, math.floor(math.log10(smallest)) + 1 + reading.decimals)


def decimals_of(value: float, inputs: Sequence[Reading]) -> int:
    """How many decimals a quotient or product of readings keeps: the figures of its coarsest input.

    Where that has only one or two, a further one stands if rounding without it moved the result by more than
    a unit in the last digit of that input: 612 PS by 4.2 t are 146 PS/t, for 150 would mean 4.1 t.
    """
    digits = min(map(significant, inputs))
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    if digits > 2:
        return decimals
    step = abs(value) * max(10.0**-reading.decimals / abs(reading.low) for reading in inputs)
    return max(decimals, -math.floor(math.log10(2 * step)))


def _input(part: Input, car: Known, base: Known | None) -> Figure:
    """The figure that serves as an input; NotComputed with the reason where there is none."""
    name = part.name
    if part.of_base:
        if base is None:
            raise NotComputed("no base car is linked to it in the data")
        if base.vehicle.armoured:
            raise NotComputed(f"its base car {base.vehicle.name} is armoured itself")
        car, name = base, f"{name} of the base car {base.vehicle.name}"
    held = [car.figures[key] for key in part.fields if key in car.figures]
    sound = [figure for figure in held if figure.reading is not None and figure.reading.si_low > 0]
    if not sound:
        gap = next((figure.missing for figure in held if figure.missing), Missing(MissingReason.NO_CLAIM))
        raise NotComputed(f"{name} missing ({gap.text})")
    best = sound[0]
    for other in sound[1:] if part.greatest else ():
        best = max(best, other, key=lambda figure: _above(figure, best))
    return best


def _require_part(formula: Formula, part: Figure, whole: Figure) -> None:
    """NotComputed where a share would be the whole or more: then one of the two means something else."""
    if formula.field.kind == "share" and _values(part)[1] >= _values(whole)[0] * (1 - EQUAL):
        first, second = formula.inputs
        raise NotComputed(f"{first.name} is not below {second.name}")


def _above(figure: Figure, other: Figure) -> float:
    """By how much one figure exceeds another; two that agree are equal."""
    assert figure.reading is not None
    assert other.reading is not None
    if agree(figure.reading, other.reading):
        return 0.0
    return sum(_values(figure)) - sum(_values(other))


def _values(figure: Figure) -> Interval:
    assert figure.reading is not None
    return figure.reading.si_low, figure.reading.si_high


def _spread(figure: Figure) -> Interval:
    """The range of all counting claims on an input; what is no number above zero stays out of it."""
    low, high = _values(figure)
    if figure.spread is None or figure.spread[0] <= 0:
        return low, high
    return min(low, figure.spread[0]), max(high, figure.spread[1])


def _reading(formula: Formula, first: Figure, second: Figure, units: Units) -> Reading:
    """The result as a reading: exact in canonical units, rounded in the unit of the formula.

    A quotient or product is as fine as its coarsest input; a difference is exact, to the finest last digit.
    """
    assert first.reading is not None
    assert second.reading is not None
    si = interval(formula.operation, _values(first), _values(second))
    ends = [units.from_si(end, formula.unit) for end in si]
    size = units.to_si(1.0, formula.unit)[0]
    if formula.operation is Operation.DIFFERENCE:
        step = min(first.reading.tolerance, second.reading.tolerance) / size
        decimals = -math.ceil(round(math.log10(step), 9))
    else:
        decimals = decimals_of(ends[0], (first.reading, second.reading))
    low = rounded(ends[0], decimals)
    decimals = -int(low.as_tuple().exponent)
    high = Decimal(repr(ends[1])).quantize(low, rounding=ROUND_HALF_UP) if ends[1] != ends[0] else low
    return Reading(formula.unit, float(low) + 0.0, float(high) + 0.0, decimals, *si, 10.0**-decimals * size)


def _figure(
    formula: Formula,
    car: Known,
    found: list[Figure],
    *,
    reading: Reading | None = None,
    qualifier: str | None = None,
    spread: Interval | None = None,
    missing: Missing | None = None,
) -> Figure:
    inputs = tuple((figure.vehicle, figure.field) for figure in found)
    return Figure(
        car.vehicle.key, formula.field.key, None, None, 0, 0, spread, missing, (), reading, qualifier, inputs
    )
