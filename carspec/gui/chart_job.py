"""Draws a chart as a picture, away from the GUI thread: plain values in, plain values out."""

from typing import Any, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import Chart, Mark

PIXELS_PER_INCH = 96.0

FITS = ((False, True), (True, True), (True, False))
"""Whether a picture is dense, and has keys: the first that fits into the room is taken, so that no axis is
scrolled out of sight for the sake of a second unit."""

SCROLLED = (True, True)
"""What has to be scrolled anyway shows as many cars as it can, and has its keys at the end."""


class ChartWish(NamedTuple):
    """A chart asked for: the size in logical pixels, `scale` of its type, device pixels per logical one.

    `zoom` gives the chart so much more room in both directions, while its type keeps its size.
    """

    sheet: Sheet
    kind: str
    fields: tuple[str, ...]
    theme: str
    width: int
    height: int
    scale: float
    ratio: float
    zoom: float = 1.0


class ChartPicture(Struct, frozen=True):
    """The answer. `places` are the rectangles of the marks in logical pixels, by their keys.

    Where nothing can be drawn, `chart` and `image` are None and `problem` says why.
    """

    chart: Chart | None
    image: QImage | None
    places: dict[str, QRectF] = {}
    problem: str = ""

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark at a place: of several over each other the smallest, of alike ones the nearest."""

        def rank(mark: Mark) -> tuple[int, float]:
            place = self.places[mark.key]
            return round(place.width() * place.height()), QLineF(place.center(), QPointF(x, y)).length()

        return min(
            (mark for mark in self.marks if self.places[mark.key].contains(x, y)), key=rank, default=None
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(self.chart.marks) if self.chart is not None else ()


def draw_chart(wish: ChartWish) -> ChartPicture:
    """The chart of a wish, without the texts around it, which the window writes itself."""
    try:
        chart = make_chart(wish.sheet, wish.kind, wish.fields)
    except CarspecError as error:
        return ChartPicture(None, None, problem=str(error))
    from carspec.output.charts.picture import LEAST_WIDTH, heights, picture
    from carspec.output.charts.style import Style
    from carspec.output.palette import THEMES

    point = PIXELS_PER_INCH * wish.scale / 72
    width, room = max(wish.width / point, LEAST_WIDTH) * wish.zoom, wish.height / point
    for dense, keys in (*FITS, SCROLLED):
        style = Style(THEMES[wish.theme], dense=dense)
        least, proper = heights(chart, width, style, bare=True, keys=keys)
        if least <= room:
            break
    height = min(max(room, least), proper) * wish.zoom
    figure = picture(chart, style, width, max(height, least), bare=True, keys=keys)
    figure.set_dpi(72 * point * wish.ratio)
    canvas: Any = figure.canvas
    canvas.draw()
    pixels, (across, down) = bytes(canvas.buffer_rgba()), canvas.get_width_height()
    image = QImage(pixels, int(across), int(down), QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(wish.ratio)
    places = {
        key: QRectF(x * point, y * point, wide * point, high * point)
        for key, (x, y, wide, high) in figure.places.items()
    }
    return ChartPicture(chart, image, places)
