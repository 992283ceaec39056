"""The table of the comparison: a Sheet with its headers, its cursor and selection, and its context menu."""

from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTableView, QWidget

from carspec.core.folding import fold
from carspec.core.sheet import Row
from carspec.core.values import Vehicle
from carspec.gui.car_header import CarHeader
from carspec.gui.cell_delegate import CellDelegate
from carspec.gui.column_widths import ColumnWidths
from carspec.gui.field_header import FieldHeader
from carspec.gui.look import Look
from carspec.gui.sheet_model import Index, SheetModel
from carspec.gui.table_search import Match
from carspec.gui.view_state import ViewState

TYPING_PAUSE = 1.0
"""Seconds after which a letter begins a new word."""


class ComparisonTable(QTableView):
    """Shows the Sheet of a ViewState.

    `menu_asked` carries the car and the place of a context menu, and whether it is that of a cell;
    `row_menu_asked` the place of the menu of the selected row.
    """

    menu_asked = Signal(str, QPoint, bool)
    row_menu_asked = Signal(QPoint)
    selection_changed = Signal()

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._model = SheetModel(self)
        self._delegate = CellDelegate(look, self)
        self.widths = ColumnWidths(self)
        self.cars, self.fields = CarHeader(look, self), FieldHeader(look, self)
        self.setHorizontalHeader(self.cars)
        self.setVerticalHeader(self.fields)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.cars.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.cars.customContextMenuRequested.connect(self._ask_menu_of_header)
        self.fields.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.fields.customContextMenuRequested.connect(self._ask_row_menu)
        self._typed, self._typed_at = "", 0.0
        self.setAccessibleName("Comparison")
        self.setAccessibleDescription(
            "Rows are fields, columns are cars. Enter on a heading folds its group."
        )
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setSingleStep(24)
        self._corner = QLabel(self)
        self._corner.setObjectName("corner")
        self._corner.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._corner.setWordWrap(True)
        self._corner.setMargin(10)
        button = self.findChild(QAbstractButton)
        if button is not None:
            button.setAccessibleName("Select all cells")
        self.cars.remove_asked.connect(state.remove)
        self.cars.move_asked.connect(state.move)
        self.fields.fold_asked.connect(state.toggle_group)
        self.cars.geometriesChanged.connect(self._place_corner)
        self.cars.width_chosen.connect(lambda car, width: self.widths.choose(car, width / self._look.em))
        self.cars.fit_asked.connect(self.fit_width)
        self.cars.leave_asked.connect(self.setFocus)
        self.cars.step_asked.connect(self._step_over_cars)
        self.cars.menu_asked.connect(self.ask_menu)
        self.widths.changed.connect(self._fit)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def show_state(self) -> None:
        """Take over the Sheet and the selected cell of the state."""
        sheet = self._state.sheet
        if sheet is None:
            return
        seen = False
        if sheet is not self._model.sheet:
            seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
            self._model.show(sheet)
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
        self._look = self.cars.look = self.fields.look = look
        self._delegate.wear(look)
        self._fit()
        self.viewport().update()

    def mark(self, found: Iterable[Match]) -> None:
        """Show which labels of rows and which cells a search has found."""
        places = {(match.field, match.vehicle) for match in found}
        self._delegate.found = self.fields.found = places
        self.viewport().update()
        self.fields.viewport().update()

    def set_corner(self, text: str) -> None:
        """What stands in the corner between the headers, as rich text."""
        self._corner.setText(text)
        self._place_corner()

    def selected(self) -> tuple[list[Row], list[Vehicle]]:
        """The rows and cars that hold selected cells, as they are seen; headings are none."""
        indexes = self.selectionModel().selectedIndexes()
        lines = [self._model.line(row) for row in sorted({index.row() for index in indexes})]
        columns = sorted({index.column() for index in indexes})
        return [line.row for line in lines if line.row], [self._model.vehicle(column) for column in columns]

    def selected_cells(self) -> set[tuple[str, str]]:
        """Field and car of each selected cell."""
        cells = (self._model.cell(index) for index in self.selectionModel().selectedIndexes())
        return {(cell.field, cell.vehicle) for cell in cells if cell}

    def fit_width(self, vehicle: str) -> None:
        """Make the column of a car as wide as its figures and its name need, up to a third of the table."""
        sheet = self._model.sheet
        if sheet is None:
            return
        car = sheet.library.vehicles[vehicle]
        cells = ((sheet.cell_of(row.field, car), row) for row in sheet.rows)
        wide = max((self._delegate.natural_width(cell, row) for cell, row in cells), default=0)
        wide = max(self.cars.name_width(car), min(wide, self.width() // 3))
        self.widths.choose(vehicle, wide / self._look.em)

    def current_vehicle(self) -> str | None:
        """The car in whose column the cursor is."""
        index = self.currentIndex()
        return self._model.vehicle(index.column()).key if index.isValid() else None

    def choose_car(self, vehicle: str) -> None:
        """Put the cursor into the column of a car; a selection that reaches there stays."""
        index = self.currentIndex()
        cars = [self._model.vehicle(column).key for column in range(self._model.columnCount())]
        if vehicle in cars and (not index.isValid() or index.column() != cars.index(vehicle)):
            row = index.row() if index.isValid() else 0
            target = self._model.index(row, cars.index(vehicle))
            kept = self.selectionModel().isSelected(target)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(target, flag.NoUpdate if kept else flag.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        cell = self._model.cell(current) if current.isValid() else None
        if cell is not None:
            self._state.select(cell.field, cell.vehicle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space fold the group of a heading, Up from the first line goes to the heads of the cars;
        copying is a command of the window, never Qt's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if index.isValid() and index.row() == 0 and plain and event.key() == Qt.Key.Key_Up:
            self.cars.setFocus()
            self._step_over_cars(0)
            return
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            line = self._model.line(index.row())
            if line.row is None:
                self._state.toggle_group(line.section.group)
                heading = next(
                    r for r in range(self._model.rowCount()) if self._model.line(r).key == line.key
                )
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(self._model.index(heading, index.column()), flag)
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
            self._state.toggle_group(self._model.line(index.row()).section.group)
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the car under the pointer, or of the current one when asked for by key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
            return
        column = self.columnAt(self.viewport().mapFromGlobal(event.globalPos()).x())
        if column >= 0:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_asked.emit(self._model.vehicle(column).key, event.globalPos(), True)

    def ask_menu(self) -> None:
        """Ask for the menu of the car in whose column the cursor is, beside the cursor or in its head."""
        vehicle = self.current_vehicle()
        if vehicle is not None and self.cars.hasFocus():
            place = QPoint(self.visualRect(self.currentIndex()).center().x(), self.cars.height() // 2)
            self.menu_asked.emit(vehicle, self.cars.mapToGlobal(place), False)
        elif vehicle is not None:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(vehicle, self.viewport().mapToGlobal(place), True)

    def _step_over_cars(self, step: int) -> None:
        """Choose the car so many columns from the cursor, in the row that is chosen."""
        column, field = self.currentIndex().column() + step, self._state.field
        if 0 <= column < self._model.columnCount() and field is not None:
            self._state.select(field.key, self._model.vehicle(column).key)
        self.cars.viewport().update()

    def _ask_menu_of_header(self, place: QPoint) -> None:
        column = self.cars.logicalIndexAt(place)
        if column >= 0:
            self.menu_asked.emit(self._model.vehicle(column).key, self.cars.mapToGlobal(place), False)

    def _ask_row_menu(self, place: QPoint) -> None:
        line = self.fields.logicalIndexAt(place)
        if line >= 0 and self._model.line(line).row is not None:
            self.setCurrentIndex(self._model.index(line, max(self.currentIndex().column(), 0)))
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
        rows, columns = self._model.rowCount(), self._model.columnCount()
        for begins in (_starts, _has_word):
            for row in ((index.row() + fresh + step) % rows for step in range(rows)):
                line = self._model.line(row)
                if line.row is not None and begins(line.row.label, wanted):
                    self.setCurrentIndex(self._model.index(row, index.column()))
                    return
        for column in ((index.column() + fresh + step) % columns for step in range(columns)):
            if _has_word(self._model.vehicle(column).name, wanted):
                self.setCurrentIndex(self._model.index(index.row(), column))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def _fit(self) -> None:
        """Columns share the width that chosen ones leave; rows are as high as their fullest cell."""
        sheet = self._model.sheet
        if sheet is None or not sheet.vehicles:
            self._place_corner()
            return
        self._delegate.show(sheet)
        if self.fields.width() != self.fields.wanted_width():
            self.fields.setFixedWidth(self.fields.wanted_width())
            self.updateGeometries()
        cars = [vehicle.key for vehicle in sheet.vehicles]
        widths = self.widths.of(cars, self.viewport().width(), self._look.em)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for number in range(self._model.rowCount()):
            line = self._model.line(number)
            height = self.fields.height_of(line)
            if line.row is not None:
                for vehicle, width in zip(sheet.vehicles, widths, strict=True):
                    cell = sheet.cell_of(line.row.field, vehicle)
                    height = max(height, self._delegate.height(cell, line.row, width))
            self.setRowHeight(number, height)
        self.updateGeometries()
        self._place_corner()

    def _place_corner(self) -> None:
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self.fields.width(), self.cars.height())
        self._corner.setVisible(bool(self._corner.text()))


def _starts(text: str, wanted: str) -> bool:
    return fold(text).startswith(wanted)


def _has_word(text: str, wanted: str) -> bool:
    """Whether a word of a text, and what follows it, begins with what was typed."""
    return f" {wanted}" in f" {fold(text)}"
