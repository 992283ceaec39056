"""Numbers in text: each way of writing is read, what is open to two readings is refused with both."""

import contextlib
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.errors import UnreadableQuantity
from carspec.core.number_text import numerals, plain_text, read_number
from carspec.core.number_words import AFTER, QUALIFIERS, RANGES, SCALES
from carspec.core.rounding import ROUND_QUALIFIERS

LOCALES = (
    "en",
    "en_IN",
    "de",
    "de_CH",
    "fr",
    "ru",
    "hi",
    "ar",
    "ar_EG",
    "sv",
    "pl",
    "pt_BR",
    "ja",
    "fa",
    "tr",
)


def found(text: str) -> list[str]:
    return [number.literal(None) for number in numerals(plain_text(text))]


@given(
    st.decimals(0, Decimal(10**12), places=3, allow_nan=False), st.sampled_from(LOCALES), st.integers(0, 3)
)
def test_what_babel_prints_is_read_back(number: Decimal, locale: str, places: int) -> None:
    rounded = round(number, places)
    printed = format_decimal(rounded, locale=locale, numbering_system="default", decimal_quantization=False)
    assert Decimal(read_number(printed, locale.replace("_", "-"))) == rounded, printed


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("٤٢٠٠", ["4200"]),
        ("٤٬٢٠٠٫٥", ["4200.5"]),
        ("۴۲۰۰", ["4200"]),
        ("४,२००", ["4200"]),
        ("４２００", ["4200"]),
        ("１，２３４", ["1234"]),
        ("๔๒๐๐", ["4200"]),
        ("12½", ["12.5"]),
        ("⅜", ["0.375"]),
        ("1-1/8", ["1.125"]),
        ("18 3/4", ["18.75"]),
        ("3/4", ["0.75"]),
        ("5,289、1,954", ["5289", "1954"]),
        ("V8 450", ["450"]),
        ("S-600 i7 '93 W221", []),
        ("5-6", ["5", "6"]),
        ("ZIS-115 6.0", ["6.0"]),
        ("4・98", ["4"]),
    ],
)
def test_numbers_in_a_text(text: str, literals: list[str]) -> None:
    assert found(text) == literals


@pytest.mark.parametrize(
    ("text", "language", "literal"),
    [
        ("1.234", "de", "1234"),
        ("1,234", "de", "1.234"),
        ("1.234", "de-CH", "1.234"),
        ("1.234", "en", "1.234"),
        ("1,234", "en", "1234"),
        ("1,234", None, "1234"),
        ("1.234", "es", "1234"),
        ("1,234", "es-MX", "1234"),
        ("1,234", "es-ES", "1.234"),
        ("1,234", "fr", "1.234"),
        ("1.234,5", "en", "1234.5"),
    ],
)
def test_the_language_decides_where_it_can(text: str, language: str | None, literal: str) -> None:
    assert read_number(text, language) == literal


@pytest.mark.parametrize(("text", "language"), [("1.234", None), ("1.234", "fr"), ("1,234", "es")])
def test_both_readings_are_named_where_it_cannot(text: str, language: str | None) -> None:
    with pytest.raises(UnreadableQuantity, match=r"1\.234 or as 1,234: write 1\.2340 .* or 1234"):
        read_number(text, language)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnreadableQuantity, match='no language "xx"'):
        read_number("1.234", "xx")


@given(st.text("0123456789.,' ٫٬", max_size=9))
def test_a_text_is_a_number_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableQuantity):
        assert Decimal(read_number(text)) >= 0


def test_the_words_have_one_meaning_in_a_language() -> None:
    for table in (SCALES, QUALIFIERS, AFTER):
        seen: dict[tuple[str, str, bool], str] = {}
        for row in table:
            for language in row.languages or ("any",):
                key = (row.word.casefold(), language, row.kinds is None)
                assert seen.setdefault(key, row.meaning) == row.meaning, row
    assert {row.meaning for row in (*QUALIFIERS, *AFTER)} <= ROUND_QUALIFIERS | {"limited"}
    assert all(0 < int(row.meaning) <= 12 for row in SCALES)
    assert all(row.word == row.word.casefold() for row in RANGES)
