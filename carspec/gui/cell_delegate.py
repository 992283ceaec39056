"""Paints a cell of the comparison: the figure, its mark, and what stands below it in small type."""

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carspec.core.numbers import marks
from carspec.core.sheet import Cell, Row, Sheet
from carspec.gui.cell_texts import Line, Tone, lines
from carspec.gui.column_widths import NARROW_IN_EMS
from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width, paint_found
from carspec.gui.number_alignment import longest_whole, set_in
from carspec.gui.sheet_model import SheetModel
from carspec.gui.texts import draw, largest_unbroken, wrapped
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import mark_of

MOST_LINES = 3
MOST_LINES_NARROW = 2
MOST_KEPT = 4000
SIDE, NARROW_SIDE, TOP = SPACING.large, SPACING.small + 2, 6

NUMBERS = (Tone.VALUE, Tone.BEST)
COLOURS = {
    Tone.VALUE: "text",
    Tone.TEXT: "text",
    Tone.BEST: "best",
    Tone.MISSING: "muted",
    Tone.DETAIL: "muted",
    Tone.DIFFERENCE: "accent",
    Tone.SPREAD: "conflict",
}


class _LaidOut(NamedTuple):
    """A line as it stands in a cell: texts with font, colour and place from the left, in pixels."""

    pieces: list[tuple[str, QFont, QColor, float]]
    ascent: float
    height: float


class CellDelegate(QStyledItemDelegate):
    """Only paints; what is said comes from `cell_texts`, in which look from `wear`."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[tuple[Line, ...], int, float, str], list[_LaidOut]] = {}
        self._sheet: Sheet | None = None
        self.found: set[tuple[str | None, str | None]] = set()
        self._decimal_mark = "."
        self._marks_at: dict[str, float] = {}
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Paint in another look; what was laid out in the one before is forgotten."""
        self.look = look
        self._mark_width = mark_width(look.caption)
        self._kept.clear()
        self._marks_at.clear()

    def show(self, sheet: Sheet) -> None:
        """Align the numbers of the rows of a Sheet at their decimal marks."""
        if sheet is not self._sheet:
            self._sheet = sheet
            self._decimal_mark = marks(sheet.profile.locale)[0]
            self._marks_at.clear()

    def height(self, cell: Cell, row: Row, width: int) -> int:
        """The height a cell needs in a column `width` pixels wide."""
        return round(sum(line.height for line in self._laid_out(cell, row, width))) + 2 * TOP

    def natural_width(self, cell: Cell, row: Row) -> int:
        """The width in which no line of a cell is broken."""
        widest = 0.0
        for line in lines(cell, row):
            wide = QFontMetricsF(self._font(line.tone)).horizontalAdvance(line.text)
            if line.suffix:
                wide += QFontMetricsF(self._suffix_font(line)).horizontalAdvance(line.suffix) + SPACING.small
            at = self._mark_at(row) if line.tone in NUMBERS else 0.0
            widest = max(widest, wide + set_in(line.text, self._font(line.tone), self._decimal_mark, at, 1e6))
        return ceil(widest) + 2 * SIDE + ceil(self._mark_width) + SPACING.small

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, SheetModel)
        cell, row = model.cell(index), model.line_at(index).row
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
        cell, row = model.cell(index), model.line_at(index).row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None or row is None:
            painter.fillRect(rect, self.look.colour("header"))
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self.look.colour("selection"))
            if (row.field.key, cell.vehicle) in self.found:
                paint_found(painter, rect, self.look, ground=not state & QStyle.StateFlag.State_Selected)
            self._paint_lines(painter, rect, cell, row)
        self._paint_edges(painter, rect, cell is None, model.transposed)
        view = self.parent()
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or (isinstance(view, QAbstractItemView) and view.currentIndex() == index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("focus"), 2 if focused else 1))
            inset = 1 if focused else 0.5
            painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRect, cell: Cell, row: Row) -> None:
        y, side = float(rect.top() + TOP), self._side(rect.width())
        for place, line in enumerate(self._laid_out(cell, row, rect.width())):
            for text, font, colour, x in line.pieces:
                draw(painter, rect.left() + side + x, y + line.ascent, text, font, colour)
            mark = mark_of(cell) if place == 0 else None
            if mark is not None:
                size = self._mark_width
                box = QRectF(rect.right() - side - size, y + (line.height - size) / 2, size, size)
                draw_mark(painter, box, mark, self.look)
            y += line.height

    def _paint_edges(self, painter: QPainter, rect: QRect, heading: bool, transposed: bool) -> None:
        """The lines round a cell; none crosses the band of a heading."""
        painter.setPen(QPen(self.look.colour("line"), 1))
        if not heading or not transposed:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not heading or transposed:
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _narrow(self, width: int) -> bool:
        return width < NARROW_IN_EMS * self.look.em

    def _side(self, width: int) -> int:
        return NARROW_SIDE if self._narrow(width) else SIDE

    def _laid_out(self, cell: Cell, row: Row, width: int) -> list[_LaidOut]:
        """The lines as they fit into a column `width` pixels wide, beside the mark; made once and kept."""
        told = lines(cell, row, self._narrow(width))
        mark_at = self._mark_at(row) if cell.number is not None else 0.0
        place = told, width, mark_at, self._decimal_mark
        if place not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[place] = [laid for line in told for laid in self._lay_out(line, width, mark_at)]
        return self._kept[place]

    def _mark_at(self, row: Row) -> float:
        """How far from the margin the decimal mark of a row stands; 0 where nothing is to be aligned."""
        if self._sheet is None:
            return 0.0
        if row.field.key not in self._marks_at:
            cells = (self._sheet.cell_of(row.field, vehicle) for vehicle in self._sheet.vehicles)
            numbers = [lines(cell, row)[0] for cell in cells if cell.number is not None]
            texts = [(line.text, self._font(line.tone)) for line in numbers]
            self._marks_at[row.field.key] = longest_whole(texts, self._decimal_mark)
        return self._marks_at[row.field.key]

    def _lay_out(self, line: Line, width: int, mark_at: float) -> list[_LaidOut]:
        room = width - 2 * self._side(width) - self._mark_width - SPACING.small
        most = MOST_LINES_NARROW if self._narrow(width) else MOST_LINES
        font, colour = self._fitting(line, room), self.look.colour(COLOURS[line.tone])
        metrics = QFontMetricsF(font)
        texts = wrapped(line.text, font, room, most)
        number = line.tone in NUMBERS and len(texts) == 1
        left = set_in(line.text, font, self._decimal_mark, mark_at, room) if number else 0.0
        found = [_LaidOut([(text, font, colour, left)], metrics.ascent(), metrics.height()) for text in texts]
        if line.suffix:
            small = self._suffix_font(line)
            less, used = QFontMetricsF(small), left + metrics.horizontalAdvance(texts[-1]) + SPACING.small
            if used + less.horizontalAdvance(line.suffix) <= room:
                found[-1].pieces.append((line.suffix, small, colour, used))
            else:
                below = wrapped(line.suffix, small, room, most)
                found += [_LaidOut([(t, small, colour, 0.0)], less.ascent(), less.height()) for t in below]
        return found

    def _fitting(self, line: Line, room: float) -> QFont:
        """The font of a line; what is too wide is set smaller before it would be broken."""
        fonts = [self._font(line.tone)]
        if line.tone is Tone.BEST:
            fonts += [self.look.body_bold, self.look.caption_bold]
        elif line.tone is Tone.VALUE:
            fonts += [self.look.body, self.look.caption]
        elif line.tone is Tone.TEXT:
            return largest_unbroken(line.text.split(), (*fonts, self.look.caption), room)
        return largest_unbroken([line.text], fonts, room)

    def _suffix_font(self, line: Line) -> QFont:
        return self.look.caption_bold if line.tone is Tone.BEST else self.look.caption

    def _font(self, tone: Tone) -> QFont:
        if tone is Tone.BEST:
            return self.look.emphasis_bold
        if tone in (Tone.VALUE, Tone.MISSING):
            return self.look.emphasis
        return self.look.body if tone is Tone.TEXT else self.look.caption
