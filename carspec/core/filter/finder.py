"""Finding vehicles by a filter: the one way of searching, for the window and the command line alike."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property, reduce
from itertools import takewhile
from operator import and_
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from carspec.core.filter.cars import Cars
from carspec.core.filter.errors import FilterError
from carspec.core.filter.evaluate import Evaluator
from carspec.core.filter.facets import Bucket, Chosen, Facets, in_words
from carspec.core.filter.fields import FilterField, FilterFields
from carspec.core.filter.remarks import remarks
from carspec.core.filter.tree import Or, Text
from carspec.core.filter.truth import Mask
from carspec.core.folding import fold
from carspec.core.library import Library
from carspec.core.profiles import DEFAULT_PROFILE
from carspec.core.sorting import sortable

if TYPE_CHECKING:
    from carspec.core.filter.amounts import AmountReader
    from carspec.core.filter.meaning import Meaning, Part

NAME = "name"
"""The key of the order by make and model."""
NONE_CHOSEN: Chosen = MappingProxyType({})


class Without(Struct, frozen=True):
    """A filter with one of its conditions left out, and how many vehicles fit it then.

    `text` is the text that is left, `facet` the key of the facet that is given up, if it is one.
    """

    condition: str
    text: str
    count: int
    facet: str | None = None


class Found(Struct, frozen=True):
    """The vehicles that fit a filter, in the order of the library.

    `chosen` are the facets it was narrowed down by, `worded` the mask of what fits its text alone, None
    where everything does: a library that is only listed needs no columns.
    `names_only` tells that the filter is plain words; `notes` say how amounts were taken, `remarks` which
    words were taken for others and what could not be compared; `without` are, where nothing fits, the ways
    back, the one to most vehicles first.
    """

    text: str
    vehicles: Cars
    chosen: Chosen = {}
    worded: Mask = None
    names_only: bool = True
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    without: tuple[Without, ...] = ()

    @property
    def nothing(self) -> str:
        """Why nothing was found, as a sentence: which condition leaves nothing over."""
        if not self.without:
            words = [f"“{self.text.strip()}”"] if self.text.strip() else []
            facets = [in_words(key, names) for key, names in self.chosen.items()]
            return f"No vehicle fits {' and '.join(words + facets)}."
        first, *others = self.without[:3]
        cars = "1 vehicle" if first.count == 1 else f"{first.count} vehicles"
        more = "".join(f", without “{way.condition}” {way.count}" for way in others)
        return f"Nothing fits all of it. Without “{first.condition}” {cars} would{more}."


class Finder:
    """Finds vehicles of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._facets: Facets | None = None

    def find(self, text: str, profile: str = DEFAULT_PROFILE, chosen: Chosen = NONE_CHOSEN) -> Found:
        """The vehicles that fit a text and are in the chosen buckets; amounts are explained in the units of
        a profile.

        Raises FilterError, with the place, where the text cannot be understood.
        """
        columns = self.library.columns
        chosen = {key: names for key, names in chosen.items() if names}
        if not text.strip() and not chosen:
            return Found(text, columns.cars)  # which needs neither fields nor unit words
        from carspec.core.filter.meaning import Interpreter

        units = self.library.profiles[profile]

        def wanted(field: FilterField) -> tuple[str, ...]:
            return units.units(field.field) if field.field else ()

        meaning = Interpreter(text, self._fields, self._amounts, wanted).meaning()
        if meaning.tree is None and not chosen:
            return Found(text, columns.cars)
        masks: list[Mask] = []
        left_out: tuple[str, ...] = ()
        if meaning.tree is not None:
            evaluator = Evaluator(columns, self._fields, self.library.units)
            masks = [evaluator.evaluate(part.tree).yes for part in meaning.parts]
            self._check_end(text, meaning)
            left_out = tuple(remarks(meaning.tree, evaluator, columns, self._fields))
        worded = self._all(masks)
        narrowed = {key: self.facets.fits(key, names) for key, names in chosen.items()}
        vehicles = columns.holding(self._all([worded, *narrowed.values()]))
        without = () if vehicles else tuple(self._without(text, meaning, masks, chosen, narrowed))
        names_only = not chosen and all(isinstance(part.tree, Text) for part in meaning.parts)
        return Found(text, vehicles, chosen, worded, names_only, meaning.notes, left_out, without)

    def counts(self, found: Found, facet: str) -> tuple[Bucket, ...]:
        """How many cars are in each bucket of a facet, of those that fit the text and all other facets."""
        others = [self.facets.fits(key, names) for key, names in found.chosen.items() if key != facet]
        return self.facets.counts(facet, self._all([found.worded, *others]))

    def orders(self) -> tuple[FilterField, ...]:
        """The fields by which cars can be sorted: not where currencies or schemes have no order."""
        return tuple(field for field in self._fields if field.field is None or sortable(field.field))

    def in_order(self, found: Found, key: str, descending: bool) -> Cars:
        """What was found in the order of a field, or of NAME; unknown last both ways."""
        columns, field = self.library.columns, self._fields.named(key)
        if field is None and key != NAME:
            return found.vehicles
        fits = self._all([found.worded, *(self.facets.fits(*facet) for facet in found.chosen.items())])
        places = columns.order(None if key == NAME else field, descending)
        return columns.at(places[fits[places]])

    @property
    def facets(self) -> Facets:
        """The facets of the library as it is now."""
        if self._facets is None or self._facets.columns is not self.library.columns:
            self._facets = Facets(self.library.columns, self._fields)
        return self._facets

    def named(self, text: str) -> Cars:
        """The vehicles that have all words of a text in their names, or the words most like them."""
        columns = self.library.columns
        if not fold(text):
            return columns.cars
        fits = Evaluator(columns, self._fields, self.library.units).evaluate(Text(text)).yes
        return columns.holding(fits)

    def find_before(
        self, fault: FilterError, profile: str = DEFAULT_PROFILE, chosen: Chosen = NONE_CHOSEN
    ) -> Found:
        """The vehicles that fit the longest part before a fault, in whole words, that can be understood."""
        text = fault.text[: fault.start]
        for gap in reversed(list(re.finditer(r"\s+", text))):
            with suppress(FilterError):
                return self.find(text[: gap.start()], profile, chosen)
        return self.find("", profile, chosen)

    def _check_end(self, text: str, meaning: "Meaning") -> None:
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
    def _amounts(self) -> "AmountReader":
        from carspec.core.filter.amounts import AmountReader  # a library that is only listed needs none

        return AmountReader(self.library.units, self.library.unit_words)

    def _without(
        self, text: str, meaning: "Meaning", masks: list[Mask], chosen: Chosen, narrowed: Mapping[str, Mask]
    ) -> Iterator[Without]:
        """The filter without one condition or facet each, where that lets any vehicle through."""
        every = [*masks, *narrowed.values()]
        if len(every) < 2:
            return
        found = []
        counts = [int(self._all(every[:n] + every[n + 1 :]).sum()) for n in range(len(every))]
        for left_out, (part, count) in enumerate(zip(meaning.parts, counts, strict=False)):
            rest = [other for n, other in enumerate(meaning.parts) if n != left_out]
            found.append(Without(text[part.start : part.end], _written(text, rest), count))
        for (key, names), count in zip(chosen.items(), counts[len(masks) :], strict=True):
            found.append(Without(in_words(key, names), text, count, key))
        yield from sorted((way for way in found if way.count), key=lambda way: -way.count)

    def _all(self, masks: list[Mask]) -> Mask:
        """What is in all masks, None of them letting everything through; all vehicles where there is none."""
        narrowing = (mask for mask in masks if mask is not None)
        return reduce(and_, narrowing, self.library.columns.everything)


def _written(text: str, parts: "list[Part]") -> str:
    """Parts of a text as one filter; plain words stay side by side."""
    written = ""
    for n, part in enumerate(parts):
        words = text[part.start : part.end]
        if isinstance(part.tree, Or) and len(parts) > 1:
            words = f"({words})"
        plain = n and isinstance(part.tree, Text) and isinstance(parts[n - 1].tree, Text)
        written += words if not n else f" {words}" if plain else f" and {words}"
    return written
