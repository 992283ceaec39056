"""The steps that bring an older database to today's tables, as data, and the one place that runs them."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from carspec.store import models
from carspec.store.database import SCHEMA_VERSION


class Migration(Struct, frozen=True):
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
    Migration(
        4,
        "imports: many cars share what a file says of them, and what that comes to",
        (
            "DROP INDEX ix_claim_vehicle",
            "ALTER TABLE claim RENAME TO old_claim",
            "ALTER TABLE figure RENAME TO old_figure",
            "CREATE TABLE car (id INTEGER NOT NULL, key VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (key))",
            "CREATE TABLE statement (id INTEGER NOT NULL, field VARCHAR NOT NULL, source VARCHAR NOT "
            "NULL, value VARCHAR NOT NULL, unit VARCHAR, as_stated VARCHAR NOT NULL, qualifier VARCHAR, "
            "scope VARCHAR, condition VARCHAR, valid_at VARCHAR, status VARCHAR NOT NULL, note VARCHAR, "
            "origin VARCHAR NOT NULL, reading_unit VARCHAR, low FLOAT, high FLOAT, decimals INTEGER, "
            "si_low FLOAT, si_high FLOAT, tolerance FLOAT, PRIMARY KEY (id))",
            "CREATE TABLE claim (car INTEGER NOT NULL, statement INTEGER NOT NULL, relation VARCHAR NOT "
            "NULL, other_unit VARCHAR, imported INTEGER, PRIMARY KEY (car, statement)) WITHOUT ROWID",
            "CREATE TABLE settlement (id INTEGER NOT NULL, shared BOOLEAN NOT NULL, field VARCHAR NOT "
            "NULL, verdict VARCHAR, support INTEGER NOT NULL, voices INTEGER NOT NULL, spread_low "
            "FLOAT, spread_high FLOAT, missing_reason VARCHAR, missing_detail VARCHAR, texts VARCHAR "
            "NOT NULL, reading_unit VARCHAR, low FLOAT, high FLOAT, decimals INTEGER, si_low FLOAT, "
            "si_high FLOAT, tolerance FLOAT, qualifier VARCHAR, inputs VARCHAR NOT NULL, PRIMARY KEY "
            "(id))",
            "CREATE TABLE figure (car INTEGER NOT NULL, settlement INTEGER NOT NULL, statement INTEGER, "
            "PRIMARY KEY (car, settlement)) WITHOUT ROWID",
            "CREATE TABLE import (id INTEGER NOT NULL, at VARCHAR NOT NULL, name VARCHAR NOT NULL, "
            "digest VARCHAR NOT NULL, source VARCHAR NOT NULL, PRIMARY KEY (id))",
            "ALTER TABLE vehicle ADD COLUMN imported INTEGER",
            "ALTER TABLE judgement ADD COLUMN vehicle VARCHAR",
            "UPDATE judgement SET vehicle = (SELECT vehicle FROM old_claim WHERE key = judgement.claim)",
            "INSERT INTO car (key) SELECT DISTINCT vehicle FROM old_claim",
            "INSERT INTO statement SELECT rowid, field, source, value, unit, as_stated, qualifier, scope, "
            "condition, valid_at, status, note, origin, reading_unit, low, high, decimals, si_low, si_high, "
            "tolerance FROM old_claim",
            "INSERT INTO claim SELECT car.id, old_claim.rowid, relation, other_unit, NULL FROM old_claim "
            "JOIN car ON car.key = old_claim.vehicle",
            "INSERT INTO settlement SELECT rowid, 0, field, verdict, support, voices, spread_low, "
            "spread_high, missing_reason, missing_detail, texts, reading_unit, low, high, decimals, "
            "si_low, si_high, tolerance, qualifier, inputs FROM old_figure",
            "INSERT INTO figure SELECT car.id, old_figure.rowid, old_claim.rowid FROM old_figure "
            "JOIN car ON car.key = old_figure.vehicle "
            "LEFT JOIN old_claim ON old_claim.key = old_figure.claim",
            "DROP TABLE old_figure",
            "DROP TABLE old_claim",
            *models.VIEWS,
        ),
    ),
    Migration(
        5,
        "a settlement knows the statement it shows, so that the figures of all cars are pairs of numbers",
        (
            "DROP VIEW full_figure",
            "ALTER TABLE figure RENAME TO old_figure",
            "ALTER TABLE settlement ADD COLUMN statement INTEGER",
            "UPDATE settlement SET statement = shown.statement "
            "FROM (SELECT DISTINCT settlement, statement FROM old_figure) AS shown "
            "WHERE shown.settlement = settlement.id",
            "CREATE TABLE figure (car INTEGER NOT NULL, settlement INTEGER NOT NULL, "
            "PRIMARY KEY (car, settlement)) WITHOUT ROWID",
            "INSERT INTO figure SELECT car, settlement FROM old_figure",
            "DROP TABLE old_figure",
            models.FULL_FIGURE,
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
        for view in models.VIEWS:
            connection.exec_driver_sql(view)
    else:
        for step in steps:
            if step.version > version:
                for statement in step.statements:
                    connection.exec_driver_sql(statement)
    if version != newest:
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    return 0 < version < newest
