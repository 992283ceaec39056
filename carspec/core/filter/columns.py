"""The columns a filter works on: one numpy array a field, read once and kept until the library changes."""

import dataclasses
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from typing import Any

from carspec.core.filter.fields import FilterField
from carspec.core.filter.truth import Mask, Truth
from carspec.core.folding import fold
from carspec.core.names import haystack
from carspec.core.nearness import near
from carspec.core.trust import LOWER_BOUNDS, UPPER_BOUNDS
from carspec.core.units import MONEY
from carspec.core.values import Vehicle

NAN = float("nan")
CLASS_FIELD = "ballistic_rating"
"""The field whose classes are words by which cars are found: "bmw vr9"."""

ARMOURED = ("armoured", "armored")
"""By these words armoured cars are found."""

KEPT_WORDS = 64
"""As many answers for words are kept: those of one filter and of the letters typed before it."""

SLACK = 1e-9
"""Share by which two numbers that were converted on different ways may differ and be the same number."""

Array = Any
"""A numpy array with one entry for each vehicle, if nothing else is said."""

FigureRow = tuple[str, float | None, float | None, str | None, str | None, str | None, str | None, str]
"""A settled figure: vehicle, canonical low and high, unit, qualifier, verdict, value, values as JSON."""

Held = Iterable[tuple[int, Iterable[str]]]
"""For vehicles, by their place in the columns, the buckets of a facet they are in."""

VerdictRow = tuple[str, str]
"""A vehicle and a verdict that any of its figures has; each pair once."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of a numeric field, NaN where there is none.

    A figure lies between `low` and `high`, in canonical units: equal but for ranges, ambiguous units and
    bounds ("over 5 t" reaches up without end). `basis` numbers what it can be compared with (a currency, a
    count or a rate), by the names in `bases`.
    """

    low: Array
    high: Array
    basis: Array
    bases: tuple[str, ...]

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
        numpy = _numpy()
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


@dataclass(frozen=True, slots=True)
class Texts:
    """The figures of a field of texts or classes: for each vehicle the number of its `values`, -1 for none.

    A value is the tuple of all texts that stand side by side.
    """

    codes: Array
    values: tuple[tuple[str, ...], ...]

    @property
    def known(self) -> Mask:
        return self.codes >= 0

    def order(self, descending: bool) -> Array:
        """The places of all vehicles by their texts as words, unknown last."""
        words = [fold("; ".join(value)) for value in self.values]
        rank = {word: place for place, word in enumerate(sorted(set(words)))}
        ranks = _array([*(rank[word] for word in words), 0], "int64")[self.codes]
        return _numpy().lexsort((-ranks if descending else ranks, ~self.known))

    def where(self, answer: Callable[[tuple[str, ...]], bool | None]) -> Truth:
        """The answer of a question that is put to each distinct value once."""
        answers = [answer(value) for value in self.values]
        return Truth(
            _array([*(one is True for one in answers), False], bool)[self.codes],
            _array([*(one is False for one in answers), False], bool)[self.codes],
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Every word by which a vehicle can be found, once, and which vehicles have it (T30).

    `word_of` and `row_of` are as long as there are pairs of a word and a vehicle that has it;
    `likest` keeps what words were taken for, `held` the answers for the last words.
    """

    vocabulary: tuple[str, ...]
    word_of: Array
    row_of: Array
    stacks: tuple[str, ...]
    likest: dict[str, str] = dataclasses.field(default_factory=dict)
    held: dict[str, Mask] = dataclasses.field(default_factory=dict)

    def holding(self, part: str) -> Mask:
        """The vehicles with a word that `part` is part of."""
        if part not in self.held:
            hit = _array([part in word for word in self.vocabulary], bool)
            mask = _filled(len(self.stacks), False, bool)
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


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of a facet, and which vehicles are in them.

    `bucket_of` and `row_of` are as long as there are pairs of a vehicle and a bucket it is in.
    """

    names: tuple[str, ...]
    bucket_of: Array
    row_of: Array

    def holding(self, names: Collection[str], none: Mask) -> Mask:
        """The vehicles in any bucket of these names; `none` is the mask of no vehicle."""
        hit, mask = _array([name in names for name in self.names], bool), none.copy()
        mask[self.row_of[hit[self.bucket_of]]] = True
        return mask

    def counts(self, among: Mask) -> list[int]:
        """How many vehicles of a mask are in each bucket."""
        inside = self.bucket_of[among[self.row_of]]
        counted: list[int] = _numpy().bincount(inside, minlength=len(self.names)).tolist()
        return counted


def buckets(held: Held) -> Buckets:
    """The buckets that vehicles are in."""
    number: dict[str, int] = {}
    pairs = [(number.setdefault(name, len(number)), row) for row, names in held for name in names]
    bucket_of, row_of = (
        _array([pair[0] for pair in pairs], "int32"),
        _array([pair[1] for pair in pairs], "int32"),
    )
    return Buckets(tuple(number), bucket_of, row_of)


class Columns:
    """The columns of all vehicles, in their order; each is read when it is first asked for, and kept."""

    def __init__(
        self,
        vehicles: Iterable[Vehicle],
        read: Callable[[str], Sequence[FigureRow]],
        read_verdicts: Callable[[], Iterable[VerdictRow]],
    ) -> None:
        """`read` gives the figures of a field by its key, `read_verdicts` all verdicts, each in any order."""
        self.vehicles = tuple(vehicles)
        self._read, self._read_verdicts = read, read_verdicts
        self._kept: dict[str, Numbers | Texts] = {}
        self._verdicts: dict[str, Texts] = {}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {vehicle.key: row for row, vehicle in enumerate(self.vehicles)}

    @cached_property
    def everything(self) -> Mask:
        """The mask of all vehicles; not to be changed."""
        return _filled(len(self.vehicles), True, bool)

    @cached_property
    def verdict_pairs(self) -> tuple[tuple[int, str], ...]:
        """The place of a vehicle and a verdict of any of its figures, each pair once."""
        return tuple(
            (self._rows[key], verdict) for key, verdict in self._read_verdicts() if key in self._rows
        )

    @cached_property
    def words(self) -> Words:
        """The words by which vehicles can be found: their names, body style, armour and class."""
        classes = {row[0]: _values(row) for row in self._read(CLASS_FIELD) if row[6] is not None}
        stacks = tuple(
            " | ".join([haystack(vehicle), *_nature(vehicle), *map(fold, classes.get(vehicle.key, ()))])
            for vehicle in self.vehicles
        )
        split = [dict.fromkeys(stack.split()) for stack in stacks]
        number = {word: n for n, word in enumerate(sorted({word for words in split for word in words}))}
        return Words(
            tuple(number),
            _array([number[word] for words in split for word in words], "int32"),
            _array([row for row, words in enumerate(split) for _ in words], "int32"),
            stacks,
        )

    def numbers(self, field: FilterField) -> Numbers:
        """The column of a numeric field."""
        column = self._column(field)
        assert isinstance(column, Numbers), f"{field.key} is no numeric field"
        return column

    def texts(self, field: FilterField) -> Texts:
        """The column of a field of texts or classes."""
        column = self._column(field)
        assert isinstance(column, Texts), f"{field.key} is a numeric field"
        return column

    def verdicts(self, field: FilterField) -> Texts:
        """The verdicts of a field of the catalogue, each as its one text."""
        self._column(field)
        return self._verdicts[field.key]

    def order(self, field: FilterField | None, descending: bool) -> Array:
        """The places of all vehicles in the order of a field, of their names without one.

        Unknown ones are last both ways; equal ones keep the order of the columns.
        """
        if field is not None:
            return self._column(field).order(descending)
        names = [(row, (vehicle.name,)) for row, vehicle in enumerate(self.vehicles)]
        return _texts(names, len(self.vehicles)).order(descending)

    def known(self, field: FilterField) -> Mask:
        """Which vehicles have a figure."""
        return self._column(field).known

    def _column(self, field: FilterField) -> Numbers | Texts:
        if field.key not in self._kept:
            self._kept[field.key] = self._of_identity(field) if field.identity else self._of_figures(field)
        return self._kept[field.key]

    def _of_identity(self, field: FilterField) -> Numbers | Texts:
        assert field.identity is not None
        held = [field.identity(vehicle) for vehicle in self.vehicles]
        if field.kind == "text":
            return _texts([(row, (str(value),)) for row, value in enumerate(held) if value], len(held))
        numbers = _array([NAN if value is None else float(value) for value in held], float)
        return Numbers(numbers, numbers, _filled(len(held), 0, "int16"), ("",))

    def _of_figures(self, field: FilterField) -> Numbers | Texts:
        found = [(self._rows[row[0]], row) for row in self._read(field.key) if row[0] in self._rows]
        count = len(self.vehicles)
        self._verdicts[field.key] = _texts([(at, (row[5],)) for at, row in found if row[5]], count)
        if not (field.field and field.field.numeric):
            return _texts([(at, _values(row)) for at, row in found if row[6] is not None], count)
        figures = [(at, row) for at, row in found if row[1] is not None]
        bases = [_basis(field.kind, row[3]) for _, row in figures]
        number = {basis: n for n, basis in enumerate(dict.fromkeys(bases))}
        places = _array([at for at, _ in figures], "int64")
        low, high = _filled(count, NAN, float), _filled(count, NAN, float)
        basis = _filled(count, -1, "int16")
        ends = [_ends(row) for _, row in figures]
        low[places], high[places] = [end[0] for end in ends], [end[1] for end in ends]
        basis[places] = [number[name] for name in bases]
        return Numbers(low, high, basis, tuple(number))


def _nature(vehicle: Vehicle) -> list[str]:
    """What a person calls a car by beside its names: saloon, armoured."""
    return [fold(vehicle.body_style or ""), *(ARMOURED if vehicle.armoured else ())]


def _basis(kind: str, unit: str | None) -> str:
    """What a figure can be compared with: its own currency, rates or plain counts, or all of its kind."""
    if kind == MONEY:
        return unit or ""
    return "rate" if kind == "count" and unit else ""


def _ends(row: FigureRow) -> tuple[float, float]:
    """Between which numbers a figure lies: a bound is open on its other side, and "over 5" is not 5."""
    _, low, high, _, qualifier, *_ = row
    assert low is not None
    assert high is not None
    if qualifier in LOWER_BOUNDS:
        return low * (1 + 4 * SLACK if qualifier == "over" else 1), float("inf")
    if qualifier in UPPER_BOUNDS:
        return 0.0, high * (1 - 4 * SLACK if qualifier == "under" else 1)
    return low, high


def _values(row: FigureRow) -> tuple[str, ...]:
    return tuple(json.loads(row[7])) if row[7] != "[]" else (str(row[6]),)


def _texts(found: Sequence[tuple[int, tuple[str, ...]]], count: int) -> Texts:
    number = {value: n for n, value in enumerate(dict.fromkeys(value for _, value in found))}
    codes = _filled(count, -1, "int32")
    codes[_array([row for row, _ in found], "int64")] = [number[value] for _, value in found]
    return Texts(codes, tuple(number))


def _array(values: Sequence[Any], kind: Any) -> Array:
    """Values as a numpy array; numpy waits for the first filter."""
    return _numpy().array(values, dtype=kind)


def _filled(count: int, value: float, kind: Any) -> Array:
    return _numpy().full(count, value, dtype=kind)


def _numpy() -> Any:
    import numpy

    return numpy
