"""The cars that are compared, at the top of the library, whatever the search leaves of the others."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.values import Vehicle
from carspec.gui.look import Look
from carspec.gui.texts import draw, elided
from carspec.output.palette import SPACING

KEY, OUTSIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
OUTSIDE_WORDS = "not among those found"
LEAST_LINES, MOST_LINES, PAD = 2, 4, 3

Index = QModelIndex | QPersistentModelIndex


class Shortlist(QWidget):
    """Emits `remove_asked` for the cross, Delete and Space, `go_asked` for Enter and a double click."""

    remove_asked = Signal(str)
    go_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._room = look, 0
        self._shown: tuple[tuple[str, ...], frozenset[str]] = ((), frozenset())
        self.heading = QLabel()
        self.heading.setContentsMargins(SPACING.large, 0, SPACING.large, SPACING.small)
        self.list = _ShortlistView(look)
        self.list.remove_asked.connect(self.remove_asked)
        self.list.go_asked.connect(self.go_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACING.small)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        self.hide()

    def show_cars(self, cars: Sequence[Vehicle], found: Collection[str]) -> None:
        """Show these cars; those whose key is not among the found ones are told apart."""
        wanted = tuple(car.key for car in cars), frozenset(car.key for car in cars if car.key not in found)
        if wanted == self._shown:
            return
        self._shown = wanted
        place = self.list.currentRow()
        self.list.clear()
        for car in cars:
            outside = car.key in wanted[1]
            item = QListWidgetItem(car.name, self.list)
            item.setData(KEY, car.key)
            item.setData(OUTSIDE, outside)
            item.setToolTip(f"{car.name} {car.years}".strip() + (f"\n{OUTSIDE_WORDS}" if outside else ""))
            said = f"{car.name}, compared{f', {OUTSIDE_WORDS}' if outside else ''}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(min(max(place, 0), len(cars) - 1))
        self.heading.setText(f"Compared · {len(cars)}")
        self.setVisible(bool(cars))
        self.fit(self._room)

    def set_look(self, look: Look) -> None:
        self._look = self.list.delegate.look = look
        self.heading.setFont(look.caption_bold)
        self.fit(self._room)
        self.list.doItemsLayout()

    def fit(self, room: int) -> None:
        """Take a sixth of a height in pixels, from two to four lines; the others are scrolled to."""
        self._room = room
        line = self.list.delegate.line()
        most = min(max(room // line // 6, LEAST_LINES), MOST_LINES)
        self.list.setFixedHeight(min(self.list.count(), most) * line)


class _ShortlistView(QListWidget):
    remove_asked = Signal(str)
    go_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.delegate = _ShortlistDelegate(look, self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Compared vehicles")
        self.setAccessibleDescription("Enter goes to the column of a vehicle, Delete removes it.")
        self.itemDoubleClicked.connect(lambda item: self.go_asked.emit(item.data(KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, keys = self.currentItem(), Qt.Key
        if item is not None and event.key() in (keys.Key_Delete, keys.Key_Backspace, keys.Key_Space):
            self.remove_asked.emit(item.data(KEY))
        elif item is not None and event.key() in (keys.Key_Return, keys.Key_Enter):
            self.go_asked.emit(item.data(KEY))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        item = self.itemAt(place)
        if item is not None and self.delegate.cross(self.visualItemRect(item)).contains(place):
            self.remove_asked.emit(item.data(KEY))
        else:
            super().mouseReleaseEvent(event)


class _ShortlistDelegate(QStyledItemDelegate):
    """One line a car: its name, what is to be said of it, and the cross that removes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def line(self) -> int:
        """The height of a line in pixels."""
        return round(QFontMetricsF(self.look.body).height()) + 2 * PAD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.line())

    def cross(self, rect: QRect) -> QRect:
        """Where a click on a line removes its car."""
        side = rect.height()
        return QRect(rect.right() - side - SPACING.small, rect.top(), side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self.look, option.rect
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if focused and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        left, right = rect.left() + SPACING.large, self.cross(rect).left()
        y = rect.top() + PAD + QFontMetricsF(look.body).ascent()
        if index.data(OUTSIDE):
            words = elided("filtered out", look.caption, (right - left) * 0.6)
            width = QFontMetricsF(look.caption).horizontalAdvance(words)
            draw(painter, right - width, y, words, look.caption, look.colour("muted"))
            right -= round(width) + SPACING.medium
        name = elided(str(index.data()), look.body, right - left)
        draw(painter, left, y, name, look.body, look.colour("muted" if index.data(OUTSIDE) else "text"))
        middle, half = QRectF(self.cross(rect)).center(), rect.height() / 7
        painter.setPen(QPen(look.colour("muted"), 1.3))
        for sign in (1, -1):
            painter.drawLine(middle - QPointF(half, sign * half), middle + QPointF(half, sign * half))
        if focused:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()
