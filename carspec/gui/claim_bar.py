"""The buttons below the claims, for the commands that are used most."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from carspec.gui.flow_layout import FlowLayout
from carspec.gui.look import Look
from carspec.output.palette import SPACING

KEYS = ("show_claim", "exclude_claim", "add_claim")


class ClaimBar(QWidget):
    """Empty until it is given the actions."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.buttons: dict[str, QToolButton] = {}
        self._layout = FlowLayout(SPACING.small)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.large, SPACING.medium, SPACING.large, SPACING.medium)
        whole.addLayout(self._layout)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        for key in KEYS:
            button = QToolButton()
            button.setObjectName("command")
            button.setDefaultAction(actions[key])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFont(self._look.caption)
            self.buttons[key] = button
            self._layout.addWidget(button)

    def set_look(self, look: Look) -> None:
        self._look = look
        for button in self.buttons.values():
            button.setFont(look.caption)
