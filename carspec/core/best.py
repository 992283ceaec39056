"""Which cars of a row have the best figure: those that no other beats, where they beat at least one."""

from collections.abc import Mapping
from itertools import islice

from carspec.core.agreement import agree
from carspec.core.units import MONEY
from carspec.core.values import Field, Reading


def best(field: Field, readings: Mapping[str, Reading]) -> frozenset[str]:
    """The keys of the cars with the best of these readings of a field, which are no mere bounds.

    A reading beats another where it lies on the better side of it and does not agree with it. None is the
    best of a field without a better side, nor among prices in several currencies. Many cars share few
    readings, and most are beaten by the first that is asked, so that 50,000 cars are gone through once.
    """
    different = list(dict.fromkeys(readings.values()))
    if field.better is None or not field.numeric:
        return frozenset()
    if field.kind == MONEY and len({reading.unit for reading in different}) > 1:
        return frozenset()
    different.sort(key=_middle, reverse=field.better == "higher")
    count = len(different)
    winners = {
        reading
        for place, reading in enumerate(different)
        if not any(_beats(better, reading) for better in islice(different, place))
        and any(_beats(reading, worse) for worse in islice(reversed(different), count - place - 1))
    }
    return frozenset(key for key, reading in readings.items() if reading in winners)


def _beats(reading: Reading, behind: Reading) -> bool:
    """Whether a reading beats one that stands behind it in the order."""
    return _middle(reading) != _middle(behind) and not agree(reading, behind)


def _middle(reading: Reading) -> float:
    return (reading.si_low + reading.si_high) / 2
