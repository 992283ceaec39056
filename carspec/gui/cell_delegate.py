"""Paints a cell of the comparison: the figure, its mark, and what stands below it in small type."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carspec.core.sheet import Cell, Row
from carspec.core.values import Verdict
from carspec.gui.cell_texts import Line, Tone, lines
from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.gui.sheet_model import SheetModel
from carspec.gui.texts import draw, wrapped
from carspec.output.palette import SPACING

MOST_LINES = 3
SIDE, TOP = SPACING.large, 6

COLOURS = {
    Tone.VALUE: "text",
    Tone.TEXT: "text",
    Tone.BEST: "best",
    Tone.MISSING: "muted",
    Tone.DETAIL: "muted",
    Tone.DIFFERENCE: "accent",
    Tone.SPREAD: "conflict",
}


class CellDelegate(QStyledItemDelegate):
    """Only paints; what is said comes from `cell_texts`, in which look from `look`."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def height(self, cell: Cell, row: Row, width: int) -> int:
        """The height a cell needs in a column `width` pixels wide."""
        rows = self._laid_out(lines(cell, row), self._room(width))
        return round(sum(QFontMetricsF(font).height() for _, font, _ in rows)) + 2 * TOP

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, SheetModel)
        cell, row = model.cell(index), model.line(index.row()).row
        if cell is None or row is None:
            return QSize(0, 0)
        width = option.rect.width()
        return QSize(width, self.height(cell, row, width))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell, row = model.cell(index), model.line(index.row()).row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None or row is None:
            painter.fillRect(rect, self.look.colour("header"))
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self.look.colour("selection"))
            self._paint_lines(painter, rect, cell, row)
        self._paint_edges(painter, rect, heading=cell is None)
        view = self.parent()
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or (isinstance(view, QAbstractItemView) and view.currentIndex() == index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("focus"), 2 if focused else 1))
            inset = 1 if focused else 0.5
            painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRect, cell: Cell, row: Row) -> None:
        y = float(rect.top() + TOP)
        first = True
        for pieces, font, _ in self._laid_out(lines(cell, row), self._room(rect.width())):
            height_font = QFontMetricsF(font)
            x = float(rect.left() + SIDE)
            for text, piece_font, colour in pieces:
                draw(painter, x, y + height_font.ascent(), text, piece_font, colour)
                x += QFontMetricsF(piece_font).horizontalAdvance(text) + SPACING.small
            if first and cell.verdict is not None:
                self._paint_mark(painter, rect, y, height_font, cell.verdict)
            first = False
            y += height_font.height()

    def _paint_mark(
        self, painter: QPainter, rect: QRect, y: float, metrics: QFontMetricsF, verdict: Verdict
    ) -> None:
        size = mark_width(self.look.caption)
        box = QRectF(rect.right() - SIDE - size, y + (metrics.height() - size) / 2, size, size)
        draw_mark(painter, box, verdict, self.look)

    def _paint_edges(self, painter: QPainter, rect: QRect, heading: bool) -> None:
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not heading:
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _room(self, width: int) -> float:
        """The width for text, between the margins and the mark."""
        return width - 2 * SIDE - mark_width(self.look.caption) - SPACING.small

    def _laid_out(
        self, told: tuple[Line, ...], room: float
    ) -> list[tuple[list[tuple[str, QFont, QColor]], QFont, Tone]]:
        """The lines as they fit: pieces of text with font and colour, the font of the height, the tone."""
        found: list[tuple[list[tuple[str, QFont, QColor]], QFont, Tone]] = []
        for line in told:
            font, colour = self._font(line.tone), self.look.colour(COLOURS[line.tone])
            texts = wrapped(line.text, font, room, MOST_LINES)
            found += [([(text, font, colour)], font, line.tone) for text in texts]
            if line.suffix:
                used = QFontMetricsF(font).horizontalAdvance(texts[-1]) + SPACING.small
                small = self.look.caption_bold if line.tone is Tone.BEST else self.look.caption
                if used + QFontMetricsF(small).horizontalAdvance(line.suffix) <= room:
                    found[-1][0].append((line.suffix, small, colour))
                else:
                    below = wrapped(line.suffix, small, room, MOST_LINES)
                    found += [([(text, small, colour)], small, line.tone) for text in below]
        return found

    def _font(self, tone: Tone) -> QFont:
        if tone is Tone.BEST:
            return self.look.emphasis_bold
        if tone in (Tone.VALUE, Tone.MISSING):
            return self.look.emphasis
        return self.look.body if tone is Tone.TEXT else self.look.caption
