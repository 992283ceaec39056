"""A strip above the comparison that tells the user something about the library, until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING


class NoticeBar(QFrame):
    """Hidden while there is nothing to tell."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.label = WrappedLabel(selectable=True)
        self._act: Callable[[], None] = self.hide
        self.action_button = QToolButton()
        self.action_button.setObjectName("link")
        self.action_button.clicked.connect(lambda: self._do())
        self.action_button.hide()
        self.button = QToolButton()
        self.button.setObjectName("link")
        self.button.setText("Close")
        self.button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACING.large, SPACING.small, SPACING.medium, SPACING.small)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        self.label.setFont(look.body)
        self.button.setFont(look.body)
        self.action_button.setFont(look.body)

    def tell(self, notice: str | None, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Show a sentence, with a button for what can be done about it; None hides the strip."""
        self.action_button.setVisible(action is not None)
        if action is not None:
            self.action_button.setText(action[0])
            self._act = action[1]
        self.label.setText(notice or "")
        self.setAccessibleName(notice or "")
        self.setVisible(bool(notice))

    def _do(self) -> None:
        self.hide()
        self._act()
