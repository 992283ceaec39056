"""A library out of a file as rows: what is lacking here is added as the user's own, in one import."""

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from carspec.core.agreement import Terms
from carspec.core.changes import ImportFile, RemoveImport
from carspec.core.errors import CarspecError
from carspec.core.importing.cars import ImportCancelled
from carspec.core.library_file import LibraryCounts
from carspec.core.reading import claim_key, read_claim
from carspec.core.values import NUMERIC_KINDS
from carspec.store import claim_rows, own_rows, rows
from carspec.store.check_context import CheckContext
from carspec.store.claim_rows import STATED, UNSETTLED
from carspec.store.library_file import LibraryFile
from carspec.store.library_text import SOURCE_COLUMNS, VEHICLE_COLUMNS
from carspec.store.models import USER
from carspec.store.settling import settle_vehicles

BATCH = 500
"""Cars that are written at a time; between two batches the person who waits is told."""

_INSERT_SOURCE = (
    f"INSERT INTO source (key, {', '.join(SOURCE_COLUMNS)}, origin) "
    f"VALUES ({', '.join('?' * (2 + len(SOURCE_COLUMNS)))})"
)
_INSERT_VEHICLE = (
    f"INSERT INTO vehicle (position, {', '.join(VEHICLE_COLUMNS)}, claims, origin, imported) "
    f"VALUES ({', '.join('?' * (4 + len(VEHICLE_COLUMNS)))})"
)
_INSERT_NAME = "INSERT OR REPLACE INTO name (vehicle, name, language, nickname) VALUES (?, ?, ?, ?)"
_INSERT_JUDGEMENT = (
    "INSERT OR IGNORE INTO judgement (claim, rank, excluded, reason, vehicle) VALUES (?, ?, ?, ?, ?)"
)
_HELD = f"SELECT origin = 'user', {', '.join(rows.TELLING)} FROM full_claim WHERE vehicle = ?"
_NOTE = "INSERT INTO import (id, at, name, digest, source) VALUES (?, ?, ?, ?, ?)"


def write_library(
    connection: Connection,
    path: Path,
    context: CheckContext,
    terms: Terms,
    progress: Callable[[int], bool],
) -> tuple[ImportFile, RemoveImport, LibraryCounts]:
    """Write a file inside the open transaction; returns its record, what takes it back, and what was added.

    Raises BrokenLibrary with all faults of the file, ImportCancelled where `progress` says so.
    """
    file = LibraryFile(path, context)
    writing = _Writing(connection, file, context)
    for number, vehicle in enumerate(file.vehicles(), 1):
        writing.vehicle(vehicle)
        if number % BATCH == 0:
            writing.flush()
            if not progress(number):
                raise ImportCancelled("Reading the library was stopped; nothing of it was kept.")
    return writing.end(path.name, terms)


class _Writing:
    """One file on its way into the tables."""

    def __init__(self, connection: Connection, file: LibraryFile, context: CheckContext) -> None:
        self._connection, self._file, self._context = connection, file, context
        self._import = claim_rows.next_number(connection, "import")
        self._next_car = claim_rows.next_number(connection, "car")
        self._next_statement = claim_rows.next_number(connection, "statement")
        self._position = own_rows.next_position(connection)
        self._kinds: Mapping[str, str] = dict(self._read("SELECT key, kind FROM field"))
        self._sources = {key for (key,) in self._read("SELECT key FROM source")}
        self._cars: dict[str, int] = dict(self._read("SELECT key, id FROM car"))
        self._vehicles = {key for (key,) in self._read("SELECT key FROM vehicle")}
        self._judged = {key for (key,) in self._read("SELECT claim FROM judgement")}
        self._statements: dict[tuple[Any, ...], int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._touched: dict[str, None] = {}
        self._decided: list[str] = []
        self._made = self._claims = self._present = self._left_out = 0

    def vehicle(self, vehicle: Mapping[str, Any]) -> None:
        """Write what is lacking of a vehicle and its claims."""
        key = vehicle["key"]
        if key not in self._vehicles:
            if vehicle.get("own") or not self._file.own_only:
                self._make(vehicle)
            else:
                self._left_out += 1
        held = self._held(key)
        for claim in vehicle["claims"]:
            self._claim(key, claim, held, own=claim.get("own") or not self._file.own_only)

    def flush(self) -> None:
        """Write the rows that have gathered, those first that others speak of."""
        for statement in (
            _INSERT_SOURCE, _INSERT_VEHICLE, _INSERT_NAME, claim_rows.INSERT_CAR, claim_rows.INSERT_STATEMENT,
            claim_rows.INSERT_CLAIM, _INSERT_JUDGEMENT,
        ):  # fmt: skip
            claim_rows.insert(self._connection, statement, self._rows.pop(statement, []))

    def end(self, name: str, terms: Terms) -> tuple[ImportFile, RemoveImport, LibraryCounts]:
        """Write what waits for the data, settle what has changed, and note what added anything."""
        waiting = self._file.head.get("waiting") or {"claims": (), "judgements": ()}
        for claim in waiting["claims"]:
            self.flush()
            car = claim["vehicle"]
            self._claim(car, claim, self._held(car), own=True)
        for judgement in waiting["judgements"]:
            self._judge(judgement["claim"], judgement, judgement["vehicle"])
        self.flush()
        settle_vehicles(self._connection, terms, list(self._touched))
        counts = LibraryCounts(self._made, self._claims, len(self._decided), self._present, self._left_out)
        if counts.added:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            self._connection.exec_driver_sql(_NOTE, (self._import, at, name, "", ""))
        done = ImportFile(self._import, name, self._made, self._claims)
        return done, RemoveImport(self._import, name, tuple(self._decided)), counts

    def _read(self, statement: str) -> Sequence[Any]:
        return self._connection.exec_driver_sql(statement).all()

    def _put(self, statement: str, *values: object) -> None:
        self._rows.setdefault(statement, []).append(values)

    def _make(self, vehicle: Mapping[str, Any]) -> None:
        key = vehicle["key"]
        columns = [_plain(vehicle[name]) for name in VEHICLE_COLUMNS]
        self._put(_INSERT_VEHICLE, self._position, *columns, len(vehicle["claims"]), USER, self._import)
        for name in vehicle.get("names", ()):
            self._put(_INSERT_NAME, key, name["name"], name["language"], name.get("nickname", False))
        self._vehicles.add(key)
        self._position += 1
        self._made += 1

    def _held(self, vehicle: str) -> Set[rows.Telling]:
        """What tells the claims on a vehicle apart that are here already."""
        if vehicle not in self._cars:
            return frozenset()
        found = self._connection.exec_driver_sql(_HELD, (vehicle,))
        return {rows.telling(*stated) for stated in found}

    def _claim(self, vehicle: str, claim: Mapping[str, Any], held: Set[rows.Telling], own: bool) -> None:
        """Write a claim where it is lacking, and what was decided on it where nothing was here."""
        value = claim["value"]
        value = "..".join(value) if isinstance(value, list) else str(value)
        columns = [value if name == "value" else claim[name] for name in rows.TELLING]
        shipped, mine = rows.telling(False, *columns), rows.telling(True, *columns)
        told = shipped if shipped in held else mine
        if told in held:
            self._present += 1
        elif own:
            self._add(vehicle, claim, value)
        else:
            self._left_out += 1
            told = shipped
        if "judgement" in claim:
            self._judge(claim_key(vehicle, *told), claim["judgement"], vehicle)

    def _add(self, vehicle: str, claim: Mapping[str, Any], value: str) -> None:
        stated = tuple(value if name == "value" else claim[name] for name in STATED if name != "origin")
        source = claim["source"]
        if source not in self._sources:
            record = self._file.head["sources"][source]
            self._put(_INSERT_SOURCE, source, *(record[name] for name in SOURCE_COLUMNS), USER)
            self._sources.add(source)
        car = self._cars.get(vehicle)
        if car is None:
            car = self._cars[vehicle] = self._next_car
            self._next_car += 1
            self._put(claim_rows.INSERT_CAR, car, vehicle)
        number = self._statements.get(stated)
        if number is None:
            number = self._statements[stated] = self._next_statement
            self._next_statement += 1
            self._put(claim_rows.INSERT_STATEMENT, number, *stated, USER, *self._reading(claim, stated))
        self._put(claim_rows.INSERT_CLAIM, car, number, *UNSETTLED, self._import)
        self._touched[vehicle] = None
        self._claims += 1

    def _judge(self, key: str, decided: Mapping[str, Any], vehicle: str | None) -> None:
        if key in self._judged:
            return
        self._put(
            _INSERT_JUDGEMENT, key, int(decided["rank"]), decided["excluded"], decided["reason"], vehicle
        )
        self._judged.add(key)
        self._decided.append(key)
        if vehicle is not None:
            self._touched[vehicle] = None

    def _reading(self, claim: Mapping[str, Any], stated: tuple[Any, ...]) -> tuple[Any, ...]:
        """The reading of a claim by today's words; none where its unit is not known any more."""
        kind = self._kinds.get(claim["field"])
        if kind not in NUMERIC_KINDS:
            return rows.reading_values(None)
        ends = stated[STATED.index("value")].split("..")
        language = self._file.head["sources"][claim["source"]]["language"]
        reading = None
        with suppress(CarspecError, ValueError):
            reading = read_claim(
                kind, (ends[0], ends[-1]), claim["unit"], claim["as_stated"], claim["qualifier"], language,
                self._context.words, self._context.units,
            )  # fmt: skip
        return rows.reading_values(reading)


def _plain(value: Any) -> Any:
    """A value as the table holds it: years are numbers."""
    return int(value) if isinstance(value, str) and type(value) is not str else value
