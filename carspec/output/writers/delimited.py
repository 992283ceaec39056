"""Tables for programs: separated values with plain numbers, harmless text and a column of notes."""

import csv
import io
import re

from carspec.core.values import MissingReason
from carspec.output.grid import Grid, GridCell, GridRow, Options, text_cell

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula, also in the wide forms of East Asian text."""
BOM = "\ufeff"
NOTES = "Notes"

_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class Bare(str):
    """A number as text, which the csv module leaves without quotes, as it can be read as a number."""

    def __float__(self) -> float:
        return float(self.replace(",", "."))


def csv_text(grid: Grid, options: Options) -> str:
    """Comma separated after RFC 4180, lines ending in a line feed: texts stand in quotes, numbers do not.

    What a reader must know besides the numbers ("about", a condition, the span of the claims, the number of
    the source) stands in the last column, so that nothing is lost and numbers stay numbers. The sources,
    where asked for, follow below an empty line.
    """
    form = options.delimited
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=form.separator, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows(_lines(grid, form.decimal))
    return (BOM if form.bom else "") + out.getvalue()


def tsv_text(grid: Grid, options: Options) -> str:
    """Tab separated, columns and notes as in `csv_text`; no cell of a Grid holds a tab or a line end, so that
    nothing needs quotes."""
    form = options.delimited
    text = "".join("\t".join(line) + "\n" for line in _lines(grid, form.decimal))
    return (BOM if form.bom else "") + text


def clipboard_text(grid: Grid) -> str:
    """Tab separated for a paste: the cells alone, "about" in front of its number, no last line end."""
    lines = [[harmless(cell, worded=True) for cell in row.cells] for row in grid.rows]
    return "\n".join("\t".join(line) for line in _with_head(grid, lines))


def harmless(cell: GridCell, decimal: str = ".", *, worded: bool = False) -> str:
    """The plain text; one that a spreadsheet would run as a formula gets an apostrophe, a number never."""
    if cell.missing:
        return ""
    if cell.figure:
        text = (cell.worded if worded else cell.plain).replace(".", decimal)
        if _NUMBER.fullmatch(text):
            return Bare(text)
    else:
        text = cell.plain
    dangerous = text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return "'" + text if dangerous else text


def _lines(grid: Grid, decimal: str) -> list[list[str]]:
    lines = [[harmless(cell, decimal) for cell in row.cells] for row in grid.rows]
    notes = [row_notes(grid, row) for row in grid.rows]
    if not grid.columns or not (grid.names or any(notes)):
        return _with_head(grid, lines)
    lines = [[*line, harmless(text_cell(note))] for line, note in zip(lines, notes, strict=True)]
    cited = [[f"[{number}]", source.text, source.url or ""] for number, source in enumerate(grid.sources, 1)]
    width = len(grid.columns) + 1
    below = [[], *cited, *([sentence] for sentence in grid.footer)] if cited else []
    padded = ([*map(_safe, line), *[""] * (width - len(line))] for line in below)
    return [*_with_head(grid, lines, NOTES), *padded]


def _with_head(grid: Grid, lines: list[list[str]], *more: str) -> list[list[str]]:
    return [[*map(_safe, grid.columns), *more], *lines] if grid.columns else lines


def _safe(text: str) -> str:
    return harmless(text_cell(text))


def row_notes(grid: Grid, row: GridRow) -> str:
    """ "Cadillac One: over, claims 4500–10200 [3]; BMW 760i: limited"."""
    said = []
    for name, cell in zip(grid.columns, row.cells, strict=True):
        words = [cell.qualifier] if cell.qualifier else []
        words += [note for note in cell.notes if note != MissingReason.NO_CLAIM]
        text = ", ".join(words) + (f" [{cell.source}]" if cell.source else "")
        if text:
            said.append(f"{name}: {text.strip()}")
    return "; ".join(said)
