"""The whole library as the text of a vehicles file: shipped data, the user's own, and what they decided.

Nothing is held but one vehicle, so that a library of any size is written in little memory. Equal libraries
give equal texts, whatever their rows went through: shipped rows stand first in the order of the data, then
own ones in the order they were added.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

from carspec.core.values import NUMERIC_KINDS
from carspec.store import rows
from carspec.store.vehicle_columns import (
    CLAIM,
    FIELD,
    LIBRARY_VERSION,
    NAME,
    SOURCE,
    VEHICLE,
    WAITING_JUDGEMENT,
)

SOURCE_COLUMNS = tuple(name for name, column in SOURCE.items() if not column.optional)
VEHICLE_COLUMNS = tuple(name for name in VEHICLE if name not in ("names", "own", "claims"))
CLAIM_COLUMNS = tuple(name for name, column in CLAIM.items() if not column.optional)

_OWN = "origin = 'user'"
_FIELDS = (
    "SELECT key, label, section, kind, description, better, many, own_scopes FROM field ORDER BY position"
)
_LINKS = {
    "same_as": "CASE WHEN same_as IN (SELECT key FROM source) THEN same_as END",
    "base_vehicle_key": "CASE WHEN base_vehicle_key IN (SELECT key FROM vehicle) THEN base_vehicle_key END",
}
"""Columns that lead to another row, which a later edition of the data may have given up."""

_SOURCES = (
    f"SELECT key, {', '.join(_LINKS.get(name, name) for name in SOURCE_COLUMNS)}, {_OWN} FROM source "
    f"ORDER BY {_OWN}, CASE WHEN {_OWN} THEN key END, rowid"
)
_VEHICLES = (
    f"SELECT {', '.join(_LINKS.get(name, name) for name in VEHICLE_COLUMNS)}, {_OWN} FROM vehicle "
    "ORDER BY position, rowid"
)
_NAMES = "SELECT name, language, nickname FROM name WHERE vehicle = ? ORDER BY rowid"
_STATED = ", ".join(CLAIM_COLUMNS)
_KNOWN_FIELD = "field IN (SELECT key FROM field)"
_CLAIMS = f"SELECT id, {_OWN} FROM full_claim WHERE vehicle = ? AND {_KNOWN_FIELD} ORDER BY {_OWN}, id"
_STATEMENT = f"SELECT {_STATED}, {_OWN} FROM statement WHERE id = ?"
_WAITING_CLAIMS = (
    f"SELECT vehicle, {_STATED} FROM full_claim "
    f"WHERE NOT {_KNOWN_FIELD} OR vehicle NOT IN (SELECT key FROM vehicle) ORDER BY id, car"
)
_JUDGEMENTS = "SELECT vehicle, claim, rank, excluded, reason FROM judgement ORDER BY claim"
_JUDGED = f"{rows.CLAIMS} WHERE {_KNOWN_FIELD} AND vehicle IN (SELECT key FROM vehicle) AND vehicle = ?"
_VALUE = CLAIM_COLUMNS.index("value")

KEPT_LINES = 16_384
"""As many claims are kept as they are written, some MB: a file states the same of many cars."""

Decided = tuple[int, int, str]
"""A judgement: rank, whether it excludes, and the reason."""

Waiting = tuple[str | None, int, int, str]
"""The same behind its vehicle."""


def library_text(connection: sqlite3.Connection) -> Iterator[str]:
    """The pieces of the text, a vehicle each; the caller holds the read transaction. Raises sqlite3.Error."""
    version = connection.execute("SELECT value FROM meta WHERE key = 'data_version'").fetchone()[0]
    numeric = set()
    fields = []
    for key, *columns, many, scopes in connection.execute(_FIELDS):
        values = [*columns, bool(many), json.loads(scopes)]
        fields.append(f"{quoted(key)}: {_record(FIELD, values)}")
        if columns[2] in NUMERIC_KINDS:
            numeric.add(key)
    yield f'{{"version": {LIBRARY_VERSION}, "data_version": {quoted(version)},\n'
    yield f'"fields": {{\n{_lines(fields)}}},\n"sources": {{\n'
    yield from _separated(
        f"{quoted(key)}: {_record(SOURCE_COLUMNS, values, *_own(own))}"
        for key, *values, own in connection.execute(_SOURCES)
    )
    yield '},\n"vehicles": [\n'
    judged, waiting = _judgements(connection)
    claims = _Claims(connection, numeric, judged)
    yield from _separated(_vehicle(connection, row, claims) for row in connection.execute(_VEHICLES))
    yield "]"
    yield from _waiting(connection, waiting)
    yield "}\n"


def _judgements(
    connection: sqlite3.Connection,
) -> tuple[dict[tuple[str, int], Decided], dict[str, Waiting]]:
    """The judgements by vehicle and number of the statement; those on claims that are gone, by key."""
    waiting: dict[str, Waiting] = {}
    vehicles = set()
    for vehicle, claim, *decided in connection.execute(_JUDGEMENTS):
        waiting[claim] = (vehicle, decided[0], decided[1], decided[2])
        vehicles.add(vehicle)
    judged = {}
    for vehicle in vehicles:
        for row in connection.execute(_JUDGED, (vehicle,)):
            found = waiting.pop(rows.claim(row).key, None)
            if found is not None:
                judged[vehicle, row[-1]] = found[1:]
    return judged, waiting


class _Claims:
    """The claims of vehicles as lines; those that are made of many vehicles are written once."""

    def __init__(
        self, connection: sqlite3.Connection, numeric: set[str], judged: Mapping[tuple[str, int], Decided]
    ) -> None:
        self._connection, self._numeric, self._judged = connection, numeric, judged
        self._line = lru_cache(KEPT_LINES)(self._written)

    def of(self, vehicle: str) -> Sequence[str]:
        """The claims on a vehicle, the shipped ones first."""
        found = [
            (own, self._line(number, self._judged.get((vehicle, number))))
            for number, own in self._connection.execute(_CLAIMS, (vehicle,))
        ]
        claims = [line for own, line in found if not own]
        claims += sorted(line for own, line in found if own)  # by what they state: their numbers mean nothing
        return claims

    def _written(self, number: int, decided: Decided | None) -> str:
        stated = self._connection.execute(_STATEMENT, (number,)).fetchone()
        return _claim(stated, self._numeric, decided)


def _vehicle(connection: sqlite3.Connection, row: Sequence[Any], claims: _Claims) -> str:
    *values, own = row
    columns = dict(zip(VEHICLE_COLUMNS, values, strict=True))
    if columns["armoured"] is not None:
        columns["armoured"] = bool(columns["armoured"])
    key = columns["key"]
    names = [
        _record(NAME, (name, language), *(('"nickname": true',) if nickname else ()))
        for name, language, nickname in connection.execute(_NAMES, (key,))
    ]
    more = [f'"names": [{", ".join(names)}]'] if names else []
    return _record(columns, [*columns.values()], *more, *_own(own), f'"claims": [\n{_lines(claims.of(key))}]')


def _claim(row: Sequence[Any], numeric: set[str], decided: Decided | None) -> str:
    *values, own = row
    more = [*_own(own)]
    if decided is not None:
        rank, excluded, reason = decided
        more.append(f'"judgement": {{"rank": {rank}, {_decided(excluded, reason)}}}')
    if values[0] not in numeric:
        return _record(CLAIM_COLUMNS, values, *more)
    head, tail = values[:_VALUE], values[_VALUE + 1 :]
    ends = values[_VALUE].split("..")
    stated = f'"value": {f"[{ends[0]}, {ends[-1]}]" if len(ends) > 1 else ends[0]}'
    before, after = _members(CLAIM_COLUMNS, head), _members(CLAIM_COLUMNS[_VALUE + 1 :], tail)
    return f"{{{', '.join([*before, stated, *after, *more])}}}"


def _waiting(connection: sqlite3.Connection, judgements: Mapping[str, Waiting]) -> Iterator[str]:
    """What holds on to a vehicle, a field or a claim that the data no longer have."""
    claims = connection.execute(_WAITING_CLAIMS).fetchall()
    if not claims and not judgements:
        return
    yield ',\n"waiting": {"claims": [\n'
    yield from _separated(sorted(_record(("vehicle", *CLAIM_COLUMNS), row) for row in claims))
    yield '],\n"judgements": [\n'
    yield from _separated(
        _record(WAITING_JUDGEMENT, (claim, vehicle, rank, bool(excluded), reason))
        for claim, (vehicle, rank, excluded, reason) in judgements.items()
    )
    yield "]}"


def _decided(excluded: int, reason: str) -> str:
    return f'"excluded": {_json(bool(excluded))}, "reason": {quoted(reason)}'


def _own(own: int) -> Sequence[str]:
    return ('"own": true',) if own else ()


def _record(names: Iterable[str], values: Sequence[Any], *more: str) -> str:
    """An object on one line; `more` are members that are written already."""
    return f"{{{', '.join([*_members(names, values), *more])}}}"


def _members(names: Iterable[str], values: Sequence[Any]) -> list[str]:
    return [
        f'"{name}": {"null" if value is None else quoted(value) if type(value) is str else _json(value)}'
        for name, value in zip(names, values, strict=False)
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(records: Sequence[str]) -> str:
    return ",\n".join(records) + "\n" if records else ""


def _separated(records: Iterable[str]) -> Iterator[str]:
    """The records, a line each, one by one."""
    between = ""
    for record in records:
        yield f"{between}{record}"
        between = ",\n"
    if between:
        yield "\n"
