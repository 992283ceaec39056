"""What stands where there is nothing to show: why that is so, and a button that helps."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from carspec.gui.icons import picture
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

SIZES = {"limousine": QSize(160, 64)}


class EmptyState(QWidget):
    """A drawing, a heading, a sentence, and where there is something to do a button."""

    action_asked = Signal()

    def __init__(self, drawing: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._picture = QLabel()
        self._heading, self._sentence = WrappedLabel(), WrappedLabel()
        self._sentence.setProperty("tone", "muted")
        self.button = QPushButton()
        self.button.setObjectName("primary")
        self.button.clicked.connect(self.action_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        layout.setSpacing(SPACING.medium)
        layout.addStretch(1)
        for part in (self._picture, self._heading, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addSpacing(SPACING.small)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.set_look(look)

    def say(self, heading: str, sentence: str, action: str = "") -> None:
        """Show these words; without an action there is no button."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def set_look(self, look: Look) -> None:
        self._look = look
        self._heading.setFont(look.heading)
        self._sentence.setFont(look.body)
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        size = SIZES.get(self._drawing, QSize(32, 32))
        self._picture.setPixmap(
            picture(self._drawing, self._look.theme.faint, size, self.devicePixelRatioF())
        )
