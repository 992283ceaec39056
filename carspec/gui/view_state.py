"""The one state of the window, which panels ask for changes: Query and Sheet, the selected cell, the look."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from carspec.core.errors import CarspecError
from carspec.core.library import Library
from carspec.core.profiles import Profile
from carspec.core.query import Query
from carspec.core.revealing import revealed
from carspec.core.sheet import Cell, Row, Sheet, build
from carspec.core.sorting import next_sort, sortable
from carspec.core.values import Field, Vehicle
from carspec.gui.opening import MOST_CARS, default_cars, fitted, profile_for
from carspec.gui.remembered import Remembered
from carspec.gui.undo_steps import LibraryStep, QueryStep, Step, UndoStack
from carspec.output.charts.kinds import drawable

if TYPE_CHECKING:
    from carspec.core.changes import Change
    from carspec.gui.chart_export import ChartExport

FIRST = "first comparison"


class ViewState(QObject):
    """Every change makes a new Query, a new Sheet and one signal; `sheet` is None until a library is open.

    `changed` tells that something is different; a panel looks at what it shows and renews what has changed.
    `message` is a sentence for the status line about the last change, or empty.
    """

    changed = Signal()

    def __init__(self, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self.library: Library | None = None
        self.sheet: Sheet | None = None
        self.message = ""
        self._steps = UndoStack()

    @property
    def remembered(self) -> Remembered:
        return self._remembered

    @property
    def query(self) -> Query:
        return self._remembered.query

    @property
    def field(self) -> Field | None:
        """The field of the selected cell."""
        if self.library is None or self._remembered.field is None:
            return None
        field = self.library.fields.get(self._remembered.field)
        return self.sheet.labels.field(field) if field is not None and self.sheet is not None else field

    @property
    def vehicle(self) -> Vehicle | None:
        """The car of the selected cell, always one of those compared."""
        if self.library is None or self._remembered.vehicle not in self.query.vehicles:
            return None
        return self.library.vehicles[self._remembered.vehicle]

    @property
    def cell(self) -> Cell | None:
        """The selected cell."""
        if self.sheet is None or self.field is None or self.vehicle is None:
            return None
        return self.sheet.cell_of(self.field, self.vehicle)

    @property
    def row(self) -> Row | None:
        """The row of the selected cell, also one that is folded away."""
        return self.sheet.row_of(self.field) if self.sheet and self.field else None

    def open(self, library: Library, first: Sheet | None = None) -> None:
        """Show a library: what was remembered and does not exist in it is dropped.

        `first` is a Sheet made beforehand, which is taken where it still is the one that is wanted.
        """
        self.library = library
        self._remembered = fitted(self._remembered, library)
        self._steps.begin(library.history())
        if first is not None and first.library is library and first.query == self.query:
            self.sheet = first
        else:
            self._build(self.query)
        self.say("")

    def reload(self) -> None:
        """Read figures and claims again, as another program may have changed them."""
        if self.library is not None:
            self.library.reload()
            self.open(self.library)
            self.say("The data were read again.")

    @property
    def undo_name(self) -> str | None:
        """What completes "Undo ..."; None where nothing can be undone."""
        return self._steps.undo_name

    @property
    def redo_name(self) -> str | None:
        return self._steps.redo_name

    def undo(self) -> None:
        """Take the newest step back, of the comparison or of the library. CarspecError where it cannot be;
        a step that never can be again is given up."""
        self._walk(self._steps.done, self._steps.undone, forward=False)

    def redo(self) -> None:
        """Do what was undone again."""
        self._walk(self._steps.undone, self._steps.done, forward=True)

    def did(self, step: Step) -> None:
        """Note something that was done, so that it can be undone."""
        if self._steps.push(step) and self.library is not None:
            self.library.drop_undone()

    def change_library(self, change: "Change") -> None:
        """Change the library; a new vehicle joins the comparison. CarspecError says why it cannot be done."""
        from carspec.core.changes import AddVehicle

        if self.library is None:
            return
        before = self.query
        self.library.apply(change)
        cars = before.vehicles
        if isinstance(change, AddVehicle) and len(cars) < MOST_CARS:
            cars = (*cars, change.vehicle.key)
        entry = self.library.history()[-1]
        self.restore(replace(before, vehicles=cars), f"{entry.what}.")
        if isinstance(change, AddVehicle) and self._remembered.field is not None:
            self.select(self._remembered.field, change.vehicle.key)
        self._steps.push(LibraryStep(entry.name, before, self.query))
        self.changed.emit()

    def restore(self, query: Query, message: str) -> None:
        """Show another comparison without a step that undoes it; what the library lacks is left out."""
        self.take(replace(self._remembered, query=query), message)

    def take(self, wanted: Remembered, message: str) -> None:
        """Show what is wanted without a step that undoes it; what the library lacks is left out."""
        assert self.library is not None
        self._remembered = fitted(wanted, self.library)
        self._build(self._remembered.query)
        self.say(message)

    def toggle(self, vehicle: str) -> None:
        """Add a car at the right, or take it out."""
        if vehicle in self.query.vehicles:
            self.remove(vehicle)
        else:
            self.add(vehicle)

    def add(self, vehicle: str) -> None:
        if self.library is None or vehicle in self.query.vehicles:
            return
        name = self.library.vehicles[vehicle].name
        if len(self.query.vehicles) >= MOST_CARS:
            self.say(f"{MOST_CARS} cars are the most side by side: remove one before you add {name}.")
            return
        if self.vehicle is None:
            self._remembered = replace(self._remembered, vehicle=vehicle)
        self._show(
            replace(self.query, vehicles=(*self.query.vehicles, vehicle)),
            f"add {name}",
            f"{name} was added, as the last of {MOST_CARS} that fit side by side."
            if len(self.query.vehicles) + 1 == MOST_CARS
            else f"{name} was added.",
        )

    def remove(self, vehicle: str) -> None:
        if self.library is None or vehicle not in self.query.vehicles:
            return
        place = self.query.vehicles.index(vehicle)
        left = tuple(key for key in self.query.vehicles if key != vehicle)
        if self._remembered.vehicle == vehicle:
            neighbour = left[min(place, len(left) - 1)] if left else None
            self._remembered = replace(self._remembered, vehicle=neighbour)
        name = self.library.vehicles[vehicle].name
        self._show(replace(self.query, vehicles=left), f"remove {name}", f"{name} was removed.")

    def move(self, vehicle: str, step: int) -> None:
        """Move a car by `step` places from where it is seen; at the edge it stays. A sort is given up."""
        cars = [car.key for car in self.sheet.vehicles] if self.sheet else list(self.query.vehicles)
        place = cars.index(vehicle)
        if 0 <= place + step < len(cars):
            cars.insert(place + step, cars.pop(place))
            self._show(replace(self.query, vehicles=tuple(cars), sort=None), "move a car")

    def sort_by(self, field: str, descending: bool) -> None:
        """Put the cars in the order of a field; their own order is kept."""
        self._show(replace(self.query, sort=(field, descending)), "sort the cars")

    def turn_sort(self, field: str) -> None:
        """Sort the cars by a field, the other way round, or no longer."""
        if self.library is None:
            return
        wanted = self.library.fields[field]
        if not sortable(wanted):
            self.say(
                f"{wanted.label} puts cars in no order: its figures may be of several schemes or currencies."
            )
            return
        sort = next_sort(self.query.sort, wanted)
        self.sort_by(*sort) if sort else self.unsort()

    def unsort(self) -> None:
        """The cars in their own order again."""
        self._show(replace(self.query, sort=None), "restore the order of the cars")

    def hide(self, field: str) -> None:
        """Take a row out until it is shown again; the row below it, or above, is selected then."""
        if self.sheet is None or self.library is None:
            return
        rows = [row.field.key for row in self.sheet.rows]
        if field in rows and self._remembered.field == field:
            place = rows.index(field)
            near = rows[place + 1 : place + 2] or rows[max(place - 1, 0) : place]
            self._remembered = replace(self._remembered, field=next(iter(near), field))
        label = self.library.fields[field].label
        hidden = self.query.hidden | {field}
        self._show(replace(self.query, hidden=hidden), f"hide {label}", f"{label} is hidden.")

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Hide these rows and no others."""
        self._show(replace(self.query, hidden=hidden), "choose rows")

    def show_default_cars(self) -> None:
        if self.library is not None:
            self._show(replace(self.query, vehicles=default_cars(self.library), baseline=None), FIRST)

    def set_profile(self, profile: str) -> None:
        self._show(replace(self.query, profile=profile), "change of units")

    def set_baseline(self, vehicle: str | None) -> None:
        self._show(replace(self.query, baseline=vehicle), "change of the baseline")

    def set_differences_only(self, on: bool) -> None:
        self._show(replace(self.query, differences_only=on), "only differences" if on else "all rows")

    def set_transposed(self, on: bool) -> None:
        """Show cars as rows and fields as columns, or the other way round."""
        self._show(replace(self.query, transposed=on), "cars as rows" if on else "cars as columns")

    def set_fold_lone(self, on: bool) -> None:
        self._show(replace(self.query, fold_lone=on), "fold rows" if on else "unfold rows")

    def toggle_group(self, group: str) -> None:
        """Fold the rows of a group away under its heading, or show them again."""
        self._show(replace(self.query, folded_groups=self.query.folded_groups ^ {group}), f"fold {group}")

    def show_all_rows(self) -> None:
        self._show(
            replace(
                self.query,
                differences_only=False,
                fold_lone=False,
                folded_groups=frozenset(),
                hidden=frozenset(),
            ),
            "show all rows",
        )

    def select(self, field: str, vehicle: str) -> None:
        """Make a cell the selected one; the chart follows where the field can be drawn."""
        if self.library is None or (field, vehicle) == (self._remembered.field, self._remembered.vehicle):
            return
        chart = field if drawable(self.library.fields[field]) else self._remembered.chart_field
        self._remembered = replace(self._remembered, field=field, vehicle=vehicle, chart_field=chart)
        self.changed.emit()

    def show_car(self, vehicle: str) -> None:
        """Go to the column of a car; one that is not compared is added."""
        if vehicle not in self.query.vehicles:
            self.add(vehicle)
        field = self._remembered.field
        if vehicle in self.query.vehicles and field is not None:
            self.select(field, vehicle)

    def reveal(self, field: str) -> None:
        """Go to a row, which is brought back where it was hidden, folded away or left out as equal."""
        if self.sheet is None or self.library is None or self._remembered.vehicle is None:
            return
        self.bring_back((field,), f"show {self.library.fields[field].label}")
        self.select(field, self._remembered.vehicle)

    def bring_back(self, fields: Collection[str], step: str) -> None:
        """Show these rows again, whatever left them out."""
        query = revealed(self.sheet, fields) if self.sheet is not None else self.query
        if query != self.query:
            self._show(query, step)

    def prefer(self, key: str, value: object, step: str = "change of preferences") -> None:
        """Set a preference: an attribute of what is remembered, or one of its Query ("query.locale"), which
        then is a step that can be undone."""
        owner, _, name = key.rpartition(".")
        changes: dict[str, Any] = {name: value}
        if owner:
            self._show(replace(self.query, **changes), step)
        else:
            self._remembered = replace(self._remembered, **changes)
            self.changed.emit()

    def set_list(self, fields: tuple[str, ...], sort: tuple[str, bool] | None) -> None:
        """What the list of the library shows of each car, and its order."""
        self._remembered = replace(self._remembered, list_fields=fields, list_sort=sort)
        self.changed.emit()

    def set_appearance(self, appearance: str) -> None:
        self.prefer("appearance", appearance)

    def set_chart_kind(self, kind: str) -> None:
        self.prefer("chart_kind", kind)

    def set_chart_fields(self, kind: str, fields: tuple[str, ...]) -> None:
        """Draw these fields in charts of a kind; none leaves the choice to the chart."""
        self.prefer("several", tuple(({**dict(self._remembered.several), kind: fields}).items()))

    def set_export(self, export: "ChartExport") -> None:
        self.prefer("export", export)

    def set_copy_marks(self, on: bool) -> None:
        self.prefer("copy_marks", on)

    def set_own_profiles(self, own: Mapping[str, Profile], chosen: str) -> None:
        """Take over a person's own unit profiles, and show the figures in the one that is chosen."""
        if self.library is not None:
            self.library.keep_profiles(own)
            self._show(replace(self.query, profile=chosen), "change of units")

    def reset(self) -> None:
        """The comparison as on the first day: cars, units, rows and selected cell; the look stays."""
        query, first = self.query, Remembered()
        first = replace(
            self._remembered,
            query=replace(first.query, profile="", locale=query.locale, language=query.language),
            field=first.field,
            vehicle=first.vehicle,
            chart_kind=first.chart_kind,
            chart_field=first.chart_field,
            several=first.several,
        )
        wanted = fitted(first, self.library) if self.library is not None else first
        self._show(wanted.query, FIRST, "The comparison is as on the first day.")
        if wanted.field is not None and wanted.vehicle is not None:
            self.select(wanted.field, wanted.vehicle)

    def say(self, message: str) -> None:
        """Put a sentence into the status line, until the next change."""
        self.message = message
        self.changed.emit()

    def _show(self, query: Query, step: str, message: str = "") -> None:
        """Show another comparison; `step` is its name for undoing it."""
        before = self.query
        self._build(query)
        if self.library is not None and self.query != before:
            self.did(QueryStep(step, before, self.query))
        self.say(message)

    def _build(self, query: Query) -> None:
        """Build the Sheet of a Query; a baseline or a selected car that is not compared is given up,
        and so is a profile that was deleted since."""
        if self.library is not None and query.profile not in self.library.profiles:
            query = replace(query, profile=profile_for(self._remembered.system_locale, self.library.profiles))
        if query.baseline not in query.vehicles:
            query = replace(query, baseline=None)
        vehicle = self._remembered.vehicle
        if vehicle not in query.vehicles:
            vehicle = next(iter(query.vehicles), None)
        self._remembered = replace(self._remembered, query=query, vehicle=vehicle)
        if self.library is not None:
            self.sheet = build(self.library, query)

    def _walk(self, here: list[Step], there: list[Step], forward: bool) -> None:
        from carspec.core.own_claims import InvalidChange

        if not here:
            return
        step = here.pop()
        try:
            (step.redo if forward else step.undo)(self)
        except InvalidChange as refusal:
            self.say(str(refusal))
            return
        except CarspecError:
            here.append(step)
            raise
        there.append(step)
        self.changed.emit()
