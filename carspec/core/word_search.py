"""Finding the words of a table in a text, where a word may start and end in any script."""

import re
import unicodedata
from collections.abc import Iterable

from carspec.core.number_words import LINKS, NumberWord, held_in

_GAP = re.compile(r"\s*-?\s*")


def word_before(
    before: str, table: Iterable[NumberWord], kind: str, language: str | None
) -> tuple[NumberWord, int] | None:
    """The longest word of a table at the end of a text, and where it starts."""
    folded = before.casefold()
    fits = [
        (word, len(before) - len(word.word))
        for word in table
        if held_in(word, kind, language)
        and folded.endswith(word.word.casefold())
        and not inside_a_word(before, len(before) - len(word.word))
    ]
    return max(fits, key=lambda pair: len(pair[0].word), default=None)


def word_at(
    text: str, place: int, table: Iterable[NumberWord], kind: str, language: str | None
) -> tuple[NumberWord, int] | None:
    """The longest word of a table at a place of a text, and where it ends; None where meanings differ."""
    fits = [
        (word, place + len(word.word))
        for word in table
        if held_in(word, kind, language)
        and text[place : place + len(word.word)].casefold() == word.word.casefold()
        and not inside_a_word(text, place + len(word.word))
    ]
    longest = max((end for _, end in fits), default=0)
    best = [pair for pair in fits if pair[1] == longest]
    return best[0] if best and len({word.meaning for word, _ in best}) == 1 else None


def skipped(text: str, place: int, language: str | None) -> int:
    """The place after spaces, one hyphen and one little link (de, di)."""
    gap = _GAP.match(text, place)
    place = gap.end() if gap else place
    for link, languages in LINKS.items():
        if text.startswith(link, place) and (language is None or language.partition("-")[0] in languages):
            after = place + len(link)
            if not link[-1].isalpha():
                return after
            if text[after : after + 1].isspace():
                return after + 1
    return place


def inside_a_word(text: str, place: int) -> bool:
    """Whether a place lies inside a word, so that no word can end or start there."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    if "ァ" <= left <= "ヿ" and "ァ" <= right <= "ヿ":
        return True
    if unspaced(left) or unspaced(right):
        return False
    wordlike = unicodedata.category(left)[0] in "LM" and unicodedata.category(right)[0] in "LMN"
    return wordlike and (right.isalpha() or unicodedata.category(right)[0] in "MN")


def unspaced(c: str) -> bool:
    """Whether a character is of a script that writes no spaces between words: East Asian, Thai."""
    return ord(c) >= 0x2E80 or 0x0E00 <= ord(c) < 0x0E80
