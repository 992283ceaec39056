"""What a search finds in the comparison: labels of rows, and figures as they are seen or as plain numbers."""

from dataclasses import dataclass

from carspec.core.folding import fold
from carspec.core.sheet import Cell, Row, Sheet
from carspec.gui.cell_texts import heading, lines


@dataclass(frozen=True, slots=True)
class Match:
    """A row whose label fits, or where `vehicle` is not None one of its cells; both by their keys."""

    field: str
    vehicle: str | None


def matches(sheet: Sheet, text: str) -> tuple[Match, ...]:
    """Every match in the order of reading. Case and accents do not count; no text finds nothing."""
    wanted = fold(text)
    if not wanted:
        return ()
    found: list[Match] = []
    for row in sheet.rows:
        if wanted in fold(heading(row)):
            found.append(Match(row.field.key, None))
        found += [
            Match(row.field.key, vehicle.key)
            for vehicle in sheet.vehicles
            if _fits(sheet.cell_of(row.field, vehicle), row, wanted)
        ]
    return tuple(found)


def _fits(cell: Cell, row: Row, wanted: str) -> bool:
    """Whether a figure fits, by any of its texts; a gap is no figure, so its reason is not searched."""
    if cell.missing is not None:
        return False
    seen = (line.text for line in lines(cell, row))
    return any(wanted in fold(text) for text in (cell.text_with_unit, *seen, cell.plain))
