"""The settings file: comparison, look and layout of the window, read with suspicion and written at once."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from carspec.core.errors import CarspecError
from carspec.core.labels import ENGLISH
from carspec.core.numbers import known_locale
from carspec.core.profiles import Profile
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.user_profiles import FILE_NAME as PROFILES
from carspec.core.user_profiles import profiles_text
from carspec.gui.chart_export import SUFFIXES, ChartExport
from carspec.gui.remembered import DEFAULT_FIELD, LIST_FIELDS, Remembered
from carspec.gui.setting import declared
from carspec.gui.settings_file import PREFERENCES, SettingsFile
from carspec.output.charts.kinds import DEFAULT_KIND, KINDS
from carspec.output.files import write_whole


class Settings(SettingsFile):
    """Settings below one folder. A value that is missing or makes no sense gives the default."""

    _on_disk: Remembered | None = None

    def load(self) -> Remembered:
        """What was remembered; whether cars, fields and profile exist is for the library to say."""
        query = Query(
            vehicles=tuple(self._texts("comparison/vehicles", DEFAULT_VEHICLES)),
            profile=self._text("comparison/profile") or "",
            baseline=self._text("comparison/baseline"),
            differences_only=self._flag("comparison/differences_only", False),
            fold_lone=self._flag("comparison/fold_lone", True),
            folded_groups=frozenset(self._texts("comparison/folded_groups", ())),
            hidden=frozenset(self._texts("comparison/hidden", ())),
            sort=sort_from(self._text("comparison/sort")),
            transposed=self._flag("comparison/transposed", False),
            locale=known_locale(self._text("figures/locale")),
            language=self._text("figures/language") or ENGLISH,
        )
        self._on_disk = Remembered(
            query=query,
            field=self._text("cell/field") or DEFAULT_FIELD,
            vehicle=self._text("cell/vehicle"),
            chart_kind=self._text("chart/kind") or DEFAULT_KIND,
            chart_field=self._text("cell/chart_field") or DEFAULT_FIELD,
            several=tuple((kind, tuple(self._texts(f"chart/{kind}", ()))) for kind in KINDS),
            export=self._export(),
            list_fields=tuple(self._texts("library/fields", LIST_FIELDS)),
            list_sort=sort_from(self._text("library/sort")),
            facets=facets_from(self._text("library/facets")),
            system_locale=self.locale,
            **self._preferences(),
        )
        return self._on_disk

    def save(self, remembered: Remembered) -> None:
        """Write it to the disk before returning, so that a crash loses nothing; not twice, as a disk that is
        busy may take seconds."""
        if remembered == self._on_disk:
            return
        query = remembered.query
        values: dict[str, object] = {
            "comparison/vehicles": ",".join(query.vehicles),
            "comparison/profile": query.profile,
            "comparison/baseline": query.baseline or "",
            "comparison/differences_only": query.differences_only,
            "comparison/fold_lone": query.fold_lone,
            "comparison/folded_groups": ",".join(sorted(query.folded_groups)),
            "comparison/hidden": ",".join(sorted(query.hidden)),
            "comparison/sort": sort_text(query.sort),
            "comparison/transposed": query.transposed,
            "figures/locale": query.locale or "",
            "figures/language": query.language,
            "cell/field": remembered.field or "",
            "cell/vehicle": remembered.vehicle or "",
            "cell/chart_field": remembered.chart_field,
            "chart/kind": remembered.chart_kind,
            **{f"chart/{kind}": ",".join(fields) for kind, fields in remembered.several},
            **{f"save/{name}": value for name, value in remembered.export._asdict().items()},
            **{f"{PREFERENCES}/{each.key}": getattr(remembered, each.key) for each in declared(Remembered)},
            "library/fields": ",".join(remembered.list_fields),
            "library/sort": sort_text(remembered.list_sort),
            "library/facets": json.dumps({key: sorted(names) for key, names in remembered.facets.items()}),
        }
        for key, value in values.items():
            self._file.setValue(key, value)
        self._file.sync()
        self._on_disk = remembered

    def save_profiles(self, own: Iterable[Profile]) -> None:
        """Write the person's own unit profiles. Raises CarspecError where the folder cannot be written."""
        with suppress(OSError):  # writing then says what is wrong
            self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / PROFILES, profiles_text(own))

    def recent_files(self) -> list[str]:
        """The paths of the comparisons opened lately, the newest first."""
        try:
            names = json.loads(self._text("files/recent") or "[]")
        except ValueError:
            return []
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []

    def save_recent_files(self, names: list[str]) -> None:
        self._file.setValue("files/recent", json.dumps(names))
        self._file.sync()

    def open_file(self) -> Path | None:
        """The comparison file that was open last."""
        name = self._text("files/open")
        return Path(name) if name else None

    def save_open_file(self, path: Path | None) -> None:
        self._file.setValue("files/open", str(path or ""))
        self._file.sync()

    def _export(self) -> ChartExport:
        """How a chart was last saved; one that makes no sense any more is forgotten."""
        first = ChartExport()
        found = ChartExport(
            suffix=self._text("save/suffix") or first.suffix,
            preset=self._text("save/preset") or first.preset,
            width=self._text("save/width") or "",
            height=self._text("save/height") or "",
            dpi=self._text("save/dpi") or "",
            dark=self._flag("save/dark", False),
            outlines=self._flag("save/outlines", False),
            folder=self._text("save/folder") or "",
        )
        try:
            found.size()
        except CarspecError:
            return ChartExport()
        return found if found.suffix in SUFFIXES else ChartExport()

    def _preferences(self) -> dict[str, Any]:
        """The preferences that were kept, where their value is one that they can have."""
        found: dict[str, Any] = {}
        for setting in declared(Remembered):
            kept = str(self._file.value(f"{PREFERENCES}/{setting.key}")).lower()
            found.update((setting.key, value) for value in setting.values if str(value).lower() == kept)
        return found

    def _texts(self, key: str, default: Iterable[str]) -> Iterable[str]:
        """A list kept as one text; a list that was saved empty stays empty."""
        value = self._file.value(key)
        if not isinstance(value, str):
            return default
        return [part for part in value.split(",") if part]

    def _flag(self, key: str, default: bool) -> bool:
        value = self._file.value(key)
        return {"true": True, "false": False}.get(str(value).lower(), default)


def facets_from(text: str | None) -> dict[str, frozenset[str]]:
    """The facets kept as JSON; what is none is left out."""
    with suppress(ValueError):
        kept = json.loads(text or "{}")
        if isinstance(kept, dict) and kept:
            from carspec.core.filter.facets import BY_KEY

            return {
                key: frozenset(name for name in names if isinstance(name, str))
                for key, names in kept.items()
                if key in BY_KEY and isinstance(names, list)
            }
    return {}


def sort_text(sort: tuple[str, bool] | None) -> str:
    """A sort as it is kept: "power down"."""
    return f"{sort[0]} {'down' if sort[1] else 'up'}" if sort else ""


def sort_from(text: str | None) -> tuple[str, bool] | None:
    """The sort kept as "power down"."""
    field, _, way = (text or "").partition(" ")
    return (field, way == "down") if field and way in ("up", "down") else None
