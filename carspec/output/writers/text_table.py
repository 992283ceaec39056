"""Tables for the terminal: aligned text that fits its width, long cells wrapped, many cars in blocks."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from carspec.output.grid import Grid, GridCell, GridRow, Options
from carspec.output.plain_text import columns, pad, wrap

GAP = "  "
MOST_LABEL = 44
LEAST_CELL = 14


Lines = tuple[str, ...]
"""What stands in a cell, line by line."""


def text_table(grid: Grid, options: Options) -> str:
    """The table as text of at most `options.width` columns (wider only where a single word is)."""
    head: tuple[Lines, ...] = tuple((name,) for name in grid.columns)
    rows = [head, *(tuple(map(eye_lines, row.cells)) for row in grid.rows)]
    columns_ = [_Column(cells) for cells in zip(*rows, strict=True)]
    least = [columns_[0].least(MOST_LABEL), *(column.least(LEAST_CELL) for column in columns_[1:])]
    blocks = [
        _block(grid, columns_, (0, *places), least, options.width) for places in _split(least, options.width)
    ]
    return "\n\n".join([*blocks, *_closing(grid, options.width)]) + "\n"


def eye_lines(cell: GridCell) -> Lines:
    """What stands in a cell, line by line: the figure with its mark, the other units, the notes."""
    first = [text for text in (cell.brief, cell.mark.shape if cell.mark else "") if text]
    if cell.best:
        first.append("best")
    if cell.source:
        first.append(f"[{cell.source}]")
    other = (f"({', '.join(cell.brackets)})",) if cell.brackets else ()
    return (" ".join(first), *other, *cell.rare_notes)


def spec_sheet(grid: Grid, options: Options) -> str:
    """The spec sheet of one car: under each figure the sentence that explains it.

    `grid` is a `show_grid` with a unit column: label, unit, figure, verdict, voices, explanation.
    """
    width = min(options.width, 100)
    margin = min(max((columns(row.cells[0].text) for row in grid.rows), default=0), 24) + 4
    parts, group = [grid.title], None
    for row in grid.rows:
        if row.group != group:
            group = row.group
            parts += ["", group or ""]
        parts += _spec(row, margin, width)
    return "\n".join(parts) + "\n\n" + "\n\n".join(_closing(grid, width)) + "\n"


def _spec(row: GridRow, margin: int, width: int) -> list[str]:
    label, unit, figure, verdict, _, why = row.cells
    shown = f"{figure.brief} {unit.text}" if unit.text and not figure.missing else figure.brief
    if figure.brackets:
        shown += f" ({', '.join(figure.brackets)})"
    if figure.mark:
        shown += f"  {figure.mark.shape} {verdict.text}"
    if figure.source:
        shown += f" [{figure.source}]"
    notes = () if figure.missing else figure.notes
    lines = [
        line for text in (shown, *notes, why.text) for line in wrap(text, max(width - margin, LEAST_CELL))
    ]
    labels = wrap(label.text, margin - 4)
    labels += [""] * (len(lines) - len(labels))
    lines += [""] * (len(labels) - len(lines))
    return [f"  {pad(left, margin - 2)}{line}".rstrip() for left, line in zip(labels, lines, strict=True)]


def _split(least: Sequence[int], width: int) -> list[tuple[int, ...]]:
    """The columns after the first, in as many blocks as it takes for each to have its least width."""
    blocks: list[tuple[int, ...]] = []
    room = 0
    for place in range(1, len(least)):
        need = len(GAP) + least[place]
        if not blocks or need > room:
            blocks.append(())
            room = width - least[0]
        blocks[-1] += (place,)
        room -= need
    return blocks or [()]


class _Column:
    """One column with its head: cells that are alike, as most are in a long list, are measured and wrapped
    once."""

    def __init__(self, cells: Sequence[Lines]) -> None:
        self.cells = cells
        self._different = dict.fromkeys(cells)

    @cached_property
    def natural(self) -> int:
        """The width of its longest line."""
        return max(map(columns, {line for cell in self._different for line in cell}))

    def least(self, most: int) -> int:
        """The width of its longest word, within reason."""
        words = {word for cell in self._different for line in cell for word in line.split(" ")}
        return min(max(map(columns, words)), most)

    def laid_out(self, width: int, *, right: bool) -> Iterator[list[str]]:
        """The lines of each cell, wrapped and filled to a width."""
        laid = {
            cell: [pad(line, width, right=right) for text in cell for line in wrap(text, width)]
            for cell in self._different
        }
        return (laid[cell] for cell in self.cells)


def _widths(columns_: Sequence[_Column], least: Sequence[int], width: int) -> list[int]:
    """Natural widths where they fit; else the least ones and an even share of the room left."""
    found = [min(size, column.natural) for size, column in zip(least, columns_, strict=True)]
    room = width - len(GAP) * (len(columns_) - 1) - sum(found)
    while room > 0 and (growing := [i for i, column in enumerate(columns_) if found[i] < column.natural]):
        narrowest = min(growing, key=lambda i: found[i])
        found[narrowest] += 1
        room -= 1
    return found


def _block(
    grid: Grid, columns_: Sequence[_Column], places: Sequence[int], least: Sequence[int], width: int
) -> str:
    shown = [columns_[place] for place in places]
    widths = _widths(shown, [least[place] for place in places], width)
    right = [place in grid.numeric for place in places]
    laid = [c.laid_out(size, right=r) for c, size, r in zip(shown, widths, right, strict=True)]
    head, *body = (_lines(cells, widths) for cells in zip(*laid, strict=True))
    lines = [*head, "─" * (sum(widths) + len(GAP) * (len(widths) - 1))]
    group = None
    for row, told in zip(grid.rows, body, strict=True):
        if row.group and row.group != group:
            lines += [row.group.upper()] if group is None else ["", row.group.upper()]
            group = row.group
        lines += told
    return "\n".join(lines)


def _lines(cells: Sequence[list[str]], widths: Sequence[int]) -> list[str]:
    """The lines of a row, of cells that are filled to their widths."""
    height = max(map(len, cells))
    filled = [lines + [" " * size] * (height - len(lines)) for lines, size in zip(cells, widths, strict=True)]
    return [GAP.join(line).rstrip() for line in zip(*filled, strict=True)]


def _closing(grid: Grid, width: int) -> list[str]:
    sentences = [grid.gap_words, *grid.footer] if grid.has_common_gap() else grid.footer
    footer = ["\n".join(wrap(sentence, width)) for sentence in sentences]
    if grid.sources:
        numbered = (f"[{number}] {source.line}" for number, source in enumerate(grid.sources, 1))
        footer.append("\n".join(line for source in numbered for line in wrap(source, width)))
    return footer
