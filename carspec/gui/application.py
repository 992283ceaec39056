"""Runs the window from its first step to its last: log, Qt, window, library, charts, and the end."""

import logging
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from carspec import NAME, __version__
from carspec.core.errors import CarspecError
from carspec.gui.crash import CrashGuard
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import Settings
from carspec.gui.start import Opened, Session
from carspec.gui.stop_signals import StopSignals
from carspec.logs import start_log

_log = logging.getLogger("carspec.start")


class Application(QObject):
    """One run of the window. Steps are logged with the seconds since the first, for people and benchmarks."""

    opened = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._began = time.perf_counter()
        self.opened.connect(self._show_library, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(self._tell_failure, Qt.ConnectionType.QueuedConnection)

    def run(self) -> int:
        """Show the window, fill it, and stay until it is closed; returns the exit status."""
        log = start_log(self._session.folders.log)
        qt = _qt_application()
        guard = CrashGuard(log)
        guard.install()
        self._guard = guard
        try:
            with StopSignals(qt.quit):
                self._show_window()
                QThreadPool.globalInstance().start(_Task(self._open))
                status = qt.exec()
            QThreadPool.globalInstance().waitForDone()
        except Exception as error:
            guard.show_at_once(error)  # without a window there is nothing to go on with
            raise
        finally:
            guard.remove()
        return status

    def _show_window(self) -> None:
        self._window = MainWindow(Settings(self._session.folders.settings))
        self._window.show()
        self._note("window shown")

    def _open(self) -> None:
        """Open the library in a worker, then load what draws charts while the figures are already read."""
        try:
            self._session.prepare_matplotlib()
            opened = self._session.opened
        except CarspecError as error:
            self.failed.emit(str(error))
            return
        self.opened.emit(opened)
        import carspec.output.bar_chart  # noqa: F401

    def _show_library(self, opened: Opened) -> None:
        self._guard.data_version = opened.library.data_version
        self._window.chart.drawn.connect(
            lambda: self._note("chart shown"), Qt.ConnectionType.SingleShotConnection
        )
        self._window.show_library(opened.library, opened.notice)
        QTimer.singleShot(0, lambda: self._note("figures shown"))

    def _tell_failure(self, sentence: str) -> None:
        _log.error("The library could not be opened: %s", sentence)
        QMessageBox.critical(self._window, NAME, sentence)
        QApplication.exit(2)

    def _note(self, step: str) -> None:
        _log.info("%s after %.3f s", step, time.perf_counter() - self._began)


class _Task(QRunnable):
    """Work for the thread pool; a fault in it reaches `sys.excepthook`."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


def _qt_application() -> QApplication:
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
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
