"""What a cell of the comparison says, line by line, in its tooltip and to a screen reader."""

import textwrap
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from carspec.core.sheet import Cell, Row
from carspec.core.values import MissingReason, Vehicle, Verdict
from carspec.output.verdict_marks import MISSING_TEXT, mark_of


class Tone(Enum):
    """What a line of a cell is, which decides its font and colour."""

    VALUE = "value"
    TEXT = "text"
    BEST = "best"
    MISSING = "missing"
    DETAIL = "detail"
    DIFFERENCE = "difference"
    SPREAD = "spread"


class Line(NamedTuple):
    """A line of a cell; `suffix` follows in small type where there is room, else below."""

    tone: Tone
    text: str
    suffix: str = ""


TOOLTIP_LETTERS = 72
"""Letters after which a line of a tooltip is broken, as Qt breaks none."""


def lines(cell: Cell, row: Row, narrow: bool = False) -> tuple[Line, ...]:
    """The lines of a cell, the figure first; in a `narrow` column without the other units of the profile, the
    commonest of all reasons for a gap, and the word before the span of the claims."""
    if cell.missing is not None:
        plain = narrow and cell.missing.reason is MissingReason.NO_CLAIM
        return (Line(Tone.MISSING, MISSING_TEXT, "" if plain else cell.missing.text),)
    own_unit = f" {cell.unit}" if cell.unit and cell.unit != row.unit else ""
    tone = Tone.BEST if cell.best else Tone.TEXT if cell.number is None else Tone.VALUE
    found = [Line(tone, cell.text + own_unit, "best" if cell.best else "")]
    if cell.secondary and not narrow:
        found.append(Line(Tone.DETAIL, " · ".join(cell.secondary)))
    found += [Line(Tone.DETAIL, text) for text in reservations(cell)]
    if cell.difference:
        found.append(Line(Tone.DIFFERENCE, cell.difference.replace(" %", "\N{NO-BREAK SPACE}%")))
    if cell.spread:
        found.append(Line(Tone.SPREAD, cell.spread if narrow else f"claims {cell.spread}"))
    return tuple(found)


def reservations(cell: Cell) -> list[str]:
    """What limits a figure: a limiter, and the condition under which it holds."""
    found = ["limited"] if cell.qualifier == "limited" else []
    if cell.claim is not None and cell.claim.condition:
        found.append(cell.claim.condition)
    return found


def verdict_sentence(cell: Cell) -> str:
    """ "conflict: 13 of 19 publishers agree", or why there is no figure."""
    if cell.missing is not None:
        return f"no figure: {cell.missing.text}"
    mark = mark_of(cell)
    if mark is None or cell.verdict is None:
        return f"{mark.text}: {mark.meaning}" if mark else ""
    if cell.verdict is Verdict.CONFLICT:
        told = f"{_supporters(cell)} agree" if cell.support > 1 else f"{_supporters(cell)} states it"
    elif cell.verdict is Verdict.AGREE:
        told = f"{_supporters(cell)} state it"
    else:
        told = mark.meaning if cell.voices == 1 else f"{mark.meaning} ({_supporters(cell)})"
    return f"{mark.text}: {told}"


def tooltip(cell: Cell, row: Row, vehicle: Vehicle, source: str) -> str:
    """The whole cell in lines: field and car, every text of the figure, the verdict, the source shown."""
    said = [f"{row.label}, {vehicle.name}"]
    first, *others = lines(cell, row)
    if cell.missing is None:  # here no label of a row says the unit
        first = first._replace(text=cell.text_with_unit)
    for line in (first, *others):
        said.append(" ".join(part for part in (line.text, line.suffix) if part))
    if cell.missing is None:
        said.append(verdict_sentence(cell))
        said.append(f"Figure as stated by {source}" if source else "")
    said += [conversion.explanation for conversion in cell.conversions]
    return "\n".join(textwrap.fill(line, TOOLTIP_LETTERS) for line in said if line)


def spoken(cell: Cell, row: Row, vehicle: Vehicle) -> str:
    """A cell for a screen reader: "Power, Aurus Senat: 598 PS, best, conflict, sources say 400–862"."""
    if cell.missing is not None:
        return f"{row.label}, {vehicle.name}: no figure, {cell.missing.text}"
    parts: Sequence[str | None] = (
        cell.text_with_unit,
        *cell.secondary,
        *reservations(cell),
        "best" if cell.best else None,
        f"difference {cell.difference}" if cell.difference else None,
        mark.text if (mark := mark_of(cell)) else None,
        f"sources say {cell.spread}" if cell.spread else None,
    )
    return f"{row.label}, {vehicle.name}: {', '.join(part for part in parts if part)}"


def _supporters(cell: Cell) -> str:
    """ "13 of 19 publishers", "all 5 publishers"."""
    if cell.support < cell.voices:
        return f"{cell.support} of {cell.voices} publishers"
    return {1: "one publisher", 2: "both publishers"}.get(cell.voices, f"all {cell.voices} publishers")
