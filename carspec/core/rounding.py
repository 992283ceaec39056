"""Rounding as precise as the source, no more and no less (DESIGN rule 3, trap T32).

A number of decimals counts from the decimal point: 2 for 6.63, 0 for 612, -3 for "about 9,000", whose zeros
do not count, and -6 for 8.051 billion, of which the millions are the last digit stated.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

ROUND_QUALIFIERS = frozenset({"about", "over", "at_least", "up_to", "under", "estimated"})
"""Qualifiers beside which zeros at the end of a number are not digits the source vouches for."""

_SCALES = range(1, 13)
"""Powers of ten that a scale word may stand for: up to 12 for a trillion."""

MARKS = ".,'’٬٫·"
SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(rf"[0-9]+(?:[{MARKS}{SPACES}][0-9]+)*")
_FLOAT_DIGITS = 14


def stated_decimals(literal: str, as_stated: str | None, qualifier: str | None) -> int:
    """How many decimals a source gave for a number.

    `literal` is the number as decimal text ("4.20"), `as_stated` the words of the page, in which it is looked
    for under any digits (Arabic, Devanagari ...), any separators (1.234,5 and 1,23,456) and any scale word
    (thousand, Mio., 万, lakh, crore). A number that stands nowhere in digits was written in words, and the
    zeros at its end do not count; nor do they beside "about", "over", "up to" and their like. Without words
    of a page the literal itself is the precision. Never fewer than one significant digit.
    """
    number = Decimal(literal)
    if as_stated is None:
        decimals: int | None = _decimals(number)
    else:
        decimals = _written(number, as_stated)
    bare = _decimals(number.normalize())
    if decimals is None:
        return bare
    if qualifier in ROUND_QUALIFIERS and decimals <= 0:
        return min(decimals, bare)
    return max(decimals, min(bare, 0))


def converted_decimals(decimals: int, stated: float, converted: float) -> int:
    """How many decimals a converted number keeps, after Wikipedia's {{convert}}.

    As many as the stated number where the conversion multiplies it by 0.2 to 2, one fewer by 2 to 20, one
    more by 0.02 to 0.2, and so on. `stated` and `converted` are the same value before and after.
    """
    if not stated or not converted:
        return decimals
    return decimals - math.floor(math.log10(abs(converted / stated) / 2)) - 1


def rounded(value: float, decimals: int) -> Decimal:
    """`value` to that many decimals, half up, but never to fewer than two significant figures.

    Negative decimals round to tens, hundreds ... The exponent of the answer tells to what it was rounded:
    rounded(9259.4, -3) is Decimal("9.3E+3").
    """
    exact = Decimal(f"{value:.{_FLOAT_DIGITS}g}")
    if not exact:
        return exact.quantize(Decimal(1).scaleb(-max(decimals, 0)))
    places = max(decimals, 1 - exact.adjusted())
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def ascii_digits(text: str) -> str:
    """The text with the decimal digits of any script as 0-9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def _written(number: Decimal, text: str) -> int | None:
    """Decimals of the number as it stands in the text; None where it stands nowhere in digits.

    Written in full goes before written with a scale word; of several places the most precise in full, the
    least precise with a scale word counts.
    """
    places = [list(_numbers_at(match)) for match in _NUMBER.finditer(ascii_digits(text))]
    in_full = [decimals for place in places for value, decimals in place if value == number]
    if in_full:
        return max(in_full)
    scaled = [
        max(decimals)
        for place in places
        if (decimals := [d - scale for v, d in place for scale in _SCALES if v.scaleb(scale) == number])
    ]
    return min(scaled, default=None)


def _numbers_at(match: re.Match[str]) -> Iterator[tuple[Decimal, int]]:
    """Every number that can be read in a run of digits and marks, with its decimals."""
    parts = re.split(rf"([{MARKS}{SPACES}])", match.group())
    groups, marks = parts[0::2], parts[1::2]
    for first in range(len(groups)):
        for last in range(first, len(groups)):
            yield from _readings(groups[first : last + 1], marks[first:last])


def _readings(groups: list[str], marks: list[str]) -> Iterator[tuple[Decimal, int]]:
    """A run of digit groups as one number: with all marks as separators, or the last one as decimal mark."""
    if _is_grouped(groups, marks):
        yield Decimal("".join(groups)), 0
    if not marks or marks[-1] in SPACES or marks[-1] in marks[:-1]:
        return
    if _is_grouped(groups[:-1], marks[:-1]):
        yield Decimal("".join(groups[:-1]) + "." + groups[-1]), len(groups[-1])


def _is_grouped(groups: list[str], marks: list[str]) -> bool:
    """Whether digit groups are those of one whole number: 5469, 5,469 or 1,23,456."""
    if len(set(marks)) > 1 or (len(groups) > 1 and len(groups[0]) > 3):
        return False
    return not groups[1:] or (len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups[1:-1]))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a finite number"
    return -exponent if number else max(-exponent, 0)
