"""What the commands about the whole comparison do: which rows it shows, reading it again, the first one."""

from carspec.gui.view_state import ViewState


class RowCommands:
    """Asks the state."""

    def __init__(self, state: ViewState) -> None:
        self._state = state

    def open(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def differences_only(self) -> bool:
        return self._state.query.differences_only

    def set_differences_only(self, on: bool) -> None:
        self._state.set_differences_only(on)

    def fold_lone(self) -> bool:
        return self._state.query.fold_lone

    def set_fold_lone(self, on: bool) -> None:
        self._state.set_fold_lone(on)

    def reload(self) -> None:
        self._state.reload()

    def reset(self) -> None:
        self._state.reset()
