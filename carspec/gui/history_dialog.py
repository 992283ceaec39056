"""The history of the user's changes, newest first, with undo and redo."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.history import Entry, State
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

WIDTH_IN_EMS, HEIGHT_IN_EMS = 84, 40
STATES = {
    State.DONE: "",
    State.UNDONE: "undone, can be redone",
    State.DROPPED: "undone",
    State.FIXED: "can no longer be undone",
}


class HistoryDialog(QDialog):
    """`attempt` carries out an undo or redo and tells of a refusal."""

    def __init__(
        self,
        state: ViewState,
        attempt: Callable[[Callable[[], None]], None],
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.setWindowTitle("History")
        told = WrappedLabel("What you did to claims and cars. The shipped data stay as they are.")
        self.list = QTreeWidget()
        self.list.setHeaderLabels(("When", "What", ""))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("History")
        self.list.setWordWrap(True)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        header.sectionResized.connect(self.list.scheduleDelayedItemsLayout)
        self.undo, self.redo, self.copy = QPushButton(), QPushButton(), QPushButton("Copy as text")
        self.undo.clicked.connect(lambda: self._do(attempt, state.undo))
        self.redo.clicked.connect(lambda: self._do(attempt, state.redo))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.undo, self.redo, self.copy):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        layout.setSpacing(SPACING.medium)
        for part in (told, self.list, buttons):
            layout.addWidget(part)
        room = parent.screen().availableSize()
        wanted = QSize(round(look.em * WIDTH_IN_EMS), round(look.em * HEIGHT_IN_EMS))
        self.resize(wanted.boundedTo(room * 0.92))
        self._fill()

    def text(self) -> str:
        """The history as text, oldest first."""
        return "\n".join(entry.line for entry in self._entries())

    def _entries(self) -> list[Entry]:
        return list(self._state.library.history()) if self._state.library else []

    def _do(self, attempt: Callable[[Callable[[], None]], None], step: Callable[[], None]) -> None:
        attempt(step)
        self._fill()

    def _fill(self) -> None:
        entries = self._entries()
        self.list.clear()
        for entry in reversed(entries):
            when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
            item = QTreeWidgetItem([when, entry.what, STATES[entry.state]])
            item.setToolTip(1, entry.what)
            if entry.state in (State.UNDONE, State.DROPPED):
                for column in range(3):
                    item.setForeground(column, self.palette().placeholderText())
            self.list.addTopLevelItem(item)
        if not entries:
            item = QTreeWidgetItem(["", "Nothing has been changed yet."])
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(item)
        for button, verb, name in (
            (self.undo, "Undo", self._state.undo_name),
            (self.redo, "Redo", self._state.redo_name),
        ):
            button.setText(f"{verb} {name}".replace("&", "&&") if name else verb)
            button.setEnabled(name is not None)
        self.copy.setEnabled(bool(entries))
