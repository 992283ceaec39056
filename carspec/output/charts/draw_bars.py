"""Draws bars from zero: labels behind them, the span of claims over them, gaps in dashed boxes."""

from collections.abc import Sequence

from carspec.core.values import Verdict
from carspec.output.charts import axis, rows, text
from carspec.output.charts.axis import Scale
from carspec.output.charts.bars import Bar, BarChart
from carspec.output.charts.board import Board
from carspec.output.charts.facts import tag
from carspec.output.charts.rows import TIGHT, Names
from carspec.output.charts.signs import TO_RIGHT
from carspec.output.charts.style import Style
from carspec.output.verdict_marks import MARKS

THICKNESS, ARROW, CAP = 17.0, 9.0, 3.5
LEAST_SHARE = 0.25
"""The part of the room that bars keep where labels are long."""


def bar_heights(chart: BarChart, width: float, style: Style) -> tuple[float, float]:
    names = _names(chart, width, style)
    room = width - names.left - style.margin
    lines = max(text_height(bar, room, style) for bar in chart.bars)
    least = max(lines, names.beside) + names.above + (0.0 if style.dense else style.small)
    proper = max(least + style.medium, 31.0 * style.scale)
    below = axis.height(style)
    return len(chart.bars) * least + below, len(chart.bars) * proper + below


def draw_bars(board: Board, chart: BarChart, top: float, height: float) -> None:
    style = board.style
    names = _names(chart, board.width, style)
    bottom = top + height - axis.height(style)
    room = board.width - names.left - style.margin
    most = max((float(bar.end) for bar in chart.bars if bar.low is not None), default=0.0)
    scale = Scale(0.0, limit(chart.bars, room, style), names.left, room)
    axis.value_axis(
        board, scale, most, chart.unit, chart.locale, top, bottom, whole=whole(chart.bars) and most >= 1
    )
    step = (bottom - top) / len(chart.bars)
    for place, bar in enumerate(chart.bars):
        start = top + place * step
        names.draw(board, place, start, step)
        high = text_height(bar, room, style) if names.stacked else step
        draw_row(board, bar, scale, start + names.above, max(high, THICKNESS * style.scale))
        board.place(bar, 0.0, start, board.width, step)


def whole(bars: Sequence[Bar]) -> bool:
    """Whether all numbers of the bars are whole, so that those of the axis are too."""
    return all(n == n.to_integral_value() for bar in bars for n in (bar.low, bar.high) if n is not None)


def limit(bars: Sequence[Bar], room: float, style: Style) -> float:
    """The right end of the axis: every bar and span with its label fits into `room` points."""
    drawn = [bar for bar in bars if bar.low is not None]
    needs = (
        float(bar.end) * room / max(room - _label_room(bar, style, room), room * LEAST_SHARE) for bar in drawn
    )
    return max(needs, default=0.0) or 1.0


def text_height(bar: Bar, room: float, style: Style) -> float:
    """The height of the texts beside a bar in points."""
    if bar.low is None:
        return len(_gap_lines(bar, room, style)) * style.body * TIGHT + style.medium
    return style.emphasis * TIGHT + len(_details(bar, style, room)) * style.caption * TIGHT


def draw_row(board: Board, bar: Bar, scale: Scale, top: float, height: float) -> None:
    """A bar with its texts, or its gap, in a strip of `height` points."""
    if bar.low is None:
        _draw_gap(board, bar, scale, top, height)
        return
    _draw_bar(board, bar, scale, top + height / 2, min(THICKNESS * board.style.scale, height * 0.7))
    _draw_label(board, bar, scale, top + height / 2)


def _names(chart: BarChart, width: float, style: Style) -> Names:
    return rows.names([bar.name for bar in chart.bars], [bar.accent for bar in chart.bars], width, style)


def _span_text(bar: Bar) -> str:
    return f"{MARKS[Verdict.CONFLICT].shape} {bar.span_label}"


def _span_beside(bar: Bar, style: Style, room: float) -> bool:
    """Whether the span has its place behind the figure, on the same line."""
    return bool(bar.span_label) and _head_width(bar, style) + _span_room(bar, style) <= _most(style, room)


def _most(style: Style, room: float) -> float:
    """The width that texts beside a bar may have."""
    return room * (1 - LEAST_SHARE) - style.medium - ARROW * style.scale


def _span_room(bar: Bar, style: Style) -> float:
    return style.medium + text.width(_span_text(bar), style.caption)


def _details(bar: Bar, style: Style, room: float) -> list[tuple[str, str]]:
    """The lines under the label with the names of their colours: the span where sources differ and it has no
    place behind the figure, the figure in other units; what has no room is left to the table."""
    below = bar.span_label and not _span_beside(bar, style, room)
    lines = [(_span_text(bar), "conflict")] if below else []
    if bar.detail and not style.dense and text.width(bar.detail, style.caption) <= _most(style, room):
        lines.append((bar.detail, "muted"))
    return lines


def _head_width(bar: Bar, style: Style) -> float:
    """The width of the figure with its unit and the number of its source."""
    return text.width(bar.label, style.emphasis, "bold") + _number_room(bar, style)


def _label_room(bar: Bar, style: Style, room: float) -> float:
    """The width of the texts beside a bar in points, with the gap before them."""
    head = _head_width(bar, style) + (_span_room(bar, style) if _span_beside(bar, style, room) else 0.0)
    under = text.widest([words for words, _ in _details(bar, style, room)], style.caption)
    arrow = ARROW * style.scale if bar.bound == "lower" else 0.0
    return max(head, under) + style.medium + arrow


def _number_room(bar: Bar, style: Style) -> float:
    return style.small + text.width(tag(bar.number), style.caption) if bar.number else 0.0


def _draw_bar(board: Board, bar: Bar, scale: Scale, y: float, thick: float) -> None:
    """The bar to the figure; lighter from the low to the high end of a range; dashed if only a limit."""
    assert bar.low is not None
    assert bar.high is not None
    theme, size = board.theme, board.style.scale
    colour = theme.bar_accent if bar.accent else theme.bar
    zero, low, high = scale.at(0), scale.at(bar.low), scale.at(bar.high)
    key = f"bar-{bar.field}-{bar.vehicle}"
    if bar.bound == "upper":
        look = {"fill": theme.bar_range, "edge": colour, "weight": 1.0}
        board.rectangle(zero, y - thick / 2, high - zero, thick, dashes=(3, 2), key=key, **look)  # type: ignore[arg-type]
    else:
        board.rectangle(zero, y - thick / 2, low - zero, thick, fill=colour, key=key)
        if high > low:
            board.rectangle(low, y - thick / 2, high - low, thick, fill=theme.bar_range)
    if bar.bound == "lower":
        board.dots([high], [y], ARROW * size, fill=colour, sign=TO_RIGHT)
    if bar.span:
        start, end = map(scale.at, bar.span)
        for shade, weight, order in ((theme.window, 3.4, 3.0), (theme.whisker, 1.3, 4.0)):
            board.span(start, end, y, CAP * size + (weight - 1.3) / 2, shade, weight * size, order=order)


def _draw_label(board: Board, bar: Bar, scale: Scale, y: float) -> None:
    """The figure with its unit behind bar and span, what goes with it below."""
    style, theme = board.style, board.theme
    x = scale.at(bar.end) + style.medium + (ARROW * style.scale if bar.bound == "lower" else 0.0)
    details = _details(bar, style, scale.room)
    whole_height = style.emphasis + len(details) * style.caption * TIGHT
    base = y - whole_height / 2 + style.emphasis * (0.5 + text.RISE)
    board.text(x, base, bar.label, style.emphasis, theme.text, weight="bold", ground=True)
    if bar.number:
        behind = x + text.width(bar.label, style.emphasis, "bold") + style.small
        board.text(behind, base, tag(bar.number), style.caption, theme.muted, ground=True)
    if _span_beside(bar, style, scale.room):
        behind = x + _head_width(bar, style) + style.medium
        board.text(behind, base, _span_text(bar), style.caption, theme.conflict, ground=True)
    for place, (words, colour) in enumerate(details):
        below = base + (place + 1) * style.caption * TIGHT
        board.text(x, below, words, style.caption, str(getattr(theme, colour)), ground=True)


def _gap_lines(bar: Bar, room: float, style: Style) -> list[str]:
    return text.wrapped(bar.label, style.body, room - 2 * style.medium)


def _draw_gap(board: Board, bar: Bar, scale: Scale, top: float, height: float) -> None:
    """The reason why there is no bar, in a dashed box at zero."""
    style, theme = board.style, board.theme
    lines = _gap_lines(bar, scale.room, style)
    step = style.body * TIGHT
    high = len(lines) * step + style.small
    wide = text.widest(lines, style.body) + 2 * style.medium
    start = top + (height - high) / 2
    board.rectangle(
        scale.at(0) + 1, start, wide, high, fill=theme.window, edge=theme.faint, weight=0.8, dashes=(3, 2),
        radius=3.0 * style.scale,
    )  # fmt: skip
    for place, line in enumerate(lines):
        y = start + style.small / 2 + (place + 0.5) * step + style.body * text.RISE
        board.text(scale.at(0) + 1 + style.medium, y, line, style.body, theme.muted)
