"""Settling figures: the consensus run over the claims of cars, once for the same statements, and kept."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from carspec.core.agreement import Terms
from carspec.core.consensus import Judgement, settle
from carspec.core.derived import FIRST_FIELDS
from carspec.core.units import Units
from carspec.core.values import Claim
from carspec.core.witnesses import SPEAK_FOR
from carspec.store import claim_rows, rows
from carspec.store.deriving import derive_figures
from carspec.store.rows import LISTED

COUNT_CLAIMS = (
    "UPDATE vehicle SET claims = "
    "(SELECT count(*) FROM claim JOIN car ON car.id = claim.car WHERE car.key = vehicle.key)"
)
CLAIMS = "SELECT car, statement, relation, other_unit FROM claim"
UPDATE_CLAIM = "UPDATE claim SET relation = ?, other_unit = ? WHERE car = ? AND statement = ?"
JUDGEMENTS = (
    "SELECT vehicle, car.id, claim, rank, excluded, reason FROM judgement JOIN car ON car.key = vehicle "
    "ORDER BY vehicle"
)

_SPEAKERS = {field: sorted(others) for field, others in SPEAK_FOR.items()}

Related = tuple[str, str | None]
"""The relation of a claim to its figure, and the unit the detective reads instead of the stated word."""


def load_terms(path: Path) -> Terms:
    """The words that say the same thing more or less exactly, from their data file."""
    listed = json.loads(path.read_text("utf-8"))["terms"]
    return Terms((row["field"], row["term"], row["means"]) for row in listed)


class Outcome(Struct, frozen=True):
    """What some statements on a field come to: a settlement, and each one's relation."""

    settlement: int
    related: tuple[tuple[int, Related], ...]


class Settler:
    """Settles the figures of cars from the numbers of their statements.

    What claims come to rests on what they state, not on the car: the same statements are settled once, and
    all cars of which they are made share the settlement.
    """

    def __init__(self, connection: Connection, terms: Terms, *, shared: bool) -> None:
        self._connection, self._terms, self._shared = connection, terms, shared
        self._fields = {f.key: f for f in map(rows.field, connection.exec_driver_sql(rows.FIELDS))}
        self._sources = {s.key: s for s in map(rows.source, connection.exec_driver_sql(rows.SOURCES))}
        self._sizes = Units(map(rows.unit, connection.exec_driver_sql(rows.UNITS))).sizes
        self._claims: dict[int, Claim] = {}
        self._field_of: dict[int, str] = {}
        self._known: dict[tuple[int, ...], Outcome] = {}
        self._next = claim_rows.next_number(connection, "settlement")
        self._made: list[tuple[Any, ...]] = []
        self._figures: list[tuple[int, int]] = []
        self._computable: list[int] = []

    def know(self, numbers: Iterable[int] | None) -> None:
        """Read these statements (all for None), before cars of which they are made are settled."""
        if numbers is None:
            found = self._connection.exec_driver_sql(rows.STATEMENTS)
        else:
            missing = json.dumps([number for number in numbers if number not in self._claims])
            found = self._connection.exec_driver_sql(f"{rows.STATEMENTS} WHERE id {LISTED}", (missing,))
        for row in found:
            claim = rows.claim(row)
            if claim.field in self._fields:  # a new edition may have given up that of an own claim
                self._claims[row[-1]] = claim
                self._field_of[row[-1]] = claim.field

    def settle(
        self, car: int, statements: Iterable[int], judged: Mapping[int, Judgement] | None = None
    ) -> list[Outcome]:
        """Settle a car of which `statements` are made, all of them, and some `judged` by a person.

        Returns what they come to; statements on fields that are no longer known are in no outcome.
        """
        fields, known, figures = self._field_of, self._known, self._figures
        groups: dict[str, tuple[int, ...]] = {}
        for number in statements:
            field = fields.get(number)
            if field is not None:
                groups[field] = (*groups[field], number) if field in groups else (number,)
        outcomes = []
        for field, group in groups.items():
            others = self._others(field, groups) if field in SPEAK_FOR else ()
            pattern = (*group, 0, *others) if others else group
            outcome = None if judged else known.get(pattern)
            if outcome is None:
                outcome = self._settle(field, group, others, judged or {})
                if not judged:
                    known[pattern] = outcome
            figures.append((car, outcome.settlement))
            outcomes.append(outcome)
        if not FIRST_FIELDS.isdisjoint(groups):
            self._computable.append(car)
        return outcomes

    @property
    def computable_keys(self) -> Sequence[str]:
        """The keys of those settled that have a first input of a formula; no other has computed figures."""
        statement = f"SELECT key FROM car WHERE id {LISTED}"
        found = self._connection.exec_driver_sql(statement, (json.dumps(self._computable),))
        return [row[0] for row in found]

    def write(self) -> int:
        """Write what was settled since the last time; returns how many figures."""
        written = len(self._figures)
        claim_rows.insert(self._connection, rows.INSERT_SETTLEMENT, self._made)
        claim_rows.insert_pairs(self._connection, "figure", self._figures)
        self._made, self._figures = [], []
        return written

    def _others(self, field: str, groups: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
        """The statements whose sentences may speak for a value of the field in passing."""
        return tuple(number for other in _SPEAKERS[field] for number in groups.get(other, ()))

    def _settle(
        self, field: str, group: Sequence[int], others: Sequence[int], judged: Mapping[int, Judgement]
    ) -> Outcome:
        numbers = {self._claims[number].key: number for number in group}
        settled = settle(
            self._fields[field],
            "",
            [self._claims[number] for number in group],
            self._sources,
            {self._claims[number].key: judged[number] for number in group if number in judged},
            self._terms,
            self._sizes,
            [self._claims[number] for number in others],
        )
        number, self._next = self._next, self._next + 1
        claim = settled.figure.claim
        shown = None if claim is None else numbers[claim]
        self._made.append(rows.settlement_values(number, self._shared, settled.figure, shown))
        related = ((numbers[c.key], (str(c.relation), c.other_unit)) for c in settled.claims)
        return Outcome(number, tuple(related))


def settle_vehicles(connection: Connection, terms: Terms, vehicles: Iterable[str] | None = None) -> int:
    """Settle every figure of `vehicles` (of all for None) inside the open transaction; returns how many.

    The computed figures of them, and of the cars built on them, are worked out anew.
    """
    keys = None if vehicles is None else list(vehicles)
    settler = Settler(connection, terms, shared=keys is None or len(keys) > 1)
    if keys is None:
        connection.exec_driver_sql("DELETE FROM figure")
        connection.exec_driver_sql("DELETE FROM settlement")
        claims = connection.exec_driver_sql(f"{CLAIMS} ORDER BY car, statement").all()
        settler.know(None)
        connection.exec_driver_sql(COUNT_CLAIMS)
    else:
        cars = json.dumps([*claim_rows.cars(connection, keys).values()])
        forget_figures(connection, cars)
        claims = connection.exec_driver_sql(
            f"{CLAIMS} WHERE car {LISTED} ORDER BY car, statement", (cars,)
        ).all()
        settler.know([statement for _, statement, *_ in claims])
        connection.exec_driver_sql(f"{COUNT_CLAIMS} WHERE key {LISTED}", (json.dumps(keys),))
    judgements = judged_statements(connection)
    changed: list[tuple[Any, ...]] = []
    for car, made in groupby(claims, key=itemgetter(0)):
        before: dict[int, Related] = {number: (relation, other) for _, number, relation, other in made}
        outcomes = settler.settle(car, before, judgements.get(car))
        after = (related for outcome in outcomes for related in outcome.related)
        changed += [(*new, car, number) for number, new in after if new != before[number]]
    settled = settler.write()
    claim_rows.insert(connection, UPDATE_CLAIM, changed)
    return settled + derive_figures(connection, settler.computable_keys if keys is None else keys)


def judged_statements(connection: Connection) -> dict[int, dict[int, Judgement]]:
    """The judgements of a person by car and statement; those on claims that are gone stay out."""
    found: dict[int, dict[int, Judgement]] = defaultdict(dict)
    for vehicle, of_vehicle in groupby(connection.exec_driver_sql(JUDGEMENTS).all(), key=itemgetter(0)):
        numbers = claim_rows.statements_of(connection, vehicle)
        for _, car, claim, rank, excluded, reason in of_vehicle:
            if claim in numbers:
                found[car][numbers[claim]] = Judgement(rank, bool(excluded), reason)
    return found


def forget_figures(connection: Connection, cars: str) -> None:
    """Take out the figures of cars, given as a JSON list of their numbers."""
    connection.exec_driver_sql(
        "DELETE FROM settlement WHERE NOT shared "
        f"AND id IN (SELECT settlement FROM figure WHERE car {LISTED})",
        (cars,),
    )
    connection.exec_driver_sql(f"DELETE FROM figure WHERE car {LISTED}", (cars,))
