"""Wikitables as an encyclopedia wants them: caption, scope, {{convert}}, and named references."""

from carspec.output.grid import Grid, GridCell, GridRow, Options
from carspec.output.writers.wikitext import References, comment, escaped, figure, line


def mediawiki_text(grid: Grid, options: Options) -> str:
    """The table; the sentences of the footer follow as one comment, which readers of the article never see.

    Units stand beside each figure, because {{convert}} starts from the unit that each source stated.
    """
    references = References(grid.sources)
    lines = ['{| class="wikitable"', f"|+ {line(grid.title)}", "|-"]
    lines += [f'! scope="col" | {escaped(name)}' for name in grid.columns]
    for group, rows in grid.grouped():
        if group:
            lines += ["|-", f'! scope="rowgroup" colspan="{len(grid.columns)}" | {escaped(group)}']
        for row in rows:
            lines += ["|-", *_row(row, references)]
    return "\n".join([*lines, "|}", *([comment(grid)] if grid.footer else [])]) + "\n"


def _row(row: GridRow, references: References) -> list[str]:
    head, *cells = row.cells
    name = row.label or head.text
    return [f'! scope="row" | {escaped(name)}', *(_cell(cell, row.unit, references) for cell in cells)]


def _cell(cell: GridCell, unit: str, references: References) -> str:
    text = figure(cell, unit)
    text = f"'''{text}'''" if cell.best else text
    text += f" {cell.mark.shape}" if cell.mark else ""
    text += references.to(cell.source)
    text += "".join(f"<br /><small>{escaped(note)}</small>" for note in cell.notes)
    return f'| style="text-align:right" | {text}' if cell.figure else f"| {text}"
