"""Draws outlines: sides and footprints at one scale over a ruler, a person beside, another car behind."""

import math

from msgspec import Struct

from carspec.output.charts import axis, rows, text
from carspec.output.charts.board import Board
from carspec.output.charts.contours import WHEEL, Contour, footprint, person, side
from carspec.output.charts.outlines import PERSON, OutlineChart, Shape
from carspec.output.charts.rows import Names
from carspec.output.charts.style import Style

STEP = 1.25
GAP = 0.5
"""Metres between a side and a footprint."""
PERSON_ROOM = 0.75
FOOT = 0.3048


class Layout(Struct, frozen=True):
    """Points per metre, and where sides and footprints begin. `roof` and `broad` are the greatest height and
    width of all, in metres."""

    names: Names
    scale: float
    sides: float
    tops: float
    longest: float
    roof: float
    broad: float
    room: float


def outline_heights(chart: OutlineChart, width: float, style: Style) -> tuple[float, float]:
    plan = _layout(chart, width, style)
    rows_height = sum(_row_height(shape, plan, style) for shape in chart.shapes)
    below = axis.height(style) + style.small
    return rows_height + below, rows_height + len(chart.shapes) * style.small + below


def draw_outlines(board: Board, chart: OutlineChart, top: float, height: float) -> None:
    style = board.style
    plan = _layout(chart, board.width, style)
    least, _ = outline_heights(chart, board.width, style)
    spare = max(0.0, height - least) / len(chart.shapes)
    bottom = top + height - axis.height(style) - style.small
    _draw_ruler(board, chart, plan, top, bottom)
    for place, shape in enumerate(chart.shapes):
        high = _row_height(shape, plan, style) + spare
        drawn = "length" in shape.metres
        plan.names.draw(board, place, top, _drawing_height(plan) if drawn else high - style.large)
        _draw_shape(board, chart, shape, plan, top + plan.names.above, high - plan.names.above - style.large)
        board.place(shape, 0.0, top, board.width, high)
        top += high


def _layout(chart: OutlineChart, width: float, style: Style) -> Layout:
    names = rows.names(
        [shape.name for shape in chart.shapes], [shape.accent for shape in chart.shapes], width, style,
        share=0.2,
    )  # fmt: skip
    lengths = [shape.metres["length"] for shape in chart.shapes if "length" in shape.metres]
    heights = [shape.metres["height"] for shape in chart.shapes if "height" in shape.metres]
    widths = [s.metres["width"] for s in chart.shapes if "width" in s.metres and "length" in s.metres]
    longest = max(lengths)
    room = width - names.left - style.margin
    metres = PERSON_ROOM + longest + (GAP + longest if widths else 0.0)
    scale = min(room / metres, 60 * style.scale)
    sides = names.left + PERSON_ROOM * scale
    tops = sides + (longest + GAP) * scale
    roof, broad = max([PERSON, *heights]), max(widths, default=0.0)
    return Layout(names, scale, sides, tops, longest, roof, broad, width - style.margin - sides)


def _drawing_height(plan: Layout) -> float:
    return max(plan.roof, plan.broad) * plan.scale


def _lines(shape: Shape, plan: Layout, style: Style) -> list[tuple[str, bool]]:
    """What stands under a shape: the dimensions, then what is not known."""
    told = " · ".join(words.replace(" ", text.NO_BREAK, 1) for words in shape.told)
    lines = [(line, True) for line in text.wrapped(told, style.caption, plan.room)]
    if shape.gaps:
        gaps = f"Not known: {'; '.join(shape.gaps)}"
        lines += [(line, False) for line in text.wrapped(gaps, style.caption, plan.room)]
    return [line for line in lines if line[0]]


def _row_height(shape: Shape, plan: Layout, style: Style) -> float:
    drawn = _drawing_height(plan) if "length" in shape.metres else 0.0
    lines = len(_lines(shape, plan, style)) * style.caption * STEP
    inner = drawn + style.small + lines
    return max(inner, plan.names.beside) + plan.names.above + style.large


def _draw_ruler(board: Board, chart: OutlineChart, plan: Layout, top: float, bottom: float) -> None:
    """Light lines at each metre, or every third foot, numbered below."""
    style, theme = board.style, board.theme
    unit, step = ("ft", 3 * FOOT) if chart.foot else ("m", 1.0)
    count = math.floor(plan.longest / step + 1e-9)
    starts = (plan.sides, plan.tops) if plan.broad else (plan.sides,)
    for start in starts:
        edge = board.width - style.small if start == starts[-1] else plan.tops - style.medium
        taken = 0.0
        for mark in range(count + 1):
            x = start + mark * step * plan.scale
            board.line([x, x], [top, bottom], theme.grid, style.hairline, order=0)
            number = str(mark * 3 if chart.foot else mark)
            words = f"{number} {unit}" if mark == count else number
            left = x - text.width(number, style.caption) / 2
            left = min(left, edge - text.width(words, style.caption))
            last = start + count * step * plan.scale - text.width(f"{number} {unit}", style.caption)
            if left < taken or (mark < count and x + style.medium > last):
                continue
            taken = left + text.width(words, style.caption) + style.small
            board.text(left, bottom + style.small + style.caption, words, style.caption, theme.muted)
        end = start + count * step * plan.scale
        board.line([start, end], [bottom, bottom], theme.muted, 1.2, order=1)


def _draw_shape(
    board: Board, chart: OutlineChart, shape: Shape, plan: Layout, top: float, height: float
) -> None:
    """A car and its texts from `top`; the texts alone stand in the middle of `height`."""
    style, theme = board.style, board.theme
    y = top + (height - len(_lines(shape, plan, style)) * style.caption * STEP) / 2
    if "length" in shape.metres:
        road = top + _drawing_height(plan)
        _draw_person(board, plan, road)
        if chart.ghost is not None and chart.ghost.key != shape.key:
            _draw_side(board, chart.ghost, plan, road, ghost=True)
            if "width" in shape.metres:
                _draw_top(board, chart.ghost, plan, road, ghost=True)
        _draw_side(board, shape, plan, road)
        _draw_top(board, shape, plan, road)
        y = road + style.small
    for line, known in _lines(shape, plan, style):
        base = y + style.caption * (STEP / 2 + text.RISE)
        board.text(plan.sides, base, line, style.caption, theme.text if known else theme.muted, ground=True)
        y += style.caption * STEP


def _draw_person(board: Board, plan: Layout, road: float) -> None:
    body, (x, y, radius) = person(PERSON)
    middle = plan.sides - PERSON_ROOM * plan.scale * 0.55
    _put(board, body, plan, middle, road, fill=board.theme.faint, order=1.5)
    board.dots(
        [middle + x * plan.scale], [road - y * plan.scale], 2 * radius * plan.scale, fill=board.theme.faint
    )


def _colours(board: Board, shape: Shape, ghost: bool) -> dict[str, object]:
    theme = board.theme
    if ghost:
        return {"edge": theme.faint, "weight": 0.9, "dashes": (3, 2), "order": 1.4}
    edge = theme.bar_accent
    return {"edge": edge, "weight": 1.3, "fill": theme.accent_soft if not shape.accent else theme.bar_range}


def _draw_side(board: Board, shape: Shape, plan: Layout, road: float, *, ghost: bool = False) -> None:
    theme, style = board.theme, board.style
    length, height = shape.metres["length"], shape.metres.get("height")
    if height is None:
        if not ghost:
            _draw_length(board, length, plan, road)
        return
    drawn = side(length, height, shape.metres.get("wheelbase"), shape.upright)
    _put(board, drawn.body, plan, plan.sides, road, **_colours(board, shape, ghost))
    if ghost:
        return
    _put(board, drawn.windows, plan, plan.sides, road, fill=theme.window, edge=theme.bar_accent, weight=0.8)
    known = "wheelbase" in shape.metres
    for x, y in drawn.wheels:
        across = 2 * WHEEL * plan.scale
        place = [plan.sides + x * plan.scale], [road - y * plan.scale]
        if known:
            board.dots(*place, across, fill=theme.window, edge=theme.bar_accent, weight=1.3 * style.scale)
            board.dots(*place, across * 0.45, fill=theme.bar, edge="none")
        else:
            board.dots(*place, across, fill=theme.window, edge=theme.faint, weight=0.9 * style.scale)


def _draw_length(board: Board, length: float, plan: Layout, road: float) -> None:
    """A line with ends, for a car of which nobody states the height."""
    theme, size = board.theme, board.style.scale
    end = plan.sides + length * plan.scale
    board.span(plan.sides, end, road - 5 * size, 4 * size, theme.bar_accent, 1.6 * size)


def _draw_top(board: Board, shape: Shape, plan: Layout, road: float, *, ghost: bool = False) -> None:
    width = shape.metres.get("width")
    if width is None or "length" not in shape.metres:
        return
    outline, panes = footprint(shape.metres["length"], width)
    middle = road - plan.broad / 2 * plan.scale
    base = middle + width / 2 * plan.scale
    _put(board, outline, plan, plan.tops, base, **_colours(board, shape, ghost))
    for pane in panes if not ghost else ():
        _put(
            board,
            pane,
            plan,
            plan.tops,
            base,
            fill=board.theme.window,
            edge=board.theme.bar_accent,
            weight=0.8,
        )


def _put(board: Board, contour: Contour, plan: Layout, x: float, y: float, **look: object) -> None:
    """A contour in metres with its origin at `x`, `y` in points."""
    points, codes = contour
    placed = [(x + px * plan.scale, y - py * plan.scale) for px, py in points]
    board.path(placed, codes, **look)  # type: ignore[arg-type]
