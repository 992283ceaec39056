"""Reading a library that was exported, in the window: with a sign of life, all of it or nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from carspec.core.errors import CarspecError
from carspec.core.importing.cars import ImportCancelled
from carspec.core.library import Library
from carspec.core.library_file import BrokenLibrary, LibraryCounts
from carspec.gui.errands import Errands

MOST_FAULTS = 5
"""Faults of a file that a message lists; `carspec check` lists all."""


class LibraryReading(QProgressDialog):
    """`counts` is there once it was read; `failure` says why it was not, and is None where it was stopped."""

    def __init__(self, library: Library, path: Path, window: QWidget) -> None:
        super().__init__(f"Reading {path.name}…", "Cancel", 0, 0, window)
        self.setWindowTitle("Import a library")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(0)
        self.counts: LibraryCounts | None = None
        self.failure: str | None = None
        self._library, self._path, self._errands = library, path, Errands(self)
        self._wanted = True
        self.canceled.connect(self._stop)

    def exec(self) -> int:
        """Read while the dialog is shown; what was written in the moment of a stop counts as read."""
        self._errands.do(self._read, lambda _: self.reset())
        done = super().exec()
        self._errands.stop()
        return done

    def _stop(self) -> None:
        self._wanted = False

    def _read(self) -> None:
        """In the worker."""
        try:
            self.counts = self._library.read_file(self._path, lambda done: self._wanted)
        except ImportCancelled:
            return
        except BrokenLibrary as broken:
            listed = [str(broken), *broken.faults[:MOST_FAULTS]]
            more = len(broken.faults) - MOST_FAULTS
            self.failure = "\n".join([*listed, f"and {more} more"] if more > 0 else listed)
        except CarspecError as refusal:
            self.failure = str(refusal)
