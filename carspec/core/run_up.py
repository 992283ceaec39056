"""To which speed a time of acceleration is said to hold, so that 0-60 mph is never taken for 0-100 km/h."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from carspec.core.units import Units


class RunUp(NamedTuple):
    """The speed in which the acceleration of a field ends, and its unit."""

    speed: float
    unit: str

    def is_said(self, speeds: Sequence[float], units: Units) -> bool:
        """Whether one speed, in metres per second, is this one: 62 mph for 100 km/h, 97 km/h for 60 mph."""
        aim = units.to_si(self.speed, self.unit)[0]
        return len(speeds) == 1 and abs(speeds[0] / aim - 1) < 0.01

    def __str__(self) -> str:
        return f"0-{self.speed:g} {self.unit}"


RUN_UPS: Mapping[str, RunUp] = {
    "acceleration_0_100_kmh": RunUp(100, "km/h"),
    "acceleration_0_60_mph": RunUp(60, "mph"),
}
