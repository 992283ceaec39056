"""What the columns of filters are made of: the numbers of all figures, and what each settlement says."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from carspec.core.filter.arrays import filled, joined, whole_numbers
from carspec.core.filter.settled import Settled
from carspec.store import rows
from carspec.store.stored_vehicles import Read, StoredVehicles

PAIRS = (
    "SELECT group_concat(car), group_concat(settlement) FROM (SELECT car, settlement FROM figure WHERE {})"
)
"""The numbers of cars and of what holds for them, each as one text: half a million pairs are read so in a
quarter of the time of as many rows, and others work meanwhile."""

CARS = (
    "SELECT group_concat(number), group_concat(car) FROM "
    "(SELECT vehicle.rowid AS number, car.id AS car FROM vehicle JOIN car ON car.key = vehicle.key)"
)
AT_A_TIME = 10_000
"""The figures of so many cars are read by one statement, between which others can read."""


class StoredColumns:
    """A `carspec.core.filter.columns.Reader` over the database."""

    def __init__(self, read: Read, vehicles: StoredVehicles) -> None:
        self._read, self._vehicles = read, vehicles

    def settled(self, vehicles: Collection[str] | None = None) -> Settled:
        if vehicles is None:
            numbers, cars = map(whole_numbers, self._read(CARS, ())[0])
            found = self._pairs("car > ? AND car <= ?", self._spans())
            return self._placed(found, cars, self._vehicles.places_of(numbers))
        listed = self._read(f"SELECT key, id FROM car WHERE key {rows.LISTED}", (json.dumps([*vehicles]),))
        found = self._pairs(f"car {rows.LISTED}", [(json.dumps([number for _, number in listed]),)])
        places = [self._vehicles.place(key) for key, _ in listed]
        return self._placed(found, [number for _, number in listed], places)

    def _spans(self) -> Iterator[tuple[int, int]]:
        last = self._read("SELECT max(id) FROM car", ())[0][0] or 0
        return ((begin, begin + AT_A_TIME) for begin in range(0, last, AT_A_TIME))

    def _pairs(self, which: str, values: Iterable[tuple[object, ...]]) -> Settled:
        """The figures that meet a condition on cars, for each of its values, by the number of the car."""
        parts = [self._read(PAIRS.format(which), each)[0] for each in values]
        return Settled(*(joined([whole_numbers(part[side]) for part in parts]) for side in (0, 1)))

    def _placed(self, found: Settled, cars: Any, places: Any) -> Settled:
        """Figures by the places of vehicles instead of the numbers of their cars, which are at `places`."""
        place_of = filled(int(max(found.places.max(initial=0), max(cars, default=0))) + 1, -1, "int32")
        place_of[cars] = places
        placed = place_of[found.places]
        return Settled(placed[placed >= 0], found.numbers[placed >= 0])

    def settlements(self, field: str) -> Sequence[Any]:
        return self._read(rows.SETTLEMENTS, (field,))

    def doubts(self) -> Sequence[Any]:
        return self._read(rows.DOUBTS, ())
