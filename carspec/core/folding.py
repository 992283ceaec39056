"""Folding of names and words, so that spelling, case and accents do not stand between a person and a car."""

import unicodedata
from functools import lru_cache

_ASCII = str.maketrans({sign: sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128))})


@lru_cache(maxsize=65_536)  # publishers and values come again and again in settling and searching
def fold(text: str) -> str:
    """Case, accents, width and punctuation removed; words separated by one space."""
    if text.isascii():  # most names are, and need no look at each character
        return " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())
