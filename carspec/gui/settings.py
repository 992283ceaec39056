"""The settings file: comparison, look and layout of the window, read with suspicion and written at once."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from carspec.core.profiles import DEFAULT_PROFILE
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.gui.remembered import APPEARANCES, DEFAULT_FIELD, Remembered

FILE_NAME = "window.ini"
LAYOUT = "layout"


class Settings:
    """Settings below one folder. A value that is missing or makes no sense gives the default."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def load(self) -> Remembered:
        """What was remembered; whether cars, fields and profile exist is for the library to say."""
        query = Query(
            vehicles=tuple(self._texts("comparison/vehicles", DEFAULT_VEHICLES)),
            profile=self._text("comparison/profile") or DEFAULT_PROFILE,
            baseline=self._text("comparison/baseline"),
            differences_only=self._flag("comparison/differences_only", False),
            fold_lone=self._flag("comparison/fold_lone", True),
            folded_groups=frozenset(self._texts("comparison/folded_groups", ())),
        )
        appearance = self._text("look/appearance") or ""
        return Remembered(
            query=query,
            field=self._text("cell/field") or DEFAULT_FIELD,
            vehicle=self._text("cell/vehicle"),
            chart_field=self._text("cell/chart_field") or DEFAULT_FIELD,
            appearance=appearance if appearance in APPEARANCES else "system",
            copy_marks=self._flag("copy/marks", False),
        )

    def save(self, remembered: Remembered) -> None:
        """Write it to the disk before returning, so that a crash loses nothing."""
        query = remembered.query
        values: dict[str, object] = {
            "comparison/vehicles": ",".join(query.vehicles),
            "comparison/profile": query.profile,
            "comparison/baseline": query.baseline or "",
            "comparison/differences_only": query.differences_only,
            "comparison/fold_lone": query.fold_lone,
            "comparison/folded_groups": ",".join(sorted(query.folded_groups)),
            "cell/field": remembered.field or "",
            "cell/vehicle": remembered.vehicle or "",
            "cell/chart_field": remembered.chart_field,
            "look/appearance": remembered.appearance,
            "copy/marks": remembered.copy_marks,
        }
        for key, value in values.items():
            self._file.setValue(key, value)
        self._file.sync()

    def layout(self, name: str) -> QByteArray | None:
        """The saved state of a part of the layout."""
        value = self._file.value(f"{LAYOUT}/{name}")
        return value if isinstance(value, QByteArray) else None

    def save_layout(self, name: str, state: QByteArray) -> None:
        self._file.setValue(f"{LAYOUT}/{name}", state)

    def forget_layout(self) -> None:
        self._file.remove(LAYOUT)

    def _text(self, key: str) -> str | None:
        value = self._file.value(key)
        return value if isinstance(value, str) and value else None

    def _texts(self, key: str, default: Iterable[str]) -> Iterable[str]:
        """A list kept as one text; a list that was saved empty stays empty."""
        value = self._file.value(key)
        if not isinstance(value, str):
            return default
        return [part for part in value.split(",") if part]

    def _flag(self, key: str, default: bool) -> bool:
        value = self._file.value(key)
        return {"true": True, "false": False}.get(str(value).lower(), default)
