"""The panels around the comparison as one table, and their places, which are empty until they are loaded."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Panel(NamedTuple):
    """A panel: its widget follows the state by itself and has `set_look`; `side` is that of the comparison at
    which it stands: "left", "below" or "right".

    `key`, `text`, `keys` and `words` are those of the command that shows and hides it.
    """

    key: str
    text: str
    side: str
    keys: tuple[str, ...] = ()
    words: str = ""


PANELS = (
    Panel("library", "&Library", "left", ("Ctrl+1",), "sidebar"),
    Panel("chart", "&Chart", "below", ("Ctrl+2",), "graph bars"),
    Panel("evidence", "&Evidence", "right", ("Ctrl+3",), "claims sources"),
)
COMPARISON = "comparison"
STRETCHES = {COMPARISON: 2, "chart": 1}
"""How much of more room a part takes."""


class PanelSwitch:
    """Shows and hides one panel."""

    def __init__(self, panels: "Panels", key: str) -> None:
        self._panels, self._key = panels, key

    def show(self, on: bool) -> None:
        self._panels.widgets[self._key].setVisible(on)

    def shown(self) -> bool:
        return not self._panels.widgets[self._key].isHidden()


class Panels:
    """The comparison with the panels of the table around it, each at its side in the order of the table.

    `widgets` are what stands in each place: at first those given by its key, and nothing in the others.
    """

    def __init__(self, first: dict[str, QWidget]) -> None:
        self.centre, self.columns = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        keys = (COMPARISON, *(panel.key for panel in PANELS))
        self.widgets = {key: first.get(key) or QWidget() for key in keys}
        self.switches = {f"{panel.key}_panel": PanelSwitch(self, panel.key) for panel in PANELS}
        _fill(self.centre, [self.widgets[COMPARISON], *self._at("below")])
        _fill(self.columns, [*self._at("left"), self.centre, *self._at("right")])
        self.columns.setStretchFactor(self.columns.indexOf(self.centre), 1)
        for key, stretch in STRETCHES.items():
            self.centre.setStretchFactor(self.centre.indexOf(self.widgets[key]), stretch)

    def put(self, key: str, widget: QWidget) -> None:
        """Let a widget stand in a place, as large as what stood there before, which is given up."""
        before = self.widgets[key]
        splitter = before.parentWidget()
        assert isinstance(splitter, QSplitter)
        splitter.replaceWidget(splitter.indexOf(before), widget)
        splitter.setStretchFactor(splitter.indexOf(widget), STRETCHES.get(key, 0))
        self.widgets[key] = widget
        before.deleteLater()

    def order_tab(self) -> None:
        """Let Tab go through the parts from left to right, in whatever order they came."""
        keys = (*self._keys("left"), COMPARISON, *self._keys("below"), *self._keys("right"))
        before: QWidget | None = None
        for widget in (widget for key in keys for widget in _reached(self.widgets[key])):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def shown(self) -> tuple[bool, ...]:
        """Which panels are shown, in the order of the table."""
        return tuple(switch.shown() for switch in self.switches.values())

    def show_those(self, shown: tuple[bool, ...]) -> None:
        for switch, on in zip(self.switches.values(), shown, strict=True):
            switch.show(on)

    def show_all(self) -> None:
        self.show_those((True,) * len(PANELS))

    def _keys(self, side: str) -> list[str]:
        return [panel.key for panel in PANELS if panel.side == side]

    def _at(self, side: str) -> list[QWidget]:
        return [self.widgets[key] for key in self._keys(side)]


def _reached(part: QWidget) -> list[QWidget]:
    """All in a part that Tab can reach, in the order in which it was put together."""
    return [each for each in part.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _fill(splitter: QSplitter, widgets: list[QWidget]) -> None:
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
