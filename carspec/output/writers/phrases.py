"""Figures as prose has them: a phrase, the spec list of a car, and a comparison in plain sentences."""

from collections.abc import Sequence

from carspec.core.sheet import Sheet
from carspec.core.values import NUMERIC_KINDS
from carspec.output.grid import Grid, GridCell, GridRow, Options
from carspec.output.layouts import compare_grid
from carspec.output.verdict_marks import MISSING_TEXT

MOST_SENTENCES = 3
MEASURED = NUMERIC_KINDS - {"count", "year"}
TOLD_FIRST = (
    "power",
    "mass",
    "top_speed",
    "torque",
    "kerb_mass",
    "length",
    "acceleration_0_100_kmh",
    "price",
)
"""The fields that are told of where nobody chose any."""


def phrase(cell: GridCell, unit: str) -> str:
    """ "598 PS (440 kW; 590 hp)": a figure as a sentence takes it; `unit` is that of its row."""
    text = f"{cell.text} {unit}" if unit and cell.figure and not cell.unit else cell.brief
    limit = [cell.limited] if cell.limited in cell.notes else []
    brackets = "; ".join([*cell.brackets, *limit])
    return f"{text} ({brackets})" if brackets else text


def phrase_text(sheet: Sheet, options: Options) -> str:
    """One figure alone as its phrase; of several each on a line of its own, after what it is of."""
    grid = compare_grid(sheet, options)
    cars = list(zip(grid.names, range(len(grid.names)), strict=True))
    lines = []
    for row in grid.rows:
        for name, place in cars:
            cell = row.cells[place + 1]
            of = [row.label] if len(grid.rows) > 1 else []
            of += [name] if len(cars) > 1 else []
            told = _told(cell, row, ())
            lines.append(f"{', '.join(of)}: {told}" if of else told)
    return _with_sources(lines, grid)


def spec_text(sheet: Sheet, options: Options) -> str:
    """Each car as a list below its name: one line a figure, groups as headings, gaps left out."""
    grid = compare_grid(sheet, options)
    lines: list[str] = []
    for place, name in enumerate(grid.names, 1):
        lines += ["", name] if lines else [name]
        for group, rows in grid.grouped():
            known = [row for row in rows if not row.cells[place].missing]
            if known:
                lines += ["", group or ""]
            lines += [
                f"- {row.label}: {_told(row.cells[place], row, _more(row.cells[place]))}" for row in known
            ]
    return _with_sources(lines, grid)


def sentences_text(sheet: Sheet, options: Options) -> str:
    """The comparison in two or three sentences, one a field: the first measured fields of the Sheet, or,
    where nobody chose the fields, those readers ask for first. The last one names what sources dispute."""
    grid = compare_grid(sheet, options)
    cells = {row.field.key: [sheet.cell_of(row.field, v) for v in sheet.vehicles] for row in sheet.rows}
    measured = {row.field.key for row in sheet.rows if row.field.kind in MEASURED}
    rows = [row for row in grid.rows if row.field in measured and any(not c.missing for c in row.cells[1:])]
    if sheet.query.fields is None:
        rank = {key: place for place, key in enumerate(TOLD_FIRST)}
        rows = sorted((row for row in rows if row.field in rank), key=lambda row: rank[row.field]) or rows
    spreads = {
        row.field: [
            f"{cell.spread} {cell.unit or ''}".strip() + f" for the {name}"
            for name, cell in zip(grid.names, cells[row.field], strict=True)
            if cell.spread
        ]
        for row in rows[:MOST_SENTENCES]
    }
    told = rows[: MOST_SENTENCES - 1] if any(spreads.values()) else rows[:MOST_SENTENCES]
    sentences = [_sentence(row, grid.names) for row in told]
    disputed = [f"{row.label.lower()} {_joined(spreads[row.field])}" for row in told if spreads[row.field]]
    sentences += [f"Sources differ: {'; '.join(disputed)}."] if disputed else []
    return _with_sources([" ".join(sentences) or "No figure of these cars is known."], grid)


def _sentence(row: GridRow, names: Sequence[str]) -> str:
    """ "Power is 598 PS for the Aurus and 612 PS for the Mercedes-Benz; no figure is known for the BMW." """
    cells = list(zip(names, row.cells[1:], strict=True))
    held = [f"{_told(cell, row, ())} for the {name}" for name, cell in cells if not cell.missing]
    gaps = [f"the {name}" for name, cell in cells if cell.missing]
    gap = f"; no figure is known for {_joined(gaps)}" if gaps else ""
    return f"{row.label} is {_joined(held)}{gap}."


def _told(cell: GridCell, row: GridRow, notes: Sequence[str]) -> str:
    if cell.missing:
        return f"{MISSING_TEXT} ({cell.notes[0]})"
    more = f", {', '.join(notes)}" if notes else ""
    return phrase(cell, row.unit) + more + (f" [{cell.source}]" if cell.source else "")


def _more(cell: GridCell) -> list[str]:
    """The notes that a phrase does not hold already."""
    return [note for note in cell.notes if note != cell.limited]


def _joined(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join([*([", ".join(parts[:-1])] if len(parts) > 1 else []), *parts[-1:]])


def _with_sources(lines: list[str], grid: Grid) -> str:
    listed = [f"[{number}] {source.line}" for number, source in enumerate(grid.sources, 1)]
    return "\n".join([*lines, *(["", *listed, "", grid.footer[-1]] if listed else [])]) + "\n"
