"""Computed figures: worked out from the settled ones, and kept in the same table."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from carspec.core.derived import FORMULAS, INPUT_FIELDS
from carspec.core.deriving import Known, derive
from carspec.core.units import Units
from carspec.core.values import Figure, Vehicle
from carspec.store import rows


def derive_figures(connection: Connection, vehicles: Sequence[str] | None = None) -> int:
    """Work out the computed figures of `vehicles` and of the cars built on them (of all for None).

    Belongs behind the settling of all other figures, inside the same transaction; returns how many there are.
    Gaps are not kept: the Sheet that meets one works out its reason.
    """
    units = Units(map(rows.unit, connection.exec_driver_sql(rows.UNITS)))
    cars = _vehicles(connection, vehicles, f"key {rows.LISTED} OR base_vehicle_key {rows.LISTED}")
    missing = {car.base_vehicle_key for car in cars.values()} - {None, *cars}
    bases = cars | _vehicles(connection, [key for key in missing if key], f"key {rows.LISTED}")
    figures = _inputs(connection, None if vehicles is None else bases)
    known = {key: Known(car, figures.get(key, {})) for key, car in bases.items()}
    found = [
        derive(formula, known[car.key], known.get(car.base_vehicle_key or ""), units)
        for car in cars.values()
        for formula in FORMULAS.values()
    ]
    kept = [rows.figure_values(figure) for figure in found if figure.reading is not None]
    if vehicles is not None:
        connection.exec_driver_sql(
            f"DELETE FROM figure WHERE vehicle {rows.LISTED} AND field {rows.LISTED}",
            (json.dumps([*cars]), json.dumps([*FORMULAS])),
        )
    if kept:
        connection.exec_driver_sql(rows.INSERT_FIGURE, kept)
    return len(kept)


def _vehicles(connection: Connection, keys: Sequence[str] | None, condition: str) -> dict[str, Vehicle]:
    """The vehicles that meet a condition on `keys`, all of them for None."""
    if keys is None:
        found = connection.exec_driver_sql(rows.VEHICLES)
    else:
        values = (json.dumps(keys),) * condition.count(rows.LISTED)
        found = connection.exec_driver_sql(f"{rows.VEHICLES} WHERE {condition}", values)
    return {row[0]: rows.vehicle(row, (), None) for row in found}


def _inputs(connection: Connection, vehicles: Iterable[str] | None) -> dict[str, dict[str, Figure]]:
    """The figures that formulas look at, by vehicle and field."""
    statement, values = f"{rows.FIGURES} WHERE field {rows.LISTED}", [json.dumps([*INPUT_FIELDS])]
    if vehicles is not None:
        statement, values = f"{statement} AND vehicle {rows.LISTED}", [*values, json.dumps([*vehicles])]
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in map(rows.figure, connection.exec_driver_sql(statement, tuple(values))):
        figures[figure.vehicle][figure.field] = figure
    return figures
