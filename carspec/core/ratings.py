"""Ratings: what a protection class as printed says, and which of two stands higher inside one scheme.

Ratings never convert. Only classes that the text names are read; a text that names no scheme, two schemes at
once, or a word that no form fits is kept raw, whole.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.rating_forms import (
    AREA_WORDS,
    BALLISTIC,
    BESIDE,
    BLAST,
    FORMS,
    GOST_50963,
    LADDERS,
    NBR,
    NIJ,
    NO_RATING,
    STANAG,
    UNDECIDED,
    VPAM,
)

_ROMANS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_SIGNS = str.maketrans("‐‑–—−İı", "-----Ii")
_PLUS = re.compile(r" ?plus$", re.IGNORECASE)


class NotComparable(CarspecError):
    """Two ratings have no common order; the message says why."""


class Rating(Struct, frozen=True):
    """One reading of a printed rating; `raw` is the whole text, and without a scheme it is all that is known.

    `area` is body, glazing or whole, only where the text says so. `axis` is ballistic or blast, or None where
    the scheme knows both (STANAG 4569, PAS 300) and the text does not choose.
    """

    raw: str
    scheme: str | None = None
    edition: str | None = None
    level: str | None = None
    area: str | None = None
    axis: str | None = None

    @property
    def name(self) -> str:
        """The reading in words: "VPAM BRV 2009 VR8", "STANAG 4569 level 2"; the raw text where unread."""
        if self.scheme is None:
            return f"“{self.raw}”"
        level = f"level {self.level}" if self.level and self.level[0].isdigit() else self.level
        return " ".join(part for part in (self.scheme, self.edition, level) if part)


class _Found(Struct, frozen=True):
    """A rating at its place in the text."""

    start: int
    end: int
    rating: Rating


@lru_cache(maxsize=4096)  # the same few hundred texts come again and again in settling
def parse_rating(text: str) -> tuple[Rating, ...]:
    """Every class and standard that `text` names, in its order; one reading without a scheme where unsure.

    A slash gives two readings that both keep the whole text: it may mean car and glass, a choice or a range.
    """
    raw = (Rating(text),)
    plain = _plain(text)
    if re.search(NO_RATING, plain, re.IGNORECASE):
        return raw
    found = list(_scan(plain))
    if not found or _left_over(plain, found) or _mixed(plain, found):
        return raw
    placed = _with_areas(plain, found)
    return tuple(dict.fromkeys(replace(rating, raw=text) for rating in _joined(placed)))


def named_in(sentence: str) -> tuple[Rating, ...]:
    """The classes that a whole sentence names, whatever else it says."""
    return tuple(found.rating for found in _scan(_plain(sentence)))


def compare(one: Rating, other: Rating) -> int:
    """-1, 0 or 1 as `one` stands below, with or above `other`; NotComparable where no order is published."""
    for rating in (one, other):
        if rating.scheme is None:
            raise NotComparable(f"{rating.name} names no scheme that is known, so it has no order.")
        if rating.scheme == UNDECIDED:
            raise NotComparable(
                f"{rating.name} does not say whether a vehicle class or a test level is meant."
            )
        if rating.level is None:
            raise NotComparable(f"{rating.name} names a standard but no class in it.")
    pair = f"{one.name} and {other.name} are not comparable"
    if one.scheme != other.scheme:
        raise NotComparable(f"{pair}: classes are ordered only inside one scheme.")
    if one.edition and other.edition and one.edition != other.edition:
        raise NotComparable(f"{pair}: the editions differ, and with them what a class means.")
    if one.axis is None or one.axis != other.axis:
        raise NotComparable(f"{pair}: it is not said that both are about bullets, or both about blast.")
    if one.level == other.level:
        return 0
    for ladder in LADDERS.get(one.scheme or "", ()):
        if one.level in ladder and other.level in ladder and _orders(one):
            a, b = ladder.index(one.level), ladder.index(other.level)
            return (a > b) - (a < b)
    raise NotComparable(f"{pair}: no published order of {one.scheme} holds both.")


def _orders(rating: Rating) -> bool:
    """Whether the ladder of its scheme is about this axis: the lettered mine levels of STANAG have none."""
    return not (rating.scheme == STANAG and rating.axis == BLAST)


def _plain(text: str) -> str:
    """The text with one width, one dash and the digits 0-9, so that ＶＲ９ and VR٩ are VR9."""
    signs = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in signs)


def _scan(plain: str) -> Iterator[_Found]:
    """What the forms find, from left to right; a bullet or a thickness is stepped over."""
    at, besides = 0, re.compile(BESIDE, re.IGNORECASE)
    while at < len(plain):
        beside = besides.match(plain, at)
        if beside:
            at = beside.end()
            continue
        forms = FORMS if plain[at].isalnum() else ()  # each begins with a letter or a digit
        hit = next(((form, match) for form in forms if (match := form.pattern.match(plain, at))), None)
        if hit is None:
            at += 1
            continue
        form, match = hit
        groups = match.groupdict()
        edition, mines = groups.get("edition"), groups.get("mines")
        steps = groups.get("levels") or groups.get("same")
        axis = BALLISTIC if mines else form.axis
        for level in _levels(form.scheme, form.prefix, steps) if steps else [None]:
            lettered = form.scheme == STANAG and level is not None and level[-1] in "ab"
            reading = Rating("", form.scheme, edition, level, None, BLAST if lettered else axis)
            yield _Found(match.start(), match.end(), reading)
        for mine in _mines(mines) if mines else ():
            reading = Rating("", form.scheme, edition, mine, None, BLAST)
            yield _Found(match.start(), match.end(), reading)
        at = match.end()


def _levels(scheme: str, prefix: str, steps: str) -> list[str]:
    if scheme in (NIJ, NBR):
        return [_roman(step) for step in re.split(r" ?/ ?|(?<=[IV1-4])-(?=[IViv1-4])", steps)]
    if scheme == STANAG:
        return [step.strip().lstrip("Ll").lower() for step in re.split(r"[/-]", steps)]
    if scheme == GOST_50963:
        return ["6a"]
    if "star" in steps.casefold():
        number = int(steps[0])
        return [f"{number} star{'s' if number > 1 else ''}"]
    return [prefix + _PLUS.sub("+", step.strip()) for step in re.split(r"[/-]", steps)]


def _roman(step: str) -> str:
    """The level of NIJ or NBR as we write it: III-A and 3A are IIIA, RF 2 is RF2."""
    plain = _PLUS.sub("+", step).upper().replace("-", "").replace(" ", "")
    return _ROMANS[plain[0]] + plain[1:] if plain[0] in _ROMANS else plain


def _mines(text: str) -> Iterator[str]:
    """4a/b and 4a/4b both name two levels."""
    number = text[0]
    for part in text.lower().split("/"):
        number = part[0] if part[0].isdigit() else number
        yield part if part[0].isdigit() else number + part


def _left_over(plain: str, found: list[_Found]) -> bool:
    """Whether a word with a digit stands outside all that was found: it might be a class we do not know."""
    rest = list(plain)
    for place in found:
        rest[place.start : place.end] = " " * (place.end - place.start)
    unread = re.sub(BESIDE, " ", "".join(rest), flags=re.IGNORECASE)
    return any(character.isdecimal() for character in unread) or any(
        place.rating.level and not _known(place.rating) for place in found
    )


def _known(rating: Rating) -> bool:
    """Whether the level is one of its scheme, not VR15."""
    number = re.search(r"\d+", rating.level or "")
    return rating.level is not None and (
        number is None or not rating.level.startswith(("VR", "PM")) or 1 <= int(number[0]) <= 14
    )


def _mixed(plain: str, found: list[_Found]) -> bool:
    """Whether a standard stands right beside the class of another one: "VPAM BRV B6", "CEN B6 STANAG"."""
    for one, other in pairwise(found):
        beside = not plain[one.end : other.start].strip()
        bare = (one.rating.level is None) != (other.rating.level is None)
        blast = BLAST in (one.rating.axis, other.rating.axis)
        if beside and bare and not blast and one.rating.scheme != other.rating.scheme:
            return True
    return False


def _with_areas(plain: str, found: list[_Found]) -> list[Rating]:
    """The ratings with their areas, where each part of the text that names an area names one class.

    A slash parts nothing: "VR8/VR10 glazing" may say it of one class or of both.
    """
    areas: dict[int, str] = {}
    start = 0
    for part in [*re.finditer(r"[,;|](?![^(]*\))", plain), None]:
        end = part.start() if part else len(plain)
        words = {
            area for area, word in AREA_WORDS.items() if re.search(word, plain[start:end], re.IGNORECASE)
        }
        inside = [i for i, place in enumerate(found) if place.start < end and place.end > start]
        if words and len(inside) != 1:
            return [place.rating for place in found]
        if words:
            areas[inside[0]] = next(iter(words)) if len(words) == 1 else "whole"
        start = end
    return [replace(place.rating, area=areas.get(i)) for i, place in enumerate(found)]


def _joined(ratings: list[Rating]) -> Iterator[Rating]:
    """A standard named beside its classes ("VPAM BRV 2009 VR8") lends them its edition and goes."""
    for rating in ratings:
        family = [other for other in ratings if other.scheme == rating.scheme]
        editions = {other.edition for other in family if other.edition}
        if rating.level is None and any(other.level for other in family):
            continue
        if rating.scheme == VPAM and rating.level is None and len(ratings) > 1:
            continue  # the word VPAM alone says no more than the guideline beside it
        if rating.level and rating.edition is None and len(editions) == 1:
            yield replace(rating, edition=editions.pop())
        else:
            yield rating
