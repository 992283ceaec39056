"""A figure as a drawing board: everything is placed in points from the upper left corner."""

from collections.abc import Sequence
from math import nan
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from carspec.output.charts import text as type_
from carspec.output.charts.line import Line, as_shaped
from carspec.output.charts.marks import Chart, Mark
from carspec.output.charts.style import Style

Dashes = tuple[float, ...] | None
GROUND = 0.5
"""The level at which a text hides the lines of an axis, but nothing that says something."""
MANY = 5000
"""More points than these are drawn as pixels in an SVG or PDF, which would grow out of hand."""


class ChartFigure(Figure):
    """A matplotlib figure of a chart. `places` are the rectangles (left, top, width, height) in points, by
    the key of the mark that is seen there; `grounds` the colours under texts that stand on a shape."""

    def __init__(self, chart: Chart, width: float, height: float) -> None:
        super().__init__(figsize=(width / 72, height / 72))
        FigureCanvasAgg(self)
        self.chart = chart
        self.places: dict[str, tuple[float, float, float, float]] = {}
        self.grounds: dict[Text, str] = {}

    def draw(self, renderer: Any) -> None:
        with as_shaped():
            super().draw(renderer)


class Board:
    """Draws on a figure in a style. `y` grows downwards; colours are "#rrggbb"; widths are in points."""

    def __init__(self, figure: ChartFigure, style: Style) -> None:
        self.figure, self.style, self.theme = figure, style, style.theme
        width, height = figure.get_size_inches()
        self.width, self.height = float(width) * 72, float(height) * 72
        self.points = Affine2D().scale(1 / self.width, -1 / self.height).translate(0, 1) + figure.transFigure
        figure.set_facecolor(self.theme.window)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        *,
        weight: str = "normal",
        turn: float = 0.0,
        ground: bool = False,
        over: str | None = None,
        order: float = 5,
    ) -> None:
        """A line of text whose baseline is at `y`; never read as a formula.

        `ground` hides the lines of the axis below it, for texts that begin at `x`; `over` is the colour that
        it stands on, if not the picture's.
        """
        look: dict[str, Any] = {"rotation": turn, "rotation_mode": "anchor"} if turn else {}
        if ground:
            wide = type_.width(words, size, weight)
            self.rectangle(x - 1, y - size * 0.8, wide + 2, size * 1.02, fill=self.theme.window, order=GROUND)
        artist = Line(
            x, y, words, color=colour, fontproperties=type_.font(size, weight), parse_math=False,
            transform=self.points, zorder=order, **look,
        )  # fmt: skip
        artist.set_figure(self.figure)
        self.figure.texts.append(artist)
        if over:
            self.figure.grounds[artist] = over

    def lines_of_text(
        self, x: float, top: float, lines: Sequence[str], size: float, colour: str, **look: Any
    ) -> float:
        """Lines below each other from `top`; returns where the next would begin."""
        step = size * type_.LINE_HEIGHT
        for line in lines:
            self.text(x, top + step / 2 + size * type_.RISE, line, size, colour, **look)
            top += step
        return top

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = "none",
        weight: float = 0.0,
        dashes: Dashes = None,
        radius: float = 0.0,
        hatch: str | None = None,
        key: str | None = None,
        order: float = 2,
    ) -> None:
        """A rectangle with its upper left corner at `x`, `y`."""
        look: dict[str, Any] = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": weight,
            "linestyle": (0, dashes) if dashes else "solid",
            "transform": self.points,
            "zorder": order,
            "hatch": hatch,
        }
        if radius:
            box: Any = FancyBboxPatch(
                (x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", **look
            )
        else:
            box = Rectangle((x, y), width, height, **look)
        self._put(box, key)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        weight: float,
        *,
        dashes: Dashes = None,
        key: str | None = None,
        order: float = 2,
    ) -> None:
        look: dict[str, Any] = {"dashes": dashes} if dashes else {"solid_capstyle": "butt"}
        line = Line2D(
            xs, ys, color=colour, linewidth=weight, transform=self.points, zorder=order, marker="", **look
        )
        self._put(line, key)

    def span(
        self, start: float, end: float, y: float, cap: float, colour: str, weight: float, *, order: float = 2
    ) -> None:
        """A line from `start` to `end` with a stroke of `cap` points up and down at both."""
        xs = [start, start, nan, start, end, nan, end, end]
        ys = [y - cap, y + cap, nan, y, y, nan, y - cap, y + cap]
        self.line(xs, ys, colour, weight, order=order)

    def dots(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        size: float,
        *,
        fill: str = "none",
        edge: str = "none",
        weight: float = 0.0,
        sign: Any = "o",
        key: str | None = None,
        order: float = 3,
    ) -> None:
        """Signs of `size` points across, all alike; very many become pixels in a vector file."""
        dots = Line2D(
            xs, ys, linestyle="none", marker=sign, markersize=size, markerfacecolor=fill,
            markeredgecolor=edge, markeredgewidth=weight, transform=self.points, zorder=order,
        )  # fmt: skip
        dots.set_rasterized(len(xs) > MANY)
        self._put(dots, key)

    def path(
        self,
        points: Sequence[tuple[float, float]],
        codes: Sequence[int] | None = None,
        *,
        fill: str = "none",
        edge: str = "none",
        weight: float = 0.0,
        dashes: Dashes = None,
        key: str | None = None,
        order: float = 2,
    ) -> None:
        """A shape of matplotlib's path codes, in points."""
        shape = PathPatch(
            Path(list(points), None if codes is None else list(codes)), facecolor=fill, edgecolor=edge,
            linewidth=weight, linestyle=(0, dashes) if dashes else "solid", joinstyle="round",
            transform=self.points, zorder=order,
        )  # fmt: skip
        self._put(shape, key)

    def place(self, mark: Mark, x: float, y: float, width: float, height: float) -> None:
        """Say where a mark is seen."""
        self.figure.places[mark.key] = (x, y, width, height)

    def _put(self, artist: Artist, key: str | None) -> None:
        if key is not None:
            artist.set_gid(key)
        self.figure.add_artist(artist)
