"""Catches faults of the program while the window is open: logs them, shows one text, and goes on."""

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from carspec.crash import report

if TYPE_CHECKING:
    from carspec.gui.crash_dialog import CrashDialog

FAULTS_FILE = "faults.txt"
"""Where Python writes when the process itself dies; the next start moves it to the log."""

_log = logging.getLogger("carspec.crash")
_qt_log = logging.getLogger("carspec.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashGuard(QObject):
    """From `install` to `remove`, every fault ends in the log and in a dialog, whichever thread it is in.

    A fault that comes back, as in painting, is told in full and shown once, and is then one line of the log;
    the same is a fault of the same kind in the same line, whatever its message says.
    """

    _caught = Signal(str)

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log_file = log
        self.data_version: str | None = None
        self._told: set[tuple[str, str, int]] = set()
        self._dialog: CrashDialog | None = None
        self._faults: IO[str] | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of Python, its threads and Qt."""
        self._before: tuple[Any, Any] = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._excepthook
        threading.excepthook = self._thread_excepthook
        self._qt_before = qInstallMessageHandler(_log_qt)
        self._watch_for_faults()

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._qt_before)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def show_at_once(self, error: BaseException) -> None:
        """Show a fault that ends the program, and wait until it is read."""
        from carspec.gui.crash_dialog import CrashDialog

        text = report(error, self._log_file, self.data_version)
        _log.critical("The window cannot be opened.\n%s", text)
        CrashDialog(text, goes_on=False).exec()

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        place = _place(error, trace)
        if place in self._told:
            _log.critical("The same fault again: %s", " ".join(f"{kind.__name__}: {error}".split()))
        else:
            self._told.add(place)
            text = report(error.with_traceback(trace), self._log_file, self.data_version)
            _log.critical("A fault of the program.\n%s", text)
            self._caught.emit(text)
        traceback.clear_frames(trace)  # a painter left in a frame would hold its window for ever

    def _thread_excepthook(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._excepthook(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _show(self, text: str) -> None:
        from carspec.gui.crash_dialog import CrashDialog

        if self._dialog is not None:
            return  # a second fault is most likely a consequence of the first; the log has it
        self._dialog = CrashDialog(text, QApplication.activeWindow())
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _watch_for_faults(self) -> None:
        path = self._log_file.parent / FAULTS_FILE
        try:
            left = path.read_text(encoding="utf-8", errors="replace").strip() if path.exists() else ""
            if left:
                _log.critical("The run before this one died.\n%s", left)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._faults = path.open("w", encoding="utf-8")
        except OSError as error:
            _log.warning("%s cannot be written: %s", path, error)
            return
        faulthandler.enable(self._faults)


def _place(error: BaseException, trace: TracebackType | None) -> tuple[str, str, int]:
    """The kind of a fault with file and line in which it arose."""
    frames = traceback.extract_tb(trace)
    last = frames[-1] if frames else None
    return type(error).__name__, last.filename if last else "", (last.lineno or 0) if last else 0


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
