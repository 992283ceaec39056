"""What the commands about the rows of the comparison do, reading it again, and the first one."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from carspec.core.sorting import sortable
from carspec.gui.command_actions import add_groups
from carspec.gui.commands import commands
from carspec.gui.view_state import ViewState


class RowCommands:
    """Acts on the row of the selected cell, and on all of them."""

    def __init__(self, state: ViewState, parent: QWidget) -> None:
        self._state, self._parent = state, parent

    def open(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def chosen(self) -> bool:
        """Whether the selected cell is in a row that is shown."""
        sheet, field = self._state.sheet, self._state.field
        return sheet is not None and field is not None and any(row.field == field for row in sheet.rows)

    def hide(self) -> None:
        if self._state.field is not None:
            self._state.hide(self._state.field.key)

    def choose_fields(self) -> None:
        """Ask which rows are wanted."""
        from carspec.gui.field_dialog import FieldDialog

        sheet = self._state.sheet
        if sheet is not None:
            hidden = FieldDialog(sheet, self._parent).ask()
            if hidden is not None:
                self._state.set_hidden(hidden)

    def some_hidden(self) -> bool:
        return bool(self._state.query.hidden)

    def show_hidden(self) -> None:
        self._state.set_hidden(frozenset())

    def can_sort(self) -> bool:
        """Whether there is an order of cars by the row of the selected cell."""
        return self.chosen() and self._state.field is not None and sortable(self._state.field)

    def sort_down(self) -> None:
        self._sort(descending=True)

    def sort_up(self) -> None:
        self._sort(descending=False)

    def sort_down_text(self) -> str:
        return f"Sort cars by {self._named()}, desce&nding"

    def sort_up_text(self) -> str:
        return f"Sort cars b&y {self._named()}, ascending"

    def sorted(self) -> bool:
        return self._state.query.sort is not None

    def unsort(self) -> None:
        self._state.unsort()

    def differences_only(self) -> bool:
        return self._state.query.differences_only

    def set_differences_only(self, on: bool) -> None:
        self._state.set_differences_only(on)

    def transposed(self) -> bool:
        return self._state.query.transposed

    def set_transposed(self, on: bool) -> None:
        self._state.set_transposed(on)

    def fold_lone(self) -> bool:
        return self._state.query.fold_lone

    def set_fold_lone(self, on: bool) -> None:
        self._state.set_fold_lone(on)

    def reload(self) -> None:
        self._state.reload()

    def reset(self) -> None:
        self._state.reset()

    def pop_up_menu(self, where: QPoint, actions: Mapping[str, QAction]) -> None:
        """Open the context menu of the row of the selected cell."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_groups(menu, (command for command in commands() if command.row), actions)
        menu.popup(where)

    def _named(self) -> str:
        """The field of the selected cell, for the text of a menu."""
        field = self._state.field
        return field.label.replace("&", "&&") if field is not None else "a field"

    def _sort(self, descending: bool) -> None:
        if self._state.field is not None:
            self._state.sort_by(self._state.field.key, descending)
