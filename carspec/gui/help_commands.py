"""What the commands that help do: the palette of commands, the pages of the help, the program itself."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from carspec.gui.choices import ChoiceMenu
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState

if TYPE_CHECKING:
    from carspec.gui.help_window import HelpWindow


class HelpCommands:
    """Opens windows over the main one; `look` tells the look of the moment."""

    def __init__(self, state: ViewState, parent: QWidget, look: Callable[[], Look]) -> None:
        self._state, self._parent, self._look = state, parent, look
        self.window: HelpWindow | None = None
        self.actions: Mapping[str, QAction] = {}
        self.choices: Mapping[str, ChoiceMenu] = {}

    def find_command(self) -> None:
        from carspec.gui.command_palette import CommandPalette
        from carspec.gui.palette_entries import Everything

        everything = Everything(self._state, self.actions, self.choices)
        CommandPalette(everything, self._look(), self._parent).open()

    def help(self) -> None:
        """Show the help, in the window that is open where there is one."""
        from carspec.gui.help_window import HelpWindow

        if self.window is None:
            self.window = HelpWindow(self._look(), self._parent)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def keyboard(self) -> None:
        self.help()
        assert self.window is not None
        self.window.show_page("keyboard")

    def set_look(self, look: Look) -> None:
        if self.window is not None:
            self.window.set_look(look)

    def about(self) -> None:
        from carspec.gui.about import AboutDialog

        AboutDialog(self._state.library, self._look(), self._parent).exec()
