"""Units mean what they say: values, kinds, reciprocal consumption, and nothing that pint would guess."""

import json
import math
from pathlib import Path

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.errors import (
    AmbiguousUnit,
    BrokenDataFile,
    CarspecError,
    KindMismatch,
    NotConvertible,
    UnknownUnit,
)
from carspec.core.units import CANONICAL, MONEY, Units, load_units

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Units:
    return load_units(ROOT / "data/units.json", tmp_path_factory.mktemp("pint"))


@pytest.mark.parametrize(
    ("value", "source", "target", "kind", "expected"),
    [
        (612, "PS", "kW", "power", 450.125235),
        (612, "PS", "hp", "power", 603.6278832),
        (1, "hp", "W", "power", 745.6998716),
        (880, "Nm", "lbft", "torque", 649.0546914),
        (76.5, "kgfm", "Nm", "torque", 750.208725),
        (20000, "lb", "kg", "mass", 9071.8474),
        (20, "quintal", "t", "mass", 2),
        (1, "long_ton", "lb", "mass", 2240),
        (1, "short_ton", "lb", "mass", 2000),
        (250, "km/h", "mph", "speed", 155.3427981),
        (8, "in", "mm", "length", 203.2),
        (469, "cu_in", "L", "displacement", 7.685533016),
        (1, "gal_uk", "L", "volume", 4.54609),
        (1, "gal_us", "L", "volume", 3.785411784),
        (1, "kWh", "MJ", "energy", 3.6),
        (2, "L/km", "L/100km", "consumption", 200),
        (20, "kWh/100km", "mi/kWh", "energy_consumption", 3.106855961),
        (12, "per_month", "per_year", "count", 144),
    ],
)
def test_known_conversions(
    units: Units, value: float, source: str, target: str, kind: str, expected: float
) -> None:
    assert units.convert(value, source, target, kind) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("unit", "factor"), [("mpg_us", 235.2145833), ("mpg_uk", 282.4809363), ("km/L", 100)]
)
def test_distance_per_fuel_is_reciprocal(units: Units, unit: str, factor: float) -> None:
    """T5: more miles per gallon are fewer litres, and twice the miles half the litres."""
    assert units.convert(10, unit, "L/100km", "consumption") == pytest.approx(factor / 10, rel=1e-9)
    assert units.convert(20, unit, "L/100km", "consumption") == pytest.approx(factor / 20, rel=1e-9)
    assert units.convert(factor / 10, "L/100km", unit, "consumption") == pytest.approx(10, rel=1e-9)


def test_zero_distance_per_fuel_is_refused(units: Units) -> None:
    with pytest.raises(NotConvertible, match="mpg"):
        units.convert(0, "mpg_us", "L/100km", "consumption")


def test_torque_is_not_energy(units: Units) -> None:
    """T3: pint converts 900 N·m to 900 J without an error."""
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    assert registry.Quantity(900, "newton * meter").to("joule").magnitude == 900
    for kind in ("torque", "energy"):
        with pytest.raises(KindMismatch):
            units.convert(900, "Nm", "J", kind)
    assert not set(units.allowed("torque")) & set(units.allowed("energy"))


def test_two_horsepowers(units: Units) -> None:
    """T4: the same number in hp is 1.4 % more power than in PS."""
    assert units.convert(1, "hp", "PS", "power") == pytest.approx(1.01386966542)


def test_every_pair_of_a_kind_converts_back(units: Units) -> None:
    for kind in CANONICAL:
        exact = [key for key in units.allowed(kind) if not units.get(key).ambiguous]
        for source in exact:
            for target in exact:
                there = units.convert(123.456, source, target, kind)
                assert units.convert(there, target, source, kind) == pytest.approx(123.456, rel=1e-12)


@given(st.floats(0.001, 1e9), st.sampled_from(["mpg_us", "kg", "km/L", "hp", "L/100km"]))
def test_canonical_values_come_back(units: Units, value: float, key: str) -> None:
    low, high = units.to_si(value, key)
    assert low == high
    assert units.from_si(low, key) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("key", "meanings"), [("ton", ["short_ton", "t", "long_ton"]), ("mpg", ["mpg_us", "mpg_uk"])]
)
def test_ambiguous_units_are_a_range(units: Units, key: str, meanings: list[str]) -> None:
    assert [unit.key for unit in units.readings(key)] == meanings
    low, high = units.to_si(5, key)
    ends = sorted(units.to_si(5, meaning)[0] for meaning in meanings)
    assert (low, high) == (ends[0], ends[-1])
    kind = units.get(key).kinds[0]
    with pytest.raises(AmbiguousUnit):
        units.convert(5, key, meanings[0], kind)
    with pytest.raises(AmbiguousUnit):
        units.convert(5, meanings[0], key, kind)
    with pytest.raises(AmbiguousUnit):
        units.from_si(5, key)


def test_money_stays_in_its_currency(units: Units) -> None:
    assert units.get("EUR").low is None
    assert units.to_si(1500, "RUB") == (1500, 1500)
    assert units.convert(7, "EUR", "EUR", MONEY) == 7
    with pytest.raises(NotConvertible):
        units.convert(7, "EUR", "USD", MONEY)


def test_numbers_without_unit_are_themselves(units: Units) -> None:
    assert units.to_si(7, "") == (7, 7)
    assert units.from_si(7, "") == 7


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kW", "kW"),
        ("hp", "hp"),
        ("ps", "PS"),
        ("lb-ft", "lbft"),
        ("lb ft", "lbft"),
        ("N·m", "Nm"),
        ("Nm", "Nm"),
        ("J", "J"),
        ("L/100 km", "L/100km"),
        ("l/100km", "L/100km"),
        ("mpg (UK)", "mpg_uk"),
        ("mpg uk", "mpg_uk"),
        ("MPH", "mph"),
        ("cm³", "cm3"),
        ("metric horsepower", "PS"),
    ],
)
def test_find_takes_plain_spellings(units: Units, text: str, key: str) -> None:
    assert units.find(text).key == key


def test_find_takes_every_key_symbol_and_name(units: Units) -> None:
    for unit in units.values():
        assert {units.find(text).key for text in (unit.key, unit.symbol, unit.name)} == {unit.key}


@pytest.mark.parametrize("text", ["xyz", "", "  ", "mW", "mJ", "petasiemens"])
def test_find_refuses(units: Units, text: str) -> None:
    with pytest.raises(UnknownUnit):
        units.find(text)


def test_find_within_a_kind(units: Units) -> None:
    with pytest.raises(UnknownUnit, match="known are W, kW, MW, PS, hp"):
        units.find("kg", "power")


def test_unknown_key(units: Units) -> None:
    with pytest.raises(UnknownUnit, match="zoll"):
        units.get("zoll")
    assert "zoll" not in units
    assert len(units) == len(list(units)) == len(units.values())


@pytest.mark.parametrize(
    ("definition", "kinds"),
    [
        ("PS", ["power"]),  # petasiemens
        ("ch", ["power"]),  # centihour
        ("Nm", ["torque"]),  # the textile number
        ("l/100*km", ["consumption"]),  # length to the fourth
        ("foot * pound", ["torque"]),  # mass times length
        ("kilogram", ["mass", "length"]),
        ("no_such_unit", ["power"]),
        ("watt", ["beauty"]),
        ("5", ["power"]),
    ],
)
def test_a_wrong_definition_is_refused(tmp_path: Path, definition: str, kinds: list[str]) -> None:
    """T1, T2: what pint reads without an error must still be a unit of its kind."""
    row = {"key": "u", "kinds": kinds, "symbol": "u", "name": "u", "pint": definition}
    path = tmp_path / "units.json"
    path.write_text(json.dumps({"version": 1, "units": [row]}), "utf-8")
    with pytest.raises(BrokenDataFile):
        load_units(path)


def test_a_useless_cache_does_no_harm(tmp_path: Path, units: Units) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    kept = tmp_path / "kept"
    load_units(ROOT / "data/units.json", kept)
    for file in (path for path in kept.rglob("*") if path.is_file()):
        file.write_bytes(b"")
    for folder in (blocked, blocked / "below", kept):
        assert load_units(ROOT / "data/units.json", folder).values() == units.values()


def test_only_money_needs_no_definition(tmp_path: Path) -> None:
    row = {"key": "u", "kinds": ["power"], "symbol": "u", "name": "u"}
    path = tmp_path / "units.json"
    path.write_text(json.dumps({"version": 1, "units": [row]}), "utf-8")
    with pytest.raises(BrokenDataFile, match="no definition"):
        load_units(path)


def test_units_rebuilt_from_rows_convert_alike(units: Units) -> None:
    again = Units(units.values())
    assert again.convert(612, "PS", "hp", "power") == units.convert(612, "PS", "hp", "power")
    assert again.kinds() == units.kinds()


def test_profiles_name_units_of_their_kind(units: Units) -> None:
    profiles = json.loads((ROOT / "data/profiles.json").read_text("utf-8"))["profiles"]
    fields = json.loads((ROOT / "data/vehicles.json").read_text("utf-8"))["fields"]
    assert [profile["key"] for profile in profiles][:3] == ["metric", "us", "uk"]
    for profile in profiles:
        assert set(CANONICAL) - set(profile["kinds"]) == {"count"}
        for kind, keys in profile["kinds"].items():
            assert keys
            assert set(keys) <= set(units.allowed(kind))
        for field, keys in profile["fields"].items():
            assert set(keys) <= set(units.allowed(fields[field]["kind"]))
        used = [key for keys in (*profile["kinds"].values(), *profile["fields"].values()) for key in keys]
        assert not any(units.get(key).ambiguous for key in used)


def test_every_error_is_one_of_ours() -> None:
    for error in (AmbiguousUnit, BrokenDataFile, KindMismatch, NotConvertible, UnknownUnit):
        assert issubclass(error, CarspecError)


def test_values_are_finite(units: Units) -> None:
    for unit in units.values():
        if unit.low is not None and unit.high is not None:
            assert 0 < unit.low <= unit.high < math.inf
