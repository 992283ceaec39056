"""Columns renewed after a change are those that would be read anew, and cars stand where they are said to."""

from collections.abc import Callable

import pytest

from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Change,
    JudgeClaim,
    OwnClaim,
    OwnSource,
    OwnVehicle,
    RemoveVehicle,
)
from carspec.core.consensus import Judgement
from carspec.core.filter.columns import Columns
from carspec.core.filter.fields import FilterFields
from carspec.core.filter.finder import Finder
from carspec.store.library import SqliteLibrary

SENAT = "aurus-senat-limousine-l700"
PAPER = OwnSource(title="My test")
CAR = OwnVehicle("Genesis", "G90 Guard", year_from=2024, body_style="saloon", armoured=None)

CHANGES: list[Callable[[SqliteLibrary], Change]] = [
    lambda library: AddVehicle(CAR),
    lambda library: AddClaim(OwnClaim(CAR.key, "power", "over 500 hp", PAPER)),
    lambda library: AddClaim(OwnClaim(CAR.key, "ballistic_rating", "VR9", PAPER)),
    lambda library: AddClaim(OwnClaim(SENAT, "operator", "A new garage", PAPER)),
    lambda library: JudgeClaim(SENAT, library.claims(SENAT, "power")[-1].key, Judgement(rank=1)),
    lambda library: RemoveVehicle(CAR.key),
]


def doubts(columns: Columns) -> list[tuple[str, int]]:
    """The verdicts that doubt, with the places of their vehicles."""
    held = columns.doubts
    return sorted((held.names[at], row) for at, row in zip(held.bucket_of, held.row_of, strict=True))


def looked_at(columns: Columns, fields: FilterFields) -> list[object]:
    """All that columns say, in words that do not depend on how they number their texts."""
    said: list[object] = [list(columns.vehicles.items()), doubts(columns), columns.vehicles.claims]
    for field in fields:
        known = columns.known(field)
        if field.kind in ("text", "rating"):
            texts = columns.texts(field)
            said.append([texts.values[code] if code >= 0 else None for code in texts.codes])
        else:
            column = columns.numbers(field)
            said += [column.low[known].tolist(), column.high[known].tolist(), known.tolist()]
            said.append([column.bases[basis] for basis in column.basis[known]])
        said.append(columns.order(field, descending=True).tolist())
        if field.field is not None:
            verdicts = columns.verdicts(field)
            said.append([verdicts.values[code] if code >= 0 else None for code in verdicts.codes])
    words = columns.words
    said += [[sorted(stack.split()) for stack in words.stacks]]
    said += [words.holding(part).tolist() for part in ("gen", "vr9", "aurus", "2024", "armo", "aur")]
    return said


def test_after_each_change_and_its_undoing_the_columns_are_those_read_anew(
    own_library: SqliteLibrary,
) -> None:
    fields = FilterFields(own_library.fields, own_library.field_words)
    looked_at(own_library.columns, fields)
    steps: list[Callable[[], object]] = [
        *(lambda change=change: own_library.apply(change(own_library)) for change in CHANGES),
        *([own_library.undo] * len(CHANGES)),
        own_library.redo,
    ]
    for step in steps:
        before = own_library.columns
        step()
        renewed = own_library.columns
        assert renewed is not before
        said = looked_at(renewed, fields)
        own_library.reload()
        assert said == looked_at(own_library.columns, fields)


@pytest.mark.parametrize("text", ["", "aurus", "power > 500 hp"])
def test_cars_are_where_they_are_said_to_be(library: SqliteLibrary, text: str) -> None:
    finder = Finder(library)
    found = finder.find(text)
    for cars in (found.vehicles, finder.in_order(found, "power", descending=True)):
        assert [cars.place(car.key) for car in cars] == list(range(len(cars)))
        assert list(cars)[1:4] == cars[1:4] == [cars[1], cars[2], cars[3]]
        outside = set(library.vehicles) - {car.key for car in cars}
        assert all(cars.place(key) is None for key in [*outside, "no such car"])
        assert all(car in cars for car in cars)
    assert found.vehicles == finder.find(text).vehicles
    assert (found.vehicles == finder.in_order(found, "power", descending=True)) is False
    assert found.vehicles != tuple(found.vehicles)
