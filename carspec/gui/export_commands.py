"""What the command that exports does: asks for a file, and has it made in a worker that can be stopped."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.gui.view_state import ViewState
from carspec.output.documents.dossier import Cancelled
from carspec.output.exports import KINDS, export, file_name
from carspec.output.grid import Options
from carspec.output.layouts import headings

PAUSE = 400
"""Milliseconds after which the progress of a file is shown."""


class ExportCommands:
    """Writes what the table shows into a file; one at a time."""

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

    def write(self, sheet: Sheet, path: Path) -> None:
        """Have the file made away from the GUI thread."""
        job = _Job(sheet, path, Options(sources=self._state.remembered.copy_sources))
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

    def __init__(self, sheet: Sheet, path: Path, options: Options) -> None:
        super().__init__()
        self._sheet, self._path, self._options = sheet, path, options
        self._stopped = Event()

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        """In the worker."""
        try:
            export(self._sheet, self._path, self._options, self._told)
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


def _show(dialog: QProgressDialog, step: int, steps: int, words: str) -> None:
    dialog.setMaximum(steps)
    dialog.setValue(step)
    dialog.setLabelText(words)
