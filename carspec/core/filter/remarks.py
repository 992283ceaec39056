"""What a filter leaves unsaid: words taken for others, values nothing has, figures not comparable."""

from collections import Counter
from collections.abc import Iterator

from carspec.core.filter.columns import Columns
from carspec.core.filter.evaluate import Evaluator, basis_of, ordered
from carspec.core.filter.fields import FilterField, FilterFields
from carspec.core.filter.tree import Amount, And, Condition, Expression, Name, Not, Or, Text
from carspec.core.folding import fold
from carspec.core.nearness import near
from carspec.core.ratings import NotComparable, compare, parse_rating
from carspec.core.units import MONEY


def remarks(tree: Expression, evaluator: Evaluator, columns: Columns, fields: FilterFields) -> list[str]:
    """Sentences on the conditions of a tree, each once."""
    made: dict[str, None] = {}
    for leaf in _leaves(tree):
        if isinstance(leaf, Text) and not leaf.exact:
            made |= dict.fromkeys(_words(leaf, columns))
        elif isinstance(leaf, Condition):
            made |= dict.fromkeys(_condition(leaf, evaluator, columns, fields[leaf.field]))
    return list(made)


def _leaves(tree: Expression) -> Iterator[Expression]:
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case _:
            yield tree


def _words(leaf: Text, columns: Columns) -> Iterator[str]:
    for word in fold(leaf.text).split():
        meant = columns.words.meant(word)
        if meant != word:
            yield f"Nothing is called “{word}”; read as “{meant}”."


def _condition(leaf: Condition, evaluator: Evaluator, columns: Columns, field: FilterField) -> Iterator[str]:
    if field.kind == "text":
        for value in leaf.values:
            if not evaluator.evaluate(Condition(field.key, "in", (value,))).yes.any():
                yield _unknown(str(getattr(value, "text", value)), columns, field)
        return
    left = int((evaluator.evaluate(leaf).open & columns.known(field)).sum())
    if not left:
        return
    if field.kind == "rating":
        cars = "1 car cannot" if left == 1 else f"{left} cars cannot"
        yield f"{cars} be compared: {_class_reason(leaf, columns, field)}"
        return
    amount = next(value for value in leaf.values if isinstance(value, Amount))
    other = int((columns.known(field) & ~columns.numbers(field).of(basis_of(field, amount))).sum())
    if other and field.kind == MONEY:
        yield (
            f"{_left_out(other)}: stated in another currency, and nothing is converted without a dated rate."
        )
    elif other:
        yield f"{_left_out(other)}: a rate and a count are not compared."
    if left > other:
        condition = str(leaf).replace(leaf.field, field.label, 1)
        yield f"{_left_out(left - other)}: a range or a bound fits “{condition}” only in part."


def _left_out(cars: int) -> str:
    return f"{cars} {'car is' if cars == 1 else 'cars are'} left out"


def _unknown(value: str, columns: Columns, field: FilterField) -> str:
    """That no car has a text, and which look like it."""
    held = {text for values in columns.texts(field).values for text in values}
    words = {word: text for text in sorted(held) for word in (*fold(text).split(), fold(text))}
    close = list(dict.fromkeys(words[word] for word in near(fold(value), words, 6, 70)))[:3]
    hint = f"; near: {', '.join(close)}" if close else ""
    return f"No car has “{value}” as its {field.label.lower()}{hint}."


def _class_reason(leaf: Condition, columns: Columns, field: FilterField) -> str:
    """Why the most frequent of the classes left out cannot be compared."""
    wanted = next(value for value in leaf.values if isinstance(value, Name))
    readings = parse_rating(wanted.text)
    reasons: Counter[str] = Counter()
    column = columns.texts(field)
    if ordered(readings[0]):
        for code, cars in Counter(column.codes[column.known].tolist()).items():
            for reading in (reading for text in column.values[code] for reading in parse_rating(text)):
                try:
                    compare(readings[0], reading)
                except NotComparable as problem:
                    reasons[str(problem)] += cars
    for reason, _ in reasons.most_common(1):
        return reason
    return f"only some of their classes fit “{leaf}”."
