"""The order of vehicles by one field: numbers by canonical value, texts as words, unknown last both ways."""

from collections.abc import Mapping, Sequence

from carspec.core.folding import fold
from carspec.core.values import Field, Reading, Vehicle

UNORDERED = frozenset({"money", "rating"})
"""Kinds whose figures may be of several currencies or schemes, between which there is no order."""


def sortable(field: Field) -> bool:
    """Whether cars can be put in the order of a field."""
    return field.kind not in UNORDERED and not field.many


def next_sort(sort: tuple[str, bool] | None, field: Field) -> tuple[str, bool] | None:
    """The sort after another click on the head of a field: numbers begin with the greatest and texts with the
    first letter, a second click reverses, a third restores the order of the cars."""
    first = field.key, field.numeric
    if sort is None or sort[0] != field.key:
        return first
    return (field.key, not field.numeric) if sort == first else None


def sorted_by(
    vehicles: Sequence[Vehicle], values: Mapping[str, Reading | str | None], descending: bool
) -> tuple[Vehicle, ...]:
    """The vehicles by the readings or the texts of their figures, by key; None is unknown.

    Equal ones keep the order they have.
    """
    keys: dict[str, tuple[float, str]] = {}
    for key, value in values.items():
        if isinstance(value, Reading):
            keys[key] = ((value.si_low + value.si_high) / 2, "")
        elif value is not None:
            keys[key] = (0.0, fold(value))
    found = sorted((v for v in vehicles if v.key in keys), key=lambda v: keys[v.key], reverse=descending)
    return (*found, *(vehicle for vehicle in vehicles if vehicle.key not in keys))
