"""The pages of the help: Markdown files that ship with the program, and one of all keys."""

from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from carspec.core.folding import fold
from carspec.gui.commands import MENUS, Command, in_menu, sequences
from carspec.paths import resource

OTHER_KEYS = (
    ("In the table", "Arrows, Home, End, Page Up, Page Down", "move; with Shift they select"),
    ("In the table", "Ctrl+Home, Ctrl+End", "first and last cell"),
    ("In the table", "Enter or Space on a heading", "fold its group"),
    ("In the table", "letters", "go to the row, or else the car, of that name"),
    (
        "In the table",
        "Up from the first line",
        "go to the heads of the cars, which have a menu; Down goes back",
    ),
    ("In the find bar", "Enter, Shift+Enter", "next and previous match"),
    ("In the find bar", "Esc", "close it and go back to where you were"),
    ("In the library", "Enter or Space", "add the car or remove it"),
    ("In the library", "letters", "go to the next car of that name"),
    ("In the evidence", "Enter", "open the source in the browser"),
    ("In the chart", "Arrows, Home, End", "go from bar to bar"),
    ("Everywhere", "Tab, Shift+Tab", "next and previous part of the window"),
    ("Everywhere", "Alt with the underlined letter", "open a menu"),
)
"""What keys do that are no commands: where, which, and what."""


class Page(NamedTuple):
    """A page of the help, whose first line is its title."""

    key: str
    markdown: str

    @property
    def title(self) -> str:
        return self.markdown.splitlines()[0].removeprefix("# ")

    def has(self, text: str) -> bool:
        """Whether all words of a text stand in the page, in any form of case and accent."""
        words = fold(self.markdown)
        return all(word in words for word in fold(text).split())


def pages() -> list[Page]:
    """Every page: the files in the order of their names, then the keys."""
    files = sorted(resource("help").glob("*.md"))
    read = [Page(file.stem.partition("-")[2], file.read_text("utf-8")) for file in files]
    return [*read, Page("keyboard", keyboard_page())]


def keyboard_page() -> str:
    """All keys as Markdown: the commands by menu, then what keys do inside the parts of the window."""
    lines = ["# Keyboard", ""]
    for name, (title, _) in MENUS.items():
        commands = [c for group in in_menu(name) for c in group if isinstance(c, Command) and c.keys]
        if commands:
            lines += [f"## {title.replace('&', '')}", "", "| Command | Keys |", "| --- | --- |"]
            lines += [f"| {command.name} | {keys(command)} |" for command in commands]
            lines.append("")
    lines += ["## Inside the window", "", "| Where | Keys | What they do |", "| --- | --- | --- |"]
    lines += [f"| {where} | {which} | {what} |" for where, which, what in OTHER_KEYS]
    return "\n".join(lines)


def keys(command: Command) -> str:
    """The keys of a command as this system writes them, without those that few keyboards have ("Exit")."""
    native = QKeySequence.SequenceFormat.NativeText
    common = [
        sequence
        for sequence in sequences(command)
        if QKeyCombination(sequence[0]).key() <= Qt.Key.Key_F12  # type: ignore[index]
    ]
    return ", ".join(sequence.toString(native) for sequence in common)
