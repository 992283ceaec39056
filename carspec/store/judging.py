"""Writing a user's judgement on a claim, and settling the figures of its vehicle anew."""

from sqlalchemy import Connection

from carspec.core.agreement import Terms
from carspec.core.changes import JudgeClaim
from carspec.core.consensus import Judgement
from carspec.store.settling import settle_vehicles


def judge(connection: Connection, change: JudgeClaim, terms: Terms) -> JudgeClaim:
    """Carry out the change inside the open transaction; returns its inverse."""
    found = connection.exec_driver_sql(
        "SELECT rank, excluded, reason FROM judgement WHERE claim = ?", (change.claim,)
    ).one_or_none()
    before = Judgement(found[0], bool(found[1]), found[2]) if found else None
    if change.judgement is None:
        connection.exec_driver_sql("DELETE FROM judgement WHERE claim = ?", (change.claim,))
    else:
        judgement = change.judgement
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO judgement VALUES (?, ?, ?, ?)",
            (change.claim, judgement.rank, judgement.excluded, judgement.reason),
        )
    settle_vehicles(connection, terms, [change.vehicle])
    return JudgeClaim(change.vehicle, change.claim, before)
