"""Which signs of a text are seen, and which a text may hold at all."""

import unicodedata

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""Soft hyphen, zero-width space, marks of direction, word joiner, byte order mark: pages are full of them."""
_JOINERS = "\u200c\u200d"
"""They are not seen either, but part the letters of Persian and Hindi words."""


def seen(text: str) -> str:
    """The text without signs that say nothing and take no room."""
    return text if text.isascii() else text.translate(_UNSEEN)


def is_printable(text: str) -> bool:
    """Whether a text has no control signs, which can turn round or hide what stands behind them.

    Line ends are none, nor are spaces of any width, as a page has them in "440 kW".
    """
    if text.isprintable():
        return True
    return all(
        c.isprintable() or c == "\n" or c in _JOINERS or unicodedata.category(c) == "Zs" for c in seen(text)
    )
