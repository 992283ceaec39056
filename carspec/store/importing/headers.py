"""Where a table begins and ends: its header row, and the titles, legends and footnotes round it."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from carspec.core.importing.table import Finding

Rows = Sequence[tuple[int, Sequence[str]]]

_NUMBER = re.compile(r"[-+−]?[\d.,'\s]*\d[\d.,'\s]*(?:[eE][-+]?\d+)?\s*%?")
_LONGEST_NUMBER = 40
"""Letters; the pattern takes the square of them where it fails."""
_MISSING = frozenset({"?", "-", "–", "—", "n/a", "na", "null", "none", "nan", "*", "."})


class Header(Struct, frozen=True):
    """The header row of a table."""

    line: int
    """0 where there is none."""
    names: tuple[str, ...]
    findings: tuple[Finding, ...]


def find_header(
    head: Rows,
    tail: Rows,
    width: int,
    asked: int | None,
    counts: str = "line",
    asked_why: str = "as chosen",
    separator: str = "",
) -> Header | None:
    """The header of a table by its first and last rows; None where `asked` names a line that is none of
    `head`.

    `width` is the number of cells that most rows have, `counts` what the numbers of rows count,
    `asked_why` how `asked` is known, `separator` the sign that parts the cells of a text. A header row is
    the first row of about that width, where its cells differ in kind from those below.
    """
    usual = _usual_filled(head)
    first = next((place for place, (_, row) in enumerate(head) if _filled(row) >= max(1, usual * 0.6)), 0)
    findings: list[Finding] = []
    if asked is None:
        has, why = _is_header(head, first)
        at = first if has else -1
    elif asked == 0:
        at, why = -1, asked_why
    else:
        at = next((place for place, (line, _) in enumerate(head) if line == asked), -1)
        if at < 0:
            return None
        first, why = at, asked_why
    if at < 0:
        names = tuple(f"Column {number}" for number in range(1, width + 1))
        findings.append(Finding("Header row", "none", why))
        return Header(0, names, (*findings, *_around(head, tail, first, usual, counts)))
    line = head[at][0]
    names, added = _names(head, at, width, separator)
    findings.append(Finding("Header row", f"{counts} {line:,}", why + added))
    findings += _name_findings(names)
    if units := _second_head(head, at, counts):
        findings.append(units)
    return Header(line, names, (*findings, *_around(head, tail, at, usual, counts)))


def joined_heads(heads: Sequence[Sequence[str | None]], width: int) -> list[str]:
    """One name a column out of several head rows: "Power" above "kW" is "Power kW".

    None stands where the cell at the left reaches over the place; its text counts there too.
    """
    rows = [_filled_right(head, width) for head in heads]
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows, strict=True)]


def _filled_right(row: Sequence[str | None], width: int) -> list[str]:
    filled: list[str] = []
    for text in row[:width]:
        filled.append(filled[-1] if text is None else text)
    return filled + [""] * (width - len(filled))


def is_number(text: str) -> bool:
    """Whether a cell holds digits and the signs that stand in numbers, and nothing else."""
    text = text.strip()
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell and not cell.isspace())


def _usual_filled(head: Rows) -> int:
    """How many cells of a row are filled in most of the rows: their median."""
    counted = sorted(filled for _, row in head if (filled := _filled(row)))
    return counted[len(counted) // 2] if counted else 0


def _is_header(head: Rows, at: int) -> tuple[bool, str]:
    """Whether a row is the header of those below it, and why."""
    if at >= len(head):
        return False, "there are no rows"
    row = head[at][1]
    below = [other for _, other in head[at + 1 :] if other]
    numbers_named = numbers_alike = recurring = 0
    for place, cell in enumerate(row):
        text = cell.strip()
        column = [other[place].strip() for other in below if place < len(other) and other[place].strip()]
        column = [one for one in column if one.casefold() not in _MISSING]
        if not text or not column:
            continue
        if sum(map(is_number, column)) >= 0.8 * len(column):
            if is_number(text):
                numbers_alike += 1
            elif text.casefold() not in _MISSING:
                numbers_named += 1
        elif text in column:
            recurring += 1
    if numbers_named > numbers_alike:
        hold = "column holds" if numbers_named == 1 else "columns hold"
        return True, f"its cells are words where {numbers_named:,} {hold} numbers below"
    if numbers_alike:
        return (
            False,
            f"it has numbers where the rows below have them, in {numbers_alike:,} columns",
        )
    if recurring > len(row) / 4:
        return False, f"texts of the first row stand again below it, in {recurring:,} columns"
    if any(is_number(cell) for cell in row) and below:
        return False, "the first row holds numbers"
    return True, "it is the first row, and none of its cells is a number"


def _names(head: Rows, at: int, width: int, separator: str) -> tuple[tuple[str, ...], str]:
    """One name a column. R leaves out the name of the first column; a row below may have more cells too.

    A comma may have cut the numbers of the rows, "6,5" or "6,500": then no row with more cells can be told.
    """
    names = [" ".join(cell.split()) for cell in head[at][1]]
    added = ""
    missing = width - len(names)
    if missing > 0 and separator == ",":
        return tuple(names), "; most rows have more cells: does a comma stand in their numbers?"
    if missing == 1 and any(len(row) > len(names) and row[-1].strip() for _, row in head[at + 1 :]):
        names.insert(0, "")
        added = "; it has one cell less than the rows, so that the first column has no name"
    names += [""] * (width - len(names))
    return tuple(names), added


def _name_findings(names: Sequence[str]) -> Iterable[Finding]:
    nameless = [str(place) for place, name in enumerate(names, 1) if not name]
    if nameless:
        yield Finding("Columns without a name", f"{len(nameless):,}", "column " + ", ".join(nameless[:8]))
    twice = list(dict.fromkeys(name for name in names if name and names.count(name) > 1))
    if twice:
        yield Finding("Names that stand twice", f"{len(twice):,}", ", ".join(twice[:5]))


def _second_head(head: Rows, at: int, counts: str) -> Finding | None:
    """A row of units right below the header: words where the columns hold numbers."""
    if at + 3 >= len(head):
        return None
    line, row = head[at + 1]
    words = numbers = 0
    for place, cell in enumerate(row):
        text = cell.strip()
        column = [other[place].strip() for _, other in head[at + 2 :] if place < len(other)]
        column = [one for one in column if one]
        if text and column and sum(map(is_number, column)) >= 0.8 * len(column):
            words += not is_number(text) and text.casefold() not in _MISSING
            numbers += is_number(text)
    if words < 2 or numbers:
        return None
    return Finding(
        "Second head row",
        f"{counts} {line:,}",
        f"it has words where {words:,} columns hold numbers, such as units",
    )


def _around(head: Rows, tail: Rows, first: int, usual: int, counts: str) -> Iterable[Finding]:
    """The rows above the table and those below it, which are told and kept as rows."""
    above = [(line, row) for line, row in head[:first] if _filled(row)]
    if above:
        yield Finding("Rows above the table", f"{len(above):,}", _quoted(above, counts))
    most = max(1, usual // 4)
    if usual < 3:
        return
    below: list[tuple[int, Sequence[str]]] = []
    start = head[first][0] if head else 0
    for line, row in reversed(tail):
        filled = _filled(row)
        if line <= start or filled > most:
            break
        if filled:
            below.insert(0, (line, row))
    if below:
        yield Finding("Rows below the table", f"{len(below):,}", _quoted(below, counts))


def _quoted(rows: Rows, counts: str) -> str:
    line, row = rows[0]
    text = " ".join(" ".join(row).split())
    return f'{counts} {line:,}: "{text[:60]}{"…" if len(text) > 60 else ""}"'
