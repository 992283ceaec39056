"""Amounts of a filter: a number with its unit as a person types it, and what is said on how it was taken."""

import math
from decimal import Decimal

from carspec.core.errors import AmbiguousUnit, CarspecError, UnknownUnitWord, UnreadableQuantity
from carspec.core.filter.fields import FilterField
from carspec.core.filter.tree import Amount
from carspec.core.number_text import numerals, plain_text
from carspec.core.quantity_text import RATE_FIELDS, UNITLESS, QuantityReader, Read
from carspec.core.rounding import converted_decimals, rounded, stated_decimals
from carspec.core.unit_words import UnitWords
from carspec.core.units import MONEY, Units, kind_name

HORSES = {"hp": "mechanical horsepower", "PS": "metric horsepower"}
"""What is always said of a unit that shares its words with another (DESIGN's rule on unit words)."""


class AmountReader:
    """Reads the amounts of filters with the words of the data files, in any language they know."""

    def __init__(self, units: Units, words: UnitWords) -> None:
        self._units, self._words = units, words
        self._reader = QuantityReader(units, words)

    def read(self, text: str, field: FilterField) -> tuple[tuple[Amount, ...], int]:
        """The amount a text begins with, or both ends of a range, and where it ends in the text.

        A word must mean one unit in all languages, or else in English. Raises CarspecError.
        """
        found, end = self._read(text, field.kind)
        if found.qualifier:
            raise UnreadableQuantity("An amount of a filter is a plain number with its unit.")
        if field.key in RATE_FIELDS and not found.unit:
            raise UnreadableQuantity(f"{field.label} need a period: write 400 per year.")
        if found.unit and field.kind != MONEY:
            self._units.require_exact(self._units.get(found.unit))
        word = _word(text[:end])
        if len(word) == 1 and word.isalpha() and field.kind not in self._words.kinds_in(word, "en"):
            raise UnknownUnitWord(f"“{word}” is no unit of {kind_name(field.kind)}; {self.allowed(field)}.")
        symbol = self._units.get(found.unit).symbol if found.unit else ""
        return tuple(
            Amount(literal, stated_decimals(literal, text[:end], None), found.unit, symbol)
            for literal in found.literals
        ), end

    def _read(self, text: str, kind: str) -> tuple[Read, int]:
        try:
            return self._reader.read_start(text, kind)
        except (AmbiguousUnit, UnknownUnitWord) as problem:
            try:
                return self._reader.read_start(text, kind, "en")
            except CarspecError:
                raise problem from None

    def without_unit(self, text: str) -> str | None:
        """The decimal text of a bare number that may share the unit of another; None where it is none."""
        plain = plain_text(text).strip()
        number = next(numerals(plain), None)
        if number is None or number.start or number.end != len(plain):
            return None
        return number.literal(None)

    def allowed(self, field: FilterField) -> str:
        """The units of a field as the end of a sentence."""
        if field.kind == MONEY:
            return "write the currency, as in 500,000 EUR"
        symbols = [self._units.get(key).symbol for key in self._units.allowed(field.kind)]
        *first, last = symbols
        return f"units are {', '.join(first)} and {last}" if first else f"the unit is {last}"

    def number_end(self, text: str) -> int | None:
        """Where the number ends that a text begins with; None where it begins with none."""
        number = next(numerals(plain_text(text)), None)
        return number.end if number and not number.start else None

    def kinds_of_unit(self, word: str) -> tuple[str, ...]:
        """The kinds of figures of which a word is a unit, in any language."""
        return self._words.kinds(word)

    def note(self, typed: str, amount: Amount, kind: str, wanted: tuple[str, ...]) -> str | None:
        """How an amount was taken: which horsepower, and what it is in the units a reader wants.

        None where the unit is one of those and cannot be mistaken.
        """
        if not amount.unit or kind == MONEY or not amount.number:
            return None
        others = ("kW", "PS", "hp") if amount.unit in HORSES else wanted[:1]
        others = tuple(key for key in others if key != amount.unit)
        if amount.unit not in HORSES and (
            amount.unit in wanted or not others or self._metric(amount, others[0])
        ):
            return None
        converted = (self._in(amount, other, kind) for other in others)
        same = " = ".join([f"{_eye(amount.literal)} {amount.symbol}", *converted])
        word = _word(typed)
        if amount.unit in HORSES:
            return f"{word} read as {HORSES[amount.unit]}: {same}"
        name = self._units.get(amount.unit).name
        return same if word == amount.symbol else f"{word} read as {name}: {same}"

    def _metric(self, amount: Amount, other: str) -> bool:
        """Whether a unit is ten, a hundred ... of another, so that anybody sees what it is."""
        one, two = self._units.get(amount.unit), self._units.get(other)
        if not one.low or not two.low or one.inverse != two.inverse:
            return False
        power = math.log10(one.low / two.low)
        return abs(power - round(power)) < 1e-9

    def _in(self, amount: Amount, unit: str, kind: str) -> str:
        exact = self._units.convert(amount.number, amount.unit, unit, kind)
        decimals = converted_decimals(amount.decimals, amount.number, exact)
        return f"{rounded(exact, decimals):,f} {self._units.get(unit).symbol}"


def is_bare(kind: str) -> bool:
    """Whether numbers of a kind need no unit."""
    return kind in UNITLESS


def _word(text: str) -> str:
    """The unit word of a typed amount."""
    ends = [number.end for number in numerals(plain_text(text))]
    return text[ends[-1] :].strip() if ends else text.strip()


def _eye(literal: str) -> str:
    return f"{Decimal(literal):,f}"
