"""The row over a chart: a tab for each kind, a menu of its fields, and the buttons that zoom."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from carspec.core.values import Field
from carspec.gui.chart_choice import field_groups
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.output.charts.kinds import KINDS
from carspec.output.palette import SPACING

ZOOMS = (("−", "out", "Zoom out (−)"), ("+", "in", "Zoom in (+)"), ("1:1", "reset", "Whole chart (0)"))


class ChartTabs(QWidget):
    """Asks the state for another kind or other fields; emits `zoom_asked` with "in", "out" or "reset"."""

    zoom_asked = Signal(str)

    def __init__(self, state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=True)
        self.tabs.setAccessibleName("Kind of chart")
        for kind in KINDS.values():
            place = self.tabs.addTab(kind.label)
            self.tabs.setTabToolTip(place, kind.question)
            self.tabs.setTabData(place, kind.key)
        self.tabs.currentChanged.connect(lambda place: state.set_chart_kind(self.tabs.tabData(place)))
        self.fields = QToolButton()
        self.fields.setText("Fields ▾")
        self.fields.setObjectName("command")
        self.fields.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.fields.setToolTip("What this chart draws")
        self.menu = QMenu(self.fields)
        self.menu.aboutToShow.connect(self._fill)
        self.fields.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.huge, 0, SPACING.huge, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.fields)
        self.zooms = [self._zoom(*each) for each in ZOOMS]
        for button in self.zooms:
            row.addWidget(button)

    def set_look(self, look: Look) -> None:
        self.tabs.setFont(look.body)
        self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Leave the zoom buttons out where the tabs need their room: keys and the wheel zoom as well."""
        parts = (self.tabs, self.fields, *self.zooms)
        needed = sum(part.sizeHint().width() + SPACING.small for part in parts) + 2 * SPACING.huge
        for button in self.zooms:
            button.setVisible(needed - SPACING.small <= self.width())

    def renew(self) -> None:
        """Show the kind of the state, and whether it takes fields of one's choice."""
        kind = self._state.remembered.chart_kind
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(KINDS).index(kind))
        self.tabs.blockSignals(False)
        self.fields.setEnabled(bool(field_groups(self._state, kind)))

    def _zoom(self, text: str, how: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName("command")
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.clicked.connect(lambda: self.zoom_asked.emit(how))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _fill(self) -> None:
        """A menu of the fields for each part that the kind draws; a mark stands at those drawn now."""
        self.menu.clear()
        kind = self._state.remembered.chart_kind
        groups = field_groups(self._state, kind)
        for group in groups:
            menu = self.menu.addMenu(group.label) if len(groups) > 1 else self.menu
            one = QActionGroup(menu) if group.single else None
            for field in group.fields:
                action = self._action(menu, field, field.key in group.chosen, group.choose)
                if one is not None:
                    one.addAction(action)
            if group.clear is not None:
                menu.addSeparator()
                menu.addAction(group.clear_label, group.clear)

    def _action(self, menu: QMenu, field: Field, on: bool, choose: Callable[[str], None]) -> QAction:
        action = menu.addAction(field.label)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on=False: choose(field.key))
        return action
