"""Filters over 50,000 vehicles, the shipped cars many times over, timed against bare passes over the same."""

import json
import math
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from typing import Any

from msgspec.structs import replace

from carspec.core.filter.arrays import array
from carspec.core.filter.columns import Columns, Settlement
from carspec.core.filter.facets import FACETS
from carspec.core.filter.fields import FilterFields
from carspec.core.filter.finder import Finder
from carspec.core.filter.settled import Settled
from carspec.core.library import Library
from carspec.core.values import Figure, Verdict
from tests.listed_vehicles import ListedVehicles

VEHICLES = 50_000
FILTER = "power > 400 kW and mass < 6 t and rating >= VR9"
AGAIN = 20
"""So often a filter is asked in one run, and so many names are typed; the 95th percentile counts."""


class Multiplied:
    """A library with copies of its vehicles, the numbers of each copy a little larger."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._copies = range(-(-VEHICLES // len(library.vehicles)))
        self.vehicles = ListedVehicles(
            replace(vehicle, key=f"{vehicle.key}-{n}")
            for n in self._copies
            for vehicle in library.vehicles.values()
        )
        self._originals = list(library.vehicles)
        self.columns = Columns(self.vehicles, self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    @property
    def _figures(self) -> Iterator[tuple[int, int, str, Figure]]:
        """Each figure with its number, and the place and the number of its copy."""
        place_of = {key: place for place, key in enumerate(self._originals)}
        for n in self._copies:
            for key, place in place_of.items():
                for figure in self._library.figures(key).values():
                    yield place + n * len(place_of), n, key, figure

    def settled(self, vehicles: Collection[str] | None = None) -> Settled:
        places = array([place for place, *_ in self._figures], "int32")
        return Settled(places, array(range(len(places)), "int32"))

    def doubts(self) -> list[tuple[int, str]]:
        return [
            (number, str(figure.verdict))
            for number, (*_, figure) in enumerate(self._figures)
            if figure.verdict in (Verdict.CONFLICT, Verdict.MIX_UP)
        ]

    def settlements(self, field: str) -> list[Settlement]:
        found: list[Settlement] = []
        for number, (_, n, key, figure) in enumerate(self._figures):
            if figure.field != field or figure.claim is None:
                continue
            claim = self._library.claim(key, figure.claim)
            low, high = (claim.reading.si_low, claim.reading.si_high) if claim.reading else (None, None)
            unit = claim.reading.unit if claim.reading else None
            low, high = (end if end is None else end * (1 + n / 1000) for end in (low, high))
            said = (unit, claim.qualifier, figure.verdict, claim.value, json.dumps(figure.values))
            found.append((number, low, high, *said))
        return found


def slowest(works: Iterable[Callable[[], object]]) -> float:
    """The 95th percentile of the seconds that one of the works takes."""
    taken = []
    for work in works:
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[math.ceil(len(taken) * 0.95) - 1]


def filter_runs(library: Library) -> tuple[Callable[[], float], Callable[[], float]]:
    """A filter over three columns, and numpy's bare pass over the same arrays."""
    many: Any = Multiplied(library)
    finder, fields = Finder(many), FilterFields(library.fields, library.field_words)
    finder.find(FILTER)
    power, mass = (many.columns.numbers(fields[key]) for key in ("power", "mass"))
    codes, vehicles = many.columns.texts(fields["ballistic_rating"]).codes, many.columns.vehicles

    def bare() -> object:
        fits = (power.low > 400_000) & (mass.high < 6_000) & (codes >= 0)
        return tuple(vehicles.at(row) for row in fits.nonzero()[0])

    return lambda: slowest([lambda: finder.find(FILTER)] * AGAIN), lambda: slowest([bare] * AGAIN)


def facet_runs(library: Library) -> tuple[Callable[[], float], Callable[[], float]]:
    """The counts of all facets of a filter with two of them chosen, and numpy's bare count of as many."""
    import numpy

    many: Any = Multiplied(library)
    finder, chosen = Finder(many), {"body": frozenset({"saloon"}), "doubt": frozenset({"conflict"})}
    for facet in FACETS:
        finder.facets.counts(facet.key, many.columns.everything)
    found = finder.find(FILTER, chosen=chosen)

    def count() -> None:
        for facet in FACETS:
            finder.counts(found, facet.key)

    rows = numpy.arange(len(many.columns.vehicles))
    codes, every = rows % 20, many.columns.everything

    def bare() -> None:
        for _ in FACETS:
            numpy.bincount(codes[every[rows]], minlength=20)

    return lambda: slowest([count] * AGAIN), lambda: slowest([bare] * AGAIN)


def typing_runs(library: Library) -> tuple[Callable[[], float], Callable[[], float]]:
    """Names as one types them, each letter a search, and one raw pass over the names of all vehicles.

    Each name lacks its third letter, as after a slip, and each run types other names.
    """
    many: Any = Multiplied(library)
    finder, stacks = Finder(many), many.columns.words.stacks
    names = cycle([vehicle.name[:2] + vehicle.name[3:14] for vehicle in library.vehicles.values()])

    def typed() -> list[str]:
        return [name[:end] for name in islice(names, AGAIN) for end in range(1, len(name) + 1)]

    def search() -> float:
        return slowest([partial(finder.find, text) for text in typed()])

    def raw() -> float:
        return slowest([partial(_holding, stacks, text) for text in typed()])

    return search, raw


def _holding(stacks: Sequence[str], text: str) -> list[bool]:
    return [text in stack for stack in stacks]
