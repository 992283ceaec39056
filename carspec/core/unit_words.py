"""The unit words of the sources: which unit a word means, by kind of figure and language.

Only this table says what a word means; no source's word is ever handed to a units library, and a word that is
not in it is refused (traps T1, T2).
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from carspec.core.errors import AmbiguousUnit, UnknownUnitWord
from carspec.core.nearness import near
from carspec.core.units import kind_name

_SIGNS = str.maketrans("⋅∙•・‧’‐‑–″”", '·····\'---""')


class UnitWord(NamedTuple):
    """One meaning of one word. `languages` None: in any language; `unit` None: refused, `note` says why."""

    kind: str
    word: str
    languages: tuple[str, ...] | None
    unit: str | None
    note: str | None = None


class UnitWords:
    """The unit words, read by word, kind and language."""

    def __init__(self, rows: Iterable[UnitWord]) -> None:
        self._exact: dict[tuple[str, str], list[UnitWord]] = {}
        self._folded: dict[tuple[str, str], list[UnitWord]] = {}
        self._rows = tuple(rows)
        for row in self._rows:
            key = normalised(row.word)
            self._exact.setdefault((row.kind, key), []).append(row)
            self._folded.setdefault((row.kind, key.casefold()), []).append(row)
        self._kinds: dict[str, list[str]] = {}
        for kind, key in self._folded:
            self._kinds.setdefault(key, []).append(kind)

    @classmethod
    def load(cls, path: Path) -> "UnitWords":
        """The words of a unit-words file."""
        return cls(_row(row) for row in json.loads(path.read_text("utf-8"))["words"])

    @property
    def rows(self) -> tuple[UnitWord, ...]:
        """All rows, in the order of the file."""
        return self._rows

    def read(self, word: str, kind: str, language: str | None) -> str:
        """Key of the unit that `word` means for a figure of `kind` on a page in `language` (ISO 639-1).

        The spelling is compared after Unicode normalisation; one that fits only when case is ignored is taken
        where that leaves one unit. Without a language a word must mean the same in all of them, or
        AmbiguousUnit names the meanings. UnknownUnitWord where the table does not know the word.
        """
        key = normalised(word)
        exact, folded = self._exact.get((kind, key), []), self._folded.get((kind, key.casefold()), [])
        rows = _in_language(exact, language) or _in_language(folded, language)
        units = {row.unit for row in rows}
        if len(units) > 1:
            meanings = "; ".join(f"{row.unit or 'refused'} as {row.word} in {_names(row)}" for row in rows)
            raise AmbiguousUnit(f'"{word}" may mean several units of {kind_name(kind)}: {meanings}.')
        if not rows or rows[0].unit is None:
            raise UnknownUnitWord(self._refusal(word, kind, language, rows))
        return rows[0].unit

    def kinds(self, word: str) -> tuple[str, ...]:
        """All kinds of figures for which the table knows the word, in any language."""
        key = normalised(word).casefold()
        return tuple(dict.fromkeys(row.kind for row in self._rows if (row.kind, key) in self._folded))

    def kinds_in(self, word: str, language: str | None) -> tuple[str, ...]:
        """The kinds of figures for which the table knows the word in a language."""
        key = normalised(word).casefold()
        known = self._kinds.get(key, ())
        return tuple(kind for kind in known if _in_language(self._folded[kind, key], language))

    def near(self, word: str, kind: str | None = None, language: str | None = None) -> tuple[str, ...]:
        """Known words that look like `word`, nearest first, at most four."""
        known: dict[str, str] = {}
        for row in self._rows:
            if row.unit and kind in (None, row.kind) and _in_language([row], language):
                known.setdefault(normalised(row.word).casefold(), row.word)
        return tuple(known[match] for match in near(normalised(word).casefold(), known))

    def _refusal(self, word: str, kind: str, language: str | None, rows: list[UnitWord]) -> str:
        start = f'"{word}" is no known unit of {kind_name(kind)}'
        if rows:
            return f"{start}: {rows[0].note}."
        elsewhere = self._folded.get((kind, normalised(word).casefold()), [])
        if elsewhere:
            languages = ", ".join(dict.fromkeys(_names(row) for row in elsewhere))
            return f'{start} in the language "{language}"; it is known in {languages}.'
        close = self.near(word, kind, language)
        if close:
            return f"{start}; did you mean {' or '.join(close)}?"
        units = dict.fromkeys(row.unit for row in self._rows if row.kind == kind and row.unit)
        return f"{start}; known units are {', '.join(units)}." if units else f"{start}, which has no units."


def normalised(word: str) -> str:
    """A word as it is compared: NFKC, one kind of dot, hyphen and quote, spaces only between letters."""
    text = " ".join(unicodedata.normalize("NFKC", word.translate(_SIGNS)).translate(_SIGNS).split())
    kept = []
    for i, c in enumerate(text):
        if c != " " or (_wordlike(text[i - 1]) and _wordlike(text[i + 1])):
            kept.append(c)
    return "".join(kept)


def _wordlike(c: str) -> bool:
    return unicodedata.category(c)[0] in "LM"


def _in_language(rows: list[UnitWord], language: str | None) -> list[UnitWord]:
    """The rows that hold in a language; those made for it go before those made for any. All without one."""
    if language is None:
        return rows
    tongue = language.partition("-")[0].lower()
    own = [row for row in rows if row.languages is not None and tongue in row.languages]
    return own or [row for row in rows if row.languages is None]


def _names(row: UnitWord) -> str:
    return ", ".join(row.languages) if row.languages else "any language"


def _row(row: Mapping[str, Any]) -> UnitWord:
    languages = row["languages"]
    return UnitWord(
        row["kind"],
        row["word"],
        None if languages is None else tuple(languages),
        row["unit"],
        row.get("note"),
    )
