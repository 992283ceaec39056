"""The contours of a car and of a person in metres: schematic shapes fitted to known dimensions."""

from typing import Any

from matplotlib.path import Path
from msgspec import Struct

Contour = tuple[list[tuple[float, float]], list[int]]
"""Points (x from the front bumper backwards, y up from the road, in metres) and matplotlib's path codes."""

GROUND = 0.17
"""Metres under the sill: nobody states it for most cars."""
WHEEL = 0.35
"""Radius of a wheel in metres with its tyre, as large cars have it."""
FRONT_OVERHANG = 0.44
"""The part of both overhangs that lies before the front axle."""
USUAL_WHEELBASE = 0.6
"""The part of the length between the axles where the wheelbase is not known."""


class Side(Struct, frozen=True):
    """The side of a car: its body, its windows, and the middles of its wheels."""

    body: Contour
    windows: Contour
    wheels: tuple[tuple[float, float], tuple[float, float]]


def side(length: float, height: float, wheelbase: float | None, upright: bool) -> Side:
    """The side of a saloon, or of a car whose roof runs to the tail (`upright`); all in metres.

    Overhangs keep their share, and a longer wheelbase lengthens the middle, as it does on real limousines.
    """
    base = wheelbase if wheelbase and wheelbase < length * 0.85 else length * USUAL_WHEELBASE
    front = (length - base) * FRONT_OVERHANG
    rear = front + base
    bonnet, deck, roof = height * 0.615, height * 0.66, height
    cowl = front + 0.19 * min(base, 3.3)
    top_front = cowl + 0.24 * min(base, 3.3)
    pen = _Pen()
    pen.start(0.10, GROUND)
    pen.curve((0.0, GROUND + 0.02), (0.0, height * 0.30))
    pen.curve((0.0, bonnet * 0.80), (0.16, bonnet * 0.86))
    pen.curve((cowl * 0.45, bonnet * 0.985), (cowl, bonnet))
    pen.curve((cowl + 0.25, height * 0.80), (top_front, height * 0.955))
    pen.curve(((top_front + rear) / 2 - 0.3, roof * 1.04), (rear - 0.55, height * 0.965))
    if upright:
        pen.curve((length - 0.55, height * 0.945), (length - 0.28, height * 0.90))
        pen.curve((length - 0.06, height * 0.70), (length - 0.02, height * 0.55))
    else:
        pen.curve((rear + 0.10, height * 0.86), (rear + 0.42, deck))
        pen.curve((length - 0.22, deck * 0.985), (length - 0.06, deck * 0.93))
    pen.curve((length, deck * 0.75), (length, height * 0.34))
    pen.curve((length - 0.01, GROUND + 0.02), (length - 0.12, GROUND))
    _arch(pen, rear)
    _arch(pen, front)
    pen.close()
    end = length - 0.34 if upright else rear + 0.14
    sill = height * 0.655
    glass = _Pen()
    glass.start(cowl + 0.16, sill)
    glass.curve((cowl + 0.36, height * 0.80), (top_front + 0.06, height * 0.895))
    glass.curve(((top_front + rear) / 2 - 0.3, height * 0.955), (rear - 0.58, height * 0.905))
    glass.curve((end - 0.22, height * 0.83), (end, sill + 0.03))
    glass.close()
    return Side(pen.contour, glass.contour, ((front, WHEEL), (rear, WHEEL)))


def footprint(length: float, width: float) -> tuple[Contour, list[Contour]]:
    """A car from above: its outline, and its glass before and behind the roof; in metres."""
    pen = _Pen()
    corner = min(0.55, width * 0.28)
    pen.start(corner, 0.0)
    pen.line(length - corner * 0.8, 0.0)
    pen.curve((length, 0.0), (length, width * 0.22))
    pen.line(length, width * 0.78)
    pen.curve((length, width), (length - corner * 0.8, width))
    pen.line(corner, width)
    pen.curve((0.06, width), (0.0, width * 0.70))
    pen.curve((-0.03, width * 0.5), (0.0, width * 0.30))
    pen.curve((0.06, 0.0), (corner, 0.0))
    pen.close()
    panes = []
    for near, far in ((0.30, 0.40), (0.80, 0.72)):
        pane = _Pen()
        pane.start(length * near, width * 0.14)
        pane.line(length * far, width * 0.22)
        pane.line(length * far, width * 0.78)
        pane.line(length * near, width * 0.86)
        pane.curve((length * (near + (near - far) * 0.25), width * 0.5), (length * near, width * 0.14))
        pane.close()
        panes.append(pane.contour)
    return pen.contour, panes


def person(height: float) -> tuple[Contour, tuple[float, float, float]]:
    """A standing person, feet at 0, middle at x = 0: the body, and middle and radius of the head."""
    head = height * 0.068
    shoulder, hip, waist = height * 0.115, height * 0.085, height * 0.075
    pen = _Pen()
    pen.start(-hip, 0.0)
    pen.line(-hip * 0.95, height * 0.45)
    pen.curve((-waist, height * 0.60), (-shoulder, height * 0.78))
    pen.curve((-shoulder * 0.8, height * 0.835), (0.0, height * 0.84))
    pen.curve((shoulder * 0.8, height * 0.835), (shoulder, height * 0.78))
    pen.curve((waist, height * 0.60), (hip * 0.95, height * 0.45))
    pen.line(hip, 0.0)
    pen.line(hip * 0.2, 0.0)
    pen.line(0.0, height * 0.42)
    pen.line(-hip * 0.2, 0.0)
    pen.close()
    return pen.contour, (0.0, height - head, head)


def _arch(pen: "_Pen", x: float) -> None:
    """The sill up to a wheel, and the arch over it."""
    reach = WHEEL * 1.12
    pen.line(x + reach, GROUND)
    pen.cubic((x + reach, WHEEL + reach * 0.9), (x - reach, WHEEL + reach * 0.9), (x - reach, GROUND))


class _Pen:
    """Draws a path of lines and curves."""

    def __init__(self) -> None:
        self._points: list[tuple[float, float]] = []
        self._codes: list[int] = []

    @property
    def contour(self) -> Contour:
        return self._points, self._codes

    def start(self, x: float, y: float) -> None:
        self._add(Path.MOVETO, (x, y))

    def line(self, x: float, y: float) -> None:
        self._add(Path.LINETO, (x, y))

    def curve(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        self._add(Path.CURVE3, control, end)

    def cubic(self, one: tuple[float, float], other: tuple[float, float], end: tuple[float, float]) -> None:
        self._add(Path.CURVE4, one, other, end)

    def close(self) -> None:
        self._add(Path.CLOSEPOLY, self._points[0])

    def _add(self, code: Any, *points: tuple[float, float]) -> None:
        self._points += points
        self._codes += [int(code)] * len(points)
