"""Marks become a picture: the frame is laid out, and what the kind of chart draws is put into it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from carspec.core.errors import CarspecError
from carspec.output.charts.board import Board, ChartFigure
from carspec.output.charts.draw_bars import bar_heights, draw_bars
from carspec.output.charts.draw_claims import claim_heights, draw_claims
from carspec.output.charts.draw_coverage import coverage_heights, draw_coverage
from carspec.output.charts.draw_ladder import draw_ladder, ladder_heights
from carspec.output.charts.draw_multiples import draw_multiples, multiples_heights
from carspec.output.charts.draw_outlines import draw_outlines, outline_heights
from carspec.output.charts.draw_scatter import draw_scatter, scatter_heights
from carspec.output.charts.draw_timeline import draw_timeline, timeline_heights
from carspec.output.charts.frame import frame
from carspec.output.charts.marks import Chart
from carspec.output.charts.style import Style

WIDTH = 576.0
"""Points; the width of a picture for which none is asked: 8 inches."""
LEAST_WIDTH = 150.0
"""Points at scale 1 below which no chart can be read."""


class TooSmall(CarspecError):
    """A picture is asked for in a size that does not hold its texts."""


class Drawing(NamedTuple):
    """How a kind of chart is drawn: `heights` gives the least and the proper height of the plot in points
    for a width; `draw` fills a strip of a board from a top and with a height in points."""

    heights: Callable[[Any, float, Style], tuple[float, float]]
    draw: Callable[[Board, Any, float, float], None]


DRAWINGS: Mapping[str, Drawing] = {
    "bars": Drawing(bar_heights, draw_bars),
    "claims": Drawing(claim_heights, draw_claims),
    "multiples": Drawing(multiples_heights, draw_multiples),
    "scatter": Drawing(scatter_heights, draw_scatter),
    "timeline": Drawing(timeline_heights, draw_timeline),
    "ladder": Drawing(ladder_heights, draw_ladder),
    "outlines": Drawing(outline_heights, draw_outlines),
    "coverage": Drawing(coverage_heights, draw_coverage),
}
"""By the key of the kind (see `carspec.output.charts.kinds`)."""


def heights(
    chart: Chart, width: float, style: Style, *, bare: bool = False, keys: bool = True
) -> tuple[float, float]:
    """The least and the proper height in points of a picture `width` points wide."""
    parts = frame(chart, width, style, bare=bare, keys=keys)
    least, proper = DRAWINGS[chart.comparison.kind].heights(chart, width, style)
    return parts.top + least + parts.bottom, parts.top + max(least, proper) + parts.bottom


def picture(
    chart: Chart,
    style: Style | None = None,
    width: float = WIDTH,
    height: float | None = None,
    *,
    bare: bool = False,
    keys: bool = True,
) -> ChartFigure:
    """The chart as a figure `width` points wide and, unless `height` is given, as high as it needs.

    `bare` leaves out title, subtitle, notes and source line; without `keys` no sign is explained either.
    Raises TooSmall.
    """
    style = style or Style()
    if width < LEAST_WIDTH * style.scale:
        raise TooSmall(f"{_mm(width)} mm are too narrow for a chart; it takes {_mm(LEAST_WIDTH)} at least.")
    least, proper = heights(chart, width, style, bare=bare, keys=keys)
    if height is not None and height < least - 0.5:
        raise TooSmall(
            f"{_mm(height)} mm are too low for this chart at a width of {_mm(width)} mm: "
            f"it takes {_mm(least + 0.5)} mm, or leave the height out."
        )
    figure = ChartFigure(chart, width, proper if height is None else height)
    board = Board(figure, style)
    parts = frame(chart, width, style, bare=bare, keys=keys)
    parts.draw(board)
    DRAWINGS[chart.comparison.kind].draw(board, chart, parts.top, board.height - parts.top - parts.bottom)
    return figure


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.0f}"
