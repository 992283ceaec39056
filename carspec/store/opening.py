"""Opening the library: the database as it stands, brought up to date, or one in memory when that fails."""

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from carspec.core.profiles import load_profiles
from carspec.store import database
from carspec.store.errors import DatabaseProblem, NewerDatabase, UnwritableFolder
from carspec.store.library import SqliteLibrary, damaged
from carspec.store.shipped import Shipped

REFUSALS = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_PERM")


class Opened(Struct, frozen=True):
    """A library, and a notice for the user, such as where it is not the one on disk."""

    library: SqliteLibrary
    notice: str | None


def open_library(folder: Path, shipped: Shipped) -> Opened:
    """The library in `folder`, made or updated from the shipped files as needed.

    A damaged or newer database, or a folder that cannot be written, is left as it is: the notice says so, and
    the shipped data are used from memory.
    """
    profiles = load_profiles(shipped.folder / "profiles.json")
    path = folder / database.FILE_NAME
    try:
        if not _current(path, shipped) and not _copied(path, shipped):
            _bring_up_to_date(path, shipped)
        return Opened(SqliteLibrary(database.read_only(path), profiles, path, shipped), None)
    except DatabaseProblem as problem:
        notice = f"{problem} The shipped data are used from memory; nothing is saved."
    connection = database.in_memory()
    _seed(connection, shipped)
    return Opened(SqliteLibrary(connection, profiles, None, shipped), notice)


def _current(path: Path, shipped: Shipped) -> bool:
    """Whether the file exists and holds the shipped data under today's rules. Raises DatabaseProblem."""
    if not path.exists():
        return False
    try:
        connection = database.read_only(path)
    except sqlite3.Error as error:
        if _refused(error):
            return False  # another start is making it: the writing road waits for its turn
        raise damaged(path, error) from error
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > database.SCHEMA_VERSION:
            raise NewerDatabase(
                f"The database {path} was made by a newer carspec (its tables are version {version}, this "
                f"program knows {database.SCHEMA_VERSION}); it was left as it is. Update carspec to use it."
            )
        if version < database.SCHEMA_VERSION:
            return False
        held = connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        return held is not None and held[0] == shipped.digest
    except sqlite3.Error as error:
        raise damaged(path, error) from error
    finally:
        connection.close()


def _copied(path: Path, shipped: Shipped) -> bool:
    """Whether a copy of the database that was made with the package could be put where there was none.

    A copy that stands in for seeding is made beside its place and linked into it whole, so that another start
    which was quicker keeps its own. Where that fails, seeding does the work or says what is wrong.
    """
    if path.exists():
        return False
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        if not _current(shipped.ready, shipped):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped.ready, beside)
        database.keep_journal_beside(beside)
        os.link(beside, path)
    except (OSError, sqlite3.Error, DatabaseProblem):
        return False
    finally:
        with suppress(OSError):
            beside.unlink()
    return True


def _bring_up_to_date(path: Path, shipped: Shipped) -> None:
    from sqlalchemy.exc import DBAPIError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _seed(path, shipped)
    except (OSError, sqlite3.OperationalError, DBAPIError) as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.Error) and not _refused(cause):
            raise damaged(path, cause) from error
        raise UnwritableFolder(f"The database {path} cannot be written ({cause}).") from error


def _refused(error: sqlite3.Error) -> bool:
    """Whether the system refused to write, and nothing is wrong with the tables."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(REFUSALS)


def _seed(target: "Path | sqlite3.Connection", shipped: Shipped) -> None:
    from carspec.store.seed import seed

    with database.transaction(target) as connection:
        seed(connection, shipped)
