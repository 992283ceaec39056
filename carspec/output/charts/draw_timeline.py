"""Draws a timeline: a bar of years for each car, a short arrow where only the start is known."""

from carspec.output.charts import axis, rows, text
from carspec.output.charts.axis import Scale
from carspec.output.charts.board import Board
from carspec.output.charts.rows import Names
from carspec.output.charts.signs import DOT, TO_RIGHT, dot
from carspec.output.charts.style import Style
from carspec.output.charts.timeline import Life, TimelineChart

THICKNESS = 11.0
STUB = 14.0
"""How long at scale 1 a bar is of which only the start is known."""
LEAST_YEARS = 8
"""A shorter time is drawn with so many years around it."""


def timeline_heights(chart: TimelineChart, width: float, style: Style) -> tuple[float, float]:
    names = _names(chart, width, style)
    least = max(names.beside, style.body * 1.9) + names.above + (0.0 if style.dense else style.small)
    proper = max(least + style.small, 26.0 * style.scale)
    below = axis.height(style)
    return len(chart.lives) * least + below, len(chart.lives) * proper + below


def draw_timeline(board: Board, chart: TimelineChart, top: float, height: float) -> None:
    style = board.style
    names = _names(chart, board.width, style)
    bottom = top + height - axis.height(style)
    room = board.width - names.left - style.margin
    low, high = _ends(chart)
    labels = max((text.width(life.label, style.body) for life in chart.lives), default=0.0)
    reach = (high - low) * (labels + style.huge) / max(room - labels - style.huge, room / 2)
    scale = Scale(low, high + reach, names.left, room)
    axis.value_axis(board, scale, high, None, chart.locale, top, bottom, years=True)
    step = (bottom - top) / len(chart.lives)
    for place, life in enumerate(chart.lives):
        start = top + place * step
        names.draw(board, place, start, step)
        _draw_life(board, life, scale, start + names.above + (step - names.above) / 2)
        board.place(life, 0.0, start, board.width, step)
        for event in life.events:
            x = scale.at(event.year)
            board.place(event, x - DOT, start + names.above, 2 * DOT, step - names.above)


def _names(chart: TimelineChart, width: float, style: Style) -> Names:
    return rows.names(
        [life.name for life in chart.lives], [life.accent for life in chart.lives], width, style
    )


def _ends(chart: TimelineChart) -> tuple[float, float]:
    """The first and the last year of the axis."""
    years = [float(year) for life in chart.lives for year in (life.start, life.end) if year is not None]
    years += [float(event.year) for life in chart.lives for event in life.events]
    years += [float(year) for life in chart.lives for event in life.events for year in event.span or ()]
    low, high = min(years, default=2000.0), max(years, default=2000.0)
    short = max(0.0, LEAST_YEARS - (high - low))
    return low - max(1.0, short / 2), high + 1.0


def _draw_life(board: Board, life: Life, scale: Scale, y: float) -> None:
    style, theme = board.style, board.theme
    thick = THICKNESS * style.scale
    start = life.start or life.end
    colour = theme.bar_accent if life.accent else theme.bar
    last = scale.start
    if start is not None:
        left, right = scale.at(start), scale.at(life.end + 1 if life.end else start) + 2
        right = max(right, left + STUB * style.scale) if not life.end else right
        board.rectangle(left, y - thick / 2, right - left, thick, fill=colour, key=f"bar-{life.vehicle}")
        last = right
        if not life.end:
            board.dots([right], [y], thick, fill=colour, sign=TO_RIGHT)
            last = right + thick * 0.6
    for event in life.events:
        x = scale.at(event.year)
        if event.span:
            ends = [scale.at(year) for year in event.span]
            board.line(ends, [y, y], theme.whisker, 1.3 * style.scale, order=3)
            last = max(last, *ends)
        dot(board, event.sign, [x], [y])
        last = max(last, x + DOT * style.scale * 1.2)
    shade = theme.text if start is not None else theme.muted
    base = y + style.body * text.RISE
    board.text(last + style.medium, base, life.label, style.body, shade, ground=True)
