"""Measures for how long the window stands still in each of its long works.

It runs the program in this process with its data in an empty folder, works through all that takes long, and
prints for each work the longest time in which the window could neither draw nor take a key, and how much of
it the window itself worked: the rest is the machine's, or a worker's. A person feels more than 100 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from carspec.core.changes import AddClaim, OwnClaim, OwnSource  # noqa: E402
from carspec.folders import Folders  # noqa: E402
from carspec.gui.application import Application  # noqa: E402
from carspec.gui.main_window import MainWindow  # noqa: E402
from carspec.output.charts.kinds import KINDS  # noqa: E402
from carspec.session import Session  # noqa: E402

LIMIT = 100
BEAT = 5
"""Milliseconds: what is felt, and between two looks at the clock."""
QUIET = 1.5
"""Seconds after a work in which what it began may end."""
CAR, FIELD = "bmw-i7-protection-g73", "power"

Work = Callable[[], object]


@dataclass(frozen=True, order=True)
class Gap:
    """Milliseconds between two looks at the clock, and those that the thread of the window worked in them."""

    wall: float = 0.0
    own: float = 0.0


class Pulse(QObject):
    """Looks at the clock in the event loop, and keeps the longest gap between two looks."""

    def __init__(self) -> None:
        super().__init__()
        self._longest, self._last = Gap(), self._now()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def of(self, work: Work) -> Gap:
        """The longest gap while a work is done and for some time after it."""
        self._longest, self._last = Gap(), self._now()
        work()
        end = time.perf_counter() + QUIET
        while time.perf_counter() < end:
            QCoreApplication.processEvents()
            time.sleep(0.001)
        self._look()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # dialogs that were closed
        return self._longest

    def _look(self) -> None:
        now = self._now()
        gap = Gap(now.wall - self._last.wall, now.own - self._last.own)
        self._longest, self._last = max(self._longest, gap), now

    @staticmethod
    def _now() -> Gap:
        return Gap(time.perf_counter() * 1000, time.thread_time() * 1000)


def works(window: MainWindow, folder: Path) -> Iterator[tuple[str, Work]]:
    """Everything that takes long, each for the first time and, where that differs, once more."""
    state, search = window.state, window.library_panel.search
    yield "nothing", lambda: None
    for letter in "power > 400 kW":
        yield f"typing {letter!r} of a filter", partial(QTest.keyClicks, search, letter)
    yield "clearing the filter", search.clear
    for profile in ("us", "metric"):
        yield f"units: {profile}", partial(state.set_profile, profile)
    yield "adding a car", lambda: state.add(CAR)
    yield "only differences", lambda: state.set_differences_only(True)
    yield "a baseline", lambda: state.set_baseline(CAR)
    for kind in KINDS:
        yield f"chart: {kind}", partial(state.set_chart_kind, kind)
    yield "copying the chart", window.commands.charts.copy
    yield "copying the table", lambda: window.actions_by_key["copy"].trigger()
    claim = OwnClaim(CAR, FIELD, "601 PS", OwnSource(title="Leaflet"))
    yield "an own claim", lambda: state.change_library(AddClaim(claim))
    yield "undoing it", state.undo
    for suffix in (".xlsx", ".docx", ".html", ".pdf"):
        path = folder / f"export{suffix}"
        yield f"export: {suffix}", partial(_export, window, path)
    for command in (
        "open", "save_as", "export", "save_chart", "preferences", "choose_fields", "list_columns", "history",
        "add_claim", "add_vehicle", "print", "about",
    ):  # fmt: skip
        yield f"dialog: {command}", partial(_in_dialog, window, command)
    for command in ("help", "palette"):
        yield command, window.actions_by_key[command].trigger
    for appearance in ("dark", "light"):
        yield f"appearance: {appearance}", partial(state.set_appearance, appearance)
    yield "reading the data again", window.actions_by_key["reload"].trigger


def _export(window: MainWindow, path: Path) -> None:
    """Write a file, and wait for the worker."""
    sheet = window.state.sheet
    assert sheet is not None
    exporting = window.commands.exporting
    exporting.write(sheet, path)
    while exporting._job is not None:
        QCoreApplication.processEvents()
        time.sleep(0.001)


def _in_dialog(window: MainWindow, command: str) -> None:
    """Carry out a command that opens a dialog, and close that a second later."""

    def close() -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog) and shown.isVisible():
                shown.reject()

    QTimer.singleShot(1000, close)
    window.actions_by_key[command].trigger()


class Watched(Application):
    """The program, which does each work once its window is shown; `found` are their longest gaps."""

    found: tuple[tuple[str, Gap], ...] = ()

    def _show_window(self) -> None:
        super()._show_window()
        QTimer.singleShot(0, self._go)

    def _go(self) -> None:
        pulse, window = Pulse(), self._window
        start = ("start, from the empty window to the chart", pulse.of(lambda: _wait(window)))
        worked = ((name, pulse.of(work)) for name, work in works(window, self._session.folders.data))
        self.found = (start, *worked)
        window.close_unasked()


def measure(folder: Path) -> Iterator[tuple[str, Gap]]:
    """Each work with its longest gap."""
    program = Watched(Session(Folders.below(folder)))
    program.run()
    yield from program.found


def _wait(window: MainWindow) -> None:
    """Until the chart is there; the outline that is shown first has none."""
    while not (hasattr(window, "chart") and window.chart.view.accessibleName().startswith("Chart: ")):
        QCoreApplication.processEvents()
        time.sleep(0.001)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'work':44}{'longest gap':>9}{'own work':>9}")
        for name, gap in measure(Path(folder)):
            print(f"{name:44}{gap.wall:6.0f} ms {gap.own:6.0f} ms{'  felt' if gap.own > LIMIT else ''}")


if __name__ == "__main__":
    if "DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
