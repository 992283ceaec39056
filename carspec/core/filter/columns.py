"""The columns a filter works on: one numpy array a field, read once and kept until the library changes."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from carspec.core.filter.arrays import SLACK, Array, Move, Numbers, Texts, Words, array, filled
from carspec.core.filter.cars import Cars
from carspec.core.filter.fields import FilterField
from carspec.core.filter.truth import Mask
from carspec.core.folding import fold
from carspec.core.names import haystack
from carspec.core.trust import LOWER_BOUNDS, UPPER_BOUNDS
from carspec.core.units import MONEY
from carspec.core.values import Vehicle

CLASS_FIELD = "ballistic_rating"
"""The field whose classes are words by which cars are found: "bmw vr9"."""

ARMOURED = ("armoured", "armored")
"""By these words armoured cars are found."""

KEPT_ORDERS = 16
"""As many orders of all vehicles are kept, half a megabyte each in the largest libraries."""

FigureRow = tuple[str, float | None, float | None, str | None, str | None, str | None, str | None, str]
"""A settled figure: vehicle, canonical low and high, unit, qualifier, verdict, value, values as JSON."""

Value = str | tuple[str]
"""One text, or several as the JSON list that holds them, alone in a tuple."""

VerdictRow = tuple[str, str]
"""A vehicle and a verdict that any of its figures has, conflict or mix-up; each pair once."""


class Reader(Protocol):
    """Where the columns are read from, in any order; of the vehicles with some keys, or of all for None."""

    def figures(self, field: str, vehicles: Collection[str] | None = None) -> Sequence[FigureRow]:
        """The figures of a field by its key."""
        ...

    def doubts(self, vehicles: Collection[str] | None = None) -> Iterable[VerdictRow]:
        """The verdicts that doubt."""
        ...


class Columns:
    """The columns of all vehicles, in their order; each is read when it is first asked for, and kept."""

    def __init__(self, vehicles: Iterable[Vehicle], reader: Reader) -> None:
        self.vehicles = tuple(vehicles)
        self._reader = reader
        self._kept: dict[FilterField, Numbers | Texts] = {}
        self._verdicts: dict[FilterField, Texts] = {}
        self._orders: dict[tuple[str, bool], Array] = {}

    def renewed(self, vehicles: Iterable[Vehicle], changed: Collection[str]) -> "Columns":
        """The columns of a library in which vehicles with these keys were changed, added or taken out.

        Only those are read; everything else that was read before is kept.
        """
        new = Columns(vehicles, self._reader)
        old = array([self._rows.get(car.key, -1) for car in new.vehicles], "int64")
        rows = {key: new._rows[key] for key in changed if key in new._rows}
        old[[*rows.values()]] = -1
        move = Move(old, len(self.vehicles))
        for field in list(self._kept):
            start = self._kept[field].moved(move)
            if field.identity is None:
                verdicts = self._verdicts[field].moved(move)
                new._read_figures(field, self._reader.figures(field.key, rows), start, verdicts)
            else:
                new._kept[field] = _identities(
                    field, ((row, new.vehicles[row]) for row in rows.values()), start
                )
        if "words" in self.__dict__:
            classes = new._classes(rows)
            new.words = self.words.moved(
                move, {row: _stack(new.vehicles[row], classes) for row in rows.values()}
            )
        if "doubts" in self.__dict__:
            places = move.new.tolist()
            kept = [(places[row], verdict) for row, verdict in self.doubts if places[row] >= 0]
            new.doubts = (*kept, *((rows[key], verdict) for key, verdict in self._reader.doubts(rows)))
        return new

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {vehicle.key: row for row, vehicle in enumerate(self.vehicles)}

    @property
    def cars(self) -> Cars:
        """All vehicles."""
        return Cars(self.vehicles, self._rows)

    def holding(self, mask: Mask) -> Cars:
        """The vehicles of a mask, in the order of the columns."""
        return self.at(mask.nonzero()[0])

    def at(self, places: Array) -> Cars:
        """The vehicles at these places, in their order."""
        return Cars(self.vehicles, self._rows, places)

    @cached_property
    def claims(self) -> int:
        """How many claims there are on all vehicles."""
        return sum(vehicle.claims for vehicle in self.vehicles)

    @cached_property
    def most_claims(self) -> int:
        """How many claims there are on the vehicle that has most of them."""
        return max((vehicle.claims for vehicle in self.vehicles), default=1)

    @cached_property
    def everything(self) -> Mask:
        """The mask of all vehicles; not to be changed."""
        return filled(len(self.vehicles), True, bool)

    @cached_property
    def doubts(self) -> tuple[tuple[int, str], ...]:
        """The place of a vehicle and a verdict, conflict or mix-up, of any of its figures, each pair once."""
        return tuple(
            (self._rows[key], verdict) for key, verdict in self._reader.doubts() if key in self._rows
        )

    @cached_property
    def words(self) -> Words:
        """The words by which vehicles can be found: their names, body style, armour and class."""
        classes = self._classes(None)
        return Words.of([_stack(vehicle, classes) for vehicle in self.vehicles])

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
            column = self._names() if field is None else self._column(field)
            self._orders[asked] = column.order(descending)
        return self._orders[asked]

    def known(self, field: FilterField) -> Mask:
        """Which vehicles have a figure."""
        return self._column(field).known

    def _names(self) -> Texts:
        count = len(self.vehicles)
        return _with_texts(Texts.blank(count), [(row, car.name) for row, car in enumerate(self.vehicles)])

    def _classes(self, vehicles: Collection[str] | None) -> Mapping[str, Sequence[str]]:
        found = self._reader.figures(CLASS_FIELD, vehicles)
        return {row[0]: _split(_value(row)) for row in found if row[6] is not None}

    def _column(self, field: FilterField) -> Numbers | Texts:
        if field not in self._kept:
            count = len(self.vehicles)
            blank = Numbers.blank(count) if _numeric(field) else Texts.blank(count)
            if field.identity is not None:
                self._kept[field] = _identities(field, enumerate(self.vehicles), blank)
            else:
                self._read_figures(field, self._reader.figures(field.key), blank, Texts.blank(count))
        return self._kept[field]

    def _read_figures(
        self, field: FilterField, read: Sequence[FigureRow], start: Numbers | Texts, verdicts: Texts
    ) -> None:
        """Keep a column that holds what was read beside what it held at the start."""
        found = [(self._rows[row[0]], row) for row in read if row[0] in self._rows]
        self._verdicts[field] = _with_texts(verdicts, [(at, row[5]) for at, row in found if row[5]])
        if isinstance(start, Numbers):
            self._kept[field] = _with_figures(start, field.kind, found)
        else:
            self._kept[field] = _with_texts(
                start, [(at, _value(row)) for at, row in found if row[6] is not None]
            )


def _numeric(field: FilterField) -> bool:
    return field.field.numeric if field.field else field.kind != "text"


def _identities(
    field: FilterField, vehicles: Iterable[tuple[int, Vehicle]], start: Numbers | Texts
) -> Numbers | Texts:
    """The column of what is known of vehicles without a claim."""
    assert field.identity is not None
    held = [(row, value) for row, vehicle in vehicles if (value := field.identity(vehicle)) is not None]
    if isinstance(start, Texts):
        return _with_texts(start, [(row, str(value)) for row, value in held if value])
    places = array([row for row, _ in held], "int64")
    start.low[places] = start.high[places] = [float(value) for _, value in held]
    start.basis[places] = 0
    return replace(start, bases=("",))


def _with_figures(start: Numbers, kind: str, found: Sequence[tuple[int, FigureRow]]) -> Numbers:
    """The column with figures put in, by the places of their vehicles."""
    figures = [(at, row) for at, row in found if row[1] is not None]
    number = {basis: n for n, basis in enumerate(start.bases)}
    places = array([at for at, _ in figures], "int64")
    start.low[places], start.high[places] = [row[1] for _, row in figures], [row[2] for _, row in figures]
    start.basis[places] = [number.setdefault(_basis(kind, row[3]), len(number)) for _, row in figures]
    for at, row in figures:
        if row[4] is not None:
            start.low[at], start.high[at] = _ends(row)
    return replace(start, bases=tuple(number))


def _with_texts(start: Texts, found: Sequence[tuple[int, Value]]) -> Texts:
    """The column with values put in, by the places of their vehicles; only distinct ones are looked into."""
    number = {texts: n for n, texts in enumerate(start.values)}
    codes: dict[Value, int] = {}
    for value in dict.fromkeys(value for _, value in found):
        codes[value] = number.setdefault(_split(value), len(number))
    start.codes[array([at for at, _ in found], "int64")] = [codes[value] for _, value in found]
    return replace(start, values=tuple(number))


def _stack(vehicle: Vehicle, classes: Mapping[str, Sequence[str]]) -> str:
    """All words by which a vehicle is found."""
    return " | ".join([haystack(vehicle), *_nature(vehicle), *map(fold, classes.get(vehicle.key, ()))])


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


def _value(row: FigureRow) -> Value:
    return str(row[6]) if row[7] == "[]" else (row[7],)


def _split(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(json.loads(value[0]))
