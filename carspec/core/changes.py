"""Changes a user makes to the library, as frozen records; each has an inverse that is a change itself."""

from collections.abc import Sequence
from hashlib import blake2b
from json import dumps

from msgspec import Struct

from carspec.core.consensus import Judgement
from carspec.core.folding import fold

OWN = "own-"
"""What the keys of a user's own vehicles and sources begin with; no shipped key does."""


class OwnSource(Struct, frozen=True):
    """Where a user has a claim from; `kind` is one of trust.SOURCE_KINDS, `language` a code such as "de"."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    kind: str = "press"
    language: str | None = None

    @property
    def key(self) -> str:
        return OWN + _digest(
            [self.title, self.publisher, self.url, self.published, self.kind, self.language], 8
        )


class Cell(Struct, frozen=True):
    """What the cell of an imported file states, whose unit may stand elsewhere; as in a Claim.

    `imported` is the number of the import.
    """

    value: str
    unit: str | None
    qualifier: str | None
    imported: int


class OwnClaim(Struct, frozen=True):
    """A claim of the user's; `text` is the value with its unit as people write it: "598 PS".

    One that was imported and is brought back has its `cell`, which says how the text was read.
    """

    vehicle: str
    field: str
    text: str
    source: OwnSource
    scope: str | None = None
    condition: str | None = None
    valid_at: str | None = None
    note: str | None = None
    cell: Cell | None = None


class OwnVehicle(Struct, frozen=True):
    """A vehicle of the user's, identity only."""

    make: str
    model: str
    generation: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    body_style: str | None = None
    armourer: str | None = None
    armoured: bool | None = True
    base_vehicle: str | None = None

    @property
    def key(self) -> str:
        """Readable where the name has Latin letters, and different for each identity."""
        identity = [self.make, self.model, self.generation, self.year_from, self.body_style]
        words = [word for word in fold(f"{self.make} {self.model}").split() if word.isascii()]
        return "-".join([OWN.rstrip("-"), *words, _digest(identity, 3)])


class JudgeClaim(Struct, frozen=True):
    """A person's judgement on one claim, by its key; None takes the judgement back."""

    vehicle: str
    claim: str
    judgement: Judgement | None


class AddClaim(Struct, frozen=True):
    """A new claim of the user's."""

    claim: OwnClaim


class CorrectClaim(Struct, frozen=True):
    """Another claim in the place of an own one, given by its key; the judgement on it moves along."""

    key: str
    claim: OwnClaim


class WithdrawClaim(Struct, frozen=True):
    """Take an own claim back."""

    vehicle: str
    key: str


class AddVehicle(Struct, frozen=True):
    """A new vehicle of the user's.

    One that is brought back has the claims that were removed with it, the key it had, and the number of the
    import that made it.
    """

    vehicle: OwnVehicle
    claims: tuple[OwnClaim, ...] = ()
    key: str | None = None
    imported: int | None = None


class CorrectVehicle(Struct, frozen=True):
    """Another identity for an own vehicle, given by its key, which stays."""

    key: str
    vehicle: OwnVehicle


class RemoveVehicle(Struct, frozen=True):
    """Take an own vehicle out, with all claims on it."""

    key: str


class ImportFile(Struct, frozen=True):
    """An import of a file, by its number, with the cars it made and the claims it added.

    It is done by `Library.import_cars`, and cannot be done again without the file.
    """

    number: int
    name: str
    cars: int
    claims: int


class RemoveImport(Struct, frozen=True):
    """Take an import out whole: its claims, and the cars it made on which no other claim stands.

    `judgements` are the keys of the claims on which it decided, where it was a library.
    """

    number: int
    name: str
    judgements: tuple[str, ...] = ()


Change = (
    JudgeClaim
    | AddClaim
    | CorrectClaim
    | WithdrawClaim
    | AddVehicle
    | CorrectVehicle
    | RemoveVehicle
    | ImportFile
    | RemoveImport
)


def concerned(change: Change) -> str | None:
    """The key of the vehicle that a change concerns; None for one that concerns many."""
    match change:
        case ImportFile() | RemoveImport():
            return None
        case AddClaim() | CorrectClaim():
            return change.claim.vehicle
        case AddVehicle():
            return change.key or change.vehicle.key
        case CorrectVehicle() | RemoveVehicle():
            return change.key
        case JudgeClaim() | WithdrawClaim():
            return change.vehicle


def _digest(parts: Sequence[object], size: int) -> str:
    return blake2b(dumps(parts, ensure_ascii=False).encode("utf-8"), digest_size=size).hexdigest()
