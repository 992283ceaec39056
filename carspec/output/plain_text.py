"""Text made safe for a line of output, and measured as a terminal shows it."""

import re
import unicodedata
from functools import lru_cache

BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_BREAKING_SPACE = re.compile(r"[^\S\u00a0\u202f]+")

# Latin, Greek and Cyrillic letters, and the signs between them, each one column whatever stands beside it:
# wcwidth, whose tables take a tenth of a comparison to load, is asked about the others only.
_ONE_COLUMN_EACH = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
    "\u2010-\u2027\u202f-\u205f\u20a0-\u20c0\u2190-\u22ff\u2500-\u25fc]*"
)


def clean(text: str) -> str:
    """One line without control characters, so that no text steers a terminal or breaks out of its cell.

    Spaces that hold a number together (1 234) stay.
    """
    if text.isprintable():  # the only space is then the plain one
        return " ".join(text.split())
    visible = (
        c for c in text if c.isspace() or (unicodedata.category(c) != "Cc" and c not in BIDI_OVERRIDES)
    )
    return " ".join(part for part in _BREAKING_SPACE.split("".join(visible)) if part)


def columns(text: str) -> int:
    """The width of a text in terminal columns: Chinese characters take two, combining marks none."""
    return len(text) if text.isascii() and text.isprintable() else _columns(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width` columns, at its left side when `right`."""
    space = " " * (width - columns(text))
    return space + text if right else text + space


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces, inside a word only where it must."""
    if columns(text) <= width:
        return [text.lstrip(" ")]
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
    return [*lines, line]


@lru_cache(maxsize=4096)  # a table measures its words and lines again and again
def _columns(text: str) -> int:
    if _ONE_COLUMN_EACH.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _pieces(word: str, width: int) -> list[str]:
    """A word cut into pieces that fit, after a dash or stroke if there is one; one character always fits."""
    pieces = []
    while columns(word) > width:
        end = width if word.isascii() else 1
        while end < len(word) and columns(word[: end + 1]) <= width:
            end += 1
        after_dash = max(word.rfind(dash, 0, end) for dash in "–-/") + 1
        end = after_dash or end
        if end == len(word):
            break
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]
