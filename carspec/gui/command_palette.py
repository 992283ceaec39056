"""The command palette: a field to type into, and below it what fits, with its keys."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCursor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from carspec.gui.look import Look
from carspec.gui.palette_entries import COMMAND, Entry, Everything
from carspec.gui.texts import draw, elided
from carspec.output.palette import SPACING

Index = QModelIndex | QPersistentModelIndex
ROWS, WIDTH_IN_EMS = 12, 44
ENTRY = Qt.ItemDataRole.UserRole


class CommandPalette(QDialog):
    """Enter or a click carries the chosen entry out, the arrows choose another, Escape leaves."""

    def __init__(self, everything: Everything, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle("Find a command, car or field")
        self._everything = everything
        self.field = _Field(self)
        self.list = QListView()
        self.list.setAccessibleName("What fits")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._model = _EntryModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(look, self))
        self.none = QLabel("Nothing is called that. Try fewer letters.")
        self.none.setProperty("tone", "muted")
        self.none.setMargin(SPACING.large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.medium, SPACING.medium, SPACING.medium, SPACING.medium)
        layout.setSpacing(SPACING.small)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        for part in (self.field, self.none, self.list):
            layout.addWidget(part)
        self.field.textChanged.connect(self._find)
        self.field.moved.connect(self._move)
        self.field.returnPressed.connect(lambda: self._run(self.list.currentIndex()))
        self.list.clicked.connect(self._run)
        self._pointer = QCursor.pos()
        self.list.entered.connect(self._point)
        self._place(look, parent)
        self._find("")

    def _point(self, index: QModelIndex) -> None:
        """Follow the pointer where it moves; what only scrolls past a pointer at rest is not chosen."""
        if QCursor.pos() != self._pointer:
            self._pointer = QCursor.pos()
            self.list.setCurrentIndex(index)

    def _place(self, look: Look, parent: QWidget) -> None:
        """In the middle at the top of the window, no larger than it."""
        self._row = self.list.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self._most = min(ROWS, round(parent.height() * 0.6) // self._row)
        width = min(round(look.em * WIDTH_IN_EMS), parent.width() - 2 * SPACING.huge)
        self.field.setFixedWidth(width)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, round(parent.height() * 0.1))))
        self.field.setFocus()

    def _find(self, text: str) -> None:
        found = self._everything.find(text)
        self._model.show(found)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.scrollToTop()
        self.list.setFixedHeight(min(len(found), self._most) * self._row + 2 * self.list.frameWidth())
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            place = self.list.currentIndex().row() + step
            inside = place % count if abs(step) == 1 else min(max(place, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(inside))
            self.field.setAccessibleDescription(str(self.list.currentIndex().data()))

    def _run(self, index: Index) -> None:
        """Close first: what is asked for may open a window of its own."""
        entry = index.data(ENTRY)
        if entry is not None:
            self.accept()
            QTimer.singleShot(0, entry.run)


class _Field(QLineEdit):
    """Keeps the focus while the arrows move in the list below it; emits by how many lines."""

    moved = Signal(int)

    def __init__(self, palette: CommandPalette) -> None:
        super().__init__(palette)
        self.setPlaceholderText("Command, car or field")
        self.setAccessibleName("Find a command, car or field")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Down: 1, key.Key_Up: -1, key.Key_PageDown: ROWS - 1, key.Key_PageUp: 1 - ROWS}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class _EntryModel(QAbstractListModel):
    """The entries found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (entry.text, entry.kind, entry.keys) if part)
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Paints the text at the left, what it is and its keys at the right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, round(QFontMetricsF(self._look.body).height()) + 2 * SPACING.small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, entry = self._look, index.data(ENTRY)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("selection" if chosen else "surface"))
        body, small = QFontMetricsF(look.body), QFontMetricsF(look.caption)
        baseline = rect.top() + (rect.height() - body.height()) / 2 + body.ascent()
        right = float(rect.right() - SPACING.medium)
        muted = look.colour("text" if chosen else "muted")
        for text in (entry.keys, "" if entry.kind == COMMAND else entry.kind):
            width = small.horizontalAdvance(text)
            draw(painter, right - width, baseline, text, look.caption, muted)
            right -= width + (SPACING.large if text else 0)
        left = float(rect.left() + SPACING.medium)
        text = elided(entry.text, look.body, right - left)
        draw(painter, left, baseline, text, look.body, look.colour("text"))
        painter.restore()
