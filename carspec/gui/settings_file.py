"""What the settings file says before anything else is loaded: the look and the place of the window."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "window.ini"
LAYOUT, GEOMETRY = "layout", "geometry"
PREFERENCES = "preferences"


class SettingsFile:
    """The settings below a folder, where a person's own files lie too; `locale` is the system's, "en_US"."""

    def __init__(self, folder: Path, locale: str = "") -> None:
        self.folder, self.locale = folder, locale
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> str:
        return self._text(f"{PREFERENCES}/appearance") or "system"

    @property
    def text_size(self) -> int:
        """In per cent of the system's."""
        size = self._text(f"{PREFERENCES}/text_size") or ""
        return int(size) if size.isdecimal() and 50 <= int(size) <= 400 else 100

    def layout(self, name: str) -> QByteArray | None:
        """The saved state of a part of the layout."""
        value = self._file.value(f"{LAYOUT}/{name}")
        return value if isinstance(value, QByteArray) else None

    def save_layout(self, states: Mapping[str, QByteArray]) -> None:
        for name, state in states.items():
            self._file.setValue(f"{LAYOUT}/{name}", state)
        self._file.sync()

    def forget_layout(self) -> None:
        self._file.remove(LAYOUT)

    def _text(self, key: str) -> str | None:
        value = self._file.value(key)
        return value if isinstance(value, str) and value else None
