"""Draws a scatter: points and their names, which cover neither each other nor a point, and lines of ratio."""

import math
from collections.abc import Sequence
from decimal import Decimal

from matplotlib.collections import CircleCollection

from carspec.core import numbers
from carspec.output.charts import axis, text
from carspec.output.charts.axis import Scale
from carspec.output.charts.board import Board
from carspec.output.charts.labels import Box, place_labels
from carspec.output.charts.scatter import Point, ScatterChart, Side, ratio_words, ratios
from carspec.output.charts.signs import DOT
from carspec.output.charts.style import Style

LARGEST = 26.0
"""Points across at scale 1 of the point with the greatest third figure."""
SMALLEST = 4.0
SHAPE = 0.5
"""Height of the plot as a share of its width."""
NAME_ROOM = 120.0
"""A name is wrapped to so many points at scale 1."""
RATIO_LINES = 4
PLACES_ON_LINE = 40
"""How many places on a line of equal ratio are tried for its name."""


def scatter_heights(chart: ScatterChart, width: float, style: Style) -> tuple[float, float]:
    crowd = min(len([point for point in chart.points if point.label]), 40)
    names = crowd * style.caption * 3.2
    proper = max(width * SHAPE, 200 * style.scale + names * 0.8)
    return max(180 * style.scale, names) + _below(style), proper + _below(style)


def draw_scatter(board: Board, chart: ScatterChart, top: float, height: float) -> None:
    style, theme = board.style, board.theme
    head = style.body * text.LINE_HEIGHT + style.small
    board.text(style.margin, top + style.body, chart.up.title, style.body, theme.text, weight="bold")
    top, bottom = top + head, top + height - _below(style)
    across, up = _scales(board, chart, top, bottom)
    _draw_axes(board, chart, across, up, top, bottom)
    _draw_points(board, chart, across, up)
    names = _draw_names(board, chart, across, up, top, bottom)
    _draw_ratios(board, chart, across, up, top, bottom, names)


def _below(style: Style) -> float:
    return axis.height(style) + style.body * text.LINE_HEIGHT + style.small


def _scales(board: Board, chart: ScatterChart, top: float, bottom: float) -> tuple[Scale, Scale]:
    """Both scales with room for the points at the far ends; `up` runs upwards."""
    style = board.style
    ends = _ends(chart.up)
    labels = axis.tick_texts(axis.round_numbers(*ends, 6), chart.locale)
    left = style.margin + text.widest(labels, style.caption) + style.medium
    reach = LARGEST / 2 * style.scale + style.medium
    room = board.width - left - style.margin
    across_low, across_high = _ends(chart.across)
    wide = (across_high - across_low) * room / (room - reach)
    tall = (ends[1] - ends[0]) * (bottom - top) / (bottom - top - reach)
    return (
        Scale(across_low, across_low + wide, left, room),
        Scale(ends[0], ends[0] + tall, bottom, top - bottom),
    )


def _ends(side: Side) -> tuple[float, float]:
    low, high = float(side.start), float(side.high)
    return (low, high) if high > low else (low, low + 1.0)


def _draw_axes(
    board: Board, chart: ScatterChart, across: Scale, up: Scale, top: float, bottom: float
) -> None:
    style, theme = board.style, board.theme
    right = across.start + across.room
    axis.value_axis(board, across, across.high, None, chart.locale, top, bottom, cut=False)
    title, base = chart.across.title, bottom + axis.height(style) + style.small + style.body
    wide = text.width(title, style.body, "bold")
    board.text(right - wide, base, title, style.body, theme.text, weight="bold")
    most = max(2, int((bottom - top) / (style.caption * 3.5)))
    ticks = axis.round_numbers(up.low, up.high, min(most, 7))
    for tick, words in zip(ticks, axis.tick_texts(ticks, chart.locale), strict=True):
        y = up.at(tick)
        board.line([across.start, right], [y, y], theme.grid, style.hairline, order=0)
        place = across.start - style.medium + style.small / 2 - text.width(words, style.caption)
        base = min(y + style.caption * text.RISE, bottom)
        if base - style.caption > top - style.medium:
            board.text(place, base, words, style.caption, theme.muted)
    board.line([across.start, right], [bottom, bottom], theme.line_strong, 1.0, order=1)
    if up.low > 0:
        axis.mark_cut(board, across.start, bottom - style.large)
    if across.low > 0:
        axis.mark_cut(board, across.start + style.large, bottom, along=True)


def _radius(chart: ScatterChart, point: Point, style: Style) -> float:
    if chart.largest is None:
        return DOT * 1.5 * style.scale / 2
    if point.size is None or point.size <= 0:
        return SMALLEST * style.scale / 2 + 0.5
    share = float(point.size) / float(chart.largest)
    return max(LARGEST * math.sqrt(share), SMALLEST) * style.scale / 2


def _middle(ends: tuple[object, object]) -> float:
    low, high = ends
    return (float(str(low)) + float(str(high))) / 2


def _draw_points(board: Board, chart: ScatterChart, across: Scale, up: Scale) -> None:
    style, theme = board.style, board.theme
    plain = [point for point in chart.points if not point.accent]
    for group, colour in ((plain, theme.bar), ([p for p in chart.points if p.accent], theme.bar_accent)):
        if not group:
            continue
        xs = [across.at(_middle(point.x)) for point in group]
        ys = [up.at(_middle(point.y)) for point in group]
        if chart.largest is None:
            board.dots(xs, ys, DOT * 1.5 * style.scale, fill=colour, edge=theme.window, weight=0.6)
        else:
            _draw_circles(board, chart, group, xs, ys, colour)
        for point, x, y in zip(group, xs, ys, strict=True):
            _draw_spans(board, point, across, up, x, y)
            reach = max(_radius(chart, point, style), DOT * style.scale) + 1
            board.place(point, x - reach, y - reach, 2 * reach, 2 * reach)
    _place_absent(board, chart, up)


def _draw_circles(
    board: Board,
    chart: ScatterChart,
    group: Sequence[Point],
    xs: Sequence[float],
    ys: Sequence[float],
    colour: str,
) -> None:
    """Circles by area; hollow where the third figure is not known."""
    theme, style = board.theme, board.style
    sized = [i for i, point in enumerate(group) if point.size is not None]
    if sized:
        areas = [math.pi * _radius(chart, group[i], style) ** 2 for i in sized]
        circles = CircleCollection(
            areas, offsets=[(xs[i], ys[i]) for i in sized], offset_transform=board.points, facecolors=colour,
            edgecolors=theme.window, linewidths=0.8, alpha=0.9, zorder=3,
        )  # fmt: skip
        board.figure.add_artist(circles)
    hollow = [i for i, point in enumerate(group) if point.size is None]
    board.dots(
        [xs[i] for i in hollow], [ys[i] for i in hollow], DOT * style.scale, fill=theme.window,
        edge=theme.bar_accent, weight=1.2,
    )  # fmt: skip


def _draw_spans(board: Board, point: Point, across: Scale, up: Scale, x: float, y: float) -> None:
    if point.x_span:
        board.line([across.at(end) for end in point.x_span], [y, y], board.theme.faint, 0.8, order=2)
    if point.y_span:
        board.line([x, x], [up.at(end) for end in point.y_span], board.theme.faint, 0.8, order=2)


def _point_boxes(chart: ScatterChart, across: Scale, up: Scale, style: Style) -> list[Box]:
    """The points that are named as rectangles; no name keeps off the many others of a crowd."""
    boxes = []
    for point in (point for point in chart.points if point.label):
        x, y, reach = across.at(_middle(point.x)), up.at(_middle(point.y)), _radius(chart, point, style)
        boxes.append(Box(x - reach, y - reach, 2 * reach, 2 * reach))
    return boxes


def _span_boxes(chart: ScatterChart, across: Scale, up: Scale) -> list[Box]:
    """The lines of the spans as rectangles, which names keep off where they can."""
    boxes = []
    for point in chart.points:
        x, y = across.at(_middle(point.x)), up.at(_middle(point.y))
        if point.x_span:
            low, high = map(across.at, point.x_span)
            boxes.append(Box(low, y - 0.5, high - low, 1.0))
        if point.y_span:
            low, high = map(up.at, point.y_span)
            boxes.append(Box(x - 0.5, high, 1.0, low - high))
    return boxes


def _place_absent(board: Board, chart: ScatterChart, up: Scale) -> None:
    """Cars without a point are walked through as the strip under the plot, where the notes name them."""
    drawn = {point.key for point in chart.points}
    for mark in chart.marks:
        if mark.key not in drawn:
            board.place(mark, board.style.margin, up.start, board.width - 2 * board.style.margin, 4.0)


def _draw_ratios(
    board: Board, chart: ScatterChart, across: Scale, up: Scale, top: float, bottom: float, names: list[Box]
) -> None:
    """Lines through zero on which the ratio of both fields is the same, named where there is room."""
    style, theme = board.style, board.theme
    known = ratios(chart.points)
    if not known:
        return
    per = 1000 ** max(0, math.ceil((1 - math.log10(max(known))) / 3))
    low, high = min(known) * per, max(known) * per
    found = [r for r in axis.round_numbers(0, high * 1.15, RATIO_LINES) if r > 0 and r >= low * 0.6]
    field = Box(across.start + style.small, top, across.room - style.small, bottom - top - style.small)
    taken = [*_point_boxes(chart, across, up, style), *_span_boxes(chart, across, up), *names]
    for ratio, number in zip(found, axis.tick_texts(found, chart.locale), strict=True):
        slope = ratio / per
        x1 = min(across.high, up.high / slope)
        x0 = max(across.low, up.low / slope)
        if x1 <= x0:
            continue
        xs, ys = [across.at(x0), across.at(x1)], [up.at(x0 * slope), up.at(x1 * slope)]
        board.line(xs, ys, theme.line_strong, style.hairline, dashes=(4, 3), order=0.4)
        words = ratio_words(chart.up, chart.across, number, numbers.eye(Decimal(per), chart.locale))
        size = text.width(words, style.caption), style.caption * text.LINE_HEIGHT
        box = _on_line(xs, ys, size, field, taken)
        if box is None:
            continue
        base = box.y + box.height / 2 + style.caption * text.RISE
        board.text(box.x, base, words, style.caption, theme.muted, ground=True)
        taken.append(box)


def _on_line(
    xs: Sequence[float], ys: Sequence[float], size: tuple[float, float], field: Box, taken: Sequence[Box]
) -> Box | None:
    """A place for a name on the outer half of a line, as near to its far end as there is room."""
    wide, high = size
    for step in range(PLACES_ON_LINE):
        share = 1 - step / PLACES_ON_LINE / 2
        x, y = (start + (end - start) * share for start, end in (xs, ys))
        box = Box(x - wide / 2, y - high / 2, wide, high)
        if field.holds(box) and not any(box.covers(other, 2.0) for other in taken):
            return box
    return None


def _draw_names(
    board: Board,
    chart: ScatterChart,
    across: Scale,
    up: Scale,
    top: float,
    bottom: float,
) -> list[Box]:
    """Names beside their points, with a thin line where they had to move away; returns where they stand."""
    style, theme = board.style, board.theme
    named = [point for point in chart.points if point.label]
    lines = [text.wrapped(point.label, style.caption, NAME_ROOM * style.scale) for point in named]
    weights = ["bold" if point.accent else "normal" for point in named]
    step = style.caption * 1.2
    sizes = [
        (text.widest(words, style.caption, weight) + 1, len(words) * step)
        for words, weight in zip(lines, weights, strict=True)
    ]
    circles = [
        (across.at(_middle(point.x)), up.at(_middle(point.y)), _radius(chart, point, style))
        for point in named
    ]
    field = Box(across.start + 2, top, across.room, bottom - top - 2)
    found = place_labels(circles, sizes, field, _span_boxes(chart, across, up), style.small)
    for words, weight, circle, box in zip(lines, weights, circles, found, strict=True):
        if box is None:
            continue
        gap = box.gap_to(circle[0], circle[1])
        if gap > circle[2] + style.medium * 1.5:
            x, y = box.nearest(circle[0], circle[1])
            board.line([circle[0], x], [circle[1], y], theme.faint, 0.7, order=2.5)
        for place, line in enumerate(words):
            base = box.y + (place + 0.5) * step + style.caption * text.RISE
            board.text(box.x, base, line, style.caption, theme.text, weight=weight, ground=True)
    return [box for box in found if box is not None]
