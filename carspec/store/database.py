"""Opening SQLite: a plain connection for reading, an engine with explicit transactions for writing."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FILE_NAME = "carspec.db"
SCHEMA_VERSION = 5
"""The version of the tables that this program makes and knows."""

WAIT_SECONDS = 30.0
"""How long a writer waits for another one, as when two first starts seed at once."""


def read_only(path: Path) -> sqlite3.Connection:
    """A reading connection to an existing file.

    A database in a folder that cannot be written has no place for its shared-memory file, so it is opened as
    unchanging there (T27). Raises sqlite3.Error.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        connection = sqlite3.connect(address + "&immutable=1", uri=True, check_same_thread=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def in_memory() -> sqlite3.Connection:
    """A database that lives as long as the program, for when no file can be used."""
    return sqlite3.connect(":memory:", check_same_thread=False)


@contextmanager
def transaction(target: "Path | sqlite3.Connection") -> Iterator["Connection"]:
    """One write transaction on a file or an open connection: all of it is kept, or nothing.

    It takes the write lock at its start (`BEGIN IMMEDIATE`): SQLAlchemy's own transaction would begin only
    at the first row changed, after the tables were made, and fail at once when another writer was quicker.
    """
    engine = _engine(target)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if not connection.invalidated:  # Ctrl+C in a statement closes it, which undoes too
                    connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
    finally:
        if isinstance(target, Path):
            engine.dispose()  # an open connection stays its owner's


def keep_journal_beside(path: Path) -> None:
    """Switch a file that nobody else has open to a write-ahead log."""
    with closing(sqlite3.connect(path)) as connection:
        _keep_journal_beside(connection)


def as_one_file(path: Path) -> None:
    """Put a database without its write-ahead log, as small as it goes, so that it can be read where nothing
    may be written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")


def _keep_journal_beside(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite does not wait by itself while another start does the same."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _engine(target: "Path | sqlite3.Connection") -> "Engine":
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    def connect() -> sqlite3.Connection:
        if isinstance(target, sqlite3.Connection):
            target.isolation_level = None
            return target
        connection = sqlite3.connect(target, timeout=WAIT_SECONDS, isolation_level=None)
        _keep_journal_beside(connection)
        return connection

    if isinstance(target, sqlite3.Connection):
        return create_engine("sqlite://", creator=connect, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
    return create_engine("sqlite://", creator=connect, isolation_level="AUTOCOMMIT")
