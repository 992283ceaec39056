"""The vehicles of a library by key, by place and as columns: of 50,000, records are made of those in view."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from typing import Any

from carspec.core.values import Vehicle


class Vehicles(Mapping[str, Vehicle]):
    """Vehicles in the order of their library, each at a place; those of a library as it once stood."""

    @property
    @abstractmethod
    def claims(self) -> int:
        """How many claims there are on all of them."""

    @property
    @abstractmethod
    def most_claims(self) -> int:
        """How many claims there are on the one that has most of them; 1 where there is none."""

    @abstractmethod
    def at(self, place: int) -> Vehicle:
        """The vehicle at a place, from 0; KeyError where it was taken out of the library since."""

    @abstractmethod
    def place(self, key: str) -> int | None:
        """Where the vehicle of a key stands; None where there is none."""

    @abstractmethod
    def records(self, places: Sequence[int] | None = None) -> Iterator[Vehicle]:
        """The vehicles at some places, in their order; all of them without."""

    @abstractmethod
    def of(self, keys: Sequence[str]) -> tuple[Vehicle, ...]:
        """The vehicles of these keys, in their order; KeyError where one is missing."""

    @abstractmethod
    def column(self, attribute: str) -> Sequence[Any]:
        """An attribute of all of them, by its name, in their order."""

    def __getitem__(self, key: str) -> Vehicle:
        return self.of([key])[0]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.place(key) is not None

    def values(self) -> ValuesView[Vehicle]:
        return _Records(self)

    def items(self) -> ItemsView[str, Vehicle]:
        return _Pairs(self)


class _Records(ValuesView[Vehicle]):
    """Read in one go, not key by key."""

    _mapping: Vehicles

    def __iter__(self) -> Iterator[Vehicle]:
        return self._mapping.records()


class _Pairs(ItemsView[str, Vehicle]):
    """Read in one go, not key by key."""

    _mapping: Vehicles

    def __iter__(self) -> Iterator[tuple[str, Vehicle]]:
        return ((vehicle.key, vehicle) for vehicle in self._mapping.records())
