"""Paints the marks of verdicts as drawn shapes, so that they look alike whatever fonts are there."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from carspec.core.values import Verdict
from carspec.gui.look import Look
from carspec.output.palette import MARKS


def mark_width(font: QFont) -> float:
    """The side of the square a mark fills beside text in a font."""
    return round(QFontMetricsF(font).height() * 0.72)


def draw_mark(painter: QPainter, box: QRectF, verdict: Verdict, look: Look) -> None:
    """The mark of a verdict in its colour."""
    colour = QColor(MARKS[verdict].colour_in(look.theme))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(1.2, box.width() / 7), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = box.adjusted(box.width() * 0.08, box.width() * 0.08, -box.width() * 0.08, -box.width() * 0.08)
    if verdict is Verdict.AGREE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(inner)
    elif verdict is Verdict.SINGLE:
        painter.drawEllipse(inner)
    elif verdict is Verdict.CONFLICT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif verdict is Verdict.ECHO:
        for height in (0.36, 0.66):
            painter.drawPolyline(QPolygonF([_at(box, x, height + rise) for x, rise in _WAVE]))
    else:
        for height, sign in ((0.34, 1), (0.68, -1)):
            tip = 0.5 + 0.45 * sign
            painter.drawLine(_at(box, 0.05, height), _at(box, 0.95, height))
            painter.drawLine(_at(box, tip, height), _at(box, tip - 0.25 * sign, height - 0.2))
            painter.drawLine(_at(box, tip, height), _at(box, tip - 0.25 * sign, height + 0.2))
    painter.restore()


_WAVE = ((0.02, 0.05), (0.14, -0.04), (0.28, -0.08), (0.5, 0.0), (0.72, 0.08), (0.86, 0.04), (0.98, -0.05))


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
