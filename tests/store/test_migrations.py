"""Older databases: version_3.sql is one of version 3, with an own car, own claims and a judgement."""

import json
import sqlite3
from pathlib import Path

import pytest

from carspec.core.changes import JudgeClaim
from carspec.store import rows
from carspec.store.database import SCHEMA_VERSION, transaction
from carspec.store.library import SqliteLibrary
from carspec.store.migrations import migrate
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

SENAT = "aurus-senat-limousine-l700"
AFTER_1 = {
    "figure": (
        "reading_unit",
        "low",
        "high",
        "decimals",
        "si_low",
        "si_high",
        "tolerance",
        "qualifier",
        "inputs",
    ),
}
"""What tables have gained since version 1, which had no history and no news."""


def shape(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every table and view with place, name, type, need and part in the key of its columns."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    return {
        name: [(*row[:4], row[5]) for row in connection.execute(f"PRAGMA table_info('{name}')")]
        for name in [row[0] for row in names]
    }


def made(path: Path, version: int) -> Path:
    """A database of a version; that of version 4 is that of version 3 brought up to it."""
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parent / f"version_{version}.sql").read_text("utf-8"))
    connection.close()
    return path


@pytest.fixture(params=[3, 4])
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a database of an older version."""
    return made(tmp_path / "carspec.db", request.param)


@pytest.mark.parametrize("version", [1, 3, 4])
def test_an_older_database_gets_the_tables_of_today(
    version: int, tmp_path: Path, library: SqliteLibrary
) -> None:
    assert library.path is not None
    old = made(tmp_path / "carspec.db", max(version, 3))
    with sqlite3.connect(old) as connection:
        if version == 1:
            for table, columns in AFTER_1.items():
                for column in columns:
                    connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            for table in ("history", "news"):
                connection.execute(f"DROP TABLE {table}")
        connection.execute(f"PRAGMA user_version = {version}")
    with transaction(old) as opened:
        assert migrate(opened)
        assert not migrate(opened)
    with sqlite3.connect(old) as migrated, sqlite3.connect(library.path) as fresh:
        assert shape(migrated) == shape(fresh)
        assert migrated.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_claims_keep_their_keys_and_figures_their_claims(old: Path, tmp_path: Path) -> None:
    with sqlite3.connect(made(tmp_path / "version_3.db", 3)) as connection:
        before = dict(connection.execute("SELECT key, as_stated FROM claim"))
        figures = connection.execute("SELECT vehicle, field, claim, verdict FROM figure").fetchall()
    with transaction(old) as opened:
        migrate(opened)
    with sqlite3.connect(old) as connection:
        after = {claim.key: claim.as_stated for claim in map(rows.claim, connection.execute(rows.CLAIMS))}
        found = [rows.figure(row) for row in connection.execute(rows.FIGURES)]
    assert after == before
    assert {(f.vehicle, f.field, f.claim, f.verdict) for f in found} == set(figures)
    assert len(figures) > 3


def test_what_a_person_did_goes_on(old: Path, tmp_path: Path, shipped: Shipped) -> None:
    library = open_library(tmp_path, shipped).library
    *_, judged = library.history()
    assert isinstance(judged.change, JudgeClaim)
    assert library.figures(SENAT)["power"].claim == judged.change.claim
    assert [claim.own for claim in library.claims(SENAT, "mass")].count(True) == 1
    for _ in range(4):
        library.undo()
    assert library.judgement(judged.change.claim) is None
    assert not any(vehicle.own for vehicle in library.vehicles.values())
    assert not any(claim.own for claim in library.claims(SENAT, "mass"))
    news = library.unseen_news()
    assert news is not None
    assert json.dumps(news.lost) == "[]"
    library.close()
