"""Draws a chart as a picture, away from the GUI thread: plain values in, plain values out."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.output.charts.kinds import make_chart

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
        chart = make_chart(wish.sheet, "bars", (wish.field,))
    except CarspecError as error:
        label = wish.sheet.library.fields[wish.field].label
        return ChartPicture(label, "", "", str(error), None, (), str(error))
    from carspec.output.charts.picture import heights, picture
    from carspec.output.charts.style import Style
    from carspec.output.palette import THEMES

    point = PIXELS_PER_INCH * wish.scale / 72
    style, width = Style(THEMES[wish.theme]), wish.width / point
    least, proper = heights(chart, width, style, bare=True)
    figure = picture(chart, style, width, min(max(wish.height / point, least), proper), bare=True)
    figure.set_dpi(72 * point * wish.ratio)
    canvas: Any = figure.canvas
    canvas.draw()
    pixels, (across, down) = bytes(canvas.buffer_rgba()), canvas.get_width_height()
    image = QImage(pixels, int(across), int(down), QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(wish.ratio)
    places = (figure.places[bar.key] for bar in chart.marks)
    rows = tuple(
        (bar.vehicle, top * point, (top + height) * point)
        for bar, (_, top, _, height) in zip(chart.marks, places, strict=True)
    )
    return ChartPicture(chart.title, chart.subtitle, chart.source_line, chart.description, image, rows)
