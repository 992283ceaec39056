"""The numbers of a text as the parts of one figure: ranges, scales of numbers, years, counts, qualifiers."""

import re

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import UnreadableQuantity
from carspec.core.number_text import Numeral
from carspec.core.number_words import (
    AFTER,
    CHANGES,
    NEGATIONS,
    OPENINGS,
    QUALIFIERS,
    RANGES,
    STARTS,
    held_in,
)
from carspec.core.word_search import skipped, word_at, word_before

_FIRST_YEAR, _LAST_YEAR = 1850, 2100


class Part(Struct, frozen=True):
    """A number of the text with scale and unit; `start` and `end` count its currency sign and unit in."""

    numerals: tuple[Numeral, ...]
    scales: tuple[int, ...]
    start: int
    end: int
    unit: str | None
    other_kind: bool = False
    more: tuple[tuple[Numeral, int], ...] = ()
    doubt: bool = False

    @property
    def loose(self) -> bool:
        """Whether it is a bare number, which may share the unit of another."""
        return self.unit is None and not self.other_kind


def joined(text: str, parts: list[Part], kind: str, language: str | None) -> list[Part]:
    """The parts, with "2億 5000万" and ranges as one each, and a doubt on what may be two numbers."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        between = text[last.end : part.start] if last else ""
        if last and last.loose and not between.strip() and last.scales[0] > part.scales[0] > 0:
            more = (*last.more, (last.numerals[0], last.scales[0]))
            found[-1] = replace(part, start=last.start, more=more)
        elif last and last.loose and part.other_kind and _is_run_up(between, kind, language):
            found[-1] = replace(part, start=last.start)  # 0-100 km/h
        elif last and len(last.numerals) == 1 and _is_range(text, last, part, between, kind, language):
            scales = (last.scales[0] or part.scales[0], part.scales[0])
            both = last.numerals + part.numerals
            unit = part.unit or last.unit
            found[-1] = replace(part, numerals=both, scales=scales, start=last.start, unit=unit)
        else:
            found.append(replace(part, doubt=_may_be_two(text, part)))
    return found


def _is_run_up(between: str, kind: str, language: str | None) -> bool:
    """Whether the words between two numbers make them one: 0-100 km/h, de 0 à 100 km/h."""
    word = between.strip().casefold()
    return any(held_in(row, kind, language) and word == row.word for row in RANGES if not row.meaning)


def _is_range(text: str, low: Part, high: Part, between: str, kind: str, language: str | None) -> bool:
    if low.other_kind or high.other_kind or low.more or high.more or kind == "year":
        return False
    before_only = low.end == low.numerals[0].end and high.unit is None  # "$1-1.5 million"
    if low.unit and low.unit != high.unit and not before_only:
        return False
    opening = text[: low.start].rstrip()
    for word in RANGES:
        if held_in(word, kind, language) and between.strip().casefold() == word.word:
            first = opening.split()[-1:]
            if first and first[0].casefold() in CHANGES:
                raise UnreadableQuantity(f'"{text.strip()}" may be a range or a change; write "5 - 7".')
            return not word.meaning or bool(first and first[0].casefold() == word.meaning)
    return False


def may_share(part: Part, kind: str) -> bool:
    """Whether a bare number beside a figure may be another figure of its kind; a year is none of most."""
    if not part.loose:
        return False
    text = part.numerals[0].text
    is_year = re.fullmatch("[0-9]{4}", text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR
    return not (is_year and kind not in ("length", "mass"))


def _may_be_two(text: str, part: Part) -> bool:
    """Whether a number grouped by a plain space may be a name and a number: "S 600 517 PS"."""
    number = part.numerals[0]
    first, space, second = number.text.partition(" ")
    before = text[: number.start].split()
    if not space or second.startswith("000") or not before:
        return False
    named = len(before[-1]) <= 3 and before[-1].isupper()
    return named or (len(first) == 3 and before[-1][-1:] not in ":=(")


def one_year(parts: list[Part], text: str) -> Part:
    """The one year of a text: four digits that can be a year."""
    found = {
        part.numerals[0].text: part
        for part in parts
        if re.fullmatch("[0-9]{4}", part.numerals[0].text)
        and _FIRST_YEAR <= int(part.numerals[0].text) <= _LAST_YEAR
        and not part.other_kind
    }
    if len(found) != 1:
        reason = f"Several years stand ({', '.join(found)})" if found else "There is no year"
        raise UnreadableQuantity(f'{reason} in "{text.strip()}".')
    return replace(next(iter(found.values())), scales=(0,), unit=None)


def counts(text: str, parts: list[Part]) -> list[Part]:
    """The part that can be a count: the only number of the text, and no year."""
    if len(parts) > 1 or parts[0].other_kind:
        return []
    part = parts[0]
    number = part.numerals[0]
    may_be_year = re.fullmatch("(1[89]|20)[0-9][0-9]", number.text) and text.strip() != number.text
    before = text[: number.start].split()
    named = len(before) > 1 and before[-1][0].isupper() and before[-1].isalpha()
    glued = re.match(r"[a-zA-Zа-яА-Я]\b", text[number.end :])
    return [] if may_be_year or part.doubt or named or glued or "'" in before[-1:] else [part]


def qualifier_of(text: str, before: str, part: Part, kind: str, language: str | None) -> str | None:
    """The qualifier of a part: the words right before it, or a plus or word right after."""
    after = word_at(text, skipped(text, part.end, None), AFTER, kind, language)
    plus = any(text[end : end + 1] == "+" for end in (part.numerals[-1].end, part.end))
    plus = plus or text[part.end :].strip() == "+"  # but not "€500,000 + VAT"
    found = word_before(before, QUALIFIERS, kind, language)
    last = (before[: found[1]] if found else before).split()[-1:]
    if last and last[0].casefold() in NEGATIONS:
        said = f"{last[0]} {found[0].word}" if found else last[0]
        raise UnreadableQuantity(f'"{said}" is no bound that can be read; write "up to".')
    one = len(part.numerals) == 1
    if found and (one or found[0].word not in OPENINGS):
        return found[0].meaning
    if one and before.strip().casefold() in STARTS:
        return "at_least"
    return "at_least" if plus else after[0].meaning if after else None
