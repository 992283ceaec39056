"""One row a car: names at the left, or above their rows where the picture is narrow."""

from collections.abc import Sequence

from msgspec import Struct

from carspec.output.charts import text
from carspec.output.charts.board import Board
from carspec.output.charts.style import Style

SHARE = 0.3
"""The part of the width that names may take at the left."""
DENSE = 1.4
"""So many times more where they shall stand on one line."""
NARROW = 340.0
"""Points at scale 1; in narrower pictures names stand above their rows."""
TIGHT = 1.2


class Names(Struct, frozen=True):
    """The names of rows in lines. `left` is where the plot begins; `above` the height of names above it."""

    lines: tuple[tuple[str, ...], ...]
    bold: tuple[bool, ...]
    stacked: bool
    left: float
    style: Style

    @property
    def above(self) -> float:
        if not self.stacked:
            return 0.0
        return max(len(lines) for lines in self.lines) * self.style.body * TIGHT + self.style.small

    @property
    def beside(self) -> float:
        """The least height of a row for the names at its left."""
        if self.stacked:
            return 0.0
        return max(len(lines) for lines in self.lines) * self.style.body * TIGHT + self.style.small

    def draw(self, board: Board, place: int, top: float, height: float) -> None:
        """The name of a row that takes `height` points from `top`."""
        lines, size = self.lines[place], self.style.body
        weight = "bold" if self.bold[place] else "normal"
        step = size * TIGHT
        start = top if self.stacked else top + (height - len(lines) * step) / 2
        for number, line in enumerate(lines):
            y = start + (number + 0.5) * step + size * text.RISE
            board.text(self.style.margin, y, line, size, board.theme.text, weight=weight)


def names(
    given: Sequence[str], bold: Sequence[bool], width: float, style: Style, *, share: float = SHARE
) -> Names:
    """The names of rows in a picture `width` points wide."""
    stacked = width < NARROW * style.scale
    room = width - 2 * style.margin if stacked else width * share * (DENSE if style.dense else 1.0)
    weights = ["bold" if strong else "normal" for strong in bold]
    pairs = list(zip(given, weights, strict=True))
    lines = tuple(tuple(text.wrapped(name, style.body, room, weight)) for name, weight in pairs)
    used = max(
        (text.widest(row, style.body, weight) for row, (_, weight) in zip(lines, pairs, strict=True)),
        default=0,
    )
    left = style.margin if stacked else style.margin + used + style.large
    return Names(lines, tuple(bold), stacked, left, style)
