"""The named comparison that is open: its file, what stands in it, and the files opened lately."""

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from carspec import NAME
from carspec.core.comparison_file import comparison_text, open_comparison
from carspec.core.errors import CarspecError
from carspec.core.labels import ENGLISH
from carspec.core.library import Library
from carspec.core.query import Query
from carspec.gui.opening import MOST_CARS
from carspec.gui.remembered import Remembered
from carspec.gui.settings import Settings
from carspec.gui.view_state import ViewState
from carspec.output.files import write_whole

MOST_RECENT = 10


class Document(QObject):
    """Reads and writes the comparison of the state. `changed` tells of another file or name."""

    changed = Signal()

    def __init__(self, state: ViewState, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._settings = state, settings
        self._kept: dict[Path, Query] = {}
        self.path: Path | None = None

    @property
    def name(self) -> str:
        """The name of the comparison; "" for one that has no file."""
        return self.path.stem if self.path is not None else ""

    @property
    def title(self) -> str:
        """The name of the comparison, with the sign of the system where it is edited, and its cars."""
        cars = [vehicle.name for vehicle in self._state.sheet.vehicles] if self._state.sheet else []
        more = f" and {len(cars) - 4} more" if len(cars) > 4 else ""
        listed = ", ".join(cars[:4]) + more or NAME
        return f"{self.name}[*] – {listed}" if self.name else listed

    @property
    def edited(self) -> bool:
        """Whether a named comparison is not as its file has it."""
        return self.path is not None and _own(self._state.query) != self._kept.get(self.path)

    def open(self, path: Path) -> None:
        """Show what a file holds. Raises CarspecError."""
        self.show(self.read(path))

    def read(self, path: Path) -> "Found":
        """The comparison of a file, or the one that a picture carries. Raises CarspecError."""
        from carspec.gui.picture_file import open_picture
        from carspec.output.charts.reopening import SUFFIXES as PICTURES

        assert self._state.library is not None
        path = path.absolute()
        pictured = path.suffix.lower() in PICTURES
        wanted, notice = (open_picture if pictured else _opened)(
            path, self._state.remembered, self._state.library
        )
        return Found(path, pictured, wanted, notice)

    def show(self, found: "Found") -> None:
        """Show what was read, as a step that can be undone; a picture has no file to be saved in."""
        before = Standing(self._state.remembered, self.path)
        self._state.take(found.wanted, f"Opened {found.path.name}.")
        if not found.pictured:
            self._kept[found.path] = _own(self._state.query)
        self._stand(None if found.pictured else found.path)
        after = Standing(self._state.remembered, self.path)
        self._state.did(OpenStep(f"open {found.path.stem}", self, before, after))
        self.changed.emit()

    def resume(self) -> None:
        """Go on with the file of the last run, as far as it is still there."""
        path, library = self._settings.open_file(), self._state.library
        if path is None or library is None:
            return
        try:
            wanted, _ = _opened(path, self._state.remembered, library)
        except CarspecError:
            self._stand(None)
            return
        self._kept[path] = _own(wanted.query)
        self._stand(path)

    def save(self, path: Path) -> None:
        """Write the comparison into a file, which is whole or as before. CarspecError where it cannot be."""
        library, path = self._state.library, path.absolute()
        if library is None:
            return
        write_whole(path, comparison_text(path.stem, self._state.query, library))
        self._kept[path] = _own(self._state.query)
        self._state.say(f"Saved as {path}.")
        self._stand(path)

    def revert(self) -> None:
        """Give up what was changed since the file was saved."""
        if self.path is not None and self.edited:
            mine = self._state.query
            kept = replace(self._kept[self.path], locale=mine.locale, language=mine.language)
            self._state.restore(kept, "")

    def put(self, standing: "Standing", message: str) -> None:
        """Take back a comparison that stood before, with its file."""
        now = self._state.remembered
        self._state.take(standing.within(now), message)
        self._stand(standing.path)

    def recent(self) -> list[Path]:
        """The files opened or saved lately, the newest first, also those that are gone."""
        return [Path(name) for name in self._settings.recent_files()]

    def forget_recent(self) -> None:
        self._settings.save_recent_files([])
        self.changed.emit()

    def _stand(self, path: Path | None) -> None:
        self.path = path
        if path is not None:
            names = dict.fromkeys([str(path), *self._settings.recent_files()])
            self._settings.save_recent_files(list(names)[:MOST_RECENT])
        self._settings.save_open_file(path)
        self.changed.emit()


class Found(NamedTuple):
    """What a file asks to be shown; `notice` names what the library lacks of it."""

    path: Path
    pictured: bool
    wanted: Remembered
    notice: str | None


class Standing(NamedTuple):
    """A comparison as it was shown, and its file."""

    remembered: Remembered
    path: Path | None

    def within(self, now: Remembered) -> Remembered:
        """What is remembered now, with this comparison and its chart."""
        was = self.remembered
        return replace(
            now, query=was.query, chart_kind=was.chart_kind, chart_field=was.chart_field, several=was.several
        )


class OpenStep(NamedTuple):
    """Another comparison with its file in the place of the one before, as a step that can be undone."""

    name: str
    document: Document
    before: Standing
    after: Standing

    def undo(self, state: ViewState) -> None:
        self.document.put(self.before, f"Undone: {self.name}.")

    def redo(self, state: ViewState) -> None:
        self.document.put(self.after, f"Done again: {self.name}.")


def _opened(path: Path, now: Remembered, library: Library) -> tuple[Remembered, str | None]:
    """What a comparison file shows, in the reader's own number format and language, and what it lacks."""
    found = open_comparison(path, library)
    query = replace(found.query, locale=now.query.locale, language=now.query.language)
    notices = [found.notice] if found.notice else []
    if more := [library.vehicles[key].name for key in query.vehicles[MOST_CARS:]]:
        notices.append(f"{MOST_CARS} cars are the most side by side; left out: {', '.join(more)}.")
        query = replace(query, vehicles=query.vehicles[:MOST_CARS])
    if query.baseline not in query.vehicles:
        query = replace(query, baseline=None)
    return replace(now, query=query), " ".join(notices) or None


def _own(query: Query) -> Query:
    """What a file keeps of a Query: number format and language of labels are those of each reader."""
    return replace(query, locale=None, language=ENGLISH)
