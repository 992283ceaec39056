"""The size a figure of each field may have at most and at least, so that a slip of the keyboard is seen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from carspec.core.units import Units


class Bounds(NamedTuple):
    """Smallest and largest possible value of a kind or a field, in a unit of units.json ("" = as stated)."""

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


# What holds for a kind lets a car weigh 4.2 kg; these fields are of cars, from the smallest to the largest.
FIELD_BOUNDS: Mapping[str, Bounds] = {
    "mass": Bounds(50, 100_000, "kg"),
    "kerb_mass": Bounds(50, 100_000, "kg"),
    "gross_mass": Bounds(50, 100_000, "kg"),
    "length": Bounds(1_000, 40_000, "mm"),
    "width": Bounds(500, 5_000, "mm"),
    "height": Bounds(400, 6_000, "mm"),
    "wheelbase": Bounds(700, 20_000, "mm"),
    "ground_clearance": Bounds(10, 1_500, "mm"),
    "wheel_diameter": Bounds(150, 1_500, "mm"),
    "glass_thickness": Bounds(1, 1_000, "mm"),
    "door_thickness": Bounds(1, 1_000, "mm"),
    "torque": Bounds(5, 50_000, "Nm"),
    "top_speed": Bounds(5, 1_300, "km/h"),
    "acceleration_0_100_kmh": Bounds(0.5, 600, "s"),
    "acceleration_0_60_mph": Bounds(0.5, 600, "s"),
    "range": Bounds(1.5, 5_000, "km"),
    "fuel_tank": Bounds(1, 5_000, "L"),
    "boot_volume": Bounds(5, 100_000, "L"),
    "seats": Bounds(0, 300, ""),
    "doors": Bounds(0, 30, ""),
    "gears": Bounds(0, 40, ""),
}


def bounds_of(field: str, kind: str) -> Bounds | None:
    """The bounds of a field of that key, or else of its kind; None where it has none, as a year or a text."""
    return FIELD_BOUNDS.get(field) or BOUNDS.get(kind)


def within(ends: Sequence[float], unit: str, bounds: Bounds, units: Units) -> bool:
    """Whether all numbers, in a unit ("" = none), lie between the bounds."""
    if not bounds.unit:
        return all(bounds.low <= end <= bounds.high for end in ends)
    low, high = (units.to_si(end, bounds.unit)[0] for end in (bounds.low, bounds.high))
    sizes = [si for end in ends for si in units.to_si(end, unit)]
    return all(low * 0.999 <= size <= high * 1.001 for size in sizes)
