"""What the command about the list of the library does: choose what it shows and its order."""

from PySide6.QtWidgets import QWidget

from carspec.gui.library_panel import LibraryPanel
from carspec.gui.view_state import ViewState


class ListCommands:
    """Acts on the list of the library."""

    def __init__(self, state: ViewState, panel: LibraryPanel, parent: QWidget) -> None:
        self._state, self._panel, self._parent = state, panel, parent

    def open(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def choose(self) -> None:
        """Ask for fields and order."""
        from carspec.gui.list_dialog import ListDialog

        sheet, kept = self._state.sheet, self._state.remembered
        if sheet is None:
            return
        fields = [sheet.labels.field(field) for field in sheet.library.fields.values()]
        dialog = ListDialog(fields, self._panel.orders(), kept.list_fields, kept.list_sort, self._parent)
        answer = dialog.ask()
        dialog.deleteLater()
        if answer is not None:
            self._state.set_list(*answer)
