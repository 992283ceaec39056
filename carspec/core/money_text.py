"""What a person types to have converted: money ("20 million RUB") at the rate of a day, the rest by unit."""

from decimal import Decimal

from msgspec import Struct

from carspec.core import numbers
from carspec.core.errors import CarspecError, KindMismatch, NotConvertible, UnknownUnit
from carspec.core.money import ExchangeRates, Rate
from carspec.core.quantity import convert_text
from carspec.core.quantity_text import QuantityReader
from carspec.core.rounding import stated_decimals
from carspec.core.unit_words import UnitWords
from carspec.core.units import MONEY, Units


class Exchanged(Struct, frozen=True):
    """The amount in the other currency (both ends of a range, else equal) and the rate behind it."""

    low: Decimal
    high: Decimal
    currency: str
    rate: Rate

    @property
    def text(self) -> str:
        """In English: "about 267,000 EUR at 74.8299 RUB per EUR of 2018-05-07"."""
        ends = "–".join(numbers.eye(end, "en") for end in dict.fromkeys((self.low, self.high)))
        return f"about {ends} {self.currency} at {self.rate.text}"


def converted_text(
    text: str, target: str, when: str | None, rates: ExchangeRates, units: Units, words: UnitWords
) -> str:
    """`text`, a number and a unit or an amount of money, in the unit `target`; `when` is for money only."""
    if wanted := currency(target, units, words):
        return exchange_text(text, wanted, when, rates, units, words).text
    if when is not None:
        raise KindMismatch(f'A date is for money only, and "{target}" is no currency.')
    return convert_text(text, target, units, words).text


def currency(word: str, units: Units, words: UnitWords) -> str | None:
    """The currency that a word means ("EUR", "euro", "€"); None for a word that is none."""
    try:
        return words.read(word, MONEY, None)
    except CarspecError:
        pass
    try:
        return units.find(word, MONEY).key
    except UnknownUnit:
        return None


def exchange_text(
    text: str, target: str, when: str | None, rates: ExchangeRates, units: Units, words: UnitWords
) -> Exchanged:
    """The amount in `text` in the currency `target` on a day ("2018-05-07").

    CarspecError where the amount cannot be read; NotConvertible where there is no day, or no rate of it.
    """
    found = QuantityReader(units, words).read(text, MONEY)
    if found.unit == target:
        raise NotConvertible(f"{text.strip()} is in {target} already.")
    try:
        rate = rates.rate(found.unit, target, when)
    except NotConvertible as refusal:
        hint = "" if when else " Give the day with --date."
        raise NotConvertible(f"{refusal}{hint}") from None
    amounts = [
        rate.amount(float(literal), stated_decimals(literal, text, found.qualifier))
        for literal in (found.literals[0], found.literals[-1])
    ]
    return Exchanged(amounts[0], amounts[-1], target, rate)
