"""The Sheet as a Qt table model, which only translates; headings of groups are lines of empty cells."""

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from carspec.core.sheet import Cell, Row, Section, Sheet
from carspec.core.values import Vehicle
from carspec.gui import car_texts, cell_texts
from carspec.output.verdict_marks import COMPUTED, FOOTNOTE

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class TableLine(NamedTuple):
    """A row of the table, or a column where it is transposed: a row of the Sheet, or where that is None the
    heading of a section."""

    section: Section
    row: Row | None = None

    @property
    def key(self) -> str:
        return self.row.field.key if self.row else f"group {self.section.group}"


class SheetModel(QAbstractTableModel):
    """Rows are the lines of a Sheet, columns its cars; in a transposed one it is the other way round."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._lines: tuple[TableLine, ...] = ()

    def show(self, sheet: Sheet) -> None:
        """Show another Sheet; rows and columns that stay keep selection and place."""
        lines = tuple(TableLine(section, row) for section in sheet.sections for row in (None, *section.rows))
        old = self._sheet
        alike = (
            old is not None
            and old.query.transposed == sheet.query.transposed
            and old.vehicles == sheet.vehicles
            and self._keys(self._lines) == self._keys(lines)
        )
        if not alike:
            self.beginResetModel()
        self._sheet, self._lines = sheet, lines
        if not alike:
            self.endResetModel()
        elif lines and sheet.vehicles:
            rows, columns = self.rowCount(), self.columnCount()
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    @property
    def transposed(self) -> bool:
        return self._sheet is not None and self._sheet.query.transposed

    @property
    def lines(self) -> tuple[TableLine, ...]:
        return self._lines

    @property
    def vehicles(self) -> tuple[Vehicle, ...]:
        return self._sheet.vehicles if self._sheet is not None else ()

    def line_number(self, index: Index) -> int:
        return index.column() if self.transposed else index.row()

    def car_number(self, index: Index) -> int:
        return index.row() if self.transposed else index.column()

    def line_at(self, index: Index) -> TableLine:
        return self._lines[self.line_number(index)]

    def vehicle_at(self, index: Index) -> Vehicle:
        return self.vehicles[self.car_number(index)]

    def place(self, line: int, car: int) -> QModelIndex:
        """The index at a line and a car, by their numbers."""
        return self.index(car, line) if self.transposed else self.index(line, car)

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index; None in the heading of a group."""
        row = self.line_at(index).row
        if row is None or self._sheet is None:
            return None
        return self._sheet.cell_of(row.field, self.vehicle_at(index))

    def find(self, field: str, vehicle: str) -> QModelIndex:
        """The index of a cell; an invalid one where it is not shown."""
        lines = [place for place, line in enumerate(self._lines) if line.row and line.row.field.key == field]
        cars = [place for place, car in enumerate(self.vehicles) if car.key == vehicle]
        return self.place(lines[0], cars[0]) if lines and cars else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.vehicles if self.transposed else self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines if self.transposed else self.vehicles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.line_at(index).row is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        line, vehicle = self.line_at(index), self.vehicle_at(index)
        if line.row is None:
            return _group_data(line.section, role)
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        cell = self._sheet.cell_of(line.row.field, vehicle)
        if role == Role.DisplayRole:
            return cell.text
        if role == Role.ToolTipRole:
            return cell_texts.tooltip(cell, line.row, vehicle, self._source(cell))
        return cell_texts.spoken(cell, line.row, vehicle)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if self._sheet is None or section < 0:
            return None
        if (orientation == Qt.Orientation.Horizontal) != self.transposed:
            return self._car_header(section, role)
        return self._field_header(section, role)

    def _car_header(self, section: int, role: int) -> Any:
        assert self._sheet is not None
        if section >= len(self._sheet.vehicles):
            return None
        vehicle = self._sheet.vehicles[section]
        if role == Role.DisplayRole:
            return vehicle.name
        if role == Role.ToolTipRole:
            return car_texts.tooltip(self._sheet, vehicle)
        return None

    def _field_header(self, section: int, role: int) -> Any:
        if section >= len(self._lines):
            return None
        line = self._lines[section]
        if line.row is None:
            return line.section.heading if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return line.row.label_with_unit
        heading, field = line.row.label_with_unit, line.row.field
        if role == Role.ToolTipRole:
            formula = (f"{COMPUTED.shape} {field.formula}",) if field.computed else ()
            noted = (f"{FOOTNOTE} {sentence}" for sentence in self.notes(section))
            return "\n".join((f"{heading}: {field.description}", *formula, *noted))
        if role != Role.AccessibleTextRole:
            return None
        return " ".join((heading, *self._sorted(field.key), *self.notes(section)))

    def _sorted(self, field: str) -> tuple[str, ...]:
        """Whether and how the cars stand in the order of a field, in words."""
        sort = self._sheet.query.sort if self._sheet is not None else None
        return (f"sorted {'descending' if sort[1] else 'ascending'}.",) if sort and sort[0] == field else ()

    def notes(self, section: int) -> tuple[str, ...]:
        """What makes the row of a line unfair, in sentences; none for the heading of a group."""
        row = self._lines[section].row
        if row is None or self._sheet is None:
            return ()
        return tuple(note.sentence for note in self._sheet.notes(row.field))

    def _source(self, cell: Cell) -> str:
        if cell.claim is None or self._sheet is None:
            return ""
        source = self._sheet.library.sources[cell.claim.source]
        parts = (source.publisher or source.title or source.url, cell.claim.valid_at or source.published)
        return ", ".join(part for part in parts if part)

    @staticmethod
    def _keys(lines: tuple[TableLine, ...]) -> list[str]:
        return [line.key for line in lines]


def _group_data(section: Section, role: int) -> str | None:
    if role != Role.AccessibleTextRole:
        return None
    folded = f", {section.folded} rows folded away" if section.folded else ""
    return f"{section.heading}: heading{folded}"
