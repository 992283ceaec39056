"""What was done to the library, readable and in order, and what a new edition of the data has changed."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from carspec.core.changes import Change


class State(StrEnum):
    """Where an entry stands: `undone` ones can be redone, until something else is done (`dropped`);
    `fixed` ones can no longer be undone, because what they changed is gone from the data."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"
    FIXED = "fixed"


class Entry(Struct, frozen=True):
    """One change: `name` completes "Undo ...", `what` is the sentence of the history, without full stop."""

    id: int
    at: datetime
    name: str
    what: str
    change: "Change"
    inverse: "Change"
    state: State

    @property
    def line(self) -> str:
        """ "2026-11-25 14:03 Showed 595 hp for Power of Aurus Senat; undone", in local time."""
        when = self.at.astimezone().strftime("%Y-%m-%d %H:%M")
        undone = "; undone" if self.state in (State.UNDONE, State.DROPPED) else ""
        return f"{when} {self.what}{undone}"


class FigureChange(Struct, frozen=True):
    """A figure that another edition of the data changed, as texts; "" where there was or is none."""

    vehicle: str
    field: str
    before: str
    after: str


class News(Struct, frozen=True):
    """What differs between two editions of the data: names of cars, counts of claims, figures, and the
    judgements and own claims of the user that have lost what they stand on."""

    before: str
    after: str
    vehicles_added: tuple[str, ...]
    vehicles_removed: tuple[str, ...]
    claims_added: int
    claims_removed: int
    figures: tuple[FigureChange, ...]
    lost: tuple[str, ...]

    @property
    def empty(self) -> bool:
        counted = self.claims_added or self.claims_removed
        return not (self.vehicles_added or self.vehicles_removed or counted or self.figures or self.lost)
