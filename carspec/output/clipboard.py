"""A part of a Sheet as the clipboard carries it: HTML, tab separated values and plain text at once."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from carspec.core.sheet import Cell, Row, Sheet
from carspec.core.values import Vehicle
from carspec.output.grid import Grid, GridCell, GridRow, Options, text_cell
from carspec.output.layouts import compare_grid, headings
from carspec.output.turned import turned
from carspec.output.writers.delimited import clipboard_text
from carspec.output.writers.html import html_table

_PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
    "<body>{table}</body></html>"
)


class CopyOptions(NamedTuple):
    """What a copy carries besides the figures.

    `headers`: names of the cars, labels of the fields and their units; `secondary`: the other units of the
    profile in brackets; `marks`: verdict marks, the span of the sources and the differences to the baseline.
    """

    headers: bool = False
    secondary: bool = True
    marks: bool = False


class CopiedTexts(NamedTuple):
    """The forms of one copy. A single cell has no HTML, so that it is pasted into a sentence as text."""

    html: str | None
    tsv: str | None
    plain: str


def copied(
    sheet: Sheet,
    rows: Sequence[Row],
    vehicles: Sequence[Vehicle],
    options: CopyOptions,
    selected: Collection[tuple[str, str]] | None = None,
) -> CopiedTexts:
    """The cells of some rows and cars, in the order given; both must be those of the Sheet.

    `selected` names the cells (field, vehicle) that are wanted, None all; the others stay empty, so that what
    is pasted keeps its shape. HTML shows 5,469 and carries 5469, the other forms have 5469.
    """
    bare = Options(secondary=options.secondary, marks=options.marks, fairness=False)
    whole = compare_grid(sheet, bare)
    alone = len(rows) == len(vehicles) == 1
    places = {vehicle.key: place for place, vehicle in enumerate(sheet.vehicles, 1)}
    lines = {row.field.key: line for row, line in zip(sheet.rows, whole.rows, strict=True)}
    made = []
    for row in rows:
        cells = [
            _cell(
                sheet.cell_of(row.field, vehicle),
                lines[row.field.key].cells[places[vehicle.key]],
                options,
                alone,
            )
            if selected is None or (row.field.key, vehicle.key) in selected
            else text_cell("")
            for vehicle in vehicles
        ]
        label = [text_cell(row.label_with_unit)] if options.headers else []
        made.append(GridRow(None, (*label, *cells)))
    names = dict(zip((vehicle.key for vehicle in sheet.vehicles), headings(sheet.vehicles), strict=True))
    columns = (
        (sheet.labels.word("Field"), *(names[vehicle.key] for vehicle in vehicles)) if options.headers else ()
    )
    grid = Grid(
        title="",
        columns=columns,
        rows=tuple(made),
        names=columns[1:],
        locale=sheet.profile.locale,
        labels=sheet.labels,
    )
    if sheet.query.transposed:
        grid = turned(grid, sheet.labels.word("Car"))
    tsv = clipboard_text(grid)
    if alone and not options.headers:
        return CopiedTexts(None, tsv, tsv)
    return CopiedTexts(_PAGE.format(table=html_table(grid, caption=False)), tsv, tsv)


def _cell(cell: Cell, made: GridCell, options: CopyOptions, alone: bool) -> GridCell:
    """A cell of a copy: the reason of a gap and a limit of the figure stay, the rest only where asked for.
    A long list of values is whole only where it is copied alone."""
    if made.values:
        made = replace(made, values=(), short="") if alone else replace(made, plain=made.brief)
    if cell.missing is not None:
        return replace(made, notes=())
    if options.marks:
        return made
    return replace(made, notes=(made.limited,) if made.limited else (), best=False)
