"""The wish: which vehicles and fields are compared, in which units, against which baseline."""

from msgspec import Struct

from carspec.core.labels import ENGLISH
from carspec.core.profiles import DEFAULT_PROFILE

DEFAULT_VEHICLES = (
    "aurus-senat-limousine-l700",
    "cadillac-one-2018-beast",
    "mercedes-benz-s-680-guard-z223",
    "bmw-760i-protection-g73",
)
"""The comparison the program opens with."""


class Query(Struct, frozen=True):
    """A comparison asked for. Order counts: the Sheet shows vehicles and fields as they stand here.

    `fields` None means every field that any of the vehicles has a claim on, in the order of the catalogue;
    `hidden` fields stay out (the Sheet counts them); `sort` puts the vehicles in the order of a field, the
    greatest first where its second part is true, unknown ones last both ways; `fold_lone` takes out rows that
    only one car has (the Sheet counts them as well); `baseline` is a vehicle key; `differences_only` leaves
    out rows of equal figures; `folded_groups` are groups of fields of which only the heading is wanted;
    `transposed` shows cars as rows and fields as columns;
    `locale` None means the number format of the profile, and `language` is that of the labels.
    """

    vehicles: tuple[str, ...] = DEFAULT_VEHICLES
    fields: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()
    profile: str = DEFAULT_PROFILE
    baseline: str | None = None
    differences_only: bool = False
    fold_lone: bool = False
    folded_groups: frozenset[str] = frozenset()
    sort: tuple[str, bool] | None = None
    transposed: bool = False
    locale: str | None = None
    language: str = ENGLISH
