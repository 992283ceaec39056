"""A claim as numbers in a reader's unit, rounded as finely as the source was precise."""

from decimal import Decimal
from typing import NamedTuple

from carspec.core import numbers
from carspec.core.labels import ENGLISH_LABELS, Labels, Phrase
from carspec.core.rounding import converted_decimals, rounded
from carspec.core.units import Units
from carspec.core.values import Reading

QUALIFIER_WORDS = {
    "about": Phrase.ABOUT,
    "over": Phrase.OVER,
    "at_least": Phrase.AT_LEAST,
    "up_to": Phrase.UP_TO,
    "under": Phrase.UNDER,
    "estimated": Phrase.ESTIMATED,
    "planned": Phrase.PLANNED,
}
"""Words before a number; "limited" is no bound on the number and is shown beside it."""

UNGROUPED_KINDS = frozenset({"year"})


class Shown(NamedTuple):
    """Numbers in one unit (both ends of a range, equal otherwise), with as many decimals as are meant."""

    low: Decimal
    high: Decimal
    unit: str

    @property
    def decimals(self) -> int:
        return -int(self.low.as_tuple().exponent)

    def eye(self, locale: str, kind: str) -> str:
        grouped = kind not in UNGROUPED_KINDS
        low = numbers.eye(self.low, locale, grouped=grouped)
        to = "–" if self.low >= 0 else " to "  # a dash before a minus sign reads as two of them
        return low if self.low == self.high else f"{low}{to}{numbers.eye(self.high, locale, grouped=grouped)}"

    @property
    def plain(self) -> str:
        low = numbers.plain(self.low)
        return low if self.low == self.high else f"{low}–{numbers.plain(self.high)}"


def shown(reading: Reading, unit: str | None, units: Units) -> Shown:
    """A reading in `unit`; as stated where that is None or the unit stated (T32, DESIGN's rounding rule)."""
    if unit is None or unit == reading.unit:
        return Shown(_stated(reading.low, reading), _stated(reading.high, reading), reading.unit)
    ends = sorted(units.from_si(si, unit) for si in (reading.si_low, reading.si_high))
    low, high = (_rounded(end, stated, reading) for end, stated in zip(ends, _sides(reading), strict=True))
    if reading.low == reading.high and reading.si_low == reading.si_high:
        high = low
    return Shown(low, high, unit)


def spread_shown(
    spread: tuple[float, float], reading: Reading, unit: str | None, units: Units, *, computed: bool = False
) -> Shown:
    """The range of all claims in the unit of a figure, as finely as the figure itself is shown.

    The ends of a computed figure's range are computed too, so they have no more digits than it: 180 in
    170–180, for 171–179 would leave it out.
    """
    like = shown(reading, unit, units)
    low, high = sorted(units.from_si(si, like.unit) for si in spread)
    if computed and like.unit == reading.unit:
        return Shown(rounded(low, reading.decimals), rounded(high, reading.decimals), like.unit)
    first, last = _exact(low, like.decimals), _exact(high, like.decimals)
    if first is None or last is None:  # one end finer than the other would say what nobody measured
        first, last = rounded(low, like.decimals), rounded(high, like.decimals)
    return Shown(first, last, like.unit)


def qualified(qualifier: str | None, text: str, labels: Labels = ENGLISH_LABELS) -> str:
    """The text with the source's own reservation before it: "about 600"."""
    return f"{qualifier_word(qualifier, labels)} {text}".lstrip()


def qualifier_word(qualifier: str | None, labels: Labels = ENGLISH_LABELS) -> str:
    """The word before a number, empty where there is none."""
    word = QUALIFIER_WORDS.get(qualifier or "")
    return labels.phrase(word) if word else ""


def _stated(number: float, reading: Reading) -> Decimal:
    """The stated number to the digit; zeros the source printed after the decimal mark come back."""
    exact = Decimal(repr(number))
    printed = reading.decimals if reading.low == reading.high else 0  # "6-6.5" stays as it is
    decimals = max(printed, -int(exact.normalize().as_tuple().exponent), 0)
    return exact.quantize(Decimal(1).scaleb(-decimals))


def _exact(number: float, decimals: int) -> Decimal | None:
    """The number where so many decimals, or none, state it in full ("2–12", "6,062–7,000"); else None."""
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-max(decimals, 0)))
    return exact if abs(float(exact) - number) <= 1e-9 * abs(number) else None


def _sides(reading: Reading) -> tuple[float, float]:
    return reading.low, reading.high


def _rounded(converted: float, stated: float, reading: Reading) -> Decimal:
    return rounded(converted, converted_decimals(reading.decimals, stated, converted))
