"""Scales of values in points, with light lines at round numbers and the unit behind the last."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.ticker import MaxNLocator
from msgspec import Struct

from carspec.core import numbers
from carspec.output.charts import text
from carspec.output.charts.board import Board
from carspec.output.charts.style import Style

STEPS = [1, 2, 2.5, 5, 10]


class Scale(Struct, frozen=True):
    """Maps values from `low` to `high` onto `room` points that begin at `start`."""

    low: float
    high: float
    start: float
    room: float

    def at(self, value: float | Decimal) -> float:
        return self.start + (float(value) - self.low) / ((self.high - self.low) or 1.0) * self.room


def height(style: Style) -> float:
    """The room in points that the numbers of an axis take below the plot."""
    return style.medium + style.caption * text.LINE_HEIGHT


def round_numbers(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """At most `most` steps of round numbers between two values, both ends included where they are round."""
    if high <= low:
        return [low]
    found = MaxNLocator(max(1, most), steps=STEPS, integer=whole).tick_values(low, high)
    room = (high - low) * 1e-9
    return [float(tick) for tick in found if low - room <= tick <= high + room]


def tick_texts(ticks: Sequence[float], locale: str, *, grouped: bool = True) -> list[str]:
    """Numbers of an axis, all with as many decimals as the finest needs."""
    exact = [Decimal(f"{tick:.10g}") for tick in ticks]
    decimals = max((max(0, -int(number.as_tuple().exponent)) for number in exact), default=0)
    step = Decimal(1).scaleb(-decimals)
    return [numbers.eye(number.quantize(step), locale, grouped=grouped) for number in exact]


def value_axis(
    board: Board,
    scale: Scale,
    most: float,
    unit: str | None,
    locale: str,
    top: float,
    bottom: float,
    *,
    whole: bool = False,
    cut: bool = True,
    years: bool = False,
) -> None:
    """Lines from `top` to `bottom` at round numbers up to `most`, numbers below; a start above zero
    is marked as `cut`. An axis of `years` has no zero to start from, and none long after the last."""
    style, theme = board.style, board.theme
    board.line([scale.start, scale.start], [top, bottom], theme.line_strong, 1.0, order=1)
    if cut and not years and scale.low > 0:
        mark_cut(board, scale.start, bottom - style.medium)
    if most <= scale.low:
        return
    ends = tick_texts([scale.low, most], locale, grouped=not years)
    widest = text.widest(ends, style.caption) + style.huge
    bins = int(max(1, min(6, (scale.at(most) - scale.start) / widest)))
    ticks = round_numbers(scale.low, scale.high, bins, whole=whole or years)
    while len(ticks) > 1 and (sum(ticks[-2:]) / 2 if years else ticks[-2]) >= most:
        ticks.pop()
    texts = tick_texts(ticks, locale, grouped=not years)
    edge = scale.start + scale.room
    for place, (tick, words) in enumerate(zip(ticks, texts, strict=True)):
        x = scale.at(tick)
        board.line([x, x], [top, bottom], theme.grid, style.hairline, order=0)
        last = place == len(ticks) - 1
        half = text.width(words, style.caption) / 2
        if last and unit:
            words = f"{words} {unit}"
        left = max(min(x - half, edge - text.width(words, style.caption)), style.small)
        board.text(left, bottom + style.medium + style.caption, words, style.caption, theme.muted)


def mark_cut(board: Board, x: float, y: float, *, along: bool = False) -> None:
    """Two slanted strokes over an axis that does not begin at zero, beside `x`, `y`; `along` for one that
    runs across."""
    reach = board.style.small
    for side in (-0.45, 0.45):
        dx, dy = (reach / 2, reach) if along else (reach, reach / 2)
        at_x, at_y = (x + side * reach, y) if along else (x, y + side * reach)
        board.line([at_x - dx, at_x + dx], [at_y + dy, at_y - dy], board.theme.text, 1.1, order=4)
