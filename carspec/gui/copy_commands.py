"""What the commands that copy figures do."""

from carspec.gui import clipboard
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.view_state import ViewState
from carspec.output.clipboard import CopyOptions, copied


class CopyCommands:
    """Copies the selected cells of the table."""

    def __init__(self, state: ViewState, table: ComparisonTable) -> None:
        self._state, self._table = state, table

    def possible(self) -> bool:
        """Whether a figure is selected."""
        return self._state.sheet is not None and bool(self._table.selected()[0])

    def copy(self) -> None:
        self._copy(headers=False)

    def copy_headed(self) -> None:
        self._copy(headers=True)

    def marks(self) -> bool:
        return self._state.remembered.copy_marks

    def set_marks(self, on: bool) -> None:
        self._state.set_copy_marks(on)

    def _copy(self, headers: bool) -> None:
        """Put the selected cells on the clipboard; without a selection it is left as it is."""
        sheet = self._state.sheet
        rows, vehicles = self._table.selected()
        if sheet is None or not rows or not vehicles:
            return
        cells = self._table.selected_cells()
        options = CopyOptions(headers=headers, marks=self.marks())
        clipboard.put(copied(sheet, rows, vehicles, options, cells))
        self._state.say("1 figure copied" if len(cells) == 1 else f"{len(cells)} figures copied")
