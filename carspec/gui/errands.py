"""Does work away from the GUI thread, one after the other, and tells each answer in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal


class Errands(QObject):
    """`do` takes plain values in and gives plain values out; what goes wrong is raised in the GUI thread."""

    _done = Signal(object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def do(self, work: Callable[[], Any], tell: Callable[[Any], None]) -> None:
        """Do the work, then tell its answer."""
        self._pool.start(lambda: self._run(work, tell))

    def stop(self) -> None:
        """Wait for what is being done, so that nothing runs after the window."""
        self._pool.clear()
        self._pool.waitForDone()

    def _run(self, work: Callable[[], Any], tell: Callable[[Any], None]) -> None:
        """In the worker."""
        try:
            self._done.emit(tell, work(), None)
        except Exception as fault:
            self._done.emit(tell, None, fault)

    def _tell(self, tell: Callable[[Any], None], answer: Any, fault: Exception | None) -> None:
        if fault is not None:
            raise fault
        tell(answer)
