"""The commands of the window as one table, from which menus, tool bar, keys, palette and help are made."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

Key = QKeySequence.StandardKey

MENUS = {
    "file": ("&File", ("open", "save", "print", "quit")),
    "edit": ("&Edit", ("undo", "copy", "select", "find", "cars", "claims", "preferences")),
    "view": ("&View", ("figures", "rows", "panels", "screen", "reset")),
    "help": ("&Help", ("find", "help", "about")),
}
"""Title of each menu and its groups in order; a group without commands leaves no line behind."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a person can ask for.

    `does` names a handler of the window and its method, such as "cars.remove"; `needs` a method that says
    whether there is anything to act on (empty: always). `on` makes the command a switch: it names a method
    that says whether it is on, and `does` then takes the new state. `place` is menu and group. `keys` stand
    in order: the first that exists on this system is the one shown; a standard key has those of the system.
    `bar` is the side of the tool bar, `car` says whether it stands in the menu of a car, `words` are more
    words by which the palette finds it. `within` names a part of the window outside which the keys are
    another's.
    """

    key: str
    text: str
    place: str
    does: str
    keys: tuple[Key | str, ...] = ()
    icon: str = ""
    tip: str = ""
    words: str = ""
    needs: str = ""
    on: str = ""
    bar: str = ""
    car: bool = False
    within: str = ""

    @property
    def name(self) -> str:
        """The text without the mark of its letter."""
        return self.text.replace("&", "").rstrip("…")


@dataclass(frozen=True, slots=True)
class Choice:
    """A menu of which one entry is chosen; `key` names it in `choices`."""

    key: str
    text: str
    place: str
    icon: str
    bar: str = ""

    @property
    def name(self) -> str:
        return self.text.replace("&", "")


COMMANDS: tuple[Command | Choice, ...] = (
    Command("quit", "&Quit", "file/quit", "window.close", (Key.Quit, "Ctrl+Q"), "quit", words="exit leave"),
    Command(
        "copy",
        "&Copy",
        "edit/copy",
        "copying.copy",
        (Key.Copy, "Ctrl+C"),
        "copy",
        "Copy the selected figures",
        needs="copying.possible",
        bar="right",
        car=True,
    ),
    Command(
        "copy_headed",
        "Copy with &headers",
        "edit/copy",
        "copying.copy_headed",
        ("Ctrl+Shift+C",),
        "copy-table",
        "Copy the selection with car names, field labels and units",
        needs="copying.possible",
        bar="right",
        car=True,
    ),
    Command(
        "copy_marks",
        "Include &marks and differences in copies",
        "edit/copy",
        "copying.set_marks",
        tip="Copies also carry the verdict marks, the spread and the differences",
        on="copying.marks",
    ),
    Command(
        "select_all",
        "Select &all",
        "edit/select",
        "cars.select_all",
        (Key.SelectAll, "Ctrl+A"),
        needs="cars.any",
        within="table",
    ),
    Command(
        "find",
        "&Find a vehicle",
        "edit/find",
        "panels.find_vehicle",
        (Key.Find, "Ctrl+F"),
        "search",
        words="search library add",
    ),
    Command(
        "move_left",
        "Move car &left",
        "edit/cars",
        "cars.move_left",
        ("Ctrl+Shift+Left",),
        "left",
        needs="cars.any",
        car=True,
    ),
    Command(
        "move_right",
        "Move car &right",
        "edit/cars",
        "cars.move_right",
        ("Ctrl+Shift+Right",),
        "right",
        needs="cars.any",
        car=True,
    ),
    Command(
        "remove",
        "Remo&ve car",
        "edit/cars",
        "cars.remove",
        ("Delete",),
        "close",
        "Take the car of the selected cell out",
        needs="cars.any",
        car=True,
        within="table",
    ),
    Command(
        "car_menu",
        "M&ore for this car",
        "edit/cars",
        "cars.show_menu",
        ("Shift+F10",),
        needs="cars.any",
    ),
    Choice("units", "&Units", "view/figures", "units", bar="left"),
    Command(
        "differences",
        "&Only differences",
        "view/rows",
        "rows.set_differences_only",
        ("Ctrl+D",),
        "differences",
        "Hide the rows in which all cars are equal",
        words="same equal hide",
        on="rows.differences_only",
        bar="left",
    ),
    Choice("baseline", "&Baseline", "view/figures", "baseline", bar="left"),
    Command(
        "fold_lone",
        "Fold rows that only one car &has",
        "view/rows",
        "rows.set_fold_lone",
        ("Ctrl+L",),
        on="rows.fold_lone",
    ),
    Command(
        "library",
        "&Library",
        "view/panels",
        "panels.show_library",
        ("Ctrl+1",),
        "panel-left",
        words="panel sidebar",
        on="panels.library_shown",
    ),
    Command(
        "chart",
        "&Chart",
        "view/panels",
        "panels.show_chart",
        ("Ctrl+2",),
        "panel-bottom",
        words="panel graph bars",
        on="panels.chart_shown",
    ),
    Command(
        "evidence",
        "&Evidence",
        "view/panels",
        "panels.show_evidence",
        ("Ctrl+3",),
        "panel-right",
        words="panel claims sources",
        on="panels.evidence_shown",
    ),
    Choice("appearance", "&Appearance", "view/screen", "system", bar="right"),
    Command(
        "full_screen",
        "&Full screen",
        "view/screen",
        "window.set_full_screen",
        ("F11", Key.FullScreen),
        on="window.isFullScreen",
    ),
    Command(
        "reload",
        "Read the data a&gain",
        "view/screen",
        "rows.reload",
        ("F5", Key.Refresh),
        "reload",
        "Read figures and claims again, as another window or the command line may have changed them",
        words="reload refresh",
        needs="rows.open",
    ),
    Command(
        "reset_layout",
        "&Reset layout",
        "view/reset",
        "window.reset_layout",
        icon="reset",
        tip="All panels, in the places and sizes of the first start; the comparison stays",
    ),
    Command(
        "reset_comparison",
        "F&irst comparison",
        "view/reset",
        "rows.reset",
        tip="The cars, units and rows of the first start; the layout stays",
        words="default reset",
    ),
    Command(
        "palette",
        "Find a &command…",
        "help/find",
        "help.find_command",
        ("Ctrl+Shift+P",),
        "search",
        "Every command, car and field by a few of its letters",
        words="palette",
    ),
    Command("about", "&About carspec", "help/about", "help.about", icon="about", words="version licence"),
)


def commands() -> tuple[Command, ...]:
    """The commands of the table without its choices."""
    return tuple(entry for entry in COMMANDS if isinstance(entry, Command))


def in_menu(menu: str) -> list[list[Command | Choice]]:
    """What stands in a menu: its groups in order, each with its entries in the order of the table."""
    groups = ([entry for entry in COMMANDS if entry.place == f"{menu}/{group}"] for group in MENUS[menu][1])
    return [group for group in groups if group]


def sequences(command: Command) -> list[QKeySequence]:
    """The keys of a command on this system, the one that is shown first."""
    found: list[QKeySequence] = []
    for key in command.keys:
        found += [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
    return [sequence for place, sequence in enumerate(found) if sequence not in found[:place]]
