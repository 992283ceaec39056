"""The tool bar: units, only differences, baseline, copy, appearance."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from carspec.gui.choices import ChoiceMenu
from carspec.gui.icons import icon
from carspec.gui.look import Look

CHOICES = {
    "units": ("Units", "units"),
    "baseline": ("Baseline", "baseline"),
    "appearance": ("Appearance", "system"),
}
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
        self.addWidget(self.buttons["units"])
        self.addAction(actions["differences"])
        self.addWidget(self.buttons["baseline"])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addAction(actions["copy"])
        self.addAction(actions["copy_headed"])
        self.addWidget(self.buttons["appearance"])
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        right = (self.widgetForAction(action) for action in self.actions()[-3:])
        self._right = [button for button in right if isinstance(button, QToolButton)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the texts have no room, the buttons at the right show their icons alone."""
        super().resizeEvent(event)
        self._fit()

    def set_look(self, look: Look) -> None:
        side = round(QFontMetricsF(look.body).height() * 1.2)
        self.setIconSize(QSize(side, side))
        for name, (_, drawing) in CHOICES.items():
            self.buttons[name].setIcon(icon(drawing, look.theme))

    def show_choices(self) -> None:
        """Write what is chosen on the buttons."""
        for name, (label, _) in CHOICES.items():
            text = self._choices[name].text
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

    def _choice_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setMenu(self._choices[name])
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
