"""The history of the user's changes as a table: recorded, and found again for undo and redo."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from carspec.core.change_json import to_json
from carspec.core.changes import Change
from carspec.core.history import Entry, State
from carspec.store import rows


def record(connection: Connection, words: tuple[str, str], change: Change, inverse: Change) -> None:
    """Put a change at the end of the history; what was undone before can no longer be redone."""
    drop_undone(connection)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.exec_driver_sql(
        "INSERT INTO history (at, name, what, change, inverse, state) VALUES (?, ?, ?, ?, ?, ?)",
        (at, *words, to_json(change), to_json(inverse), State.DONE),
    )


def drop_undone(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE history SET state = ? WHERE state = ?", (State.DROPPED, State.UNDONE))


def newest_done(connection: Connection) -> Entry | None:
    """The change that undo takes back."""
    return _one(connection, f"{rows.HISTORY} WHERE state = ? ORDER BY id DESC LIMIT 1", State.DONE)


def oldest_undone(connection: Connection) -> Entry | None:
    """The change that redo does again."""
    return _one(connection, f"{rows.HISTORY} WHERE state = ? ORDER BY id LIMIT 1", State.UNDONE)


def set_state(connection: Connection, entry: Entry, state: State) -> None:
    connection.exec_driver_sql("UPDATE history SET state = ? WHERE id = ?", (state, entry.id))


def _one(connection: Connection, statement: str, state: State) -> Entry | None:
    row = connection.exec_driver_sql(statement, (state,)).one_or_none()
    return rows.entry(row) if row else None
