"""Figures read from text: right where it is certain, refused where not; the shipped claims as well."""

import contextlib
import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.errors import AmbiguousUnit, CarspecError, UnknownUnitWord, UnreadableQuantity
from carspec.core.quantity_text import QuantityReader, Read
from carspec.core.unit_words import UnitWords
from carspec.core.units import load_units
from carspec.core.values import Field

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "reference" / "quantities.tsv"
SPELLINGS = list(
    csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)
"""How car pages of thirty languages print figures; the answers were written before the reader was asked."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> QuantityReader:
    units = load_units(ROOT / "data/units.json", tmp_path_factory.mktemp("pint"))
    return QuantityReader(units, UnitWords.load(ROOT / "data/unit_words.json"))


@pytest.mark.parametrize(
    ("text", "kind", "language", "numbers", "unit", "qualifier"),
    [
        ("598 л.с.", "power", "ru", "598", "PS", None),
        ("598 л. с.", "power", None, "598", "PS", None),
        ("possante motor de 220 HP", "power", "pt", "220", "hp", None),
        ("V8 450 PS", "power", "de", "450", "PS", None),
        ("155 horsepower @ 3000 rpm", "power", "en", "155", "hp", None),
        ("368 kW bei 5.250 U/min", "power", "de", "368", "kW", None),
        ("600 hevosvoimaa", "power", "fi", "600", "PS", None),
        ("600 แรงม้า", "power", "th", "600", "PS", None),
        ("600 к.с.", "power", "bg", "600", "PS", None),
        ("500+ hp", "power", None, "500", "hp", "at_least"),
        ("1.234 Nm", "torque", "fr", "1234", "Nm", None),
        ("4,2 t", "mass", None, "4.2", "t", None),
        ("weighs over 5 t", "mass", "en", "5", "t", "over"),
        ("knapp 5,3 Tonnen", "mass", "de", "5.3", "t", "under"),
        ("не более 5 т", "mass", "ru", "5", "t", "up_to"),
        ("5.5-6 t", "mass", None, "5.5 6", "t", None),
        ("5–7 t", "mass", None, "5 7", "t", None),
        ("5 to 7 t", "mass", None, "5 7", "t", None),
        ("von 5 bis 7 t", "mass", "de", "5 7", "t", None),
        ("от 5 до 7 тонн", "mass", "ru", "5 7", "t", None),
        ("between 5 and 7 t", "mass", "en", "5 7", "t", None),
        ("3.5 t to 4 t", "mass", None, "3.5 4", "t", None),
        ("4 tonnia", "mass", "fi", "4", "t", None),
        ("4 טון", "mass", "he", "4", "t", None),
        ("2 mil quilos", "mass", "pt", "2", "t", None),
        ("0-100 km/h in 4,2 s", "duration", "de", "4.2", "s", None),
        ("240 km/t", "speed", "no", "240", "km/h", None),
        ("1-1/8-inch thick 9-ply glass", "length", "en", "1.125", "in", None),
        ("6.8-litre V12", "displacement", "en", "6.8", "L", None),
        ("600万円", "money", "ja", "6000000", "JPY", None),
        ("1億5000万円", "money", "ja", "150000000", "JPY", None),
        ("2억4천만원", "money", "ko", "240000000", "KRW", None),
        ("₹12 crore", "money", None, "120000000", "INR", None),
        ("5 lakh INR", "money", None, "500000", "INR", None),
        ("6 crore 5 lakh PKR", "money", None, "60500000", "PKR", None),
        ("1,5 Mio. Euro", "money", "de", "1500000", "EUR", None),
        ("$1.5m", "money", None, "1500000", "USD", None),
        ("£1.2bn", "money", None, "1200000000", "GBP", None),
        ("8 тыс. долларов", "money", "ru", "8000", "USD", None),
        ("3 mila euro", "money", "it", "3000", "EUR", None),
        ("300 de milioane de dolari", "money", "ro", "300000000", "USD", None),
        ("price tag of about €200,000", "money", "en", "200000", "EUR", "about"),
        ("$500,000", "money", "en-AU", "500000", "AUD", None),
        ("$1–1.5 million", "money", "en-US", "1000000 1500000", "USD", None),
        ("2018年8月", "year", "ja", "2018", "", None),
        ("整車重達7.2噸", "mass", "zh", "7.2", "t", None),
        ("до 1967 года", "year", "ru", "1967", "", None),
        ("23 units", "count", "en", "23", "", None),
        ("200 a year", "count", "en", "200", "per_year", None),
    ],
)
def test_read(
    reader: QuantityReader,
    text: str,
    kind: str,
    language: str | None,
    numbers: str,
    unit: str,
    qualifier: str | None,
) -> None:
    expected = Read(tuple(numbers.split()), unit, kind, qualifier)
    assert _without_words(reader.read(text, kind, language)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "language", "error", "said"),
    [
        ("four tonnes", "mass", "en", UnreadableQuantity, "no number in digits"),
        ("612", "power", None, UnreadableQuantity, "unit of power"),
        ("612 kilowats", "power", None, UnknownUnitWord, "did you mean kilowatts"),
        ("612 PS (450 kW)", "power", "de", UnreadableQuantity, "612 PS, 450 kW"),
        ("435 ó 500 CV", "power", "es", UnreadableQuantity, "Several numbers"),
        ("Mercedes S 600 517 PS", "power", "de", UnreadableQuantity, "Several numbers"),
        ("Audi A 8 450 PS", "power", "de", UnreadableQuantity, "Several numbers"),
        ("1.234 kg", "mass", None, UnreadableQuantity, "1.234 or as 1,234"),
        ("6,062 mm", "length", "fr", UnreadableQuantity, "6.062 or as 6,062"),
        ("5.4 x 2.0 x 1.5 m", "length", "en", UnreadableQuantity, "Several numbers"),
        ("5 m²", "length", "en", UnknownUnitWord, "unit of length"),
        ("20 foot-pounds", "length", "en", UnreadableQuantity, "unit of length"),
        ("five-inch-thick (13 cm)", "length", "en", UnreadableQuantity, "inch"),
        ("210 km/h", "distance", "en", UnreadableQuantity, "unit of distance"),
        ("6,5 l/100 km", "volume", "de", UnreadableQuantity, "unit of volume"),
        ("0-100 km/h", "speed", "en", UnreadableQuantity, "acceleration"),
        ("7-5 t", "mass", "en", UnreadableQuantity, "from less to more"),
        ("from 125 to 148 inches", "length", "en", UnreadableQuantity, "range or a change"),
        ("nicht unter 5 t", "mass", "de", UnreadableQuantity, "no bound"),
        ("-5 kg", "mass", None, UnreadableQuantity, "below zero"),
        ("5 ± 0.1 m", "length", None, UnreadableQuantity, "±"),
        ("$500,000", "money", "en", AmbiguousUnit, "USD"),
        ("12 crore rupees", "money", "en", UnknownUnitWord, "INR or PKR"),
        ("2500萬元", "money", "zh", UnknownUnitWord, "CNY or TWD"),
        ("4200", "mass", "en", UnreadableQuantity, "such as g, kg"),
        ("600万", "money", None, UnreadableQuantity, "write the currency"),
        ("$1.2 million or 8 million yuan", "money", "en-US", UnreadableQuantity, "Several figures"),
        ("1948–1949", "year", "en", UnreadableQuantity, "1948, 1949"),
        ("2009 wurden zwei gebaut", "count", "de", UnreadableQuantity, "only be a count"),
        ("2.5 doors", "count", None, UnreadableQuantity, "whole number"),
        ("VR10", "rating", None, UnreadableQuantity, "stays as it is written"),
    ],
)
def test_refused(
    reader: QuantityReader,
    text: str,
    kind: str,
    language: str | None,
    error: type[CarspecError],
    said: str,
) -> None:
    with pytest.raises(error, match=said) as refusal:
        reader.read(text, kind, language)
    assert str(refusal.value).endswith((".", "?"))


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: f"{row['text']}-{row['kind']}-{row['language']}")
def test_spellings_that_were_not_used_to_make_the_reader(reader: QuantityReader, row: dict[str, str]) -> None:
    language = None if row["language"] == "-" else row["language"]
    if row["numbers"] == "refused":
        with pytest.raises(CarspecError):
            reader.read(row["text"], row["kind"], language)
        return
    unit, qualifier = (None if row[part] == "-" else row[part] for part in ("unit", "qualifier"))
    expected = Read(tuple(row["numbers"].split()), unit or "", row["kind"], qualifier)
    assert _without_words(reader.read(row["text"], row["kind"], language)) == expected


@given(st.text(max_size=25), st.sampled_from(["power", "mass", "money", "count", "year"]))
def test_any_text_is_read_or_refused(reader: QuantityReader, text: str, kind: str) -> None:
    for whole in (text, f"about 5{text}", f"{text} 1.5 kW"):
        with contextlib.suppress(CarspecError):
            assert len(reader.read(whole, kind).literals) in (1, 2)


def test_the_shipped_claims_are_read_right_or_not_at_all(reader: QuantityReader) -> None:
    data = json.loads((ROOT / "data/vehicles.json").read_text("utf-8"))
    words = UnitWords.load(ROOT / "data/unit_words.json")
    fields = {
        key: Field(key, row["label"], row["group"], row["kind"], "", None, False, ())
        for key, row in data["fields"].items()
    }
    answers: Counter[str] = Counter()
    wrong = []
    for vehicle in data["vehicles"]:
        for claim in vehicle["claims"]:
            field, value = fields[claim["field"]], claim["value"]
            if isinstance(value, str) or claim["status"] == "misprint" or claim["unit"] == "Ah":
                continue
            language = data["sources"][claim["source"]]["language"]
            unit = words.read(claim["unit"], field.kind, language) if claim["unit"] else ""
            try:
                read = reader.read_field(claim["as_stated"], field, language)
            except CarspecError:
                answers["refused"] += 1
                continue
            ends = [float(literal) for literal in read.literals]
            if (ends, read.unit) == (value if isinstance(value, list) else [value], unit):
                answers["right"] += 1
            else:
                wrong.append((claim["as_stated"], field.key, ends, read.unit, value, unit))
    assert not wrong
    assert answers["right"] / answers.total() >= 0.68, answers


def _without_words(read: Read) -> Read:
    return replace(read, words=("", ""))
