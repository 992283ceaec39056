"""The unit of a column, lent to the number of a cell that has none of its own."""

from collections.abc import Iterable

from carspec.core.errors import UnreadableQuantity
from carspec.core.number_text import numerals
from carspec.core.number_words import (
    AFTER,
    OPENINGS,
    QUALIFIERS,
    RANGES,
    SCALES,
    STARTS,
    NumberWord,
    held_in,
)
from carspec.core.word_search import inside_a_word

_ONE = (*QUALIFIERS, *(NumberWord(word, "", None) for word in STARTS))
_RANGE = (
    *QUALIFIERS,
    *(NumberWord(word, "", None) for word in OPENINGS),
    *(NumberWord(row.meaning, "", row.languages) for row in RANGES if row.meaning),
)
_SPACES = " \u00a0\u2007\u2009\u202f\n"


def with_unit(text: str, unit: str, kind: str, language: str | None) -> str:
    """The plain text of a cell with the unit behind its number or range: "250 km/h (limited)".

    Of words only bounds and scales may stand beside a number without a unit.
    UnreadableQuantity where there are others, which could mean anything: "not 600", "V8 600", "10% of 600".
    """
    found = list(numerals(text))
    if not found:
        raise UnreadableQuantity(f'There is no number in digits in "{text}".')
    if len(found) > 2:
        raise UnreadableQuantity(f'Several numbers stand in "{text}"; write one of them.')
    place = found[-1].end
    place += text[place : place + 1] == "+"
    while step := _known(text, place, SCALES, kind, language):
        place = step
    for words, table in (
        (text[: found[0].start], _ONE if len(found) == 1 else _RANGE),
        (text[found[0].end : found[-1].start], (*SCALES, *RANGES)),
        (text[place:].strip(f"{_SPACES}()"), AFTER),
    ):
        if unknown := _unknown(words, table, kind, language):
            raise UnreadableQuantity(
                f'"{unknown}" in "{text}" is not known: write the number alone, or with its unit.'
            )
    return f"{text[:place]} {unit} {text[place:].strip()}".strip()


def _unknown(text: str, table: Iterable[NumberWord], kind: str, language: str | None) -> str:
    """What of a text is none of the words of a table."""
    place = 0
    while text[place:].strip(_SPACES):
        step = _known(text, place, table, kind, language)
        if step is None:
            return text[place:].strip(_SPACES)
        place = step
    return ""


def _known(text: str, place: int, table: Iterable[NumberWord], kind: str, language: str | None) -> int | None:
    """Where the longest word of a table ends that stands at a place of a text, spaces aside."""
    place = len(text) - len(text[place:].lstrip(_SPACES))
    ends = (
        place + len(row.word)
        for row in table
        if held_in(row, kind, language)
        and text[place : place + len(row.word)].casefold() == row.word.casefold()
        and not inside_a_word(text, place + len(row.word))
    )
    return max(ends, default=None)
