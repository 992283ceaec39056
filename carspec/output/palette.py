"""The look as data: colours of the light and the dark theme, spacing, type sizes.

The window makes its QPalette from these tokens, charts and exports their colours. Text colours reach a
contrast of 4.5 : 1 (WCAG 2.2, AA) on every ground of their theme, `faint` and the colours of shapes 3 : 1.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Theme(NamedTuple):
    """The colours of one theme as "#rrggbb"."""

    key: str
    # grounds, from the back to the front
    window: str
    surface: str
    raised: str
    header: str
    hover: str
    selection: str
    accent_soft: str
    # text
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    # lines
    line: str
    line_strong: str
    focus: str
    # what a figure is
    best: str
    agree: str
    echo: str
    mix_up: str
    conflict: str
    single: str
    computed: str
    error: str
    # charts
    bar: str
    bar_accent: str
    bar_range: str
    whisker: str
    grid: str
    # counts, from few to most; text or on_accent can be read on each
    few: str
    some: str
    many: str
    most: str


LIGHT = Theme(
    key="light",
    window="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    header="#f7f9fc",
    hover="#f1f5fa",
    selection="#dce7f8",
    accent_soft="#e8effa",
    text="#1a1d21",
    muted="#56606b",
    faint="#7b8590",
    accent="#1a56b4",
    on_accent="#ffffff",
    line="#e3e6ea",
    line_strong="#c6ccd3",
    focus="#1a56b4",
    best="#0b5d3b",
    agree="#1e6b3c",
    echo="#4f5b67",
    mix_up="#7c3596",
    conflict="#9c4700",
    single="#56606b",
    computed="#56606b",
    error="#a8201a",
    bar="#8ea8cc",
    bar_accent="#1a56b4",
    bar_range="#d0dcec",
    whisker="#1a1d21",
    grid="#e3e6ea",
    few="#e8effa",
    some="#c3d4ec",
    many="#8ea8cc",
    most="#1a56b4",
)

DARK = Theme(
    key="dark",
    window="#1b1e22",
    surface="#1b1e22",
    raised="#25292e",
    header="#20242a",
    hover="#272c33",
    selection="#243f5f",
    accent_soft="#22344d",
    text="#e9ecef",
    muted="#a7b0ba",
    faint="#7f8a96",
    accent="#86b7ff",
    on_accent="#0f1c2e",
    line="#343a41",
    line_strong="#4b535c",
    focus="#86b7ff",
    best="#7fdcae",
    agree="#7ccf9a",
    echo="#b3bcc6",
    mix_up="#d3a3e8",
    conflict="#f5a64b",
    single="#a7b0ba",
    computed="#a7b0ba",
    error="#ff9b94",
    bar="#5c7ba6",
    bar_accent="#86b7ff",
    bar_range="#3d5069",
    whisker="#f4f6f8",
    grid="#343a41",
    few="#22344d",
    some="#3d5069",
    many="#7199d3",
    most="#a9ccff",
)

THEMES: Mapping[str, Theme] = {theme.key: theme for theme in (LIGHT, DARK)}


class Spacing(NamedTuple):
    """Distances in device-independent pixels (points in print): one scale, nothing between its steps."""

    small: int = 4
    medium: int = 8
    large: int = 12
    huge: int = 16


class Type(NamedTuple):
    """Type sizes in points, and the fonts in the order of preference; the first ships with the charts."""

    caption: float = 8.5
    body: float = 10.0
    emphasis: float = 11.0
    heading: float = 14.0
    display: float = 20.0
    families: tuple[str, ...] = (
        "Noto Sans",
        "Inter",
        "Segoe UI",
        "Helvetica Neue",
        "Roboto",
        "Arial",
        "Liberation Sans",
        "DejaVu Sans",
    )


SPACING = Spacing()
TYPE = Type()
