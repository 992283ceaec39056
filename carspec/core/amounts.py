"""Large amounts of money in the words of a reader: 1.5 million, 6.05 crore, 7,020万, 20 млн."""

from decimal import Decimal

from carspec.core import numbers
from carspec.core.profiles import Profile, Scale
from carspec.core.word_search import unspaced

MOST_DECIMALS = 2


def amount(number: Decimal, profile: Profile) -> str:
    """An amount as the reader of a profile writes it, always the same number to the digit.

    The largest scale is taken that leaves two decimals at most, or a smaller one that leaves none; a number
    that none of them fits stays in digits.
    """
    return amounts(number, number, profile)


def amounts(low: Decimal, high: Decimal, profile: Profile) -> str:
    """Both ends of a range, or the one number that they are; in words only where both take the same scale."""
    ends = tuple(dict.fromkeys((low, high)))
    scale = _scale(low, profile)
    if scale is None or scale != _scale(high, profile):
        return "–".join(numbers.eye(end, profile.locale) for end in ends)
    shares = [_share(end, scale) for end in ends]
    word = scale.word if numbers.is_one(shares[-1], profile.locale) else scale.plural
    gap = "" if unspaced(word[0]) else "\N{NO-BREAK SPACE}"
    return f"{'–'.join(numbers.eye(share, profile.locale) for share in shares)}{gap}{word}"


def _scale(number: Decimal, profile: Profile) -> Scale | None:
    """The scale in which a number is written; None for digits."""
    fitting = [scale for scale in profile.large_money if abs(number) >= Decimal(1).scaleb(scale.exponent)]
    for place, scale in enumerate(fitting):
        if -int(_share(number, scale).as_tuple().exponent) <= (0 if place else MOST_DECIMALS):
            return scale
    return None


def _share(number: Decimal, scale: Scale) -> Decimal:
    """A number counted in a scale, without zeros at its end: 1.5 for 1,500,000 in millions."""
    share = number.scaleb(-scale.exponent).normalize()
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share
