"""Numbers as people write them, in any digits: 1.234,5 or 1,23,456 or ٤٢٠٠ or 12½.

A mark before three digits ("1.234") may part decimals or thousands; the language says which. Without one a
comma is taken as in English, and a point is refused with both readings named.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from carspec.core import numbers
from carspec.core.errors import UnreadableQuantity
from carspec.core.rounding import SPACES, ascii_digits

_WIDE = str.maketrans("，．：（）～％＄￥／＋－＜＞＂⁄", ',.:()~%$¥/+-<>"/')
_TOKEN = re.compile(rf"(?:[.,](?=[0-9]))?[0-9]+(?:[.,'’٫٬][0-9]+|[{SPACES}][0-9]{{3}}(?![0-9]))*")
_FRACTION = re.compile(
    r"(?:(?P<whole>[0-9]+)[ \u00a0+-])?(?P<top>[0-9]+)/(?P<bottom>2|4|8|16|32|64)(?![0-9/])"
)
_VULGAR = re.compile(r"(?P<whole>[0-9]+)?[ \u00a0]?(?P<sign>[½¼¾⅕⅖⅗⅘⅛⅜⅝⅞])")
_THREES = re.compile(rf"[1-9][0-9]{{0,2}}(?:(?P<mark>[.,'’٬{SPACES}])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
"""A number with one of them is a power, or has the mark of a note: nobody can tell."""
_COMMA_DIFFERS = frozenset({"es"})
"""Languages whose countries write a comma in two ways: 3,000 is three thousand in Mexico, three in Spain."""


class Numeral(NamedTuple):
    """A number in a text, from `start` to `end`; a fraction (12½) has its exact value."""

    start: int
    end: int
    text: str
    fraction: Decimal | None = None

    def literal(self, language: str | None) -> str:
        """Its decimal text without separators; UnreadableQuantity where it can be read in two ways."""
        return read_number(self.text, language) if self.fraction is None else f"{self.fraction:f}"


def plain_text(text: str) -> str:
    """The text, each character in its place, with digits of any script as 0-9 and full-width signs narrow."""
    return ascii_digits(text).translate(_WIDE)


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a plain text; digits that belong to a name (V8, S-600, i7) are none."""
    place = 0
    while match := _next(text, place):
        number = _numeral(match)
        if _in_a_name(text, number.start) or text[number.end : number.end + 1] in _RAISED:
            cut = re.search(rf"[{SPACES}]", number.text)
            place = number.start + cut.start() if cut else number.end
            continue
        yield number
        place = number.end


def read_number(text: str, language: str | None = None) -> str:
    """The decimal text of a written number: "20,000" is "20000", "6,5" is "6.5".

    A number that only one way of writing allows is read so in any language. Raises UnreadableQuantity, with
    both readings, where two are possible and the language (ISO 639-1, also "de-CH") does not decide.
    """
    plain = plain_text(text)
    readings = [way for way in dict.fromkeys(number_ways(plain)) if way is not None]
    if not readings:
        raise UnreadableQuantity(f'"{text}" is no number: write for example 1,234.5.')
    if len(readings) == 1:
        return readings[0]
    point, comma = readings
    mark = "." if "." in plain else ","
    if language is None and mark == ",":
        return point
    decimal, group = numbers.marks(language) if language is not None else ("", "")
    if mark == decimal and not (mark == "," and language in _COMMA_DIFFERS):
        return point if mark == "." else comma
    if mark == group:
        return comma if mark == "." else point
    raise both_readings(text)


def number_ways(plain: str) -> tuple[str | None, str | None]:
    """The decimal text of a plain number with the point as its decimal mark, and with the comma.

    None where a way does not fit; Arabic marks mean the same in both.
    """
    if "٫" in plain or "٬" in plain:
        arabic = _as(plain, "٫", "٬")
        return arabic, arabic
    return _as(plain, ".", ","), _as(plain, ",", ".")


def both_readings(text: str) -> UnreadableQuantity:
    """The refusal of a number whose one mark may part decimals or thousands."""
    plain = plain_text(text)
    decimals = plain.replace(",", ".")
    return UnreadableQuantity(
        f'The number "{text}" can be read as {decimals} or as {decimals.replace(".", ",")}: '
        f"write {decimals}0 for the first or {decimals.replace('.', '')} for the second."
    )


def is_doubtful(text: str) -> bool:
    """Whether a written number could be read in two ways without a language."""
    point, comma = number_ways(plain_text(text))
    return point is not None and comma is not None and point != comma


def _as(text: str, decimal: str, group: str) -> str | None:
    """The number under one way of writing; None where it does not fit."""
    whole, mark, decimals = text.partition(decimal)
    if mark and not decimals.isdigit():
        return None
    if whole and not whole.isdigit():
        grouped = _THREES.fullmatch(whole)
        if not (grouped and grouped["mark"] != decimal) and not (group == "," and _INDIAN.fullmatch(whole)):
            return None
    digits = "".join(c for c in whole if c.isdigit()) or "0"
    return f"{digits}.{decimals}" if mark else digits


def _next(text: str, place: int) -> re.Match[str] | None:
    """The next number in a text; at the same place a fraction goes before the digits it starts with."""
    found = [match for form in (_FRACTION, _VULGAR, _TOKEN) if (match := form.search(text, place))]
    proper = [m for m in found if m.re is not _FRACTION or int(m["top"]) < int(m["bottom"])]
    return min(proper, key=lambda match: (match.start(), -match.end()), default=None)


def _numeral(match: re.Match[str]) -> Numeral:
    if match.re is _TOKEN:
        return Numeral(match.start(), match.end(), match.group())
    whole = Decimal(match["whole"] or 0)
    if match.re is _VULGAR:
        part = Decimal(repr(unicodedata.numeric(match["sign"])))
    else:
        part = Decimal(match["top"]) / Decimal(match["bottom"])
    return Numeral(match.start(), match.end(), match.group(), whole + part)


def _in_a_name(text: str, start: int) -> bool:
    """Whether the digits are glued to a Latin or Cyrillic letter, also by a hyphen, or are half a number."""
    before = text[:start]
    if re.search(r"[0-9][・·]$|(?:^|\s)['’]$", before):
        return True
    if before[-1:] in ("-", "‑") and len(before) > 1:
        before = before[:-1]
    return before[-1:].isalpha() and ord(before[-1]) < 0x0590
