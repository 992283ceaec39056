"""The commands that find something in the window, as a part of the table of commands."""

from carspec.gui.command import Command, Key

FIND_COMMANDS = (
    Command(
        "find",
        "&Find…",
        "edit/find",
        "finding.find",
        (Key.Find, "Ctrl+F"),
        "search",
        "In comparison, chart or evidence: find in the rows and figures; elsewhere: find a vehicle",
        words="search table row figure",
    ),
    Command(
        "find_next",
        "Find &next",
        "edit/find",
        "finding.next",
        ("F3", "Ctrl+G", Key.FindNext),
        needs="finding.possible",
    ),
    Command(
        "find_previous",
        "Find prev&ious",
        "edit/find",
        "finding.previous",
        ("Shift+F3", "Ctrl+Shift+G", Key.FindPrevious),
        needs="finding.possible",
    ),
    Command(
        "find_vehicle",
        "Find a v&ehicle",
        "edit/find",
        "finding.find_vehicle",
        ("Ctrl+K",),
        tip="Go to the search of the library",
        words="search library add car",
    ),
)
