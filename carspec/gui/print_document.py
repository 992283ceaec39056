"""The comparison as a document for the printer: tables of a few cars, then the legend and the sources."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from carspec.core.sheet import Sheet
from carspec.output.grid import Grid, GridCell, Options
from carspec.output.layouts import compare_grid
from carspec.output.palette import LIGHT

MOST_CARS = 6
"""So many columns of figures can be read on one sheet of paper laid on its side."""
POINTS, SMALL, TITLE = 9.0, 7.5, 14.0
LABEL_SHARE = 20
"""Per cent of the width for the names of the fields."""


def print_document(sheet: Sheet, family: str) -> QTextDocument:
    """A document in the colours of the light theme, in a font family; the printer gives it its pages."""
    document = QTextDocument()
    font = QFont(family)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    grid = compare_grid(sheet, Options(sources=True))
    cars = len(sheet.vehicles)
    title = f"{cars} cars compared" if cars > 1 else grid.columns[1]
    _paragraph(cursor, title, TITLE, bold=True, first=True)
    for columns in _parts(len(grid.columns) - 1):
        _Table(grid, columns).put(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.End)
    footer = [*grid.footer]
    if any(cell.best for row in grid.rows for cell in row.cells):
        footer.insert(0, grid.best_words)
    for sentence in footer:
        _paragraph(cursor, sentence, SMALL)
    _paragraph(cursor, "Sources", POINTS, bold=True, space=10)
    for number, source in enumerate(grid.sources, start=1):
        _paragraph(cursor, f"{number}  {source.line}", SMALL, space=1)
    return document


def _parts(cars: int) -> Iterator[Sequence[int]]:
    """The columns of each table, the cars shared out evenly."""
    tables = -(-cars // MOST_CARS)
    each = -(-cars // max(tables, 1))
    for first in range(1, cars + 1, max(each, 1)):
        yield range(first, min(first + each, cars + 1))


def _paragraph(
    cursor: QTextCursor,
    text: str,
    points: float,
    bold: bool = False,
    space: float = 4,
    first: bool = False,
) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(0 if first else space)
    letters = _letters(points, LIGHT.text if bold else LIGHT.muted, bold)
    if first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    cursor.insertText(text, letters)


def _letters(points: float, colour: str, bold: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setForeground(QColor(colour))
    letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return letters


class _Table:
    """One table of some of the cars; its head comes again on each page."""

    def __init__(self, grid: Grid, columns: Sequence[int]) -> None:
        self._grid, self._columns = grid, columns
        self._lines: list[tuple[str | None, tuple[GridCell, ...]]] = []
        group = None
        for row in grid.rows:
            if row.group != group:
                group = row.group
                self._lines.append((group, ()))
            self._lines.append((None, (row.cells[0], *(row.cells[place] for place in columns))))

    def put(self, cursor: QTextCursor) -> None:
        """Insert it where the cursor is."""
        count = len(self._columns) + 1
        table = cursor.insertTable(len(self._lines) + 1, count, self._format(count))
        head = (self._grid.columns[0], *(self._grid.columns[place] for place in self._columns))
        for column, name in enumerate(head):
            self._cell(table, 0, column).insertText(name, _letters(POINTS, LIGHT.text, bold=True))
            _edge(table, 0, column, LIGHT.text, 1)
        for line, (group, cells) in enumerate(self._lines, start=1):
            if group is not None:
                table.mergeCells(line, 0, 1, count)
                self._cell(table, line, 0).insertText(group, _letters(POINTS, LIGHT.accent, bold=True))
                _edge(table, line, 0, LIGHT.line_strong, 0.5)
                continue
            for column, cell in enumerate(cells):
                self._fill(self._cell(table, line, column), cell, label=column == 0)
                _edge(table, line, column, LIGHT.line, 0.5)

    def _format(self, count: int) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setHeaderRowCount(1)
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellPadding(3)
        form.setCellSpacing(0)
        form.setTopMargin(8)
        form.setBottomMargin(4)
        percent = QTextLength.Type.PercentageLength
        form.setWidth(QTextLength(percent, 100))
        share = (100 - LABEL_SHARE) / (count - 1)
        form.setColumnWidthConstraints(
            [QTextLength(percent, LABEL_SHARE), *(QTextLength(percent, share) for _ in range(count - 1))]
        )
        return form

    def _cell(self, table: QTextTable, row: int, column: int) -> QTextCursor:
        return table.cellAt(row, column).firstCursorPosition()

    def _fill(self, cursor: QTextCursor, cell: GridCell, label: bool) -> None:
        """The figure with its mark and the number of its source, then what stands below it."""
        colour = LIGHT.muted if cell.missing else LIGHT.text
        cursor.insertText(cell.brief, _letters(POINTS, colour, bold=cell.best))
        if cell.mark:
            cursor.insertText(f" {cell.mark.shape}", _letters(POINTS, cell.mark.colour_in(LIGHT)))
        if cell.source:
            raised = _letters(SMALL, LIGHT.muted)
            raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(f" {cell.source}", raised)
        below = [", ".join(cell.brackets)] if cell.brackets else []
        for text in () if label else (*below, *cell.notes):
            cursor.insertText("\u2028" + text, _letters(SMALL, LIGHT.muted))


def _edge(table: QTextTable, row: int, column: int, colour: str, width: float) -> None:
    """A line below a cell."""
    cell = table.cellAt(row, column)
    form = cell.format().toTableCellFormat()
    form.setBottomBorder(width)
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(QBrush(QColor(colour)))
    cell.setFormat(form)
