"""Three-valued answers: for each vehicle yes, no, or neither, where nothing certain is known."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Mask = Any
"""A numpy array of bool, one for each vehicle in the order of the library."""


class Truth(Struct, frozen=True):
    """After Kleene: what is neither `yes` nor `no` stays so under "not", and never makes a vehicle fit."""

    yes: Mask
    no: Mask

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Truth:
        return Truth(self.no, self.yes)

    @property
    def open(self) -> Mask:
        """Where the answer is neither."""
        return ~(self.yes | self.no)
