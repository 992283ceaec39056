"""The grammar of filters: a text into words, relations, brackets and connectives, each with its place.

It knows no fields and no units: which of the words before a relation name a field, and which of those behind
it are its value, is found out in `carspec.core.filter.meaning`.
"""

import re
from functools import cache
from typing import Any

from msgspec import Struct

from carspec.core.filter.errors import FilterError

RELATIONS = {
    ">": ">", ">=": ">=", "≥": ">=", "=>": ">=", "<": "<", "<=": "<=", "≤": "<=", "=<": "<=",
    "=": "=", "==": "=", "!=": "!=", "≠": "!=", "<>": "!=",
}  # fmt: skip
"""The signs that a person may type, and the relation each means."""

MOST_DEPTH = 40
"""More brackets or "not" inside each other are a slip, and no stack is made for them."""

_SAME_WIDTH = str.maketrans("（）＜＞＝！，\u00a0\u2007\u2009\u202f\u3000\t\r\n", "()<>=!,        ")
_QUOTED = r'"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»'
_PLAIN = r"[^\s()<>=!≤≥≠\"“”„«»,]"
_WORD = (
    r"\((?:US|UK|imp\.?)\)"  # mpg (US)
    r'|\d[\d.,]*["”](?=[\s,)]|$)'  # the sign of inches: 3"
    rf"|{_PLAIN}+(?:,(?=\d){_PLAIN}+)*"  # 1,234
)
_SIGN = "[<>=!≤≥≠]+"
_BOUND = r"(?![^\s()\"])"
_KEYWORD = rf"(?:and|or|not|has|between){_BOUND}"


class Word(Struct, frozen=True):
    """A word, or a quoted text without its quotes; `start` and `end` count the quotes in."""

    text: str
    start: int
    end: int
    quoted: bool = False


class Call(Struct, frozen=True):
    """What is asked of a field rather than the field itself: verdict(power)."""

    words: tuple[Word, ...]
    start: int
    end: int


class Relation(Struct, frozen=True):
    """A relation: a sign, or "in", "not in" or "between" with the values that belong to it."""

    sign: str
    start: int
    end: int
    values: tuple[Word, ...] = ()


class Chain(Struct, frozen=True):
    """Words with relations between them, as they stand: aurus power > 500 hp mass < 5 t."""

    has: bool
    words: tuple[Word | Call, ...]
    steps: tuple[tuple[Relation, tuple[Word | Call, ...]], ...]
    start: int
    end: int


class Negated(Struct, frozen=True):
    """What must not hold."""

    part: "Parsed"
    start: int
    end: int


class Joined(Struct, frozen=True):
    """Parts of which all must hold, or any for `either`; a single part stood in brackets."""

    parts: tuple["Parsed", ...]
    either: bool


Parsed = Chain | Negated | Joined


def parse(text: str) -> Parsed | None:
    """What a filter says; None for an empty one. Raises FilterError at the first place that does not fit."""
    plain = text.translate(_SAME_WIDTH)
    if not plain.strip():
        return None
    _check_depth(text, plain)
    import pyparsing

    try:
        parsed: Parsed = _grammar().parse_string(plain, parse_all=True)[0]
    except pyparsing.ParseBaseException as problem:
        raise _explained(text, plain, problem.loc) from None
    return parsed


@cache
def _grammar() -> Any:
    """The grammar, made of pyparsing on first use."""
    import pyparsing as pp

    def flagged(pattern: str) -> Any:
        return pp.Regex(pattern, re.IGNORECASE)

    def keyword(word: str) -> Any:
        return flagged(word + _BOUND).suppress()

    opened, closed, comma = (pp.Literal(sign).suppress() for sign in "(),")
    a_list_follows = r"(?=\s*\()"
    reserved = flagged(rf"{_KEYWORD}|(?:not\s+)?in{_BOUND}{a_list_follows}|verdict\s*\(")
    quoted = pp.Regex(_QUOTED).set_parse_action(
        lambda _, at, found: Word(found[0][1:-1], at, at + len(found[0]), True)
    )
    plain = flagged(_WORD).set_parse_action(lambda _, at, found: Word(found[0], at, at + len(found[0])))
    word = quoted | (~reserved + plain)
    words = pp.OneOrMore(word | comma)
    ending = pp.Literal(")").set_parse_action(lambda _, at, __: at + 1)
    call = (flagged(r"verdict\s*\(").suppress() - words - ending).set_parse_action(_call)
    subject = pp.OneOrMore(call | word | comma)
    item = pp.OneOrMore(word).set_parse_action(_item)
    sign = pp.Regex(_SIGN).set_parse_action(lambda _, at, found: Relation(found[0], at, at + len(found[0])))
    a_list = flagged(rf"(?:not\s+)?in{a_list_follows}") - opened - item - pp.ZeroOrMore(comma - item) - ending
    a_list.set_parse_action(_listed)
    between = flagged(f"between{_BOUND}") - pp.OneOrMore(word).set_parse_action(_item) - keyword("and")
    between.set_parse_action(_between)
    step = pp.Group((sign | between) - subject) | pp.Group(a_list + pp.Optional(subject))
    has = flagged(f"has{_BOUND}")
    chain = ((has - pp.Group(subject) | pp.Group(subject)) + pp.ZeroOrMore(step)).set_parse_action(_chain)
    either = pp.Forward()
    negation = pp.Forward()
    bracketed = (opened - either - closed).set_parse_action(lambda found: Joined((found[0],), False))
    atom = bracketed | chain
    negation <<= (flagged(f"not{_BOUND}") - negation).set_parse_action(_negated) | atom
    both = (negation + pp.ZeroOrMore((keyword("and") - negation) | negation)).set_parse_action(
        lambda found: _joined(found, either=False)
    )
    either <<= (both + pp.ZeroOrMore(keyword("or") - both)).set_parse_action(
        lambda found: _joined(found, either=True)
    )
    return either.parse_with_tabs()


def _call(_: str, at: int, found: Any) -> Call:
    return Call(tuple(found[:-1]), at, found[-1])


def _item(plain: str, _: int, found: Any) -> Word:
    """Several words as one value, as they stand in the text."""
    if len(found) == 1:
        word: Word = found[0]
        return word
    start, end = found[0].start, found[-1].end
    return Word(plain[start:end], start, end)


def _listed(_: str, at: int, found: Any) -> Relation:
    sign = " ".join(found[0].casefold().split())
    return Relation(sign, at, found[-1], tuple(found[1:-1]))


def _between(_: str, at: int, found: Any) -> Relation:
    return Relation("between", at, found[1].end, (found[1],))


def _chain(plain: str, at: int, found: Any) -> Chain:
    has = isinstance(found[0], str)
    words, *steps = found[1:] if has else found
    read = tuple((step[0], tuple(step[1:])) for step in steps)
    last = ([*words] if not read else [*read[-1][1]] or [read[-1][0]])[-1]
    return Chain(has, tuple(words), read, _first(plain, at), last.end)


def _negated(plain: str, at: int, found: Any) -> Negated:
    return Negated(found[1], _first(plain, at), place(found[1])[1])


def _first(plain: str, at: int) -> int:
    """The place of the first sign behind spaces."""
    return at + len(plain[at:]) - len(plain[at:].lstrip())


def _joined(found: Any, *, either: bool) -> Parsed:
    parts = tuple(found)
    return parts[0] if len(parts) == 1 else Joined(parts, either)


def place(parsed: Parsed) -> tuple[int, int]:
    """Where a part of a filter starts and ends, without brackets around it."""
    if isinstance(parsed, Joined):
        return place(parsed.parts[0])[0], place(parsed.parts[-1])[1]
    return parsed.start, parsed.end


def _check_depth(text: str, plain: str) -> None:
    depth = 0
    bare = re.sub(_QUOTED, lambda quoted: " " * len(quoted[0]), plain)
    for found in re.finditer(rf"[()]|\bnot{_BOUND}", bare, re.IGNORECASE):
        depth += -1 if found[0] == ")" else 1
        if depth > MOST_DEPTH:
            reason = f"More than {MOST_DEPTH} brackets or “not” stand inside each other."
            raise FilterError(reason, text, found.start(), found.end())


def _explained(text: str, plain: str, at: int) -> FilterError:
    """The sentence for a place that does not fit: what stands there, or what is wanting."""
    at = _first(plain, at)
    here = plain[at:]
    before = plain[:at].rstrip()
    if here[:1] and here[0] in '"“”„«»':
        return FilterError("The closing quote is wanting.", text, at, len(text))
    if here.startswith(")"):
        if before.count("(") <= before.count(")"):
            return FilterError("This bracket closes none that was opened.", text, at, at + 1)
        return FilterError(f"Before the bracket {_wanted(before)} is wanting.", text, at, at + 1)
    if sign := re.match(_SIGN, here):
        reason = f"Before “{sign[0]}” stands the name of a field, as in power > 400 kW."
        return FilterError(reason, text, at, at + len(sign[0]))
    if not here:
        return FilterError(f"Here {_wanted(before)} is wanting.", text, at)
    word = re.match(r"[^\s()]+|.", here)
    found = word[0] if word else here
    reason = f"Before “{found}” {_wanted(before)} is wanting."
    return FilterError(reason, text, at, at + len(found))


def _wanted(before: str) -> str:
    """What should follow the text before a place."""
    if re.search(rf"{_SIGN}$", before) or re.search(r"\bbetween$|\bin\s*\($|,$", before, re.IGNORECASE):
        return "a value"
    if re.search(r"\bhas$|\bverdict\s*\($", before, re.IGNORECASE):
        return "the name of a field"
    if re.search(r"(?:^|[\s(])(?:and|or|not)$|\($|^$", before, re.IGNORECASE):
        return "a condition"
    if re.search(r"\bbetween\s+[^()]*$", before, re.IGNORECASE):
        return "“and” with a second value"
    return "a closing bracket" if before.count("(") > before.count(")") else "a condition"
