"""The vehicles that fit the search as a Qt list model, ticked where they are compared."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from carspec.core.names import label
from carspec.core.values import Vehicle

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
VEHICLE_ROLE, FIGURES_ROLE = Role.UserRole, Role.UserRole + 1


class Texts(Protocol):
    """Words on a car that are made when they are needed."""

    def figures(self, vehicle: Vehicle) -> Sequence[tuple[str, str]]:
        """Label and figure of what the list shows."""
        ...

    def claims(self, vehicle: Vehicle) -> str:
        """How many claims by how many publishers."""
        ...


class VehicleModel(QStringListModel):
    """Emits `toggled` with a key when a box is ticked or cleared; the state decides what comes of it.

    The strings of the list stay empty: they only count. A view asks for the count at each line that it lays
    out, and 50,000 answers out of Python would be felt.
    """

    toggled = Signal(str)

    def __init__(self, texts: Texts | None = None, parent: QObject | None = None) -> None:
        """`texts` are asked for the words of a car when they are shown or spoken."""
        super().__init__(parent)
        self._texts = texts
        self._vehicles: Sequence[Vehicle] = ()
        self._compared: frozenset[str] = frozenset()

    def show(self, vehicles: Sequence[Vehicle]) -> None:
        """Show these vehicles in this order."""
        if vehicles != self._vehicles:
            self._vehicles = vehicles
            self.setStringList([""] * len(vehicles))

    def tick(self, compared: Sequence[str]) -> None:
        """Tick the cars that are compared."""
        if frozenset(compared) != self._compared:
            self._compared = frozenset(compared)
            if self._vehicles:
                last = self.index(len(self._vehicles) - 1)
                self.dataChanged.emit(self.index(0), last, [Role.CheckStateRole, Role.AccessibleTextRole])

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
        vehicle = self._at(index)
        if vehicle is None:
            return None
        compared = vehicle.key in self._compared
        if role == Role.DisplayRole:
            return vehicle.name
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if compared else Qt.CheckState.Unchecked
        if role == FIGURES_ROLE:
            return [figure for _, figure in self._figures(vehicle)]
        if role == Role.ToolTipRole:
            also = [f"Also called: {', '.join(vehicle.names)}"] if vehicle.names else []
            figures = [f"{name}: {figure}" for name, figure in self._figures(vehicle)]
            return "\n".join([label(vehicle), *also, *figures, self._claims(vehicle)])
        if role == Role.AccessibleTextRole:
            figures = [f"{name} {figure}" for name, figure in self._figures(vehicle)]
            ticked = "compared" if compared else "not compared"
            return ", ".join([label(vehicle), *figures, self._claims(vehicle), ticked])
        return vehicle if role == VEHICLE_ROLE else None

    def renew(self) -> None:
        """Show other words of the same cars."""
        if self._vehicles:
            self.dataChanged.emit(self.index(0), self.index(len(self._vehicles) - 1), [FIGURES_ROLE])

    def _at(self, index: Index) -> Vehicle | None:
        """The vehicle of a line; None where another program took it out of the library since."""
        try:
            return self._vehicles[index.row()] if index.isValid() else None
        except KeyError:
            return None

    def _figures(self, vehicle: Vehicle) -> Sequence[tuple[str, str]]:
        return self._texts.figures(vehicle) if self._texts else ()

    def _claims(self, vehicle: Vehicle) -> str:
        return self._texts.claims(vehicle) if self._texts else f"{vehicle.claims} claims"

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tick or clear a box: only asks for the change."""
        vehicle = self._at(index)
        if vehicle is None or role != Role.CheckStateRole:
            return False
        self.toggled.emit(vehicle.key)
        return True
