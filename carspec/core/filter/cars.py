"""Vehicles of a library in some order, by their places in it: none is neither copied nor compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carspec.core.values import Vehicle
from carspec.core.vehicles import Vehicles


class Cars(Sequence[Vehicle]):
    """The vehicles at some places of the library, each at most once; without places all of them."""

    __slots__ = ("_all", "places")

    def __init__(self, vehicles: Vehicles, places: Any = None) -> None:
        """`places` is an array of those of the vehicles."""
        self._all, self.places = vehicles, places

    def __len__(self) -> int:
        return len(self._all) if self.places is None else len(self.places)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return self._all.at(range(len(self))[at] if self.places is None else int(self.places[at]))

    def __iter__(self) -> Iterator[Vehicle]:
        return self._all.records(None if self.places is None else self.places.tolist())

    def __contains__(self, vehicle: object) -> bool:
        return isinstance(vehicle, Vehicle) and self.place(vehicle.key) is not None

    def __eq__(self, other: object) -> bool:
        """Whether these are the same vehicles of the same library in the same order."""
        if not isinstance(other, Cars) or self._all is not other._all or len(self) != len(other):
            return False
        if self.places is None or other.places is None:
            return self.places is other.places
        return bool((self.places == other.places).all())

    __hash__ = None  # type: ignore[assignment]

    @property
    def keys(self) -> list[str]:
        """The keys of these vehicles, without their records."""
        keys = self._all.column("key")
        return [*keys] if self.places is None else [keys[place] for place in self.places.tolist()]

    def place(self, key: str) -> int | None:
        """Where a vehicle stands among these, by its key; None where it does not."""
        row = self._all.place(key)
        if row is None or self.places is None:
            return row
        found = (self.places == row).nonzero()[0]
        return int(found[0]) if len(found) else None
