"""The keys under a chart: what its signs mean, each drawn as it stands in the plot."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from carspec.output import chart_text
from carspec.output.chart_frame import MARGIN, place, size
from carspec.output.palette import SPACING, TYPE, Theme

LINE_ROOM = 16.0
SIGN_ROOM = 22.0
HEIGHT = 8.0

Key = tuple[str, str]
"""A sign (accent, span, range, lower, upper) and its meaning."""


def key_lines(keys: Sequence[Key], width: float) -> list[list[Key]]:
    """The keys in lines that fit a figure `width` points wide."""
    lines: list[list[Key]] = []
    room = 0.0
    for key in keys:
        need = _room(key)
        if not lines or need > room:
            lines.append([])
            room = width - 2 * MARGIN
        lines[-1].append(key)
        room -= need
    return lines


def draw_keys(figure: Figure, keys: Sequence[Key], bottom: float, theme: Theme) -> None:
    """The keys in lines above `bottom` points from the lower edge of the figure."""
    width, height = size(figure)
    lines = key_lines(keys, width)
    y = height - bottom - len(lines) * LINE_ROOM + LINE_ROOM / 2
    for line in lines:
        x = MARGIN
        for sign, meaning in line:
            _draw_sign(figure, sign, x, y, theme)
            look = {
                "va": "center_baseline",
                "color": theme.muted,
                "fontproperties": chart_text.font(TYPE.caption),
            }
            place(figure, x + SIGN_ROOM + SPACING.small, y, meaning, **look)
            x += _room((sign, meaning))
        y += LINE_ROOM


def _room(key: Key) -> float:
    return SIGN_ROOM + SPACING.small + chart_text.width(key[1], TYPE.caption) + SPACING.huge


def _draw_sign(figure: Figure, sign: str, x: float, y: float, theme: Theme) -> None:
    width, height = size(figure)

    def box(start: float, end: float, **look: Any) -> Rectangle:
        corner = ((x + start) / width, 1 - (y + HEIGHT / 2) / height)
        return Rectangle(corner, (end - start) / width, HEIGHT / height, transform=figure.transFigure, **look)

    def line(xs: Sequence[float], ys: Sequence[float], **look: Any) -> Line2D:
        places = [(x + at) / width for at in xs], [1 - (y + at) / height for at in ys]
        return Line2D(*places, transform=figure.transFigure, **look)

    match sign:
        case "accent":
            figure.add_artist(box(0, SIGN_ROOM, color=theme.bar_accent, linewidth=0))
        case "range":
            figure.add_artist(box(0, SIGN_ROOM / 2, color=theme.bar, linewidth=0))
            figure.add_artist(box(SIGN_ROOM / 2, SIGN_ROOM, color=theme.bar_range, linewidth=0))
        case "lower":
            figure.add_artist(box(0, SIGN_ROOM - 6, color=theme.bar, linewidth=0))
            figure.add_artist(line([SIGN_ROOM - 6], [0], marker=9, markersize=5, color=theme.bar))
        case "upper":
            dashes = {"linestyle": (0, (3, 2)), "edgecolor": theme.bar, "facecolor": theme.bar_range}
            figure.add_artist(box(0, SIGN_ROOM, **dashes))
        case "span":
            figure.add_artist(line([0, SIGN_ROOM], [0, 0], color=theme.whisker, linewidth=1.3))
            for end in (0.0, SIGN_ROOM):
                figure.add_artist(line([end, end], [-3.5, 3.5], color=theme.whisker, linewidth=1.3))
