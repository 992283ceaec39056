"""The steps that bring an older database to today's tables, as data, and the one place that runs them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from carspec.store import models
from carspec.store.database import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Migration:
    """Statements that lead from the version before to `version`."""

    version: int
    why: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        2,
        "a figure holds its reading, and what it was worked out from where it is computed",
        (
            "ALTER TABLE figure ADD COLUMN reading_unit VARCHAR",
            "ALTER TABLE figure ADD COLUMN low FLOAT",
            "ALTER TABLE figure ADD COLUMN high FLOAT",
            "ALTER TABLE figure ADD COLUMN decimals INTEGER",
            "ALTER TABLE figure ADD COLUMN si_low FLOAT",
            "ALTER TABLE figure ADD COLUMN si_high FLOAT",
            "ALTER TABLE figure ADD COLUMN tolerance FLOAT",
            "ALTER TABLE figure ADD COLUMN qualifier VARCHAR",
            "ALTER TABLE figure ADD COLUMN inputs VARCHAR NOT NULL DEFAULT '[]'",
        ),
    ),
    Migration(
        3,
        "the history of the user's changes, and what a new edition of the data has changed",
        (
            "CREATE TABLE history (id INTEGER NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, "
            "name VARCHAR NOT NULL, what VARCHAR NOT NULL, change VARCHAR NOT NULL, "
            "inverse VARCHAR NOT NULL, state VARCHAR NOT NULL)",
            "CREATE TABLE news (id INTEGER NOT NULL PRIMARY KEY, content VARCHAR NOT NULL, "
            "seen BOOLEAN NOT NULL)",
        ),
    ),
)
"""Steps after version 1; a new database is made from the declared tables themselves."""


def migrate(connection: Connection, steps: Sequence[Migration] = MIGRATIONS) -> bool:
    """Bring the tables to the newest version inside the transaction that is open on `connection`.

    Returns whether there were older ones.
    """
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    newest = max([SCHEMA_VERSION, *(step.version for step in steps)])
    if version == 0:
        models.METADATA.create_all(connection)
    else:
        for step in steps:
            if step.version > version:
                for statement in step.statements:
                    connection.exec_driver_sql(statement)
    if version != newest:
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    return 0 < version < newest
