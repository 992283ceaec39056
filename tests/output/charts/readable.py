"""Measures the texts of a drawn chart: where they stand, what they cover, and how well they are seen."""

from typing import Any

from coloraide import Color
from matplotlib.colors import to_hex
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from carspec.output.charts.board import ChartFigure
from carspec.output.charts.line import as_shaped

ROOM = 1.0
"""Pixels at 72 dpi by which kerning may widen a text."""
LEADING = 0.3
"""The part of a text's box that is empty above capitals and below the line."""


def faults(figure: ChartFigure) -> list[str]:
    """The texts that reach over the edge of the picture, and the pairs that lie over each other.

    Texts are measured as the renderer lays them out, without drawing them; boxes count without leading.
    """
    canvas: Any = figure.canvas
    renderer = canvas.get_renderer()
    with as_shaped():
        boxes = [
            (text.get_text(), _tight(Text.get_window_extent(text, renderer), bool(text.get_rotation())))
            for text in figure.texts
        ]
    edges = figure.bbox
    found = [
        f"{words!r} is cut"
        for words, box in boxes
        if box.x0 < edges.x0 - ROOM or box.x1 > edges.x1 + ROOM or box.y0 < edges.y0 or box.y1 > edges.y1
    ]
    return found + [
        f"{words!r} lies over {other_words!r}"
        for place, (words, box) in enumerate(boxes)
        for other_words, other in boxes[place + 1 :]
        if min(box.x1, other.x1) - max(box.x0, other.x0) > ROOM
        and min(box.y1, other.y1) - max(box.y0, other.y0) > ROOM
    ]


def faint(figure: ChartFigure) -> list[tuple[str, float]]:
    """The texts whose contrast with the picture's ground is below WCAG AA."""
    ground = Color(to_hex(figure.get_facecolor()))
    found = {}
    for text in figure.texts:
        if text.get_text():
            over = Color(figure.grounds.get(text) or ground)
            found[text.get_text()] = Color(to_hex(text.get_color())).contrast(over, method="wcag21")
    return [(words, round(contrast, 2)) for words, contrast in found.items() if contrast < 4.5]


def _tight(box: Bbox, turned: bool) -> Bbox:
    """A text's box without its leading, which stands beside a turned text."""
    if turned:
        trim = box.width * LEADING / 2
        return Bbox.from_extents(box.x0 + trim, box.y0, box.x1 - trim, box.y1)
    trim = box.height * LEADING / 2
    return Bbox.from_extents(box.x0, box.y0 + trim, box.x1, box.y1 - trim)
