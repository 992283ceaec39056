"""What the commands about files do: open, save, and ask about what is not saved before it is lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from carspec import NAME
from carspec.core.comparison_file import SUFFIX
from carspec.core.errors import CarspecError
from carspec.gui.document import Document
from carspec.gui.view_state import ViewState

FILTER = f"Comparisons (*{SUFFIX})"
FIRST_NAME = "Comparison"
Button = QMessageBox.StandardButton


class FileCommands:
    """A refusal is told in a message, what was left out of a file above the comparison by `tell`."""

    def __init__(
        self, document: Document, state: ViewState, window: QWidget, tell: Callable[[str | None], None]
    ) -> None:
        self._document, self._state, self._window, self._tell = document, state, window, tell
        self._told = False

    def ready(self) -> bool:
        """Whether a library is open."""
        return self._state.library is not None

    def open(self) -> None:
        """Ask for a file and open it."""
        from carspec.output.charts.reopening import SUFFIXES

        pictures = f"Pictures of comparisons ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
        dialog = QFileDialog(self._window, "Open a comparison", str(self._folder()), f"{FILTER};;{pictures}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen = self._chosen(dialog)
        if chosen is not None:
            self.open_file(chosen)

    def open_file(self, path: Path) -> None:
        """Open a file, unless the comparison that is open shall be kept."""
        try:
            found = self._document.read(path)
        except CarspecError as refusal:
            self._refuse(str(refusal))
            return
        if self.may_leave():
            self._document.show(found)
            if found.notice or self._told:
                self._tell(found.notice)
            self._told = found.notice is not None

    def save(self) -> bool:
        """Save into the file of the comparison, or ask for one; returns whether it was saved."""
        path = self._document.path
        return self.save_as() if path is None else self._save(path)

    def save_as(self) -> bool:
        """Ask for a file and save into it; returns whether it was saved."""
        dialog = QFileDialog(self._window, "Save the comparison", str(self._folder()), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(f"{self._document.name or FIRST_NAME}{SUFFIX}")
        chosen = self._chosen(dialog)
        return chosen is not None and self._save(chosen)

    def may_leave(self) -> bool:
        """Whether the comparison may be left: it is as its file has it, was saved now, or may be lost."""
        if not self._document.edited:
            return True
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(NAME)
        question.setText(f"Save the changes to “{self._document.name}”?")
        question.setInformativeText("Without saving, its file stays as it is.")
        question.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        question.setDefaultButton(Button.Save)
        answer = question.exec()
        question.deleteLater()
        return self.save() if answer == Button.Save else answer == Button.Discard

    def _save(self, path: Path) -> bool:
        try:
            self._document.save(path)
        except CarspecError as refusal:
            self._refuse(f"{refusal} Save it in another place with File > Save as.")
            return False
        return True

    def _folder(self) -> Path:
        known = [path for path in (self._document.path, *self._document.recent()) if path is not None]
        return next((path.parent for path in known if path.parent.is_dir()), Path.home())

    def _chosen(self, dialog: QFileDialog) -> Path | None:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        names = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(names[0]) if accepted and names else None

    def _refuse(self, sentence: str) -> None:
        QMessageBox.warning(self._window, NAME, sentence)
