"""The frame around every chart: title and subtitle above the plot, keys, notes and source line below it."""

from typing import NamedTuple

from carspec.output.charts import text
from carspec.output.charts.board import Board
from carspec.output.charts.keys import draw_keys, key_height
from carspec.output.charts.marks import Chart, Key
from carspec.output.charts.style import Style


class Frame(NamedTuple):
    """The texts around a plot, wrapped for a width, and the room they take in points.

    A bare frame has the keys at most, for the window, which writes the other texts itself.
    """

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    keys: tuple[Key, ...]
    notes: tuple[str, ...]
    source: tuple[str, ...]
    width: float
    style: Style

    @property
    def top(self) -> float:
        style = self.style
        if not self.title:
            return style.small
        subtitle = len(self.subtitle) * style.body * text.LINE_HEIGHT + (style.small if self.subtitle else 0)
        return style.margin + len(self.title) * style.title * text.LINE_HEIGHT + subtitle + style.huge

    @property
    def bottom(self) -> float:
        """Keys, notes and source line, with the room before them."""
        style = self.style
        keys = key_height(self.keys, self.width, style)
        lines = len(self.notes) + len(self.source)
        texts = lines * style.caption * text.LINE_HEIGHT + style.small if lines else 0.0
        return (style.small + keys if keys else 0.0) + texts + (style.margin if lines else style.small)

    def draw(self, board: Board) -> None:
        style, theme, left = self.style, board.theme, self.style.margin
        if self.title:
            below = board.lines_of_text(
                left, style.margin, self.title, style.title, theme.text, weight="bold"
            )
            board.lines_of_text(left, below + style.small, self.subtitle, style.body, theme.muted)
        y = board.height - self.bottom
        if self.keys:
            draw_keys(board, self.keys, y + style.small)
            y += style.small + key_height(self.keys, self.width, style)
        y = board.lines_of_text(left, y + style.small, self.notes, style.caption, theme.text)
        board.lines_of_text(left, y, self.source, style.caption, theme.muted)


def frame(chart: Chart, width: float, style: Style, *, bare: bool = False, keys: bool = True) -> Frame:
    """The frame of a chart in a figure `width` points wide."""
    room = width - 2 * style.margin

    def lines(words: str, size: float, weight: str = "normal") -> tuple[str, ...]:
        return tuple(text.wrapped(words, size, room, weight)) if words and not bare else ()

    return Frame(
        title=lines(chart.title, style.title, "bold"),
        subtitle=lines(chart.subtitle, style.body),
        keys=chart.keys if keys else (),
        notes=tuple(line for note in chart.notes for line in lines(note, style.caption)),
        source=lines(chart.source_line, style.caption),
        width=width,
        style=style,
    )
