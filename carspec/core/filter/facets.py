"""Facets: questions by which a library is narrowed down, with the number of cars behind each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from carspec.core.filter.arrays import Buckets, array, numpy_
from carspec.core.filter.columns import Columns
from carspec.core.filter.fields import FilterFields
from carspec.core.filter.truth import Mask
from carspec.core.ratings import parse_rating

Chosen = Mapping[str, frozenset[str]]
"""The buckets that are chosen of each facet, by its key: those of one facet are "or", facets are "and"."""


class Facet(Struct, frozen=True):
    """A question, and how the buckets of all cars are read; `tip` says in full what it is about."""

    key: str
    label: str
    tip: str
    read: Callable[[Columns, FilterFields], Buckets]


def _by_text(
    key: str, buckets: Callable[[tuple[str, ...]], Iterable[str]] = tuple
) -> Callable[[Columns, FilterFields], Buckets]:
    """The buckets of a field of texts or classes."""

    def read(columns: Columns, fields: FilterFields) -> Buckets:
        field = fields.named(key)
        nothing = Buckets((), array([], "int32"), array([], "int32"))
        return nothing if field is None else columns.texts(field).buckets(buckets)

    return read


def _schemes(classes: tuple[str, ...]) -> Iterator[str]:
    for rating in (rating for text in classes for rating in parse_rating(text)):
        yield rating.scheme or "scheme not named"


def _levels(classes: tuple[str, ...]) -> Iterator[str]:
    for rating in (rating for text in classes for rating in parse_rating(text)):
        if rating.scheme and rating.level:
            yield f"{rating.level} · {rating.scheme}"


def _decades(columns: Columns, fields: FilterFields) -> Buckets:
    years = columns.numbers(fields["year"])
    rows = years.known.nonzero()[0]
    decades, bucket_of = numpy_().unique(years.low[rows] // 10, return_inverse=True)
    return Buckets(tuple(f"{int(decade)}0s" for decade in decades), bucket_of, rows)


def _doubts(columns: Columns, fields: FilterFields) -> Buckets:
    return columns.doubts


FACETS = (
    Facet("make", "Make", "Who built the car", _by_text("make")),
    Facet("body", "Body", "Body style", _by_text("body")),
    Facet("scheme", "Scheme", "Scheme of the ballistic class", _by_text("ballistic_rating", _schemes)),
    Facet("level", "Class", "Ballistic class, with its scheme", _by_text("ballistic_rating", _levels)),
    Facet("decade", "Decade", "Decade in which building began", _decades),
    Facet("operator", "Operator", "Who uses or used the car", _by_text("operator")),
    Facet("doubt", "Doubts", "Any figure on which sources conflict, or mix up units", _doubts),
    Facet("armoured", "Armoured", "Whether the car is armoured", _by_text("armoured")),
)  # fmt: skip
"""In the order in which they are offered."""

BY_KEY = {facet.key: facet for facet in FACETS}


def in_words(key: str, names: Iterable[str]) -> str:
    """What is chosen of a facet: "Make: Aurus or ZIL"."""
    return f"{BY_KEY[key].label}: {' or '.join(sorted(names))}"


class Bucket(Struct, frozen=True):
    """An answer to a facet and how many cars give it."""

    name: str
    count: int


class Facets:
    """The facets of all vehicles of the columns; each is read when it is first asked for, and kept."""

    def __init__(self, columns: Columns, fields: FilterFields) -> None:
        self.columns, self._fields = columns, fields
        self._kept: dict[str, Buckets] = {}

    def fits(self, key: str, names: Iterable[str]) -> Mask:
        """The vehicles in any of these buckets of a facet; no vehicle is in one that does not exist."""
        return self._held(key).holding(frozenset(names), ~self.columns.everything)

    def counts(self, key: str, among: Mask) -> tuple[Bucket, ...]:
        """The buckets of a facet that any vehicle of a mask is in, the fullest first."""
        held = self._held(key)
        counted = zip(held.names, held.counts(among), strict=True)
        found = [Bucket(name, count) for name, count in counted if count]
        return tuple(sorted(found, key=lambda bucket: (-bucket.count, bucket.name.casefold())))

    def _held(self, key: str) -> Buckets:
        if key not in self._kept:
            self._kept[key] = BY_KEY[key].read(self.columns, self._fields)
        return self._kept[key]
