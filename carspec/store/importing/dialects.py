"""How a text file parts its cells: separator, quotes and escapes, found from all of its rows."""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from carspec.core.importing.table import Finding, TableOptions
from carspec.store.importing.encodings import long_line, text_of
from carspec.store.importing.raw_file import RawFile

Row = tuple[int, list[str]]

_USUAL = "\t;|,"
"""Separators in the order that decides between equals: a comma stands inside cells more often than a tab."""
_RARE = "^~¦\x1f"
NAMES = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "vertical bar",
    " ": "space",
    "\x1f": "unit separator",
}
_HEAD, _TAIL = 400, 40
_TEXT_PIECE = 1 << 20


class Dialect(Struct, frozen=True):
    """How cells are parted; all of them single characters, or "" for none."""

    separator: str
    quote: str = '"'
    escape: str = ""
    space: bool = False
    """A space behind each separator belongs to it."""

    def reader(self, lines: Any, strict: bool = False) -> Any:
        """A csv.reader of this dialect over lines of text."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            doublequote=not self.escape,
            escapechar=self.escape or None,
            skipinitialspace=self.space,
            strict=strict,
        )


class Shape(Struct):
    """What all rows of a text look like when it is read in some dialect."""

    widths: Counter[int] = field(default_factory=Counter)
    """How many rows have so many cells; empty lines have 0."""
    head: list[Row] = []
    tail: deque[Row] = field(default_factory=lambda: deque(maxlen=_TAIL))
    problem: str = ""
    """What a strict reader of quotes found first."""
    line: int = 0
    """The line of that problem, or of the row that ended the reading."""
    refusal: str = ""
    """Why the file cannot be read in this dialect."""

    @property
    def rows(self) -> int:
        return sum(self.widths.values()) - self.widths[0]

    @property
    def width(self) -> int:
        """The number of cells that most rows have; of equals the larger."""
        counted = [(count, width) for width, count in self.widths.items() if width]
        return max(counted)[1] if counted else 0

    @property
    def share(self) -> float:
        return self.widths[self.width] / max(1, self.rows)

    @property
    def score(self) -> float:
        """Near 1 where all rows have the same, large number of cells; 0 where they have one."""
        return self.share * (1 - 1 / max(1, self.width))


def find_dialect(
    raw: RawFile, encoding: str, options: TableOptions
) -> tuple[Dialect, Shape, int, list[Finding]]:
    """The dialect, the shape of all rows in it, the line the table starts at, and what was found.

    A first line such as "sep=;", which Excel understands, is no row. Raises UnreadableTable where a quote is
    never closed, and for what is beyond the limits.
    """
    counts, lines, first_line = _counts(raw, encoding)
    start = 1
    named = first_line.lower().startswith("sep=") and len(first_line) == 5
    if named:
        start = 2
        if options.separator is None:
            options = replace(options, separator=first_line[4])
    if options.separator is not None:
        separators = [options.separator]
    else:
        half = max(1, lines // 2)
        separators = [one for one in _USUAL if counts[one] >= half] or [
            one for one in _RARE if counts[one] >= half
        ]
    tried = [
        (dialect, shape)
        for separator in separators or [","]
        for dialect, shape in [_best_quoting(raw, encoding, separator, options, counts, lines, start)]
    ]
    dialect, shape = max(tried, key=lambda one: one[1].score)  # the first of equals
    if shape.refusal:
        raise raw.refused(shape.refusal, shape.line)
    if shape.rows > raw.limits.rows:
        raise raw.refused(f"it has {shape.rows:,} rows; the limit is {raw.limits.rows:,}. Split it")
    findings = [_separator_found(dialect, shape, options, named)]
    if shape.problem:
        findings.append(
            Finding(
                "Quotes", "not closed properly", f"line {shape.line:,}: {shape.problem}; read as they stand"
            )
        )
    elif dialect.quote != '"' and options.quote is None:
        value = dialect.quote or "letters like others"
        findings.append(Finding("Quotes", value, "with these, all rows have the same number of cells"))
    if dialect.escape and options.escape is None:
        findings.append(Finding("Escape", dialect.escape, "it stands before quotes inside of cells"))
    findings += _odd_rows(shape)
    return dialect, shape, start, findings


def rows_of(raw: RawFile, encoding: str, dialect: Dialect, start: int = 1) -> Iterator[Row]:
    """All rows from line `start` on, each with the line it begins at."""
    with text_of(raw, encoding) as text:
        reader = dialect.reader(islice(text, start - 1, None) if start > 1 else text)
        line, skipped = start, start - 1
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1 + skipped
        except csv.Error as error:
            raise raw.refused(_plain(str(error)), line) from error


def _counts(raw: RawFile, encoding: str) -> tuple[Counter[str], int, str]:
    """How often each sign stands that may part cells, the number of lines, and the first line."""
    counts: Counter[str] = Counter()
    lines, run, first, last = 0, 0, "", ""
    with text_of(raw, encoding) as text:
        while piece := text.read(_TEXT_PIECE):
            if not lines and not run:
                first = piece.split("\n", 1)[0].rstrip("\r")[:100]
            for sign in _USUAL + _RARE + "'":
                counts[sign] += piece.count(sign)
            for pair in ('\\"', *(sign + end for sign in _USUAL for end in (" ", ' "'))):
                if pair[0] in piece:  # most of them are nowhere, and a pair takes longer to look for
                    counts[pair] += piece.count(pair)
            last = piece[-1]
            ends = piece.count("\n") or piece.count("\r")
            run = len(piece) - max(piece.rfind("\n"), piece.rfind("\r")) - 1 if ends else run + len(piece)
            lines += ends
            if run > raw.limits.line_bytes:
                raise long_line(raw, lines + 1)
    return counts, lines + (last not in "\r\n"), first


def _best_quoting(
    raw: RawFile,
    encoding: str,
    separator: str,
    options: TableOptions,
    counts: Counter[str],
    lines: int,
    start: int,
) -> tuple[Dialect, Shape]:
    """The dialect of a separator whose quotes open and close as they should, or else the usual one."""
    usual = Dialect(separator, '"' if options.quote is None else options.quote, options.escape or "")
    spaced = counts[f"{separator} "] >= 0.9 * counts[separator]
    if spaced and counts[f'{separator} "']:
        usual = replace(usual, space=True)
    shape = _measure(raw, encoding, usual, start)
    others = []
    if options.quote is None and counts["'"] > 1 and (shape.share < 1 or counts["'"] >= lines):
        others.append(replace(usual, quote="'"))
    if shape.problem and options.escape is None and counts['\\"']:
        others.append(replace(usual, escape="\\"))
    if shape.problem and options.quote is None:
        others.append(replace(usual, quote=""))
    for other in others:
        measured = _measure(raw, encoding, other, start)
        if not measured.problem and measured.width > 1 and measured.share == 1 and _quoted(measured, other):
            return other, measured
    if not shape.problem:
        return usual, shape
    lenient = _measure(raw, encoding, usual, start, strict=False)
    if shape.problem == _UNCLOSED and not lenient.refusal:
        lenient.refusal = f"{_UNCLOSED}; close it, or choose that quotes are letters like others"
    lenient.problem = shape.problem
    lenient.line = shape.line if not lenient.line else lenient.line
    return usual, lenient


def _quoted(shape: Shape, dialect: Dialect) -> bool:
    """Whether single quotes really are quotes: read as letters they would stand round cells."""
    return dialect.quote != "'" or not any("'" in cell for _, row in shape.head for cell in row)


def _measure(raw: RawFile, encoding: str, dialect: Dialect, start: int, strict: bool = True) -> Shape:
    """Go through all rows. A strict reader of quotes stops at its first problem."""
    shape = Shape()
    widths, tail, head = shape.widths, shape.tail, shape.head
    line, skipped, most = start, start - 1, raw.limits.columns
    with text_of(raw, encoding) as text:
        reader = dialect.reader(islice(text, skipped, None) if skipped else text, strict)
        try:
            for row in reader:
                width = len(row)
                if width > most:
                    shape.line = line
                    shape.refusal = f"this row has {width:,} cells; the limit is {most:,}. Is this a table?"
                    break
                widths[width] += 1
                if len(head) < _HEAD:
                    head.append((line, row))
                tail.append((line, row))
                line = reader.line_num + 1 + skipped
        except csv.Error as error:
            shape.problem, shape.line = _plain(str(error)), line
            if not strict:
                shape.refusal = shape.problem
    return shape


_UNCLOSED = "a quote is opened here and never closed"


def _plain(message: str) -> str:
    """What the csv module says, in words of a person who looks at the file."""
    if "unexpected end of data" in message:
        return _UNCLOSED
    if "field limit" in message:
        return (
            f"a cell is longer than {csv.field_size_limit():,} letters, which is the limit; "
            "is a quote opened here and never closed?"
        )
    if "expected after" in message:
        return "text stands behind a closing quote"
    return message


def _separator_found(dialect: Dialect, shape: Shape, options: TableOptions, named: bool) -> Finding:
    name = NAMES.get(dialect.separator, dialect.separator)
    if options.separator is not None and not named:
        seen = "as chosen"
    elif named:
        seen = "the first line says so"
    elif shape.width < 2:
        return Finding("Separator", "none", "no sign parts the lines; each is one cell")
    else:
        seen = "most rows are alike"
    return Finding(
        "Separator",
        name,
        f"{seen}: {shape.widths[shape.width]:,} of {shape.rows:,} have {shape.width:,} cells",
    )


def _odd_rows(shape: Shape) -> Iterator[Finding]:
    """What is told of rows with another number of cells, and of empty lines."""
    other = shape.rows - shape.widths[shape.width]
    if other:
        shown = [
            f"line {line:,} has {len(row)}" for line, row in shape.head if row and len(row) != shape.width
        ][:3]
        yield Finding("Rows of another width", f"{other:,}", "; ".join(shown) or "further down in the file")
    if shape.widths[0]:
        yield Finding("Empty lines", f"{shape.widths[0]:,}", "they are skipped")
