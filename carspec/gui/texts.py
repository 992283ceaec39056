"""Lines of text on a painter's ground: wrapped to a width, the last line elided where there is more."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of `width` pixels."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ends: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(ends) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        ends.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [text[start : start + length].strip() for start, length in ends[:most]]
    if len(ends) > most:
        lines[-1] = metrics.elidedText(text[ends[most - 1][0] :], Qt.TextElideMode.ElideRight, width)
    return tuple(lines)


def largest_unbroken(pieces: Sequence[str], fonts: Sequence[QFont], width: float) -> QFont:
    """The first of `fonts` in which none of the pieces is wider than `width`, else the last."""
    for font in fonts:
        metrics = QFontMetricsF(font)
        if all(metrics.horizontalAdvance(piece) <= width for piece in pieces):
            return font
    return fonts[-1]


def draw(painter: QPainter, x: float, baseline: float, text: str, font: QFont, colour: QColor) -> None:
    """One line of text with its baseline at a height."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, baseline), text)


def elided(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
