"""The rows of a user's own vehicles, claims and sources: made from records and taken out as records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from carspec.core.changes import OwnClaim, OwnSource, OwnVehicle
from carspec.core.library import Library
from carspec.core.own_claims import InvalidChange, read_own
from carspec.core.reading import claim_key
from carspec.core.values import Reading, Relation
from carspec.store.models import USER

BEHIND_SHIPPED = 1_000_000
"""Own vehicles stand behind the shipped ones, however many those are."""

SOURCE_COLUMNS = ("title", "publisher", "url", "published", "kind", "language")
VEHICLE_COLUMNS = (
    "make", "model", "generation", "year_from", "year_to", "body_style", "armourer", "armoured",
    "base_vehicle",
)  # fmt: skip
DESCRIBING_COLUMNS = ("vehicle", "field", "scope", "condition", "valid_at", "note")
CLAIM_COLUMNS = ("vehicle", "field", "as_stated", "source", "scope", "condition", "valid_at", "note")


def has_claim(connection: Connection, key: str) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM claim WHERE key = ?", (key,))
    return found.one_or_none() is not None


def insert_claim(connection: Connection, claim: OwnClaim, library: Library) -> str:
    """Put in a claim that was found sound, with its source; returns its key. InvalidChange: it is there."""
    field = library.fields[claim.field]
    read = read_own(claim.text, field, claim.source.language, library.unit_words, library.units)
    text, source = claim.text.strip(), claim.source
    key = claim_key(claim.vehicle, claim.field, claim.scope, source.key, text, read.value, read.unit)
    if has_claim(connection, key):
        raise InvalidChange(f'"{text}" is already there from this source.')
    _insert(
        connection,
        "source",
        {name: getattr(source, name) for name in SOURCE_COLUMNS} | {"key": source.key, "origin": USER},
    )
    _insert(
        connection,
        "claim",
        {
            "key": key,
            "source": source.key,
            "value": read.value,
            "unit": read.unit,
            "as_stated": text,
            "qualifier": read.qualifier,
            "status": "stated",
            "origin": USER,
            "relation": str(Relation.UNREAD),
        }
        | {name: getattr(claim, name) for name in DESCRIBING_COLUMNS}
        | reading_columns(read.reading),
    )
    return key


def reading_columns(reading: Reading | None) -> dict[str, object]:
    """The columns of a claim that hold its reading; empty where it has none."""
    if reading is None:
        return {}
    names = ("low", "high", "decimals", "si_low", "si_high", "tolerance")
    return {"reading_unit": reading.unit} | {name: getattr(reading, name) for name in names}


def take_claim(connection: Connection, key: str) -> OwnClaim:
    """Take out an own claim, and its source with the last claim from it. InvalidChange: there is none."""
    columns = ", ".join(CLAIM_COLUMNS)
    row = connection.exec_driver_sql(
        f"SELECT {columns} FROM claim WHERE key = ? AND origin = ?", (key, USER)
    ).one_or_none()
    if row is None:
        raise InvalidChange("The claim is none of your own, or was withdrawn before.")
    vehicle, field, text, source_key, scope, condition, valid_at, note = row
    source = connection.exec_driver_sql(
        f"SELECT {', '.join(SOURCE_COLUMNS)} FROM source WHERE key = ?", (source_key,)
    ).one()
    connection.exec_driver_sql("DELETE FROM claim WHERE key = ?", (key,))
    connection.exec_driver_sql(
        "DELETE FROM source WHERE key = ? AND origin = ? AND NOT EXISTS "
        "(SELECT 1 FROM claim WHERE claim.source = source.key)",
        (source_key, USER),
    )
    return OwnClaim(vehicle, field, text, OwnSource(*source), scope, condition, valid_at, note)


def claims_of(connection: Connection, vehicle: str) -> Sequence[str]:
    """The keys of the own claims on a vehicle, in the order they were added."""
    found = connection.exec_driver_sql(
        "SELECT key FROM claim WHERE vehicle = ? AND origin = ? ORDER BY rowid", (vehicle, USER)
    )
    return [row[0] for row in found]


def insert_vehicle(connection: Connection, vehicle: OwnVehicle, key: str) -> None:
    """Put in a vehicle that was found sound. InvalidChange where it stands already."""
    if connection.exec_driver_sql("SELECT 1 FROM vehicle WHERE key = ?", (key,)).one_or_none():
        raise InvalidChange(f"You have already added {vehicle.make} {vehicle.model}.")
    last = connection.exec_driver_sql("SELECT max(position) FROM vehicle").scalar() or 0
    _insert(
        connection,
        "vehicle",
        {name: getattr(vehicle, name) for name in VEHICLE_COLUMNS}
        | {"key": key, "position": max(last + 1, BEHIND_SHIPPED), "claims": 0, "origin": USER},
    )


def update_vehicle(connection: Connection, vehicle: OwnVehicle, key: str) -> None:
    """Give an own vehicle another identity that was found sound."""
    settings = ", ".join(f"{name} = ?" for name in VEHICLE_COLUMNS)
    connection.exec_driver_sql(
        f"UPDATE vehicle SET {settings} WHERE key = ? AND origin = ?",
        (*(getattr(vehicle, name) for name in VEHICLE_COLUMNS), key, USER),
    )


def take_vehicle(connection: Connection, key: str) -> OwnVehicle:
    """Take out an own vehicle. InvalidChange where there is none of that key."""
    vehicle = vehicle_of(connection, key)
    connection.exec_driver_sql("DELETE FROM vehicle WHERE key = ?", (key,))
    return vehicle


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
