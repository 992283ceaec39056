"""What the commands that export do: ask for a file, and have it made in a worker that can be stopped."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from carspec.core.errors import CarspecError
from carspec.core.library import Library
from carspec.core.sheet import Sheet
from carspec.gui.view_state import ViewState
from carspec.output.documents.dossier import Cancelled
from carspec.output.exports import KINDS, export, file_name
from carspec.output.files import write_whole
from carspec.output.grid import Options
from carspec.output.layouts import headings

PAUSE = 400
"""Milliseconds after which the progress of a file is shown."""

STRIDE = 250
"""So many pieces of the library are written between two looks at its progress."""

Told = Callable[[int, int, str], None]


class ExportCommands:
    """Writes what the table shows, or the whole library, into a file; one at a time."""

    def __init__(self, state: ViewState, parent: QWidget) -> None:
        self._state, self._parent = state, parent
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(1)
        self._job: _Job | None = None
        self._folder = Path.home()

    def possible(self) -> bool:
        """Whether there is anything on the sheet."""
        return self._state.sheet is not None and bool(self._state.sheet.rows)

    def ask(self) -> None:
        """Ask for the file; the end of its name says what it will hold."""
        sheet = self._state.sheet
        if sheet is None or not sheet.rows:
            return
        filters = {f"{kind.label} (*{suffix})": suffix for suffix, kind in KINDS.items()}
        first = next(iter(filters.values()))
        proposed = self._folder / file_name(headings(sheet.vehicles), first)
        name, chosen = QFileDialog.getSaveFileName(
            self._parent, "Export the comparison", str(proposed), ";;".join(filters)
        )
        if not name:
            return
        path = Path(name)
        wanted = filters.get(chosen, first)
        if path.suffix.lower() not in KINDS or (path.name == proposed.name and wanted != first):
            path = path.with_suffix(wanted) if path.name == proposed.name else Path(f"{path}{wanted}")
        self._folder = path.parent
        self.write(sheet, path)

    def library_open(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def ask_library(self) -> None:
        """Ask for the file of the whole library."""
        library = self._state.library
        if library is None:
            return
        proposed = self._folder / f"carspec library {date.today().isoformat()}.json"
        name, _ = QFileDialog.getSaveFileName(
            self._parent, "Export the library", str(proposed), "Libraries (*.json)"
        )
        if not name:
            return
        path = Path(name) if name.lower().endswith(".json") else Path(f"{name}.json")
        self._folder = path.parent
        self._make(path, lambda told: _write_library(library, path, told))

    def write(self, sheet: Sheet, path: Path) -> None:
        """Have the file of a comparison made."""
        options = Options(sources=self._state.remembered.copy_sources)
        self._make(path, lambda told: export(sheet, path, options, told))

    def _make(self, path: Path, write: Callable[[Told], None]) -> None:
        """Have a file made away from the GUI thread."""
        job = _Job(write)
        dialog = QProgressDialog(f"Writing {path.name} …", "Cancel", 0, 0, self._parent)
        dialog.setWindowTitle("Export")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(PAUSE)
        dialog.canceled.connect(job.stop)
        job.step.connect(lambda step, steps, name: _show(dialog, step, steps, f"{path.name}: {name}"))
        job.done.connect(lambda problem: self._end(dialog, path, problem))
        self._job = job
        self._pool.start(job.run)

    def stop(self) -> None:
        """Give up what is being made, and wait for the worker, so that nothing runs after the window."""
        if self._job is not None:
            self._job.stop()
        self._pool.waitForDone()

    def _end(self, dialog: QProgressDialog, path: Path, problem: str | None) -> None:
        self._job = None
        dialog.canceled.disconnect()
        dialog.close()
        dialog.deleteLater()
        if problem is None:
            self._state.say(f"Wrote {path}")
        elif problem:
            QMessageBox.warning(self._parent, "Export", problem)
        else:
            self._state.say(f"{path.name} was not written")


class _Job(QObject):
    """One file being made; `done` carries None, a sentence that says what went wrong, or nothing to say."""

    step = Signal(int, int, str)
    done = Signal(object)

    def __init__(self, write: Callable[[Told], None]) -> None:
        super().__init__()
        self._write = write
        self._stopped = Event()

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        """In the worker."""
        try:
            self._write(self._told)
        except Cancelled:
            self.done.emit("")
        except CarspecError as problem:
            self.done.emit(str(problem))
        else:
            self.done.emit(None)

    def _told(self, step: int, steps: int, name: str) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.step.emit(step, steps, name)


def _write_library(library: Library, path: Path, told: Told) -> None:
    """In the worker."""
    count = len(library.vehicles)

    def pieces() -> Iterator[str]:
        for number, piece in enumerate(library.file_text()):
            if number % STRIDE == 0:
                told(min(number, count), count, "all vehicles with their claims")
            yield piece

    write_whole(path, pieces())


def _show(dialog: QProgressDialog, step: int, steps: int, words: str) -> None:
    dialog.setMaximum(steps)
    dialog.setValue(step)
    dialog.setLabelText(words)
