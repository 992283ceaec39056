"""The library at the left: search, count, and the vehicles to choose from."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carspec.core.names import search
from carspec.core.values import Vehicle
from carspec.gui.empty_state import EmptyState
from carspec.gui.icons import icon
from carspec.gui.look import Look
from carspec.gui.vehicle_delegate import VehicleDelegate
from carspec.gui.vehicle_model import VEHICLE_ROLE, VehicleModel
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

LEAST_IN_EMS = 13


class LibraryPanel(QWidget):
    """Cars are added and removed by their box, by Enter, Space or a double click."""

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._searched: Mapping[str, Vehicle] | None = None
        self.setAccessibleName("Library of vehicles")
        self.search = SearchField(self)
        self._glass = self.search.addAction(
            icon("search", look.theme), QLineEdit.ActionPosition.LeadingPosition
        )
        self.count = WrappedLabel()
        self.count.setProperty("tone", "muted")
        self.list = VehicleList(self)
        self._model = VehicleModel(self)
        self._delegate = VehicleDelegate(look, self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.empty = EmptyState("search", look)
        self.empty.action_asked.connect(self.clear)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        self._arrange()
        self._model.toggled.connect(state.toggle)
        self.list.chosen.connect(self._toggle)
        self.list.escaped.connect(self.focus_search)
        self.search.textChanged.connect(self._find)
        self.search.down_asked.connect(self._enter_list)
        self.search.returnPressed.connect(self._toggle_first)
        state.changed.connect(self._show)

    def set_look(self, look: Look) -> None:
        self._look = self._delegate.look = look
        self._glass.setIcon(icon("search", look.theme))
        self.count.setFont(look.caption)
        self.setMinimumWidth(round(look.em * LEAST_IN_EMS))
        self.empty.set_look(look)
        self.list.doItemsLayout()
        self.list.viewport().update()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Take the search back."""
        self.search.clear()
        self.search.setFocus()

    def _arrange(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(SPACING.large, SPACING.large, SPACING.large, SPACING.small)
        top.setSpacing(SPACING.small)
        top.addWidget(self.search)
        top.addWidget(self.count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _show(self) -> None:
        library = self._state.library
        if library is None:
            return
        self._delegate.most_claims = max((car.claims for car in library.vehicles.values()), default=1)
        self._model.tick(self._state.query.vehicles)
        if library.vehicles is not self._searched:
            self._find()
        self._count()

    def _find(self) -> None:
        library = self._state.library
        if library is None:
            return
        self._searched, text = library.vehicles, self.search.text()
        found = search(library.vehicles.values(), text)
        current = self.list.currentIndex().data(VEHICLE_ROLE)
        self._model.show(found)
        if found and not self.list.currentIndex().isValid():
            compared = [car for car in found if car.key in self._state.query.vehicles]
            place = found.index(current if current in found else (compared or found)[0])
            self.list.setCurrentIndex(self._model.index(place))
            self._centre(self._model.index(place))
        self._count()
        if not found:
            self.empty.say(
                "No vehicle found", f"Nothing in the library is called “{text.strip()}”.", "Clear the search"
            )
        self._pages.setCurrentWidget(self.list if found else self.empty)

    def _count(self) -> None:
        shown, held = self._model.rowCount(), len(self._searched) if self._searched else 0
        self.count.setText(f"{shown} of {held} shown · {len(self._state.query.vehicles)} compared")

    def _centre(self, index: QModelIndex) -> None:
        """Scroll a vehicle into the middle, with a whole line at the top."""
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        bar, line = self.list.verticalScrollBar(), self.list.visualRect(index).height()
        bar.setValue(bar.value() - bar.value() % max(line, 1))

    def _toggle(self, index: QModelIndex) -> None:
        vehicle = index.data(VEHICLE_ROLE)
        if vehicle is not None:
            self._state.toggle(vehicle.key)

    def _toggle_first(self) -> None:
        if self.search.text().strip() and self._model.rowCount():
            self._toggle(self._model.index(0))

    def _enter_list(self) -> None:
        if self._model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


class SearchField(QLineEdit):
    """Escape clears it, and leaves it when it is empty; the arrow down goes on to what was found."""

    down_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search vehicles")
        self.setClearButtonEnabled(True)
        self.setAccessibleName("Search vehicles")
        self.setToolTip(
            "Make, model, year or nickname in any script; Enter adds or removes the first one found"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.down_asked.emit()
        else:
            super().keyPressEvent(event)


class VehicleList(QListView):
    """Emits `chosen` for Enter, Space and a double click, `escaped` for Escape."""

    chosen = Signal(QModelIndex)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Vehicles")
        self.setAccessibleDescription("Enter or Space adds a vehicle to the comparison or removes it.")
        self.doubleClicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
