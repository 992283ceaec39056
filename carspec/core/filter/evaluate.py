"""Which vehicles a filter fits: a tree of conditions over columns, for all vehicles at once."""

from functools import reduce
from operator import and_, or_

from carspec.core.filter.columns import Columns
from carspec.core.filter.fields import FilterField, FilterFields
from carspec.core.filter.tree import Amount, And, Condition, Expression, Has, Name, Not, Or, Text, VerdictIs
from carspec.core.filter.truth import Truth
from carspec.core.folding import fold
from carspec.core.rating_forms import UNDECIDED
from carspec.core.ratings import NotComparable, Rating, compare, parse_rating
from carspec.core.units import MONEY, Units

_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}


class Evaluator:
    """Answers one filter, and what is asked about it, over the columns of a library."""

    def __init__(self, columns: Columns, fields: FilterFields, units: Units) -> None:
        self._columns, self._fields, self._units = columns, fields, units
        self._kept: dict[Expression, Truth] = {}

    def evaluate(self, tree: Expression) -> Truth:
        """For each vehicle yes, no or neither; each part is worked out once."""
        if tree not in self._kept:
            self._kept[tree] = self._answer(tree)
        return self._kept[tree]

    def _answer(self, tree: Expression) -> Truth:
        match tree:
            case And(parts):
                return reduce(and_, map(self.evaluate, parts))
            case Or(parts):
                return reduce(or_, map(self.evaluate, parts))
            case Not(part):
                return ~self.evaluate(part)
            case Has(key):
                known = self._columns.known(self._fields[key])
                return Truth(known, ~known)
            case VerdictIs(key, verdicts):
                return self._columns.verdicts(self._fields[key]).where(lambda held: held[0] in verdicts)
            case Text(text, exact):
                return self._named(fold(text), exact)
            case Condition():
                return self._condition(tree)

    def _named(self, text: str, exact: bool) -> Truth:
        words = self._columns.words
        if exact:
            yes = words.phrase(text)
        else:
            yes = reduce(and_, (words.holding(words.meant(word)) for word in text.split()))
        return Truth(yes, ~yes)

    def _condition(self, condition: Condition) -> Truth:
        field = self._fields[condition.field]
        if field.kind in ("text", "rating"):
            names = [value for value in condition.values if isinstance(value, Name)]
            if field.kind == "text":
                return self._any_text(field, names)
            return self._rated(field, condition.relation, names)
        amounts = [value for value in condition.values if isinstance(value, Amount)]
        if condition.relation == "between":
            low, high = sorted(self._si(field, amount.number, amount) for amount in amounts)
            return self._columns.numbers(field).within(low, high, basis_of(field, amounts[0]), closed=True)
        if condition.relation == "in":
            return reduce(or_, (self._compared(field, "=", amount) for amount in amounts))
        return self._compared(field, condition.relation, amounts[0])

    def _compared(self, field: FilterField, relation: str, amount: Amount) -> Truth:
        column, basis = self._columns.numbers(field), basis_of(field, amount)
        if relation == "=":
            low, high = sorted(self._si(field, end, amount) for end in amount.window)
            return column.within(low, high, basis, closed=False)
        if amount.unit and self._units.get(amount.unit).inverse:
            relation = _TURNED[relation]  # more miles to the gallon are less fuel for the mile
        bound = self._si(field, amount.number, amount)
        above = column.above(bound, basis, or_equal=relation in (">=", "<"))
        return above if relation in (">", ">=") else ~above

    def _si(self, field: FilterField, number: float, amount: Amount) -> float:
        if not amount.unit or field.kind == MONEY:
            return number
        if not number and self._units.get(amount.unit).inverse:
            return float("inf")  # no distance on any fuel
        return self._units.to_si(number, amount.unit)[0]

    def _any_text(self, field: FilterField, names: list[Name]) -> Truth:
        wanted = [fold(name.text) for name in names]
        return self._columns.texts(field).where(
            lambda held: any(stands_in(words, text) for words in wanted for text in held)
        )

    def _rated(self, field: FilterField, relation: str, names: list[Name]) -> Truth:
        column = self._columns.texts(field)
        if relation == "in":
            return reduce(or_, (self._rated(field, "=", [name]) for name in names))
        if relation == "between":
            low, high = names
            return self._rated(field, ">=", [low]) & self._rated(field, "<=", [high])
        return column.where(lambda held: rated(held, relation, names[0].text))


def basis_of(field: FilterField, amount: Amount) -> str:
    """What figures an amount can be compared with; see `carspec.core.filter.columns.Numbers`."""
    if field.kind == MONEY:
        return amount.unit
    return "rate" if field.kind == "count" and amount.unit else ""


def stands_in(words: str, text: str) -> bool:
    """Whether folded words stand in a text as whole words, in their order."""
    return f" {words} " in f" {fold(text)} "


def rated(held: tuple[str, ...], relation: str, wanted: str) -> bool | None:
    """Whether printed classes stand in a relation to a wanted one; None where that cannot be said.

    Of several classes ("VR8/VR10" may be body and glass, or a range) all that can be compared must.
    """
    readings = parse_rating(wanted)
    if relation == "=" and not ordered(readings[0]):
        return any(stands_in(fold(wanted), text) for text in held)
    answers = []
    for reading in (reading for text in held for reading in parse_rating(text)):
        try:
            step = compare(reading, readings[0])
        except NotComparable:
            continue
        answers.append(
            {">": step > 0, ">=": step >= 0, "<": step < 0, "<=": step <= 0, "=": step == 0}[relation]
        )
    if not answers or len(set(answers)) > 1:
        return None
    return answers[0]


def ordered(rating: Rating) -> bool:
    """Whether a reading names a scheme and a class in it, so that it can be compared."""
    return rating.scheme not in (None, UNDECIDED) and rating.level is not None
