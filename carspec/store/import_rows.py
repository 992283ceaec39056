"""An imported file as rows: written as it comes, each new car settled at once, and taken out whole."""

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from carspec.core.agreement import Terms
from carspec.core.changes import Change, ImportFile, OwnVehicle, RemoveImport, concerned
from carspec.core.errors import CarspecError
from carspec.core.importing.cars import CellClaim, ImportCancelled, ImportCounts, ImportedCar, ImportedFile
from carspec.core.own_claims import InvalidChange
from carspec.store import claim_rows, own_rows, rows
from carspec.store.claim_rows import UNSETTLED
from carspec.store.deriving import derive_figures
from carspec.store.models import USER
from carspec.store.rows import LISTED
from carspec.store.settling import Related, Settler, settle_vehicles


class LostFile(CarspecError):
    """What was imported went away meanwhile, such as a stick or a network drive."""


BATCH = 500
"""Cars that are written at a time; between two batches the person who waits is told."""

ROOM = "PRAGMA cache_size = -65536"
"""64 MB of pages, so that none is written twice while an import grows."""

INSERT_VEHICLE = (
    f"INSERT INTO vehicle (key, position, {', '.join(own_rows.VEHICLE_COLUMNS)}, claims, origin, imported) "
    f"VALUES ({', '.join('?' * (5 + len(own_rows.VEHICLE_COLUMNS)))})"
)
TELLING = ("field", "scope", "as_stated", "value", "unit", "condition", "valid_at")
"""What tells two statements of one source apart, as the key of a claim does."""

_telling: Callable[[CellClaim], tuple[Any, ...]] = attrgetter(*TELLING)
_identity: Callable[[OwnVehicle], tuple[Any, ...]] = attrgetter(*own_rows.VEHICLE_COLUMNS)


def write_import(
    connection: Connection,
    file: ImportedFile,
    cars: Iterable[ImportedCar],
    progress: Callable[[int], bool],
    terms: Terms,
) -> tuple[ImportFile, ImportCounts]:
    """Write a file inside the open transaction; returns its record for the history, and what was added.

    ImportCancelled where `progress` says so.
    """
    connection.exec_driver_sql(ROOM)
    with _uncollected():
        writing = _Writing(connection, file, terms)
        done, coming = 0, iter(cars)
        while batch := _next(coming):
            writing.write(batch)
            done += len(batch)
            if not progress(done):
                raise ImportCancelled("The import was stopped; nothing of it was kept.")
        return writing.end()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: an import makes millions of objects and no cycles, and looking through
    them again and again takes a tenth of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _next(coming: Iterator[ImportedCar]) -> list[ImportedCar]:
    try:
        return list(islice(coming, BATCH))
    except OSError as error:
        raise LostFile(f"The file can no longer be read ({error}); nothing of it was kept.") from error


class _Writing:
    """One file on its way into the tables."""

    def __init__(self, connection: Connection, file: ImportedFile, terms: Terms) -> None:
        self._connection, self._file, self._terms = connection, file, terms
        own_rows.insert_source(connection, file.source)
        self._import = claim_rows.next_number(connection, "import")
        self._next_car = claim_rows.next_number(connection, "car")
        self._next_statement = claim_rows.next_number(connection, "statement")
        self._position = own_rows.next_position(connection)
        self._settler = Settler(connection, terms, shared=True)
        self._known: dict[tuple[Any, ...], int] = {}
        self._same: dict[int, int] = {}
        """Statements that say the same, each with the one of them that is made of cars here."""
        for *telling, number in connection.exec_driver_sql(
            f"SELECT {', '.join(TELLING)}, id FROM statement WHERE source = ? ORDER BY id",
            (file.source.key,),
        ):
            self._same[number] = self._known.setdefault(tuple(telling), number)
        self._numbers: dict[int, int] = {}
        self._cells: list[CellClaim] = []  # kept, since each is known by where it stands in memory
        self._new_statements: list[tuple[Any, ...]] = []
        self._met: list[int] = []
        self._grown: dict[str, None] = {}
        self._added = self._claims = self._present = 0

    def write(self, batch: Sequence[ImportedCar]) -> None:
        """Write some cars: new ones settled, those that grow to be settled in the end."""
        made: dict[str, tuple[OwnVehicle, dict[int, None]]] = {}
        for car in batch:
            _, numbers = made.setdefault(car.key, (car.vehicle, {}))
            numbers.update(dict.fromkeys(self._statements(car.claims)))
        self._write_statements()
        keys = json.dumps([*made])
        cars = dict(self._read(f"SELECT key, id FROM car WHERE key {LISTED}", keys))
        vehicles = {key for (key,) in self._read(f"SELECT key FROM vehicle WHERE key {LISTED}", keys)}
        held: dict[int, set[int]] = {number: set() for number in cars.values()}
        for number, statement in self._read(
            f"SELECT car, statement FROM claim WHERE car {LISTED}", json.dumps([*held])
        ):
            held[number].add(self._same.get(statement, statement))
        new_cars, new_vehicles = [], []
        claims: dict[Related, list[tuple[int, int]]] = defaultdict(list)
        for key, (vehicle, statements) in made.items():
            if key not in vehicles:
                new_vehicles.append(self._vehicle(key, vehicle, len(statements)))
            number = cars.get(key)
            if number is None:
                number, self._next_car = self._next_car, self._next_car + 1
                new_cars.append((number, key))
                for outcome in self._settler.settle(number, statements):
                    for each, related in outcome.related:
                        claims[related].append((number, each))
            else:
                new = [each for each in statements if each not in held[number]]
                self._present += len(statements) - len(new)
                claims[UNSETTLED] += [(number, each) for each in new]
                if new or key not in vehicles:
                    self._grown[key] = None
        claim_rows.insert(self._connection, claim_rows.INSERT_CAR, new_cars)
        claim_rows.insert(self._connection, INSERT_VEHICLE, new_vehicles)
        for (relation, other), pairs in claims.items():
            self._insert_claims(relation, other, pairs)
        self._settler.write()
        self._added += len(new_vehicles)
        self._claims += sum(map(len, claims.values()))

    def end(self) -> tuple[ImportFile, ImportCounts]:
        """Settle what is left, and note the import where it has added anything."""
        derive_figures(self._connection, self._settler.computable_keys)
        judged = self._read(
            "SELECT DISTINCT judgement.vehicle FROM judgement JOIN car ON car.key = judgement.vehicle "
            "JOIN claim ON claim.car = car.id WHERE claim.imported = ?",
            self._import,
        )
        if again := [*self._grown, *(key for (key,) in judged if key not in self._grown)]:
            settle_vehicles(self._connection, self._terms, again)
        file = self._file
        if self._added or self._claims:
            self._connection.exec_driver_sql(
                "INSERT INTO import (id, at, name, digest, source) VALUES (?, ?, ?, ?, ?)",
                (self._import, datetime.now(UTC).isoformat(timespec="seconds"), file.name, file.digest,
                 file.source.key),
            )  # fmt: skip
        else:
            own_rows.drop_source(self._connection, file.source.key)
        record = ImportFile(self._import, file.name, self._added, self._claims)
        return record, ImportCounts(self._added, self._claims, self._present)

    def _read(self, statement: str, value: object) -> Sequence[Any]:
        return self._connection.exec_driver_sql(statement, (value,)).all()

    def _statements(self, cells: Sequence[CellClaim]) -> list[int]:
        """The numbers of what the cells state."""
        numbers = self._numbers
        try:
            return [numbers[id(cell)] for cell in cells]
        except KeyError:
            return [self._statement(cell) for cell in cells]

    def _statement(self, cell: CellClaim) -> int:
        number = self._numbers.get(id(cell))
        if number is None:
            number = self._known.setdefault(_telling(cell), self._next_statement)
            if number == self._next_statement:
                self._next_statement += 1
                self._new_statements.append(
                    (
                        number, cell.field, self._file.source.key, cell.value, cell.unit, cell.as_stated,
                        cell.qualifier, cell.scope, cell.condition, cell.valid_at, "stated", cell.note, USER,
                        *rows.reading_values(cell.reading),
                    )
                )  # fmt: skip
            self._met.append(number)
            self._numbers[id(cell)] = number
            self._cells.append(cell)
        return number

    def _write_statements(self) -> None:
        claim_rows.insert(self._connection, claim_rows.INSERT_STATEMENT, self._new_statements)
        self._settler.know(self._met)
        self._new_statements, self._met = [], []

    def _insert_claims(self, relation: str, other: str | None, pairs: Sequence[tuple[int, int]]) -> None:
        """Claims that stand alike: what they share is written once, since binding is half of an insert."""
        shared = ", ".join("NULL" if one is None else f"'{one}'" for one in (relation, other))
        claim_rows.insert_pairs(self._connection, "claim", pairs, f", {shared}, {self._import}")

    def _vehicle(self, key: str, vehicle: OwnVehicle, claims: int) -> tuple[Any, ...]:
        place, self._position = self._position, self._position + 1
        return (key, place, *_identity(vehicle), claims, USER, self._import)


def concerned_by(connection: Connection, change: Change) -> Sequence[str]:
    """The keys of the vehicles that a change concerns: for an import, those it made or added to."""
    if not isinstance(change, ImportFile | RemoveImport):
        vehicle = concerned(change)
        return [] if vehicle is None else [vehicle]
    judged = change.judgements if isinstance(change, RemoveImport) else ()
    found = connection.exec_driver_sql(
        "SELECT key FROM car WHERE id IN (SELECT car FROM claim WHERE imported = ?) "
        "UNION SELECT key FROM vehicle WHERE imported = ? "
        f"UNION SELECT vehicle FROM judgement WHERE vehicle IS NOT NULL AND claim {LISTED}",
        (change.number, change.number, json.dumps(judged)),
    )
    return [row[0] for row in found]


def remove_import(connection: Connection, number: int, judgements: Sequence[str]) -> None:
    """Take out the claims of an import, the cars it made on which no other claim stands, and its judgements.

    Their figures are left to be settled. InvalidChange where there is no such import.
    """
    if not connection.exec_driver_sql("DELETE FROM import WHERE id = ?", (number,)).rowcount:
        raise InvalidChange("It was removed before.")
    for statement in (
        "DELETE FROM claim WHERE imported = ?",
        "DELETE FROM vehicle WHERE imported = ? AND NOT EXISTS "
        "(SELECT 1 FROM claim JOIN car ON car.id = claim.car WHERE car.key = vehicle.key)",
        "UPDATE vehicle SET imported = NULL WHERE imported = ?",
    ):
        connection.exec_driver_sql(statement, (number,))
    connection.exec_driver_sql(f"DELETE FROM judgement WHERE claim {LISTED}", (json.dumps(judgements),))
