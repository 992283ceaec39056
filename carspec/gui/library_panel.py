"""The library at the left: search, count, and the vehicles to choose from."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carspec.core.filter.columns import Columns
from carspec.core.filter.errors import FilterError
from carspec.core.filter.facets import Bucket
from carspec.core.filter.finder import NAME, Finder, Found
from carspec.gui.empty_state import EmptyState
from carspec.gui.errands import Errands
from carspec.gui.facet_chips import FacetChips
from carspec.gui.first_paint import FirstPaint
from carspec.gui.icons import icon
from carspec.gui.list_texts import ListTexts
from carspec.gui.look import Look
from carspec.gui.own_viewport import own_viewport
from carspec.gui.search_field import SearchField
from carspec.gui.shortlist import Shortlist
from carspec.gui.sort_button import Sort, SortButton
from carspec.gui.vehicle_delegate import VehicleDelegate
from carspec.gui.vehicle_model import VEHICLE_ROLE, VehicleModel
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

LEAST_IN_EMS = 13


class LibraryPanel(QWidget):
    """Cars are added and removed by their box, by Enter, Space or a double click.

    `painted` is emitted once.
    """

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._finder: Finder | None = None
        self._searched: tuple[Columns, str] | None = None
        self._found: Found | None = None
        self._errands = Errands(self)
        self.painted = FirstPaint(self).done
        self.setAccessibleName("Library of vehicles")
        self.search = SearchField(self)
        self._glass = self.search.addAction(
            icon("search", look.theme), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.setText("Search")
        self.count = WrappedLabel()
        self.count.setProperty("tone", "muted")
        self.hint = WrappedLabel(selectable=True)
        self.hint.setProperty("tone", "muted")
        self.hint.hide()
        self.facets = FacetChips(self._buckets, look)
        self.facets.choose(state.remembered.facets)
        self.clear_all = QToolButton()
        self.clear_all.setObjectName("link")
        self.clear_all.setText("Clear")
        self.clear_all.setToolTip("Take back search and facets, so that all cars are shown")
        self.clear_all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear_all.hide()
        self.sort = SortButton(self.orders)
        self.sort.chosen.connect(self._sort)
        self.list = VehicleList(self)
        self._model = VehicleModel(ListTexts(state), self)
        self._listed: tuple[object, ...] = ()
        self.shortlist = Shortlist(look)
        self.shortlist.remove_asked.connect(state.remove)
        self.shortlist.go_asked.connect(state.show_car)
        self._delegate = VehicleDelegate(look, self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.empty = EmptyState("search", look)
        self.empty.action_asked.connect(self._go_back)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        self._arrange()
        self._model.toggled.connect(state.toggle)
        self.list.chosen.connect(self._toggle)
        self.list.escaped.connect(self.focus_search)
        self.search.textChanged.connect(self._find)
        self.facets.changed.connect(self._narrow)
        self.clear_all.clicked.connect(self.clear)
        self.search.down_asked.connect(self._enter_list)
        self.search.returnPressed.connect(self._toggle_first)
        state.changed.connect(self._show)

    def set_look(self, look: Look) -> None:
        """Take another look over; another theme alone leaves sizes as they are."""
        resized = look.font != self._look.font
        self._look = self._delegate.look = look
        self._glass.setIcon(icon("search", look.theme))
        self.search.error_colour = look.colour("error")
        self.count.setFont(look.caption)
        self.hint.setFont(look.caption)
        self.clear_all.setFont(look.caption)
        self.sort.setFont(look.caption)
        self.facets.set_look(look)
        self.shortlist.set_look(look)
        self.setMinimumWidth(round(look.em * LEAST_IN_EMS))
        self.empty.set_look(look)
        if resized:
            self.list.doItemsLayout()
        self.list.viewport().update()

    def orders(self) -> list[tuple[str, str]]:
        """The keys and labels of what the list can be sorted by."""
        sheet = self._state.sheet
        if self._finder is None or sheet is None:
            return []
        named = [
            (one.key, sheet.labels.field(one.field).label if one.field else one.label.capitalize())
            for one in self._finder.orders()
        ]
        return [(NAME, "Make and model"), *named]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.facets.fit(self.height())
        self.shortlist.fit(self.height())

    def stop(self) -> None:
        """Wait for what is read ahead."""
        self._errands.stop()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Take search and facets back."""
        if self.facets.chosen:
            self.facets.choose({})
            self._narrow({})
        self.search.clear()
        self.search.setFocus()

    def _arrange(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(SPACING.large, SPACING.large, SPACING.large, SPACING.small)
        top.setSpacing(SPACING.small)
        top.addWidget(self.search)
        top.addWidget(self.hint)
        top.addSpacing(SPACING.small)
        top.addWidget(self.facets)
        counted = QHBoxLayout()
        counted.addWidget(self.count, 1)
        counted.addWidget(self.clear_all)
        counted.addWidget(self.sort)
        top.addLayout(counted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.shortlist)
        whole.addWidget(self._pages, 1)

    def _show(self) -> None:
        library = self._state.library
        if library is None:
            return
        self._delegate.most_claims = library.vehicles.most_claims
        self._model.tick(self._state.query.vehicles)
        query, kept = self._state.query, self._state.remembered
        listed = (kept.list_fields, kept.list_sort, query.profile, query.locale, query.language)
        if self._searched != (library.columns, query.profile) or self._listed != listed:
            self._listed = listed
            self._find()
            self._model.renew()
            self.sort.show_sort(kept.list_sort)
        self._count()

    def _sort(self, sort: Sort) -> None:
        self._state.set_list(self._state.remembered.list_fields, sort)

    def _narrow(self, chosen: dict[str, frozenset[str]]) -> None:
        """Show what is in the chosen buckets, and remember them."""
        self._state.prefer("facets", dict(chosen))
        self._find()

    def _buckets(self, facet: str) -> tuple[Bucket, ...]:
        """The buckets of a facet among the cars that all else lets through."""
        if self._finder is None or self._found is None:
            return ()
        return self._finder.counts(self._found, facet)

    def _find(self) -> None:
        """Show what fits the text; while that cannot be understood, what fits the part that can."""
        library, profile = self._state.library, self._state.query.profile
        if library is None:
            return
        if self._finder is None or self._finder.library is not library:
            self._finder = Finder(library)
        if self._searched is not None and self._searched[0] is not library.columns:
            self._errands.do(library.columns.prepare, lambda _: None)  # those of the start have their time
        self._searched = (library.columns, profile)
        try:
            self._found = self._finder.find(self.search.text(), profile, self.facets.chosen)
        except FilterError as problem:
            self._found = self._finder.find_before(problem, profile, self.facets.chosen)
            self._tell(problem)
        else:
            self.search.mark(None)
            self._hint(self._found)
        self._list(self._found)

    def _list(self, found: Found) -> None:
        vehicles, sort = found.vehicles, self._state.remembered.list_sort
        if sort is not None and self._finder is not None:
            vehicles = self._finder.in_order(found, *sort)
        current = self.list.currentIndex().data(VEHICLE_ROLE)
        self._model.show(vehicles)
        if vehicles and not self.list.currentIndex().isValid():
            wanted = [current.key] if current is not None else []
            places = (vehicles.place(key) for key in (*wanted, *self._state.query.vehicles))
            place = next((place for place in places if place is not None), 0)
            self.list.setCurrentIndex(self._model.index(place))
            self._centre(self._model.index(place))
        self._count()
        if not vehicles:
            way = next(iter(found.without), None)
            heading = "No vehicle found" if found.names_only else "No vehicle fits"
            action = f"Show the {way.count}" if way and way.count > 1 else "Show it" if way else ""
            self.empty.say(
                heading, found.nothing, action or ("Clear all" if found.chosen else "Clear the search")
            )
        self._pages.setCurrentWidget(self.list if vehicles else self.empty)

    def _hint(self, found: Found) -> None:
        """Say how the filter was taken, and in the tooltip what could not be compared."""
        self._say("\n".join((*found.notes, *found.remarks[:2])), "muted")
        self.hint.setToolTip("\n".join(found.remarks))

    def _tell(self, problem: FilterError, asked: bool = False) -> None:
        """Say what is wrong; softly, without a mark, while it may only be unfinished."""
        soft = problem.unfinished and not asked
        self.search.mark(None if soft else (problem.start, problem.end))
        self._say(str(problem), "muted" if soft else "error")

    def _say(self, text: str, tone: str) -> None:
        self.hint.setText(text)
        self.hint.setToolTip("")
        self.hint.setVisible(bool(text))
        self.search.setAccessibleDescription(text)
        if self.hint.property("tone") != tone:
            self.hint.setProperty("tone", tone)
            self.hint.style().polish(self.hint)
            self.hint.setFont(self._look.caption)  # polishing takes the font of the stylesheet

    def _count(self) -> None:
        library = self._state.library
        if library is None:
            return
        compared = [library.vehicles[key] for key in self._state.query.vehicles]
        self.shortlist.show_cars(compared, [car.key for car in compared if self._fits(car.key)])
        self.clear_all.setVisible(bool(self.search.text() or self.facets.chosen))
        self.count.setText(f"{self._model.rowCount():,} of {len(library.vehicles):,} shown")

    def _fits(self, key: str) -> bool:
        return self._found is not None and self._found.vehicles.place(key) is not None

    def _go_back(self) -> None:
        """Leave out the condition or facet that excludes all, or take the whole search back."""
        way = next(iter(self._found.without), None) if self._found else None
        if way is None:
            self.clear()
        elif way.facet is None:
            self.search.setText(way.text)
            self.search.setFocus()
        else:
            left = {key: names for key, names in self.facets.chosen.items() if key != way.facet}
            self.facets.choose(left)
            self._narrow(left)
            self.search.setFocus()

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
        """Add or remove the first one found; of a filter that is wanting something, say what."""
        text = self.search.text()
        if self._found is not None and self._found.text == text:
            if text.strip() and self._model.rowCount():
                self._toggle(self._model.index(0))
        elif self._finder is not None:
            try:
                self._finder.find(text)
            except FilterError as problem:
                self._tell(problem, asked=True)

    def _enter_list(self) -> None:
        if self._model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


class VehicleList(QListView):
    """Emits `chosen` for Enter, Space and a double click, `escaped` for Escape."""

    chosen = Signal(QModelIndex)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(own_viewport())
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
