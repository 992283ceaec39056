"""What an import brings: cars with what their cells state, the cells refused, and what became of it."""

from collections.abc import Sequence

from msgspec import Struct

from carspec.core.changes import OwnSource, OwnVehicle
from carspec.core.errors import CarspecError
from carspec.core.values import Reading


class ImportCancelled(CarspecError):
    """The person who started an import has stopped it; nothing of it was kept."""


class ImportedFile(Struct, frozen=True):
    """The file as its rows are kept: its name, the SHA-256 of its bytes in hexadecimal, and its source."""

    name: str
    digest: str
    source: OwnSource


class CellClaim(Struct, frozen=True):
    """What a cell states, without the car: one record is shared by all rows with that text in the column.

    All is as in a Claim. `reading` is None for texts and classes, else what `read_claim` makes of value,
    unit, words and qualifier in the language of the source, so that a later edition can read it anew.
    """

    field: str
    value: str
    unit: str | None
    as_stated: str
    qualifier: str | None = None
    scope: str | None = None
    condition: str | None = None
    valid_at: str | None = None
    note: str | None = None
    reading: Reading | None = None


class ImportedCar(Struct):
    """One row of a file: the car it is about and what it states of it.

    `line` is where it stands in the file (line, row or record, from 1). `key` names the car in the library:
    that of a car which is there already adds to it, else the car is made; a made car's key begins with
    `own-`. The vehicle is sound (`vehicle_faults`). Claims in a row differ in more than their reading and
    note.
    """

    line: int
    key: str
    vehicle: OwnVehicle
    claims: Sequence[CellClaim]


class RefusedCell(Struct, frozen=True):
    """A cell that was not taken and why, in a sentence; `column` is "" where the whole row was refused."""

    line: int
    column: str
    text: str
    reason: str


class ImportCounts(Struct, frozen=True):
    """What an import has added to the library, and how many of its claims stood there already."""

    cars: int
    claims: int
    present: int
