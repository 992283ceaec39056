"""The charts as jobs: a first draw, redraws after a change of units, files, and fifty thousand points."""

import io
import random
from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from msgspec.structs import replace

from carspec.core.library import Library
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.output.charts import line, text
from carspec.output.charts.board import ChartFigure
from carspec.output.charts.files import PICTURES, SETTINGS, chart_bytes
from carspec.output.charts.making import make_chart
from carspec.output.charts.picture import picture
from carspec.output.charts.scatter import ScatterChart
from carspec.output.charts.sizes import SCREEN_DPI

POINTS = 50_000
DPI = 2 * SCREEN_DPI
"""That of a picture in a file, where none is asked for."""
Work = Callable[[], object]


def chart_jobs(library: Library) -> list[tuple[str, Work, str, Work]]:
    """Name, job, name of the floor and the floor, each of which draws into memory once.

    A draw begins with the units and ends with pixels: the Sheet is built anew, as after a change of units,
    and no line of text is kept from the draw before, though the names of the cars would be.
    """
    profiles = cycle(("metric", "us"))

    def draw(kind: str, fields: tuple[str, ...] = ()) -> ChartFigure:
        line.outline.cache_clear()
        sheet = build(library, Query(DEFAULT_VEHICLES, profile=next(profiles)))
        figure = picture(make_chart(sheet, kind, fields))
        _render(figure)
        return figure

    def first() -> None:
        text.width.cache_clear()
        line.letter.cache_clear()
        draw("bars", ("power",))

    bars, many = draw("bars", ("power",)), draw("multiples")
    crowd = _crowd(library)
    xs, ys = ([float(point.x[0]) for point in crowd.points], [float(point.y[0]) for point in crowd.points])

    def scatter() -> None:
        _render(picture(crowd))

    def bare_scatter() -> None:
        figure = Figure(figsize=(8, 5))
        FigureCanvasAgg(figure)
        figure.add_subplot().plot(xs, ys, ".")
        _render(figure)

    def file(suffix: str) -> tuple[str, Work, str, Work]:
        def bare() -> None:
            with matplotlib.rc_context(SETTINGS):
                _bare(bars).savefig(io.BytesIO(), format=suffix[1:], dpi=DPI)

        return f"bars as {suffix}", lambda: chart_bytes(bars.chart, suffix), same, bare

    same = "bare matplotlib, same texts and marks"
    return [
        ("first draw of bars", first, same, lambda: _render(_bare(bars))),
        (
            "bars after a change of units",
            lambda: draw("bars", ("power",)),
            same,
            lambda: _render(_bare(bars)),
        ),
        ("six panels after a change of units", lambda: draw("multiples"), same, lambda: _render(_bare(many))),
        *map(file, PICTURES),
        ("50,000 points", scatter, "bare matplotlib, 50,000 points", bare_scatter),
    ]


def _render(figure: Figure) -> None:
    canvas: Any = figure.canvas
    canvas.draw()


def _bare(drawn: ChartFigure) -> Figure:
    """A plain figure with axes, and with as many shapes and the same texts as one of ours."""
    figure = Figure(figsize=(float(drawn.get_figwidth()), float(drawn.get_figheight())))
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_axis_off()
    width, height = drawn.get_size_inches() * 72
    for each in drawn.texts:
        x, y = each.get_position()
        figure.text(
            float(x) / width, 1 - float(y) / height, each.get_text(), color=each.get_color(),
            fontproperties=each.get_fontproperties(), parse_math=False,
        )  # fmt: skip
    for place, shape in enumerate(drawn.artists):
        if isinstance(shape, Line2D):
            axes.plot([0.1, 0.9], [place / 100, place / 100])
        else:
            axes.add_patch(Rectangle((0.1, place / 100), 0.5, 0.005))
    return figure


def _crowd(library: Library) -> ScatterChart:
    """A scatter of very many cars, made of one of few."""
    chart = make_chart(build(library, Query(DEFAULT_VEHICLES)), "scatter", ("mass", "power"))
    assert isinstance(chart, ScatterChart)
    chance = random.Random(1)
    first = replace(chart.points[0], label="", x_span=None, y_span=None)
    points = []
    for number in range(POINTS):
        x, y = Decimal(chance.randint(1500, 10_000)), Decimal(chance.randint(100, 1000))
        points.append(replace(first, key=str(number), x=(x, x), y=(y, y)))
    points[:4] = [replace(point, key=f"named-{place}") for place, point in enumerate(chart.points)]
    return replace(chart, points=tuple(points), marks=tuple(points))
