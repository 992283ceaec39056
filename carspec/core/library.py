"""What the program asks of a library of vehicles; the store provides one, the window and the Sheet use it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from carspec.core.changes import JudgeClaim
from carspec.core.money import ExchangeRates
from carspec.core.profiles import Profile
from carspec.core.units import Units
from carspec.core.values import Claim, Field, Figure, Source, Vehicle


class Library(Protocol):
    """Read access to the settled data. All records are frozen; keys that do not exist raise KeyError."""

    @property
    def data_version(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Field]: ...

    @property
    def vehicles(self) -> Mapping[str, Vehicle]: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...

    @property
    def units(self) -> Units: ...

    @property
    def profiles(self) -> Mapping[str, Profile]: ...

    @property
    def rates(self) -> ExchangeRates: ...

    def figures(self, vehicle: str) -> Mapping[str, Figure]:
        """The figures of a vehicle by field; fields nobody claimed anything about are absent."""
        ...

    def claims(self, vehicle: str, field: str) -> Sequence[Claim]:
        """All claims on one field of one vehicle, those that make the figure first."""
        ...

    def reload(self) -> None:
        """Forget what was read, as another program may have changed it; the next question reads anew."""
        ...

    def apply(self, change: JudgeClaim) -> JudgeClaim:
        """Carry out a change of the user's and keep it; returns its inverse."""
        ...

    def claim(self, vehicle: str, key: str) -> Claim:
        """One claim of a vehicle by its key."""
        ...
