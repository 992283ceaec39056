"""The vehicles that fit the search as a Qt list model, ticked where they are compared."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from carspec.core.names import label
from carspec.core.values import Vehicle

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
VEHICLE_ROLE = Role.UserRole


class VehicleModel(QAbstractListModel):
    """Emits `toggled` with a key when a box is ticked or cleared; the state decides what comes of it."""

    toggled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vehicles: tuple[Vehicle, ...] = ()
        self._compared: frozenset[str] = frozenset()

    def show(self, vehicles: Sequence[Vehicle]) -> None:
        """Show these vehicles in this order."""
        if tuple(vehicles) != self._vehicles:
            self.beginResetModel()
            self._vehicles = tuple(vehicles)
            self.endResetModel()

    def tick(self, compared: Sequence[str]) -> None:
        """Tick the cars that are compared."""
        if frozenset(compared) != self._compared:
            self._compared = frozenset(compared)
            if self._vehicles:
                last = self.index(len(self._vehicles) - 1)
                self.dataChanged.emit(self.index(0), last, [Role.CheckStateRole, Role.AccessibleTextRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._vehicles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        vehicle = self._vehicles[index.row()]
        compared = vehicle.key in self._compared
        if role == Role.DisplayRole:
            return vehicle.name
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if compared else Qt.CheckState.Unchecked
        if role == Role.ToolTipRole:
            also = f"\nAlso called: {', '.join(vehicle.names)}" if vehicle.names else ""
            return f"{label(vehicle)}{also}\n{vehicle.claims} claims"
        if role == Role.AccessibleTextRole:
            return f"{label(vehicle)}, {vehicle.claims} claims, {'compared' if compared else 'not compared'}"
        return vehicle if role == VEHICLE_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tick or clear a box: only asks for the change."""
        if not index.isValid() or role != Role.CheckStateRole:
            return False
        self.toggled.emit(self._vehicles[index.row()].key)
        return True
