"""When two claims say the same: the same number, the same figure rounded or converted, a bound that holds."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from carspec.core import trust
from carspec.core.folding import fold
from carspec.core.values import Claim, Reading, Source

EXACT = 1e-6
"""Relative difference below which two converted numbers are the same number."""


class Terms:
    """Words that say the same thing more or less exactly ("12 cylinders" and "V12"), by field."""

    def __init__(self, rows: Iterable[tuple[str, str, Sequence[str]]] = ()) -> None:
        self._specific = {(field, fold(term)): frozenset(map(fold, means)) for field, term, means in rows}

    def covers(self, field: str, general: str, specific: str) -> bool:
        """Whether `general` is a less exact way to say `specific`."""
        return fold(specific) in self._specific.get((field, fold(general)), frozenset())


def voice(source: Source, sources: Mapping[str, Source]) -> str:
    """Whose voice a source is: the publisher of the text it goes back to."""
    seen = {source.key}
    while source.same_as and source.same_as in sources and source.same_as not in seen:
        source = sources[source.same_as]
        seen.add(source.key)
    return fold(source.publisher) if source.publisher else source.key


def same_number(a: Reading, b: Reading) -> bool:
    return near(a.si_low, b.si_low, EXACT) and near(a.si_high, b.si_high, EXACT)


def agree(a: Reading, b: Reading) -> bool:
    """Whether one is the other rounded, truncated or converted; the coarser of the two sets the tolerance.

    Within one unit of the last stated digit, so that cut-off digits pass; and within half the step of a round
    number, so that 600 PS passes for 598 PS. The same number in another unit is no conversion, however near:
    300 hp are not 300 PS, though 10 hp may be 10 PS, since 10.1 rounds to it.
    """
    if same_number(a, b):
        return True
    largest = max(abs(a.si_high), abs(b.si_high))
    apart = max(abs(a.si_low - b.si_low), abs(a.si_high - b.si_high))
    namesakes = a.unit != b.unit and (a.low, a.high) == (b.low, b.high)
    if namesakes and apart > max(a.tolerance, b.tolerance) / 2:
        return False
    cut_off = apart < max(a.tolerance, b.tolerance) * (1 - EXACT)
    near_enough = apart <= trust.MOST_ROUNDING * largest * (1 + EXACT)
    return (cut_off and near_enough) or apart <= max(a.rounding, b.rounding) / 2 * (1 + EXACT)


def within_last_digit(a: Reading, b: Reading) -> bool:
    """Whether two numbers differ by no more than one unit of the last digit; round ones get no room."""
    largest = max(abs(a.si_high), abs(b.si_high))
    apart = max(abs(a.si_low - b.si_low), abs(a.si_high - b.si_high))
    return apart <= min(max(a.tolerance, b.tolerance), trust.MOST_ROUNDING * largest) * (1 + EXACT)


def neighbours(a: Reading, b: Reading) -> bool:
    """Whether two numbers differ by one in a last digit that hardly matters: 6.62 and 6.63 m.

    One source rounds where the other cuts off; see `trust.LAST_DIGIT`.
    """
    largest = max(abs(a.si_high), abs(b.si_high))
    apart = max(abs(a.si_low - b.si_low), abs(a.si_high - b.si_high))
    step = max(a.tolerance, b.tolerance)
    if a.unit != b.unit and (a.low, a.high) == (b.low, b.high):
        return False
    return apart <= step * (1 + EXACT) and step <= trust.LAST_DIGIT * largest


def near(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def fineness(reading: Reading) -> float:
    """How finely a number is stated, as a share of it; a range is as coarse as it is wide."""
    step = max(reading.rounding, reading.tolerance) + reading.si_high - reading.si_low
    return step / (max(abs(reading.si_low), abs(reading.si_high)) or 1.0)


def wording(claim: Claim) -> tuple[str, int]:
    """How a claim is put: its unit and decimals, or its words."""
    return (claim.reading.unit, claim.reading.decimals) if claim.reading else (fold(claim.value), 0)


def holds(claim: Claim, reading: Reading, figure: Reading) -> bool:
    """Whether a bound or a range as stated leaves room for the figure."""
    if claim.qualifier in trust.LOWER_BOUNDS:
        return figure.si_high >= reading.si_low
    if claim.qualifier in trust.UPPER_BOUNDS:
        return figure.si_low <= reading.si_high
    if reading.ambiguous:
        for si in (reading.si_low, reading.si_high):
            meaning = replace(reading, si_low=si, si_high=si)
            if figure.si_low <= si <= figure.si_high or agree(meaning, figure):
                return True
    inside = reading.si_low <= figure.si_low and figure.si_high <= reading.si_high
    around = figure.si_low <= reading.si_low and reading.si_high <= figure.si_high
    return inside or around


_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_NUMBER = re.compile(r"\d[\d.,'’  ]*")


def bracketed(claim: Claim) -> bool:
    """Whether the number stands only in brackets, as the converted one of "142 MPH (228,53 km/h)"."""
    wanted = {_digits(end) for end in claim.value.split("..")}

    def holds_number(text: str) -> bool:
        return bool(wanted & {_digits(number) for number in _NUMBER.findall(text)})

    outside = _BRACKETS.sub(" ", claim.as_stated)
    return outside != claim.as_stated and holds_number(claim.as_stated) and not holds_number(outside)


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
