"""Fair comparison: each rule has a pair of cars that it tells apart and one that it leaves alone."""

from collections.abc import Sequence

import pytest
from msgspec import Struct
from msgspec.structs import replace

from carspec.core.derived import catalogue
from carspec.core.fairness import RULES, Note, notes
from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.core.values import Field, Vehicle
from carspec.store.library import SqliteLibrary
from tests.core.claims import claim, source
from tests.listed_vehicles import ListedVehicles
from tests.output.small_library import SmallLibrary, car

KINDS = {
    "power": "power", "system_power": "power", "torque": "torque", "displacement": "displacement",
    "top_speed": "speed", "acceleration_0_100_kmh": "duration", "acceleration_0_60_mph": "duration",
    "mass": "mass", "kerb_mass": "mass", "gross_mass": "mass", "fuel_consumption": "consumption",
    "price": "money", "fleet_size": "count", "ballistic_rating": "rating", "length": "length",
}  # fmt: skip
GROUPS = {
    "top_speed": "performance", "acceleration_0_100_kmh": "performance", "mass": "mass", "price": "price",
    "fuel_consumption": "economy", "kerb_mass": "mass",
}  # fmt: skip
FIELDS = catalogue(
    Field(key, key.replace("_", " ").capitalize(), GROUPS.get(key, "other"), kind, "", None, False, ())
    for key, kind in KINDS.items()
)


class Said(Struct, frozen=True):
    """A claim: field, value with unit, and what stands beside it."""

    field: str
    stated: str
    qualifier: str | None = None
    condition: str | None = None
    valid_at: str | None = None
    status: str = "stated"
    scope: str | None = None


def judged(row: str, cars: Sequence[Vehicle], *said: Sequence[Said]) -> tuple[Note, ...]:
    """The notes on a row of cars of which the given claims are all that is known."""
    claims = []
    for vehicle, ones in zip(cars, said, strict=True):
        for place, one in enumerate(ones):
            made = claim(
                one.stated, "paper", KINDS[one.field], qualifier=one.qualifier, scope=one.scope,
                status=one.status, valid_at=one.valid_at,
            )  # fmt: skip
            claims.append(
                replace(
                    *(made,),
                    key=f"{vehicle.key}-{one.field}-{place}",
                    vehicle=vehicle.key,
                    field=one.field,
                    condition=one.condition,
                )
            )
    library = SmallLibrary(ListedVehicles(cars), claims, {"paper": source("paper")}, fields=FIELDS)
    return notes(library, FIELDS[row], cars)  # type: ignore[arg-type]  # nothing is changed in it


ONE, OTHER = car("one", "Maker One"), car("other", "Maker Other")
BARE = replace(OTHER, armoured=False)
OLD = replace(OTHER, year_from=1960, make="Cadillac")
BUILT_ON = replace(ONE, base_vehicle_key="other")
UNSAID = replace(OTHER, armoured=None)
SPEED, LIMITED = Said("top_speed", "210 km/h"), Said("top_speed", "210 km/h", "limited")
EURO_20, EURO_24 = (Said("price", "500000 EUR", valid_at=day) for day in ("2020-05-01", "2024-05-01"))
KERB, TONNES, TONS = Said("kerb_mass", "4200 kg"), Said("mass", "4.2 t"), Said("mass", "4 tons")
POWER = Said("power", "400 PS")

PAIRS: tuple[tuple[str, str, tuple[Vehicle, Vehicle], tuple[Said, ...], tuple[Said, ...]], ...] = (
    *(
        (rule, row, (ONE, OTHER), first, second)
        for rule, row, first, second in (
            ("sprint", "acceleration_0_100_kmh", (Said("acceleration_0_100_kmh", "7 s"),), (
                Said("acceleration_0_60_mph", "6.5 s"),)),
            ("limited", "top_speed", (LIMITED,), (SPEED,)),
            ("limited", "top_speed", (replace(SPEED, condition="limited by the tyres"),), (SPEED,)),
            ("mass_type", "mass", (TONNES,), (KERB,)),
            ("mass_type", "kerb_mass", (KERB,), (Said("gross_mass", "5 t"),)),
            ("mass_input", "power_to_mass", (POWER, TONNES), (POWER, KERB)),
            ("drive", "power", (POWER,), (Said("system_power", "544 PS"),)),
            ("drive_input", "power_to_mass", (POWER, KERB), (Said("system_power", "544 PS"), KERB)),
            ("ambiguous_unit", "mass", (TONS,), (TONNES,)),
            ("ambiguous_unit", "power_to_mass", (POWER, TONS), (POWER, TONNES)),
            ("sae_gross", "power", (replace(POWER, condition="SAE gross"),), (POWER,)),
            ("cycle", "fuel_consumption", (Said("fuel_consumption", "15 L/100km", condition="WLTP"),), (
                Said("fuel_consumption", "14 L/100km"),)),
            ("condition", "price", (replace(EURO_20, condition="with VAT"),), (EURO_20,)),
            ("currency", "price", (EURO_20,), (Said("price", "500000 USD", valid_at="2020-05-01"),)),
            ("price_year", "price", (EURO_20,), (EURO_24,)),
            ("date", "fleet_size", (Said("fleet_size", "4", valid_at="2009"),), (
                Said("fleet_size", "4", valid_at="2020-01"),)),
            ("bound", "mass", (replace(TONNES, qualifier="over"),), (TONNES,)),
            ("estimate", "power", (replace(POWER, status="estimate"),), (POWER,)),
            ("estimate", "power", (replace(POWER, qualifier="planned"),), (POWER,)),
            ("rating_scheme", "ballistic_rating", (Said("ballistic_rating", "VR10"),), (
                Said("ballistic_rating", "BR6"),)),
            ("rating_area", "ballistic_rating", (Said("ballistic_rating", "VR9"),), (
                Said("ballistic_rating", "VR9", scope="glazing"),)),
        )
    ),
    ("armoured", "top_speed", (ONE, BARE), (SPEED,), (SPEED,)),
    ("armoured", "mass", (BUILT_ON, UNSAID), (TONNES,), (TONNES,)),
    ("sae_gross", "power", (ONE, OLD), (POWER,), (POWER,)),
    ("built", "fuel_consumption", (ONE, OLD), (Said("fuel_consumption", "15 L/100km"),), (
        Said("fuel_consumption", "25 L/100km"),)),
)  # fmt: skip

ALIKE = (
    ("sprint", "acceleration_0_100_kmh", (Said("acceleration_0_100_kmh", "7 s"),)),
    ("limited", "top_speed", (LIMITED,)),
    ("mass_type", "mass", (TONNES, KERB)),
    ("mass_input", "power_to_mass", (POWER, KERB)),
    ("drive", "power", (POWER, Said("system_power", "544 PS"))),
    ("drive_input", "power_to_mass", (POWER, KERB)),
    ("ambiguous_unit", "mass", (TONNES,)),
    ("sae_gross", "power", (replace(POWER, condition="SAE gross"),)),
    ("cycle", "fuel_consumption", (Said("fuel_consumption", "15 L/100km", condition="WLTP"),)),
    ("condition", "price", (replace(EURO_20, condition="with VAT"),)),
    ("currency", "price", (EURO_20,)),
    ("price_year", "price", (EURO_24,)),
    ("date", "fleet_size", (Said("fleet_size", "4", valid_at="2018"),)),
    ("armoured", "top_speed", (SPEED,)),
    ("built", "fuel_consumption", (Said("fuel_consumption", "15 L/100km"),)),
    ("bound", "mass", (replace(TONNES, qualifier="over"),)),
    ("estimate", "power", (replace(POWER, status="estimate"),)),
    ("rating_scheme", "ballistic_rating", (Said("ballistic_rating", "VR10"),)),
    ("rating_area", "ballistic_rating", (Said("ballistic_rating", "VR9"),)),
)


@pytest.mark.parametrize(("rule", "row", "cars", "first", "second"), PAIRS)
def test_each_rule_fires_whichever_car_comes_first(
    rule: str,
    row: str,
    cars: tuple[Vehicle, Vehicle],
    first: tuple[Said, ...],
    second: tuple[Said, ...],
) -> None:
    there = {note.rule: note for note in judged(row, cars, first, second)}
    back = {note.rule: note for note in judged(row, cars[::-1], second, first)}
    assert rule in there
    assert rule in back
    note = there[rule]
    assert set(note.vehicles) <= {one.key for one in cars}
    assert note.vehicles
    assert all(one.title in note.sentence for one in cars if one.key in note.vehicles)


@pytest.mark.parametrize(("rule", "row", "said"), ALIKE)
def test_no_rule_fires_where_the_conditions_are_the_same(rule: str, row: str, said: tuple[Said, ...]) -> None:
    assert judged(row, (ONE, OTHER), said, said) == ()


def test_every_rule_has_its_pairs() -> None:
    keys = [rule.key for rule in RULES]
    assert len(set(keys)) == len(keys)
    assert {pair[0] for pair in PAIRS} == {pair[0] for pair in ALIKE} == set(keys)


def test_a_gap_and_a_lone_car_are_never_unfair() -> None:
    assert judged("top_speed", (ONE, BARE), (LIMITED,), ()) == ()
    assert judged("top_speed", (ONE,), (LIMITED,)) == ()


def test_dates_that_lie_near_each_other_are_no_note() -> None:
    near = [(Said("fleet_size", "4", valid_at=year),) for year in ("2018", "2021")]
    assert judged("fleet_size", (ONE, OTHER), *near) == ()


def test_an_american_car_of_1972_states_net_power() -> None:
    assert judged("power", (ONE, replace(OLD, year_from=1972)), (POWER,), (POWER,)) == ()


def test_the_notes_of_real_rows(library: SqliteLibrary) -> None:
    cars = (*Query().vehicles, "bmw-i7-protection-g73", "zil-41047")
    sheet = build(library, Query(vehicles=cars))
    found = {row.field.key: {note.rule for note in sheet.notes(row.field)} for row in sheet.rows}
    assert {"limited", "armoured"} <= found["top_speed"]
    assert "drive" in found["power"]
    assert {"mass_input", "drive_input"} <= found["power_to_mass"]
    assert "currency" in found["price"]
    assert "rating_scheme" not in found["power"]
    limited = next(note for note in sheet.notes(library.fields["top_speed"]) if note.rule == "limited")
    assert "bmw-i7-protection-g73" in limited.vehicles
    assert "cadillac-one-2018-beast" not in limited.vehicles
