"""The table of the comparison: a Sheet with its headers, its cursor and selection, and its context menu."""

from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTableView, QWidget

from carspec.core.folding import fold
from carspec.core.sheet import Row
from carspec.core.values import Vehicle
from carspec.gui.car_header import CarHeader
from carspec.gui.cell_delegate import CellDelegate
from carspec.gui.column_widths import NARROW_IN_EMS, ColumnWidths
from carspec.gui.field_header import FieldHeader
from carspec.gui.head import Head
from carspec.gui.look import Look
from carspec.gui.own_viewport import own_viewport
from carspec.gui.sheet_model import Index, SheetModel, TableLine
from carspec.gui.table_search import Match
from carspec.gui.view_state import ViewState

TYPING_PAUSE = 1.0
"""Seconds after which a letter begins a new word."""


WIDEST_FIELD_IN_EMS = 18.0
"""Where cars are rows, longer figures of a field are broken."""


class ComparisonTable(QTableView):
    """Shows the Sheet of a ViewState.

    `menu_asked` carries the car and the place of a context menu, and whether it is that of a cell;
    `row_menu_asked` the place of the menu of the selected row.
    """

    menu_asked = Signal(str, QPoint, bool)
    row_menu_asked = Signal(QPoint)
    selection_changed = Signal()

    def __init__(
        self, state: ViewState, look: Look, widths: ColumnWidths, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._model = SheetModel(self)
        self._delegate = CellDelegate(look, self)
        self.widths = widths
        self._corner = QLabel(self)
        self.setViewport(own_viewport())
        self.setModel(self._model)
        self._set_heads(transposed=False)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._typed, self._typed_at = "", 0.0
        self.setAccessibleName("Comparison")
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setSingleStep(24)
        self._corner.setObjectName("corner")
        self._corner.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._corner.setWordWrap(True)
        self._corner.setMargin(10)
        button = self.findChild(QAbstractButton)
        if button is not None:
            button.setAccessibleName("Select all cells")
        self.widths.changed.connect(self._fit)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def show_state(self) -> None:
        """Take over the Sheet and the selected cell of the state."""
        sheet = self._state.sheet
        if sheet is None:
            return
        seen = False
        if sheet is not self._model.sheet:
            turned = sheet.query.transposed != self._model.transposed
            place = self.visualRect(self.currentIndex())
            seen = place.isValid() and self.viewport().rect().intersects(place)
            self._model.show(sheet)
            if turned:
                if self.cars.hasFocus():
                    self.setFocus()
                self._set_heads(sheet.query.transposed)
                self.cars.show()
                self.fields.show()
            self._fit()
        cell = self._state.cell
        target = self._model.find(cell.field, cell.vehicle) if cell else QModelIndex()
        if target.isValid() and self.currentIndex() != target:
            self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._reveal(target)
        elif target.isValid() and seen:
            self._reveal(target)

    def _reveal(self, target: QModelIndex) -> None:
        """Scroll a cell into view, with no row cut at the top."""
        self.scrollTo(target)
        top = self.rowAt(0)
        cut = -self.rowViewportPosition(top)
        if cut > 0 and top != target.row():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.rowHeight(top) - cut)

    def set_look(self, look: Look) -> None:
        """Take another look over; another theme alone leaves sizes as they are."""
        resized = look.font != self._look.font
        self._look = self.cars.look = self.fields.look = look
        self._delegate.wear(look)
        if resized:
            self._fit()
        self.viewport().update()

    def mark(self, found: Iterable[Match]) -> None:
        """Show which names of cars, labels of rows and cells a search has found."""
        places = {(match.field, match.vehicle) for match in found}
        self._delegate.found = self.fields.found = self.cars.found = places
        self.viewport().update()
        self.fields.viewport().update()
        self.cars.viewport().update()

    def set_corner(self, text: str) -> None:
        """What stands in the corner between the headers, as rich text."""
        self._corner.setText(text)
        self._place_corner()

    def selected(self) -> tuple[list[Row], list[Vehicle]]:
        """The rows and cars that hold selected cells, as they are seen; headings are none."""
        indexes = self.selectionModel().selectedIndexes()
        lines = [self._model.lines[number] for number in sorted(set(map(self._model.line_number, indexes)))]
        cars = sorted(set(map(self._model.car_number, indexes)))
        return [line.row for line in lines if line.row], [self._model.vehicles[number] for number in cars]

    def selected_cells(self) -> set[tuple[str, str]]:
        """Field and car of each selected cell."""
        cells = (self._model.cell(index) for index in self.selectionModel().selectedIndexes())
        return {(cell.field, cell.vehicle) for cell in cells if cell}

    def fit_width(self, key: str) -> None:
        """Make the column of a car or a field as wide as its figures and its head need, up to a third of the
        table."""
        sheet = self._model.sheet
        if sheet is None:
            return
        if self._model.transposed:
            line = next(line for line in self._model.lines if line.key == key)
            wide, head = self._natural_width(line), self.fields.label_width(line)
        else:
            car = sheet.library.vehicles[key]
            cells = ((sheet.cell_of(row.field, car), row) for row in sheet.rows)
            wide = max((self._delegate.natural_width(cell, row) for cell, row in cells), default=0)
            head = self.cars.name_width(car)
        self.widths.choose(key, max(head, min(wide, self.width() // 3)) / self._look.em)

    def fit_current(self) -> None:
        """Fit the column in which the cursor is."""
        index = self.currentIndex()
        key = self.top.key_of(index.column()) if index.isValid() else None
        if key is not None:
            self.fit_width(key)

    def current_vehicle(self) -> str | None:
        """The car on which the cursor is."""
        index = self.currentIndex()
        return self._model.vehicle_at(index).key if index.isValid() else None

    def choose_car(self, vehicle: str) -> None:
        """Put the cursor onto a car; a selection that reaches there stays."""
        index = self.currentIndex()
        cars = [car.key for car in self._model.vehicles]
        if vehicle in cars and vehicle != self.current_vehicle():
            line = self._model.line_number(index) if index.isValid() else 0
            target = self._model.place(line, cars.index(vehicle))
            kept = self.selectionModel().isSelected(target)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(target, flag.NoUpdate if kept else flag.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        cell = self._model.cell(current) if current.isValid() else None
        if cell is not None:
            self._state.select(cell.field, cell.vehicle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space fold the group of a heading, Up from the first line (Left, where cars are rows)
        goes to the heads of the cars; copying is a command of the window, never Qt's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        towards = Qt.Key.Key_Left if self._model.transposed else Qt.Key.Key_Up
        if index.isValid() and self._model.line_number(index) == 0 and plain and event.key() == towards:
            self.cars.setFocus()
            self._step_over_cars(0)
            return
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            line, car = self._model.line_at(index), self._model.car_number(index)
            if line.row is None:
                self._state.toggle_group(line.section.group)
                heading = [each.key for each in self._model.lines].index(line.key)
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(self._model.place(heading, car), flag)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the band of a heading folds its group."""
        index = self.indexAt(event.position().toPoint())
        if (
            index.isValid()
            and self._model.cell(index) is None
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self._state.toggle_group(self._model.line_at(index).section.group)
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the car under the pointer, or of the current one when asked for by key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
            return
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_asked.emit(self._model.vehicle_at(index).key, event.globalPos(), True)

    def ask_menu(self) -> None:
        """Ask for the menu of the car on which the cursor is, beside the cursor or in its head."""
        vehicle = self.current_vehicle()
        if vehicle is not None and self.cars.hasFocus():
            place = self.cars.rect_of(self._model.car_number(self.currentIndex())).center()
            self.menu_asked.emit(vehicle, self.cars.mapToGlobal(place), False)
        elif vehicle is not None:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(vehicle, self.viewport().mapToGlobal(place), True)

    def _step_over_cars(self, step: int) -> None:
        """Choose the car so many places from the cursor, in the field that is chosen."""
        number, field = self._model.car_number(self.currentIndex()) + step, self._state.field
        if 0 <= number < len(self._model.vehicles) and field is not None:
            self._state.select(field.key, self._model.vehicles[number].key)
        self.cars.viewport().update()

    def _ask_menu_of_header(self, place: QPoint) -> None:
        number = self.cars.logicalIndexAt(place)
        if number >= 0:
            self.menu_asked.emit(self._model.vehicles[number].key, self.cars.mapToGlobal(place), False)

    def _ask_row_menu(self, place: QPoint) -> None:
        line = self.fields.logicalIndexAt(place)
        if line >= 0 and self._model.lines[line].row is not None:
            self.setCurrentIndex(self._model.place(line, max(self._model.car_number(self.currentIndex()), 0)))
            self.row_menu_asked.emit(self.fields.mapToGlobal(place))

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the next row whose label, or a word of it, begins so; else to such a car."""
        now = monotonic()
        self._typed = search if now - self._typed_at > TYPING_PAUSE else self._typed + search
        self._typed_at = now
        wanted, sheet, index = fold(self._typed), self._state.sheet, self.currentIndex()
        if not wanted or sheet is None or not index.isValid():
            return
        fresh = 1 if len(self._typed) == 1 else 0  # one more letter may stay where it is
        at_line, at_car = self._model.line_number(index), self._model.car_number(index)
        lines, cars = len(self._model.lines), len(self._model.vehicles)
        for begins in (_starts, _has_word):
            for number in ((at_line + fresh + step) % lines for step in range(lines)):
                row = self._model.lines[number].row
                if row is not None and begins(row.label, wanted):
                    self.setCurrentIndex(self._model.place(number, at_car))
                    return
        for number in ((at_car + fresh + step) % cars for step in range(cars)):
            if _has_word(self._model.vehicles[number].name, wanted):
                self.setCurrentIndex(self._model.place(at_line, number))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen cell stays in view, as when the window takes its place after the first Sheet."""
        super().resizeEvent(event)
        chosen = self.currentIndex()
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(chosen))
        if event.size().width() != event.oldSize().width():
            self._fit()
        if seen:
            self._reveal(chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def _fit(self) -> None:
        """Columns of cars share the width that chosen ones leave, columns of fields are as wide as their
        figures need; rows are as high as their fullest cell."""
        sheet = self._model.sheet
        if sheet is None or not sheet.vehicles:
            self._place_corner()
            return
        self._delegate.show(sheet)
        if self.side.width() != self.side.wanted_width():
            self.side.setFixedWidth(self.side.wanted_width())
            self.updateGeometries()
        if self._model.transposed:
            widths = [self._field_width(line) for line in self._model.lines]
        else:
            cars = [vehicle.key for vehicle in sheet.vehicles]
            widths = self.widths.of(cars, self.viewport().width(), self._look.em)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for number in range(self._model.rowCount()):
            heights = (
                self._height(self._model.index(number, column), width) for column, width in enumerate(widths)
            )
            self.setRowHeight(number, max(self.side.height_of(number), *heights))
        self.updateGeometries()
        self._place_corner()

    def _field_width(self, line: TableLine) -> int:
        """The width of the column of a field: the chosen one, or as its figures need within bounds."""
        if line.row is None:
            return self.fields.heading_breadth()
        em, label = self._look.em, self.fields.label_width(line)
        needed = max(label, min(self._natural_width(line), round(WIDEST_FIELD_IN_EMS * em)))
        return self.widths.chosen(line.key, em) or max(needed, round(NARROW_IN_EMS * em))

    def _natural_width(self, line: TableLine) -> int:
        """The width in which no line of any figure of a field is broken."""
        sheet, row = self._model.sheet, line.row
        assert sheet is not None
        assert row is not None
        cells = (sheet.cell_of(row.field, vehicle) for vehicle in sheet.vehicles)
        return max((self._delegate.natural_width(cell, row) for cell in cells), default=0)

    def _height(self, index: QModelIndex, width: int) -> int:
        cell, row = self._model.cell(index), self._model.line_at(index).row
        return self._delegate.height(cell, row, width) if cell is not None and row is not None else 0

    def _set_heads(self, transposed: bool) -> None:
        """Put the heads of cars and fields at the top and the side, or the other way round."""
        along, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.cars = CarHeader(self._look, down if transposed else along, self)
        self.fields = FieldHeader(self._look, along if transposed else down, self)
        self.fields.found = self.cars.found = self._delegate.found
        self.top: Head = self.fields if transposed else self.cars
        self.side: Head = self.cars if transposed else self.fields
        self.setHorizontalHeader(self.top)
        self.setVerticalHeader(self.side)
        for head in (self.cars, self.fields):
            head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.cars.customContextMenuRequested.connect(self._ask_menu_of_header)
        self.fields.customContextMenuRequested.connect(self._ask_row_menu)
        self.cars.remove_asked.connect(self._state.remove)
        self.cars.move_asked.connect(self._state.move)
        self.cars.leave_asked.connect(self.setFocus)
        self.cars.step_asked.connect(self._step_over_cars)
        self.cars.menu_asked.connect(self.ask_menu)
        self.fields.fold_asked.connect(self._state.toggle_group)
        self.fields.sort_asked.connect(self._state.turn_sort)
        self.top.width_chosen.connect(lambda key, width: self.widths.choose(key, width / self._look.em))
        self.top.fit_asked.connect(self.fit_width)
        self.top.geometriesChanged.connect(self._place_corner)
        rows, columns = ("cars", "fields") if transposed else ("fields", "cars")
        self.setAccessibleDescription(
            f"Rows are {rows}, columns are {columns}. Enter on a heading folds its group."
        )

    def _place_corner(self) -> None:
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self.side.width(), self.top.height())
        self._corner.setVisible(bool(self._corner.text()))


def _starts(text: str, wanted: str) -> bool:
    return fold(text).startswith(wanted)


def _has_word(text: str, wanted: str) -> bool:
    """Whether a word of a text, and what follows it, begins with what was typed."""
    return f" {wanted}" in f" {fold(text)}"
