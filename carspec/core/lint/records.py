"""What the rules of the deep check work on, one car with its claims, and what they find."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from carspec.core.agreement import voice
from carspec.core.display import qualified, shown
from carspec.core.explain import stated_text
from carspec.core.library import Library
from carspec.core.values import COUNTING, Claim, Figure, Reading, Vehicle


class Suspect(Struct, frozen=True):
    """Claims of one car that are suspicious: what is odd, and the numbers that prove it."""

    vehicle: str
    field: str
    what: str
    proof: str
    claims: tuple[Claim, ...]


class Car(Struct, frozen=True):
    """One vehicle of a library with its claims and figures, in the words of a report."""

    vehicle: Vehicle
    library: Library

    def counting(self, field: str) -> list[Claim]:
        """The claims with a number that count for a field."""
        claims = self.library.claims(self.vehicle.key, field)
        return [claim for claim in claims if claim.reading is not None and claim.relation in COUNTING]

    def numeric_fields(self, *without: str) -> Iterator[str]:
        """Keys of the fields of numbers that have figures, but for some kinds."""
        for key in self.library.figures(self.vehicle.key):
            field = self.library.fields[key]
            if field.numeric and field.kind not in without:
                yield key

    def figure(self, field: str) -> tuple[Figure, Claim, Reading] | None:
        """The figure of a field, the claim that makes it and its reading."""
        figure = self.library.figures(self.vehicle.key).get(field)
        if figure is None or figure.claim is None:
            return None
        claim = self.library.claim(self.vehicle.key, figure.claim)
        return None if claim.reading is None else (figure, claim, claim.reading)

    def voices(self, claims: Sequence[Claim]) -> int:
        """How many publishers state some claims, copies of one text once."""
        sources = self.library.sources
        return len({voice(sources[claim.source], sources) for claim in claims})

    def stated(self, claim: Claim) -> str:
        """A claim in the unit meant by its word, with its source: "about 598 PS (wp-senat-l700)"."""
        return f"{self.number(claim)} ({claim.source})"

    def number(self, claim: Claim) -> str:
        if claim.reading is None:
            return stated_text(claim)
        return qualified(claim.qualifier, self.in_unit(claim.reading, claim.reading.unit))

    def in_unit(self, reading: Reading, unit: str) -> str:
        """A reading in a unit, in English: "606 PS"."""
        number = shown(reading, unit or None, self.library.units).eye("en", "")
        return f"{number} {self.library.units.get(unit).symbol}" if unit else number

    def support(self, figure: Figure) -> str:
        """ "4 of 9 publishers": how many state the figure or an echo of it."""
        return f"{figure.support} of {figure.voices} publishers"
