"""Each rule of the deep check fires on a car that is wrong and keeps still on one that is right."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from carspec.core.library import Library
from carspec.core.lint.rules import RULES, lint
from carspec.core.values import Claim, Field, Source
from tests.core.claims import claim, source
from tests.listed_vehicles import ListedVehicles
from tests.output.small_library import FIELDS, SmallLibrary, car

MORE = tuple(
    Field(key, key, "mass", kind, "", None, False, ())
    for key, kind in (
        ("kerb_mass", "mass"),
        ("gross_mass", "mass"),
        ("length", "length"),
        ("width", "length"),
        ("acceleration_0_100_kmh", "duration"),
        ("acceleration_0_60_mph", "duration"),
        ("top_speed", "speed"),
    )
)
KINDS = {field.key: field.kind for field in (*FIELDS, *MORE)}
Said = tuple[str, str, str]


def said(field: str, stated: str, by: str, **more: str | None) -> Claim:
    found = claim(stated, by, KINDS[field], **more)
    return replace(found, key=f"{field}-{stated}-{by}", vehicle="a", field=field)


def library_of(claims: Sequence[Claim], sources: Sequence[Source] = ()) -> Library:
    """A library of one car of 2018; every source is a paper of its own but for those given."""
    known = {key: source(key) for key in dict.fromkeys(one.source for one in claims)}
    fields = {field.key: field for field in (*FIELDS, *MORE)}
    known |= {each.key: each for each in sources}
    return SmallLibrary(ListedVehicles([car("a")]), claims, known, fields=fields)  # type: ignore[return-value]


def fired(claims: Sequence[Said], sources: Sequence[Source] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """The rules that find something in plain statements (field, figure, source), with the claims."""
    found = lint(library_of([said(*one) for one in claims], sources))
    return [(rule.key, tuple(f"{one.value} {one.unit}" for one in suspect.claims)) for rule, suspect in found]


POWER = [("power", "598 PS", "one"), ("power", "598 PS", "two"), ("power", "598 PS", "three")]
PAIRS = {
    "mix-up": (
        [*POWER, ("power", "380 kW", "four"), ("power", "440 kW", "five"), ("power", "598 hp", "five")],
        [*POWER, ("power", "590 hp", "five"), ("power", "440 kW", "five")],
    ),
    "pair": (
        [("mass", "4200 kg", "one"), ("mass", "10000 lb", "one")],
        [("mass", "4200 kg", "one"), ("mass", "9259 lb", "one")],
    ),
    "slip": (
        [("length", "5500 mm", "one"), ("length", "5.5 m", "two"), ("length", "5500 cm", "three")],
        [("length", "5500 mm", "one"), ("length", "5.5 m", "two"), ("length", "550 cm", "three")],
    ),
    "far": (
        [("mass", "4200 kg", "one"), ("mass", "4.2 t", "two"), ("mass", "9000 kg", "three")],
        [("mass", "4200 kg", "one"), ("mass", "4.2 t", "two"), ("mass", "5000 kg", "three")],
    ),
    "copied": (
        [*POWER, ("power", "598 PS", "four"), ("power", "435 PS", "five"), ("power", "435 PS", "six")],
        [*POWER, ("power", "598 PS", "four"), ("power", "435 PS", "five"), ("power", "436 PS", "six")],
    ),
    "order": (
        [("kerb_mass", "9899 lb", "one"), ("gross_mass", "4490 kg", "two")],
        [("kerb_mass", "9799 lb", "one"), ("gross_mass", "4490 kg", "two")],
    ),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_a_rule_fires_on_what_is_wrong_and_on_nothing_else(rule: str) -> None:
    wrong, right = PAIRS[rule]
    assert rule in [key for key, _ in fired(wrong)]
    assert rule not in [key for key, _ in fired(right)]


def test_every_rule_has_its_pair() -> None:
    assert [rule.key for rule in RULES] == [*PAIRS, "date"]


@pytest.mark.parametrize(
    ("claims", "fires"),
    [
        ([("width", "6 m", "one"), ("length", "5.5 m", "one")], True),
        ([("width", "2 m", "one"), ("length", "5.5 m", "one")], False),
        ([("acceleration_0_60_mph", "7.5 s", "one"), ("acceleration_0_100_kmh", "6.9 s", "two")], True),
        ([("acceleration_0_60_mph", "6.9 s", "one"), ("acceleration_0_100_kmh", "6.9 s", "two")], False),
    ],
)
def test_what_must_be_less_is_less(claims: list[Said], fires: bool) -> None:
    assert ("order" in [key for key, _ in fired(claims)]) is fires


@pytest.mark.parametrize(
    ("dates", "fires"),
    [
        ({"published": "2016"}, True),
        ({"published": "2017-11-01"}, False),  # a car may be announced
        ({"published": "2018"}, False),
        ({}, False),
    ],
)
def test_a_page_older_than_the_car(dates: dict[str, str], fires: bool) -> None:
    found = fired([("power", "598 PS", "one")], [source("one", **dates)])
    assert ("date" in [key for key, _ in found]) is fires


def test_a_claim_that_holds_for_a_time_before_the_car() -> None:
    for held, fires in (("2017", True), ("2018-03", False)):
        library = library_of([said("power", "598 PS", "one", valid_at=held)])
        assert ("date" in [rule.key for rule, _ in lint(library)]) is fires


def test_a_copy_by_its_own_word_is_named_though_the_number_is_round() -> None:
    claims = [*POWER, ("power", "300 PS", "four"), ("power", "300 PS", "five")]
    sources = [source("four"), source("five", same_as="four")]
    assert ("copied", ("300 PS", "300 PS")) in fired(claims, sources)
    assert "copied" not in [key for key, _ in fired(claims)]


def test_a_unit_slip_is_not_told_twice() -> None:
    claims = [
        ("top_speed", "160 km/h", "one"),
        ("top_speed", "160 km/h", "two"),
        ("top_speed", "100 km/h", "six"),
    ]
    assert [key for key, _ in fired(claims)] == ["slip"]
    far = [("mass", "4000 kg", "one"), ("mass", "4000 kg", "two"), ("mass", "4000 lb", "three")]
    assert fired(far) == [("slip", ("4000 lb",))]


def test_the_proof_has_the_numbers() -> None:
    claims = [*POWER, ("power", "162 hp", "five"), ("power", "119 kW", "five")]
    found = {rule.key: suspect for rule, suspect in lint(library_of([said(*one) for one in claims]))}
    assert found["pair"].what == "162 hp and 119 kW of one source (five) do not belong together"
    assert found["pair"].proof == "162 hp is 121 kW; as PS it would fit"
    thick = [("width", "10 mm", "one"), ("width", "10 mm", "two"), ("width", "0.4 cm", "three")]
    ((_, slip),) = lint(library_of([said(*one) for one in thick]))
    assert slip.proof == "0.4 in is 10 mm; the figure is 10 mm by 2 of 3 publishers"
