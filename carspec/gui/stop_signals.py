"""Lets Ctrl+C in the terminal, and a request of the system to end, close the window in an orderly way."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StopSignals(QObject):
    """While entered, SIGINT and SIGTERM call `stop` in the event loop.

    Python runs its handlers only between two steps of Python, of which an idle window makes none: so the
    signal is written to a pipe that Qt watches. Windows cannot watch pipes; there the signals end the process
    as they would without us.
    """

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "StopSignals":
        if sys.platform == "win32":
            for number in _SIGNALS:
                self._before[number] = signal.signal(number, signal.SIG_DFL)
            return self
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, self._noted)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if sys.platform != "win32":
            signal.set_wakeup_fd(self._wakeup)
            self._notifier.setEnabled(False)
            os.close(self._reader)
            os.close(self._writer)

    def _noted(self, number: int, frame: FrameType | None) -> None:
        """The pipe tells Qt; nothing is to be done between two steps of Python."""

    def _arrived(self) -> None:
        os.read(self._reader, 64)
        self._stop()
