"""Imported files: all of one or nothing, nothing twice, taken back whole, settled as any other claims are."""

import sqlite3
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from carspec.core.changes import (
    AddClaim,
    CorrectClaim,
    JudgeClaim,
    OwnClaim,
    OwnSource,
    OwnVehicle,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.consensus import Judgement
from carspec.core.errors import CarspecError
from carspec.core.history import State
from carspec.core.importing.cars import (
    CellClaim,
    ImportCancelled,
    ImportCounts,
    ImportedCar,
    ImportedFile,
)
from carspec.core.own_claims import InvalidChange
from carspec.core.reading import read_claim
from carspec.core.values import Relation, Verdict
from carspec.store.database import transaction
from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.settling import load_terms, settle_vehicles
from carspec.store.shipped import Shipped

SENAT = "aurus-senat-limousine-l700"
SOURCE = OwnSource(title="Fuel economy", publisher="The agency", kind="government", language="en")
FILE = ImportedFile("vehicles.csv", "0" * 64, SOURCE)
KINDS = {
    "fuel_consumption": "consumption",
    "power": "power",
    "kerb_mass": "mass",
    "displacement": "displacement",
}


def go_on(done: int) -> bool:
    return True


def cell(
    library: SqliteLibrary, field: str, value: str, unit: str | None = None, condition: str | None = None
) -> CellClaim:
    """A cell whose unit stands in the head of its column."""
    claim = CellClaim(field, value, unit, value, condition=condition)
    if field not in KINDS:
        return claim
    reading = read_claim(
        KINDS[field], (value, value), unit, value, None, "en", library.unit_words, library.units
    )
    return replace(claim, reading=reading)


def cars(library: SqliteLibrary, count: int = 3, *more: CellClaim) -> list[ImportedCar]:
    """Cars of a file in which many say the same."""
    shared = [
        cell(library, "fuel_consumption", "19", "mpg", condition="city"),
        cell(library, "fuel_consumption", "25", "mpg", condition="highway"),
        cell(library, "fuel", "diesel"),
        *more,
    ]
    return [
        ImportedCar(
            line,
            f"own-make-{line}",
            OwnVehicle("Make", f"Model {line}", year_from=2020, armoured=False),
            [
                *shared,
                cell(library, "displacement", str(1 + line % 3), "L"),
                cell(library, "power", str(100 + line % 7), "kW"),
                cell(library, "kerb_mass", "2000", "kg"),
            ],
        )
        for line in range(2, 2 + count)
    ]


def held(library: SqliteLibrary) -> object:
    """All that the library holds, in its words."""
    return (
        dict(library.vehicles),
        dict(library.sources),
        {v: dict(library.figures(v)) for v in library.vehicles},
        {(v, f): library.claims(v, f) for f in library.fields for v in library.vehicles},
    )


def rows_of(library: SqliteLibrary) -> dict[str, int]:
    assert library.path is not None
    tables = ("vehicle", "source", "car", "statement", "claim", "settlement", "figure", "import")
    with sqlite3.connect(library.path) as connection:
        return {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def settled_anew(library: SqliteLibrary, shipped: Shipped) -> object:
    """What the library holds once all figures are settled from the start."""
    assert library.path is not None
    with transaction(library.path) as connection:
        settle_vehicles(connection, load_terms(shipped.folder / "terms.json"))
    library.reload()
    return held(library)


@pytest.fixture
def library(own_library: SqliteLibrary) -> SqliteLibrary:
    """Return a library that these tests may change."""
    return own_library


def test_an_import_adds_cars_with_claims_that_are_settled(library: SqliteLibrary, shipped: Shipped) -> None:
    told: list[int] = []

    def progress(done: int) -> bool:
        told.append(done)
        return True

    counts = library.import_cars(FILE, cars(library, 1200), progress)
    assert counts == ImportCounts(cars=1200, claims=1200 * 6, present=0)
    assert told == [500, 1000, 1200]
    car = library.vehicles["own-make-2"]
    assert (car.name, car.own, car.claims, car.armoured) == ("Make Model 2", True, 6, False)
    figures = library.figures("own-make-2")
    assert figures["fuel"].verdict is Verdict.SINGLE
    assert figures["power_to_mass"].computed
    claims = library.claims("own-make-2", "fuel_consumption")
    assert {(c.value, c.condition, c.own) for c in claims} == {("19", "city", True), ("25", "highway", True)}
    assert len({claim.key for claim in claims}) == 2
    assert figures["fuel_consumption"].claim in {claim.key for claim in claims}
    assert library.sources[claims[0].source].publisher == "The agency"
    before = held(library)
    assert settled_anew(library, shipped) == before
    [entry] = library.history()
    assert (entry.name, entry.what) == ("import vehicles.csv", "Imported 1,200 cars from vehicles.csv")


def test_equal_numbers_in_two_columns_are_two_claims(library: SqliteLibrary) -> None:
    city, highway = (
        cell(library, "fuel_consumption", "19", "mpg", condition=place) for place in ("city", "highway")
    )
    car = replace(cars(library, 1)[0], claims=[city, highway])
    assert library.import_cars(FILE, [car], go_on).claims == 2
    assert {c.condition for c in library.claims(car.key, "fuel_consumption")} == {"city", "highway"}
    other = library.claims(car.key, "fuel_consumption")[1]
    library.apply(JudgeClaim(car.key, other.key, Judgement(1)))
    assert library.figures(car.key)["fuel_consumption"].claim == other.key


def test_the_same_file_twice_adds_nothing(library: SqliteLibrary) -> None:
    library.import_cars(FILE, cars(library), go_on)
    before, rows = held(library), rows_of(library)
    assert library.import_cars(FILE, cars(library), go_on) == ImportCounts(0, 0, 18)
    assert (held(library), rows_of(library)) == (before, rows)
    assert len(library.history()) == 1


def test_what_a_corrected_file_adds_goes_to_the_same_cars(library: SqliteLibrary, shipped: Shipped) -> None:
    library.import_cars(FILE, cars(library), go_on)
    more = cell(library, "transmission", "automatic")
    counts = library.import_cars(replace(FILE, digest="1" * 64), cars(library, 4, more), go_on)
    assert counts == ImportCounts(cars=1, claims=3 + 7, present=18)
    assert library.vehicles["own-make-2"].claims == 7
    before = held(library)
    assert settled_anew(library, shipped) == before
    library.undo()
    assert library.vehicles["own-make-2"].claims == 6
    assert "own-make-5" not in library.vehicles
    assert "transmission" not in library.figures("own-make-2")


def test_rows_of_one_car_are_one_car(library: SqliteLibrary) -> None:
    first, second, *rest = cars(library, 600)
    last = replace(rest[-1], key=first.key)
    counts = library.import_cars(FILE, [first, replace(second, key=first.key), *rest[:-1], last], go_on)
    assert counts.cars == 598
    assert {c.value for c in library.claims(first.key, "power")} == {"102", "103", rest[-1].claims[-2].value}


def test_an_import_may_add_to_a_shipped_car(library: SqliteLibrary, shipped: Shipped) -> None:
    before = held(library)
    [car] = cars(library, 1)
    assert library.import_cars(FILE, [replace(car, key=SENAT)], go_on).cars == 0
    assert len([c for c in library.claims(SENAT, "fuel") if c.own]) == 1
    assert library.history()[0].what == "Imported 6 claims from vehicles.csv"
    assert settled_anew(library, shipped) != before
    library.undo()
    assert held(library) == before


def test_undo_takes_an_import_out_whole_and_redo_says_what_to_do(library: SqliteLibrary) -> None:
    before, rows = held(library), rows_of(library)
    library.import_cars(FILE, cars(library, 700), go_on)
    assert library.undo().what == "Imported 700 cars from vehicles.csv"
    assert (held(library), rows_of(library)) == (before, rows)
    with pytest.raises(InvalidChange, match="import the file again"):
        library.redo()
    assert library.history()[0].state is State.DROPPED
    assert library.import_cars(FILE, cars(library, 700), go_on).cars == 700


def test_a_car_on_which_something_else_stands_outlives_its_import(library: SqliteLibrary) -> None:
    library.import_cars(FILE, cars(library), go_on)
    paper = OwnSource(title="A paper")
    library.apply(AddClaim(OwnClaim("own-make-2", "torque", "400 Nm", paper)))
    other = replace(FILE, name="more.csv", source=replace(SOURCE, title="More"))
    library.import_cars(other, [cars(library)[1]], go_on)
    assert library.path is not None
    with sqlite3.connect(library.path) as connection:  # as if the newer steps could no longer be undone
        connection.execute("UPDATE history SET state = ? WHERE id > 1", (State.FIXED,))
    library.undo()
    assert [key for key in library.vehicles if key.startswith("own-make")] == ["own-make-2", "own-make-3"]
    assert set(library.figures("own-make-2")) == {"torque"}
    assert library.vehicles["own-make-3"].claims == 6
    assert {c.source for c in library.claims("own-make-3", "fuel")} == {other.source.key}


def test_imported_claims_are_judged_withdrawn_corrected_and_come_back(library: SqliteLibrary) -> None:
    library.import_cars(FILE, cars(library), go_on)
    before = held(library)
    [power] = library.claims("own-make-2", "power")
    paper = OwnSource(title="A paper")
    for change in (
        JudgeClaim("own-make-2", power.key, Judgement(excluded=True)),
        CorrectClaim(power.key, OwnClaim("own-make-2", "power", "140 kW", paper)),
        WithdrawClaim("own-make-2", power.key),
        RemoveVehicle("own-make-2"),
    ):
        library.apply(change)
        assert held(library) != before
        library.undo()
        library.reload()
        assert held(library) == before
    library.undo()
    assert "own-make-2" not in library.vehicles


def test_a_judgement_on_an_imported_claim_waits_for_it_to_come_again(library: SqliteLibrary) -> None:
    more = cell(library, "power", "90", "kW")
    library.import_cars(FILE, cars(library, 1, more), go_on)
    other = next(c for c in library.claims("own-make-2", "power") if c.relation is not Relation.SAME)
    library.apply(JudgeClaim("own-make-2", other.key, Judgement(rank=1)))
    assert library.path is not None
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE history SET state = ? WHERE id > 1", (State.FIXED,))
    library.undo()
    library.import_cars(FILE, cars(library, 1, more), go_on)
    assert library.figures("own-make-2")["power"].claim == other.key


def test_a_cancelled_or_broken_import_leaves_nothing(library: SqliteLibrary) -> None:
    before, rows = held(library), rows_of(library)
    with pytest.raises(ImportCancelled, match="nothing of it was kept"):
        library.import_cars(FILE, cars(library, 1200), lambda done: done < 1000)

    def broken() -> Iterator[ImportedCar]:
        yield from cars(library, 600)
        raise OSError("the file is gone")

    with pytest.raises(CarspecError, match="can no longer be read"):
        library.import_cars(FILE, broken(), go_on)
    library.reload()
    assert (held(library), rows_of(library), list(library.history())) == (before, rows, [])


def test_a_file_without_cars_leaves_nothing(library: SqliteLibrary) -> None:
    rows = rows_of(library)
    assert library.import_cars(FILE, [], go_on) == ImportCounts(0, 0, 0)
    assert rows_of(library) == rows


def test_a_new_edition_keeps_what_was_imported(library: SqliteLibrary, shipped: Shipped) -> None:
    assert library.path is not None
    library.import_cars(FILE, cars(library, 50), go_on)
    library.apply(AddClaim(OwnClaim("own-make-3", "torque", "400 Nm", OwnSource(title="A paper"))))
    before, rows = held(library), rows_of(library)
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'digest'")
        connection.execute("UPDATE statement SET si_low = 0 WHERE origin = 'user' AND field = 'power'")
    opened = open_library(library.path.parent, shipped)
    assert opened.notice is None
    assert held(opened.library) == before
    assert {**rows_of(opened.library), "settlement": 0} == {**rows, "settlement": 0}
    assert opened.library.unseen_news() is None
    opened.library.undo()
    opened.library.undo()
    assert not any(vehicle.own for vehicle in opened.library.vehicles.values())
    opened.library.close()
