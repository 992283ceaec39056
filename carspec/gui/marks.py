"""Paints the marks of figures as drawn shapes, so that they look alike whatever fonts are there."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from carspec.core.values import Verdict
from carspec.gui.look import Look
from carspec.output.verdict_marks import COMPUTED, MARKS, Mark

AGREE, ECHO = MARKS[Verdict.AGREE], MARKS[Verdict.ECHO]
CONFLICT, SINGLE = MARKS[Verdict.CONFLICT], MARKS[Verdict.SINGLE]


def mark_width(font: QFont) -> float:
    """The side of the square a mark fills beside text in a font."""
    return round(QFontMetricsF(font).height() * 0.72)


def draw_mark(painter: QPainter, box: QRectF, mark: Mark, look: Look) -> None:
    """A mark in its colour."""
    colour = QColor(mark.colour_in(look.theme))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(1.2, box.width() / 7), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = box.adjusted(box.width() * 0.08, box.width() * 0.08, -box.width() * 0.08, -box.width() * 0.08)
    if mark is AGREE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(inner)
    elif mark is SINGLE:
        painter.drawEllipse(inner)
    elif mark is CONFLICT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif mark is COMPUTED:
        _draw_function_sign(painter, box)
    elif mark is ECHO:
        for height in (0.36, 0.66):
            painter.drawPolyline(QPolygonF([_at(box, x, height + rise) for x, rise in _WAVE]))
    else:
        for height, sign in ((0.34, 1), (0.68, -1)):
            tip = 0.5 + 0.45 * sign
            painter.drawLine(_at(box, 0.05, height), _at(box, 0.95, height))
            painter.drawLine(_at(box, tip, height), _at(box, tip - 0.25 * sign, height - 0.2))
            painter.drawLine(_at(box, tip, height), _at(box, tip - 0.25 * sign, height + 0.2))
    painter.restore()


def paint_found(painter: QPainter, rect: QRect, look: Look, ground: bool = True) -> None:
    """What a search has found: a line at the left edge, and a `ground` where there is no other."""
    if ground:
        painter.fillRect(rect, look.colour("accent_soft"))
    painter.fillRect(QRect(rect.left(), rect.top() + 2, 3, rect.height() - 5), look.colour("accent"))


def _draw_function_sign(painter: QPainter, box: QRectF) -> None:
    """The florin sign ƒ, a leaning stem with a hook at either end and a bar."""
    path = QPainterPath(_at(box, 0.82, 0.14))
    path.cubicTo(_at(box, 0.66, -0.04), _at(box, 0.58, 0.12), _at(box, 0.53, 0.36))
    path.lineTo(_at(box, 0.44, 0.74))
    path.cubicTo(_at(box, 0.38, 0.98), _at(box, 0.28, 1.04), _at(box, 0.16, 0.88))
    painter.drawPath(path)
    painter.drawLine(_at(box, 0.3, 0.42), _at(box, 0.72, 0.42))


_WAVE = ((0.02, 0.05), (0.14, -0.04), (0.28, -0.08), (0.5, 0.0), (0.72, 0.08), (0.86, 0.04), (0.98, -0.05))


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
