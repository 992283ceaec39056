"""What holds for any claims: conversion loses nothing, and what does not count never becomes the figure."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.consensus import Settled, settle
from carspec.core.display import shown
from carspec.core.errors import KindMismatch
from carspec.core.values import Claim, Relation, Verdict
from tests.core.claims import UNITS, claim, field, source

MEASURES = {
    "power": ("kW", "PS", "hp"),
    "torque": ("Nm", "kgfm", "lbft"),
    "mass": ("kg", "t", "lb"),
    "length": ("mm", "m", "in", "ft"),
    "speed": ("km/h", "mph"),
    "displacement": ("cm3", "L", "cu in"),
}
"""Words of the sources by kind that mean one unit each."""

numbers = st.tuples(st.integers(10, 99_999), st.integers(0, 3)).map(lambda t: f"{t[0] / 10 ** t[1]:.{t[1]}f}")
pairs = st.sampled_from([(kind, *both) for kind, words in MEASURES.items() for both in product(words, words)])


def settled(claims: Sequence[Claim], kind: str) -> Settled:
    return settle(field(kind), "car", claims, {c.source: source(c.source) for c in claims}, sizes=UNITS.sizes)


def unit_of(word: str, kind: str) -> str:
    reading = claim(f"1 {word}", "a", kind).reading
    assert reading
    return reading.unit


@given(numbers, pairs)
def test_a_round_trip_stays_within_half_the_displayed_step(number: str, pair: tuple[str, str, str]) -> None:
    kind, stated, target = pair
    reading = claim(f"{number} {stated}", "a", kind).reading
    assert reading
    display = shown(reading, unit_of(target, kind), UNITS)
    back = UNITS.convert(float(display.low), display.unit, reading.unit, kind)
    half = 0.5 * 10.0**-display.decimals
    step = abs(UNITS.convert(half, display.unit, reading.unit, kind))
    assert abs(back - float(number)) <= step * (1 + 1e-9) + 1e-12


@given(numbers, pairs)
def test_a_claim_rounded_by_our_rule_never_conflicts_with_its_source(
    number: str, pair: tuple[str, str, str]
) -> None:
    kind, stated, target = pair
    original = claim(f"{number} {stated}", "a", kind)
    assert original.reading
    rounded = shown(original.reading, unit_of(target, kind), UNITS)
    result = settled([original, claim(f"{rounded.low:f} {target}", "b", kind)], kind)
    assert result.figure.verdict in (Verdict.AGREE, Verdict.ECHO)


statements = st.builds(
    lambda number, word, qualifier, status, place: claim(
        f"{number} {word}", f"s{place}", qualifier=qualifier, status=status
    ),
    st.integers(380, 640),
    st.sampled_from(["PS", "kW", "hp", "ch"]),
    st.sampled_from([None, None, None, "about", "over", "up_to", "estimated"]),
    st.sampled_from(["stated", "stated", "estimate", "rumour", "misprint"]),
    st.integers(0, 5),
)
claims = st.lists(statements, min_size=1, max_size=9, unique_by=lambda c: c.key)


@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_any_claims_changes_nothing(stated: list[Claim], random: object) -> None:
    first = settled(stated, "power")
    shuffled = list(stated)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settled(shuffled, "power") == first


@given(claims)
def test_a_misprint_or_rumour_never_becomes_the_figure(stated: list[Claim]) -> None:
    result = settled(stated, "power")
    counting = {c.key for c in stated if c.status in ("stated", "estimate")}
    assert (result.figure.claim is None) == (not counting)
    assert result.figure.claim is None or result.figure.claim in counting
    assert {c.key for c in result.claims if c.relation in (Relation.MISPRINT, Relation.RUMOUR)} == {
        c.key for c in stated
    } - counting


@given(claims)
def test_no_claim_is_altered(stated: list[Claim]) -> None:
    before = {c.key: (c.value, c.unit, c.as_stated, c.reading) for c in stated}
    after = {c.key: (c.value, c.unit, c.as_stated, c.reading) for c in settled(stated, "power").claims}
    assert after == before


def test_no_conversion_crosses_kinds() -> None:
    crossings = 0
    for one, other in product(UNITS.values(), repeat=2):
        for kind in one.kinds:
            if kind not in other.kinds:
                crossings += 1
                with pytest.raises(KindMismatch):
                    UNITS.convert(1.0, one.key, other.key, kind)
    assert crossings > 3_000
