"""Text for a line of output: what is cleaned, how wide a terminal shows it, where it is broken."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from carspec.output.plain_text import _ONE_COLUMN_EACH, BIDI_OVERRIDES, clean, columns, wrap

ANY = st.characters(codec="utf-8")


@given(st.text(st.sampled_from("a ▲≈–−³\u202fÄжΩ車e\u0301\u2600\ufe0f\u200d⌚") | ANY))
def test_a_text_is_as_wide_as_wcwidth_says(text: str) -> None:
    """Common signs are counted without it."""
    assert columns(text) == max(0, wcswidth(text))


def test_each_sign_that_is_counted_without_wcwidth_takes_one_column() -> None:
    signs = [sign for sign in map(chr, range(0xD800)) if _ONE_COLUMN_EACH.fullmatch(sign)]
    assert len(signs) > 1000
    assert {wcswidth(sign) for sign in signs} == {1}


@given(st.text(st.sampled_from("a1 \t\n\u00a0\u202f\x07\u202e\u2003") | ANY))
def test_a_clean_text_is_one_line_without_control_characters(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept == kept.strip(" ")
    assert "  " not in kept
    assert not [sign for sign in kept if unicodedata.category(sign) == "Cc" or sign in BIDI_OVERRIDES]
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in kept if sign.isalnum()] == letters


@given(st.text(st.sampled_from("ab-/ ä車"), max_size=30), st.integers(2, 12))
def test_a_broken_text_fits_its_width_and_keeps_its_letters(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_is_broken_behind_a_dash_or_else_where_the_line_is_full() -> None:
    assert wrap("own-toyota-camry-hybrid", 12) == ["own-toyota-", "camry-hybrid"]
    assert wrap("Sonderschutzfahrzeug", 8) == ["Sondersc", "hutzfahr", "zeug"]
    assert wrap("Größenverhältnis", 8) == ["Größenve", "rhältnis"]
