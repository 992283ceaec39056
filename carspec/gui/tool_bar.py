"""The tool bar: the commands and choices that the table of commands puts there."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from carspec.gui.choices import ChoiceMenu
from carspec.gui.commands import COMMANDS, Choice
from carspec.gui.icons import icon
from carspec.gui.look import Look

CHOICES = {entry.key: entry for entry in COMMANDS if isinstance(entry, Choice) and entry.bar}
MOST_LETTERS = 24


class ToolBar(QToolBar):
    """Fixed; a button of choices says what is chosen."""

    def __init__(
        self, actions: Mapping[str, QAction], choices: Mapping[str, ChoiceMenu], parent: QWidget
    ) -> None:
        super().__init__("Tools", parent)
        self._choices = choices
        self.buttons = {name: self._choice_button(name) for name in CHOICES}
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add("left", actions)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        before = len(self.actions())
        self._add("right", actions)
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        right = (self.widgetForAction(action) for action in self.actions()[before:])
        self._right = [button for button in right if isinstance(button, QToolButton)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the texts have no room, the buttons at the right show their icons alone."""
        super().resizeEvent(event)
        self._fit()

    def set_look(self, look: Look) -> None:
        side = round(QFontMetricsF(look.body).height() * 1.2)
        self.setIconSize(QSize(side, side))
        for name, choice in CHOICES.items():
            self.buttons[name].setIcon(icon(choice.icon, look.theme))

    def show_choices(self) -> None:
        """Write what is chosen on the buttons."""
        for name, choice in CHOICES.items():
            label, text = choice.name, self._choices[name].text
            short = text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
            self.buttons[name].setText(f"{label}: {short.replace('&', '&&')} ▾")
            self.buttons[name].setAccessibleName(f"{label}: {text}")
            self.buttons[name].setToolTip(f"{label}: {text}")
        self._fit()

    def _fit(self) -> None:
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._right:
            button.setToolButtonStyle(beside)
        if self.sizeHint().width() > self.width():
            for button in self._right:
                button.setToolButtonStyle(alone)

    def _add(self, side: str, actions: Mapping[str, QAction]) -> None:
        for entry in COMMANDS:
            if entry.bar == side and isinstance(entry, Choice):
                self.addWidget(self.buttons[entry.key])
            elif entry.bar == side:
                self.addAction(actions[entry.key])

    def _choice_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setMenu(self._choices[name])
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
