"""The frame around every chart: title, subtitle, the plot, keys and source line, laid out in points."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from carspec.output import chart_text
from carspec.output.palette import SPACING, TYPE, Theme

MARGIN = 20.0
TITLE_SIZE = 15.0
LINE_HEIGHT = 1.32


class ChartFigure(Figure):
    """A matplotlib figure that knows its caption, so that a saved picture carries it."""

    caption: "Caption"

    def draw(self, renderer: Any) -> None:
        """Draw without a warning for each character that no font has."""
        with chart_text.quiet():
            super().draw(renderer)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture says about itself: `date` is the version of the data."""

    title: str
    description: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts around a plot, wrapped for a width, and the room they take in points.

    Texts that are empty take none, for charts in the window, which writes them itself.
    """

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    source: tuple[str, ...]

    @property
    def top(self) -> float:
        if not (self.title or self.subtitle):
            return SPACING.small
        subtitle = len(self.subtitle) * TYPE.body * LINE_HEIGHT + (SPACING.small if self.subtitle else 0)
        return MARGIN + len(self.title) * TITLE_SIZE * LINE_HEIGHT + subtitle + SPACING.huge

    @property
    def bottom(self) -> float:
        if not self.source:
            return SPACING.small
        return MARGIN + len(self.source) * TYPE.caption * LINE_HEIGHT


def frame(title: str, subtitle: str, source: str, width: float) -> Frame:
    """The frame for a figure `width` points wide."""
    room = width - 2 * MARGIN
    return Frame(
        tuple(chart_text.wrapped(title, TITLE_SIZE, room, "bold")) if title else (),
        tuple(chart_text.wrapped(subtitle, TYPE.body, room)) if subtitle else (),
        tuple(chart_text.wrapped(source, TYPE.caption, room)) if source else (),
    )


def place(figure: Figure, x: float, y: float, text: str, **look: Any) -> Text:
    """A line of text at `x`, `y` points from the upper left corner; never read as a formula."""
    width, height = size(figure)
    artist: Text = figure.text(x / width, 1 - y / height, text, parse_math=False, **look)
    return artist


def size(figure: Figure) -> tuple[float, float]:
    """Width and height of a figure in points."""
    width, height = figure.get_size_inches()
    return float(width) * 72, float(height) * 72


def draw_frame(figure: Figure, parts: Frame, theme: Theme) -> None:
    """Title and subtitle at the upper left, the source line at the lower left."""
    figure.set_facecolor(theme.window)
    y = MARGIN
    for line in parts.title:
        place(
            figure,
            MARGIN,
            y,
            line,
            va="top",
            color=theme.text,
            fontproperties=chart_text.font(TITLE_SIZE, "bold"),
        )
        y += TITLE_SIZE * LINE_HEIGHT
    y += SPACING.small
    for line in parts.subtitle:
        place(figure, MARGIN, y, line, va="top", color=theme.muted, fontproperties=chart_text.font(TYPE.body))
        y += TYPE.body * LINE_HEIGHT
    _, height = size(figure)
    y = height - parts.bottom + SPACING.small
    for line in parts.source:
        place(
            figure, MARGIN, y, line, va="top", color=theme.muted, fontproperties=chart_text.font(TYPE.caption)
        )
        y += TYPE.caption * LINE_HEIGHT


def add_plot(figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
    """Axes with the given distances to the edges of the figure in points, without box and ticks."""
    width, height = size(figure)
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    )
    axes.set_facecolor("none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
    return axes
