"""The Sheet as a Qt table model, which only translates; headings of groups are rows of empty cells."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from carspec.core.sheet import Cell, Row, Section, Sheet
from carspec.core.values import Vehicle
from carspec.gui import car_texts, cell_texts
from carspec.output.palette import COMPUTED, FOOTNOTE

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the table: a row of the Sheet, or where that is None the heading of a section."""

    section: Section
    row: Row | None = None

    @property
    def key(self) -> str:
        return self.row.field.key if self.row else f"group {self.section.group}"


class SheetModel(QAbstractTableModel):
    """Rows are the lines of a Sheet, columns its cars."""

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
            and old.vehicles == sheet.vehicles
            and self._keys(self._lines) == self._keys(lines)
        )
        if not alike:
            self.beginResetModel()
        self._sheet, self._lines = sheet, lines
        if not alike:
            self.endResetModel()
        elif lines and sheet.vehicles:
            last = self.index(len(lines) - 1, len(sheet.vehicles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(sheet.vehicles) - 1)

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    def line(self, row: int) -> TableLine:
        return self._lines[row]

    def vehicle(self, column: int) -> Vehicle:
        assert self._sheet is not None
        return self._sheet.vehicles[column]

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index; None in the heading of a group."""
        row = self._lines[index.row()].row
        if row is None or self._sheet is None:
            return None
        return self._sheet.cell_of(row.field, self._sheet.vehicles[index.column()])

    def find(self, field: str, vehicle: str) -> QModelIndex:
        """The index of a cell; an invalid one where it is not shown."""
        rows = [place for place, line in enumerate(self._lines) if line.row and line.row.field.key == field]
        columns = [
            p for p, car in enumerate(self._sheet.vehicles if self._sheet else ()) if car.key == vehicle
        ]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.vehicles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines[index.row()].row is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        line = self._lines[index.row()]
        if line.row is None:
            return _group_data(line.section, role)
        vehicle = self._sheet.vehicles[index.column()]
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
        if orientation == Qt.Orientation.Horizontal:
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
            return cell_texts.heading(line.row)
        heading, field = cell_texts.heading(line.row), line.row.field
        if role == Role.ToolTipRole:
            formula = (f"{COMPUTED.shape} {field.formula}",) if field.computed else ()
            noted = (f"{FOOTNOTE} {sentence}" for sentence in self.notes(section))
            return "\n".join((f"{heading}: {field.description}", *formula, *noted))
        return " ".join((heading, *self.notes(section))) if role == Role.AccessibleTextRole else None

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
