"""Vehicles that are all at hand, for libraries that no database holds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from carspec.core.values import Vehicle
from carspec.core.vehicles import Vehicles


class ListedVehicles(Vehicles):
    """The vehicles of a list."""

    def __init__(self, vehicles: Iterable[Vehicle]) -> None:
        self._listed = tuple(vehicles)
        self._places = {vehicle.key: place for place, vehicle in enumerate(self._listed)}

    @property
    def claims(self) -> int:
        return sum(vehicle.claims for vehicle in self._listed)

    @property
    def most_claims(self) -> int:
        return max((vehicle.claims for vehicle in self._listed), default=1)

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def at(self, place: int) -> Vehicle:
        return self._listed[place]

    def place(self, key: str) -> int | None:
        return self._places.get(key)

    def records(self, places: Sequence[int] | None = None) -> Iterator[Vehicle]:
        return iter(self._listed) if places is None else (self._listed[place] for place in places)

    def of(self, keys: Sequence[str]) -> tuple[Vehicle, ...]:
        return tuple(self._listed[self._places[key]] for key in keys)

    def column(self, attribute: str) -> Sequence[Any]:
        return [getattr(vehicle, attribute) for vehicle in self._listed]
