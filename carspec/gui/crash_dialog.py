"""Shows the text of a fault; loaded with the first one."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from carspec import NAME


class CrashDialog(QDialog):
    """Tells of a fault: one selectable text with all that helps to find it, and a button that copies it."""

    def __init__(self, text: str, parent: QWidget | None = None, *, goes_on: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{NAME}: a fault of the program")
        self.resize(720, 460)
        outcome = "Your comparison is saved, and you can go on." if goes_on else "It cannot open its window."
        told = QLabel(
            f"Something went wrong inside the program. {outcome} "
            "If it happens again, please send this text with your report:"
        )
        told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("What went wrong")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("Copy text", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (told, self.text, buttons):
            column.addWidget(part)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
