"""A figure read from the words of a page: numbers, unit and qualifier for one kind of figure.

"possante motor de 220 HP" is 220 hp as a power. What is not certain is refused with its reason: a text with
two figures of the kind, a number open to two readings, a unit that is not known.
"""

import re
from contextlib import suppress
from decimal import Decimal
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from carspec.core import numbers
from carspec.core.errors import AmbiguousUnit, CarspecError, UnknownUnitWord, UnreadableQuantity
from carspec.core.number_text import (
    Numeral,
    both_readings,
    is_doubtful,
    numerals,
    plain_text,
)
from carspec.core.number_words import (
    SCALES,
)
from carspec.core.quantity_parts import Part, counts, joined, may_share, one_year, qualifier_of
from carspec.core.run_up import RUN_UPS
from carspec.core.turns import TURNS
from carspec.core.unit_words import UnitWords
from carspec.core.units import MONEY, Units, kind_name
from carspec.core.values import Field
from carspec.core.word_search import inside_a_word, skipped, word_at

UNITLESS = frozenset({"count", "year"})
COARSE_KINDS = frozenset({MONEY, "power", "torque", "speed"})
COARSE_UNITS = frozenset({"mm", "cm", "cm3"})
"""What nobody states to the thousandth: there a mark before three digits parts thousands or is a slip."""

COUNTRY_WORDS = frozenset({"$", "dollar", "dollars", "pesos", "rs", "rs.", "rupees", "kr", "kr.", "元"})
"""Names of money that mean the country's own, where the language's code names a country (en-AU)."""

FRACTION_KINDS = frozenset({"length", "distance"})
"""What is stated as a fraction below one, "7/8 in"; of other kinds "12/16 mpg" are two figures."""

RATE_FIELDS = frozenset({"production_rate"})
"""Fields of counts that say nothing without their period."""

DOLLARS = frozenset({"$", "dollar", "dollars"})
"""Of several countries on an English page that does not say which; without a language they are US."""

_LARGEST = 30
_WIDEST = 100
"""No range is wider than that: in "15-20,000 lb" the first number has lost its thousands."""
_LONGEST = 40
_REST_OF_A_UNIT = re.compile(r"[·²³∙⋅]|/(?![0-9])|/100\b|/1[. ]?000\b")
_NO_FIGURE = re.compile(rf"{TURNS}|%", re.IGNORECASE)


class Read(Struct, frozen=True):
    """What a text states: a number or both ends of a range as decimal text, unit key, kind, qualifier.

    `words` are what stands after and before the number where its unit was found, as written.
    """

    literals: tuple[str, ...]
    unit: str
    kind: str
    qualifier: str | None
    words: tuple[str, str] = ("", "")


class QuantityReader:
    """Reads figures with the words and units of the data files."""

    def __init__(self, units: Units, words: UnitWords) -> None:
        self._units = units
        self._words = words

    def read(self, text: str, kind: str, language: str | None = None) -> Read:
        """The one figure of `kind` that a text states, on a page in `language` (ISO 639-1, also "en-AU").

        Raises UnreadableQuantity, UnknownUnitWord or AmbiguousUnit with the reason where none is certain.
        """
        if kind not in UNITLESS and not self._units.allowed(kind):
            raise UnreadableQuantity(
                f"A {kind_name(kind)} is no number with a unit; it stays as it is written."
            )
        plain = plain_text(text)
        language = language.replace("_", "-") if language else None
        if language:
            numbers.marks(language)
        parts = [self._part(plain, number, kind, language) for number in numerals(plain)]
        if not parts:
            raise UnreadableQuantity(f'There is no number in digits in "{text.strip()}".')
        parts = joined(plain, parts, kind, language)
        part = one_year(parts, text) if kind == "year" else self._only(plain, parts, kind, language)
        return self._read(plain, part, kind, language)

    def read_field(self, text: str, field: Field, language: str | None = None) -> Read:
        """The one figure of a field that a text states; a rate is refused without its period."""
        found = self.read(text, field.kind, language)
        if field.key in RATE_FIELDS and not found.unit:
            raise UnreadableQuantity(f'"{text.strip()}" names no period: write "400 per year".')
        if field.key in RUN_UPS:
            self._require_run_up(text, field.key, language)
        return found

    def _require_run_up(self, text: str, key: str, language: str | None) -> None:
        """UnreadableQuantity where a text about a run-up names another one: 60 mph, 80-120 km/h, 1/4 mile."""
        plain, meant = plain_text(text), RUN_UPS[key]
        for number in numerals(plain):
            for kind in ("speed", "distance"):
                try:
                    said, _ = self.read_start(plain[number.start :], kind, language)
                except CarspecError:  # most numbers are neither
                    continue
                ends = [self._units.to_si(float(literal), said.unit)[0] for literal in said.literals]
                if kind == "distance" or not meant.is_said(ends, self._units):
                    raise UnreadableQuantity(f'"{text.strip()}" is not said of {meant}.')

    def read_start(self, text: str, kind: str, language: str | None = None) -> tuple[Read, int]:
        """The figure of `kind` that a text begins with, and where it ends: 6 in "500 hp aurus".

        Raises as `read` does where the text begins with none.
        """
        plain = plain_text(text)
        numbers_at_start = list(islice(numerals(plain), 2))  # two may be one range
        if not numbers_at_start:
            raise UnreadableQuantity(f'"{text.strip()}" does not begin with a number.')
        parts = [self._part(plain, numbers_at_start[0], kind, language)]
        for number in numbers_at_start[1:]:
            with suppress(CarspecError):  # what follows is none of the figure's
                parts.append(self._part(plain, number, kind, language))
        part = replace(joined(plain, parts, kind, language)[0], doubt=False)
        if plain[: part.start].strip():
            raise UnreadableQuantity(f'"{text.strip()}" does not begin with a number.')
        if kind == "year":
            return self._read(plain, one_year([part], text), kind, language), part.numerals[0].end
        if part.unit is None and (kind not in UNITLESS or part.other_kind):
            raise self._no_unit(plain, [part], kind, language)
        return self._read(plain, part, kind, language), part.end

    def _read(self, text: str, part: Part, kind: str, language: str | None) -> Read:
        before = text[: part.start].rstrip()
        if _is_signed(text[: part.start]):
            raise UnreadableQuantity(f'A number below zero or with "±" cannot be read in "{text.strip()}".')
        unit = part.unit or ""
        literals = tuple(
            self._literal(number, scale, kind, unit, language)
            for number, scale in zip(part.numerals, part.scales, strict=True)
        )
        if part.more:
            head = (self._literal(number, scale, kind, unit, language) for number, scale in part.more)
            literals = (f"{sum(map(Decimal, head), Decimal(literals[0])):f}",)
        if len(literals) == 2 and Decimal(literals[0]) >= Decimal(literals[1]):
            raise UnreadableQuantity(f'The range in "{text.strip()}" does not go from less to more.')
        if len(literals) == 2 and 0 < Decimal(literals[0]) * _WIDEST < Decimal(literals[1]):
            raise UnreadableQuantity(
                f'The ends of the range in "{text.strip()}" are too far apart; write both in full: '
                f"15,000-20,000."
            )
        if kind == "speed" and len(literals) == 2 and not Decimal(literals[0]):
            raise UnreadableQuantity(f'"{text.strip()}" starts from zero: it is an acceleration, no speed.')
        if kind == "year":  # "до 1967", "over 1946-47": of a time, no bound on a number
            return Read(literals, unit, kind, None)
        words = (text[part.numerals[-1].end : part.end], text[part.start : part.numerals[0].start])
        qualifier = qualifier_of(text, before, part, kind, language)
        return Read(literals, unit, kind, qualifier, (words[0].strip(), words[1].strip()))

    def _literal(self, number: Numeral, scale: int, kind: str, unit: str, language: str | None) -> str:
        """The decimal text of a number with its scale; refused where its one mark may mean two things."""
        if number.text.partition("/")[0].isdigit() and "/" in number.text and kind not in FRACTION_KINDS:
            raise UnreadableQuantity(f'"{number.text}" may be a fraction or two figures; write one number.')
        if not scale and is_coarse(kind, unit) and number.fraction is None and is_doubtful(number.text):
            literal = thousands_of(number.text, language)
        else:
            literal = number.literal(language)
        value = Decimal(literal).scaleb(scale)
        if kind in UNITLESS and not unit and value % 1:
            raise UnreadableQuantity(f'A {kind_name(kind)} is a whole number, and "{number.text}" is none.')
        if value.adjusted() > _LARGEST:
            raise UnreadableQuantity(f'The number "{number.text[:12]}..." is too large.')
        return f"{value:f}"

    def _part(self, text: str, number: Numeral, kind: str, language: str | None) -> Part:
        """A number with what stands around it: its scale, its unit, its currency sign."""
        place = number.end + (text[number.end : number.end + 1] == "+")
        start, currency = number.start, None
        if kind == MONEY:
            start, currency = self._currency_before(text, number.start, language)
        found = self._unit_at(text, place, kind, language)
        scale, after = 0, place
        if found is None:
            while step := word_at(text, skipped(text, after, language), SCALES, kind, language):
                word, after = step
                scale += int(word.meaning)
            found = self._unit_at(text, after, kind, language) if scale else None
        if found is None:
            place = skipped(text, after, language)
            glued = kind not in UNITLESS and re.match(r"-[^\W\d_]{2}", text[after:])  # 9-ply
            other = glued or _NO_FIGURE.match(text, place) or self._longest(text, place, None, language)
            return Part((number,), (scale,), start, after, currency, bool(other) and currency is None)
        unit, end = found
        sign = text[start : number.start].strip().casefold()
        if currency is not None and unit and currency != unit and sign not in COUNTRY_WORDS:
            raise UnreadableQuantity(f'"{text[start:end]}" names two currencies.')
        return Part((number,), (scale,), start, end, unit or currency, unit is None)

    def _unit_at(
        self, text: str, place: int, kind: str, language: str | None
    ) -> tuple[str | None, int] | None:
        """The unit of `kind` at a place of the text and its end; None for one of another kind."""
        place = skipped(text, place, language)
        end = self._longest(text, place, kind, language)
        if end is None:
            return None
        any_end = self._longest(text, place, None, language) or end
        if any_end > end or _REST_OF_A_UNIT.match(text, end):
            return None, any_end
        return self._meaning(text[place:end], kind, language), end

    def _meaning(self, word: str, kind: str, language: str | None) -> str:
        own = numbers.currency(language) if kind == MONEY and language and "-" in language else None
        if own in self._units and word.casefold() in COUNTRY_WORDS:
            return str(own)
        if language == "en" and word.casefold() in DOLLARS:
            raise AmbiguousUnit(f'"{word}" may be US, Australian or Canadian: write USD or give en-US.')
        return self._words.read(word, kind, language)

    def _longest(self, text: str, place: int, kind: str | None, language: str | None) -> int | None:
        """End of the longest unit word at a place, of one kind or of any."""
        for end in range(min(len(text), place + _LONGEST), place, -1):
            if text[end - 1].isspace() or inside_a_word(text, end):
                continue
            kinds = self._words.kinds_in(text[place:end], language)
            if kind in kinds or (kind is None and kinds):
                return end
        return None

    def _currency_before(self, text: str, end: int, language: str | None) -> tuple[int, str | None]:
        """Where a currency that stands before a number starts, and which it is."""
        stop = len(text[:end].rstrip())
        for start in range(max(0, stop - _LONGEST), stop):
            word = text[start:stop]
            if word[0].isspace() or inside_a_word(text, start) or re.search(r"\s\W|\W\s", word):
                continue
            if not word[0].isalnum() and text[:start][-1:].isalpha():
                continue
            if MONEY in self._words.kinds_in(word, language):
                return start, self._meaning(word, MONEY, language)
        return end, None

    def _only(self, text: str, parts: list[Part], kind: str, language: str | None) -> Part:
        """The one part that states a figure of the kind."""
        with_unit = [part for part in parts if part.unit]
        if kind == "count" and not with_unit:
            with_unit = counts(text, parts)
        if len(with_unit) > 1:
            said = ", ".join(text[part.start : part.end].strip() for part in with_unit)
            raise UnreadableQuantity(f'Several figures stand in "{text.strip()}": {said}; write one of them.')
        if not with_unit:
            raise self._no_unit(text, parts, kind, language)
        part = with_unit[0]
        if part.doubt or any(other is not part and may_share(other, kind) for other in parts):
            raise UnreadableQuantity(f'Several numbers stand in "{text.strip()}"; write one of them.')
        around = f"{text[: part.start]} {text[part.end :]}"
        for word in re.findall(r"[^\W\d_]{3,}", around) if kind not in UNITLESS else ():
            known = kind in self._words.kinds_in(word, language)
            if known and self._meaning(word, kind, language) != part.unit:
                raise UnreadableQuantity(f'Another figure in "{text.strip()}" has the unit "{word}".')
        return part

    def _no_unit(self, text: str, parts: list[Part], kind: str, language: str | None) -> CarspecError:
        rest = text[skipped(text, parts[-1].end, language) :]
        word = re.match(r"[^\W\d_][^\s\d,;()]*", rest)
        if len(parts) == 1 and word and kind != "count":
            known = self._words.kinds_in(word.group(), language)
            if not known:
                try:
                    self._words.read(word.group(), kind, language)
                except CarspecError as refusal:
                    return refusal
            return UnknownUnitWord(f'"{word.group()}" in "{text.strip()}" is no unit of {kind_name(kind)}.')
        if kind == "count":
            return UnreadableQuantity(f'There is no one number that can only be a count in "{text.strip()}".')
        if kind == MONEY:
            return UnreadableQuantity(
                f'No number in "{text.strip()}" has a currency; write the currency, as in 500,000 EUR.'
            )
        would_do = ", ".join(self._units.get(key).symbol for key in self._units.allowed(kind))
        return UnreadableQuantity(
            f'No number in "{text.strip()}" has a unit of {kind_name(kind)} behind it, such as {would_do}.'
        )


def _is_signed(before: str) -> bool:
    """Whether a sign before a number makes it negative or a tolerance; a hyphen behind a word does not."""
    if before.rstrip().endswith("±"):
        return True
    return before.endswith(("-", "−")) and not before[-2:-1].isalpha()


def is_coarse(kind: str, unit: str) -> bool:
    """Whether nobody states such a figure to the thousandth."""
    return kind in COARSE_KINDS or unit in COARSE_UNITS


def thousands_of(text: str, language: str | None) -> str:
    """A doubtful number where thousandths are out of the question: with thousands, or refused.

    Its mark may be a slip where the language has it for decimals ("6,062 mm" on a French page).
    """
    mark = "." if "." in text else ","
    decimal = numbers.marks(language)[0] if language else "."
    if mark == decimal:
        raise both_readings(text)
    return "".join(c for c in text if c.isdigit())
