"""The size a figure of each kind may have at most and at least, so that a slip of the keyboard is seen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from carspec.core.units import Units


class Bounds(NamedTuple):
    """Smallest and largest possible value of a kind, in a unit of units.json ("" = as stated)."""

    low: float
    high: float
    unit: str


# Wide on purpose: a claim inside them may still be wrong, one outside cannot be meant.
BOUNDS: Mapping[str, Bounds] = {
    "power": Bounds(1, 5_000, "kW"),
    "torque": Bounds(1, 50_000, "Nm"),
    "mass": Bounds(0.01, 100_000, "kg"),
    "length": Bounds(0.1, 100_000, "mm"),
    "distance": Bounds(0.0001, 10_000, "km"),
    "speed": Bounds(1, 1_000, "km/h"),
    "duration": Bounds(0.1, 300_000_000, "s"),
    "consumption": Bounds(0.1, 1_000, "L/100km"),
    "volume": Bounds(0.1, 100_000, "L"),
    "displacement": Bounds(0.1, 100, "L"),
    "energy": Bounds(0.1, 100_000, "kWh"),
    "energy_consumption": Bounds(1, 1_000, "kWh/100km"),
    "money": Bounds(0.01, 1e14, ""),
    "count": Bounds(0, 10_000_000, ""),
}


def within(ends: Sequence[float], unit: str, bounds: Bounds, units: Units) -> bool:
    """Whether all numbers, in a unit ("" = none), lie between the bounds."""
    if not bounds.unit:
        return all(bounds.low <= end <= bounds.high for end in ends)
    low, high = (units.to_si(end, bounds.unit)[0] for end in (bounds.low, bounds.high))
    sizes = [si for end in ends for si in units.to_si(end, unit)]
    return all(low * 0.999 <= size <= high * 1.001 for size in sizes)
