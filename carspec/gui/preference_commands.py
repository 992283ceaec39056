"""What the command that opens the preferences does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carspec.gui.look import Look
from carspec.gui.settings import Settings
from carspec.gui.view_state import ViewState

if TYPE_CHECKING:
    from carspec.gui.preferences_dialog import PreferencesDialog


class PreferenceCommands:
    """Opens the dialog over the window; `look` tells the look of the moment."""

    def __init__(
        self, state: ViewState, settings: Settings, parent: QWidget, look: Callable[[], Look]
    ) -> None:
        self._state, self._settings, self._parent, self._look = state, settings, parent, look
        self._dialog: PreferencesDialog | None = None

    def possible(self) -> bool:
        """Whether a library is open: units and languages come from it."""
        return self._state.library is not None

    def show(self) -> None:
        from carspec.gui.preferences_dialog import PreferencesDialog
        from carspec.gui.profile_page import ProfilePage

        library = self._state.library
        if library is None:
            return
        page = ProfilePage(self._state, library, self._settings.save_profiles)
        self._dialog = PreferencesDialog(
            self._state, library, self._look(), self._parent, ("Own units", page)
        )
        self._dialog.exec()
        self._dialog.deleteLater()
        self._dialog = None

    def set_look(self, look: Look) -> None:
        if self._dialog is not None:
            self._dialog.set_look(look)
