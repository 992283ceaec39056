"""Draws small multiples: a grid of panels of bars, each with its own scale, names at the left."""

from collections.abc import Sequence
from math import ceil

from carspec.output.charts import rows, text
from carspec.output.charts.axis import Scale
from carspec.output.charts.board import Board
from carspec.output.charts.draw_bars import draw_row, limit, text_height
from carspec.output.charts.multiples import MultiplesChart, Panel
from carspec.output.charts.rows import Names
from carspec.output.charts.style import Style

LEAST_PANEL = 150.0
"""Points at scale 1 that a panel is wide at least."""


def multiples_heights(chart: MultiplesChart, width: float, style: Style) -> tuple[float, float]:
    names = _names(chart, width, style)
    room = _panel_room(chart, names, width, style)
    least = proper = 0.0
    for line in _lines(chart, names, width, style):
        row = _row(line, names, room, style)
        head = _head(line, room, style)
        least += head + len(chart.names) * row + style.medium
        proper += head + len(chart.names) * (row + style.small) + style.huge
    return least, proper


def draw_multiples(board: Board, chart: MultiplesChart, top: float, height: float) -> None:
    style = board.style
    names = _names(chart, board.width, style)
    room = _panel_room(chart, names, board.width, style)
    lines = _lines(chart, names, board.width, style)
    least, _ = multiples_heights(chart, board.width, style)
    spare = (height - least) / len(lines)
    for line in lines:
        row = _row(line, names, room, style) + max(spare - style.medium, 0.0) / len(chart.names)
        below = top + _head(line, room, style)
        for place in range(len(chart.names)):
            names.draw(board, place, below + place * row, row)
        for column, panel in enumerate(line):
            left = names.left + column * (room + style.huge)
            _draw_panel(board, panel, names, left, top, below, room, row)
        top = below + len(chart.names) * row + style.medium + min(spare, style.medium)


def _names(chart: MultiplesChart, width: float, style: Style) -> Names:
    accent = {bar.vehicle for panel in chart.panels[:1] for bar in panel.bars if bar.accent}
    baseline = chart.comparison.baseline
    bold = [vehicle == baseline and vehicle in accent for vehicle in chart.comparison.vehicles]
    return rows.names(chart.names, bold, width, style, share=0.22)


def _columns(chart: MultiplesChart, names: Names, width: float, style: Style) -> int:
    room = width - names.left - style.margin
    most = int((room + style.huge) / (LEAST_PANEL * style.scale + style.huge))
    if names.stacked:
        return 1
    lines = ceil(len(chart.panels) / max(1, most))
    return ceil(len(chart.panels) / lines)


def _panel_room(chart: MultiplesChart, names: Names, width: float, style: Style) -> float:
    columns = _columns(chart, names, width, style)
    return (width - names.left - style.margin - (columns - 1) * style.huge) / columns


def _lines(chart: MultiplesChart, names: Names, width: float, style: Style) -> list[Sequence[Panel]]:
    columns = _columns(chart, names, width, style)
    return [chart.panels[at : at + columns] for at in range(0, len(chart.panels), columns)]


def _row(line: Sequence[Panel], names: Names, room: float, style: Style) -> float:
    texts = max(text_height(bar, room, style) for panel in line for bar in panel.bars)
    return max(texts, names.beside) + names.above + style.small


def _words(panel: Panel, room: float, style: Style) -> tuple[list[str], list[str]]:
    words = text.wrapped(panel.words, style.caption, room) if panel.words else []
    return text.wrapped(panel.field.label, style.emphasis, room, "bold"), words


def _head(line: Sequence[Panel], room: float, style: Style) -> float:
    """The height of the headings of a line of panels in points."""
    most = 0.0
    for panel in line:
        label, words = _words(panel, room, style)
        high = (len(label) * style.emphasis + len(words) * style.caption) * text.LINE_HEIGHT
        most = max(most, high)
    return most + style.small


def _draw_panel(
    board: Board,
    panel: Panel,
    names: Names,
    left: float,
    top: float,
    below: float,
    room: float,
    row: float,
) -> None:
    style, theme = board.style, board.theme
    label, words = _words(panel, room, style)
    y = board.lines_of_text(left, top, label, style.emphasis, theme.text, weight="bold")
    board.lines_of_text(left, y, words, style.caption, theme.muted)
    scale = Scale(0.0, limit(panel.bars, room, style), left, room)
    bottom = below + len(panel.bars) * row
    board.line([left, left], [below, bottom], theme.line_strong, 1.0, order=1)
    for place, bar in enumerate(panel.bars):
        start = below + place * row
        draw_row(board, bar, scale, start + names.above, row - names.above)
        board.place(bar, left - style.small, start, room + style.small, row)
