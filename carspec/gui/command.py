"""What a command of the window is: an entry of its table."""

from typing import NamedTuple

from PySide6.QtGui import QKeySequence

Key = QKeySequence.StandardKey


class Command(NamedTuple):
    """What a person can ask for.

    `does` names a handler of the window and its method, such as "cars.remove"; `needs` a method that says
    whether there is anything to act on (empty: always). `on` makes the command a switch: it names a method
    that says whether it is on, and `does` then takes the new state; `says` names a method that gives the text
    of the moment. `place` is menu and group. `keys` stand in order: the first that exists on this system is
    the one shown; a standard key has those of the system. `bar` is the side of the tool bar, `car` and
    `row` say whether it stands in the menu of a car or a row, `words` are more words by which the
    palette finds it. `within` names a part of the window outside which the keys are another's.
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
    says: str = ""
    bar: str = ""
    car: bool = False
    row: bool = False
    within: str = ""

    @property
    def name(self) -> str:
        """The text without the mark of its letter."""
        return self.text.replace("&", "").rstrip("…")


class Choice(NamedTuple):
    """A menu of which one entry is chosen; `key` names it in `choices`."""

    key: str
    text: str
    place: str
    icon: str
    bar: str = ""

    @property
    def name(self) -> str:
        return self.text.replace("&", "")
