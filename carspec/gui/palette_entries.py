"""What the command palette finds by a few letters: commands that are possible, choices, cars and fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from carspec.core.filter.finder import Finder
from carspec.core.folding import fold
from carspec.core.names import label
from carspec.core.values import Vehicle
from carspec.gui.choices import ChoiceMenu
from carspec.gui.commands import COMMANDS, Command
from carspec.gui.view_state import ViewState

MOST_ENTRIES = 200
MOST_CARS = 2000
"""So many of the cars that have the words are put in order; words that more have say too little for one."""

COMMAND = "Command"


class Entry(NamedTuple):
    """A line of the palette: its text, what it is, its keys, more words to find it by, and what it does."""

    text: str
    kind: str
    keys: str
    words: str
    run: Callable[[], object]


class Everything:
    """All that can be found at this moment."""

    def __init__(
        self, state: ViewState, actions: Mapping[str, QAction], choices: Mapping[str, ChoiceMenu]
    ) -> None:
        self._state = state
        self._finder = Finder(state.library) if state.library is not None else None
        self._entries = [*_commands(actions, choices), *_fields(state)]

    def find(self, text: str) -> list[Entry]:
        """The entries that have all words of `text`, the best first; without text all of them in order.

        Cars are found as the library finds them, so by nickname, in any script and with a slip.
        """
        cars = self._finder.named(text)[: MOST_CARS if fold(text) else MOST_ENTRIES] if self._finder else []
        found = [(points, entry) for entry in self._entries if (points := score(text, entry)) is not None]
        found += [(score(text, entry) or 0, entry) for entry in map(self._car, cars)]
        found.sort(key=lambda pair: -pair[0])
        return [entry for _, entry in found[:MOST_ENTRIES]]

    def _car(self, car: Vehicle) -> Entry:
        kind = "Go to this car" if car.key in self._state.query.vehicles else "Add this car"
        return Entry(label(car), kind, "", car.key, _bound(self._state.show_car, car.key))


def score(text: str, entry: Entry) -> int | None:
    """How well all words of `text` fit an entry, None where one does not: the beginning of a word of its
    text counts most, then any part of it, then letters of it in their order, begun at a word ("cph")."""
    total = 0
    told, more = fold(entry.text), f" {fold(entry.words)}"
    for word in fold(text).split():
        if f" {told}".find(f" {word}") >= 0:
            total += 4
        elif word in told:
            total += 3
        elif f" {word}" in more:
            total += 2
        elif _in_order(word, told):
            total += 1
        else:
            return None
    return total


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in a text in this order, the first of them at the start of a word."""
    for place, letter in enumerate(text):
        if letter == letters[0] and (place == 0 or text[place - 1] == " "):
            rest = iter(text[place + 1 :])
            if all(letter in rest for letter in letters[1:]):
                return True
    return False


def _commands(actions: Mapping[str, QAction], choices: Mapping[str, ChoiceMenu]) -> Iterator[Entry]:
    for entry in COMMANDS:
        if isinstance(entry, Command):
            action = actions[entry.key]
            if action.isEnabled() and entry.key != "palette":
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                state = " (is on)" if action.isChecked() else ""
                yield Entry(entry.name + state, COMMAND, keys, entry.words, action.trigger)
        else:
            menu = choices[entry.key]
            for key, text, tip in menu.entries():
                run = _bound(menu.choose, key)
                yield Entry(f"{entry.name}: {text}", COMMAND, "", tip, run)


def _fields(state: ViewState) -> Iterator[Entry]:
    sheet = state.sheet
    if sheet is None or not sheet.vehicles:
        return
    for field in sheet.asked_fields:
        run = _bound(state.reveal, field.key)
        yield Entry(field.label, f"Row · {sheet.labels.group(field.group)}", "", field.key, run)


def _bound(does: Callable[..., object], key: str | None) -> Callable[[], object]:
    return lambda: does(key)
