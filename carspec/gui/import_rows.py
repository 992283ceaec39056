"""The first rows of a table with their lines, and the cells that an import refuses."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from carspec.core.importing.cars import RefusedCell
from carspec.core.importing.table import Place, Table
from carspec.gui.look import Look

Index = QModelIndex | QPersistentModelIndex
REFUSED_HEADS = ("Column", "Value", "Reason")
NO_INDEX = QModelIndex()
MOST_FITTED = 60
"""Columns that are made as wide as their texts; measuring all of a wide table takes too long."""


class RowsModel(QAbstractTableModel):
    """Texts below heads; each row has a number, which stands at its side."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ()
        self._rows: Sequence[tuple[str, Sequence[str]]] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show other rows; each has what stands at its side, and its cells."""
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cells = self._rows[index.row()][1]
        return " ".join(cells[index.column()].split())[:500] if index.column() < len(cells) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if orientation == Qt.Orientation.Horizontal else self._rows[section][0]


class RowsView(QTableView):
    """A table that is only looked at; its model is a RowsModel."""

    def __init__(self, name: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(round(look.em * 2.2))
        self._usual, self._widest = round(look.em * 10), round(look.em * 24)
        self.horizontalHeader().setDefaultSectionSize(self._usual)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def show_table(self, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """The rows of a table, their lines at their sides."""
        self.rows.show_rows(header, [(f"{line:,}", cells) for line, cells in rows])
        self._fit(range(min(MOST_FITTED, len(header))))

    def show_refused(self, refused: Sequence[RefusedCell], most: int, table: Table) -> None:
        """The refused cells of a table, as far as a person can go through them."""
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        cells = [
            ("", (*_where(table.place(cell.line, cell.column)), cell.text, cell.reason))
            for cell in refused[:most]
        ]
        self.rows.show_rows((table.filed.counts.capitalize(), *REFUSED_HEADS), cells)
        self._fit(range(1, 3))

    def _fit(self, places: range) -> None:
        """Make columns as wide as their texts, within bounds."""
        for place in places:
            self.setColumnWidth(place, min(self._widest, max(self._usual, self.sizeHintForColumn(place))))


def _where(place: Place) -> tuple[str, str]:
    """Line and column of a refused cell, the column with its letters where it has some: "B: Power (hp)"."""
    column = ": ".join(filter(None, (place.letters, place.column)))
    return f"{place.line:,}" if place.line else "all", column or "whole row"
