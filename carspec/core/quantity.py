"""A quantity as a person types it, "612 PS", read and converted into another unit.

Numbers are read in the English way (1,234.5); a comma, point or space that can only be meant otherwise is
taken so (6,5 or 1.234.567), and a number that is open to two readings is refused with both named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from carspec.core.errors import (
    AmbiguousUnit,
    CarspecError,
    KindMismatch,
    UnknownUnit,
    UnknownUnitWord,
    UnreadableQuantity,
)
from carspec.core.rounding import ascii_digits, converted_decimals, rounded, stated_decimals
from carspec.core.unit_words import UnitWords
from carspec.core.units import Unit, Units, kind_name

QUALIFIERS = {
    "about": "about",
    "approximately": "about",
    "around": "about",
    "ca.": "about",
    "~": "about",
    "≈": "about",
    "over": "over",
    "more than": "over",
    "at least": "at_least",
    "up to": "up_to",
    "under": "under",
    "less than": "under",
}
"""Words before a number that make the zeros at its end no stated digits."""

LANGUAGE = "en"
_SPACE = "\u0020\u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(rf"(?:[.,](?=[0-9]))?[0-9]+(?:[.,'’][0-9]+|[{_SPACE}][0-9]{{3}}(?![0-9]))*")
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:(?P<mark>[.,'’{_SPACE}])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as typed, its decimal text without separators, the unit word after it, a qualifier before."""

    typed: str
    literal: str
    word: str
    qualifier: str | None


@dataclass(frozen=True, slots=True)
class Converted:
    """A stated quantity and the same in another unit, rounded as precisely as it was stated."""

    stated: Quantity
    kind: str
    source: Unit
    target: Unit
    exact: float
    result: Decimal

    @property
    def text(self) -> str:
        """The result with its unit, in English: "9,072 kg"."""
        return f"{self.result:,f} {self.target.symbol}"


def convert_text(text: str, to: str, units: Units, words: UnitWords) -> Converted:
    """`text`, a number and a unit, converted into the unit `to`.

    The two units must share a kind: newton-metres of torque are no joules of energy (T3). CarspecError where
    number or unit cannot be read, or mean more than one thing; for an ambiguous unit it names each reading.
    """
    stated = parse(text)
    sources, targets = _meanings(stated.word, units, words), _meanings(to, units, words)
    if not sources:
        raise UnknownUnitWord(_unknown(stated.word, targets, units, words))
    if not targets:
        raise UnknownUnit(_unknown(to, sources, units, words))
    pairs = {(sources[kind].key, targets[kind].key): kind for kind in targets if kind in sources}
    if not pairs:
        raise KindMismatch(
            f"{_symbols(sources)} is a unit of {_kinds(sources)}, {_symbols(targets)} of {_kinds(targets)}; "
            f"they do not convert into each other."
        )
    if len(pairs) > 1:
        may_be = " or ".join(f"a {kind_name(kind)}" for kind in pairs.values())
        raise AmbiguousUnit(f'"{stated.word}" to "{to}" may be {may_be}: write the units in full.')
    (source, target), kind = next(iter(pairs.items()))
    return _converted(stated, units.get(source), units.get(target), kind, units)


def parse(text: str) -> Quantity:
    """The parts of a typed quantity; UnreadableQuantity without number or unit, or with a doubtful number."""
    rest, qualifier = _qualifier(ascii_digits(text).strip())
    match = _NUMBER.match(rest)
    if not match:
        raise UnreadableQuantity(f'"{text.strip()}" does not start with a number: write "612 PS".')
    word = rest[match.end() :].strip()
    if not word:
        raise UnreadableQuantity(f'There is no unit in "{text.strip()}": write "612 PS".')
    literal = read_number(match.group())
    if float(literal) == float("inf"):
        raise UnreadableQuantity(f'The number before "{word}" is too large.')
    return Quantity(match.group(), literal, word, qualifier)


def read_number(text: str) -> str:
    """The decimal text of a typed number: "20,000" is "20000", "6,5" is "6.5".

    Commas before groups of three are thousands, as English numbers have them; a point before three digits
    ("1.234") may be a decimal point or a thousands mark of another language and is refused.
    """
    marks = [c for c in text if not c.isdigit()]
    if not marks:
        return text
    bare = "".join(c for c in text if c.isdigit())
    last = max(text.rfind(mark) for mark in marks)
    whole, decimals = text[:last], text[last + 1 :]
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        raise UnreadableQuantity(
            f'The number "{text}" can be read as {text} or as {text.replace(".", ",")}: '
            f"write {text}0 for the first or {bare} for the second."
        )
    if (_GROUPED.fullmatch(text) or _INDIAN.fullmatch(text)) and not text.startswith("0"):
        return bare
    whole_reads = whole.isdigit() or not whole or _GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole)
    if text[last] in ".," and text[last] not in whole and whole_reads:
        return f"{''.join(c for c in whole if c.isdigit()) or '0'}.{decimals}"
    raise UnreadableQuantity(f'"{text}" is no number: write for example 1,234.5.')


def _converted(stated: Quantity, source: Unit, target: Unit, kind: str, units: Units) -> Converted:
    number = float(stated.literal)
    units.require_exact(target)
    if source.ambiguous and source != target:
        ways = [_converted(stated, meaning, target, kind, units) for meaning in units.readings(source.key)]
        said = ", ".join(f"{stated.typed} {way.source.symbol} are {way.text}" for way in ways)
        raise AmbiguousUnit(f'"{stated.word}" has several meanings: {said}; say which.')
    exact = units.convert(number, source.key, target.key, kind)
    decimals = stated_decimals(stated.literal, stated.typed, stated.qualifier)
    if source == target:
        return Converted(stated, kind, source, target, exact, Decimal(stated.literal))
    return Converted(
        stated, kind, source, target, exact, rounded(exact, converted_decimals(decimals, number, exact))
    )


def _qualifier(text: str) -> tuple[str, str | None]:
    """The text after a qualifying word, and the qualifier it stands for."""
    folded = text.casefold()
    for word, qualifier in QUALIFIERS.items():
        if folded.startswith(word):
            return text[len(word) :].lstrip(), qualifier
    return text, None


def _meanings(word: str, units: Units, words: UnitWords) -> dict[str, Unit]:
    """What a typed unit may be, by kind: a word of the sources (English first) or a unit's key or symbol."""
    found = dict(_read(word, units, words))
    if not found and words.kinds(word):
        return {}  # the table knows the word and refuses it
    try:
        unit = units.find(word)
    except UnknownUnit:
        return found
    return found | {kind: unit for kind in unit.kinds if kind not in found}


def _read(word: str, units: Units, words: UnitWords) -> Iterator[tuple[str, Unit]]:
    for kind in words.kinds(word):
        for language in (LANGUAGE, None):
            try:
                yield kind, units.get(words.read(word, kind, language))
                break
            except UnknownUnitWord:
                continue


def _unknown(word: str, other: dict[str, Unit], units: Units, words: UnitWords) -> str:
    """The refusal of a unit: why the table refuses the word, what looks like it, or what would do."""
    for kind in words.kinds(word):
        try:
            words.read(word, kind, None)
        except CarspecError as refusal:
            return str(refusal)
    near = words.near(word, language=LANGUAGE)
    if near:
        return f'"{word}" is no known unit; did you mean {" or ".join(near)}?'
    kinds = other or dict.fromkeys(["power"])
    would_do = ", ".join(units.get(key).symbol for kind in kinds for key in units.allowed(kind))
    return f'"{word}" is no known unit; units of {_kinds(kinds)} are {would_do}.'


def _symbols(meanings: dict[str, Unit]) -> str:
    return " or ".join(dict.fromkeys(unit.symbol for unit in meanings.values()))


def _kinds(meanings: "dict[str, Unit] | dict[str, None]") -> str:
    return " or ".join(kind_name(kind) for kind in meanings)
