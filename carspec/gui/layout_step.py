"""Another layout of the window as a step that can be undone."""

from msgspec import Struct
from msgspec.structs import replace

from carspec.gui.layout_memory import Layout, LayoutMemory
from carspec.gui.panels import Panels
from carspec.gui.view_state import ViewState

Standing = tuple[Layout, tuple[bool, ...]]
"""Sizes and places, and which panels are shown."""


class LayoutStep(Struct, frozen=True):
    """The layout before and after; `begin` notes the first, `end` the second."""

    name: str
    memory: LayoutMemory
    panels: Panels
    before: Standing
    after: Standing

    @classmethod
    def begin(cls, name: str, memory: LayoutMemory, panels: Panels) -> "LayoutStep":
        now = memory.states(), panels.shown()
        return cls(name, memory, panels, now, now)

    def end(self) -> "LayoutStep":
        return replace(self, after=(self.memory.states(), self.panels.shown()))

    def undo(self, state: ViewState) -> None:
        self._put(self.before)

    def redo(self, state: ViewState) -> None:
        self._put(self.after)

    def _put(self, standing: Standing) -> None:
        states, shown = standing
        self.panels.show_those(shown)
        self.memory.put(states)
