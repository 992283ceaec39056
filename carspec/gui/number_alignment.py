"""How far a number is set in, so that the decimal marks of a row stand at one place in every column."""

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontMetricsF

_NUMBER = re.compile(r"\d[\d\s.,'’٬]*")


def whole_part(text: str, decimal_mark: str) -> tuple[str, str]:
    """What stands before the first number of a text, and the number up to its decimal mark.

    "c. 6,500" gives ("c. ", "6,500"), "6.62" gives ("", "6"); a text without a number gives two empty ones.
    """
    found = _NUMBER.search(text)
    if found is None:
        return "", ""
    return text[: found.start()], found.group().partition(decimal_mark)[0].rstrip()


def longest_whole(texts: Iterable[tuple[str, QFont]], decimal_mark: str) -> float:
    """The width in pixels of the widest whole part, each in its own font; words before it do not count."""
    return max(
        (QFontMetricsF(font).horizontalAdvance(whole_part(text, decimal_mark)[1]) for text, font in texts),
        default=0.0,
    )


def set_in(text: str, font: QFont, decimal_mark: str, mark_at: float, room: float) -> float:
    """How many pixels a number moves right, within `room`, for its decimal mark to stand at `mark_at`."""
    metrics = QFontMetricsF(font)
    before, whole = whole_part(text, decimal_mark)
    if not whole:
        return 0.0
    wanted = mark_at - metrics.horizontalAdvance(before + whole)
    return max(0.0, min(wanted, room - metrics.horizontalAdvance(text)))
