"""Prices in a reader's currency: each at the rate of its day, or with the reason why there is none."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from carspec.core.amounts import amounts
from carspec.core.errors import CarspecError
from carspec.core.labels import ENGLISH_LABELS, Labels, Phrase
from carspec.core.money import ExchangeRates, Rate
from carspec.core.profiles import Profile
from carspec.core.values import Claim, Reading, Source

DAY = len("2018-05-07")
DATED, PUBLISHED = "the date of the price", "the day of publication"


class Conversion(NamedTuple):
    """A stated price in another currency: both ends of a range, the rate, and which date was taken for it.

    Without a rate `refusal` says why in one sentence, and there are no numbers.
    """

    currency: str
    low: Decimal | None = None
    high: Decimal | None = None
    rate: Rate | None = None
    date: str | None = None
    taken: str = ""
    refusal: str = ""

    def text(self, profile: Profile, labels: Labels = ENGLISH_LABELS) -> str:
        """ "about 1.45 million EUR at 74.8299 RUB per EUR of 2018-05-07"; empty without a rate."""
        if self.low is None or self.high is None or self.rate is None:
            return ""
        unit = profile.symbols.get(self.currency, self.currency)
        amount = f"{amounts(self.low, self.high, profile)} {unit}"
        return labels.phrase(Phrase.CONVERTED, amount=amount, rate=self.rate.told(profile.locale, labels))

    @property
    def explanation(self) -> str:
        """One sentence on the rate's date, or on why there is none."""
        if self.rate is None:
            return self.refusal
        if self.rate.by_law:
            return f"Converted at {self.rate.text}."
        return f"Converted at {self.rate.text}, by {self.taken} ({self.date})."


def price_date(claim: Claim, source: Source) -> tuple[str | None, str]:
    """The date of a price, and which date that is: the one it holds for, else its source's publication.

    A publication on a day inside the month or year for which the price holds tells the day.
    """
    holds, published = claim.valid_at, source.published
    if holds and not (published and len(published) == DAY > len(holds) and published.startswith(f"{holds}-")):
        return holds, DATED
    return published, PUBLISHED


def converted(
    claim: Claim, reading: Reading, source: Source, currencies: Sequence[str], rates: ExchangeRates
) -> tuple[Conversion, ...]:
    """A price in each of some currencies, but not in its own."""
    date, taken = price_date(claim, source)
    found = []
    for currency in currencies:
        if currency == reading.unit:
            continue
        try:
            rate = rates.rate(reading.unit, currency, date)
        except CarspecError as error:
            found.append(Conversion(currency, date=date, taken=taken, refusal=str(error)))
            continue
        low, high = (rate.amount(end, reading.decimals) for end in (reading.low, reading.high))
        found.append(Conversion(currency, low, high, rate, date, taken))
    return tuple(found)
