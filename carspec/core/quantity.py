"""A quantity as a person types it, "612 PS", read and converted into another unit.

Numbers are read in the English way (1,234.5); a comma, point or space that can only be meant otherwise is
taken so (6,5 or 1.234.567), and a number that is open to two readings is refused with both named.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from carspec.core.display import qualified
from carspec.core.errors import (
    AmbiguousUnit,
    CarspecError,
    KindMismatch,
    UnknownUnit,
    UnknownUnitWord,
    UnreadableQuantity,
)
from carspec.core.number_text import numerals, plain_text
from carspec.core.number_words import QUALIFIERS
from carspec.core.rounding import converted_decimals, rounded, stated_decimals
from carspec.core.unit_words import UnitWords
from carspec.core.units import Unit, Units, kind_name
from carspec.core.word_search import word_at

LANGUAGE = "en"


class Quantity(Struct, frozen=True):
    """A number as typed, its decimal text without separators, the unit word after it, a qualifier before."""

    typed: str
    literal: str
    word: str
    qualifier: str | None


class Converted(Struct, frozen=True):
    """A stated quantity and the same in another unit, rounded as precisely as it was stated."""

    stated: Quantity
    kind: str
    source: Unit
    target: Unit
    exact: float
    result: Decimal

    @property
    def text(self) -> str:
        """The result with its unit and the reservation as typed, in English: "about 9,100 kg"."""
        return qualified(self.stated.qualifier, f"{self.result:,f} {self.target.symbol}")


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
    plain = plain_text(text).strip()
    found = word_at(plain, 0, QUALIFIERS, "", None)
    rest = plain[found[1] if found else 0 :].lstrip()
    number = next(numerals(rest), None)
    if number is None or number.start:
        raise UnreadableQuantity(f'"{text.strip()}" does not start with a number: write "612 PS".')
    word = rest[number.end :].strip()
    if not word:
        raise UnreadableQuantity(f'There is no unit in "{text.strip()}": write "612 PS".')
    literal = number.literal(None)
    if float(literal) == float("inf"):
        raise UnreadableQuantity(f'The number before "{word}" is too large.')
    return Quantity(number.text, literal, word, found[0].meaning if found else None)


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
