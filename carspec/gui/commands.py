"""The commands of the window as one table, from which menus, tool bar, keys, palette and help are made."""

from PySide6.QtGui import QKeySequence

from carspec.gui.claim_command_table import CLAIM_COMMANDS
from carspec.gui.clipboard_command_table import CLIPBOARD_COMMANDS
from carspec.gui.command import Choice, Command, Key
from carspec.gui.file_command_table import FILE_COMMANDS
from carspec.gui.find_command_table import FIND_COMMANDS
from carspec.gui.panels import PANELS, Panel
from carspec.gui.table_command_table import TABLE_COMMANDS

MENUS = {
    "file": ("&File", ("open", "save", "library", "print", "quit")),
    "edit": ("&Edit", ("undo", "copy", "copy_as", "select", "find", "cars", "preferences")),
    "view": ("&View", ("figures", "rows", "sort", "columns", "panels", "screen", "reset")),
    "claims": ("&Claims", ("claim", "own", "history")),
    "help": ("&Help", ("find", "help", "about")),
}
"""Title of each menu and its groups in order; a group without commands leaves no line behind."""
PANEL_ICONS = {"left": "panel-left", "below": "panel-bottom", "right": "panel-right"}
"""By the side of the comparison at which a panel stands."""


def _panel_command(panel: Panel) -> Command:
    """What shows and hides a panel."""
    return Command(
        panel.key,
        panel.text,
        "view/panels",
        f"{panel.key}_panel.show",
        panel.keys,
        PANEL_ICONS[panel.side],
        words=f"panel {panel.words}",
        on=f"{panel.key}_panel.shown",
    )


COMMANDS: tuple[Command | Choice, ...] = (
    *FILE_COMMANDS,
    Command(
        "undo",
        "&Undo",
        "edit/undo",
        "undo.undo",
        (Key.Undo, "Ctrl+Z"),
        "undo",
        words="back history",
        needs="undo.can_undo",
        says="undo.undo_text",
    ),
    Command(
        "redo",
        "Re&do",
        "edit/undo",
        "undo.redo",
        ("Ctrl+Shift+Z", "Ctrl+Y", Key.Redo),
        "redo",
        words="again history",
        needs="undo.can_redo",
        says="undo.redo_text",
    ),
    Command(
        "history",
        "&History…",
        "claims/history",
        "undo.show_history",
        ("Ctrl+H",),
        tip="What you did to claims and cars, with dates",
        words="log changes",
        needs="undo.open",
    ),
    *CLIPBOARD_COMMANDS,
    Command(
        "select_all",
        "Select &all",
        "edit/select",
        "cars.select_all",
        (Key.SelectAll, "Ctrl+A"),
        needs="cars.any",
        within="table",
    ),
    *FIND_COMMANDS,
    Command(
        "move_left",
        "Move car &left",
        "edit/cars",
        "cars.move_left",
        ("Ctrl+Shift+Left", "Ctrl+Shift+Up"),
        "left",
        needs="cars.any",
        says="cars.back_text",
        car=True,
    ),
    Command(
        "move_right",
        "Move car &right",
        "edit/cars",
        "cars.move_right",
        ("Ctrl+Shift+Right", "Ctrl+Shift+Down"),
        "right",
        needs="cars.any",
        says="cars.on_text",
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
    *CLAIM_COMMANDS,
    Command(
        "preferences",
        "&Preferences…",
        "edit/preferences",
        "preferences.show",
        (Key.Preferences, "Ctrl+,"),
        "preferences",
        words="settings options units language number text size",
        needs="preferences.possible",
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
        "hide_row",
        "Hi&de row",
        "view/rows",
        "rows.hide",
        ("Ctrl+Shift+H",),
        words="remove field",
        needs="rows.chosen",
        row=True,
    ),
    Command(
        "choose_fields",
        "Choose field&s…",
        "view/rows",
        "rows.choose_fields",
        ("Ctrl+Shift+F",),
        words="rows hide show columns",
        needs="rows.open",
        row=True,
    ),
    Command(
        "show_hidden",
        "Sho&w hidden rows",
        "view/rows",
        "rows.show_hidden",
        words="unhide fields",
        needs="rows.some_hidden",
        row=True,
    ),
    *TABLE_COMMANDS,
    *map(_panel_command, PANELS),
    Command(
        "list_columns",
        "&Pick what the list shows…",
        "view/panels",
        "listing.choose",
        tip="The fields that the library shows of each car, and the order of its cars",
        words="show in the list fields library sort",
        needs="listing.open",
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
    Command("help", "&Help", "help/help", "help.help", (Key.HelpContents, "F1"), "help", words="manual how"),
    Command("keyboard", "&Keyboard", "help/help", "help.keyboard", words="shortcuts keys"),
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
