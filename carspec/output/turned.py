"""A table turned round: its rows become its columns."""

from msgspec.structs import replace

from carspec.output.grid import Grid, GridRow, text_cell


def turned(grid: Grid, corner: str) -> Grid:
    """A table of cars side by side with the cars as rows; `corner` heads the column of their names.

    The groups of fields have no place over columns and are left out.
    """
    if not grid.columns:
        columns = zip(*(row.cells for row in grid.rows), strict=True)
        return replace(grid, rows=tuple(GridRow(None, cells) for cells in columns))
    heads, bodies = [row.cells[0].text for row in grid.rows], [row.cells[1:] for row in grid.rows]
    rows = (
        GridRow(None, (text_cell(name), *cells))
        for name, *cells in zip(grid.columns[1:], *bodies, strict=True)
    )
    return replace(grid, columns=(corner, *heads), rows=tuple(rows), names=(), lines_of_fields="column")
