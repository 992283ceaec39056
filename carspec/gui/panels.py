"""The panels around the comparison as one table: what each is, where it stands, what shows and hides it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from carspec.gui.chart_panel import ChartPanel
from carspec.gui.command import Command
from carspec.gui.comparison_panel import ComparisonPanel
from carspec.gui.evidence_panel import EvidencePanel
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState

ICONS = {"left": "panel-left", "below": "panel-bottom", "right": "panel-right"}
"""The sides of the comparison at which a panel can stand, and what its command shows."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its widget follows the state by itself and has `set_look`; `side` is one of ICONS.

    `key`, `text`, `keys` and `words` are those of the command that shows and hides it.
    """

    key: str
    text: str
    side: str
    widget: Callable[[ViewState, Look], QWidget]
    keys: tuple[str, ...] = ()
    words: str = ""

    @property
    def command(self) -> Command:
        return Command(
            self.key,
            self.text,
            "view/panels",
            f"{self.key}_panel.show",
            self.keys,
            ICONS[self.side],
            words=f"panel {self.words}",
            on=f"{self.key}_panel.shown",
        )


PANELS = (
    Panel("library", "&Library", "left", LibraryPanel, ("Ctrl+1",), "sidebar"),
    Panel("chart", "&Chart", "below", ChartPanel, ("Ctrl+2",), "graph bars"),
    Panel("evidence", "&Evidence", "right", EvidencePanel, ("Ctrl+3",), "claims sources"),
)

P = TypeVar("P", bound=QWidget)


class PanelSwitch:
    """Shows and hides one panel."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def show(self, on: bool) -> None:
        self._widget.setVisible(on)

    def shown(self) -> bool:
        return not self._widget.isHidden()


class Panels:
    """The comparison with the panels of the table around it, each at its side in the order of the table."""

    def __init__(self, comparison: ComparisonPanel, state: ViewState, look: Look) -> None:
        self.centre, self.columns = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        self.widgets: dict[str, Any] = {panel.key: panel.widget(state, look) for panel in PANELS}
        self.switches = {f"{key}_panel": PanelSwitch(widget) for key, widget in self.widgets.items()}
        _fill(self.centre, [comparison, *self._at("below")])
        _fill(self.columns, [*self._at("left"), self.centre, *self._at("right")])
        self.columns.setStretchFactor(self.columns.indexOf(self.centre), 1)
        self.centre.setStretchFactor(0, 2)
        self.centre.setStretchFactor(1, 1)

    def of(self, kind: type[P]) -> P:
        """The panel of a kind."""
        return next(widget for widget in self.widgets.values() if isinstance(widget, kind))

    def find_vehicle(self) -> None:
        library = self.of(LibraryPanel)
        library.show()
        library.focus_search()

    def shown(self) -> tuple[bool, ...]:
        """Which panels are shown, in the order of the table."""
        return tuple(switch.shown() for switch in self.switches.values())

    def show_those(self, shown: tuple[bool, ...]) -> None:
        for switch, on in zip(self.switches.values(), shown, strict=True):
            switch.show(on)

    def show_all(self) -> None:
        self.show_those((True,) * len(PANELS))

    def _at(self, side: str) -> list[QWidget]:
        return [self.widgets[panel.key] for panel in PANELS if panel.side == side]


def _fill(splitter: QSplitter, widgets: list[QWidget]) -> None:
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
