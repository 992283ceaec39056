"""The columns of a filter as numpy arrays: numbers, texts, words of names, buckets of facets."""

from array import array as numbers_of
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Any, Self

from msgspec import Struct

from carspec.core.filter.truth import Mask, Truth
from carspec.core.folding import fold
from carspec.core.nearness import near

NAN = float("nan")

KEPT_WORDS = 64
"""As many answers for words are kept: those of one filter and of the letters typed before it."""

SLACK = 1e-9
"""Share by which two numbers that were converted on different ways may differ and be the same number."""

Array = Any
"""A numpy array with one entry for each vehicle, if nothing else is said."""


class Move(Struct, frozen=True):
    """Where vehicles stood before: for each new place the old one of `count`, -1 where nothing is kept."""

    old: Array
    count: int

    def of(self, array: Array, none: float) -> Array:
        """An array in the new places; `none` where nothing is kept."""
        moved = filled(len(self.old), none, array.dtype)
        kept = self.old >= 0
        moved[kept] = array[self.old[kept]]
        return moved

    @property
    def still(self) -> bool:
        """Whether all that is kept stands where it stood."""
        kept = self.old >= 0
        here = numpy_().arange(len(self.old))
        return len(self.old) == self.count and bool((self.old == here)[kept].all())

    @property
    def new(self) -> Array:
        """For each old place the new one, -1 where it is not kept."""
        turned = filled(self.count, -1, "int64")
        kept = (self.old >= 0).nonzero()[0]
        turned[self.old[kept]] = kept
        return turned


class Numbers(Struct, frozen=True):
    """The figures of a numeric field, NaN where there is none.

    A figure lies between `low` and `high`, in canonical units: equal but for ranges, ambiguous units and
    bounds ("over 5 t" reaches up without end). `basis` numbers what it can be compared with (a currency, a
    count or a rate), by the names in `bases`.
    """

    low: Array
    high: Array
    basis: Array
    bases: tuple[str, ...]

    @classmethod
    def blank(cls, count: int) -> Self:
        """No figures yet."""
        unknown = filled(count, NAN, float)
        return cls(unknown, unknown.copy(), filled(count, -1, "int16"), ())

    def moved(self, move: Move) -> "Numbers":
        """The same figures where their vehicles stand now."""
        low, high, basis = move.of(self.low, NAN), move.of(self.high, NAN), move.of(self.basis, -1)
        return Numbers(low, high, basis, self.bases)

    @property
    def known(self) -> Mask:
        return self.low == self.low

    def above(self, bound: float, basis: str, *, or_equal: bool) -> Truth:
        """Whether the whole figure lies above a number; no where none of it does."""
        edge = bound - SLACK * abs(bound) if or_equal else bound + SLACK * abs(bound)
        if or_equal:
            return self._of(Truth(self.low >= edge, self.high < edge), basis)
        return self._of(Truth(self.low > edge, self.high <= edge), basis)

    def within(self, low: float, high: float, basis: str, *, closed: bool) -> Truth:
        """Whether the whole figure lies from `low` to `high`, which is itself within where `closed`."""
        return self.above(low, basis, or_equal=True) & ~self.above(high, basis, or_equal=not closed)

    def order(self, descending: bool) -> Array:
        """The places of all vehicles by their figures, unknown last; a range counts by its middle, a bound by
        its number."""
        numpy = numpy_()
        middle = numpy.where(self.low > 0, (self.low + self.high) / 2, self.high)
        values = numpy.where(numpy.isinf(self.high), self.low, middle)
        values = numpy.where(self.known, -values if descending else values, 0)
        return numpy.lexsort((values, ~self.known))

    def of(self, basis: str) -> Mask:
        """The figures that can be compared on a basis."""
        same: Mask = self.basis == (self.bases.index(basis) if basis in self.bases else -2)
        return same

    def _of(self, truth: Truth, basis: str) -> Truth:
        same = self.of(basis)
        return Truth(truth.yes & same, truth.no & same)


class Texts(Struct, frozen=True):
    """The figures of a field of texts or classes: for each vehicle the number of its `values`, -1 for none.

    A value is the tuple of all texts that stand side by side.
    """

    codes: Array
    values: tuple[tuple[str, ...], ...]

    @classmethod
    def blank(cls, count: int) -> Self:
        """No figures yet."""
        return cls(filled(count, -1, "int32"), ())

    def moved(self, move: Move) -> "Texts":
        """The same figures where their vehicles stand now."""
        return Texts(move.of(self.codes, -1), self.values)

    @property
    def known(self) -> Mask:
        return self.codes >= 0

    def order(self, descending: bool) -> Array:
        """The places of all vehicles by their texts as words, unknown last."""
        words = [fold("; ".join(value)) for value in self.values]
        rank = {word: place for place, word in enumerate(sorted(set(words)))}
        ranks = array([*(rank[word] for word in words), 0], "int64")[self.codes]
        return numpy_().lexsort((-ranks if descending else ranks, ~self.known))

    def buckets(self, names: Callable[[tuple[str, ...]], Iterable[str]]) -> "Buckets":
        """The buckets that vehicles are in by the names of them that a value gives; each is asked once."""
        numpy, number = numpy_(), dict[str, int]()
        of_value = [
            [number.setdefault(name, len(number)) for name in dict.fromkeys(names(value))]
            for value in self.values
        ]
        flat = array([bucket for buckets in of_value for bucket in buckets], "int32")
        counts = array([len(buckets) for buckets in of_value], "int64")
        rows = self.known.nonzero()[0]
        codes = self.codes[rows]
        times = counts[codes]
        starts, ends = (counts.cumsum() - counts)[codes], times.cumsum()
        within = numpy.arange(ends[-1] if len(ends) else 0) - numpy.repeat(ends - times, times)
        return Buckets(
            tuple(number),
            flat[numpy.repeat(starts, times) + within],
            numpy.repeat(rows, times).astype("int32"),
        )

    def where(self, answer: Callable[[tuple[str, ...]], bool | None]) -> Truth:
        """The answer of a question that is put to each distinct value once."""
        answers = [answer(value) for value in self.values]
        return Truth(
            array([*(one is True for one in answers), False], bool)[self.codes],
            array([*(one is False for one in answers), False], bool)[self.codes],
        )


class Words(Struct, frozen=True):
    """Every word by which a vehicle can be found, once, and which vehicles have it (T30).

    `word_of` and `row_of` are as long as there are pairs of a word and a vehicle that has it;
    `likest` keeps what words were taken for, `held` the answers for the last words.
    """

    vocabulary: tuple[str, ...]
    word_of: Array
    row_of: Array
    stacks: tuple[str, ...]
    likest: dict[str, str] = {}
    held: dict[str, Mask] = {}

    @classmethod
    def of(cls, stacks: Iterable[str]) -> Self:
        """The words of vehicles whose names stand side by side in a stack."""
        number: dict[str, int] = {}
        kept, word_of, counts = [], numbers_of("i"), numbers_of("i")
        for stack in stacks:  # one at a time: the words of 50,000 at once take 80 MB
            words = dict.fromkeys(stack.split())
            kept.append(stack)
            counts.append(len(words))
            word_of.extend([number.setdefault(word, len(number)) for word in words])
        vocabulary, rows = sorted(number), numpy_().arange(len(kept), dtype="int32")
        rank = filled(len(number), 0, "int32")
        rank[[number[word] for word in vocabulary]] = range(len(vocabulary))
        return cls(tuple(vocabulary), rank[array(word_of, "int32")], rows.repeat(counts), tuple(kept))

    def moved(self, move: Move, stacks: dict[int, str]) -> "Words":
        """The words where their vehicles stand now; `stacks` are those of the places where none are kept."""
        if move.still and all(self.stacks[row] == stack for row, stack in stacks.items()):
            return self  # as after most claims
        numpy, row_of = numpy_(), move.new[self.row_of]
        number = {word: n for n, word in enumerate(self.vocabulary)}
        added = [(word, row) for row, stack in stacks.items() for word in dict.fromkeys(stack.split())]
        before = (*self.stacks, "")  # what is nowhere stands at -1
        moved = [before[place] for place in move.old.tolist()]
        for row, stack in stacks.items():
            moved[row] = stack
        words = array([number.setdefault(word, len(number)) for word, _ in added], "int32")
        rows, kept = array([row for _, row in added], "int32"), row_of >= 0
        return Words(
            tuple(number),
            numpy.concatenate([self.word_of[kept], words]),
            numpy.concatenate([row_of[kept].astype("int32"), rows]),
            tuple(moved),
        )

    def holding(self, part: str) -> Mask:
        """The vehicles with a word that `part` is part of."""
        if part not in self.held:
            hit = array([part in word for word in self.vocabulary], bool)
            mask = filled(len(self.stacks), False, bool)
            mask[self.row_of[hit[self.word_of]]] = True
            if len(self.held) >= KEPT_WORDS:
                self.held.clear()
            self.held[part] = mask
        return self.held[part]

    def all_in_one(self, words: str) -> bool:
        """Whether any vehicle has all of these words, as they are spelled."""
        masks = [self.holding(word) for word in words.split()]
        return bool(reduce(and_, masks).any())

    def meant(self, part: str) -> str:
        """The word itself where any vehicle has it, else the one most like it, else itself."""
        if part not in self.likest:
            known = any(part in word for word in self.vocabulary)
            self.likest[part] = part if known else next(iter(near(part, self.vocabulary, 1, 75)), part)
        return self.likest[part]

    def phrase(self, words: str) -> Mask:
        """The vehicles in whose names these words stand as they are."""
        mask = self.holding(words.split()[0]).copy()
        for row in mask.nonzero()[0]:
            mask[row] = words in self.stacks[row]
        return mask


class Buckets(Struct, frozen=True):
    """The buckets of a facet, and which vehicles are in them.

    `bucket_of` and `row_of` are as long as there are pairs of a vehicle and a bucket it is in.
    """

    names: tuple[str, ...]
    bucket_of: Array
    row_of: Array

    def holding(self, names: Collection[str], none: Mask) -> Mask:
        """The vehicles in any bucket of these names; `none` is the mask of no vehicle."""
        hit, mask = array([name in names for name in self.names], bool), none.copy()
        mask[self.row_of[hit[self.bucket_of]]] = True
        return mask

    def counts(self, among: Mask) -> list[int]:
        """How many vehicles of a mask are in each bucket."""
        inside = self.bucket_of[among[self.row_of]]
        counted: list[int] = numpy_().bincount(inside, minlength=len(self.names)).tolist()
        return counted


def array(values: Sequence[Any], kind: Any) -> Array:
    """Values as a numpy array; numpy waits for the first filter."""
    return numpy_().array(values, dtype=kind)


def whole_numbers(text: str | None) -> Array:
    """Whole numbers that are written with commas between them; None is written for none."""
    return numpy_().fromstring(text, dtype="int32", sep=",") if text else array([], "int32")


def joined(parts: Sequence[Array]) -> Array:
    """Arrays of whole numbers as one."""
    return numpy_().concatenate([array([], "int32"), *parts])


def filled(count: int, value: float, kind: Any) -> Array:
    return numpy_().full(count, value, dtype=kind)


def numpy_() -> Any:
    import numpy

    return numpy
