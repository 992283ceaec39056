"""How two printed ratings stand to each other: the same class, less exact, one of several, another, apart.

Decided by what the texts name (scheme, edition, level, area, axis), never by their words: "VR9", "VPAM VR9"
and "BRV9" are one class, "VR9/VR10" is not, and a class of another scheme, area or axis is not comparable.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from carspec.core.rating_forms import MAY_MEAN, UNDECIDED
from carspec.core.ratings import parse_rating
from carspec.core.values import Relation

Key = tuple[str | None, str | None, str | None, str | None, str | None]
"""Scheme, edition, level, area and axis of a rating, without its words."""


def classes(text: str) -> frozenset[Key] | None:
    """What a printed rating names; None where it names nothing that is known."""
    found = parse_rating(text)
    if any(rating.scheme is None for rating in found):
        return None
    return frozenset((r.scheme, r.edition, r.level, r.area, r.axis) for r in found)


def is_plain(text: str) -> bool:
    """Whether a text writes its first class as we do: "VR9" and "VPAM VR9", not "VR 9" or "BRV9"."""
    level = parse_rating(text)[0].level
    return level is not None and re.search(rf"(?<![A-Za-z]){re.escape(level)}", text) is not None


def names_more(text: str, other: str) -> bool:
    """Whether `text` says what `other` says more exactly, or with a further guideline."""
    return standing(text, other) is Relation.ECHO and _detail(text) > _detail(other)


def _detail(text: str) -> int:
    return sum(part is not None for key in classes(text) or () for part in key)


@lru_cache(maxsize=4096)  # a few hundred texts meet each other again and again in settling
def standing(claim: str, figure: str) -> Relation:
    """How the rating `claim` stands to the rating `figure`; both may name several classes.

    SAME: they name the same. ECHO: they do, but one more exactly (an edition, a class of the standard, a
    further guideline). FITS: one names the other among several of its scheme ("VR9/VR10"), or may mean it
    ("VPAM 10"), or says it of one part. DIFFERS: another class of the same scheme. APART: not comparable.
    """
    one, other = classes(claim), classes(figure)
    if one is None or other is None:
        return Relation.SAME if claim.casefold() == figure.casefold() else Relation.APART
    if one == other:
        return Relation.SAME
    fewer, more = sorted((one, other), key=len)
    if all(_among(key, more) for key in fewer):
        extra = [key for key in more if not _among(key, fewer)]
        in_question = any(key[0] == scheme for key in extra for scheme, *_ in fewer)
        part = any(_of_one_part(key, more) for key in fewer)
        return Relation.FITS if in_question or part else Relation.ECHO
    if any(_may_be(a, b) for a in one for b in other):
        return Relation.FITS
    if any(_contradict(a, b) for a in one for b in other):
        return Relation.DIFFERS
    return Relation.APART


def _among(key: Key, keys: Iterable[Key]) -> bool:
    return any(_matches(key, other) for other in keys)


def _matches(one: Key, other: Key) -> bool:
    """Whether two readings name one class, as exactly as the less exact of them does."""
    return one[0] == other[0] and all(
        a == b or None in (a, b) for a, b in zip(one[1:], other[1:], strict=True)
    )


def _of_one_part(key: Key, keys: Iterable[Key]) -> bool:
    """Whether a class is said of the glazing on one side and of the car on the other."""
    return any(
        _matches(key, other) and "glazing" in (key[3], other[3]) and key[3] != other[3] for other in keys
    )


def _may_be(one: Key, other: Key) -> bool:
    """Whether one is of an undecided scheme and has the other's number: "VPAM 10" and "VR10"."""
    if UNDECIDED not in (one[0], other[0]) or one[0] == other[0]:
        return False
    open_to, closed = (one, other) if one[0] == UNDECIDED else (other, one)
    number = re.search(r"\d+", closed[2] or "")
    return closed[0] in MAY_MEAN[UNDECIDED] and (
        open_to[2] is None or bool(number and number[0] == open_to[2])
    )


def _contradict(one: Key, other: Key) -> bool:
    """Whether both name classes of one scheme, edition, area and axis; they are not the same one."""
    same = all(
        a == b or None in (a, b) for a, b in zip(one[1:2] + one[4:], other[1:2] + other[4:], strict=True)
    )
    area = one[3] == other[3] or "glazing" not in (one[3], other[3])
    return one[0] == other[0] and same and area and None not in (one[2], other[2])
