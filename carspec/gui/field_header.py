"""The vertical header of the comparison: fields with their units, and the headings of groups that fold."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from carspec.gui.icons import picture
from carspec.gui.look import Look
from carspec.gui.marks import paint_found
from carspec.gui.sheet_model import SheetModel, TableLine
from carspec.gui.texts import draw, wrapped
from carspec.output.palette import FOOTNOTE, SPACING

WIDTH_IN_EMS = 11
CHEVRON = 14
SIDE, TOP = SPACING.large, 6


class FieldHeader(QHeaderView):
    """Emits `fold_asked` with the group whose heading was clicked."""

    fold_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.look = look
        self.found: set[tuple[str, str | None]] = set()
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName("Fields")

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), super().sizeHint().height())

    def wanted_width(self) -> int:
        return round(self.look.em * WIDTH_IN_EMS) + 2 * SIDE

    def height_of(self, line: TableLine) -> int:
        """The height that the text of a line needs."""
        if line.row is None:
            return round(QFontMetricsF(self.look.body_bold).height()) + 2 * TOP
        label, unit, same_line = self._texts(line)
        count = len(label) + (0 if same_line else 1 if unit else 0)
        return round(QFontMetricsF(self.look.body).height() * count) + 2 * TOP

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        line = self._line(logicalIndex)
        if line is None or not rect.isValid():
            return
        painter.save()
        heading = line.row is None
        painter.fillRect(rect, self.look.colour("header" if heading else "surface"))
        if line.row is not None and (line.row.field.key, None) in self.found:
            paint_found(painter, rect, self.look)
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if heading:
            self._paint_heading(painter, rect, line)
        else:
            painter.drawLine(rect.topRight(), rect.bottomRight())
            self._paint_field(painter, rect, line)
            self._paint_note(painter, rect, logicalIndex)
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line = self._line(self.logicalIndexAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)
        if line is not None and line.row is None and event.button() == Qt.MouseButton.LeftButton:
            self.fold_asked.emit(line.section.group)

    def _line(self, section: int) -> TableLine | None:
        model = self.model()
        assert isinstance(model, SheetModel)
        return model.line(section) if 0 <= section < self.count() else None

    def _texts(self, line: TableLine) -> tuple[tuple[str, ...], str, bool]:
        """The label in lines, the unit, and whether the unit fits behind the last line."""
        assert line.row is not None
        room = self.wanted_width() - 2 * SIDE
        label = wrapped(line.row.label, self.look.body, room, 3)
        unit = " ".join(part for part in (line.row.unit, self._arrow(line.row.field.key)) if part)
        used = QFontMetricsF(self.look.body).horizontalAdvance(label[-1]) + SPACING.small
        return label, unit, used + QFontMetricsF(self.look.caption).horizontalAdvance(unit) <= room

    def _paint_note(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The sign of a row whose figures do not hold under the same conditions, at its right edge."""
        model = self.model()
        assert isinstance(model, SheetModel)
        if model.notes(section):
            x = rect.right() - SPACING.medium - QFontMetricsF(self.look.body).horizontalAdvance(FOOTNOTE) / 2
            y = rect.top() + TOP + QFontMetricsF(self.look.body).ascent()
            draw(painter, x, y, FOOTNOTE, self.look.caption, self.look.colour("muted"))

    def _arrow(self, field: str) -> str:
        """The sign of a row by which the cars are sorted."""
        model = self.model()
        assert isinstance(model, SheetModel)
        sort = model.sheet.query.sort if model.sheet else None
        return ("↓" if sort[1] else "↑") if sort and sort[0] == field else ""

    def _paint_heading(self, painter: QPainter, rect: QRect, line: TableLine) -> None:
        metrics = QFontMetricsF(self.look.body_bold)
        name = "collapse" if line.section.folded else "expand"
        ratio = self.devicePixelRatioF()
        mark = picture(name, self.look.theme.muted, QSize(CHEVRON, CHEVRON), ratio)
        painter.drawPixmap(rect.left() + SPACING.small, rect.center().y() - CHEVRON // 2, mark)
        text = line.section.heading
        x, y = rect.left() + SPACING.small + CHEVRON + SPACING.small, rect.top() + TOP + metrics.ascent()
        draw(painter, x, y, text, self.look.body_bold, self.look.colour("text"))
        if line.section.folded:
            x += round(metrics.horizontalAdvance(text)) + SPACING.medium
            draw(painter, x, y, str(line.section.folded), self.look.caption, self.look.colour("muted"))

    def _paint_field(self, painter: QPainter, rect: QRect, line: TableLine) -> None:
        label, unit, same_line = self._texts(line)
        metrics = QFontMetricsF(self.look.body)
        x, y = float(rect.left() + SIDE), float(rect.top() + TOP)
        for text in label:
            draw(painter, x, y + metrics.ascent(), text, self.look.body, self.look.colour("text"))
            y += metrics.height()
        if not unit:
            return
        if same_line:
            y -= metrics.height()
            x += metrics.horizontalAdvance(label[-1]) + SPACING.small
        draw(painter, x, y + metrics.ascent(), unit, self.look.caption, self.look.colour("muted"))
