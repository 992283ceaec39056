"""The columns a filter works on: one numpy array a field, read once and kept until the library changes."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, Protocol

from msgspec.structs import replace

from carspec.core.filter.arrays import (
    NAN,
    SLACK,
    Array,
    Buckets,
    Move,
    Numbers,
    Texts,
    Words,
    array,
    filled,
    numpy_,
)
from carspec.core.filter.cars import Cars
from carspec.core.filter.fields import IDENTITY, NAMES, FilterField
from carspec.core.filter.settled import Settled
from carspec.core.filter.truth import Mask
from carspec.core.folding import fold
from carspec.core.names import haystack
from carspec.core.trust import LOWER_BOUNDS, UPPER_BOUNDS
from carspec.core.units import MONEY
from carspec.core.values import Vehicle
from carspec.core.vehicles import Vehicles

CLASS_FIELD = "ballistic_rating"
"""The field whose classes are words by which cars are found: "bmw vr9"."""

ARMOURED = ("armoured", "armored")
"""By these words armoured cars are found."""

KEPT_ORDERS = 16
"""As many orders of all vehicles are kept, half a megabyte each in the largest libraries."""

Settlement = tuple[int, float | None, float | None, str | None, str | None, str | None, str | None, str]
"""What figures come to: number, canonical low and high, unit, qualifier, verdict, value, values as JSON."""


Value = str | tuple[str]
"""One text, or several as the JSON list that holds them, alone in a tuple."""


class Reader(Protocol):
    """Where the columns of some vehicles are read from, in any order."""

    def settled(self, vehicles: Collection[str] | None = None) -> Settled:
        """Which settlements hold for the vehicles with some keys, or for all where none are named."""
        ...

    def settlements(self, field: str) -> Sequence[Settlement]:
        """The settlements of a field by its key."""
        ...

    def doubts(self) -> Sequence[tuple[int, str]]:
        """The settlements with a verdict that doubts, conflict or mix-up: number and verdict."""
        ...


class Columns:
    """The columns of all vehicles, in their order; each is read when it is first asked for, and kept."""

    def __init__(self, vehicles: Vehicles, reader: Reader) -> None:
        self.vehicles = vehicles
        self._reader = reader
        self._kept: dict[FilterField, Numbers | Texts] = {}
        self._verdicts: dict[FilterField, Texts] = {}
        self._orders: dict[tuple[str, bool], Array] = {}

    def renewed(
        self, vehicles: Vehicles, reader: Reader, stood: Array, changed: Collection[str]
    ) -> "Columns":
        """The columns of a library in which vehicles with these keys were changed, added or taken out.

        `stood` tells for each vehicle where it was before, -1 where it was not. What was read of vehicles
        that stay as they are is kept.
        """
        new = Columns(vehicles, reader)
        after = {key: place for key in changed if (place := vehicles.place(key)) is not None}
        stood[list(after.values())] = -1
        move = Move(stood, len(self.vehicles))
        if "settled" in self.__dict__:
            new.settled = self.settled.moved(move, reader.settled(list(after)))
        here = list(after.values())
        for field, column in list(self._kept.items()):  # a worker may add to them
            if field.identity is not None:
                values = [getattr(vehicles.at(place), field.identity) for place in here]
                new._kept[field] = _with_identities(field, column.moved(move), here, values)
        if "words" in self.__dict__:
            classes = new._classes(here)
            new.words = self.words.moved(
                move, {place: _stack(vehicles.at(place), classes.get(place, ())) for place in here}
            )
        return new

    def prepare(self) -> None:
        """Make what the first letter, facet and order ask for; of many cars this is for a worker.

        It is given up where a vehicle is taken out of the library meanwhile, which has other columns then.
        """
        with suppress(KeyError):
            self.words, self.doubts  # noqa: B018
            for field in (*IDENTITY, NAMES):
                self._column(field)

    @property
    def cars(self) -> Cars:
        """All vehicles."""
        return Cars(self.vehicles)

    def holding(self, mask: Mask) -> Cars:
        """The vehicles of a mask, in the order of the columns."""
        return self.at(mask.nonzero()[0])

    def at(self, places: Array) -> Cars:
        """The vehicles at these places, in their order."""
        return Cars(self.vehicles, places)

    @cached_property
    def everything(self) -> Mask:
        """The mask of all vehicles; not to be changed."""
        return filled(len(self.vehicles), True, bool)

    @cached_property
    def settled(self) -> Settled:
        """Which settlements hold for all vehicles."""
        return self._reader.settled()

    @cached_property
    def doubts(self) -> Buckets:
        """The vehicles by the verdicts, conflict or mix-up, that any of their figures has."""
        found = self._reader.doubts()
        number = {verdict: n for n, verdict in enumerate(sorted({verdict for _, verdict in found}))}
        places, which = self.settled.among([settlement for settlement, _ in found])
        verdicts = array([number[verdict] for _, verdict in found], "int32")[which]
        each = numpy_().unique(verdicts * len(self.vehicles) + places)
        return Buckets(tuple(number), *numpy_().divmod(each, max(1, len(self.vehicles))))

    @cached_property
    def words(self) -> Words:
        """The words by which vehicles can be found: their names, body style, armour and class."""
        classes = self._classes()
        return Words.of(
            _stack(vehicle, classes.get(place, ())) for place, vehicle in enumerate(self.vehicles.records())
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
        return self._verdicts[field]

    def order(self, field: FilterField | None, descending: bool) -> Array:
        """The places of all vehicles in the order of a field, of their names without one.

        Unknown ones are last both ways; equal ones keep the order of the columns.
        """
        asked = ("" if field is None else field.key, descending)
        if asked not in self._orders:
            if len(self._orders) >= KEPT_ORDERS:
                self._orders.clear()
            self._orders[asked] = self._column(field or NAMES).order(descending)
        return self._orders[asked]

    def known(self, field: FilterField) -> Mask:
        """Which vehicles have a figure."""
        return self._column(field).known

    def _classes(self, wanted: Sequence[int] | None = None) -> Mapping[int, Sequence[str]]:
        """The classes of vehicles that have any, by their places; of all, or of those at `wanted` places."""
        rows = self._reader.settlements(CLASS_FIELD)
        places, which = self.settled.among([row[0] for row in rows])
        if wanted is not None:
            meant = numpy_().isin(places, wanted)
            places, which = places[meant], which[meant]
        held = ((place, rows[at]) for place, at in zip(places.tolist(), which.tolist(), strict=True))
        return {place: _split(_value(row)) for place, row in held if row[6] is not None}

    def _column(self, field: FilterField) -> Numbers | Texts:
        if field not in self._kept:
            count = len(self.vehicles)
            blank = Numbers.blank(count) if field.numeric else Texts.blank(count)
            if field.identity is None:
                self._read_figures(field, blank)
            else:
                values = self.vehicles.column(field.identity)
                self._kept[field] = _with_identities(field, blank, slice(None), values)
        return self._kept[field]

    def _read_figures(self, field: FilterField, blank: Numbers | Texts) -> None:
        """Keep the column of a field and that of its verdicts; each settlement is looked into once."""
        rows = self._reader.settlements(field.key)
        places, which = self.settled.among([row[0] for row in rows])
        hold = numpy_().bincount(which, minlength=len(rows)).tolist()
        used = [row if cars else None for row, cars in zip(rows, hold, strict=True)]
        if isinstance(blank, Numbers):
            column: Numbers | Texts = _with_figures(blank, field.kind, places, which, used)
        else:
            said = [None if row is None or row[6] is None else _value(row) for row in used]
            column = _with_texts(blank, places, which, said)
        verdicts = [row[5] if row else None for row in used]
        self._verdicts[field] = _with_texts(Texts.blank(len(self.vehicles)), places, which, verdicts)
        self._kept[field] = column


def _with_identities(
    field: FilterField, start: Numbers | Texts, places: Any, values: Sequence[Any]
) -> Numbers | Texts:
    """The column with what is known of vehicles without a claim put in; each text is looked into once."""
    if isinstance(start, Numbers):
        start.low[places] = start.high[places] = [NAN if value is None else value for value in values]
        start.basis[places] = [-1 if value is None else 0 for value in values]
        return replace(start, bases=("",))
    number = {texts: n for n, texts in enumerate(start.values)}
    codes = {}
    for value in dict.fromkeys(values):
        text = None if value is None else field.said(value)
        codes[value] = number.setdefault((text,), len(number)) if text else -1
    start.codes[places] = [codes[value] for value in values]
    return replace(start, values=tuple(number))


def _with_figures(
    start: Numbers, kind: str, places: Array, which: Array, rows: Sequence[Settlement | None]
) -> Numbers:
    """The column with the settlements of `which` put in at `places`."""
    number: dict[str, int] = {}
    ends, basis = [], []
    for row in rows:
        if row is None or row[1] is None:
            ends.append((NAN, NAN))
            basis.append(-1)
        else:
            ends.append(_ends(row))
            basis.append(number.setdefault(_basis(kind, row[3]), len(number)))
    if rows:
        start.low[places], start.high[places] = array(ends, float)[which].T
        start.basis[places] = array(basis, "int16")[which]
    return replace(start, bases=tuple(number))


def _with_texts(start: Texts, places: Array, which: Array, said: Sequence[Value | None]) -> Texts:
    """The column with the values of `which` put in at `places`."""
    number: dict[tuple[str, ...], int] = {}
    codes = [-1 if value is None else number.setdefault(_split(value), len(number)) for value in said]
    start.codes[places] = array(codes, "int32")[which]
    return replace(start, values=tuple(number))


def _stack(vehicle: Vehicle, classes: Sequence[str]) -> str:
    """All words by which a vehicle is found."""
    return " | ".join([haystack(vehicle), *_nature(vehicle), *map(fold, classes)])


def _nature(vehicle: Vehicle) -> list[str]:
    """What a person calls a car by beside its names: saloon, armoured."""
    return [fold(vehicle.body_style or ""), *(ARMOURED if vehicle.armoured else ())]


def _basis(kind: str, unit: str | None) -> str:
    """What a figure can be compared with: its own currency, rates or plain counts, or all of its kind."""
    if kind == MONEY:
        return unit or ""
    return "rate" if kind == "count" and unit else ""


def _ends(row: Settlement) -> tuple[float, float]:
    """Between which numbers a figure lies: a bound is open on its other side, and "over 5" is not 5."""
    _, low, high, _, qualifier, *_ = row
    assert low is not None
    assert high is not None
    if qualifier in LOWER_BOUNDS:
        return low * (1 + 4 * SLACK if qualifier == "over" else 1), float("inf")
    if qualifier in UPPER_BOUNDS:
        return 0.0, high * (1 - 4 * SLACK if qualifier == "under" else 1)
    return low, high


def _value(row: Settlement) -> Value:
    return str(row[6]) if row[7] == "[]" else (row[7],)


def _split(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(json.loads(value[0]))
