"""What the command that imports does: ask for a file, show the dialog, and tell what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from carspec import NAME
from carspec.gui import clipboard
from carspec.gui.look import Look
from carspec.gui.notice_bar import NoticeBar
from carspec.gui.undo_steps import LibraryStep
from carspec.gui.view_state import ViewState

if TYPE_CHECKING:
    from carspec.core.importing.table import Table, TableOptions
    from carspec.gui.import_dialog import ImportDialog
    from carspec.gui.import_plan import TableFiles

SUFFIXES = (
    *(".csv", ".tsv", ".tab", ".txt", ".data", ".json", ".jsonl", ".ndjson"),
    *(".xlsx", ".ods", ".xls", ".xlsb", ".html", ".htm", ".xhtml", ".gz", ".zip"),
)
"""What a file is called that is taken for a table; what it really is, its content tells."""

PASTED = "pasted table"


class ImportCommands:
    """`files` reads the files of others; nothing can be imported until it is there."""

    def __init__(
        self,
        state: ViewState,
        window: QWidget,
        look: Callable[[], Look],
        notice: NoticeBar,
        undo: Callable[[], None],
    ) -> None:
        self._state, self._window, self._look, self._notice, self._undo = state, window, look, notice, undo
        self.files: TableFiles | None = None
        self._folder = Path.home()

    def ready(self) -> bool:
        """Whether a library is open, and files can be read."""
        return self._state.library is not None and self.files is not None

    def takes(self, path: Path) -> bool:
        """Whether a file is taken for a table by its name."""
        return self.ready() and path.suffix.lower() in SUFFIXES

    def ask(self) -> None:
        """Ask for a file and import it."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = f"Tables ({patterns});;All files (*)"
        dialog = QFileDialog(self._window, "Import a table", str(self._folder), filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        names = dialog.selectedFiles()
        dialog.deleteLater()
        if accepted and names:
            self.open(Path(names[0]))

    def open(self, path: Path) -> None:
        """Show what a file holds, and import it as it is then asked for."""
        if self.files is None:
            return
        self._folder = path.parent
        if self.files.is_library(path):
            self._read_library(path)
            return
        opened = self.files.open
        self._import(path.name, lambda options: opened(path, options), path)

    def paste(self) -> None:
        """Show the table that was copied elsewhere, and import it as it is then asked for."""
        if self.files is None:
            return
        copied = clipboard.copied_elsewhere()
        if not copied.may_hold_table:
            self._state.say("The clipboard holds no table")
            return
        pasted = self.files.pasted
        self._import(PASTED, lambda options: pasted(copied, options), self._folder / PASTED)

    def _import(self, name: str, opened: "Callable[[TableOptions], Table]", beside: Path) -> None:
        """Show a table, and import it as it is then asked for."""
        from carspec.gui.import_dialog import ImportDialog
        from carspec.gui.import_plan import Origin

        library = self._state.library
        if library is None or self.files is None:
            return
        origin = Origin(name, opened, beside, self.files.mappings)
        dialog = ImportDialog(origin, library, self._look(), self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if dialog.failure:
            QMessageBox.warning(self._window, NAME, dialog.failure)
        elif accepted and dialog.counts is not None:
            self._tell(dialog)

    def _read_library(self, path: Path) -> None:
        """Add what the library lacks of one that was exported."""
        from carspec.gui.import_library import LibraryReading

        library = self._state.library
        assert library is not None
        reading = LibraryReading(library, path, self._window)
        reading.exec()
        reading.deleteLater()
        if reading.failure:
            QMessageBox.warning(self._window, NAME, reading.failure)
        elif reading.counts is not None and reading.counts.added:
            self._show_added()
            self._notice.tell(reading.counts.sentence(path.name), ("Undo", self._undo))
        elif reading.counts is not None:
            self._notice.tell(reading.counts.sentence(path.name))

    def _show_added(self) -> None:
        """Show the library with what the newest entry of its history has added, which can be undone."""
        library, before = self._state.library, self._state.query
        assert library is not None
        entry = library.history()[-1]
        self._state.restore(before, f"{entry.what}.")
        self._state.did(LibraryStep(entry.name, before, self._state.query))
        self._state.changed.emit()

    def _tell(self, dialog: "ImportDialog") -> None:
        """Show the library with what was imported, and say how to take it back."""
        counts = dialog.counts
        assert counts is not None
        assert dialog.plan is not None
        name, refused = dialog.plan.table.name, len(dialog.refused)
        if not counts.cars and not counts.claims:
            self._notice.tell(f"{name} adds nothing: all that it states stands in the library already.")
            return
        self._show_added()
        cars = f"{counts.cars:,} {'car' if counts.cars == 1 else 'cars'}"
        claims = f"{counts.claims:,} {'claim' if counts.claims == 1 else 'claims'}"
        left = f" {refused:,} {'cell was' if refused == 1 else 'cells were'} refused." if refused else ""
        there = f" {counts.present:,} stood there already." if counts.present else ""
        self._notice.tell(f"Added {cars} and {claims} from {name}.{there}{left}", ("Undo", self._undo))
