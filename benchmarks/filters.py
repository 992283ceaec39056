"""Filters over 50,000 vehicles, the shipped cars many times over, timed against bare passes over the same."""

import json
import math
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from typing import Any

from carspec.core.filter.columns import Columns, FigureRow
from carspec.core.filter.facets import FACETS
from carspec.core.filter.fields import FilterFields
from carspec.core.filter.finder import Finder
from carspec.core.library import Library
from carspec.core.values import Verdict

VEHICLES = 50_000
FILTER = "power > 400 kW and mass < 6 t and rating >= VR9"
AGAIN = 20
"""So often a filter is asked in one run, and so many names are typed; the 95th percentile counts."""


class Multiplied:
    """A library with copies of its vehicles, the numbers of each copy a little larger."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._copies = range(-(-VEHICLES // len(library.vehicles)))
        self.columns = Columns(
            (
                replace(vehicle, key=f"{vehicle.key}-{n}")
                for n in self._copies
                for vehicle in library.vehicles.values()
            ),
            self,
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def doubts(self, vehicles: Collection[str] | None = None) -> set[tuple[str, str]]:
        return {
            (f"{vehicle}-{n}", figure.verdict)
            for vehicle in self._library.vehicles
            for figure in self._library.figures(vehicle).values()
            if figure.verdict in (Verdict.CONFLICT, Verdict.MIX_UP)
            for n in self._copies
        }

    def figures(self, field: str, vehicles: Collection[str] | None = None) -> list[FigureRow]:
        return list(self._figures(field))

    def _figures(self, key: str) -> Iterable[FigureRow]:
        for vehicle in self._library.vehicles:
            figure = self._library.figures(vehicle).get(key)
            if figure is None or figure.claim is None:
                continue
            claim = self._library.claim(vehicle, figure.claim)
            low, high = (claim.reading.si_low, claim.reading.si_high) if claim.reading else (None, None)
            unit = claim.reading.unit if claim.reading else None
            for n in self._copies:
                grown = (
                    None if low is None else low * (1 + n / 1000),
                    None if high is None else high * (1 + n / 1000),
                )
                yield (
                    f"{vehicle}-{n}", *grown, unit, claim.qualifier, figure.verdict, claim.value,
                    json.dumps(figure.values),
                )  # fmt: skip


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
        return tuple(vehicles[row] for row in fits.nonzero()[0])

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
