"""The commands of the window and its menus, as tables."""

from dataclasses import dataclass

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the name of the method of the window that carries it out, text, keys, icon, tooltip.

    `checkable` commands are switches, whose method takes the new state; `checked` is how they start.
    """

    key: str
    slot: str
    text: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    checked: bool = False


COMMANDS = (
    Command("quit", "close", "&Quit", "Ctrl+Q", "quit"),
    Command("copy", "copy", "&Copy", "Ctrl+C", "copy", "Copy the selected figures"),
    Command(
        "copy_headed",
        "copy_headed",
        "Copy with &headers",
        "Ctrl+Shift+C",
        "copy-table",
        "Copy the selection with car names, field labels and units",
    ),
    Command("select_all", "select_all", "Select &all", "Ctrl+A"),
    Command(
        "copy_marks",
        "set_copy_marks",
        "Include &marks and differences in copies",
        tip="Copies also carry the verdict marks, the spread and the differences",
        checkable=True,
    ),
    Command("find", "find_vehicle", "&Find a vehicle", "Ctrl+F", "search"),
    Command(
        "remove", "remove_car", "&Remove car", "Delete", "close", "Take the car of the selected cell out"
    ),
    Command("move_left", "move_left", "Move car &left", "Ctrl+Shift+Left", "left"),
    Command("move_right", "move_right", "Move car &right", "Ctrl+Shift+Right", "right"),
    Command("car_menu", "show_current_menu", "More for this &car", "Shift+F10"),
    Command(
        "differences",
        "set_differences_only",
        "&Only differences",
        "Ctrl+D",
        "differences",
        "Hide the rows in which all cars are equal",
        checkable=True,
    ),
    Command(
        "fold_lone",
        "set_fold_lone",
        "Fold rows that only one car &has",
        "Ctrl+L",
        checkable=True,
    ),
    Command(
        "library", "show_library_panel", "&Library", "Ctrl+1", "panel-left", checkable=True, checked=True
    ),
    Command("chart", "show_chart_panel", "&Chart", "Ctrl+2", "panel-bottom", "", True, True),
    Command(
        "evidence", "show_evidence_panel", "&Evidence", "Ctrl+3", "panel-right", checkable=True, checked=True
    ),
    Command(
        "reset_layout",
        "reset_layout",
        "&Reset layout",
        icon="reset",
        tip="All panels, in the places and sizes of the first start; the comparison stays",
    ),
    Command(
        "reset_comparison",
        "reset_comparison",
        "&First comparison",
        tip="The cars, units and rows of the first start; the layout stays",
    ),
    Command("about", "about", "&About carspec", "F1", "about"),
)

MENUS = (
    ("&File", ("quit",)),
    (
        "&Edit",
        (
            *("copy", "copy_headed", "copy_marks", SEPARATOR, "select_all", "find", SEPARATOR),
            *("remove", "move_left", "move_right", "car_menu"),
        ),
    ),
    (
        "&View",
        (
            *("menu:units", "menu:baseline", "differences", "fold_lone", SEPARATOR),
            *("library", "chart", "evidence", SEPARATOR, "menu:appearance"),
            *(SEPARATOR, "reset_layout", "reset_comparison"),
        ),
    ),
    ("&Help", ("about",)),
)
"""Titles with what stands in each menu: keys of commands, separators, and "menu:" with a menu of choices."""

CAR_MENU = (SEPARATOR, "move_left", "move_right", SEPARATOR, "remove", SEPARATOR, "copy", "copy_headed")
"""The context menu of a car; the entry for its baseline stands before it."""

APPEARANCE_TEXTS = {"system": "As the system", "light": "Light", "dark": "Dark"}
