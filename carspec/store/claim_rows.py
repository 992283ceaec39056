"""Claims as rows: cars by number, statements, and the claims that join the two."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from carspec.core.values import Relation
from carspec.store import rows
from carspec.store.rows import LISTED

STATED = (
    "field", "source", "value", "unit", "as_stated", "qualifier", "scope", "condition", "valid_at", "status",
    "note", "origin",
)  # fmt: skip
READ = ("reading_unit", "low", "high", "decimals", "si_low", "si_high", "tolerance")
STATEMENT = (*STATED, *READ)
"""The columns of a statement behind its number: what is stated, and what it is taken to mean."""

INSERT_STATEMENT = (
    f"INSERT INTO statement (id, {', '.join(STATEMENT)}) VALUES ({', '.join('?' * (1 + len(STATEMENT)))})"
)
INSERT_CAR = "INSERT INTO car (id, key) VALUES (?, ?)"
INSERT_CLAIM = "INSERT INTO claim (car, statement, relation, other_unit, imported) VALUES (?, ?, ?, ?, ?)"
AT_ONCE = 50
"""As many rows of two numbers are inserted by one statement."""

UNSETTLED = (str(Relation.UNREAD), None)
"""Relation and other unit of a claim that is not settled yet."""


def insert(connection: Connection, statement: str, values: Sequence[tuple[Any, ...]]) -> None:
    """Many rows at a time over the driver: six times as fast as SQLAlchemy's own insert (T31)."""
    if values:
        connection.exec_driver_sql(statement, [*values])


def insert_pairs(
    connection: Connection, table: str, pairs: Sequence[tuple[int, int]], more: str = ""
) -> None:
    """Rows of two numbers, and of what is `more` the same in all, as SQL; many by one statement, since to
    begin and end it takes longer than such a row."""
    row = f"(?, ?{more})"
    whole = len(pairs) - len(pairs) % AT_ONCE
    numbers = [*chain.from_iterable(pairs[:whole])]
    many = [tuple(numbers[begin : begin + 2 * AT_ONCE]) for begin in range(0, len(numbers), 2 * AT_ONCE)]
    insert(connection, f"INSERT INTO {table} VALUES {', '.join([row] * AT_ONCE)}", many)
    insert(connection, f"INSERT INTO {table} VALUES {row}", pairs[whole:])


def next_number(connection: Connection, table: str) -> int:
    """The number behind all those of a table."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())


def cars(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of cars by key; those that have none yet get one."""
    wanted = list(dict.fromkeys(keys))
    found = connection.exec_driver_sql(f"SELECT key, id FROM car WHERE key {LISTED}", (json.dumps(wanted),))
    numbers: dict[str, int] = {row[0]: row[1] for row in found}
    missing = [key for key in wanted if key not in numbers]
    new = list(enumerate(missing, next_number(connection, "car")))
    insert(connection, INSERT_CAR, new)
    return numbers | {key: number for number, key in new}


def statements_of(connection: Connection, vehicle: str) -> dict[str, int]:
    """The claims on a vehicle by key, each with the number of its statement, in the order they were added."""
    found = connection.exec_driver_sql(f"{rows.CLAIMS} WHERE vehicle = ? ORDER BY id", (vehicle,))
    return {rows.claim(row).key: row[-1] for row in found}


def sweep(connection: Connection) -> None:
    """Take out what no claim or figure needs any more: statements, settlements, cars, own sources."""
    for statement in (
        "DELETE FROM statement WHERE id NOT IN (SELECT statement FROM claim)",
        "DELETE FROM settlement WHERE id NOT IN (SELECT settlement FROM figure)",
        "DELETE FROM car WHERE id NOT IN (SELECT car FROM claim) AND id NOT IN (SELECT car FROM figure)",
        "DELETE FROM name WHERE vehicle NOT IN (SELECT key FROM vehicle)",
        "DELETE FROM source WHERE origin = 'user' AND key NOT IN (SELECT source FROM statement)",
    ):
        connection.exec_driver_sql(statement)
