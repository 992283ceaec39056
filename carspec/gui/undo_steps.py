"""The one stack of what a person did in the window, and the two kinds of steps the state can take back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from carspec.core.history import Entry, State
from carspec.core.query import Query

if TYPE_CHECKING:
    from carspec.gui.view_state import ViewState


class Step(Protocol):
    """Something that was done; `name` completes "Undo ..."."""

    @property
    def name(self) -> str: ...

    def undo(self, state: "ViewState") -> None: ...

    def redo(self, state: "ViewState") -> None: ...


class QueryStep(NamedTuple):
    """Another comparison in the place of the one before."""

    name: str
    before: Query
    after: Query

    def undo(self, state: "ViewState") -> None:
        state.restore(self.before, f"Undone: {self.name}.")

    def redo(self, state: "ViewState") -> None:
        state.restore(self.after, f"Done again: {self.name}.")


class LibraryStep(NamedTuple):
    """A change of the library, which holds it itself; `before` and `after` are the comparisons around it,
    None for a change of an earlier run."""

    name: str
    before: Query | None = None
    after: Query | None = None

    def undo(self, state: "ViewState") -> None:
        assert state.library is not None
        entry = state.library.undo()
        state.restore(self.before or state.query, f"Undone: {entry.what}.")

    def redo(self, state: "ViewState") -> None:
        assert state.library is not None
        entry = state.library.redo()
        state.restore(self.after or state.query, f"Done again: {entry.what}.")


class UndoStack(Struct):
    """What was done, newest last, and what was undone, next to be redone last."""

    done: list[Step] = []
    undone: list[Step] = []

    def push(self, step: Step) -> bool:
        """Something new was done. What was undone is given up; returns whether the library held any of it."""
        held = any(isinstance(undone, LibraryStep) for undone in self.undone)
        self.done.append(step)
        self.undone.clear()
        return held

    def begin(self, history: Sequence[Entry]) -> None:
        """Start with the changes of earlier runs."""
        self.done = [LibraryStep(entry.name) for entry in history if entry.state is State.DONE]
        undone = [LibraryStep(entry.name) for entry in history if entry.state is State.UNDONE]
        self.undone = [*reversed(undone)]

    @property
    def undo_name(self) -> str | None:
        return self.done[-1].name if self.done else None

    @property
    def redo_name(self) -> str | None:
        return self.undone[-1].name if self.undone else None
