"""What a check needs to know beside the file itself: the shipped units, unit words, fields and vehicles."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from carspec.core.errors import UnknownUnitWord
from carspec.core.json_text import parse
from carspec.core.unit_words import UnitWords, normalised
from carspec.core.units import Units, load_units


class CheckContext:
    """The shipped data files of a folder, read when a check first asks for them.

    `cache` is where the units library may keep its parsed registry.
    """

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self._folder = folder
        self._cache = cache
        self._meaning = lru_cache(maxsize=None)(self._read_word)

    @cached_property
    def words(self) -> UnitWords:
        return UnitWords.load(self._folder / "unit_words.json")

    @cached_property
    def units(self) -> Units:
        return load_units(self._folder / "units.json", self._cache)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Kind of each shipped field."""
        return {key: field["kind"] for key, field in self._vehicles["fields"].items()}

    @cached_property
    def vehicle_keys(self) -> list[str]:
        return [vehicle["key"] for vehicle in self._vehicles["vehicles"]]

    def unit(self, word: str, kind: str, language: str | None) -> str | None:
        """Key of the unit a word means; None for a word that the table knows and refuses on purpose.

        UnknownUnitWord or AmbiguousUnit where the table cannot say.
        """
        return self._meaning(word, kind, language)

    def words_of(self, kind: str) -> str:
        """A few unit words that may stand for a kind."""
        words = dict.fromkeys(row.word for row in self.words.rows if row.kind == kind and row.unit)
        return f"allowed: {', '.join([*words][:8])}{' ...' if len(words) > 8 else ''}" if words else ""

    def _read_word(self, word: str, kind: str, language: str | None) -> str | None:
        try:
            return self.words.read(word, kind, language)
        except UnknownUnitWord:
            if (kind, normalised(word)) in self._refused:
                return None
            raise

    @cached_property
    def _refused(self) -> frozenset[tuple[str, str]]:
        return frozenset((row.kind, normalised(row.word)) for row in self.words.rows if row.unit is None)

    @cached_property
    def _vehicles(self) -> Any:
        return parse((self._folder / "vehicles.json").read_text("utf-8"))[0]
