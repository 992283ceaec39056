"""Tables for programs: comma and tab separated values with plain numbers and harmless text."""

import csv
import io

from carspec.output.grid import Grid, GridCell, Options

FORMULA_STARTS = ("=", "+", "-", "@")


def harmless(cell: GridCell) -> str:
    """The plain text; one that a spreadsheet would run as a formula gets an apostrophe, a number never."""
    if cell.missing:
        return ""
    if cell.number is None and cell.plain.startswith(FORMULA_STARTS):
        return "'" + cell.plain
    return cell.plain


def csv_text(grid: Grid, options: Options) -> str:
    """Comma separated, with quotes where RFC 4180 needs them; lines end in a line feed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_lines(grid))
    return out.getvalue()


def tsv_text(grid: Grid, options: Options) -> str:
    """Tab separated; no cell of a Grid holds a tab or a line end, so that nothing needs quotes."""
    return "".join("\t".join(line) + "\n" for line in _lines(grid))


def _lines(grid: Grid) -> list[list[str]]:
    lines = [[harmless(cell) for cell in row.cells] for row in grid.rows]
    return [[harmless(GridCell(name, name)) for name in grid.columns], *lines] if grid.columns else lines
