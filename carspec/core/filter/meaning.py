"""The meaning of a filter: its words as fields, values and texts, read for certain or refused in place."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from carspec.core.filter.amounts import AmountReader
from carspec.core.filter.conditions import Conditions, WantedUnits
from carspec.core.filter.errors import FilterError
from carspec.core.filter.fields import FilterField, FilterFields
from carspec.core.filter.grammar import Call, Chain, Joined, Negated, Parsed, Relation, Word, parse, place
from carspec.core.filter.tree import And, Expression, Has, Not, Or, Text, joined
from carspec.core.folding import fold
from carspec.core.units import kind_name


class Part(Struct, frozen=True):
    """One of the conditions that must all hold, and where it stands in the text."""

    tree: Expression
    start: int
    end: int


class Meaning(Struct, frozen=True):
    """What a filter asks: its parts, which must all hold, and sentences on how amounts were taken."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    @property
    def tree(self) -> Expression | None:
        """The whole filter; None where nothing is asked."""
        return joined([part.tree for part in self.parts], And) if self.parts else None


class Interpreter:
    """Reads one filter over the fields of a library."""

    def __init__(self, text: str, fields: FilterFields, amounts: AmountReader, wanted: WantedUnits) -> None:
        self._text, self._fields, self._amounts = text, fields, amounts
        self._conditions = Conditions(text, amounts, wanted)

    def meaning(self) -> Meaning:
        """What the text asks. Raises FilterError where a word of it cannot be read for certain."""
        parsed = parse(self._text)
        parts = tuple(self._parts(parsed)) if parsed else ()
        return Meaning(parts, tuple(dict.fromkeys(self._conditions.notes)))

    def _parts(self, parsed: Parsed) -> list[Part]:
        """The conditions that must all hold; "not" is said of the next one only."""
        match parsed:
            case Chain():
                return self._chain(parsed)
            case Joined(parts, either=False):
                return [found for part in parts for found in self._parts(part)]
            case Negated(Chain() as chain, start):
                first, *rest = self._some(chain)
                return [Part(Not(first.tree), start, first.end), *rest]
            case _:
                return [Part(self._tree(parsed), *place(parsed))]

    def _tree(self, parsed: Parsed) -> Expression:
        match parsed:
            case Joined(parts, either=True):
                return joined([self._tree(part) for part in parts], Or)
            case Negated(part) if not isinstance(part, Chain):
                return Not(self._tree(part))
            case _:
                return joined([part.tree for part in self._some(parsed)], And)

    def _some(self, parsed: Parsed) -> list[Part]:
        """The conditions of a part, at least one: of signs alone nothing can be asked."""
        parts = self._parts(parsed)
        if not parts:
            raise FilterError("Here a condition is wanting.", self._text, *place(parsed))
        return parts

    def _chain(self, chain: Chain) -> list[Part]:
        parts: list[Part] = []
        words: Sequence[Word | Call] = chain.words
        if chain.has:
            taken = self._fields.starting(_spelled(words))
            if not taken:
                raise self._unknown_field(words[0])
            if words[taken:] or not chain.steps:
                field = self._named(words[:taken])
                parts.append(Part(Has(field.key), chain.start, words[taken - 1].end))
                words = words[taken:]
        for number, (relation, following) in enumerate(chain.steps):
            n = self._subject(words, relation, following)
            parts += self._texts(words[: len(words) - n])
            subject = words[len(words) - n :]
            last = number == len(chain.steps) - 1
            room = len(following) if last else len(following) - max(1, self._ending(following))
            tree, taken = self._condition(subject, relation, following[:room])
            end = following[taken - 1].end if taken else relation.end
            parts.append(Part(tree, subject[0].start, end))
            words = following[taken:]
        return [*parts, *self._texts(words)]

    def _ending(self, words: Sequence[Word | Call]) -> int:
        """How many of the last words name a field."""
        if words and isinstance(words[-1], Call):
            return 1
        return self._fields.ending(_spelled(words))

    def _subject(self, words: Sequence[Word | Call], relation: Relation, after: Sequence[Word | Call]) -> int:
        """How many words before a relation name its field; FilterError for none."""
        n = self._ending(words)
        if n:
            return n
        if not words:
            reason = f"Before “{relation.sign}” stands the name of a field, as in power > 400 kW."
            raise FilterError(reason, self._text, relation.start, relation.end)
        other = self._fields.named(" ".join(_spelled(after)))
        if other and self._amounts.number_end(self._text[words[0].start :]) is not None:
            stated = self._text[words[0].start : words[-1].end]
            reason = f"The field stands first: write {other.key} and then the amount, {stated}."
            raise FilterError(reason, self._text, words[0].start, words[-1].end)
        raise self._unknown_field(words[-1])

    def _named(self, words: Sequence[Word | Call]) -> FilterField:
        found = self._fields.named(" ".join(_spelled(words)))
        if found is None:
            raise self._unknown_field(words[-1])
        return found

    def _unknown_field(self, word: Word | Call) -> FilterError:
        typed = self._text[word.start : word.end]
        kinds = self._amounts.kinds_of_unit(typed)
        close = self._fields.near(typed)
        if kinds:
            of = next((f.key for f in self._fields if f.kind in kinds), kinds[0])
            reason = f"“{typed}” is a unit of {kind_name(kinds[0])}, no field: write {of} > 500 {typed}."
        elif close:
            reason = f"There is no field “{typed}”; did you mean {' or '.join(close)}?"
        else:
            reason = (
                f"There is no field “{typed}”; fields are power, mass, make, year and those of the table."
            )
        return FilterError(reason, self._text, word.start, word.end)

    def _texts(self, words: Sequence[Word | Call]) -> Iterator[Part]:
        """Plain words, each of which a car must have in its names."""
        for n, word in enumerate(words):
            if isinstance(word, Call):
                called = self._text[word.start : word.end]
                reason = f"After “{called}” comes a verdict, as in {called} = conflict."
                raise FilterError(reason, self._text, word.end)
            if word.text.casefold() == "in" and self._ending(words[:n]):
                reason = "After “in” the values stand in brackets: make in (Aurus, ZIL)."
                raise FilterError(reason, self._text, word.start, word.end)
            if fold(word.text):
                yield Part(Text(word.text, word.quoted), word.start, word.end)

    def _condition(
        self, subject: Sequence[Word | Call], relation: Relation, following: Sequence[Word | Call]
    ) -> tuple[Expression, int]:
        """A condition, and how many of the words behind its relation belong to it."""
        words = [word for word in following if isinstance(word, Word)]
        call = subject[0] if isinstance(subject[0], Call) else None
        field = self._named(call.words if call else subject)
        if call and field.identity is not None:
            reason = f"{field.label.capitalize()} is known of the car itself; no sources are weighed for it."
            raise FilterError(reason, self._text, call.words[0].start, call.words[-1].end)
        return self._conditions.read(field, relation, words, verdict=call is not None)


def _spelled(words: Sequence[Word | Call]) -> list[str]:
    """The texts of words; a question ends what can be a name."""
    return ["()" if isinstance(word, Call) else word.text for word in words]
