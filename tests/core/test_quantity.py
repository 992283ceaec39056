"""Typed quantities: what is certain is converted, what is doubtful is refused with its readings."""

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.errors import (
    AmbiguousUnit,
    CarspecError,
    KindMismatch,
    NotConvertible,
    UnknownUnit,
    UnknownUnitWord,
    UnreadableQuantity,
)
from carspec.core.number_text import read_number
from carspec.core.quantity import Converted, convert_text, parse
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units, load_units

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Units:
    return load_units(ROOT / "data/units.json", tmp_path_factory.mktemp("pint"))


@pytest.fixture(scope="module")
def words() -> UnitWords:
    return UnitWords.load(ROOT / "data/unit_words.json")


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("612 PS", "kW", "450 kW"),
        ("612 PS", "hp", "604 hp"),
        ("598 PS", "hp", "590 hp"),
        ("880 Nm", "lb-ft", "649 lb·ft"),
        ("8 mpg (US)", "L/100km", "29 L/100 km"),
        ("10 L/100 km", "mpg (UK)", "28 mpg (UK)"),
        ("250 km/h", "mph", "155 mph"),
        ("4.2 t", "lb", "9,300 lb"),
        ("20,000 lb", "kg", "9,072 kg"),
        ("about 20,000 lb", "kg", "about 9,100 kg"),
        ("1.234,5 kg", "lb", "2,722 lb"),
        ("12½ in", "in", "12.5 in"),
        ("ca. ४२०० kg", "lb", "about 9,300 lb"),
        ("100 €", "EUR", "100 EUR"),
        ("598 л.с.", "kW", "440 kW"),
        ("٦٠٠ حصان", "kW", "441 kW"),
        ("600 KM", "kW", "441 kW"),
        ("600 km", "mi", "373 mi"),
        ("600cv", "hp", "592 hp"),
        ('20"', "mm", "510 mm"),
        ("450 h", "d", "18.8 d"),
        ("4.4 L", "cm³", "4,400 cm³"),
        ("100 EUR", "EUR", "100 EUR"),
        ("612.0 PS", "PS", "612.0 PS"),
        ("0 kg", "lb", "0 lb"),
    ],
)
def test_converted(units: Units, words: UnitWords, text: str, to: str, expected: str) -> None:
    assert convert_text(text, to, units, words).text == expected


@pytest.mark.parametrize(
    ("text", "to", "error", "said"),
    [
        ("900 N·m", "J", KindMismatch, "unit of torque, J of energy"),
        ("612 PS", "N·m", KindMismatch, "power"),
        ("612", "kW", UnreadableQuantity, "no unit"),
        ("PS", "kW", UnreadableQuantity, "number"),
        ("", "kW", UnreadableQuantity, "number"),
        ("-5 kg", "lb", UnreadableQuantity, "number"),
        ("9" * 400 + " kg", "lb", UnreadableQuantity, "too large"),
        ("612 xyz", "kW", UnknownUnitWord, "W, kW, MW, PS, hp"),
        ("612 kilowats", "PS", UnknownUnitWord, "did you mean kilowatts"),
        ("612 PS", "xyz", UnknownUnit, "W, kW, MW, PS, hp"),
        ("15 Ah", "kWh", UnknownUnitWord, "electric charge"),
        ("3 mW", "kW", UnknownUnitWord, "milliwatt"),
        ("30 mpg", "L/100km", AmbiguousUnit, r"mpg \(US\) are 7.8 L/100 km, 30 mpg \(UK\) are 9.4"),
        (
            "8 tons",
            "kg",
            AmbiguousUnit,
            "8 short tons are 7,300 kg, 8 t are 8,000 kg, 8 long tons are 8,100 kg",
        ),
        ("10 L/100 km", "mpg", AmbiguousUnit, "say which"),
        ("100 EUR", "USD", NotConvertible, "dated exchange rate"),
        ("0 mpg (US)", "L/100km", NotConvertible, "Zero"),
        ("1.234 kg", "lb", UnreadableQuantity, "1.234 or as 1,234"),
        ("1.5.2 kg", "lb", UnreadableQuantity, "no number"),
    ],
)
def test_refused(
    units: Units, words: UnitWords, text: str, to: str, error: type[CarspecError], said: str
) -> None:
    with pytest.raises(error, match=said) as refusal:
        convert_text(text, to, units, words)
    assert str(refusal.value).endswith((".", "?"))


@pytest.mark.parametrize(
    ("typed", "literal"),
    [
        ("612", "612"),
        ("20,000", "20000"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1,23,456", "123456"),
        ("1,234.5", "1234.5"),
        ("6,5", "6.5"),
        ("6.50", "6.50"),
        ("0.454", "0.454"),
        ("0,454", "0.454"),
        (".5", "0.5"),
        ("1234.567", "1234.567"),
        ("1.2345", "1.2345"),
    ],
)
def test_numbers_that_are_certain(typed: str, literal: str) -> None:
    assert read_number(typed) == literal


@pytest.mark.parametrize("typed", ["1.234", "12.345", "123.456", "1,2,3", "1.2.3", "1,23,4", "12,34,5"])
def test_numbers_that_are_not(typed: str) -> None:
    with pytest.raises(UnreadableQuantity):
        read_number(typed)


@given(st.decimals(Decimal("0.1"), Decimal(10**9), places=1))
def test_english_numbers_are_read_back(number: Decimal) -> None:
    for text in (f"{number:,}", f"{number}"):
        assert Decimal(read_number(text)) == number


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 600 PS", "about"),
        ("~600 PS", "about"),
        ("over 600 PS", "over"),
        ("Up to 600 PS", "up_to"),
        ("600 PS", None),
    ],
)
def test_qualifiers(text: str, qualifier: str | None) -> None:
    quantity = parse(text)
    assert (quantity.literal, quantity.word, quantity.qualifier) == ("600", "PS", qualifier)


@given(st.text(max_size=20), st.sampled_from(["kW", "kg", "L/100km", "mpg", "EUR", "zoll"]))
def test_any_text_is_answered_or_refused(units: Units, words: UnitWords, text: str, to: str) -> None:
    with contextlib.suppress(CarspecError):
        assert isinstance(convert_text("612 " + text, to, units, words), Converted)
