"""What becomes of a library that is read out of a file: how much of it was new here."""

from msgspec import Struct

from carspec.core.errors import CarspecError


class LibraryCounts(Struct, frozen=True):
    """What was added of a file, and what was not: claims that are here, and data of another edition.

    `left_out` are shipped vehicles and claims of the file that this edition of the data does not have.
    """

    cars: int = 0
    claims: int = 0
    judgements: int = 0
    present: int = 0
    left_out: int = 0

    @property
    def added(self) -> bool:
        return bool(self.cars or self.claims or self.judgements)

    def sentence(self, name: str) -> str:
        """What is to be said of it."""
        parts = [(self.cars, "car"), (self.claims, "claim"), (self.judgements, "decision")]
        told = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
        here = f"All {self.present:,} claims of {name} are here already." if self.present else ""
        added = f"Added {', '.join(told)} from {name}." if told else here or f"{name} holds nothing to add."
        other = (
            f" {self.left_out:,} records of its edition of the shipped data are not in this one: left out."
            if self.left_out
            else ""
        )
        return added + other


class BrokenLibrary(CarspecError):
    """A library that is not read; `faults` says what is wrong with its file, a line a fault."""

    def __init__(self, message: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults
