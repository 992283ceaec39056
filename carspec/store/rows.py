"""Frozen records from database rows, and the statements that fetch them: the one reading path."""

import json
from datetime import datetime
from sys import intern
from typing import Any

from carspec.core.history import Entry, FigureChange, News, State
from carspec.core.reading import claim_key
from carspec.core.units import Unit
from carspec.core.values import (
    Claim,
    Field,
    Figure,
    Missing,
    MissingReason,
    Reading,
    Relation,
    Source,
    Vehicle,
    Verdict,
)

FIELDS = (
    "SELECT key, label, section, kind, description, better, many, own_scopes FROM field ORDER BY position"
)
SOURCES = "SELECT key, url, title, publisher, published, kind, language, same_as FROM source"
UNITS = "SELECT key, kinds, symbol, name, low, high, inverse FROM unit ORDER BY position"
VEHICLES = (
    "SELECT key, make, model, generation, year_from, year_to, body_style, armourer, armoured, base_vehicle, "
    "base_vehicle_key, claims, origin = 'user', rowid FROM vehicle"
)
"""Behind what a record holds stands the number of the row."""

NAMES = "SELECT vehicle, name, nickname FROM name"
_CLAIM = (
    "field, source, value, unit, as_stated, qualifier, scope, condition, valid_at, status, note, "
    "reading_unit, low, high, decimals, si_low, si_high, tolerance"
)
CLAIMS = f"SELECT vehicle, {_CLAIM}, relation, other_unit, origin = 'user', id FROM full_claim"
STATEMENTS = f"SELECT '', {_CLAIM}, 'unread', NULL, origin = 'user', id FROM statement"
"""Statements, each read as a claim on a car without a key; behind both stands the number of the statement."""
FIGURES = (
    "SELECT vehicle, figure.field, verdict, support, voices, spread_low, spread_high, missing_reason, "
    "missing_detail, texts, figure.reading_unit, figure.low, figure.high, figure.decimals, figure.si_low, "
    "figure.si_high, figure.tolerance, figure.qualifier, inputs, statement.scope, statement.source, "
    "statement.as_stated, statement.value, statement.unit, statement.condition, statement.valid_at, "
    "statement.origin = 'user' "
    "FROM full_figure AS figure LEFT JOIN statement ON statement.id = figure.statement"
)
INSERT_SETTLEMENT = f"INSERT INTO settlement VALUES ({', '.join('?' * 21)})"
SETTLEMENTS = (
    "SELECT settlement.id, settlement.si_low, settlement.si_high, settlement.reading_unit, "
    "settlement.qualifier, verdict, statement.value, texts "
    "FROM settlement LEFT JOIN statement ON statement.id = settlement.statement WHERE settlement.field = ?"
)
DOUBTS = "SELECT id, verdict FROM settlement WHERE verdict IN ('conflict', 'mix-up')"
HISTORY = "SELECT id, at, name, what, change, inverse, state FROM history"

LISTED = "IN (SELECT value FROM json_each(?))"
"""A condition on keys, which come as one JSON list."""

Row = Any  # a tuple of the columns of its statement, in their order


def field(row: Row) -> Field:
    key, label, section, kind, description, better, many, own_scopes = row
    return Field(key, label, section, kind, description, better, bool(many), tuple(json.loads(own_scopes)))


def source(row: Row) -> Source:
    return Source(*row)


def unit(row: Row) -> Unit:
    key, kinds, symbol, name, low, high, inverse = row
    return Unit(key, tuple(json.loads(kinds)), symbol, name, low, high, bool(inverse))


def vehicle(row: Row, names: tuple[str, ...], nickname: str | None) -> Vehicle:
    key, make, model, generation, begin, end, body_style, armourer, armoured, base, base_key, claims, own = (
        row[:13]
    )
    return Vehicle(
        key,
        intern(make),  # thousands of cars share makes and models
        intern(model),
        generation,
        begin,
        end,
        body_style and intern(body_style),
        armourer,
        None if armoured is None else bool(armoured),
        base,
        base_key,
        claims,
        names,
        nickname,
        bool(own),
    )


def claim(row: Row) -> Claim:
    reading = None if row[12] is None else Reading(*row[12:19])
    told = telling(row[21], row[1], row[7], row[2], row[5], row[3], row[4], row[8], row[9])
    key = claim_key(row[0], *told)
    return Claim(*[key, *row[:12], reading, Relation(row[19]), row[20], bool(row[21])])


def figure(row: Row) -> Figure:
    vehicle_key, field_key, verdict, support, voices, low, high, reason, detail, texts = row[:10]
    return Figure(
        vehicle_key,
        field_key,
        None if row[20] is None else claim_key(vehicle_key, *telling(row[26], field_key, *row[19:26])),
        Verdict(verdict) if verdict else None,
        support,
        voices,
        None if low is None else (low, high),
        Missing(MissingReason(reason), detail) if reason else None,
        tuple(json.loads(texts)) if texts != "[]" else (),
        None if row[10] is None else Reading(*row[10:17]),
        row[17],
        tuple((car, key) for car, key in json.loads(row[18])) if row[18] != "[]" else (),
    )


Telling = tuple[Any, ...]
"""What tells a claim from the others on its vehicle; its key is a hash of both."""

TELLING = ("field", "scope", "source", "as_stated", "value", "unit", "condition", "valid_at")
"""The columns of a statement that `telling` takes, behind whether it is the user's own."""


def telling(
    own: bool,
    field: str,
    scope: str | None,
    source: str,
    as_stated: str,
    value: str,
    unit: str | None,
    condition: str | None,
    valid_at: str | None,
) -> Telling:
    """What tells a claim from others, out of the columns of its statement; whether it is the user's own."""
    said_of = (condition, valid_at) if own and (condition or valid_at) else ()
    return (field, scope, source, as_stated, value, unit, *said_of)


def reading_values(reading: Reading | None) -> tuple[Any, ...]:
    """The columns that hold a reading, empty where there is none."""
    if reading is None:
        return (None,) * 7
    return (
        reading.unit, reading.low, reading.high, reading.decimals, reading.si_low, reading.si_high,
        reading.tolerance,
    )  # fmt: skip


def settlement_values(number: int, shared: bool, figure: Figure, statement: int | None) -> tuple[Any, ...]:
    """What a figure comes to, without its car, and the statement it shows, as the values of its row in the
    order of the table."""
    low, high = figure.spread or (None, None)
    missing, read = figure.missing, reading_values(figure.reading)
    return (
        number, shared, figure.field, figure.verdict and str(figure.verdict), figure.support, figure.voices,
        low, high, missing and str(missing.reason), missing and missing.detail,
        json.dumps(figure.values, ensure_ascii=False), *read, figure.qualifier, json.dumps(figure.inputs),
        statement,
    )  # fmt: skip


def entry(row: Row) -> Entry:
    from carspec.core.change_json import from_json  # the first figures need no changes

    id_, at, name, what, change, inverse, state = row
    when = datetime.fromisoformat(at)
    return Entry(id_, when, name, what, from_json(change), from_json(inverse), State(state))


def news(content: str) -> News:
    """The news out of the JSON that keeps them."""
    parts = json.loads(content)
    figures = tuple(FigureChange(**change) for change in parts.pop("figures"))
    lists = {name: tuple(value) for name, value in parts.items() if isinstance(value, list)}
    return News(**{**parts, **lists, "figures": figures})
