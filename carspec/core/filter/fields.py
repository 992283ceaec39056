"""The fields that a filter may ask for, and the spellings by which a person names them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from carspec.core.folding import fold
from carspec.core.nearness import near
from carspec.core.values import Field


class FilterField(Struct, frozen=True):
    """A field of a filter: of the catalogue, or of a car's identity, which is an attribute of the vehicle.

    `said` makes the text of a value of that attribute, "" for one that says nothing.
    """

    key: str
    label: str
    kind: str
    field: Field | None = None
    identity: str | None = None
    said: Callable[[Any], str] = str

    @property
    def numeric(self) -> bool:
        return self.field.numeric if self.field else self.kind != "text"


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


IDENTITY = (
    FilterField("make", "make", "text", identity="make"),
    FilterField("model", "model", "text", identity="title"),
    FilterField("generation", "generation", "text", identity="generation"),
    FilterField("year", "first year of building", "year", identity="year_from"),
    FilterField("last_year", "last year of building", "year", identity="year_to"),
    FilterField("body", "body style", "text", identity="body_style"),
    FilterField("armourer", "armourer", "text", identity="armourer"),
    FilterField("armoured", "armoured", "text", identity="armoured", said=_yes_or_no),
    FilterField("claims", "number of claims", "count", identity="claims"),
)
"""What is known of a car without a claim; these go before fields of the catalogue of the same name."""

NAMES = FilterField("name", "make and model", "text", identity="name")
"""By what cars are put in the order of their names; no filter asks for it."""


class FilterFields:
    """The fields of a filter by key, and by any spelling: key, label, and the words of the data file."""

    def __init__(self, catalogue: Mapping[str, Field], spellings: Mapping[str, Sequence[str]]) -> None:
        listed = [
            *(FilterField(field.key, field.label, field.kind, field) for field in catalogue.values()),
            *IDENTITY,
        ]
        self._by_key = {field.key: field for field in listed}
        self._by_word: dict[str, str] = {}
        for words in (
            {key: [key] for key in self._by_key},
            {field.key: [field.label] for field in self._by_key.values()},
            spellings,
        ):
            for key, spelled in words.items():
                for word in spelled if key in self._by_key else ():
                    self._by_word.setdefault(fold(word), key)
        self._longest = max(len(word.split()) for word in self._by_word) + 2

    def __getitem__(self, key: str) -> FilterField:
        return self._by_key[key]

    def __iter__(self) -> Iterator[FilterField]:
        return iter(self._by_key.values())

    def named(self, words: str) -> FilterField | None:
        """The field of that name in any spelling, case and accents aside."""
        key = self._by_word.get(fold(words))
        return self._by_key[key] if key else None

    def ending(self, words: Sequence[str]) -> int:
        """How many of the last words name a field; the most that do, 0 where none does."""
        most = min(len(words), self._longest)
        return next((n for n in range(most, 0, -1) if self.named(" ".join(words[-n:]))), 0)

    def starting(self, words: Sequence[str]) -> int:
        """How many of the first words name a field."""
        most = min(len(words), self._longest)
        return next((n for n in range(most, 0, -1) if self.named(" ".join(words[:n]))), 0)

    def begun(self, words: str) -> str | None:
        """The shortest name of a field that begins with these words and goes on."""
        start = fold(words)
        longer = [name for name in self._by_word if name.startswith(start) and name != start]
        return min(longer, key=lambda name: (len(name), name), default=None) if len(start) > 1 else None

    def near(self, word: str) -> list[str]:
        """Names of fields that look like a word, at most three, each of another field."""
        close = near(fold(word), self._by_word, 8, 70)
        found = {self._by_word[name]: name.replace(" ", "_") for name in reversed(close)}
        return [name if self.named(name) else key for key, name in reversed(found.items())][:3]
