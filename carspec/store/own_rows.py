"""The rows of a user's own vehicles, claims and sources: made from records and taken out as records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from carspec.core.changes import Cell, OwnClaim, OwnSource, OwnVehicle
from carspec.core.library import Library
from carspec.core.own_claims import InvalidChange, read_stated
from carspec.store import claim_rows, rows
from carspec.store.claim_rows import UNSETTLED
from carspec.store.models import USER

BEHIND_SHIPPED = 1_000_000
"""Own vehicles stand behind the shipped ones, however many those are."""

SOURCE_COLUMNS = ("title", "publisher", "url", "published", "kind", "language")
VEHICLE_COLUMNS = (
    "make", "model", "generation", "year_from", "year_to", "body_style", "armourer", "armoured",
    "base_vehicle",
)  # fmt: skip


def has_claim(connection: Connection, vehicle: str, key: str) -> bool:
    return key in claim_rows.statements_of(connection, vehicle)


def insert_claim(connection: Connection, claim: OwnClaim, library: Library) -> str:
    """Put in a claim that was found sound, with its source; returns its key. InvalidChange: it is there."""
    read, text, source = read_stated(claim, library), claim.text.strip(), claim.source
    before = claim_rows.statements_of(connection, claim.vehicle)
    insert_source(connection, source)
    stated = (
        claim.field, source.key, read.value, read.unit, text, read.qualifier, claim.scope, claim.condition,
        claim.valid_at, "stated", claim.note, USER,
    )  # fmt: skip
    car = claim_rows.cars(connection, [claim.vehicle])[claim.vehicle]
    number = claim_rows.next_number(connection, "statement")
    claim_rows.insert(
        connection, claim_rows.INSERT_STATEMENT, [(number, *stated, *rows.reading_values(read.reading))]
    )
    imported = claim.cell.imported if claim.cell else None
    claim_rows.insert(connection, claim_rows.INSERT_CLAIM, [(car, number, *UNSETTLED, imported)])
    added = claim_rows.statements_of(connection, claim.vehicle)
    if len(added) == len(before):
        raise InvalidChange(f'"{text}" is already there from this source.')
    return next(key for key, held in added.items() if held == number)


def insert_source(connection: Connection, source: OwnSource) -> None:
    """Put in a source of the user's, if it is not there."""
    columns = {name: getattr(source, name) for name in SOURCE_COLUMNS}
    _insert(connection, "source", columns | {"key": source.key, "origin": USER})


def drop_source(connection: Connection, key: str) -> None:
    """Take out a source of the user's that states nothing."""
    connection.exec_driver_sql(
        "DELETE FROM source WHERE key = ? AND origin = ? AND NOT EXISTS "
        "(SELECT 1 FROM statement WHERE statement.source = source.key)",
        (key, USER),
    )


def take_claim(connection: Connection, vehicle: str, key: str) -> OwnClaim:
    """Take out an own claim, and its source with the last claim from it. InvalidChange: there is none."""
    number = claim_rows.statements_of(connection, vehicle).get(key)
    row = connection.exec_driver_sql(
        "SELECT vehicle, field, as_stated, source, scope, condition, valid_at, note, value, unit, qualifier, "
        "imported, car FROM full_claim WHERE vehicle = ? AND id = ? AND origin = ?",
        (vehicle, number, USER),
    ).one_or_none()
    if row is None:
        raise InvalidChange("The claim is none of your own, or was withdrawn before.")
    _, field, text, source_key, *described, value, unit, qualifier, imported, car = row
    source = connection.exec_driver_sql(
        f"SELECT {', '.join(SOURCE_COLUMNS)} FROM source WHERE key = ?", (source_key,)
    ).one()
    connection.exec_driver_sql("DELETE FROM claim WHERE car = ? AND statement = ?", (car, number))
    if imported is None:  # that of a file may be made of other cars as well
        connection.exec_driver_sql("DELETE FROM statement WHERE id = ?", (number,))
    drop_source(connection, source_key)
    cell = None if imported is None else Cell(value, unit, qualifier, imported)
    scope, condition, valid_at, note = described
    return OwnClaim(vehicle, field, text, OwnSource(*source), scope, condition, valid_at, note, cell)


def claims_of(connection: Connection, vehicle: str) -> Sequence[str]:
    """The keys of the own claims on a vehicle, in the order they were added."""
    own = connection.exec_driver_sql(
        "SELECT id FROM full_claim WHERE vehicle = ? AND origin = ?", (vehicle, USER)
    )
    numbers = {row[0] for row in own}
    return [key for key, number in claim_rows.statements_of(connection, vehicle).items() if number in numbers]


def insert_vehicle(connection: Connection, vehicle: OwnVehicle, key: str, imported: int | None) -> None:
    """Put in a sound vehicle, with the import that made it. InvalidChange where it stands already."""
    if connection.exec_driver_sql("SELECT 1 FROM vehicle WHERE key = ?", (key,)).one_or_none():
        raise InvalidChange(f"You have already added {vehicle.make} {vehicle.model}.")
    _insert(
        connection,
        "vehicle",
        {name: getattr(vehicle, name) for name in VEHICLE_COLUMNS}
        | {"key": key, "position": next_position(connection), "claims": 0, "origin": USER}
        | {"imported": imported},
    )


def next_position(connection: Connection) -> int:
    """The place behind all vehicles."""
    last = connection.exec_driver_sql("SELECT max(position) FROM vehicle").scalar() or 0
    return max(int(last) + 1, BEHIND_SHIPPED)


def update_vehicle(connection: Connection, vehicle: OwnVehicle, key: str) -> None:
    """Give an own vehicle another identity that was found sound."""
    settings = ", ".join(f"{name} = ?" for name in VEHICLE_COLUMNS)
    connection.exec_driver_sql(
        f"UPDATE vehicle SET {settings} WHERE key = ? AND origin = ?",
        (*(getattr(vehicle, name) for name in VEHICLE_COLUMNS), key, USER),
    )


def take_vehicle(connection: Connection, key: str) -> tuple[OwnVehicle, int | None]:
    """Take out an own vehicle; returns it with the import that made it. InvalidChange: there is none."""
    vehicle = vehicle_of(connection, key)
    imported = connection.exec_driver_sql("SELECT imported FROM vehicle WHERE key = ?", (key,)).scalar_one()
    connection.exec_driver_sql("DELETE FROM vehicle WHERE key = ?", (key,))
    return vehicle, imported


def vehicle_of(connection: Connection, key: str) -> OwnVehicle:
    """An own vehicle as it was entered. InvalidChange where there is none of that key."""
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(VEHICLE_COLUMNS)} FROM vehicle WHERE key = ? AND origin = ?", (key, USER)
    ).one_or_none()
    if row is None:
        raise InvalidChange("The vehicle is none of your own, or was removed before.")
    columns: dict[str, Any] = dict(zip(VEHICLE_COLUMNS, row, strict=True))
    armoured = columns["armoured"]
    return OwnVehicle(**columns | {"armoured": None if armoured is None else bool(armoured)})


def _insert(connection: Connection, table: str, values: dict[str, object]) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", tuple(values.values())
    )
