"""What the cells of one column state: claims, or the reason why a text is refused."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal

from msgspec import Struct

from carspec.core.errors import CarspecError, UnreadableQuantity
from carspec.core.importing.cars import CellClaim
from carspec.core.importing.lent_unit import with_unit
from carspec.core.importing.mapping import ColumnMapping, Mapping
from carspec.core.importing.number_style import NumberStyle, Possible
from carspec.core.importing.same_figure import are_one_figure, parts_with_units
from carspec.core.library import Library
from carspec.core.nearness import near
from carspec.core.number_text import both_readings, is_doubtful, numerals, plain_text, read_number
from carspec.core.own_claims import LONGEST, require_possible, unit_word
from carspec.core.printable import is_printable, seen
from carspec.core.quantity_text import QuantityReader, is_coarse, thousands_of
from carspec.core.reading import read_claim
from carspec.core.turns import without_turns
from carspec.core.units import MONEY, kind_name

LONGEST_SEARCHED = 200
"""Letters of a cell in which a pattern is looked for, so that no pattern takes long."""

_NUMBER = re.compile(r"\+?[0-9][0-9.,'’٫٬ \u00a0\u2007\u2009\u202f]*")
_NO_CENTS = re.compile(r"(?<=[0-9])[.,] ?[-–—=]{1,2}(?![0-9])")
_EXPONENT = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")

Outcome = tuple[CellClaim, ...] | str
"""What a cell states, or the sentence that says why it was refused."""


class _Value(Struct, frozen=True):
    """One value of a cell: its decimal text or words, its unit word and qualifier."""

    value: str
    unit: str | None
    qualifier: str | None
    own_unit: bool = False


class CellReader:
    """Reads the cells of one column; `style` is asked where a number could be read in two ways."""

    def __init__(
        self, column: ColumnMapping, mapping: Mapping, library: Library, style: Callable[[], NumberStyle]
    ) -> None:
        self._column, self._style, self._library = column, style, library
        self._field = library.fields[column.field]
        self._language = mapping.source.language
        self._missing = frozenset(text.casefold() for text in (*mapping.missing, *column.missing))
        self._words = {word.casefold(): text for word, text in (column.words or {}).items()}
        self._part = re.compile(column.part) if column.part else None
        self._quantities = QuantityReader(library.units, library.unit_words)
        self._possible = Possible(column, library)

    def read(self, text: str, given: str = "") -> Outcome:
        """What a cell states; `given` is the text of the column that says under which condition it holds."""
        stated = seen(text).strip()
        if self._is_missing(stated):
            return ()
        if len(stated) > LONGEST or not is_printable(stated):
            what = "is too long" if len(stated) > LONGEST else "holds signs that cannot be printed"
            return f"The text {what}; {LONGEST} letters are the most."
        try:
            claims = [
                claim
                for part, condition in self._parts(stated, given)
                if not self._is_missing(part)
                for claim in self._claims(part, stated, condition)
            ]
        except CarspecError as refusal:
            return str(refusal)
        return tuple(dict.fromkeys(claims))

    def _is_missing(self, text: str) -> bool:
        if text.casefold() in self._missing:
            return True
        if not self._field.numeric or any(map(str.isnumeric, text)) or text.casefold() in self._words:
            return False
        if not any(map(str.isalpha, text)):  # however many dashes or dots
            return True
        with suppress(CarspecError):  # a unit without a number says nothing
            return bool(self._library.unit_words.read(text.strip("()[]"), self._field.kind, self._language))
        return False

    def _parts(self, stated: str, given: str) -> Iterator[tuple[str, str | None]]:
        """The values of a cell, each with the condition under which it holds; none that are left out."""
        column = self._column
        parts = [part.strip() for part in stated.split(column.separator)] if column.separator else [stated]
        if column.given is None:
            yield from ((part, column.condition) for part in parts)
            return
        sign = column.given.separator
        sides = [side.strip() for side in (given.split(sign) if sign else [given])]
        if len(sides) == 1:
            sides *= len(parts)
        if len(sides) != len(parts):
            raise UnreadableQuantity(
                f'"{stated}" holds {len(parts)} values, and "{given}" in the column '
                f'"{column.given.column}" names {len(sides)}.'
            )
        for part, side in zip(parts, sides, strict=True):
            if side not in column.given.texts:
                known = [text for text in column.given.texts if text]
                raise UnreadableQuantity(
                    f'The mapping does not say what "{side}" in the column "{column.given.column}" means '
                    f"for it{did_you_mean(side, known)}."
                )
            condition = column.given.texts[side]
            if condition is not False:
                both = [text for text in (column.condition, condition) if isinstance(text, str)]
                yield part, ", ".join(both) or None

    def _claims(self, part: str, stated: str, condition: str | None) -> Iterator[CellClaim]:
        """What a value of a cell states: one claim, or one in each unit where it says a figure in several."""
        try:
            yield self._claim(part, stated, condition)
        except CarspecError as refusal:
            column = self._column
            if not self._field.numeric or self._field.kind == MONEY or column.part or column.times != 1:
                raise
            first, _, rest = part.partition("\n")
            said = ", ".join(" ".join(line.split()) for line in rest.split("\n"))
            if said and not any(numerals(plain_text(said))):  # "14.5", and below it "for VR9"
                with suppress(CarspecError):
                    yield self._claim(first, stated, ", ".join(filter(None, (condition, said))))
                    return
            for parts in parts_with_units(plain_text(part)):
                with suppress(CarspecError):
                    claims = [self._claim(each, stated, condition) for each in parts]
                    if are_one_figure([claim.reading for claim in claims]):
                        yield from claims
                        return
            raise refusal

    def _claim(self, part: str, stated: str, condition: str | None) -> CellClaim:
        column, field = self._column, self._field
        text = self._taken(part)
        if not field.numeric:
            if not self._words and column.text == "{}" and _NUMBER.fullmatch(text):
                raise UnreadableQuantity(f'"{text}" is a number only, and says nothing of {field.label}.')
            return CellClaim(
                field.key, column.text.replace("{}", text), None, stated, scope=column.scope,
                condition=condition, note=column.note,
            )  # fmt: skip
        found = self._value(text)
        ends = found.value.split("..")
        reading = read_claim(
            field.kind,
            (ends[0], ends[-1]),
            found.unit,
            stated,
            found.qualifier,
            self._language,
            self._library.unit_words,
            self._library.units,
        )
        require_possible(stated, field, reading.unit, reading, self._library.units)
        return CellClaim(
            field.key, found.value, found.unit, stated, found.qualifier, column.scope, condition,
            None, column.note, reading,
        )  # fmt: skip

    def _taken(self, text: str) -> str:
        """The part of a text that counts, in the mapping's words."""
        if self._part is not None:
            match = self._part.search(text[:LONGEST_SEARCHED])
            if match is None or match.group(1) is None:
                raise UnreadableQuantity(f'The mapping\'s pattern finds nothing in "{text}".')
            text = match.group(1).strip()
        if not self._words:
            return text
        word = self._words.get(text.casefold())
        if word is None and not self._field.numeric:
            known = list((self._column.words or {}).keys())
            raise UnreadableQuantity(f'The mapping has no word for "{text}"{did_you_mean(text, known)}.')
        return text if word is None else word

    def _value(self, text: str) -> _Value:
        """The number of a cell, or the range, with its unit."""
        plain = plain_text(text)
        if self._field.kind == "year":
            plain = plain.removesuffix(".0")  # a spreadsheet's way to write a whole number
        if self._field.kind == MONEY:
            plain = _NO_CENTS.sub("", plain)
        bare = _NUMBER.fullmatch(plain) is not None
        if not bare and _EXPONENT.fullmatch(plain):
            return self._scaled(_Value(f"{Decimal(plain):f}", self._column.unit, None))
        if bare and (self._column.unit is not None or self._field.kind == "count"):
            return self._scaled(_Value(self._bare(plain), self._column.unit, None))
        return self._scaled(self._with_words(plain))

    def _bare(self, plain: str) -> str:
        """The decimal text of a number that stands alone in its cell."""
        number = plain.lstrip("+").strip().removesuffix(".")
        literal = None if is_doubtful(number) else read_number(number)
        if literal is None:
            literal = self._by_style(number) or self._by_language(number)
        if self._field.kind == "count" and self._column.unit is None:
            if Decimal(literal) % 1:
                raise UnreadableQuantity(f'A count is a whole number, and "{number}" is none.')
            return f"{Decimal(literal):.0f}"
        return literal

    def _by_style(self, number: str) -> str | None:
        """A doubtful number in the style of its column; None where that does not decide.

        What nobody states to the thousandth may be of the other style in a column of both: "12,500 €" is
        refused beside "1.250,00 €", unless thousands of it cannot be meant, or the mapping says the mark.
        """
        literal = self._style().literal(number)
        if literal is None or "." not in literal or self._column.decimal is not None:
            return literal
        if is_coarse(self._field.kind, "") and self._possible.fits(literal.replace(".", "")):
            raise both_readings(number)
        return literal

    def _by_language(self, number: str) -> str:
        """A doubtful number that no other cell of its column explains."""
        unit, kind = self._column.unit, self._field.kind
        try:
            key = self._library.unit_words.read(unit, kind, self._language) if unit else ""
            if is_coarse(kind, key):
                return thousands_of(number, self._language)
            return read_number(number, self._language)
        except UnreadableQuantity as refusal:
            raise UnreadableQuantity(
                f'{refusal} Or say in the mapping which "decimal" the column has.'
            ) from None

    def _with_words(self, plain: str) -> _Value:
        """A cell with more than a number in it: a unit, a range, a qualifier."""
        text, padded = self._unambiguous(without_turns(plain))
        unit, words, units = self._column.unit, self._library.unit_words, self._library.units
        try:
            found = self._quantities.read_field(text, self._field, self._language)
        except CarspecError as refusal:
            if unit is None:
                raise
            if self._names_a_unit(text):  # "3.2 s to 60" is no range of seconds
                raise self._refusal(plain, refusal) from None
            try:
                lent = with_unit(text, unit, self._field.kind, self._language)
                found = self._quantities.read_field(lent, self._field, self._language)
            except CarspecError as unread:
                raise self._refusal(plain, unread) from None
            own = False
        else:
            own = unit is not None
        literals = [literal[:-1] if literal in padded else literal for literal in found.literals]
        word = unit_word(found, self._language, words, units) if found.unit else None
        if own and unit is not None and word is not None:
            meant = words.read(unit, self._field.kind, self._language)
            if any(each.key == meant for each in units.readings(found.unit)):
                word = unit  # "30 mpg" in a column of US miles per gallon
                own = False
        if self._column.times != 1 and not own and any(c.isalpha() for c in plain):
            raise UnreadableQuantity(
                f'"{plain}" has words of its own in a column whose numbers are multiplied by '
                f"{self._column.times:,}: write the number alone."
            )
        return _Value("..".join(literals), word, found.qualifier, own)

    def _names_a_unit(self, text: str) -> bool:
        """Whether a unit of whatever kind stands in a text."""
        found = re.findall(r"[^\W\d_]+", text)
        return any(self._library.unit_words.kinds_in(word, self._language) for word in found)

    def _refusal(self, plain: str, refusal: CarspecError) -> CarspecError:
        """The reason with the unit of the mapping in mind, which cells without letters have."""
        if any(c.isalpha() for c in plain):
            return refusal
        return UnreadableQuantity(
            f'"{plain}" is no {kind_name(self._field.kind)} in {self._column.unit} that can be read: '
            f"write one number, or a range such as 5-7."
        )

    def _unambiguous(self, plain: str) -> tuple[str, frozenset[str]]:
        """The text with its doubtful numbers in the style of the column, and those with a zero put behind."""
        pieces, padded, end = [], set(), 0
        for number in numerals(plain):
            if number.fraction is None and is_doubtful(number.text):
                literal = self._by_style(number.text)
                if literal is not None:
                    if "." in literal:
                        literal += "0"
                        padded.add(literal)
                    pieces += [plain[end : number.start], literal]
                    end = number.end
        return "".join([*pieces, plain[end:]]), frozenset(padded)

    def _scaled(self, found: _Value) -> _Value:
        """The value times what the mapping says, unless the cell states its own unit."""
        if self._column.times == 1 or found.own_unit:
            return found
        power = len(str(self._column.times)) - 1
        ends = [f"{Decimal(end).scaleb(power):f}" for end in found.value.split("..")]
        return _Value("..".join(ends), found.unit, found.qualifier)


def did_you_mean(word: str, known: list[str]) -> str:
    spelled = {each.casefold(): each for each in known}
    close = near(word.casefold(), spelled, 3)
    return f"; near it are {', '.join(spelled[each] for each in close)}" if close else ""
