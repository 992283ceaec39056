"""Draws a coverage map: a grid of squares, the more publishers the darker, with their number in each."""

from carspec.output.charts import text
from carspec.output.charts.board import Board
from carspec.output.charts.coverage import CoverageChart, Line, Square
from carspec.output.charts.shades import shade, text_on
from carspec.output.charts.style import Style

ROW, LOW_ROW = 16.0, 12.5
WIDEST_COLUMN = 110.0
LEAST_COLUMN = 24.0
LABELS = 0.36
"""The part of the width that names of fields may take; more where columns still have LEAST_COLUMN points."""
UPRIGHT = 62.0
"""Points at scale 1: in narrower columns the names of cars stand upright."""
TALLEST = 150.0
STEP = 1.2


def coverage_heights(chart: CoverageChart, width: float, style: Style) -> tuple[float, float]:
    head = _head(chart, width, style)
    groups = len({line.group for line in chart.lines})
    title = style.body * text.LINE_HEIGHT + style.small
    rows = len(chart.lines)
    low = max(LOW_ROW * style.scale, style.caption * 1.25)
    return head + rows * low + groups * title, head + rows * ROW * style.scale + groups * title


def draw_coverage(board: Board, chart: CoverageChart, top: float, height: float) -> None:
    style, theme = board.style, board.theme
    head = _head(chart, board.width, style)
    left, column = _columns(chart, board.width, style)
    _draw_heads(board, chart, left, column, top, head)
    title = style.body * text.LINE_HEIGHT + style.small
    groups = len({line.group for line in chart.lines})
    step = (height - head - groups * title) / len(chart.lines)
    y, group = top + head, None
    for line in chart.lines:
        if line.group != group:
            group = line.group
            base = y + title - style.small - style.body * 0.2
            board.text(style.margin, base, group, style.body, theme.text, weight="bold")
            y += title
        base = y + step / 2 + style.caption * text.RISE
        board.text(style.margin, base, _label(line, left, style), style.caption, theme.text)
        for place, square in enumerate(line.squares):
            _draw_square(board, square, left + place * column, y, column, step)
        y += step


def _label(line: Line, left: float, style: Style) -> str:
    """The name of a field, shortened with dots where there is no room for it."""
    words, room = line.field.label, left - style.margin - style.small
    if text.width(words, style.caption) <= room:
        return words
    while words and text.width(f"{words}…", style.caption) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _columns(chart: CoverageChart, width: float, style: Style) -> tuple[float, float]:
    """Where the squares begin, and how wide a column is."""
    labels = text.widest([line.field.label for line in chart.lines], style.caption)
    squares = len(chart.names) * LEAST_COLUMN * style.scale
    left = style.margin + min(labels + style.medium, max(width * LABELS, width - 2 * style.margin - squares))
    room = (width - left - style.margin) / len(chart.names)
    return left, min(room, WIDEST_COLUMN * style.scale)


def _heads(chart: CoverageChart, width: float, style: Style) -> tuple[bool, list[list[str]]]:
    """Whether the names of cars stand upright, and their lines."""
    _, column = _columns(chart, width, style)
    upright = column < UPRIGHT * style.scale
    if not upright:
        return False, [text.wrapped(name, style.caption, column - style.small) for name in chart.names]
    most = max(1, int((column - 2) / (style.caption * STEP)))
    lines = []
    for name in chart.names:
        room = TALLEST * style.scale
        found = text.wrapped(name, style.caption, room)
        while len(found) > most:
            room *= 1.1
            found = text.wrapped(name, style.caption, room)
        lines.append(found)
    return True, lines


def _head(chart: CoverageChart, width: float, style: Style) -> float:
    upright, lines = _heads(chart, width, style)
    if upright:
        return max(text.widest(one, style.caption) for one in lines) + style.medium
    return max(len(one) for one in lines) * style.caption * STEP + style.medium


def _draw_heads(
    board: Board, chart: CoverageChart, left: float, column: float, top: float, head: float
) -> None:
    style, theme = board.style, board.theme
    upright, lines = _heads(chart, board.width, style)
    step = style.caption * STEP
    for place, words in enumerate(lines):
        middle = left + (place + 0.5) * column
        for number, line in enumerate(words):
            if upright:
                x = middle + (number - (len(words) - 1) / 2) * step + style.caption * text.RISE
                board.text(x, top + head - style.small, line, style.caption, theme.text, turn=90)
            else:
                base = top + head - style.small - (len(words) - 1 - number) * step - style.caption * 0.2
                x = middle - text.width(line, style.caption) / 2
                board.text(x, base, line, style.caption, theme.text)


def _draw_square(board: Board, square: Square, x: float, y: float, width: float, height: float) -> None:
    style, theme = board.style, board.theme
    board.place(square, x, y, width, height)
    gap = 1.0
    if square.shade is None:
        board.rectangle(
            x + gap, y + gap, width - 2 * gap, height - 2 * gap, edge=theme.faint, weight=0.7, dashes=(1.5, 2)
        )
        return
    fill = shade(theme, square.shade)
    board.rectangle(x + gap, y + gap, width - 2 * gap, height - 2 * gap, fill=fill)
    words = str(square.publishers)
    base = y + height / 2 + style.caption * text.RISE
    left = x + width / 2 - text.width(words, style.caption) / 2
    board.text(left, base, words, style.caption, text_on(theme, square.shade), over=fill)
