"""The widths of columns: those a person chose, and what the others share of the room."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, Signal

LEAST_IN_EMS = 9.0
"""A column that shares the room is never narrower; the table scrolls then."""
NARROW_IN_EMS = 11.0
"""A narrower column has smaller margins, and folds what its tooltips say as well."""
NARROWEST_IN_EMS = 5.0
"""No column can be made narrower by hand."""
WIDEST_IN_EMS = 60.0


class ColumnWidths(QObject):
    """Chosen widths by the key of the car or the field, in ems so that they grow with the text."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: dict[str, float] = {}

    @property
    def any(self) -> bool:
        """Whether a person chose a width."""
        return bool(self._chosen)

    def choose(self, car: str, ems: float) -> None:
        """Give a car's column a width of its own."""
        self._chosen[car] = round(min(max(ems, NARROWEST_IN_EMS), WIDEST_IN_EMS), 2)
        self.changed.emit()

    def forget(self) -> None:
        """All columns share the room again."""
        self._chosen.clear()
        self.changed.emit()

    def of(self, cars: Sequence[str], room: int, em: float) -> list[int]:
        """The widths in pixels of these cars' columns in `room` pixels."""
        widths = [round(self._chosen[car] * em) if car in self._chosen else 0 for car in cars]
        sharing = [place for place, car in enumerate(cars) if car not in self._chosen]
        if sharing:
            left = room - sum(widths)
            each, more = divmod(left, len(sharing))
            if each < round(LEAST_IN_EMS * em):
                each, more = round(LEAST_IN_EMS * em), 0
            for number, place in enumerate(sharing):
                widths[place] = each + (1 if number < more else 0)
        return widths

    def chosen(self, key: str, em: float) -> int | None:
        """The width in pixels that a person chose for a column."""
        return round(self._chosen[key] * em) if key in self._chosen else None

    def state(self) -> QByteArray:
        """The chosen widths as the settings keep them."""
        import json

        return QByteArray(json.dumps(self._chosen).encode())

    def put(self, state: QByteArray | None) -> None:
        """Take widths over that `state` gave; what makes no sense, or None, is no chosen width."""
        read = _read(state) if state is not None else {}
        sound = read.items() if isinstance(read, dict) else ()
        self._chosen = {
            str(car): float(ems)
            for car, ems in sound
            if isinstance(ems, int | float) and NARROWEST_IN_EMS <= ems <= WIDEST_IN_EMS
        }
        self.changed.emit()


def _read(state: QByteArray) -> object:
    """The JSON of a state; None for what is none."""
    import json  # the window is painted before any width is read

    try:
        return json.loads(bytes(state.data()))
    except ValueError:
        return None
