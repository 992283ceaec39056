"""reStructuredText: a list-table, whose cells may hold anything, and the sources as numbered footnotes."""

import re

from carspec.output.grid import Grid, GridCell, Options

_SPECIAL = re.compile(r"[\\*`|_]|:(?=:)|(?<=:):|(?<=\w):(?=//)|@")
_ENUMERATOR = re.compile(r"^(\(?)([0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)([.)])(?=\s|$)")
_BULLETS = "•‣⁃"


def escaped(text: str) -> str:
    """The text as itself, also where it starts a paragraph: no markup, list, field or link comes of it."""
    safe = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    if safe and not safe.strip("\\"):
        return "\\ " + safe  # a line of one sign alone would be a rule; an escaped space prints nothing
    if match := _ENUMERATOR.match(safe):
        return f"{match[1]}{match[2]}\\{safe[match.end() - 1 :]}"
    if safe[:1] in _BULLETS or (safe[:1].isascii() and not safe[:1].isalnum() and safe[:1] != "\\"):
        return "\\" + safe if safe else safe
    return safe


def rst_text(grid: Grid, options: Options) -> str:
    """The table under its title, the footer, and each source as a footnote that its figures point to."""
    columns = len(grid.columns)
    lines = [
        f".. list-table:: {escaped(grid.title)}",
        "   :header-rows: 1",
        "   :stub-columns: 1",
        "",
        *_row([escaped(name) for name in grid.columns]),
    ]
    for group, rows in grid.grouped():
        if group:
            lines += _row([f"**{escaped(group)}**", *[""] * (columns - 1)])
        for row in rows:
            head, *cells = row.cells
            lines += _row([escaped(head.text), *map(_cell, cells)])
    parts = ["\n".join(lines)]
    footer = [*([grid.best_words] if grid.has_best() else []), *grid.footer]
    parts += [escaped(sentence) for sentence in footer]
    if grid.sources:
        notes = (f".. [{number}] {_source(one.text, one.url)}" for number, one in enumerate(grid.sources, 1))
        parts.append("\n".join(notes))
    return "\n\n".join(parts) + "\n"


def _row(cells: list[str]) -> list[str]:
    """A row of a list-table; further lines of a cell are paragraphs of their own."""
    lines = []
    for place, cell in enumerate(cells):
        first, *more = cell.split("\n")
        lines.append(f"   {'*' if place == 0 else ' '} - {first}".rstrip())
        for text in more:
            lines += ["", f"       {text}"]
    return lines


def _cell(cell: GridCell) -> str:
    text = escaped(cell.brief)
    text = f"**{text}**" if cell.best else text
    text += f" ({escaped(', '.join(cell.brackets))})" if cell.brackets else ""
    text += f" {cell.mark.shape}" if cell.mark else ""
    text += f" [{cell.source}]_" if cell.source else ""
    return "\n".join([text, *map(escaped, cell.notes)])


def _source(text: str, url: str | None) -> str:
    end = "\\_" if url and url.endswith("_") else ""  # a reference by name would end so
    link = f"`<{url.removesuffix('_') + end if end else url}>`__" if url else ""
    return ", ".join(part for part in (escaped(text), link) if part)
