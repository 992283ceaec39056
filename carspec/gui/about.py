"""The dialog about the program: versions, data and licences, all of it copied by one button."""

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carspec import NAME, __version__
from carspec.core.library import Library
from carspec.gui.icons import picture
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.licences import parts, texts
from carspec.output.palette import SPACING

IDEA = "Compares armoured limousines. Every figure is a claim: somebody stated it, in some unit, on some day."
LIST_IN_EMS = 5
"""The least height of the list of libraries; large text needs the room above it."""


class AboutDialog(QDialog):
    """Changes nothing."""

    def __init__(self, library: Library | None, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"About {NAME}")
        self.details = details(library)
        icon, title = QLabel(), WrappedLabel(f"{NAME} {__version__}")
        icon.setPixmap(picture("carspec", "", QSize(56, 56), self.devicePixelRatioF()))
        title.setFont(look.heading)
        idea = WrappedLabel(IDEA)
        text = WrappedLabel("\n".join(own_lines(library)), selectable=True)
        text.setProperty("tone", "muted")
        heading = WrappedLabel("Libraries and their licences")
        heading.setFont(look.body_bold)
        self.libraries = QPlainTextEdit("\n".join(library_lines()))
        self.libraries.setReadOnly(True)
        self.libraries.setAccessibleName("Libraries and their licences")
        self.libraries.setMinimumHeight(round(look.em * LIST_IN_EMS))
        self.libraries.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = QPushButton("Copy details")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        if file := texts():
            self.texts_button = buttons.addButton("Licence texts", QDialogButtonBox.ButtonRole.ActionRole)
            self.texts_button.clicked.connect(lambda: self._show_texts(file))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, SPACING.huge)
        layout.setSpacing(SPACING.medium)
        for part in (icon, title, idea, text, heading, self.libraries, buttons):
            layout.addWidget(part)
        layout.setStretchFactor(self.libraries, 1)
        self.setMinimumWidth(round(look.body.pointSizeF() * 42))
        self.resize(self.sizeHint().boundedTo(parent.screen().availableSize() * 0.92))

    def _show_texts(self, file: Path) -> None:
        self.libraries.setPlainText(file.read_text(encoding="utf-8"))
        self.texts_button.setEnabled(False)
        self.libraries.setFocus()


def details(library: Library | None) -> str:
    """What a report of a fault needs: versions, data, system, and the libraries, one to a line."""
    return "\n".join((*own_lines(library), *library_lines()))


def own_lines(library: Library | None) -> list[str]:
    """Versions of the program and its data, of what it runs on, and its licence."""
    lines = [f"{NAME} {__version__}"]
    if library is not None:
        held = f"{len(library.vehicles)} vehicles, {len(library.sources)} sources"
        lines.append(f"data of {library.data_version}, {held}")
    return [
        *lines,
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide {pyside_version}",
        f"{platform.system()} {platform.release()} ({QGuiApplication.platformName()})",
        "MIT licence; Qt and PySide under the LGPL 3",
    ]


def library_lines() -> list[str]:
    """ "babel 2.18.0: BSD-3-Clause" for each library."""
    return [f"{part.name} {part.version}: {part.licence}" for part in parts()]
