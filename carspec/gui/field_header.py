"""The head of the fields in the comparison: labels with units, and headings of groups that fold."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from carspec.gui.head import Head
from carspec.gui.icons import picture
from carspec.gui.look import Look
from carspec.gui.marks import paint_found
from carspec.gui.sheet_model import TableLine
from carspec.gui.texts import draw, wrapped
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import FOOTNOTE

WIDTH_IN_EMS = 11
CHEVRON = 14
SIDE, TOP = SPACING.large, 6
MOST_LINES = 3


class FieldHeader(Head):
    """Emits `fold_asked` with the group of a heading that was clicked, `sort_asked` with a field that was.

    At the top the heading of a group is a narrow column, whose text runs upwards.
    """

    fold_asked = Signal(str)
    sort_asked = Signal(str)

    def __init__(self, look: Look, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(look, orientation, parent)
        self.found: set[tuple[str | None, str | None]] = set()
        self._pressed = -1
        self.setMinimumSectionSize(1)
        self.setAccessibleName("Fields")

    def wanted_width(self) -> int:
        return round(self.look.em * WIDTH_IN_EMS) + 2 * SIDE

    def height_of(self, section: int) -> int:
        line = self._line(section)
        if line is None:
            return 0
        if line.row is None:
            return self._heading_length(line) if self.at_top else self.heading_breadth()
        label, unit, same_line = self._texts(line, self.width_of(section))
        count = len(label) + (0 if same_line else 1 if unit else 0)
        return round(QFontMetricsF(self.look.body).height() * count) + 2 * TOP

    def heading_breadth(self) -> int:
        """The height of the heading of a group; at the top its width."""
        return round(QFontMetricsF(self.look.body_bold).height()) + 2 * TOP

    def label_width(self, line: TableLine) -> int:
        """The width in which no word of a label is broken."""
        assert line.row is not None
        metrics = QFontMetricsF(self.look.body)
        return round(max(map(metrics.horizontalAdvance, line.row.label.split()), default=0)) + 2 * SIDE + 1

    def key_of(self, section: int) -> str | None:
        line = self._line(section)
        return line.row.field.key if line is not None and line.row is not None else None

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        line = self._line(logicalIndex)
        if line is None or not rect.isValid():
            return
        painter.save()
        heading = line.row is None
        painter.fillRect(rect, self.look.colour("header" if heading or self.at_top else "surface"))
        if line.row is not None and (line.row.field.key, None) in self.found:
            paint_found(painter, rect, self.look)
        painter.setPen(QPen(self.look.colour("line_strong" if self.at_top else "line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(self.look.colour("line"), 1))
        if not heading or self.at_top:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if heading:
            self._paint_heading(painter, rect, line)
        else:
            if self.at_top:
                rect.setTop(rect.bottom() - self.height_of(logicalIndex))
            self._paint_field(painter, rect, line)
            self._paint_note(painter, rect, logicalIndex)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.begin_resize(event):
            self._pressed = self.logicalIndexAt(event.position().toPoint())
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click folds a group or sorts; with a key held, or over several heads, it only selects."""
        if self.end_resize(event):
            return
        section, pressed = self.logicalIndexAt(event.position().toPoint()), self._pressed
        self._pressed = -1
        line = self._line(section)
        super().mouseReleaseEvent(event)
        if line is None or section != pressed or event.button() != Qt.MouseButton.LeftButton:
            return
        if line.row is None:
            self.fold_asked.emit(line.section.group)
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.sort_asked.emit(line.row.field.key)

    def _line(self, section: int) -> TableLine | None:
        lines = self.sheet_model().lines
        return lines[section] if 0 <= section < len(lines) else None

    def _texts(self, line: TableLine, width: int) -> tuple[tuple[str, ...], str, bool]:
        """The label in lines, the unit, and whether the unit fits behind the last line."""
        assert line.row is not None
        room = width - 2 * SIDE
        label = wrapped(line.row.label, self.look.body, room, MOST_LINES)
        unit = " ".join(part for part in (line.row.unit, self._arrow(line.row.field.key)) if part)
        used = QFontMetricsF(self.look.body).horizontalAdvance(label[-1]) + SPACING.small
        return label, unit, used + QFontMetricsF(self.look.caption).horizontalAdvance(unit) <= room

    def _paint_note(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The sign of a row whose figures do not hold under the same conditions, at its right edge."""
        if self.sheet_model().notes(section):
            x = rect.right() - SPACING.medium - QFontMetricsF(self.look.body).horizontalAdvance(FOOTNOTE) / 2
            y = rect.top() + TOP + QFontMetricsF(self.look.body).ascent()
            draw(painter, x, y, FOOTNOTE, self.look.caption, self.look.colour("muted"))

    def _arrow(self, field: str) -> str:
        """The sign of a row by which the cars are sorted."""
        sheet = self.sheet_model().sheet
        sort = sheet.query.sort if sheet else None
        return ("↓" if sort[1] else "↑") if sort and sort[0] == field else ""

    def _heading_length(self, line: TableLine) -> int:
        """How long the heading of a group is, with its chevron and the count of rows folded away."""
        text = QFontMetricsF(self.look.body_bold).horizontalAdvance(line.section.heading)
        count = f"{line.section.folded}" if line.section.folded else ""
        more = QFontMetricsF(self.look.caption).horizontalAdvance(count) + SPACING.medium if count else 0.0
        return round(text + more) + CHEVRON + 3 * SPACING.small

    def _paint_heading(self, painter: QPainter, rect: QRect, line: TableLine) -> None:
        """At the top the painter is turned, so that the text begins below and runs upwards."""
        if self.at_top:
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            rect = QRect(0, 0, rect.height(), rect.width())
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
        label, unit, same_line = self._texts(line, rect.width())
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
