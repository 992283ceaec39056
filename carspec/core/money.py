"""Exchange rates by day: an amount in another currency at the bundled rate of its date, or why there is none.

The rates are the ECB's of working days; a weekend or holiday takes the rate of the working day before it, and
the answer names that day. No rate is ever carried further. Currencies that the euro has replaced are tied
to it by law, so between them and the euro no day is needed.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from carspec.core import numbers
from carspec.core.errors import NotConvertible, UnreadableQuantity
from carspec.core.labels import ENGLISH, ENGLISH_LABELS, Labels, Phrase
from carspec.core.rounding import converted_decimals, rounded

EURO = "EUR"
DAYS_BACK = 5
"""The longest the ECB has paused is five days, from Maundy Thursday to the Tuesday after Easter."""
RATE_DIGITS = 6
LEAST_DIGITS = 3
"""An amount of money keeps three digits: with two, 1.27 million would be 1.3 million."""


class Rate(NamedTuple):
    """How two currencies stood: `factor` turns an amount of `source` into `target`.

    `quoted` units of `weaker` bought one of `stronger`; `day` is that of the rate, or since when it is law.
    """

    source: str
    target: str
    factor: Decimal
    quoted: Decimal
    stronger: str
    weaker: str
    day: date
    by_law: bool = False

    @property
    def text(self) -> str:
        """The rate in English: "1.1902 USD per EUR of 2018-05-07"."""
        return self.told(ENGLISH, ENGLISH_LABELS)

    def told(self, locale: str, labels: Labels) -> str:
        """The rate in a reader's numbers and words."""
        quoted = numbers.eye(self.quoted, locale, grouped=False)
        phrase = Phrase.LEGAL_RATE if self.by_law else Phrase.RATE
        return labels.phrase(phrase, quoted=quoted, weaker=self.weaker, stronger=self.stronger, day=self.day)

    def amount(self, amount: float, decimals: int) -> Decimal:
        """`amount` converted; `decimals` is how finely it was stated (see `carspec.core.rounding`)."""
        exact = float(Decimal(repr(amount)) * self.factor)
        if not exact:
            return Decimal(0)
        least = LEAST_DIGITS - 1 - Decimal(repr(abs(exact))).adjusted()
        finest = 0 if abs(exact) >= 100 else 2
        return rounded(exact, min(max(converted_decimals(decimals, amount, exact), least), finest))


class ExchangeRates:
    """The bundled rates; each currency is unpacked when it is first asked for."""

    def __init__(self, bundle: Path) -> None:
        self._bundle = bundle
        self._per_euro: dict[str, tuple[str, ...]] = {}

    def rate(self, source: str, target: str, when: str | None) -> Rate:
        """The rate between two currencies (unit keys) on a day ("2018-05-07").

        Raises NotConvertible with the reason in one sentence where there is none: no day is known, only a
        month or a year, or nobody published a rate for it.
        """
        not_converted = f"{source} is not converted to {target}"
        if by_law := self._by_law(source, target):
            return by_law
        if not when:
            raise NotConvertible(f"{not_converted}: no date is known, and rates are those of a day.")
        if re.fullmatch(r"\d{4}(-\d\d)?", when):
            known = "year" if len(when) == 4 else "month"
            raise NotConvertible(
                f"{not_converted}: only the {known} {when} is known, and rates are those of a day."
            )
        when = day_of(when).isoformat()
        place = self._place(when, not_converted)
        factors = [self._on(currency, place, when, not_converted) for currency in (source, target)]
        return _rate(source, target, factors[1] / factors[0], date.fromisoformat(self._days[place]))

    @cached_property
    def _days(self) -> tuple[str, ...]:
        return self._lines("days")

    @cached_property
    def _fixed(self) -> Mapping[str, tuple[Decimal, date]]:
        rows = (line.split() for line in self._lines("fixed"))
        return {currency: (Decimal(rate), date.fromisoformat(since)) for currency, rate, since in rows}

    @cached_property
    def _files(self) -> ZipFile:
        return ZipFile(BytesIO(self._bundle.read_bytes()))  # read once, so that no file stays open

    def _lines(self, name: str) -> tuple[str, ...]:
        return tuple(self._files.read(f"{name}.txt").decode("ascii").removesuffix("\n").split("\n"))

    def _by_law(self, source: str, target: str) -> Rate | None:
        tied = {EURO, *self._fixed}
        if source == target or not {source, target} <= tied:
            return None
        per_euro = {currency: self._fixed.get(currency, (Decimal(1), date.min)) for currency in tied}
        factor = per_euro[target][0] / per_euro[source][0]
        return _rate(source, target, factor, max(per_euro[source][1], per_euro[target][1]), by_law=True)

    def _place(self, when: str, not_converted: str) -> int:
        """The place of the last day with rates on or before a day."""
        day = day_of(when)
        place = bisect_right(self._days, when) - 1
        if place < 0:
            raise NotConvertible(f"{not_converted}: the rates begin on {self._days[0]}, after {when}.")
        if (day - date.fromisoformat(self._days[place])).days > DAYS_BACK:
            raise NotConvertible(f"{not_converted}: the rates end on {self._days[-1]}, before {when}.")
        return place

    def _on(self, currency: str, place: int, when: str, not_converted: str) -> Decimal:
        """Units of a currency for one euro on a day with rates."""
        if currency == EURO:
            return Decimal(1)
        if currency in self._fixed:
            return self._fixed[currency][0]
        if currency not in self._per_euro:
            if f"{currency}.txt" not in self._files.NameToInfo:
                raise NotConvertible(f"{not_converted}: the European Central Bank has none of {currency}.")
            self._per_euro[currency] = self._lines(currency)
        rates = self._per_euro[currency]
        if rates[place]:
            return Decimal(rates[place])
        given = [day for day, rate in zip(self._days, rates, strict=True) if rate]
        if when > given[-1]:
            raise NotConvertible(
                f"{not_converted}: the last rate of {currency} is of {given[-1]}, before {when}."
            )
        raise NotConvertible(f"{not_converted}: there is no rate of {currency} on {self._days[place]}.")


def day_of(text: str) -> date:
    """A day as a date; UnreadableQuantity for one that no calendar has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableQuantity(f'There is no day "{text}": write a date such as 2018-05-07.') from None


def _rate(source: str, target: str, factor: Decimal, day: date, *, by_law: bool = False) -> Rate:
    """The rate quoted the way round in which it is a number above one."""
    quoted, stronger, weaker = (factor, source, target) if factor >= 1 else (1 / factor, target, source)
    digits = quoted.quantize(Decimal(1).scaleb(quoted.adjusted() - RATE_DIGITS + 1)).normalize()
    return Rate(source, target, factor, digits, stronger, weaker, day, by_law)
