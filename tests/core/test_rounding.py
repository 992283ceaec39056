"""Rounding is as precise as the source: the design's examples, all ways to write a number, properties."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.rounding import ROUND_QUALIFIERS, converted_decimals, rounded, stated_decimals

ROOT = Path(__file__).resolve().parents[2]
PS_KW, PS_HP, NM_LBFT, KMH_MPH = 0.73549875, 0.986320070619, 0.737562149277, 0.621371192237
T_LB, LB_KG, IN_MM = 2204.62262185, 0.45359237, 25.4


def shown(literal: str, factor: float, qualifier: str | None = None) -> str:
    value = float(literal) * factor
    decimals = stated_decimals(literal, literal, qualifier)
    return format(rounded(value, converted_decimals(decimals, float(literal), value)), "f")


@pytest.mark.parametrize(
    ("literal", "factor", "qualifier", "expected"),
    [
        ("612", PS_KW, None, "450"),
        ("612", PS_HP, None, "604"),
        ("880", NM_LBFT, None, "649"),
        ("250", KMH_MPH, None, "155"),
        ("4.2", T_LB, None, "9300"),
        ("20000", LB_KG, None, "9072"),
        ("20000", LB_KG, "about", "9100"),
        ("20000", LB_KG, "over", "9100"),
        ("20000", LB_KG, "limited", "9072"),
        ("6.63", 3.28083989501, None, "21.8"),
        ("1", IN_MM, None, "25"),
        ("4", T_LB, None, "8800"),
    ],
)
def test_design_examples(literal: str, factor: float, qualifier: str | None, expected: str) -> None:
    """T32: zeros at the end count, unless the number is qualified."""
    assert shown(literal, factor, qualifier) == expected


def test_consumption_goes_by_the_ratio() -> None:
    """235.2 / 8 mpg: 8 becomes 29.4, 3.7 times as much, so one decimal fewer, but two figures."""
    litres = 235.2145833 / 8
    assert rounded(litres, converted_decimals(0, 8, litres)) == Decimal(29)
    miles = 235.2145833 / 63.6
    assert converted_decimals(1, 63.6, miles) == 2


@pytest.mark.parametrize(
    ("ratio", "change"),
    [
        (1, 0),
        (0.2, 0),
        (1.999, 0),
        (2, -1),
        (19.9, -1),
        (20, -2),
        (0.199, 1),
        (0.02, 1),
        (0.0199, 2),
        (2204.6, -4),
    ],
)
def test_one_decimal_for_each_power_of_ten(ratio: float, change: int) -> None:
    assert converted_decimals(3, 1.0, ratio) == 3 + change


def test_zero_has_no_ratio() -> None:
    assert converted_decimals(1, 0.0, 0.0) == 1


@pytest.mark.parametrize(
    ("literal", "as_stated", "qualifier", "decimals"),
    [
        ("6.63", "6,63 m lang", None, 2),
        ("5.2", "rund 5,20 Meter lange", "about", 2),
        ("5.0", "V8 5.0L", None, 1),
        ("5700", "Délka 5700 mm", None, 0),
        ("5469", "5,469 mm", None, 0),
        ("5469", "5.469 mm", None, 0),
        ("5630", "длина — 5 630 мм", None, 0),
        ("1234.5", "1.234,5 kg", None, 1),
        ("6900", "6'900 kg", None, 0),
        ("123456", "₹1,23,456", None, 0),
        ("1.5", "1,500 m", None, 3),
        ("9000", "سيارة ٩٠٠٠ كغ", None, 0),
        ("3.5", "وزن ٣٫٥ طن", None, 1),
        ("375", "३७५ ब्रेक हॉर्स पॉवर", None, 0),
        ("622", "６２２cm", None, 0),
        ("12", "V12 12 cylinders", None, 0),
        ("600", "V8 600 hp", None, 0),
        ("600", "V8 600 hp", "about", -2),
        ("20000", "15,000 to 20,000 pounds", None, 0),
        ("20000", "15,000 to 20,000 pounds", "estimated", -4),
        ("8051000000", "8,051 миллиарда рублей", None, -6),
        ("8051000000", "8.051 billion roubles", None, -6),
        ("1500000", "1,5 Mio. Euro", None, -5),
        ("1500000", "1.50 million", None, -4),
        ("1500000", "造价150万美元", None, -4),
        ("1700000000", "価格17億円", None, -8),
        ("200000", "2 lakh rupees", None, -5),
        ("120000000", "12 करोड़", None, -7),
        ("75000", "R$ 75 mil", None, -3),
        ("1400", "1,4 mila", None, -2),
        ("586000", "586 тысяч долларов", None, -3),
        ("8000000", "8.0 million", None, -5),
        ("7", "siete toneladas", None, 0),
        ("20", "venti centimetri", None, -1),
        ("200", "deux cents chevaux", None, -2),
        ("21.5", "21 1/2 feet", None, 1),
        ("1.5", "tonelada y media", None, 1),
        ("600000", "$ 600,000.00 pesos", "about", 2),
        ("0", "0 casualties", None, 0),
        ("0.5", "half a tonne", None, 1),
    ],
)
def test_precision_is_read_from_the_text(
    literal: str, as_stated: str, qualifier: str | None, decimals: int
) -> None:
    assert stated_decimals(literal, as_stated, qualifier) == decimals


def test_without_words_the_literal_is_the_precision() -> None:
    assert stated_decimals("4.20", None, None) == 2
    assert stated_decimals("900", None, None) == 0
    assert stated_decimals("900", None, "about") == -2


@given(st.integers(1, 10**9), st.sampled_from([",", ".", " ", "\u202f", "'", ""]))
def test_any_grouping_states_a_whole_number(number: int, mark: str) -> None:
    assert stated_decimals(str(number), f"x {f'{number:,}'.replace(',', mark)} kg", None) == 0


@given(
    st.decimals(Decimal("0.01"), Decimal(10**6), places=2),
    st.sampled_from([*sorted(ROUND_QUALIFIERS), "limited", "planned"]),
)
def test_at_least_one_digit_counts(number: Decimal, qualifier: str) -> None:
    decimals = stated_decimals(str(number), f"{number}", qualifier)
    assert decimals >= -number.adjusted()


@given(st.floats(0.001, 1e9), st.integers(-6, 6), st.floats(1e-4, 1e5))
def test_one_more_stated_digit_is_never_coarser(value: float, decimals: int, factor: float) -> None:
    converted = value * factor
    finer = rounded(converted, converted_decimals(decimals + 1, value, converted))
    coarser = rounded(converted, converted_decimals(decimals, value, converted))
    assert int(finer.as_tuple().exponent) <= int(coarser.as_tuple().exponent)
    assert abs(float(finer) - converted) <= abs(float(coarser) - converted) + 1e-9 * converted


@given(st.floats(0.001, 1e9), st.integers(-12, 6))
def test_two_figures_at_least(value: float, decimals: int) -> None:
    answer = rounded(value, decimals)
    assert abs(float(answer) / value - 1) <= 0.05 + 1e-9
    assert len(answer.as_tuple().digits) >= 2


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (9259.4, -3, "9300"),
        (0.25, 1, "0.25"),
        (2.5, 0, "2.5"),
        (12.5, 0, "13"),
        (13.5, 0, "14"),
        (1.005, 2, "1.01"),
        (317.49999999999994, 0, "318"),
        (0.0, -2, "0"),
        (0.0, 1, "0.0"),
        (-9259.4, -3, "-9300"),
    ],
)
def test_half_up(value: float, decimals: int, expected: str) -> None:
    assert format(rounded(value, decimals), "f") == expected


def facts_file() -> Path | None:
    found = (folder / "shared/facts/facts.json" for folder in ROOT.parents)
    return next((path for path in found if path.is_file()), None)


@pytest.mark.skipif(facts_file() is None, reason="the facts do not lie beside the project")
def test_every_figure_of_the_facts_has_a_precision() -> None:
    path = facts_file()
    assert path is not None
    facts = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
    seen = 0
    for vehicle in facts["vehicles"]:
        for claim in vehicle["claims"]:
            if claim["unit"] is None:
                continue
            ends = claim["value"] if isinstance(claim["value"], list) else [claim["value"]]
            for literal in ends:
                decimals = stated_decimals(literal, claim["as_stated"], claim["qualifier"])
                number = Decimal(literal)
                assert -number.adjusted() <= decimals <= 4
                assert number == round(number, decimals), "no stated digit is lost"
                seen += 1
    assert seen > 3700
