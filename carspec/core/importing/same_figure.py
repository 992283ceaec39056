"""A cell that states one figure in several units, "450 kW (612 PS)", as parts with one unit each."""

import re
from collections.abc import Iterator, Sequence

from carspec.core.turns import without_turns
from carspec.core.values import Reading

_WAYS = (re.compile(r"[()\[\];\n]|\s/\s"), re.compile(r"[()\[\];\n/]"))


def parts_with_units(plain: str) -> Iterator[Sequence[str]]:
    """The ways to part the plain text of a cell; each part has letters, of which a unit is to be made."""
    text = without_turns(plain)
    for way in _WAYS:
        parts = [part.strip() for part in way.split(text) if part.strip()]
        if len(parts) > 1 and all(any(map(str.isalpha, part)) for part in parts):
            yield parts


def are_one_figure(readings: Sequence[Reading | None]) -> bool:
    """Whether readings, each in a unit of its own, are one figure but for rounded last digits."""
    units = {reading.unit for reading in readings if reading}
    first = readings[0]
    if first is None or len(units) != len(readings):
        return False
    return all(
        each is not None
        and abs(each.si_low - first.si_low) <= each.tolerance + first.tolerance
        and abs(each.si_high - first.si_high) <= each.tolerance + first.tolerance
        for each in readings
    )
