"""Seeding: the shipped data files into the tables, replacing shipped rows only, then all figures settled."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

from carspec.core.errors import CarspecError, UnknownUnitWord
from carspec.core.reading import read_claim
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units, load_units
from carspec.core.values import NUMERIC_KINDS
from carspec.store import claim_rows, news
from carspec.store.claim_rows import UNSETTLED
from carspec.store.datafile import load_vehicles_file
from carspec.store.migrations import migrate
from carspec.store.models import SHIPPED, USER
from carspec.store.rows import reading_values
from carspec.store.settling import load_terms, settle_vehicles
from carspec.store.shipped import Shipped

VEHICLE_COLUMNS = (
    "key", "make", "model", "generation", "year_from", "year_to", "body_style", "armourer", "armoured",
    "base_vehicle", "base_vehicle_key",
)  # fmt: skip
SOURCE_COLUMNS = ("key", "url", "title", "publisher", "published", "kind", "language", "same_as")
STATED_COLUMNS = (
    "as_stated", "qualifier", "scope", "condition", "valid_at", "status", "note",
)  # fmt: skip


def seed(connection: Connection, shipped: Shipped) -> None:
    """Make the database hold the shipped data, inside the open transaction.

    The tables are made or migrated first. A database that already holds a newer edition of the data keeps
    it, unless its tables are older than today's and so lack what is settled now. What the user added or
    decided stays untouched. Raises BrokenDataFile.
    """
    migrated = migrate(connection)
    data = load_vehicles_file(shipped.folder / "vehicles.json")
    known = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'data_version'").scalar()
    held = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'digest'").scalar()
    newer = known is not None and known > data["data_version"] and not migrated
    if held == shipped.digest or newer:
        return
    before = news.snapshot(connection)
    connection.exec_driver_sql(  # what own claims go back to stays, whatever the new edition gives up
        "UPDATE source SET origin = ? WHERE key IN (SELECT source FROM statement WHERE origin = ?)",
        (USER, USER),
    )
    kept = {"name": f" WHERE vehicle NOT IN (SELECT key FROM vehicle WHERE origin = '{USER}')"}
    connection.exec_driver_sql(
        "DELETE FROM claim WHERE statement IN (SELECT id FROM statement WHERE origin = ?)", (SHIPPED,)
    )
    for table in ("source", "vehicle", "statement"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE origin = ?", (SHIPPED,))
    for table in ("field", "unit", "name", "meta"):
        connection.exec_driver_sql(f"DELETE FROM {table}{kept.get(table, '')}")
    units = load_units(shipped.folder / "units.json", shipped.cache)
    words = UnitWords.load(shipped.folder / "unit_words.json")
    _insert_catalogue(connection, data, units, json.loads((shipped.folder / "names.json").read_text("utf-8")))
    _insert_claims(connection, data, words, units)
    _read_own_claims_anew(connection, words, units)
    settle_vehicles(connection, load_terms(shipped.folder / "terms.json"))
    claim_rows.sweep(connection)
    meta = {"data_version": data["data_version"], "digest": shipped.digest}
    _insert(connection, "meta", list(meta.items()))
    after = news.snapshot(connection)
    if before is not None and after is not None and not (told := news.compared(before, after)).empty:
        news.record(connection, told)


def _insert(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    values = [tuple(row) for row in rows]
    places = ", ".join("?" * len(values[0]))
    claim_rows.insert(connection, f"INSERT OR REPLACE INTO {table} VALUES ({places})", values)


def _insert_catalogue(connection: Connection, data: Any, units: Units, names: Any) -> None:
    _insert(
        connection,
        "source",
        ((key, *(row[c] for c in SOURCE_COLUMNS[1:]), SHIPPED) for key, row in data["sources"].items()),
    )
    _insert(
        connection,
        "field",
        (
            (key, i, f["label"], f["group"], f["kind"], f["description"], f["better"], f["many"],
             json.dumps(f["own_scopes"]))
            for i, (key, f) in enumerate(data["fields"].items())
        ),
    )  # fmt: skip
    _insert(
        connection,
        "unit",
        (
            (u.key, i, json.dumps(u.kinds), u.symbol, u.name, u.low, u.high, u.inverse)
            for i, u in enumerate(units.values())
        ),
    )
    _insert(
        connection,
        "vehicle",
        (
            (v["key"], i, *(v[c] for c in VEHICLE_COLUMNS[1:]), len(v["claims"]), SHIPPED, None)
            for i, v in enumerate(data["vehicles"])
        ),
    )
    _insert(
        connection,
        "name",
        ((n["vehicle"], n["name"], n["language"], n.get("nickname", False)) for n in names["names"]),
    )


def _insert_claims(connection: Connection, data: Any, words: UnitWords, units: Units) -> None:
    """Each claim with a statement of its own, in the order of the file."""
    kinds = {key: field["kind"] for key, field in data["fields"].items()}
    languages = {key: source["language"] for key, source in data["sources"].items()}
    cars = claim_rows.cars(connection, (vehicle["key"] for vehicle in data["vehicles"]))
    made = [(cars[vehicle["key"]], claim) for vehicle in data["vehicles"] for claim in vehicle["claims"]]
    first = claim_rows.next_number(connection, "statement")
    statements = [
        (number, *_statement(claim, kinds[claim["field"]], languages, words, units))
        for number, (_, claim) in enumerate(made, first)
    ]
    claim_rows.insert(connection, claim_rows.INSERT_STATEMENT, statements)
    claims = [(car, number, *UNSETTLED, None) for number, (car, _) in enumerate(made, first)]
    claim_rows.insert(connection, claim_rows.INSERT_CLAIM, claims)


def _statement(
    claim: Any, kind: str, languages: dict[str, str | None], words: UnitWords, units: Units
) -> Sequence[Any]:
    ends = claim["value"] if isinstance(claim["value"], list) else [claim["value"]]
    value = "..".join(ends)
    reading = None
    if kind in NUMERIC_KINDS:
        with suppress(UnknownUnitWord):  # the claim stays, unread; `carspec check` names the word
            reading = read_claim(
                kind,
                (ends[0], ends[-1]),
                claim["unit"],
                claim["as_stated"],
                claim["qualifier"],
                languages[claim["source"]],
                words,
                units,
            )
    stated = (claim[column] for column in STATED_COLUMNS)
    return (claim["field"], claim["source"], value, claim["unit"], *stated, SHIPPED, *reading_values(reading))


def _read_own_claims_anew(connection: Connection, words: UnitWords, units: Units) -> None:
    """The readings of the user's statements by today's words and rules; their words stay."""
    found = connection.exec_driver_sql(
        "SELECT statement.id, field.kind, value, unit, as_stated, qualifier, language FROM statement "
        "JOIN field ON field.key = statement.field JOIN source ON source.key = statement.source "
        "WHERE statement.origin = ?",
        (USER,),
    ).all()
    read = []
    for number, kind, value, unit, as_stated, qualifier, language in found:
        if kind not in NUMERIC_KINDS:
            continue
        ends = value.split("..")
        try:
            reading = read_claim(
                kind, (ends[0], ends[-1]), unit, as_stated, qualifier, language, words, units
            )
        except CarspecError:
            continue  # the word has lost its one meaning: the claim keeps the one it was checked with
        read.append((*reading_values(reading), number))
    settings = ", ".join(f"{name} = ?" for name in claim_rows.READ)
    claim_rows.insert(connection, f"UPDATE statement SET {settings} WHERE id = ?", read)
