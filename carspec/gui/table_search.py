"""What a search finds in the comparison: names of cars, labels of rows, and figures in any writing."""

from collections.abc import Iterable
from typing import NamedTuple

from carspec.core.folding import fold
from carspec.core.revealing import left_out
from carspec.core.sheet import Cell, Row, Sheet
from carspec.gui.cell_texts import lines


class Match(NamedTuple):
    """A cell by the keys of its field and its car; without a car the label of the field, without a field the
    name of the car."""

    field: str | None
    vehicle: str | None


def matches(sheet: Sheet, text: str) -> tuple[Match, ...]:
    """Every match in the order of reading. Case and accents do not count; no text finds nothing."""
    wanted = fold(text)
    if not wanted:
        return ()
    found = [Match(None, car.key) for car in sheet.vehicles if wanted in fold(car.name)]
    found += _in_rows(sheet, sheet.rows, wanted)
    if sheet.query.transposed:
        order = [None, *(car.key for car in sheet.vehicles)]
        found.sort(key=lambda match: order.index(match.vehicle))
    return tuple(found)


def hidden_matches(sheet: Sheet, text: str) -> tuple[Match, ...]:
    """What would be found in the rows that are not shown."""
    wanted = fold(text)
    return tuple(_in_rows(sheet, map(sheet.row_of, left_out(sheet)), wanted)) if wanted else ()


def _in_rows(sheet: Sheet, rows: Iterable[Row], wanted: str) -> list[Match]:
    found: list[Match] = []
    for row in rows:
        if wanted in fold(row.label_with_unit):
            found.append(Match(row.field.key, None))
        found += [
            Match(row.field.key, vehicle.key)
            for vehicle in sheet.vehicles
            if _fits(sheet.cell_of(row.field, vehicle), row, wanted)
        ]
    return found


def _fits(cell: Cell, row: Row, wanted: str) -> bool:
    """Whether a figure fits, by any of its texts; a gap is no figure, so its reason is not searched."""
    if cell.missing is not None:
        return False
    seen = (line.text for line in lines(cell, row))
    return any(wanted in fold(text) for text in (cell.text_with_unit, *seen, cell.plain))
