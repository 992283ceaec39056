"""What the head of a car's column says: its ratings, and the whole of it in a tooltip."""

import textwrap

from carspec.core.names import label
from carspec.core.sheet import Sheet
from carspec.core.values import Vehicle
from carspec.gui.cell_texts import TOOLTIP_LETTERS

RATING_FIELDS = ("ballistic_rating", "blast_rating")
NOT_RATED = "no rating in the data"


def ratings(sheet: Sheet, vehicle: Vehicle) -> list[str]:
    """The ratings of a car as the Sheet words them; none where none is known."""
    fields = (sheet.library.fields[key] for key in RATING_FIELDS if key in sheet.library.fields)
    cells = [sheet.cell_of(field, vehicle) for field in fields]
    return [cell.text for cell in cells if cell.missing is None]


def tooltip(sheet: Sheet, vehicle: Vehicle) -> str:
    """Everything a narrow head may cut, in lines: name, body style, ratings and the other names."""
    said = (
        label(vehicle),
        vehicle.body_style or "",
        ", ".join(ratings(sheet, vehicle)) or NOT_RATED,
        f"Also called: {', '.join(vehicle.names)}" if vehicle.names else "",
    )
    return "\n".join(textwrap.fill(line, TOOLTIP_LETTERS) for line in said if line)
