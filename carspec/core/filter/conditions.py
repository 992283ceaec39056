"""One condition of a filter: its relation and the words behind it, read as values of its field."""

import re
from collections.abc import Callable, Sequence

from carspec.core.errors import CarspecError, UnknownUnitWord
from carspec.core.filter.amounts import AmountReader, is_bare
from carspec.core.filter.errors import FilterError
from carspec.core.filter.evaluate import ordered
from carspec.core.filter.fields import FilterField
from carspec.core.filter.grammar import RELATIONS, Relation, Word
from carspec.core.filter.tree import Amount, Condition, Expression, Name, Not, Value, VerdictIs
from carspec.core.folding import fold
from carspec.core.ratings import NotComparable, compare, parse_rating
from carspec.core.units import kind_name
from carspec.core.values import Verdict

VERDICTS = tuple(str(verdict) for verdict in Verdict)
SIGNS = tuple(dict.fromkeys(RELATIONS.values()))
WantedUnits = Callable[[FilterField], tuple[str, ...]]
"""The units in which a reader wants to see a field, primary first."""

SINGLE = "takes single numbers with their units, no range"


class Conditions:
    """Reads conditions of one text; `notes` fill with sentences on how its amounts were taken."""

    def __init__(self, text: str, amounts: AmountReader, wanted: WantedUnits) -> None:
        self._text, self._amounts, self._wanted = text, amounts, wanted
        self.notes: list[str] = []

    def read(
        self, field: FilterField, relation: Relation, words: Sequence[Word], *, verdict: bool
    ) -> tuple[Expression, int]:
        """A condition on a field, or on its verdict, and how many of the words are its value.

        Raises FilterError where the value cannot be read for certain or has no such relation.
        """
        sign = RELATIONS.get(relation.sign, relation.sign)
        if sign not in (*SIGNS, "in", "not in", "between"):
            reason = f"There is no relation “{relation.sign}”; write one of {' '.join(SIGNS)}."
            raise FilterError(reason, self._text, relation.start, relation.end)
        if not words and sign not in ("in", "not in"):
            raise FilterError("Here a value is wanting.", self._text, relation.end)
        if verdict:
            return self._verdict(field, sign, relation, words)
        if field.kind in ("text", "rating"):
            return self._names(field, sign, relation, words)
        return self._numbers(field, sign, relation, words)

    def _verdict(
        self, field: FilterField, sign: str, relation: Relation, words: Sequence[Word]
    ) -> tuple[Expression, int]:
        self._only_equal(sign, relation, "A verdict")
        listed = relation.values or words[:1]
        verdicts = []
        for word in listed:
            fits = [verdict for verdict in VERDICTS if fold(verdict) == fold(word.text)]
            if not fits:
                reason = f"There is no verdict “{word.text}”; verdicts are {', '.join(VERDICTS)}."
                raise FilterError(reason, self._text, word.start, word.end)
            verdicts += fits
        return _signed(
            sign, VerdictIs(field.key, tuple(dict.fromkeys(verdicts)))
        ), 0 if relation.values else 1

    def _names(
        self, field: FilterField, sign: str, relation: Relation, words: Sequence[Word]
    ) -> tuple[Expression, int]:
        rating = field.kind == "rating"
        if not rating:
            self._only_equal(sign, relation, field.label.capitalize())
        name, taken = self._name(rating, words) if words and not sign.endswith("in") else (None, 0)
        values = [*relation.values, *([name] if name else [])]
        if sign == "between":
            name, taken = self._name(rating, words)
            values = [*relation.values, name]
        for value in values:
            if not fold(value.text):
                raise FilterError("Here a value is wanting.", self._text, value.start, value.end)
            if rating and sign not in ("=", "!=", "in", "not in"):
                self._check_class(value)
        if sign == "between":
            self._check_order(*values)
        names = tuple(dict.fromkeys(Name(value.text) for value in values))
        relation_sign = "=" if sign == "!=" else "in" if sign == "not in" else sign
        return _signed(sign, Condition(field.key, relation_sign, names)), taken

    def _name(self, rating: bool, words: Sequence[Word]) -> tuple[Word, int]:
        """The text that stands as a value: a quoted one, or all words; of a class as many as name it."""
        if words[0].quoted:
            return words[0], 1
        taken = len(words)
        if rating:
            said = [_said(self._text[words[0].start : word.end]) for word in words]
            taken = said.index(said[-1]) + 1 if said[-1] else taken
        start, end = words[0].start, words[taken - 1].end
        return Word(self._text[start:end], start, end), taken

    def _only_equal(self, sign: str, relation: Relation, what: str) -> None:
        if sign in (">", ">=", "<", "<=", "between"):
            reason = f"{what} has no order: write =, != or in."
            raise FilterError(reason, self._text, relation.start, relation.end)

    def _check_class(self, value: Word) -> None:
        readings = parse_rating(value.text)
        if len(readings) > 1:
            reason = f"“{value.text}” names several classes; write one of them."
        elif not ordered(readings[0]):
            try:
                compare(readings[0], readings[0])
            except NotComparable as problem:
                reason = str(problem)
        else:
            return
        raise FilterError(reason, self._text, value.start, value.end)

    def _check_order(self, low: Word, high: Word) -> None:
        try:
            step = compare(parse_rating(low.text)[0], parse_rating(high.text)[0])
        except NotComparable as problem:
            raise FilterError(str(problem), self._text, low.start, high.end) from None
        if step > 0:
            reason = f"“{low.text}” stands above “{high.text}”; write the lower class first."
            raise FilterError(reason, self._text, low.start, high.end)

    def _numbers(
        self, field: FilterField, sign: str, relation: Relation, words: Sequence[Word]
    ) -> tuple[Expression, int]:
        if sign == "between":
            said = len(self.notes)
            high, taken = self._amount(field, words, "“between”")
            of_high = self.notes[said:]
            del self.notes[said:]
            low = self._low_end(field, relation.values[0], high)
            self.notes += of_high
            return Condition(field.key, "between", (low, high)), taken
        if sign.endswith("in"):
            values: list[Value] = []
            for item in relation.values:
                for word in _items(item, field.kind):
                    values.append(self._amount(field, [word], "A list")[0])
            return _signed(sign, Condition(field.key, "in", tuple(dict.fromkeys(values)))), 0
        amounts, taken = self._amounts_at(field, words)
        if len(amounts) == 1:
            return _signed(sign, Condition(field.key, "=" if sign == "!=" else sign, amounts)), taken
        if sign not in ("=", "!="):
            reason = f"“{sign}” takes one number, no range."
            raise FilterError(reason, self._text, words[0].start, words[taken - 1].end)
        return _signed(sign, Condition(field.key, "between", amounts)), taken

    def _low_end(self, field: FilterField, word: Word, high: Amount) -> Amount:
        """The first amount of "between", which may share the unit of the second."""
        literal = self._amounts.without_unit(word.text)
        if literal is not None and high.unit:
            typed = Word(f"{word.text} {high.symbol}", word.start, word.end, quoted=True)
            return self._amount(field, [typed], "“between”")[0]
        return self._amount(field, [word], "“between”")[0]

    def _amount(self, field: FilterField, words: Sequence[Word], who: str) -> tuple[Amount, int]:
        """A single amount, and how many of the words it takes."""
        amounts, taken = self._amounts_at(field, words)
        if len(amounts) > 1:
            raise FilterError(f"{who} {SINGLE}.", self._text, words[0].start, words[taken - 1].end)
        return amounts[0], taken

    def _amounts_at(self, field: FilterField, words: Sequence[Word]) -> tuple[tuple[Amount, ...], int]:
        """The amount, or both ends of a range, that words begin with, and how many of them it takes."""
        start = words[0].start
        typed = words[0].text if words[0].quoted else self._text[start : words[-1].end]
        try:
            amounts, end = self._amounts.read(typed, field)
        except CarspecError as problem:
            raise self._refused(field, words, typed, problem) from None
        taken = 1 if words[0].quoted else sum(word.start < start + end for word in words)
        for amount in amounts:
            note = self._amounts.note(typed[:end], amount, field.kind, self._wanted(field))
            self.notes += [note] if note else []
        return amounts, taken

    def _refused(
        self, field: FilterField, words: Sequence[Word], typed: str, problem: CarspecError
    ) -> FilterError:
        """The refusal of an amount, at its number or at its unit."""
        start, length = words[0].start, self._amounts.number_end(typed)
        if length is None:
            example = "2018" if field.kind == "year" else "4" if is_bare(field.kind) else "400 kW"
            reason = f"“{typed.split()[0]}” is no number; write one as in {example}."
            if field.kind not in ("year", "count", "power"):
                reason = f"“{typed.split()[0]}” is no number; {self._amounts.allowed(field)}."
            return FilterError(reason, self._text, start, words[0].end)
        rest = re.match(r"\s*(\S+)", typed[length:])
        if rest is None or is_bare(field.kind):
            if is_bare(field.kind) or "can be read as" in str(problem):
                return FilterError(str(problem), self._text, start, start + len(typed))
            reason = f"{field.label} needs a unit; {self._amounts.allowed(field)}."
            return FilterError(reason, self._text, start + length)
        reason = str(problem)
        if isinstance(problem, UnknownUnitWord) and "did you mean" not in reason:
            reason = f"“{rest[1]}” is no unit of {kind_name(field.kind)}; {self._amounts.allowed(field)}."
        at = start + length
        return FilterError(reason, self._text, at + rest.start(1), at + rest.end(1))


def _signed(sign: str, condition: Expression) -> Expression:
    return Not(condition) if sign in ("!=", "not in") else condition


def _said(text: str) -> list[tuple[str | None, ...]]:
    """What a text says of classes, whatever else stands in it."""
    readings = parse_rating(text)
    known = any(reading.scheme for reading in readings)
    return [(one.scheme, one.edition, one.level, one.axis) for one in readings] if known else []


def _items(item: Word, kind: str) -> list[Word]:
    """A value of a list; of years and counts a comma without a space parts two: 2018,2019."""
    if not is_bare(kind) or item.quoted:
        return [item]
    return [
        Word(found[0], item.start + found.start(), item.start + found.end())
        for found in re.finditer(r"[^,]+", item.text)
    ]
