"""Draws a chart as a picture, away from the GUI thread: plain values in, plain values out."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.output.bars import bar_data

PIXELS_PER_INCH = 96.0


@dataclass(frozen=True, slots=True)
class ChartWish:
    """A chart asked for: the size in logical pixels, `scale` of its type, device pixels per logical one."""

    sheet: Sheet
    field: str
    theme: str
    width: int
    height: int
    scale: float
    ratio: float


@dataclass(frozen=True)
class ChartPicture:
    """The answer. `bars` are vehicles with top and bottom of their row in logical pixels, as they stand.

    Where nothing can be drawn, `image` is None and `problem` says why.
    """

    title: str
    subtitle: str
    source_line: str
    description: str
    image: QImage | None
    bars: tuple[tuple[str, float, float], ...]
    problem: str = ""


def draw_chart(wish: ChartWish) -> ChartPicture:
    """The bar chart of a wish, without the texts around it, which the window writes itself."""
    try:
        chart = bar_data(wish.sheet, wish.field)
    except CarspecError as error:
        label = wish.sheet.library.fields[wish.field].label
        return ChartPicture(label, "", "", str(error), None, (), str(error))
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from carspec.output.bar_chart import draw_bars, least_height, natural_height
    from carspec.output.chart_frame import ChartFigure
    from carspec.output.palette import THEMES

    bare = replace(chart, title="", subtitle="", source_line="")
    inch = PIXELS_PER_INCH * wish.scale
    width = wish.width / inch
    height = min(
        max(wish.height / inch, least_height(bare, width * 72) / 72), natural_height(bare, width * 72) / 72
    )
    figure = ChartFigure(figsize=(width, height), dpi=inch * wish.ratio)
    canvas = FigureCanvasAgg(figure)
    draw_bars(figure, bare, THEMES[wish.theme])
    canvas.draw()
    pixels, columns = bytes(canvas.buffer_rgba()), canvas.get_width_height()
    image = QImage(pixels, *columns, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(wish.ratio)
    box = figure.axes[0].get_position()
    top, row = (1 - box.y1) * height * inch, box.height * height * inch / len(bare.bars)
    rows = tuple(
        (bar.vehicle, top + place * row, top + (place + 1) * row) for place, bar in enumerate(bare.bars)
    )
    return ChartPicture(chart.title, chart.subtitle, chart.source_line, chart.description, image, rows)
