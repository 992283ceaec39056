"""What a cell of an HTML page shows as text: its line breaks, its raised signs, its number."""

import re
from collections.abc import Mapping
from decimal import Decimal

from carspec.core.number_text import number_ways, plain_text

_SPACE = re.compile(r"[ \t\n\r\f]+")
_AT_BREAKS = re.compile(r" *\n[ \n]*")
_UNIT_BEFORE = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|mi|yd|s)$")
_POWER_OF_TEN = re.compile(r"(?<![\d.,'’])10$")
_RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SHOWN_NUMBER = re.compile(r"[-+−]?[\d.,'’\s]*\d")
_NUMBER_FORMAT = re.compile(r"(?:General|Standard|[#0?.,\\ _\-+()]*)", re.IGNORECASE)
_VALUES = (("sdval", "sdnum"), ("x:num", None))
"""Attributes of the number behind what a cell shows, and of its format, by LibreOffice and by Excel."""


def collapsed(data: str) -> str:
    """Text of a page, each run of spaces and line ends as one space; a no-break space is a letter."""
    return _SPACE.sub(" ", data)


def cell_text(pieces: list[str]) -> str:
    """The text of a cell out of its collapsed pieces, in which a line end is a line break of the page."""
    return _AT_BREAKS.sub("\n", re.sub(" {2,}", " ", "".join(pieces))).strip(" \n")


def raised(before: str, sign: str) -> str:
    """What a raised sign says behind a text: "²" behind m, "³" behind 10, nothing as the mark of a note.

    A 10 alone with a raised sign may be a power: "10³ kg" is no ten, and the reader of numbers refuses it.
    """
    if sign in {"2", "3"} and _UNIT_BEFORE.search(before):
        return sign.translate(_RAISED)
    if sign.lstrip("-−").isdecimal() and _POWER_OF_TEN.search(before):
        return sign.translate(_RAISED)
    return ""


def told_number(text: str, attributes: Mapping[str, str]) -> str:
    """The number that a cell shows, with a point as its decimal mark, where a spreadsheet tells its value.

    Digits and trailing zeros stay as they are shown; what is no plain number, such as a day, stays whole.
    """
    if not _SHOWN_NUMBER.fullmatch(text):
        return text
    for name, format_name in _VALUES:
        code = attributes.get(format_name or "", "").rpartition(";")[2]
        if attributes.get(name) and _NUMBER_FORMAT.fullmatch(code):
            return _in_points(text, attributes[name])
    return text


def _in_points(text: str, told: str) -> str:
    """The way to read a number that comes to the value told; the text where none does."""
    try:
        value = abs(Decimal(told))
        for way in number_ways(plain_text(text.lstrip("-+−"))):
            if way is not None and round(value, -int(Decimal(way).as_tuple().exponent)) == Decimal(way):
                return f"-{way}" if text[0] in "-−" else way
    except ArithmeticError:  # what is told is no number, or too large for one
        return text
    return text
