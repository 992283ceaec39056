"""The forms of what a source is described by: dates as precise as they are known, addresses, languages."""

import re
from datetime import date

YEARS = range(1880, 2101)
"""Armoured cars began with the first of them."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_URL = re.compile(r"https?://[^\s/]+(/\S*)?(\?\S*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and such a day exists, within YEARS."""
    if not _DATE.fullmatch(text) or int(text[:4]) not in YEARS:
        return False
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_url(text: str) -> bool:
    """Whether a text is the address of a web page, with http:// or https://."""
    return bool(_URL.fullmatch(text))


def is_language(text: str) -> bool:
    """Whether a text has the form of a language code, such as "de" or "en-AU"."""
    return bool(_LANGUAGE.fullmatch(text))
