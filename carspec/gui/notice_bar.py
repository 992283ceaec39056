"""A strip above the comparison that tells the user something about the library, until it is closed."""

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
        self.button = QToolButton()
        self.button.setObjectName("link")
        self.button.setText("Close")
        self.button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACING.large, SPACING.small, SPACING.medium, SPACING.small)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        self.label.setFont(look.body)
        self.button.setFont(look.body)

    def tell(self, notice: str | None) -> None:
        """Show a sentence; None hides the strip."""
        self.label.setText(notice or "")
        self.setAccessibleName(notice or "")
        self.setVisible(bool(notice))
