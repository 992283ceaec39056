"""The menu of the comparisons opened lately; those that are gone are greyed out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carspec.gui.choices import ChoiceMenu, Option
from carspec.gui.document import Document


class RecentMenu(ChoiceMenu):
    """Calls `open_file` with the file that is chosen."""

    def __init__(self, document: Document, open_file: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(
            "Open &recent",
            self._there,
            lambda: str(document.path) if document.path else None,
            lambda name: open_file(Path(name)) if name else None,
            parent,
        )
        self._document = document

    def fill(self) -> None:
        super().fill()
        for path in self._document.recent():
            if not path.exists():
                gone = self.addAction(f"{_shown(path)} (missing)")
                gone.setEnabled(False)
                gone.setToolTip(str(path))
        self.addSeparator()
        clear = self.addAction("Clear the list", self._document.forget_recent)
        clear.setEnabled(bool(self._document.recent()))

    def _there(self) -> list[Option]:
        return [(str(path), path.stem, str(path)) for path in self._document.recent() if path.exists()]


def _shown(path: Path) -> str:
    return path.stem.replace("&", "&&")
