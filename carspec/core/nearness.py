"""Words that look like another word, so that a slip of the keyboard is understood."""

from collections.abc import Collection


def near(word: str, known: Collection[str], most: int = 4, least: float = 70.0) -> list[str]:
    """Those of `known` that are most like `word`, the likest first, equals in alphabetical order.

    `least` is the likeness wanted, from 0 to 100: how much of both words is alike in order.
    """
    from rapidfuzz import fuzz, process

    found = process.extract(word, sorted(known), scorer=fuzz.ratio, limit=most, score_cutoff=least)
    return [match for match, *_ in found]
