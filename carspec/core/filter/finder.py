"""Finding vehicles by a filter: the one way of searching, for the window and the command line alike."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, takewhile

from carspec.core.filter.amounts import AmountReader
from carspec.core.filter.errors import FilterError
from carspec.core.filter.evaluate import Evaluator
from carspec.core.filter.fields import FilterField, FilterFields
from carspec.core.filter.meaning import Interpreter, Meaning, Part
from carspec.core.filter.remarks import remarks
from carspec.core.filter.tree import Or, Text
from carspec.core.filter.truth import Mask
from carspec.core.folding import fold
from carspec.core.library import Library
from carspec.core.profiles import DEFAULT_PROFILE
from carspec.core.values import Vehicle


@dataclass(frozen=True, slots=True)
class Without:
    """A filter with one of its conditions left out, and how many vehicles fit it then."""

    condition: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The vehicles that fit a filter, in the order of the library.

    `names_only` tells that the filter is plain words; `notes` say how amounts were taken, `remarks` which
    words were taken for others and what could not be compared; `without` are, where nothing fits, the ways
    back, the one to most vehicles first.
    """

    text: str
    vehicles: tuple[Vehicle, ...]
    names_only: bool = True
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    without: tuple[Without, ...] = ()

    @property
    def nothing(self) -> str:
        """Why nothing was found, as a sentence: which condition leaves nothing over."""
        if not self.without:
            return f"No vehicle fits “{self.text.strip()}”."
        first, *others = self.without[:3]
        cars = "1 vehicle" if first.count == 1 else f"{first.count} vehicles"
        more = "".join(f", without “{way.condition}” {way.count}" for way in others)
        return f"Nothing fits all of it. Without “{first.condition}” {cars} would{more}."


class Finder:
    """Finds vehicles of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def find(self, text: str, profile: str = DEFAULT_PROFILE) -> Found:
        """The vehicles that fit a text; amounts are explained in the units of a profile.

        Raises FilterError, with the place, where the text cannot be understood.
        """
        units = self.library.profiles[profile]

        def wanted(field: FilterField) -> tuple[str, ...]:
            return units.units(field.field) if field.field else ()

        meaning = Interpreter(text, self._fields, self._amounts, wanted).meaning()
        columns = self.library.columns
        if meaning.tree is None:
            return Found(text, columns.vehicles)
        evaluator = Evaluator(columns, self._fields, self.library.units)
        masks = [evaluator.evaluate(part.tree).yes for part in meaning.parts]
        self._check_end(text, meaning)
        fits = _all(masks)
        vehicles = tuple(compress(columns.vehicles, fits.tolist()))
        left_out = tuple(remarks(meaning.tree, evaluator, columns, self._fields))
        without = () if vehicles else tuple(self._without(text, meaning, masks))
        names_only = all(isinstance(part.tree, Text) for part in meaning.parts)
        return Found(text, vehicles, names_only, meaning.notes, left_out, without)

    def named(self, text: str) -> tuple[Vehicle, ...]:
        """The vehicles that have all words of a text in their names, or the words most like them."""
        columns = self.library.columns
        if not fold(text):
            return columns.vehicles
        fits = Evaluator(columns, self._fields, self.library.units).evaluate(Text(text)).yes
        return tuple(compress(columns.vehicles, fits.tolist()))

    def find_before(self, fault: FilterError, profile: str = DEFAULT_PROFILE) -> Found:
        """The vehicles that fit the longest part before a fault, in whole words, that can be understood."""
        text = fault.text[: fault.start]
        for gap in reversed(list(re.finditer(r"\s+", text))):
            with suppress(FilterError):
                return self.find(text[: gap.start()], profile)
        return self.find("", profile)

    def _check_end(self, text: str, meaning: Meaning) -> None:
        """FilterError where the last words name a field, or begin one, and no vehicle: a condition begins."""
        last = meaning.parts[-1]
        if not isinstance(last.tree, Text) or last.tree.exact or last.end < len(text.rstrip()):
            return
        plain = list(takewhile(lambda part: isinstance(part.tree, Text), reversed(meaning.parts)))
        for n in range(len(plain), 0, -1):
            words = text[plain[n - 1].start : last.end]
            if fold(words) and self.library.columns.words.all_in_one(fold(words)):
                continue
            if self._fields.named(words):
                reason = f"“{words}” is a field: go on with >, < or = and a value."
            elif begun := self._fields.begun(words):
                reason = f"No vehicle is called “{words}”; is it the field “{begun}”?"
            else:
                continue
            raise FilterError(reason, text, plain[n - 1].start, last.end)

    @cached_property
    def _fields(self) -> FilterFields:
        return FilterFields(self.library.fields, self.library.field_words)

    @cached_property
    def _amounts(self) -> AmountReader:
        return AmountReader(self.library.units, self.library.unit_words)

    def _without(self, text: str, meaning: Meaning, masks: list[Mask]) -> Iterator[Without]:
        """The filter without one condition each, where that lets any vehicle through."""
        if len(masks) < 2:
            return
        found = []
        for left_out, part in enumerate(meaning.parts):
            count = int(_all([mask for n, mask in enumerate(masks) if n != left_out]).sum())
            if count:
                rest = [other for n, other in enumerate(meaning.parts) if n != left_out]
                found.append(Without(text[part.start : part.end], _written(text, rest), count))
        yield from sorted(found, key=lambda way: -way.count)


def _all(masks: list[Mask]) -> Mask:
    fits = masks[0]
    for mask in masks[1:]:
        fits = fits & mask
    return fits


def _written(text: str, parts: list[Part]) -> str:
    """Parts of a text as one filter; plain words stay side by side."""
    written = ""
    for n, part in enumerate(parts):
        words = text[part.start : part.end]
        if isinstance(part.tree, Or) and len(parts) > 1:
            words = f"({words})"
        plain = n and isinstance(part.tree, Text) and isinstance(parts[n - 1].tree, Text)
        written += words if not n else f" {words}" if plain else f" and {words}"
    return written
