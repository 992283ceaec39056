"""Tables for the terminal: aligned text that fits its width, long cells wrapped, many cars in blocks."""

from collections.abc import Sequence

from carspec.output.grid import COMMON_GAP, Grid, GridCell, GridRow, Options
from carspec.output.plain_text import columns, pad, wrap
from carspec.output.verdict_marks import MISSING_TEXT

GAP = "  "
MOST_LABEL = 44
LEAST_CELL = 14


def text_table(grid: Grid, options: Options) -> str:
    """The table as text of at most `options.width` columns (wider only where a single word is)."""
    cells = [[eye_lines(cell) for cell in row.cells] for row in grid.rows]
    head = [[name] for name in grid.columns]
    least = _least([head, *cells])
    blocks = [
        _block(grid, [head, *cells], (0, *places), least, options.width)
        for places in _split(least, options.width)
    ]
    return "\n\n".join([*blocks, *_closing(grid, options.width)]) + "\n"


def eye_lines(cell: GridCell) -> list[str]:
    """What stands in a cell, line by line: the figure with its mark, the other units, the notes."""
    first = [text for text in (cell.brief, cell.mark.shape if cell.mark else "") if text]
    if cell.best:
        first.append("best")
    if cell.source:
        first.append(f"[{cell.source}]")
    lines = [" ".join(first)]
    if cell.brackets:
        lines.append(f"({', '.join(cell.brackets)})")
    return [*lines, *cell.rare_notes]


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


def _least(rows: Sequence[Sequence[list[str]]]) -> list[int]:
    """The least width of each column: its longest word, within reason."""
    words = [
        max(map(columns, {word for row in rows for line in row[place] for word in line.split(" ")}))
        for place in range(len(rows[0]))
    ]
    return [min(words[0], MOST_LABEL), *(min(word, LEAST_CELL) for word in words[1:])]


def _widths(
    rows: Sequence[Sequence[list[str]]], places: Sequence[int], least: Sequence[int], width: int
) -> list[int]:
    """Natural widths where they fit; else the least ones and an even share of the room left."""
    natural = [max(columns(line) for row in rows for line in row[place]) for place in places]
    found = [min(least[place], size) for place, size in zip(places, natural, strict=True)]
    room = width - len(GAP) * (len(places) - 1) - sum(found)
    while room > 0 and (growing := [i for i, size in enumerate(natural) if found[i] < size]):
        narrowest = min(growing, key=lambda i: found[i])
        found[narrowest] += 1
        room -= 1
    return found


def _block(
    grid: Grid,
    rows: Sequence[Sequence[list[str]]],
    places: Sequence[int],
    least: Sequence[int],
    width: int,
) -> str:
    widths = _widths(rows, places, least, width)
    head, *body = ([row[place] for place in places] for row in rows)
    right = [place in grid.numeric for place in places]
    lines = [*_lines(head, widths, right), "─" * (sum(widths) + len(GAP) * (len(widths) - 1))]
    group = None
    for row, cells in zip(grid.rows, body, strict=True):
        if row.group and row.group != group:
            lines += [row.group.upper()] if group is None else ["", row.group.upper()]
            group = row.group
        lines += _lines(cells, widths, right)
    return "\n".join(lines)


def _lines(cells: Sequence[list[str]], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    wrapped = [
        [line for text in cell for line in wrap(text, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, wrapped))
    filled = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [
        GAP.join(pad(text, size, right=r) for text, size, r in zip(line, widths, right, strict=True)).rstrip()
        for line in zip(*filled, strict=True)
    ]


def _closing(grid: Grid, width: int) -> list[str]:
    gaps = any(cell.notes != cell.rare_notes for row in grid.rows for cell in row.cells)
    sentences = [f"{MISSING_TEXT} {COMMON_GAP}.", *grid.footer] if gaps else grid.footer
    footer = ["\n".join(wrap(sentence, width)) for sentence in sentences]
    if grid.sources:
        numbered = (f"[{number}] {source.line}" for number, source in enumerate(grid.sources, 1))
        footer.append("\n".join(line for source in numbered for line in wrap(source, width)))
    return footer
