"""The vehicles of the database, each read when it is asked for."""

from __future__ import annotations

import json
from array import array as numbers_of
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from carspec.core.vehicles import Vehicles
from carspec.store import rows

if TYPE_CHECKING:
    from carspec.core.filter.arrays import Array
    from carspec.core.values import Vehicle

Read = Callable[[str, Sequence[object]], list[Any]]
"""Carries out a statement with its values, and gives the rows."""

ORDER = (
    "SELECT json_group_array(number), sum(claims), max(claims) "
    "FROM (SELECT rowid AS number, claims FROM vehicle ORDER BY position)"
)
"""The numbers of all vehicles as one text: 50,000 are read in a tenth of the time of as many rows."""

COUNTS = "SELECT sum(claims), max(claims) FROM vehicle"

AT_A_TIME = 1000
"""So many records are read by one statement, between which others can read."""

KEPT = 2000
"""As many records are kept as a person may see in some time."""

WORKED_OUT = {"title": "model", "name": "make || ' ' || model"}
"""What is no column of the table, as it is of vehicles without a nickname."""


class StoredVehicles(Vehicles):
    """The vehicles as they stand when this is made."""

    def __init__(self, read: Read, order: numbers_of[int] | None = None) -> None:
        """`order` are the numbers of their rows, where they are known."""
        self._read = read
        if order is None:
            numbers, claims, most = read(ORDER, ())[0]
            order = numbers_of("i", json.loads(numbers))
        else:
            claims, most = read(COUNTS, ())[0]
        self._numbers = order
        self._claims, self._most = claims or 0, most or 1
        self._by_place: dict[int, Vehicle] = {}
        self._places: dict[str, int] = {}

    @property
    def claims(self) -> int:
        return self._claims

    @property
    def most_claims(self) -> int:
        return self._most

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return (key for (key,) in self._read("SELECT key FROM vehicle ORDER BY position", ()))

    def at(self, place: int) -> Vehicle:
        vehicle = self._by_place.get(place)
        if vehicle is None:
            vehicle = next(self.records([place]))
            if len(self._by_place) >= KEPT:
                self._by_place.clear()
            self._by_place[place] = vehicle
        return vehicle

    def place(self, key: str) -> int | None:
        if key not in self._places:
            found = self._read("SELECT rowid FROM vehicle WHERE key = ?", (key,))
            if not found:
                return None
            try:
                self._places[key] = self._numbers.index(found[0][0])
            except ValueError:  # added since
                return None
        return self._places[key]

    def renewed(self, changed: Collection[str]) -> StoredVehicles:
        """The vehicles as they stand after those with these keys were changed, added or taken out.

        Where all stand where they stood, as after a claim, their order is not read again.
        """
        rows_now = [row[-1] for row in self._rows("key", list(changed))]
        stand = len(rows_now) == len(changed) and all(number in self._numbers for number in rows_now)
        return StoredVehicles(self._read, self._numbers if stand else None)

    def stood(self, before: StoredVehicles) -> Array:
        """For each vehicle its place among those before, -1 where it was none of them."""
        from carspec.core.filter.arrays import array

        return before.places_of(array(self._numbers, "int32"))

    def places_of(self, numbers: Array) -> Array:
        """The places of the vehicles whose rows have these numbers, -1 for others."""
        from carspec.core.filter.arrays import array, filled, numpy_

        own = array(self._numbers, "int32")
        places = filled(int(max(numbers.max(initial=0), own.max(initial=0))) + 1, -1, "int64")
        places[own] = numpy_().arange(len(own))
        return places[numbers]

    def records(self, places: Sequence[int] | None = None) -> Iterator[Vehicle]:
        wanted = self._numbers if places is None else [self._numbers[place] for place in places]
        for begin in range(0, len(wanted), AT_A_TIME):
            some = list(wanted[begin : begin + AT_A_TIME])
            found = {row[-1]: row for row in self._rows("rowid", some)}
            yield from (self._record(found[number]) for number in some)

    def of(self, keys: Sequence[str]) -> tuple[Vehicle, ...]:
        found: dict[str, Vehicle] = {}
        for begin in range(0, len(keys), AT_A_TIME):
            some = self._rows("key", keys[begin : begin + AT_A_TIME])
            found |= {row[0]: self._record(row) for row in some}
        return tuple(found[key] for key in keys)

    def column(self, attribute: str) -> Sequence[Any]:
        said = WORKED_OUT.get(attribute, attribute)
        held = dict(self._read(f"SELECT rowid, {said} FROM vehicle", ()))
        values = [held.get(number) for number in self._numbers]  # whatever was added or taken out since
        if attribute in WORKED_OUT:
            for key in self._nicknames:
                place = self.place(key)
                if place is not None:
                    values[place] = getattr(self.at(place), attribute)
        return values

    def _rows(self, column: str, values: Sequence[object]) -> list[Any]:
        return self._read(f"{rows.VEHICLES} WHERE {column} {rows.LISTED}", (json.dumps(values),))

    def _record(self, row: rows.Row) -> Vehicle:
        return rows.vehicle(row, tuple(self._names.get(row[0], ())), self._nicknames.get(row[0]))

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The names by which people call vehicles; files of others bring none."""
        names: dict[str, list[str]] = defaultdict(list)
        for key, name, _ in self._named:
            names[key].append(name)
        return names

    @cached_property
    def _nicknames(self) -> dict[str, str]:
        return {key: name for key, name, nickname in self._named if nickname}

    @cached_property
    def _named(self) -> list[Any]:
        return self._read(f"{rows.NAMES} ORDER BY rowid", ())
