"""Settling figures: the consensus run over the claims of vehicles and kept in the table of figures."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from carspec.core.agreement import Terms
from carspec.core.consensus import Judgement, settle
from carspec.core.units import Units
from carspec.core.values import Claim, Field, Source
from carspec.core.witnesses import SPEAK_FOR
from carspec.store import rows
from carspec.store.deriving import derive_figures

COUNT_CLAIMS = "UPDATE vehicle SET claims = (SELECT count(*) FROM claim WHERE claim.vehicle = vehicle.key)"


def load_terms(path: Path) -> Terms:
    """The words that say the same thing more or less exactly, from their data file."""
    listed = json.loads(path.read_text("utf-8"))["terms"]
    return Terms((row["field"], row["term"], row["means"]) for row in listed)


def settle_vehicles(connection: Connection, terms: Terms, vehicles: Iterable[str] | None = None) -> int:
    """Settle every figure of `vehicles` (of all for None) inside the open transaction; returns how many.

    The computed figures of them, and of the cars built on them, are worked out anew.
    """
    fields = {f.key: f for f in map(rows.field, connection.exec_driver_sql(rows.FIELDS))}
    sources = {s.key: s for s in map(rows.source, connection.exec_driver_sql(rows.SOURCES))}
    judgements = {
        key: Judgement(rank, bool(excluded), reason)
        for key, rank, excluded, reason in connection.exec_driver_sql(
            "SELECT claim, rank, excluded, reason FROM judgement"
        )
    }
    sizes = Units(map(rows.unit, connection.exec_driver_sql(rows.UNITS))).sizes
    vehicles = None if vehicles is None else list(vehicles)
    if vehicles is None:
        connection.exec_driver_sql("DELETE FROM figure")
        claims = [rows.claim(row) for row in connection.exec_driver_sql(rows.CLAIMS)]
        connection.exec_driver_sql(COUNT_CLAIMS)
    else:
        claims = []
        for key in vehicles:
            connection.exec_driver_sql("DELETE FROM figure WHERE vehicle = ?", (key,))
            found = connection.exec_driver_sql(f"{rows.CLAIMS} WHERE vehicle = ?", (key,))
            claims += [rows.claim(row) for row in found]
            connection.exec_driver_sql(f"{COUNT_CLAIMS} WHERE key = ?", (key,))
    settled = _settle(connection, claims, fields, sources, judgements, terms, sizes)
    return settled + derive_figures(connection, vehicles)


def _settle(
    connection: Connection,
    claims: Iterable[Claim],
    fields: Mapping[str, Field],
    sources: Mapping[str, Source],
    judgements: Mapping[str, Judgement],
    terms: Terms,
    sizes: Mapping[str, float],
) -> int:
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.vehicle, claim.field].append(claim)
    figures = []
    relations = []
    for (vehicle, field), group in grouped.items():
        if field not in fields:
            continue  # an own claim on a field that a new edition of the data has given up
        others = [claim for other in SPEAK_FOR.get(field, ()) for claim in grouped.get((vehicle, other), ())]
        settled = settle(fields[field], vehicle, group, sources, judgements, terms, sizes, others)
        figures.append(rows.figure_values(settled.figure))
        relations += [(str(claim.relation), claim.other_unit, claim.key) for claim in settled.claims]
    if figures:
        connection.exec_driver_sql(rows.INSERT_FIGURE, figures)
        connection.exec_driver_sql("UPDATE claim SET relation = ?, other_unit = ? WHERE key = ?", relations)
    return len(figures)
