"""Computed figures: worked out from the settled ones, and kept in the same table."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from carspec.core.derived import FORMULAS, INPUT_FIELDS
from carspec.core.deriving import Known, derive
from carspec.core.units import Units
from carspec.core.values import Figure, Vehicle
from carspec.store import claim_rows, rows
from carspec.store.rows import LISTED


def derive_figures(connection: Connection, vehicles: Iterable[str]) -> int:
    """Work out the computed figures of `vehicles` and of the cars built on them.

    Belongs behind the settling of all other figures, inside the same transaction; returns how many there are.
    Gaps are not kept: the Sheet that meets one works out its reason.
    """
    keys = [*vehicles]
    units = Units(map(rows.unit, connection.exec_driver_sql(rows.UNITS)))
    cars = _vehicles(connection, keys, f"key {LISTED} OR base_vehicle_key {LISTED}")
    missing = {car.base_vehicle_key for car in cars.values()} - {None, *cars}
    bases = cars | _vehicles(connection, [key for key in missing if key], f"key {LISTED}")
    figures = _inputs(connection, bases)
    known = {key: Known(car, figures.get(key, {})) for key, car in bases.items()}
    found = [
        derive(formula, known[car.key], known.get(car.base_vehicle_key or ""), units)
        for car in cars.values()
        for formula in FORMULAS.values()
    ]
    numbers = claim_rows.cars(connection, cars)
    _forget(connection, json.dumps([*numbers.values()]))
    kept = enumerate(
        (figure for figure in found if figure.reading is not None),
        claim_rows.next_number(connection, "settlement"),
    )
    made = [(number, figure) for number, figure in kept]
    settlements = [rows.settlement_values(number, False, figure, None) for number, figure in made]
    claim_rows.insert(connection, rows.INSERT_SETTLEMENT, settlements)
    placed = [(numbers[figure.vehicle], number) for number, figure in made]
    claim_rows.insert_pairs(connection, "figure", placed)
    return len(made)


def _forget(connection: Connection, cars: str) -> None:
    """Take out the computed figures of cars, given as a JSON list of their numbers."""
    fields = json.dumps([*FORMULAS])
    found = connection.exec_driver_sql(
        "SELECT settlement FROM figure JOIN settlement ON settlement.id = figure.settlement "
        f"WHERE car {LISTED} AND field {LISTED}",
        (cars, fields),
    )
    old = json.dumps([row[0] for row in found])
    connection.exec_driver_sql(f"DELETE FROM figure WHERE car {LISTED} AND settlement {LISTED}", (cars, old))
    connection.exec_driver_sql(f"DELETE FROM settlement WHERE id {LISTED}", (old,))


def _vehicles(connection: Connection, keys: Sequence[str], condition: str) -> dict[str, Vehicle]:
    """The vehicles that meet a condition on `keys`."""
    values = (json.dumps(keys),) * condition.count(LISTED)
    found = connection.exec_driver_sql(f"{rows.VEHICLES} WHERE {condition}", values)
    return {row[0]: rows.vehicle(row, (), None) for row in found}


def _inputs(connection: Connection, vehicles: Iterable[str]) -> dict[str, dict[str, Figure]]:
    """The figures that formulas look at, by vehicle and field."""
    statement = f"{rows.FIGURES} WHERE vehicle {LISTED} AND figure.field {LISTED}"
    values = (json.dumps([*vehicles]), json.dumps([*INPUT_FIELDS]))
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in map(rows.figure, connection.exec_driver_sql(statement, values)):
        figures[figure.vehicle][figure.field] = figure
    return figures
