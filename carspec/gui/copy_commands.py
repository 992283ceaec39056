"""What the commands that copy figures do."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.gui import clipboard
from carspec.gui.choices import ChoiceMenu, Option
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.view_state import ViewState
from carspec.output.clipboard import CopyOptions, copied
from carspec.output.copying import copied_as, copy_profiles, part_of
from carspec.output.formats import FORMATS
from carspec.output.grid import Options

PROFILE = "profile:"
"""Begins the key of a copy profile, so that it is told from that of a format."""
OF_ONE_CAR = ("spec", "infobox")


class CopyCommands:
    """Copies the selected cells of the table, or the comparison in a text format."""

    def __init__(self, state: ViewState, table: ComparisonTable, settings: Path) -> None:
        self._state, self._table, self._settings = state, table, settings

    def possible(self) -> bool:
        """Whether a figure is selected."""
        return self._state.sheet is not None and bool(self._table.selected()[0])

    def copy(self) -> None:
        self._copy(headers=False)

    def copy_headed(self) -> None:
        self._copy(headers=True)

    def marks(self) -> bool:
        return self._state.remembered.copy_marks

    def set_marks(self, on: bool) -> None:
        self._state.set_copy_marks(on)

    def sources(self) -> bool:
        return self._state.remembered.copy_sources

    def set_sources(self, on: bool) -> None:
        self._state.prefer("copy_sources", on)

    def kinds(self) -> list[Option]:
        """The formats and the copy profiles; none where nothing is compared."""
        library, sheet = self._state.library, self._state.sheet
        if library is None or sheet is None or not sheet.rows:
            return []
        found: list[Option] = [(form.key, form.label, "") for form in FORMATS.values()]
        try:
            profiles = copy_profiles(library, self._settings)
        except CarspecError as problem:
            return [*found, (None, "Your copy profiles cannot be read", str(problem))]
        return [
            *found,
            *((PROFILE + key, f"For: {one.label}", one.description) for key, one in profiles.items()),
        ]

    def copy_as(self, key: str | None) -> None:
        """Put the comparison, or the part of it that is selected, on the clipboard in a format or after a
        profile. One selected cell is a figure to a phrase and a car to what tells of one car; every other
        format then takes the whole comparison."""
        sheet, library = self._state.sheet, self._state.library
        if sheet is None or library is None or key is None:
            return
        profile = None
        if key.startswith(PROFILE):
            profile = copy_profiles(library, self._settings)[key.removeprefix(PROFILE)]
        form = FORMATS[profile.format if profile else key]
        options = Options(marks=self.marks(), sources=self.sources() and form.sources)
        part = self._part(sheet, form.key)
        clipboard.put(copied_as(part, form.key, profile, options))
        cars = "1 car" if len(part.vehicles) == 1 else f"{len(part.vehicles)} cars"
        rows = "1 row" if len(part.rows) == 1 else f"{len(part.rows)} rows"
        self._state.say(f"{cars} with {rows} copied as {profile.label if profile else form.label}")

    def _part(self, sheet: Sheet, form: str) -> Sheet:
        rows, vehicles = self._table.selected()
        cars = [vehicle.key for vehicle in vehicles]
        if len(self._table.selected_cells()) > 1 or (form == "phrase" and rows and cars):
            return part_of(sheet, [row.field.key for row in rows], cars)
        if form in OF_ONE_CAR and cars:
            return part_of(sheet, [row.field.key for row in sheet.rows], cars[:1])
        return sheet

    def _copy(self, headers: bool) -> None:
        """Put the selected cells on the clipboard; without a selection it is left as it is."""
        sheet = self._state.sheet
        rows, vehicles = self._table.selected()
        if sheet is None or not rows or not vehicles:
            return
        cells = self._table.selected_cells()
        options = CopyOptions(headers=headers, marks=self.marks())
        clipboard.put(copied(sheet, rows, vehicles, options, cells))
        self._state.say("1 figure copied" if len(cells) == 1 else f"{len(cells)} figures copied")


def copy_menu(commands: CopyCommands, parent: QWidget) -> ChoiceMenu:
    """The menu of all that a comparison can be copied as."""
    return ChoiceMenu("Cop&y as", commands.kinds, lambda: "", commands.copy_as, parent)
