"""The language on the shipped data: words, units of many languages, missing figures, faults in place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.changes import JudgeClaim
from carspec.core.consensus import Judgement
from carspec.core.filter.errors import FilterError
from carspec.core.filter.finder import Finder, Found
from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped


@pytest.fixture(scope="module")
def finder(library: SqliteLibrary) -> Finder:
    return Finder(library)


def keys(found: Found) -> list[str]:
    return [vehicle.key for vehicle in found.vehicles]


def test_a_slip_of_the_keyboard_and_another_script_find_the_same(finder: Finder) -> None:
    found = finder.find("aurus")
    assert {car.make for car in found.vehicles} == {"Aurus"}
    assert keys(found) == keys(finder.find("Аурус")) == keys(finder.find("aurs"))
    assert finder.find("aurs").remarks == ("Nothing is called “aurs”; read as “aurus”.",)
    assert finder.find("mercdes pulman").vehicles
    assert keys(finder.find("xyzzy")) == []


def test_every_unit_that_a_refusal_names_can_be_typed(finder: Finder, library: SqliteLibrary) -> None:
    units = library.units
    fields = [field for field in library.fields.values() if field.numeric and field.kind != "money"]
    assert {"power_to_mass", "footprint", "armour_share"} <= {field.key for field in fields}
    for field in fields:
        for unit in map(units.get, units.allowed(field.kind)):
            if not unit.ambiguous:
                finder.find(f"{field.key} > 3 {unit.symbol}")  # FilterError where it cannot


def test_an_amount_of_money_without_its_currency_is_told_what_is_wanting(finder: Finder) -> None:
    for amount in ("5 crore", "5 million", "500000"):
        with pytest.raises(FilterError, match="write the currency, as in 500,000 EUR"):
            finder.find(f"price > {amount}")


def test_an_empty_text_finds_all(finder: Finder, library: SqliteLibrary) -> None:
    assert keys(finder.find("")) == keys(finder.find(" - ")) == list(library.vehicles)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("power > 500 hp", "power > 500 bhp"),
        ("power > 500 PS", "мощность > 500 л.с."),
        ("power > 500 PS", "Leistung > 500 Pferdestärken"),
        ("power > 500 PS", "puissance > 500 chevaux"),
        ("power > 500 PS", "power > 500 馬力"),
        ("power > 500 PS", "power > 500pk"),
        ("mass < 5 t", "weight < 5 tonnes"),
        ("mass < 5 t", "Gewicht < 5 Tonnen"),
        ("mass < 5 t", "poids < 5000 kg"),
        ("mass < 5.5 t", "масса < 5,5 т"),
        ("mass < 5 t", "MASS<5t"),
        ("0-100 < 7 s", "0–100 km/h < 7 sec"),
        ("0-100 < 7 s", "acceleration_0_100_kmh < 7 Sekunden"),
        ("top_speed >= 250 km/h", "vmax ≥ 250 km/h"),
        ("length > 6 m", "longueur > 6 mètres"),
        ("consumption < 10 L/100 km", "consumption < 10 l/100km"),
        ("consumption > 20 mpg (US)", "consumption < 11.76 L/100 km"),
        ("price < 500,000 EUR", "price < €500,000"),
        ("power_to_mass > 150 PS/t", "power to mass > 150 л.с./т"),
        ("power_to_mass > 150 hp/t", "power to mass > 150 bhp/tonne"),
        ("specific_output > 100 PS/L", "specific output > 100 ch/l"),
        ("torque_to_mass > 200 Nm/t", "torque to mass > 200 N·m/t"),
        ("footprint > 13 m²", "footprint > 13 square metres"),
        ("footprint > 140 sq ft", "footprint > 140 ft²"),
        ("armour_share > 50 %", "armour in the mass > 50 per cent"),
        ("price < 1.5 million USD", "price < $1500000"),
        ("has price aurus", "aurus has price"),
        ("power > 500 hp top speed > 200 km/h aurus", "aurus and top_speed > 200 km/h and power > 500 hp"),
        ("make = Aurus or make = ZIL", "make in (Aurus, ZIL)"),
        ("not aurus power > 500 hp", "power > 500 hp and not aurus"),
        ("rating >= VR9 aurus", "aurus and rating >= VR9"),
        ('length < 225" zil', "zil length < 225 in"),
        ("year in (2018,2019)", "year = 2018 or year = 2019"),
    ],
)
def test_two_ways_to_say_one_thing(finder: Finder, one: str, other: str) -> None:
    assert keys(finder.find(one)) == keys(finder.find(other))


def test_a_missing_figure_fits_neither_a_condition_nor_its_contrary(
    finder: Finder, library: SqliteLibrary
) -> None:
    without = {key for key in library.vehicles if not (f := library.figures(key).get("power")) or not f.claim}
    assert without
    for text in ("power > 400 kW", "not power > 400 kW", "power != 400 kW", "verdict(power) != conflict"):
        assert without.isdisjoint(keys(finder.find(text)))
    assert without == set(keys(finder.find("not has power")))


def test_which_horsepower_was_taken_is_said(finder: Finder) -> None:
    assert finder.find("power > 500 hp").notes == (
        "hp read as mechanical horsepower: 500 hp = 373 kW = 507 PS",
    )
    assert finder.find("power > 500 л.с.").notes == (
        "л.с. read as metric horsepower: 500 PS = 368 kW = 493 hp",
    )
    assert finder.find("power > 400 kW and mass < 5 t").notes == ()
    assert finder.find("length > 20 ft", "metric").notes == ("20 ft = 6,100 mm",)
    assert finder.find("top_speed > 250 km/h", "us").notes == ()


def test_classes_are_compared_inside_one_scheme_only(finder: Finder, library: SqliteLibrary) -> None:
    found = finder.find("rating >= VR9")
    shown = [library.figures(key)["ballistic_rating"] for key in keys(found)]
    values = {library.claim(figure.vehicle, str(figure.claim)).value for figure in shown}
    assert values
    assert all("VR" in value and "VR8" not in value for value in values)
    assert "are not comparable: classes are ordered only inside one scheme" in found.remarks[0]


def test_another_currency_is_left_out_and_said(finder: Finder) -> None:
    assert any("another currency" in remark for remark in finder.find("price < 500000 EUR").remarks)


def test_an_empty_answer_tells_what_excludes_all(finder: Finder) -> None:
    found = finder.find("power > 900 kW rating >= VR9")
    assert not found.vehicles
    by_condition = {way.condition: way for way in found.without}
    assert set(by_condition) == {"power > 900 kW", "rating >= VR9"}
    for way in found.without:
        assert way.count == len(finder.find(way.text).vehicles) > 0
    assert found.nothing.startswith(f"Nothing fits all of it. Without “{found.without[0].condition}”")
    assert finder.find("make = Aurs").remarks == ("No car has “Aurs” as its make; near: Aurus.",)


def test_the_way_back_keeps_brackets_and_words(finder: Finder) -> None:
    found = finder.find("aurus senat (zil or gaz)")
    assert not found.vehicles
    assert [way.text for way in found.without] == ["aurus senat"]
    found = finder.find("guard (aurus or zil) power > 1 kW")
    assert {way.text for way in found.without} == {
        "guard and power > 1 kW",
        "(aurus or zil) and power > 1 kW",
    }


FAULTS = [
    ("pwoer > 4 kW", "pwoer", "did you mean power"),
    ("mass < 400 kW aurus", "kW", "no unit of mass"),
    ("power > 400 and aurus", "", "needs a unit; units are W, kW, MW, PS and hp"),
    ("power > big car", "big", "no number"),
    ("power > 1.234 kW aurus", "kW", "1.234 or as 1,234"),
    ("mass < 5 ton aurus", "ton", "short tons"),
    ("power > 400 kWh aurus", "kWh", "no unit of power"),
    ("bhp > 500 aurus", "bhp", "unit of power, no field"),
    ("5 t < mass", "5 t", "stands first"),
    ("rating between VR7 and BR6 aurus", "VR7 and BR6", "not comparable"),
    ("rating > VPAM 10 aurus", "VPAM 10", "whether a vehicle class or a test level"),
    ("rating > VR8/VR10 aurus", "VR8/VR10", "several classes"),
    ("make > Aurus", ">", "no order"),
    ("power > 400-500 kW aurus", "400-500 kW", "no range"),
    ("power => 5 kW and <> 4", "<>", "name of a field"),
    ("power <=> 5 kW aurus", "<=>", "no relation"),
    ("verdict(power) = foo aurus", "foo", "single, agree, echo, mix-up, conflict"),
    ("verdict(make) = single", "make", "no sources are weighed"),
    ("make in Aurus", "in", "brackets"),
    ("aurus)", ")", "none that was opened"),
    ("or aurus", "or", "condition is wanting"),
    ("(-) or aurus", "-", "condition is wanting"),
    ("> 400 kW", ">", "name of a field"),
    ("power > (400 kW)", "(", "value is wanting"),
    ("make in ()", ")", "value is wanting"),
    ("seats >= 2.5 doors", "2.5 doors", "whole number"),
    ("has nothing_of_it aurus", "nothing_of_it", "no field"),
]


@pytest.mark.parametrize(("text", "place", "said"), FAULTS)
def test_a_fault_is_named_at_its_place(finder: Finder, text: str, place: str, said: str) -> None:
    with pytest.raises(FilterError, match=None) as fault:
        finder.find(text)
    assert said in str(fault.value)
    assert text[fault.value.start : fault.value.end] == place
    assert str(fault.value)[-1] in ".?"


@pytest.mark.parametrize(
    "text",
    ["power", "top spe", "aurus top speed", "power >", "power > 400", "power > 400 k", "power > 400 kW and",
     "(aurus", "make in (", "make in (Aurus", "make in (Aurus,", '"the be', "has", "not", "verdict(",
     "verdict(power", "verdict(power)", "verdict(power) = con", "length between", "length between 5 m",
     "length between 5 m and", "rating >=", "year >= 20"],
)  # fmt: skip
def test_what_is_still_being_typed_is_unfinished(finder: Finder, text: str) -> None:
    with pytest.raises(FilterError) as fault:
        finder.find(text)
    assert fault.value.unfinished


@given(
    st.lists(
        st.sampled_from(
            ["aurus", "power", ">", "<=", "=", "400", "kW", "5 t", "and", "or", "not", "(", ")", "in",
             "between", "has", "verdict(", "VR9", '"', ",", "mass", "0-100", "7 s", "=>", "«", "١٢", "（"]
        ),
        max_size=9,
    ).map(" ".join)
    | st.text(max_size=25)
)  # fmt: skip
def test_any_text_is_understood_or_refused_in_place(finder: Finder, text: str) -> None:
    refused = None
    try:
        finder.find(text)
    except FilterError as fault:
        refused = fault
    assert refused is None or 0 <= refused.start <= refused.end <= len(text)
    assert refused is None or str(refused)[-1] in ".?"


def test_brackets_without_end_are_refused(finder: Finder) -> None:
    with pytest.raises(FilterError, match="inside each other"):
        finder.find("(" * 5000 + "a" + ")" * 5000)
    with pytest.raises(FilterError):
        finder.find("not " * 5000 + "a")


def test_no_name_of_a_field_is_a_unit_word(library: SqliteLibrary) -> None:
    for words in library.field_words.values():
        for word in words:
            assert library.unit_words.kinds(word) == () or word.islower(), word


def test_a_changed_figure_changes_what_fits(shipped: Shipped, tmp_path: Path) -> None:
    library = open_library(tmp_path, shipped).library
    finder, car = Finder(library), "aurus-senat-limousine-l700"
    assert car in keys(finder.find("power = 598 PS"))
    rival = next(claim for claim in library.claims(car, "power") if claim.value == "850")
    library.apply(JudgeClaim(car, rival.key, Judgement(rank=1)))
    assert car not in keys(finder.find("power = 598 PS"))
    assert car in keys(finder.find("power > 800 PS"))
    library.close()
