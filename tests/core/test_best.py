"""The best figures of a row: as each car compared with each other says, in one go."""

import sys
from collections.abc import Mapping
from types import FrameType

from hypothesis import given
from hypothesis import strategies as st

from carspec.core.agreement import agree
from carspec.core.best import best
from carspec.core.values import Reading
from tests.core.claims import claim, field

_STATED = st.sampled_from(["PS", "hp", "kW"]).flatmap(
    lambda unit: st.sampled_from(["598", "600", "610", "612", "600..620", "450"]).map(
        lambda number: f"{number} {unit}"
    )
)


def reading(stated: str, kind: str = "power") -> Reading:
    found = claim(stated, "a", kind).reading
    assert found is not None
    return found


def by_definition(readings: Mapping[str, Reading], sign: int) -> set[str]:
    """Those that no other beats and that beat at least one, by asking each about each other."""

    def margins(key: str) -> list[float]:
        mine = readings[key]
        return [
            0.0 if agree(mine, other) else sign * (mine.si_low + mine.si_high - other.si_low - other.si_high)
            for name, other in readings.items()
            if name != key
        ]

    return {key for key in readings if (found := margins(key)) and min(found) >= 0 and max(found) > 0}


@given(st.lists(_STATED, max_size=8), st.sampled_from(["higher", "lower"]))
def test_the_best_are_those_that_no_other_beats_and_that_beat_one(stated: list[str], better: str) -> None:
    readings = {str(place): reading(text) for place, text in enumerate(stated)}
    sign = 1 if better == "higher" else -1
    assert best(field(better=better), readings) == by_definition(readings, sign)


def test_a_field_without_a_better_side_and_several_currencies_have_no_best() -> None:
    readings = {"a": reading("598 PS"), "b": reading("530 PS")}
    assert best(field(better="higher"), readings) == {"a"}
    assert best(field(better=None), readings) == frozenset()
    prices = {"a": reading("500000 EUR", "money"), "b": reading("600000 USD", "money")}
    assert best(field("money", better="lower"), prices) == frozenset()


def test_a_long_row_is_gone_through_without_comparing_each_car_with_each() -> None:
    readings = {str(number): reading(f"{number} PS") for number in range(1_000, 1_400)}
    compared = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal compared
        compared += event == "call" and frame.f_code is agree.__code__

    sys.setprofile(count)
    try:
        found = best(field(better="higher"), readings)
    finally:
        sys.setprofile(None)
    assert found == by_definition(readings, 1)
    assert 0 < compared < 3 * len(readings)
