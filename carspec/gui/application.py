"""Runs the window from its first step to its last: log, Qt, window, library, charts, and the end.

Workers open, read and draw, but load no module that makes classes of Qt: that is done here, bit by bit.
PySide looks classes up without Python's lock, and crashes where another thread makes one in the same moment.
"""

import gc
import logging
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication

from carspec import NAME, __version__
from carspec.core.errors import CarspecError
from carspec.gui.crash import CrashGuard
from carspec.gui.look import STYLE
from carspec.gui.main_window import MainWindow
from carspec.gui.qt_application import QtApplication
from carspec.gui.settings_file import SettingsFile
from carspec.gui.start import Opened, Session
from carspec.gui.stop_signals import StopSignals
from carspec.logs import start_log

if TYPE_CHECKING:
    from carspec.core.sheet import Sheet

_log = logging.getLogger("carspec.start")

AROUND = ("library_panel", "evidence_panel", "chart_panel", "window_commands", "tool_bar")
"""Modules of what is around the table, each loaded and put into its place once the figures are shown."""
ON_REQUEST = (
    "about", "claim_dialog", "command_palette", "field_dialog", "help_window", "history_dialog",
    "list_dialog", "picture_file", "preferences_dialog", "reason_dialog", "save_chart_dialog",
    "vehicle_dialog",
)  # fmt: skip
"""Modules of what is shown on request alone, loaded after the first chart so that no first use is felt."""


class Application(QObject):
    """One run of the window. Steps are logged with the seconds since the first, for people and benchmarks,
    and with the processor time of the process."""

    opened = Signal(object, object)
    failed = Signal(str)
    prepared = Signal()

    def __init__(self, session: Session, comparison: Path | None = None) -> None:
        super().__init__()
        self._session, self._comparison, self._filled = session, comparison, False
        self._began = time.perf_counter()
        queued = Qt.ConnectionType.QueuedConnection
        self.opened.connect(self._show_figures, queued)
        self.failed.connect(self._tell_failure, queued)
        self.prepared.connect(self._load_rest, queued)

    def run(self) -> int:
        """Show the window, fill it, and stay until it is closed; returns the exit status."""
        log = start_log(self._session.folders.log)
        qt = _qt_application()
        qt.file_asked.connect(self._open_file)
        keep_state_of_dialogs(self._session.folders.settings)
        guard = CrashGuard(log)
        guard.install()
        self._guard = guard
        try:
            with StopSignals(self._stop):
                self._show_window()
                status = qt.exec()
            QThreadPool.globalInstance().waitForDone()
        except Exception as error:
            guard.show_at_once(error)  # without a window there is nothing to go on with
            raise
        finally:
            guard.remove()
        return status

    def _show_window(self) -> None:
        self._locale = QLocale.system().name()
        file = SettingsFile(self._session.folders.settings, self._locale)
        self._window = MainWindow(file)
        self._window.painted.connect(self._window_shown)
        self._window.show()

    def _window_shown(self) -> None:
        self._note("window shown")
        QThreadPool.globalInstance().start(self._open)
        import carspec.gui.comparison_panel  # noqa: F401  # meanwhile, in this thread: see above

    def _stop(self) -> None:
        self._window.close_unasked()
        QApplication.quit()

    def _open(self) -> None:
        """Open the library and make its first Sheet, in a worker."""
        from carspec.gui.opening import first_sheet
        from carspec.gui.settings import Settings

        folders = self._session.folders
        try:
            self._session.prepare_matplotlib()
            opened = self._session.opened
            sheet = first_sheet(Settings(folders.settings, self._locale).load(), opened.library)
        except CarspecError as error:
            self.failed.emit(str(error))
            return
        self.opened.emit(opened, sheet)

    def _prepare(self) -> None:
        """Load what is not needed yet, in a worker, so that its first use is not felt (T24)."""
        from carspec.licences import parts

        self._session.prepare_changes()
        self._session.opened.library.columns.prepare()
        parts()  # for the list of libraries in About
        self.prepared.emit()

    def _load_rest(self) -> None:
        self._load(ON_REQUEST, self._loaded)

    def _loaded(self) -> None:
        gc.freeze()  # what is loaded stays, and to look through it again and again would be felt
        gc.enable()
        self._note("all loaded")

    def _load(self, names: tuple[str, ...], then: Callable[[], None]) -> None:
        """Load modules one by one, let a person be heard after each, and go on."""
        if self._window.closed:
            return
        if not names:
            then()
            return
        import_module(f"carspec.gui.{names[0]}")
        QTimer.singleShot(0, lambda: self._load(names[1:], then))

    def _show_figures(self, opened: Opened, sheet: "Sheet") -> None:
        if self._window.closed:
            return
        self._guard.data_version = opened.library.data_version
        self._window.show_figures(opened.library, sheet)
        self._window.comparison.painted.connect(self._figures_shown)

    def _figures_shown(self) -> None:
        self._note("figures shown")
        self._steps = self._window.furnishing()
        self._furnish(AROUND)

    def _furnish(self, names: tuple[str, ...]) -> None:
        """Load the module of the next part, put the part into its place, and go on."""
        self._load(names[:1], (lambda: self._put(names)) if names else self._furnished)

    def _put(self, names: tuple[str, ...]) -> None:
        next(self._steps)
        if names == AROUND and self._window.library_panel.isVisible():
            self._window.library_panel.painted.connect(self._list_shown)
        else:
            QTimer.singleShot(0, lambda: self._furnish(names[1:]))

    def _list_shown(self) -> None:
        self._note("list shown")
        self._furnish(AROUND[1:])

    def _furnished(self) -> None:
        window = self._window
        window.commands.importing.files = self._session.tables
        window.greet(self._session.opened.notice)
        self._filled = True
        self._note("window furnished")
        sheet = window.state.sheet
        if sheet and sheet.vehicles and window.chart.isVisible():
            window.chart.drawn.connect(self._chart_drawn, Qt.ConnectionType.SingleShotConnection)
        else:
            QThreadPool.globalInstance().start(self._prepare)  # there is no chart to wait for
        if self._comparison is not None:
            self._open_file(self._comparison)  # last, because a wrong file asks for an answer first

    def _open_file(self, comparison: Path) -> None:
        """Open a comparison; it waits for the window to be furnished."""
        if self._filled:
            self._window.files.open_file(comparison)
        else:
            self._comparison = comparison

    def _chart_drawn(self) -> None:
        self._window.chart.show_now()
        self._note("chart shown")
        QThreadPool.globalInstance().start(self._prepare)  # sooner, it would hold up the chart

    def _tell_failure(self, sentence: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        _log.error("The library could not be opened: %s", sentence)
        QMessageBox.critical(self._window, NAME, sentence)
        QApplication.exit(2)

    def _note(self, step: str) -> None:
        taken, spent = time.perf_counter() - self._began, time.process_time()
        _log.info("%s after %.3f s, %.3f s of processor time", step, taken, spent)


def keep_state_of_dialogs(folder: Path) -> None:
    """Let Qt keep what its own dialogs for files remember in a folder of ours (QtProject.conf on Linux)."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))


def _qt_application() -> QtApplication:
    qt = QtApplication([*sys.argv[:1], "-style", STYLE])
    qt.setApplicationName(NAME)
    qt.setApplicationDisplayName(NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(NAME)
    qt.aboutToQuit.connect(_leave_clipboard)
    return qt


def _leave_clipboard() -> None:
    """Without a display Qt crashes at its end over what Python put on the clipboard (T20).

    Everywhere else Qt hands the copy over to the system, which clearing it would prevent.
    """
    if QApplication.platformName() in {"offscreen", "minimal"}:
        QApplication.clipboard().clear()
