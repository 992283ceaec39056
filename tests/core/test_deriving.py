"""Computed figures: their interval holds every result, their digits follow the inputs, their gaps say why."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.derived import FORMULAS, Operation, catalogue
from carspec.core.deriving import FLIPPED, Known, NotComputed, combined, derive, interval, significant
from carspec.core.display import shown, spread_shown
from carspec.core.units import CANONICAL
from carspec.core.values import Claim, Figure, MissingReason, Reading, Vehicle, Verdict
from tests.core.claims import UNITS, claim

KINDS = {"system_power": "power", "kerb_mass": "mass", "width": "length", "armour_mass": "mass"}
positive = st.floats(0.01, 1e6)
intervals = st.tuples(positive, positive).map(lambda ends: (min(ends), max(ends)))
places = st.floats(0, 1)
RESULTS = {
    Operation.QUOTIENT: lambda a, b: a / b,
    Operation.PRODUCT: lambda a, b: a * b,
    Operation.DIFFERENCE: lambda a, b: a - b,
}


def figure(field: str, stated: str, **more: str) -> Figure:
    """The figure of a lone claim such as figure("mass", "6.5 t")."""
    one: Claim = claim(stated, "paper", KINDS.get(field, field), **more)
    assert one.reading is not None
    spread = one.reading.si_low, one.reading.si_high
    return Figure(
        *("car", field, one.key, Verdict.SINGLE, 1, 1, spread, None, ()),
        reading=one.reading,
        qualifier=one.qualifier,
    )


def car(key: str = "car", /, armoured: bool = True, **stated: str | Figure) -> Known:
    vehicle = Vehicle(key, "Maker", key, None, 2018, None, None, None, armoured, None, None, 9)
    made = {f: figure(f, said) if isinstance(said, str) else said for f, said in stated.items()}
    return Known(vehicle, {f: replace(one, vehicle=key) for f, one in made.items()})


def told(key: str, known: Known, base: Known | None = None, unit: str | None = None) -> str:
    """The computed figure in a unit, or why there is none."""
    found = derive(FORMULAS[key], known, base, UNITS)
    if found.missing is not None:
        return found.missing.text
    assert found.reading is not None
    number = shown(found.reading, unit, UNITS)
    return f"{number.eye('en', FORMULAS[key].field.kind)} {UNITS.get(number.unit).symbol}"


@given(st.sampled_from(Operation), intervals, intervals, places, places)
def test_the_interval_holds_every_result_and_its_ends_are_results(
    operation: Operation, first: tuple[float, float], second: tuple[float, float], one: float, other: float
) -> None:
    low, high = interval(operation, first, second)
    result = RESULTS[operation]
    a = min(first[1], first[0] + one * (first[1] - first[0]))
    b = min(second[1], second[0] + other * (second[1] - second[0]))
    assert low <= result(a, b) <= high
    corners = [result(x, y) for x, y in product(first, second)]
    assert (low, high) == (min(corners), max(corners))


@given(st.sampled_from(Operation), intervals, intervals, intervals)
def test_a_wider_input_never_gives_a_narrower_result(
    operation: Operation,
    first: tuple[float, float],
    second: tuple[float, float],
    more: tuple[float, float],
) -> None:
    wide = min(first[0], more[0]), max(first[1], more[1])
    low, high = interval(operation, first, second)
    lower, higher = interval(operation, wide, second)
    assert lower <= low <= high <= higher


@given(
    st.integers(100, 999), st.sampled_from(("PS", "kW", "hp")), st.decimals("1.0", "9.9", places=1),
    st.sampled_from(("PS/t", "kW/t", "hp/t", "hp/short_ton")),
)  # fmt: skip
def test_what_is_shown_is_the_exact_result_within_half_its_step(
    power: int, word: str, mass: object, unit: str
) -> None:
    known = car(power=f"{power} {word}", mass=f"{mass} t")
    found = derive(FORMULAS["power_to_mass"], known, None, UNITS)
    assert found.reading is not None
    number = shown(found.reading, unit, UNITS)
    exact = UNITS.from_si(UNITS.to_si(power, word)[0] / (float(str(mass)) * 1000), unit)
    step = max(10.0 ** int(number.low.as_tuple().exponent), 10.0**-found.reading.decimals)
    assert abs(float(number.low) - exact) <= step / 2 * (1 + 1e-9)
    assert abs(float(number.low) - exact) <= exact / 20  # never under two significant figures


@pytest.mark.parametrize(
    ("key", "stated", "unit", "expected"),
    [
        ("power_to_mass", {"power": "598 PS", "mass": "6500 kg"}, "PS/t", "92.0 PS/t"),
        ("power_to_mass", {"power": "598 PS", "mass": "6.5 t"}, "PS/t", "92 PS/t"),
        ("power_to_mass", {"power": "612 PS", "mass": "4200 kg"}, "PS/t", "146 PS/t"),
        ("power_to_mass", {"power": "612 PS", "mass": "4.2 t"}, "PS/t", "146 PS/t"),
        ("specific_output", {"power": "598 PS", "displacement": "4.4 L"}, "PS/L", "136 PS/L"),
        ("power_to_mass", {"power": "400 PS", "kerb_mass": "4.20 t", "mass": "9 t"}, "PS/t", "95.2 PS/t"),
        ("power_to_mass", {"power": "300 PS", "system_power": "455 PS", "mass": "2.5 t"}, "PS/t", "180 PS/t"),
        ("power_to_mass", {"system_power": "544 PS", "mass": "4.0..4.2 t"}, "PS/t", "130–136 PS/t"),
        ("power_to_mass", {"power": "400 PS", "mass": "10 tons"}, "PS/t", "39–44 PS/t"),
        ("specific_output", {"power": "450 kW", "displacement": "5980 cm³"}, "PS/L", "102 PS/L"),
        ("torque_to_mass", {"torque": "880 Nm", "mass": "6.50 t"}, "Nm/t", "135 N·m/t"),
        ("footprint", {"length": "6630 mm", "width": "2000 mm"}, "m2", "13.26 m²"),
        ("armour_share", {"armour_mass": "1.5 t", "mass": "4500 kg"}, "%", "33 %"),
    ],
)  # fmt: skip
def test_figures_with_the_digits_of_their_coarsest_input(
    key: str, stated: dict[str, str], unit: str, expected: str
) -> None:
    assert told(key, car("car", True, **stated), unit=unit) == expected


def test_a_part_that_would_weigh_as_much_as_the_car_is_no_share() -> None:
    for armour in ("7000 lb", "3.2 t"):
        told_why = told("armour_share", car(armour_mass=armour, mass="3175 kg"))
        assert told_why == "armour mass is not below mass"


def test_the_span_of_the_claims_is_as_fine_as_the_result_and_holds_it() -> None:
    mass = replace(figure("mass", "3.5 t"), spread=(3500.0, 3600.0), verdict=Verdict.CONFLICT)
    found = derive(FORMULAS["torque_to_mass"], car(torque="625 Nm", mass=mass), None, UNITS)
    assert found.reading is not None
    assert found.spread is not None
    wide = spread_shown(found.spread, found.reading, None, UNITS, computed=True)
    assert shown(found.reading, None, UNITS).low == wide.high == 180
    assert wide.low == 170


def test_the_gross_mass_is_never_the_mass_of_the_car() -> None:
    gross = figure("mass", "8000 kg")
    known = car(power="598 PS", torque="880 Nm", gross_mass=replace(gross, field="gross_mass"))
    for key in ("power_to_mass", "torque_to_mass"):
        assert told(key, known) == "mass missing (no claim in the data)"


def test_mass_over_the_base_car_is_the_exact_difference() -> None:
    base = car("ZIS 110", armoured=False, mass="2575 kg")
    assert told("mass_over_base", car(mass="4.2 t"), base) == "1,625 kg"
    lighter = told("mass_over_base", car(mass="2.5 t"), base)
    assert lighter == "-75 kg".replace("-", "−")


def test_without_a_sound_base_car_the_gap_says_why() -> None:
    heavy = car(mass="4.2 t")
    assert told("mass_over_base", heavy) == "no base car is linked to it in the data"
    armoured = car("Guard", mass="4500 kg")
    assert told("mass_over_base", heavy, armoured) == "its base car Maker Guard is armoured itself"
    unknown = car("ZIL 4104", armoured=False)
    assert told("mass_over_base", heavy, unknown) == (
        "mass of the base car Maker ZIL 4104 missing (no claim in the data)"
    )
    found = derive(FORMULAS["mass_over_base"], heavy, unknown, UNITS)
    assert found.missing
    assert (found.missing.reason, found.inputs) == (MissingReason.NOT_COMPUTED, (("car", "mass"),))


def test_the_spread_is_that_of_the_inputs_where_sources_differ() -> None:
    power = replace(figure("power", "600 kW"), verdict=Verdict.CONFLICT, spread=(500e3, 700e3))
    agreed = replace(figure("mass", "5 t"), verdict=Verdict.ECHO, spread=(4900.0, 5000.0))
    found = derive(FORMULAS["power_to_mass"], car(power=power, mass=agreed), None, UNITS)
    assert found.spread == (500e3 / 5000, 700e3 / 4900)
    quiet = derive(FORMULAS["power_to_mass"], car(power="600 kW", mass=agreed), None, UNITS)
    assert quiet.spread is None


@pytest.mark.parametrize(
    ("first", "second", "quotient", "multiplied"),
    [
        (None, None, None, None),
        ("about", None, "about", "about"),
        ("about", "planned", "planned", "planned"),
        ("over", None, "over", "over"),
        (None, "over", "under", "over"),
        ("over", "about", "over", "over"),
        ("over", "up_to", "at_least", "open"),
        ("over", "at_least", "open", "at_least"),
        ("limited", None, None, None),
    ],
)
def test_what_a_bound_on_an_input_says_of_the_result(
    first: str | None, second: str | None, quotient: str | None, multiplied: str | None
) -> None:
    for operation, expected in ((Operation.QUOTIENT, quotient), (Operation.PRODUCT, multiplied)):
        if expected == "open":
            with pytest.raises(NotComputed, match="leave it open"):
                combined(operation, first, second)
        else:
            assert combined(operation, first, second) == expected


def test_a_bound_flipped_twice_is_the_bound() -> None:
    assert all(FLIPPED[FLIPPED[word]] == word for word in FLIPPED)


@given(st.integers(100, 999), st.decimals("1.0", "9.9", places=1))
def test_rounding_moves_a_result_less_than_the_last_digit_of_a_coarse_input(power: int, mass: object) -> None:
    found = derive(FORMULAS["power_to_mass"], car(power=f"{power} PS", mass=f"{mass} t"), None, UNITS)
    assert found.reading is not None
    tonnes = float(str(mass))
    assert abs(found.reading.low - power / tonnes) <= power / tonnes * 0.1 / tonnes


@pytest.mark.parametrize(
    ("stated", "digits"), [("598 PS", 3), ("600 PS", 3), ("6.5 t", 2), ("0.05 t", 1), ("9.5..10.5 t", 2)]
)
def test_significant_figures_are_those_of_the_source(stated: str, digits: int) -> None:
    kind = "power" if stated.endswith("PS") else "mass"
    reading = figure(kind, stated).reading
    assert isinstance(reading, Reading)
    assert significant(reading) == digits


def test_the_table_of_formulas_is_sound() -> None:
    for key, formula in FORMULAS.items():
        field = formula.field
        assert (field.key, field.computed, field.many) == (key, True, False)
        assert field.kind in UNITS.get(formula.unit).kinds
        assert field.kind in CANONICAL
        assert all("gross" not in name for part in formula.inputs for name in part.fields)


def test_a_formula_stands_behind_its_place_or_is_left_out() -> None:
    torque = FORMULAS["power_to_mass"].field
    stated = [replace(torque, key=key, formula=None) for key in ("power", "torque", "gears", "width")]
    assert list(catalogue(stated)) == [
        "power", "torque", "power_to_mass", "specific_output", "torque_to_mass", "gears",
        "width", "footprint",
    ]  # fmt: skip
