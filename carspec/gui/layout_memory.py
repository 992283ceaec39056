"""The layout of the window from one start to the next: its geometry, splitters and widths of columns."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QMainWindow, QSplitter, QToolBar, QWidget

from carspec.gui.column_widths import ColumnWidths
from carspec.gui.settings_file import GEOMETRY, SettingsFile

Layout = Mapping[str, QByteArray]
"""The geometry of the window, the states of its splitters and the chosen widths of columns."""

SAVED_EVERY = 30_000
"""Milliseconds; a program that is killed loses no more of its layout than this."""
WIDTHS = "widths"
SIDE_IN_EMS = {"columns": (27.0, 31.0)}
CHART_SHARE, MOST_CHART_SHARE = 0.33, 0.42
CHART_IN_LINES = 17
"""Lines of text in height that a chart of four cars needs."""


class LayoutMemory:
    """Saves and restores; without anything saved the window gets its first layout.

    `widths` are those of the columns of a table that is not there at first.
    """

    def __init__(
        self,
        settings: SettingsFile,
        window: QMainWindow,
        splitters: Mapping[str, QSplitter],
        widths: ColumnWidths,
    ) -> None:
        self._settings, self._window, self._splitters, self._widths = settings, window, splitters, widths
        self._saved: Layout = {}

    def begin(self) -> None:
        """Save from now on, every half minute."""
        timer = QTimer(self._window)
        timer.setInterval(SAVED_EVERY)
        timer.timeout.connect(self.save)
        timer.start()

    def save(self) -> None:
        """Write the layout down, where it is another than the one that was written last."""
        now = self.states()
        if now != self._saved:
            self._settings.save_layout(now)
            self._saved = now

    def states(self) -> Layout:
        """The layout as it stands."""
        return {name: splitter.saveState() for name, splitter in self._splitters.items()} | {
            GEOMETRY: self._window.saveGeometry(),
            WIDTHS: self._widths.state(),
        }

    def put(self, states: Layout) -> None:
        """Take a layout that stood before."""
        self._window.restoreGeometry(states[GEOMETRY])
        for name, splitter in self._splitters.items():
            splitter.restoreState(states[name])
        self._widths.put(states[WIDTHS])

    def take_place(self) -> None:
        """Put the window where it was; from a screen that is gone Qt moves it onto one that is there."""
        geometry, window = self._settings.layout(GEOMETRY), self._window
        if geometry is None or not window.restoreGeometry(geometry):
            window.resize(window.sizeHint().boundedTo(window.screen().availableSize()))

    def restore(self) -> None:
        """Give the parts of the window their places; its own it has already."""
        for name, splitter in self._splitters.items():
            state = self._settings.layout(name)
            if state is None or not splitter.restoreState(state):
                splitter.setSizes(self._first_sizes(name))
        self._widths.put(self._settings.layout(WIDTHS))

    def _first_sizes(self, name: str) -> list[int]:
        if name not in SIDE_IN_EMS:
            line = QFontMetricsF(self._window.font()).height()
            bars: tuple[QWidget, ...] = (
                self._window.menuWidget() or self._window.menuBar(),
                *self._window.findChildren(QToolBar),
            )
            taken = sum(max(bar.sizeHint().height(), bar.minimumHeight()) for bar in bars)
            height = self._window.height() - taken - line
            wanted = line * CHART_IN_LINES
            chart = round(max(height * CHART_SHARE, min(wanted, height * MOST_CHART_SHARE)))
            return [round(height) - chart, chart]
        em, width = QFontMetricsF(self._window.font()).averageCharWidth() * 1.6, self._window.width()
        left, right = (min(round(em * ems), width // 4) for ems in SIDE_IN_EMS[name])
        return [left, width - left - right, right]
