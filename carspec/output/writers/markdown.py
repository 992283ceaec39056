"""GitHub Markdown tables."""

import re
from collections.abc import Iterable

from carspec.output.citations import Citation
from carspec.output.grid import Grid, GridCell, Options

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&#]")
_BLOCK_START = re.compile(r"^(\d*)([-+.)=])")


def escaped(text: str) -> str:
    """The text as itself: no emphasis, link, entity, HTML tag, formula or cell border comes of it."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def markdown_text(grid: Grid, options: Options) -> str:
    """A heading, the table, its footer, and the sources as a numbered list."""
    parts = [f"### {escaped(grid.title)}", _table(grid)]
    footer = [*grid.footer]
    if grid.has_best():
        footer.insert(0, grid.best_words)
    parts += [_line(sentence) for sentence in footer]
    if grid.sources:
        parts.append("\n".join(f"{n}. {_source(source)}" for n, source in enumerate(grid.sources, 1)))
    return "\n\n".join(parts) + "\n"


def _table(grid: Grid) -> str:
    rules = ("---:" if place in grid.numeric else ":---" for place in range(len(grid.columns)))
    lines = [_row(map(escaped, grid.columns)), _row(rules)]
    group = None
    for row in grid.rows:
        if row.group and row.group != group:
            group = row.group
            lines.append(_row([f"**{escaped(group)}**", *[""] * (len(grid.columns) - 1)]))
        lines.append(_row(map(_cell, row.cells)))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _line(text: str) -> str:
    """A text that starts a line, so that no list, heading or rule comes of its first character."""
    return _BLOCK_START.sub(r"\1\\\2", escaped(text))


def _source(source: Citation) -> str:
    page = f"<{source.url}>" if source.url else ""
    return ", ".join(part for part in (_line(source.text), page) if part)


def _cell(cell: GridCell) -> str:
    text = escaped(cell.brief)
    parts = [f"**{text}**" if cell.best else text]
    if cell.brackets:
        parts.append(f"({escaped(', '.join(cell.brackets))})")
    if cell.mark:
        parts.append(cell.mark.shape)
    if cell.source:
        parts.append(f"\\[{cell.source}\\]")
    return "<br>".join([" ".join(parts), *map(escaped, cell.notes)])
