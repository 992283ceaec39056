"""Prices that a source itself converts: the second figure beside the first, with the rate they imply."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from carspec.core.amounts import amount
from carspec.core.display import qualified
from carspec.core.profiles import Profile
from carspec.core.rounding import rounded
from carspec.core.values import Claim, Reading

EQUIVALENT_OF = {"price": "price_currency_equivalent"}
"""The field that holds a source's own conversion, by the field it converts."""

RATE_DIGITS = (3, 4)
"""Fewest and most digits of an implied rate."""


class Equivalent(NamedTuple):
    """One source's price and its own conversion, which imply `rate` units of `weaker` for one of `stronger`.

    The rate is above one; it is computed from rounded figures.
    """

    price: Claim
    equivalent: Claim
    rate: Decimal
    stronger: str
    weaker: str

    @property
    def rate_text(self) -> str:
        return f"{self.rate:f} {self.weaker} per {self.stronger}"


def equivalents(prices: Sequence[Claim], stated: Sequence[Claim]) -> tuple[Equivalent, ...]:
    """The conversions of `stated` that belong to a price: of the same source and scope, in another currency.

    Where a source has several such prices, one of the same condition goes first; where that leaves more than
    one, none is taken.
    """
    found = []
    for claim in stated:
        fits = [price for price in prices if _may_belong(price, claim)]
        fits = [price for price in fits if price.condition == claim.condition] or fits
        if len(fits) == 1 and (made := _equivalent(fits[0], claim)):
            found.append(made)
    return tuple(found)


def _may_belong(price: Claim, claim: Claim) -> bool:
    if price.reading is None or claim.reading is None:
        return False
    same = price.source == claim.source and price.scope == claim.scope
    return same and price.reading.unit != claim.reading.unit


def _equivalent(price: Claim, claim: Claim) -> Equivalent | None:
    """The pair with its implied rate; none for ranges, whose ends may be converted or not."""
    a, b = price.reading, claim.reading
    if a is None or b is None or a.low != a.high or b.low != b.high or not a.low or not b.low:
        return None
    if a.low <= b.low:
        quoted, stronger, weaker = b.low / a.low, a.unit, b.unit
    else:
        quoted, stronger, weaker = a.low / b.low, b.unit, a.unit
    small, large = sorted((a, b), key=lambda reading: reading.low)
    return Equivalent(price, claim, _shortest(quoted, small.low, large), stronger, weaker)


def _shortest(rate: float, small: float, large: Reading) -> Decimal:
    """The rate with the fewest digits that turns the smaller amount into the larger one as it is stated."""
    fewest, most = RATE_DIGITS
    number = Decimal(repr(rate))
    for digits in range(fewest, most + 1):
        step = Decimal(1).scaleb(number.adjusted() - digits + 1)
        short = number.quantize(step, ROUND_HALF_UP)
        if rounded(float(short) * small, large.decimals) == rounded(large.low, large.decimals):
            break
    return Decimal(f"{short.normalize():f}")


def told(found: Sequence[Equivalent], profile: Profile) -> list[str]:
    """One sentence each: "Its source itself says 20,000,000 RUB = over 60,500,000 PKR, which implies ..."."""
    return [
        f"One source itself converts {_amount(each.price, profile)} into "
        f"{_amount(each.equivalent, profile)}, which implies {each.rate_text}."
        for each in found
    ]


def _amount(claim: Claim, profile: Profile) -> str:
    reading = claim.reading
    assert reading is not None
    number = amount(Decimal(repr(reading.low)).quantize(Decimal(1)), profile)
    return qualified(claim.qualifier, f"{number} {reading.unit}")
