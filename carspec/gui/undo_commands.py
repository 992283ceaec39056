"""What undo and redo do, with the name of their step, and the history of all changes."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from carspec import NAME
from carspec.core.errors import CarspecError
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState


class UndoCommands:
    """Asks the state; a refusal is told in a message."""

    def __init__(self, state: ViewState, window: QWidget, look: Callable[[], Look]) -> None:
        self._state, self._window, self._look = state, window, look

    def can_undo(self) -> bool:
        return self._state.undo_name is not None

    def can_redo(self) -> bool:
        return self._state.redo_name is not None

    def undo_text(self) -> str:
        return _named("&Undo", self._state.undo_name)

    def redo_text(self) -> str:
        return _named("Re&do", self._state.redo_name)

    def undo(self) -> None:
        self._try(self._state.undo)

    def redo(self) -> None:
        self._try(self._state.redo)

    def open(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def show_history(self) -> None:
        from carspec.gui.history_dialog import HistoryDialog

        HistoryDialog(self._state, self._try, self._look(), self._window).exec()

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except CarspecError as refusal:
            QMessageBox.warning(self._window, NAME, str(refusal))


def _named(verb: str, step: str | None) -> str:
    return f"{verb} {step.replace('&', '&&')}" if step else verb
