"""What the commands about the car of the cursor do, and its context menu."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from carspec.gui.command_actions import add_groups
from carspec.gui.commands import commands
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.view_state import ViewState


class CarCommands:
    """Acts on the car on which the cursor of the table is, and on the columns."""

    def __init__(self, state: ViewState, table: ComparisonTable) -> None:
        self._state, self._table = state, table

    def any(self) -> bool:
        """Whether a car is compared."""
        return bool(self._state.query.vehicles) and self._state.library is not None

    def remove(self) -> None:
        self._with_car(self._state.remove)

    def move_left(self) -> None:
        self._with_car(lambda vehicle: self._state.move(vehicle, -1))

    def move_right(self) -> None:
        self._with_car(lambda vehicle: self._state.move(vehicle, 1))

    def back_text(self) -> str:
        return "Move car &up" if self._state.query.transposed else "Move car &left"

    def on_text(self) -> str:
        return "Move car &down" if self._state.query.transposed else "Move car &right"

    def fit_column(self) -> None:
        self._table.fit_current()

    def uneven(self) -> bool:
        """Whether a column has a width of its own."""
        return self._table.widths.any

    def even_widths(self) -> None:
        self._table.widths.forget()

    def select_all(self) -> None:
        self._table.selectAll()

    def show_menu(self) -> None:
        self._table.ask_menu()

    def pop_up_menu(
        self, vehicle: str, where: QPoint, actions: Mapping[str, QAction], with_row: bool
    ) -> None:
        """Open the context menu of a car, with that of the row of a cell."""
        state = self._state
        if state.library is None:
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        baseline = state.query.baseline == vehicle
        text = "No baseline" if baseline else f"Show differences to {state.library.vehicles[vehicle].name}"
        menu.addAction(text.replace("&", "&&"), lambda: state.set_baseline(None if baseline else vehicle))
        self._table.choose_car(vehicle)
        wanted = (command for command in commands() if command.car or (with_row and command.row))
        add_groups(menu, wanted, actions)
        menu.popup(where)

    def _with_car(self, change: Callable[[str], None]) -> None:
        vehicle = self._table.current_vehicle()
        if vehicle is not None:
            change(vehicle)
