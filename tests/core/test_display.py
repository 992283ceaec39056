"""Claims in a reader's unit: to the digit as stated, converted as finely as the source was precise."""

import pytest

from carspec.core.display import shown, spread_shown
from tests.core.claims import UNITS, claim


@pytest.mark.parametrize(
    ("stated", "kind", "unit", "eye", "plain"),
    [
        ("612 PS", "power", None, "612", "612"),
        ("612 PS", "power", "PS", "612", "612"),
        ("612 PS", "power", "kW", "450", "450"),
        ("612 PS", "power", "hp", "604", "604"),
        ("880 Nm", "torque", "lbft", "649", "649"),
        ("250 km/h", "speed", "mph", "155", "155"),
        ("4.2 t", "mass", "lb", "9,300", "9300"),
        ("4.2 t", "mass", "kg", "4,200", "4200"),
        ("20000 lb", "mass", "kg", "9,072", "9072"),
        ("15000..20000 lb", "mass", "kg", "6,804–9,072", "6804–9072"),
        ("6..6.5 t", "mass", "t", "6–6.5", "6–6.5"),
        ("8 tons", "mass", "kg", "7,300–8,100", "7300–8100"),
        ("30 mpg_uk", "consumption", "L/100km", "9.4", "9.4"),
    ],
)
def test_a_claim_in_a_unit(stated: str, kind: str, unit: str | None, eye: str, plain: str) -> None:
    word = stated.replace("mpg_uk", "mpg UK")
    value, _, rest = word.partition(" ")
    reading = claim(f"{value} {rest}", "a", kind).reading
    assert reading
    result = shown(reading, unit, UNITS)
    assert (result.eye("en", kind), result.plain) == (eye, plain)


def test_about_twenty_thousand_pounds_are_9100_kg() -> None:
    reading = claim("20000 lb", "a", "mass", qualifier="about").reading
    assert reading
    assert shown(reading, "kg", UNITS).eye("en", "mass") == "9,100"


def test_decimals_the_source_printed_stay() -> None:
    reading = claim("4.2 t", "a", "mass", as_stated="exactly 4.200 t").reading
    assert reading
    assert shown(reading, None, UNITS).eye("en", "mass") == "4.200"
    assert shown(reading, "lb", UNITS).eye("en", "mass") == "9,260"


def test_ten_swaps_do_not_drift() -> None:
    reading = claim("612 PS", "a").reading
    assert reading
    first = [shown(reading, unit, UNITS).eye("en", "power") for unit in ("PS", "kW", "hp")]
    for _ in range(10):
        again = [shown(reading, unit, UNITS).eye("en", "power") for unit in ("PS", "kW", "hp")]
    assert again == first


def test_numbers_follow_the_locale() -> None:
    reading = claim("12345678 kg", "a", "mass").reading
    assert reading
    result = shown(reading, None, UNITS)
    assert [result.eye(locale, "mass") for locale in ("en", "en_IN", "de")] == [
        "12,345,678",
        "1,23,45,678",
        "12.345.678",
    ]


def test_a_year_is_not_grouped_and_counts_keep_single_digits_in_a_spread() -> None:
    year, count = claim("2018", "a", "year").reading, claim("12", "a", "count").reading
    assert year
    assert count
    assert shown(year, None, UNITS).eye("en", "year") == "2018"
    assert spread_shown((2.0, 12.0), count, None, UNITS).eye("en", "count") == "2–12"


def test_both_ends_of_a_spread_are_equally_fine() -> None:
    inches, metres = claim("145 in", "a", "length").reading, claim("6.63 m", "a", "length").reading
    assert inches
    assert metres
    wide = spread_shown((3.683, 3.7592), inches, "mm", UNITS)
    assert (wide.eye("en", "length"), shown(inches, "mm", UNITS).eye("en", "length")) == (
        "3,700–3,800",
        "3,700",
    )
    assert spread_shown((6.062, 7.0), metres, "mm", UNITS).eye("en", "length") == "6,062–7,000"
