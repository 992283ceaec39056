"""The button that sorts the list of the library: by the fields most asked for or any other, both ways."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from carspec.core.filter.finder import NAME

Sort = tuple[str, bool] | None
Order = tuple[str, str]
"""Key and label of what cars can be sorted by."""

FIRST = (NAME, "year", "power", "torque", "top_speed", "mass", "length", "claims")
"""What stands in the menu itself; the rest is one step further."""
TEXTS = frozenset({NAME, "make", "model"})
"""What begins with its first letter; everything else begins with the greatest."""
LONGEST = 14
"""Letters of a label that the button shows."""


class SortButton(QToolButton):
    """Asks `orders` when its menu opens; `chosen` gives the sort, None for the order of the data."""

    chosen = Signal(object)

    def __init__(self, orders: Callable[[], Sequence[Order]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders = orders
        self._sort: Sort = None
        self.setObjectName("link")
        self.setToolTip("Sort the list of vehicles")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_of_orders = QMenu(self)
        self.menu_of_orders.aboutToShow.connect(self._fill)
        self.setMenu(self.menu_of_orders)
        self.show_sort(None)

    def show_sort(self, sort: Sort) -> None:
        """Say by what the list is sorted, and which way."""
        self._sort = sort
        label = dict(self._orders()).get(sort[0]) if sort else None
        short = label if label is None or len(label) <= LONGEST else f"{label[:LONGEST].rstrip()}…"
        self.setText(f"{short} {'↓' if sort and sort[1] else '↑'}" if short else "Sort ▾")
        way = "descending" if sort and sort[1] else "ascending"
        self.setAccessibleName(f"Sorted by {label}, {way}" if label else "Sort the list of vehicles")

    def _fill(self) -> None:
        """Make the menu anew: the order of the data, the fields, and the two ways."""
        menu, orders, sort = self.menu_of_orders, dict(self._orders()), self._sort
        menu.clear()
        fields, ways = QActionGroup(menu), QActionGroup(menu)
        self._add(menu, fields, "Order of the data", None, sort is None)
        menu.addSeparator()
        for key in FIRST:
            if key in orders:
                self._add(menu, fields, orders[key], self._sort_by(key), sort is not None and sort[0] == key)
        others = menu.addMenu("Another field")
        for key, label in orders.items():
            if key not in FIRST:
                self._add(others, fields, label, self._sort_by(key), sort is not None and sort[0] == key)
        menu.addSeparator()
        for text, descending in (("Ascending", False), ("Descending", True)):
            ticked = sort is not None and sort[1] == descending
            way = self._add(menu, ways, text, (sort[0], descending) if sort else None, ticked)
            way.setEnabled(sort is not None)

    def _add(self, menu: QMenu, group: QActionGroup, text: str, sort: Sort, ticked: bool) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(lambda: self.chosen.emit(sort))
        group.addAction(action)
        return action

    def _sort_by(self, key: str) -> Sort:
        """The sort of a first choice; the field that is chosen already keeps its way."""
        return self._sort if self._sort is not None and self._sort[0] == key else (key, key not in TEXTS)
