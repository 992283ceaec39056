"""Frozen records from database rows, and the statements that fetch them: the one reading path."""

import json
from datetime import datetime
from typing import Any

from carspec.core.change_json import from_json
from carspec.core.history import Entry, FigureChange, News, State
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
    "base_vehicle_key, claims, origin = 'user' FROM vehicle"
)
NAMES = "SELECT vehicle, name, nickname FROM name"
CLAIMS = (
    "SELECT key, vehicle, field, source, value, unit, as_stated, qualifier, scope, condition, valid_at, "
    "status, note, reading_unit, low, high, decimals, si_low, si_high, tolerance, relation, other_unit, "
    "origin = 'user' FROM claim"
)
FIGURES = (
    "SELECT vehicle, field, claim, verdict, support, voices, spread_low, spread_high, missing_reason, "
    "missing_detail, texts, reading_unit, low, high, decimals, si_low, si_high, tolerance, qualifier, inputs "
    "FROM figure"
)
INSERT_FIGURE = f"INSERT INTO figure VALUES ({', '.join('?' * 20)})"
COLUMN = (
    "SELECT figure.vehicle, figure.si_low, figure.si_high, figure.reading_unit, figure.qualifier, "
    "figure.verdict, claim.value, figure.texts "
    "FROM figure LEFT JOIN claim ON claim.key = figure.claim WHERE figure.field = ?"
)
NUMBERS = (
    "SELECT vehicle, si_low, si_high, reading_unit, qualifier, verdict, NULL, '[]' "
    "FROM figure WHERE field = ?"
)
"""The same of a field of numbers, whose claims say no more: looking each up would be most of the work."""

DOUBTS = "SELECT DISTINCT vehicle, verdict FROM figure WHERE verdict IN ('conflict', 'mix-up')"
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
    armoured = None if row[8] is None else bool(row[8])
    return Vehicle(*[*row[:8], armoured, *row[9:12], names, nickname, bool(row[12])])


def claim(row: Row) -> Claim:
    reading = None if row[13] is None else Reading(*row[13:20])
    return Claim(*[*row[:13], reading, Relation(row[20]), row[21], bool(row[22])])


def figure(row: Row) -> Figure:
    vehicle_key, field_key, claim_key, verdict, support, voices, low, high, reason, detail, texts = row[:11]
    return Figure(
        vehicle_key,
        field_key,
        claim_key,
        Verdict(verdict) if verdict else None,
        support,
        voices,
        None if low is None else (low, high),
        Missing(MissingReason(reason), detail) if reason else None,
        tuple(json.loads(texts)) if texts != "[]" else (),
        None if row[11] is None else Reading(*row[11:18]),
        row[18],
        tuple((car, key) for car, key in json.loads(row[19])) if row[19] != "[]" else (),
    )


def figure_values(figure: Figure) -> tuple[Any, ...]:
    """A figure as the values of its row, in the order of the table."""
    low, high = figure.spread or (None, None)
    missing, reading = figure.missing, figure.reading
    read: tuple[Any, ...] = (None,) * 7
    if reading is not None:
        read = (
            reading.unit, reading.low, reading.high, reading.decimals, reading.si_low, reading.si_high,
            reading.tolerance,
        )  # fmt: skip
    return (
        figure.vehicle, figure.field, figure.claim, figure.verdict and str(figure.verdict), figure.support,
        figure.voices, low, high, missing and str(missing.reason), missing and missing.detail,
        json.dumps(figure.values, ensure_ascii=False), *read, figure.qualifier, json.dumps(figure.inputs),
    )  # fmt: skip


def entry(row: Row) -> Entry:
    id_, at, name, what, change, inverse, state = row
    when = datetime.fromisoformat(at)
    return Entry(id_, when, name, what, from_json(change), from_json(inverse), State(state))


def news(content: str) -> News:
    """The news out of the JSON that keeps them."""
    parts = json.loads(content)
    figures = tuple(FigureChange(**change) for change in parts.pop("figures"))
    lists = {name: tuple(value) for name, value in parts.items() if isinstance(value, list)}
    return News(**{**parts, **lists, "figures": figures})
