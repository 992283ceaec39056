"""Columns of words: body styles, numbers in letters, counts of cylinders, and what they are read as."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from carspec.core.importing.mapping import ColumnMapping, Piece
from carspec.core.values import BODY_STYLES, Field

_NUMBER = re.compile(r"[0-9][0-9.,]*")
_ANSWERS = frozenset({"true", "false", "yes", "no", "y", "n", "0", "1", "ja", "nein"})

BODY_WORDS = {
    "sedan": "saloon", "berline": "saloon", "limousine": "limousine", "stretch limousine": "limousine",
    "cabriolet": "convertible", "cabrio": "convertible", "roadster": "convertible", "coupé": "coupe",
    "crossover": "suv", "pick-up": "pickup", "minivan": "van",
} | {style: style for style in BODY_STYLES}  # fmt: skip

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}


def body_piece(column: str, texts: Sequence[str]) -> Piece | None:
    """The body style out of a column of these texts; None where it names none. Other texts say nothing."""
    words = {text: BODY_WORDS[text.casefold()] for text in texts if text.casefold() in BODY_WORDS}
    if not words:
        return None
    return Piece(column, words=words, missing=tuple(text for text in texts if text not in words))


def in_words(column: ColumnMapping, field: Field, texts: Sequence[str]) -> ColumnMapping:
    """The mapping of a column whose texts need other words: "four" seats, an engine of 12 cylinders."""
    if field.numeric:
        words = {text: NUMBER_WORDS[text.casefold()] for text in texts if text.casefold() in NUMBER_WORDS}
        return replace(column, words=words) if words else column
    if field.key == "engine_configuration" and texts and all(map(_NUMBER.fullmatch, texts)):
        return replace(column, text="{} cylinders")
    return column


def need_a_key(texts: Sequence[str]) -> bool:
    """Whether texts say nothing of what they count or affirm: mostly numbers, or yes and no."""
    numbers = sum(1 for text in texts if _NUMBER.fullmatch(text))
    return numbers > len(texts) / 2 or {text.casefold() for text in texts} <= _ANSWERS
