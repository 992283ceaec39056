"""The palette can be read: contrasts by WCAG 2.2, marks told apart without colour, one spacing scale."""

import re

import pytest
from coloraide import Color

from carspec.core.values import Verdict
from carspec.output.palette import SPACING, THEMES, Theme
from carspec.output.verdict_marks import COMPUTED, MARKS

GROUNDS = ("window", "surface", "raised", "header", "hover", "selection", "accent_soft")
TEXTS = (
    *("text", "muted", "accent", "best", "agree", "echo", "mix_up", "conflict", "single", "computed"),
    "error",
)
SHAPES = ("faint", "focus", "bar_accent", "whisker")

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(other, method="wcag21")


@themes
def test_every_colour_is_a_plain_hex_colour(theme: Theme) -> None:
    for name, colour in theme._asdict().items():
        if name != "key":
            assert re.fullmatch(r"#[0-9a-f]{6}", colour), name


@themes
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    low = {name: contrast(getattr(theme, name), getattr(theme, ground)) for name in TEXTS}
    assert {name: round(value, 2) for name, value in low.items() if value < 4.5} == {}


@themes
def test_shapes_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for name in SHAPES:
        assert contrast(getattr(theme, name), theme.window) >= 3, name


@themes
def test_chart_colours_are_told_apart_in_grey_and_by_the_colour_blind(theme: Theme) -> None:
    """The whisker on its bar, the chosen bar beside the others: told apart by lightness alone."""
    assert contrast(theme.whisker, theme.bar) >= 3
    assert contrast(theme.whisker, theme.bar_range) >= 3
    assert contrast(theme.bar, theme.window) >= 2
    for pair in (("bar", "bar_accent"), ("bar", "bar_range"), ("bar_range", "window")):
        one, other = (Color(getattr(theme, name)) for name in pair)
        assert abs(one.convert("lab-d65")["l"] - other.convert("lab-d65")["l"]) >= 8, pair
        for deficiency in ("protan", "deutan", "tritan"):
            assert one.filter(deficiency).delta_e(other.filter(deficiency), method="2000") >= 8, pair


def test_marks_differ_by_shape_and_by_text() -> None:
    marks = [*MARKS.values(), COMPUTED]
    assert set(MARKS) == set(Verdict)
    assert len({mark.shape for mark in marks}) == len({mark.text for mark in marks}) == len(marks)
    for theme in THEMES.values():
        for mark in marks:
            assert mark.colour_in(theme).startswith("#")


def test_spacing_is_one_scale() -> None:
    assert list(SPACING) == [4, 8, 12, 16]
