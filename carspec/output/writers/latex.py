"""LaTeX: a table of booktabs that breaks over pages, with the sources as a numbered list."""

import re
from collections.abc import Mapping

from carspec.output.grid import Grid, GridCell, Options

PREAMBLE = r"""% Needs \usepackage{booktabs,longtable,array,hyperref}.
% Texts in other scripts than Latin need XeLaTeX or LuaLaTeX and a font that has them.
"""
RAGGED = r"\raggedright\arraybackslash\hspace{0pt}"
"""Begins a cell: uneven at the right, and its first word may be hyphenated too."""
HEAD_SHARE = 0.2
"""The part of the line that the names of the rows take."""

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
}
_ONE = re.compile(r"[\\{}$&#%_^~<>|\"`\[\]*]|(?<=-)-|(?<=,),|(?<=')'")


def escaped(text: str) -> str:
    """The text as itself: no command, ligature or optional argument comes of it."""
    return _ONE.sub(_escape, text)


def latex_text(grid: Grid, options: Options) -> str:
    """The table with a head that comes again on each page, below it the footer and the sources.

    The caption is part of that head: a first head of its own is read as a row by pandoc.
    """
    count = len(grid.columns)
    share = (1 - HEAD_SHARE) / max(1, count - 1)
    widths = [HEAD_SHARE, *[share] * (count - 1)]
    columns = "".join(
        rf">{{{RAGGED}}}p{{\dimexpr {width:.3f}\linewidth-2\tabcolsep\relax}}" for width in widths
    )
    heads = _row([rf"\textbf{{{escaped(name)}}}" for name in grid.columns])
    lines = [
        rf"\begin{{longtable}}{{{columns}}}",
        rf"\caption{{{escaped(grid.title)}}}\\",
        *(r"\toprule", heads, r"\midrule", r"\endhead"),
        *(r"\bottomrule", r"\endlastfoot"),
    ]
    for place, (group, rows) in enumerate(grid.grouped()):
        if group:
            lines += [r"\addlinespace"] if place else []
            lines.append(rf"\multicolumn{{{count}}}{{l}}{{\textit{{{escaped(group)}}}}} \\")
        for row in rows:
            head, *cells = row.cells
            lines.append(_row([escaped(head.text), *map(_cell, cells)]))
    lines.append(r"\end{longtable}")
    footer = [*([grid.best_words] if grid.has_best() else []), *grid.footer]
    parts = ["\n".join(lines), *map(escaped, footer)]
    if grid.sources:
        items = (rf"\item {_source(source.text, source.url)}" for source in grid.sources)
        parts.append("\n".join([r"\begin{enumerate}", *items, r"\end{enumerate}"]))
    return PREAMBLE + "\n\n".join(parts) + "\n"


def _escape(match: re.Match[str]) -> str:
    """A character of its own; the second of two that would join stands apart behind an empty group."""
    return _SPECIAL[match[0]] if match[0] not in "-,'" else "{}" + match[0]


def _row(cells: list[str]) -> str:
    return " & ".join(cells) + r" \\"


def _cell(cell: GridCell) -> str:
    text = escaped(cell.brief)
    text = rf"\textbf{{{text}}}" if cell.best else text
    text += f" ({escaped(', '.join(cell.brackets))})" if cell.brackets else ""
    text += f" {cell.mark.shape}" if cell.mark else ""
    text += rf" \textsuperscript{{{cell.source}}}" if cell.source else ""
    return r" \par ".join([text, *map(escaped, cell.notes)])


def _source(text: str, url: str | None) -> str:
    link = rf"\url{{{url}}}" if url else ""
    return ", ".join(part for part in (escaped(text), link) if part)
