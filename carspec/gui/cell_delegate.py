"""Paints a cell of the comparison: the figure, its mark, and what stands below it in small type."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carspec.core.sheet import Cell, Row
from carspec.gui.cell_texts import Line, Tone, lines
from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.gui.sheet_model import SheetModel
from carspec.gui.texts import draw, wrapped
from carspec.output.palette import SPACING, mark_of

MOST_LINES = 3
MOST_KEPT = 4000
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


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A line as it stands in a cell: texts with font, colour and place from the left, in pixels."""

    pieces: list[tuple[str, QFont, QColor, float]]
    ascent: float
    height: float


class CellDelegate(QStyledItemDelegate):
    """Only paints; what is said comes from `cell_texts`, in which look from `wear`."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[tuple[Line, ...], float], list[_LaidOut]] = {}
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Paint in another look; what was laid out in the one before is forgotten."""
        self.look = look
        self._mark_width = mark_width(look.caption)
        self._kept.clear()

    def height(self, cell: Cell, row: Row, width: int) -> int:
        """The height a cell needs in a column `width` pixels wide."""
        return round(sum(line.height for line in self._laid_out(lines(cell, row), width))) + 2 * TOP

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
        for place, line in enumerate(self._laid_out(lines(cell, row), rect.width())):
            for text, font, colour, x in line.pieces:
                draw(painter, rect.left() + SIDE + x, y + line.ascent, text, font, colour)
            mark = mark_of(cell) if place == 0 else None
            if mark is not None:
                size = self._mark_width
                box = QRectF(rect.right() - SIDE - size, y + (line.height - size) / 2, size, size)
                draw_mark(painter, box, mark, self.look)
            y += line.height

    def _paint_edges(self, painter: QPainter, rect: QRect, heading: bool) -> None:
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not heading:
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _laid_out(self, told: tuple[Line, ...], width: int) -> list[_LaidOut]:
        """The lines as they fit into a column `width` pixels wide, beside the mark; made once and kept."""
        room = width - 2 * SIDE - self._mark_width - SPACING.small
        place = told, room
        if place not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[place] = [laid for line in told for laid in self._lay_out(line, room)]
        return self._kept[place]

    def _lay_out(self, line: Line, room: float) -> list[_LaidOut]:
        font, colour = self._font(line.tone), self.look.colour(COLOURS[line.tone])
        metrics = QFontMetricsF(font)
        texts = wrapped(line.text, font, room, MOST_LINES)
        found = [_LaidOut([(text, font, colour, 0.0)], metrics.ascent(), metrics.height()) for text in texts]
        if line.suffix:
            small = self.look.caption_bold if line.tone is Tone.BEST else self.look.caption
            less, used = QFontMetricsF(small), metrics.horizontalAdvance(texts[-1]) + SPACING.small
            if used + less.horizontalAdvance(line.suffix) <= room:
                found[-1].pieces.append((line.suffix, small, colour, used))
            else:
                below = wrapped(line.suffix, small, room, MOST_LINES)
                found += [_LaidOut([(t, small, colour, 0.0)], less.ascent(), less.height()) for t in below]
        return found

    def _font(self, tone: Tone) -> QFont:
        if tone is Tone.BEST:
            return self.look.emphasis_bold
        if tone in (Tone.VALUE, Tone.MISSING):
            return self.look.emphasis
        return self.look.body if tone is Tone.TEXT else self.look.caption
