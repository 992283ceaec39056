"""The list of claims in the evidence: what its keys, clicks and menu ask for."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from carspec.gui.claim_delegate import ClaimDelegate
from carspec.gui.claim_model import ClaimModel

Index = QModelIndex | QPersistentModelIndex


class ClaimList(QListView):
    """Emits `open_asked` with a claim for Enter and for a click, which also says whether it met the link;
    `menu_asked` with the place on the screen where the menu of the current claim is wanted."""

    open_asked = Signal(QModelIndex, bool)
    width_changed = Signal(int)
    current_changed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleDescription("Enter opens the source in the browser, Ctrl+C copies the claim.")

    def event(self, event: QEvent) -> bool:
        """While the claims have the focus, copying copies a claim and not the table, and Shift+F10 opens the
        menu of the claim and not of the car."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.matches(QKeySequence.StandardKey.Copy) or _asks_menu(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(model, ClaimModel):
            if self.currentIndex().isValid():
                QGuiApplication.clipboard().setText(model.citation(self.currentIndex().row()))
        elif _asks_menu(event):
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_asked.emit(self.currentIndex(), True)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.open_asked.emit(index, self._over_link(event, index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = index.isValid() and self._over_link(event, index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.width_changed.emit(self.viewport().width())

    def _over_link(self, event: QMouseEvent, index: QModelIndex) -> bool:
        delegate, model = self.itemDelegate(), self.model()
        assert isinstance(delegate, ClaimDelegate)
        assert isinstance(model, ClaimModel)
        if model.source(index.row()).url is None:
            return False
        return delegate.link(self.visualRect(index), index).contains(event.position().toPoint())


def _asks_menu(event: QKeyEvent) -> bool:
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (shifted and event.key() == Qt.Key.Key_F10)
