"""What a new edition of the shipped data changes, found by comparing the tables before and after seeding."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, to_builtins
from sqlalchemy import Connection

from carspec.core.display import qualified
from carspec.core.history import FigureChange, News
from carspec.core.values import Claim
from carspec.store import rows
from carspec.store.models import SHIPPED, USER

JUDGED = f"{rows.CLAIMS} WHERE vehicle IN (SELECT vehicle FROM judgement)"
OWN = f"{rows.CLAIMS} WHERE origin = '{USER}' AND imported IS NULL"
SHIPPED_CLAIMS = f"{rows.CLAIMS} WHERE origin = '{SHIPPED}'"
FIGURES = (
    "SELECT vehicle.key, figure.field, value, unit, figure.qualifier, texts FROM full_figure AS figure "
    "JOIN vehicle ON vehicle.key = figure.vehicle JOIN statement ON statement.id = figure.statement "
    "WHERE vehicle.imported IS NULL"
)
"""Figures of imported cars stay out: no edition of the data says anything of them."""

Place = tuple[str, str]


class Snapshot(Struct, frozen=True):
    """What is compared: names of cars and labels of fields by key, keys of shipped claims, figures as texts,
    and the claims on which the user's judgements and own claims stand, each with a text."""

    version: str
    vehicles: Mapping[str, str]
    fields: Mapping[str, str]
    claims: frozenset[str]
    figures: Mapping[Place, str]
    judged: Mapping[str, tuple[str, str, str]]
    own: Mapping[str, tuple[str, str, str]]

    def place(self, vehicle: str, field: str) -> str:
        return f"{self.fields.get(field, field)} of {self.vehicles.get(vehicle, vehicle)}"


def snapshot(connection: Connection) -> Snapshot | None:
    """The tables as they stand; None before the first seeding."""

    def read(statement: str, *values: str) -> Sequence[Any]:
        return connection.exec_driver_sql(statement, values).all()

    version = read("SELECT value FROM meta WHERE key = 'data_version'")
    if not version:
        return None
    judged = {row[0] for row in read("SELECT claim FROM judgement")}
    return Snapshot(
        version[0][0],
        {key: f"{make} {model}" for key, make, model in read("SELECT key, make, model FROM vehicle")},
        {row[0]: row[1] for row in read("SELECT key, label FROM field")},
        frozenset(rows.claim(row).key for row in read(SHIPPED_CLAIMS)),
        {(row[0], row[1]): _figure_text(*row[2:]) for row in read(FIGURES)},
        {claim.key: _place(claim) for claim in map(rows.claim, read(JUDGED)) if claim.key in judged},
        {claim.key: _place(claim) for claim in map(rows.claim, read(OWN))},
    )


def compared(before: Snapshot, after: Snapshot) -> News:
    """What lies between the two."""
    return News(
        before=before.version,
        after=after.version,
        vehicles_added=tuple(name for key, name in after.vehicles.items() if key not in before.vehicles),
        vehicles_removed=tuple(name for key, name in before.vehicles.items() if key not in after.vehicles),
        claims_added=len(after.claims - before.claims),
        claims_removed=len(before.claims - after.claims),
        figures=tuple(_figures(before, after)),
        lost=tuple(_lost(before, after)),
    )


def record(connection: Connection, news: News) -> None:
    """Keep the news until they are seen; only the newest are told."""
    content = json.dumps(to_builtins(news), ensure_ascii=False)
    connection.exec_driver_sql("INSERT INTO news (content, seen) VALUES (?, 0)", (content,))


def _place(claim: Claim) -> tuple[str, str, str]:
    return claim.vehicle, claim.field, claim.as_stated


def _figure_text(value: str, unit: str | None, qualifier: str | None, texts: str) -> str:
    several = json.loads(texts)
    if several:
        return "; ".join(several)
    stated = value.replace("..", "–")
    return qualified(qualifier, f"{stated} {unit}" if unit else stated)


def _figures(before: Snapshot, after: Snapshot) -> Sequence[FigureChange]:
    """Figures of cars that both have; those of a car that came or went are told with it."""
    places = [place for place in {**before.figures, **after.figures} if place[0] in before.vehicles]
    return [
        FigureChange(*place, old, new)
        for place in places
        if place[0] in after.vehicles
        and (old := before.figures.get(place, "")) != (new := after.figures.get(place, ""))
    ]


def _lost(before: Snapshot, after: Snapshot) -> Sequence[str]:
    judged = [
        f"Your judgement on {text} for {before.place(vehicle, field)}: the claim is no longer in the data."
        for key, (vehicle, field, text) in before.judged.items()
        if key not in after.judged
    ]
    own = [
        f"Your claim {text} for {before.place(vehicle, field)}: the data no longer have the "
        f"{'car' if vehicle not in after.vehicles else 'field'}."
        for vehicle, field, text in before.own.values()
        if vehicle not in after.vehicles or field not in after.fields
    ]
    return [*judged, *own]
