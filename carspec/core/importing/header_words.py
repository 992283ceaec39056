"""What the name of a column says: a field and the unit behind it, "curb_weight_kg" or "Power (hp)"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from carspec.core.errors import CarspecError
from carspec.core.filter.fields import FilterFields
from carspec.core.folding import fold
from carspec.core.labels import ENGLISH
from carspec.core.library import Library
from carspec.core.printable import seen

HORSEPOWER = frozenset({"hp", "h.p.", "horsepower", "horse power"})
"""Words for a mechanical horsepower that pages in other languages put after metric ones."""

DOUBTFUL = {
    "acceleration": "to which speed does not stand in its name",
    "beschleunigung": "to which speed does not stand in its name",
    "разгон": "to which speed does not stand in its name",
    "capacity": "of what does not stand in its name",
    "charge": "of what does not stand in its name",
    "cv": "it may be a power or the French tax class",
}
"""Names that filters understand, but of which a file may mean something else; folded."""

NEUTRAL = frozenset({
    "body", "capacity", "car", "data", "dimension", "dimensions", "engine", "general", "identity", "info",
    "performance", "powertrain", "spec", "specification", "specifications", "specs", "technical", "vehicle",
    "weight", "weights",
})  # fmt: skip
"""What a member of a record may stand in without meaning anything else: dimensions.length_mm."""

_BRACKETED = re.compile(r"^(.*?)[\s_]*[(\[]((?:[^()\[\]]|\([^()]*\))+)[)\]]\s*$")
_PARTED = re.compile(r"^(.*\w)(?:\s*/\s*([^/]+)|[\s_]*([^\w\s()\[\]/]+))$")
"""A name and a unit behind a bar, "Power/hp", or a sign, "Price €"."""
_CAMEL = re.compile(r"(?<=[a-zäöü0-9])(?=[A-Z])")
_MARKS = re.compile(r"\s*(?:(?:[†‡§*](?:\s*\d+)?|#\d*)\s*)+$")
"""Signs behind a name that point to a footnote, or number those that are alike."""
_MOST_WORDS = 4
LONGEST_NAME = 200
"""Letters of the longest name that can mean a field; the patterns above would be slow in a damaged file."""


class Heading(Struct, frozen=True):
    """A field by its key, the words that name it, and a unit word; `doubt` says what is not certain.

    `language` is that of the words, where they are not English.
    """

    key: str
    words: str
    unit: str | None = None
    language: str | None = None
    doubt: str | None = None


class HeaderReader:
    """Reads the names of columns with the words of the data files."""

    def __init__(self, fields: FilterFields, library: Library) -> None:
        self._fields, self._library = fields, library
        self._languages: dict[str, tuple[str, str]] = {}
        for key, labels in library.labels.items():
            for field in library.fields.values():
                self._languages.setdefault(fold(labels.field(field).label), (field.key, key))

    def read(self, header: Sequence[str]) -> list[Heading | None]:
        """The headings of a header; None for a name that means no field."""
        found = [self._heading(name) for name in header]
        languages = {heading.language for heading in found if heading and heading.language}
        return [heading and self._doubted(heading, languages) for heading in found]

    def _heading(self, name: str) -> Heading | None:
        if len(name) > LONGEST_NAME:
            return None
        for text in _alone(seen(name)):
            for words, unit in _ways(text):
                found = self._named(words, unit)
                if found is not None:
                    return found
        return self._unit_only(name)

    def _named(self, words: str, unit: str | None) -> Heading | None:
        field = self._fields.named(words)
        key, language = self._languages.get(fold(words), (None, ENGLISH))
        if field is not None:
            key = field.key
        if key is None:
            return None
        told = None if language == ENGLISH else language
        kind = self._library.fields[key].kind if key in self._library.fields else ""
        if unit is None:
            own = words if kind and self._means(words, kind) else None
            return Heading(key, words, own, told)
        if not kind or not self._means(unit, kind):
            return None
        return Heading(key, words, unit, told)

    def _unit_only(self, name: str) -> Heading | None:
        """A column that is named by nothing but a unit, such as kW, where one field is meant."""
        kinds = self._library.unit_words.kinds(name.strip()) if name.strip() else ()
        fields: Mapping[str, str] = {
            field.key: field.kind for field in self._library.fields.values() if field.kind in kinds
        }
        named = [key for key, kind in fields.items() if key == kind] or [*fields]
        if len(kinds) != 1 or len(named) != 1 or not self._means(name.strip(), kinds[0]):
            return None
        return Heading(named[0], name.strip(), name.strip())

    def _means(self, unit: str, kind: str) -> bool:
        try:
            return bool(self._library.unit_words.read(unit, kind, None))
        except CarspecError:
            return False

    def _doubted(self, heading: Heading, languages: set[str]) -> Heading:
        doubt = DOUBTFUL.get(fold(heading.words))
        if doubt is not None:
            return Heading(heading.key, heading.words, None, heading.language, f'"{heading.words}": {doubt}')
        if heading.unit is None or heading.unit.casefold() not in HORSEPOWER or not languages:
            return heading
        named = ", ".join(sorted(languages))
        said = (
            f'"{heading.unit}" in a file whose columns are named in another language ({named}) may mean '
            "metric horsepower (PS) or mechanical (hp): say which in the mapping"
        )
        return Heading(heading.key, heading.words, None, heading.language, said)


def unmarked(name: str) -> str:
    """A name without the signs behind it that point to a footnote or number those that are alike."""
    return name if len(name) > LONGEST_NAME else _MARKS.sub("", name) or name


def _alone(name: str) -> Iterator[str]:
    """The name without marks of footnotes, and without the path before it, where that means nothing else:
    make.name is the make."""
    name = unmarked(name)
    yield name
    yield name.replace(".", " ")
    path = name.split(".")
    if len(path) == 2 and path[1].casefold() == "name":
        yield path[0]
    elif len(path) > 1 and all(step.casefold() in NEUTRAL for step in path[:-1]):
        yield path[-1]


def _ways(name: str) -> Iterator[tuple[str, str | None]]:
    """The ways to part a name into words and a unit, the surest first."""
    bracketed = _BRACKETED.match(name)
    if bracketed:
        yield bracketed[1], bracketed[2].strip()
    if parted := _PARTED.match(name):
        yield parted[1], (parted[2] or parted[3]).strip()
    yield name, None
    for plain in dict.fromkeys((name, _CAMEL.sub(" ", name))):
        parts = re.split(r"[\s_,;]+", plain.strip())
        yield " ".join(parts), None
        most = min(_MOST_WORDS, len(parts))
        yield from chain.from_iterable(_cut(parts, count) for count in range(1, most))


def _cut(parts: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """The last words as a unit; "in" before it belongs to neither."""
    words = list(parts[:-count])
    if len(words) > 1 and words[-1].casefold() == "in":
        words.pop()
    for joint in (" ", "/"):
        yield " ".join(words), joint.join(parts[-count:])
