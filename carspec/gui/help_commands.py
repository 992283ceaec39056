"""What the commands that help do: the palette of commands, and what is said about the program."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from carspec.gui.about import AboutDialog
from carspec.gui.choices import ChoiceMenu
from carspec.gui.command_palette import CommandPalette
from carspec.gui.look import Look
from carspec.gui.palette_entries import Everything
from carspec.gui.view_state import ViewState


class HelpCommands:
    """Opens windows over the main one; `look` tells the look of the moment."""

    def __init__(self, state: ViewState, window: QWidget, look: Callable[[], Look]) -> None:
        self._state, self._window, self._look = state, window, look
        self.actions: Mapping[str, QAction] = {}
        self.choices: Mapping[str, ChoiceMenu] = {}

    def find_command(self) -> None:
        everything = Everything(self._state, self.actions, self.choices)
        CommandPalette(everything, self._look(), self._window).open()

    def about(self) -> None:
        AboutDialog(self._state.library, self._look(), self._window).exec()
