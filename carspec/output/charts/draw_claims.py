"""Draws the claims of a field: lanes of dots stacked over a line, with a ring around the figure."""

from carspec.output.charts import axis, rows, text
from carspec.output.charts.axis import Scale
from carspec.output.charts.board import Board
from carspec.output.charts.claims import ClaimChart, Lane, Stack
from carspec.output.charts.facts import tag
from carspec.output.charts.rows import TIGHT, Names
from carspec.output.charts.signs import DOT, dot
from carspec.output.charts.style import Style

TALLEST = 12
"""Dots above each other; higher stacks are drawn with less than a dot's height between their dots."""
RING = 1.1
"""Half the size of the ring, in dots."""
PRESSED, DENSE_PRESSED = 0.45, 0.1
"""How far stacks are pressed together at most."""


def claim_heights(chart: ClaimChart, width: float, style: Style) -> tuple[float, float]:
    names = _names(chart, width, style)
    room = width - names.left - style.margin - _beside(chart, style)
    least = sum(_lane_height(lane, names, room, style, _pressed(style)) for lane in chart.lanes)
    proper = sum(_lane_height(lane, names, room, style, 1.0) for lane in chart.lanes)
    return least + axis.height(style), proper + axis.height(style)


def draw_claims(board: Board, chart: ClaimChart, top: float, height: float) -> None:
    style = board.style
    names = _names(chart, board.width, style)
    bottom = top + height - axis.height(style)
    room = board.width - names.left - style.margin - _beside(chart, style)
    ends = [stack.high for lane in chart.lanes for stack in lane.stacks]
    most = float(max(ends, default=0))
    least = float(chart.start)
    reach = DOT * style.scale * 2
    high = least + (most - least) * room / (room - 2 * reach) if most > least else least + 1.0
    scale = Scale(least, high, names.left, room)
    axis.value_axis(
        board,
        scale,
        most,
        chart.unit,
        chart.locale,
        top,
        bottom,
        years=chart.field.kind == "year",
    )
    squeeze = _squeeze(chart, names, room, style, bottom - top)
    spare = bottom - top - sum(_lane_height(lane, names, room, style, squeeze) for lane in chart.lanes)
    y = top
    for place, lane in enumerate(chart.lanes):
        tall = _lane_height(lane, names, room, style, squeeze) + spare / len(chart.lanes)
        names.draw(board, place, y, tall)
        if place:
            board.line([style.margin, board.width - style.margin], [y, y], board.theme.grid, style.hairline)
        _draw_lane(board, lane, scale, y + names.above, tall - names.above, squeeze)
        y += tall


def _names(chart: ClaimChart, width: float, style: Style) -> Names:
    accents = [lane.accent for lane in chart.lanes]
    return rows.names([lane.name for lane in chart.lanes], accents, width, style)


def _beside(chart: ClaimChart, style: Style) -> float:
    """The room at the right for the figures of a dense picture; else they stand under their rings."""
    if not style.dense:
        return 0.0
    return max(_label_width(lane, style) for lane in chart.lanes) + style.medium


def _label_width(lane: Lane, style: Style) -> float:
    number = style.small + text.width(tag(lane.number), style.caption) if lane.number else 0.0
    return text.width(lane.label, style.emphasis, "bold") + number


def _pressed(style: Style) -> float:
    return DENSE_PRESSED if style.dense else PRESSED


def _under(style: Style) -> float:
    """The height of what stands under the line of a lane."""
    ring = DOT * style.scale * RING
    return ring if style.dense else ring + style.small / 2 + style.emphasis * TIGHT


def _pitch(lane: Lane, style: Style, squeeze: float) -> float:
    """From dot to dot of a stack in points."""
    tallest = max((stack.count for stack in lane.stacks), default=1)
    full = DOT * style.scale * 1.12 * squeeze
    return full if tallest <= TALLEST else full * TALLEST / tallest


def _rise(lane: Lane, style: Style, squeeze: float) -> float:
    """The height of the highest stack over the line of its lane, to the upper edge."""
    tallest = max((stack.count for stack in lane.stacks), default=1)
    return (tallest - 1) * _pitch(lane, style, squeeze) + DOT * style.scale * RING


def _lane_height(lane: Lane, names: Names, room: float, style: Style, squeeze: float) -> float:
    if lane.gap is not None:
        lines = text.wrapped(lane.gap_label, style.body, room - 2 * style.medium)
        inner = len(lines) * style.body * TIGHT + style.medium
    else:
        inner = _rise(lane, style, squeeze) + _under(style) + (0.0 if style.dense else style.medium)
    return max(inner, names.beside) + names.above + (0.0 if style.dense else style.small)


def _squeeze(chart: ClaimChart, names: Names, room: float, style: Style, height: float) -> float:
    """How far stacks are pressed together so that all lanes fit into `height`; 1 where there is room."""
    low, high = _pressed(style), 1.0
    for _ in range(12):
        middle = (low + high) / 2
        needed = sum(_lane_height(lane, names, room, style, middle) for lane in chart.lanes)
        low, high = (middle, high) if needed <= height else (low, middle)
    return 1.0 if high > 0.999 else low


def _draw_lane(board: Board, lane: Lane, scale: Scale, top: float, height: float, squeeze: float) -> None:
    style, theme = board.style, board.theme
    if lane.gap is not None:
        _draw_gap(board, lane, scale, top, height)
        return
    rise = _rise(lane, style, squeeze)
    y = top + (height - rise - _under(style)) / 2 + rise
    low, high = map(scale.at, lane.span or (0, 0))
    if high > low:
        board.line([low, high], [y, y], theme.line_strong, 2.2 * style.scale, order=1.5)
    pitch = _pitch(lane, style, squeeze)
    for stack in lane.stacks:
        _draw_stack(board, stack, scale, y, pitch, top, height)
    ring = next((stack for stack in lane.stacks if stack.ring), None)
    if ring is not None:
        _draw_label(board, lane, ring, scale, y, top + height / 2)


def _draw_stack(
    board: Board, stack: Stack, scale: Scale, y: float, pitch: float, top: float, height: float
) -> None:
    style, size = board.style, DOT * board.style.scale
    low, high = scale.at(stack.low), scale.at(stack.high)
    x = (low + high) / 2
    if stack.high > stack.low:
        board.line([low, high], [y, y], board.theme.bar, 2.2 * style.scale, order=2)
    dot(board, stack.sign, [x] * stack.count, [y - place * pitch for place in range(stack.count)], stack.key)
    if stack.ring:
        dot(board, "ring", [x], [y])
    board.place(stack, x - size, top, 2 * size, height)


def _draw_label(board: Board, lane: Lane, ring: Stack, scale: Scale, y: float, middle: float) -> None:
    """The figure under its ring, moved inwards at the edges; in a dense picture opposite the name."""
    style, theme = board.style, board.theme
    wide = text.width(lane.label, style.emphasis, "bold")
    if style.dense:
        x, base = scale.start + scale.room + style.medium, middle + style.emphasis * text.RISE
    else:
        x = (scale.at(ring.low) + scale.at(ring.high)) / 2 - wide / 2
        x = max(scale.start + style.small, min(x, board.width - style.margin - _label_width(lane, style)))
        base = y + DOT * style.scale * RING + style.small / 2 + style.emphasis * 0.9
    board.text(x, base, lane.label, style.emphasis, theme.accent, weight="bold", ground=True)
    if lane.number:
        board.text(x + wide + style.small, base, tag(lane.number), style.caption, theme.muted, ground=True)


def _draw_gap(board: Board, lane: Lane, scale: Scale, top: float, height: float) -> None:
    style, theme = board.style, board.theme
    assert lane.gap is not None
    lines = text.wrapped(lane.gap_label, style.body, scale.room - 2 * style.medium)
    step = style.body * TIGHT
    start = top + (height - len(lines) * step) / 2
    x = scale.start + style.medium
    for place, line in enumerate(lines):
        y = start + (place + 0.5) * step + style.body * text.RISE
        board.text(x, y, line, style.body, theme.muted, ground=True)
    board.place(lane.gap, scale.start, top, scale.room, height)
