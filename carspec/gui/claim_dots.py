"""Where the claims behind a figure stand on one axis, before anything is painted."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Claim, Field

MOST_TICKS = 6


class Dot(NamedTuple):
    """One claim; `low` and `high` in the unit of the axis (equal but for a range or an unclear unit)."""

    claim: Claim
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class Axis(NamedTuple):
    """An axis from `low` to `high` in `unit` (a symbol, or None), with a tick at each multiple of `step`."""

    low: float
    high: float
    step: float
    unit: str | None

    def share(self, number: float) -> float:
        """Where a number lies: 0 at the low end, 1 at the high end."""
        return (number - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return tuple(round(place * self.step, 10) for place in range(first, last + 1))

    @property
    def decimals(self) -> int:
        return max(0, -math.floor(math.log10(self.step) + 1e-9))


def dots_of(sheet: Sheet, field: Field, cell: Cell, claims: Sequence[Claim]) -> tuple[Dot, ...]:
    """The claims that have a place on the axis of the figure, lowest first.

    It is the axis of the figure's unit; prices in another currency have no place on it.
    """
    unit = _unit(sheet, field, cell)
    if unit is None:
        return ()
    found = []
    for claim in claims:
        reading = claim.reading
        if reading is None or (
            reading.unit != unit and (field.kind == "money" or "" in (unit, reading.unit))
        ):
            continue
        ends = sorted(sheet.library.units.from_si(si, unit) for si in (reading.si_low, reading.si_high))
        found.append(Dot(claim, ends[0], ends[1]))
    return tuple(sorted(found, key=lambda dot: (dot.middle, dot.claim.key)))


def axis_of(sheet: Sheet, field: Field, cell: Cell, dots: Sequence[Dot]) -> Axis | None:
    """An axis that holds all dots with some room, or None where all state one number."""
    unit = _unit(sheet, field, cell)
    if unit is None or not dots:
        return None
    low, high = min(dot.low for dot in dots), max(dot.high for dot in dots)
    if high <= low:
        return None
    step = _round_step((high - low) / MOST_TICKS)
    room = (high - low) * 0.04
    symbol = sheet.library.units.get(unit).symbol if unit else None
    return Axis(low - room, high + room, step, symbol)


def _unit(sheet: Sheet, field: Field, cell: Cell) -> str | None:
    """The key of the unit the figure is shown in; "" for plain numbers, None where there is no number."""
    if not field.numeric or cell.claim is None or cell.claim.reading is None:
        return None
    return next(iter(sheet.profile.units(field)), cell.claim.reading.unit)


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20 ... that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(digit * power for digit in (1.0, 2.0, 5.0, 10.0) if digit * power >= least * (1 - 1e-9))
