"""The head of the cars in the comparison: each car with its ratings and a cross that removes it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from carspec.core.values import Vehicle
from carspec.gui.car_texts import NOT_RATED, ratings
from carspec.gui.column_widths import NARROW_IN_EMS
from carspec.gui.head import Head
from carspec.gui.look import Look
from carspec.gui.marks import paint_found
from carspec.gui.texts import draw, elided, largest_unbroken, wrapped
from carspec.output.palette import SPACING

CROSS = 14
WIDTH_IN_EMS = 13
SIDE, NARROW_SIDE, TOP = SPACING.large, SPACING.small + 2, 10


class CarHeader(Head):
    """Emits `remove_asked` with the key of a car whose cross was clicked, and `move_asked` with the key of a
    car that was dragged and by how many places. With the focus, keys ask for the next car or the one before
    (`step_asked`), for the menu, and to leave."""

    remove_asked = Signal(str)
    move_asked = Signal(str, int)
    step_asked = Signal(int)
    menu_asked = Signal()
    leave_asked = Signal()

    def __init__(self, look: Look, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(look, orientation, parent)
        self._hovered = self._pressed = self._drop = -1
        self._pressed_at = QPoint()
        self.found: set[tuple[str | None, str | None]] = set()
        self.setMouseTracking(True)
        self.setAccessibleName("Cars compared")

    def wanted_width(self) -> int:
        return round(self.look.em * WIDTH_IN_EMS) + 2 * SIDE

    def height_of(self, section: int) -> int:
        vehicle = self._vehicle(section)
        if vehicle is None:
            return 0
        caption, width = QFontMetricsF(self.look.caption).height(), self.width_of(section)
        names = len(self._model_lines(vehicle, width))
        name = QFontMetricsF(self._name_font(vehicle, width)).height() * names
        return round(2 * caption + name) + self._badge_height() + 2 * TOP + SPACING.small

    def key_of(self, section: int) -> str | None:
        vehicle = self._vehicle(section)
        return vehicle.key if vehicle is not None else None

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        vehicle = self._vehicle(logicalIndex)
        if vehicle is None or not rect.isValid():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, self.look.colour("header"))
        if (None, vehicle.key) in self.found:
            paint_found(painter, rect, self.look)
        painter.setPen(QPen(self.look.colour("line_strong"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setClipRect(rect)
        self._paint_texts(painter, rect, vehicle)
        self._paint_cross(painter, self._cross(rect), logicalIndex == self._hovered)
        if self.hasFocus() and self.sheet_model().car_number(self.currentIndex()) == logicalIndex:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.end_resize(event):
            return
        dragged, drop = self._pressed, self._drop
        self._pressed = self._drop = -1
        if dragged >= 0 and drop >= 0:
            self.viewport().update()
            vehicle, step = self._vehicle(dragged), drop - dragged - (1 if drop > dragged else 0)
            if vehicle is not None and step:
                self.move_asked.emit(vehicle.key, step)
            return
        section = self._cross_at(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            vehicle = self._vehicle(section)
            assert vehicle is not None
            self.remove_asked.emit(vehicle.key)
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if not self.begin_resize(event) and self._cross_at(place) < 0:
            if event.button() == Qt.MouseButton.LeftButton:
                self._pressed, self._pressed_at = self.logicalIndexAt(place), place
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cross_at(event.position().toPoint())
        if self._pressed >= 0 and event.buttons() & Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            if (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                self._drop = self._drop_at(self.along(place))
                self.viewport().update()
                return
        if over != self._hovered:
            self._hovered = over
            self.viewport().update()
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Left: -1, key.Key_Right: 1} if self.at_top else {key.Key_Up: -1, key.Key_Down: 1}
        into = key.Key_Down if self.at_top else key.Key_Right
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
        elif event.key() == key.Key_Menu:
            self.menu_asked.emit()
        elif event.key() in (into, key.Key_Escape):
            self.leave_asked.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            section = self._cross_at(event.pos())
            vehicle = self._vehicle(section) if section >= 0 else None
            if vehicle is not None:
                QToolTip.showText(event.globalPos(), f"Remove {vehicle.name} (Delete)", self)
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where a car that is dragged would go, a line shows."""
        super().paintEvent(event)
        if self._drop >= 0:
            last = self._drop >= self.count()
            section = self.count() - 1 if last else self._drop
            at = self.sectionViewportPosition(section) + (self.sectionSize(section) if last else 0)
            start = max(at - 2, 0)
            line = QRect(start, 0, 4, self.height()) if self.at_top else QRect(0, start, self.width(), 4)
            painter = QPainter(self.viewport())
            painter.fillRect(line, self.look.colour("accent"))
            painter.end()

    def _drop_at(self, along: int) -> int:
        """The place between cars that is nearest: 0 before the first, the count after the last."""
        section = self.logicalIndexAt(along)
        if section < 0:
            return 0 if along < 0 else self.count()
        middle = self.sectionViewportPosition(section) + self.sectionSize(section) / 2
        return section + (1 if along > middle else 0)

    def _vehicle(self, section: int) -> Vehicle | None:
        vehicles = self.sheet_model().vehicles
        return vehicles[section] if 0 <= section < len(vehicles) else None

    def _ratings(self, vehicle: Vehicle) -> list[str]:
        sheet = self.sheet_model().sheet
        assert sheet is not None
        return ratings(sheet, vehicle)

    def _is_baseline(self, vehicle: Vehicle) -> bool:
        sheet = self.sheet_model().sheet
        return sheet is not None and sheet.query.baseline == vehicle.key

    def _model_lines(self, vehicle: Vehicle, width: int) -> tuple[str, ...]:
        return wrapped(vehicle.title, self._name_font(vehicle, width), self._room(width), 3)

    def _name_font(self, vehicle: Vehicle, width: int) -> QFont:
        """Smaller in a narrow column where a word of the name would be broken."""
        fonts = (self.look.emphasis_bold, self.look.body_bold, self.look.caption_bold)
        return largest_unbroken(vehicle.title.split(), fonts, self._room(width))

    def _room(self, width: int) -> int:
        return width - 2 * self._side(width)

    def _side(self, width: int) -> int:
        return SIDE if width >= NARROW_IN_EMS * self.look.em else NARROW_SIDE

    def _badge_height(self) -> int:
        return round(QFontMetricsF(self.look.caption).height()) + 4

    def _paint_texts(self, painter: QPainter, rect: QRect, vehicle: Vehicle) -> None:
        look, room = self.look, self._room(rect.width())
        x, y = float(rect.left() + self._side(rect.width())), float(rect.top() + TOP)
        small = QFontMetricsF(look.caption)
        tag = "baseline" if self._is_baseline(vehicle) else ""
        tag_width = QFontMetricsF(look.caption_bold).horizontalAdvance(tag)
        free = room - CROSS - SPACING.small
        make = elided(vehicle.make, look.caption, free - (tag_width + SPACING.small if tag else 0))
        draw(painter, x, y + small.ascent(), make, look.caption, look.colour("muted"))
        if tag:
            left = x + free - tag_width
            draw(painter, left, y + small.ascent(), tag, look.caption_bold, look.colour("accent"))
        y += small.height()
        font = self._name_font(vehicle, rect.width())
        bold = QFontMetricsF(font)
        for line in self._model_lines(vehicle, rect.width()):
            draw(painter, x, y + bold.ascent(), line, font, look.colour("text"))
            y += bold.height()
        more = " · ".join(part for part in (vehicle.years, vehicle.body_style) if part)
        draw(
            painter,
            x,
            y + small.ascent(),
            elided(more, look.caption, room),
            look.caption,
            look.colour("muted"),
        )
        self._paint_badges(painter, x, y + small.height() + SPACING.small, room, vehicle)

    def _paint_badges(self, painter: QPainter, x: float, y: float, room: float, vehicle: Vehicle) -> None:
        look, metrics, height = self.look, QFontMetricsF(self.look.caption), self._badge_height()
        end = x + room
        known = self._ratings(vehicle)
        if not known:
            text = elided(NOT_RATED, look.caption, room)
            draw(painter, x, y + 2 + metrics.ascent(), text, look.caption, look.colour("muted"))
        for rating in known:
            text = elided(rating, look.caption, end - x - 2 * 6)
            width = metrics.horizontalAdvance(text) + 2 * 6
            if width > end - x or (text != rating and x > end - room):
                return
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.setBrush(look.colour("raised"))
            painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, width - 1, height - 1), 4, 4)
            draw(painter, x + 6, y + 2 + metrics.ascent(), text, look.caption, look.colour("text"))
            x += width + SPACING.small

    def _paint_cross(self, painter: QPainter, box: QRect, hovered: bool) -> None:
        if hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour("selection"))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
        painter.setPen(QPen(self.look.colour("text" if hovered else "muted"), 1.4))
        arm = CROSS / 2 - 3
        centre = QRectF(box).center()
        painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm))
        painter.drawLine(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm))

    def _cross(self, rect: QRect) -> QRect:
        return QRect(rect.right() - SPACING.medium - CROSS, rect.top() + TOP, CROSS, CROSS)

    def cross(self, section: int) -> QRect:
        """Where the cross of a section is, in pixels of the viewport."""
        return self._cross(self.rect_of(section))

    def name_width(self, vehicle: Vehicle) -> int:
        """The width in which the name of a car stands in at most two lines."""
        lines = max(1.0, QFontMetricsF(self.look.emphasis_bold).horizontalAdvance(vehicle.title) / 1.6)
        make = QFontMetricsF(self.look.caption).horizontalAdvance(vehicle.make) + CROSS + SPACING.small
        return round(max(lines, make)) + 2 * SIDE

    def _cross_at(self, place: QPoint) -> int:
        section = self.logicalIndexAt(place)
        if section >= 0 and self.cross(section).adjusted(-4, -4, 4, 4).contains(place):
            return section
        return -1
