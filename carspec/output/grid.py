"""A Sheet laid out as rows and columns of typed cells, which every table format writes in its own way."""

from dataclasses import dataclass
from decimal import Decimal

from carspec.output.palette import Mark
from carspec.output.plain_text import clean

MOST_VALUES = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer puts beside the figures.

    `secondary`: the other units of the profile in brackets; `marks`: the verdicts; `sources`: a numbered list
    of the sources of the figures shown; `width`: columns of the terminal (text tables only).
    """

    secondary: bool = True
    marks: bool = True
    sources: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell in its texts: `text` for the eye, `plain` for programs, `number` where plain is one number.

    `figure` says that it is a number or a range of numbers, which stand at the right of a column;
    `brackets` are the same figure in other units; `notes` what a reader must know besides (spread, condition,
    difference, reason of a gap); `values` the single texts of a field that holds several; `source` the number
    of its source in the list of the Grid.
    """

    text: str
    plain: str
    number: Decimal | None = None
    figure: bool = False
    grouped: bool = True
    mark: Mark | None = None
    best: bool = False
    missing: bool = False
    brackets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    source: int | None = None

    @property
    def brief(self) -> str:
        """The text for the eye; of a long list of values the first few, and the count of the rest."""
        if len(self.values) <= MOST_VALUES:
            return self.text
        return f"{'; '.join(self.values[:MOST_VALUES])} and {len(self.values) - MOST_VALUES} more"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of a table: the group it belongs to (a heading where it changes) and its cells."""

    group: str | None
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is cited: publisher, title and date, and its address (http or https, else None)."""

    text: str
    url: str | None

    @property
    def line(self) -> str:
        return ", ".join(part for part in (self.text, self.url) if part)


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table. The first column names the rows; `numeric` are the columns of nothing but numbers.
    Without `columns` it is a bare block of cells, which has no header row and no names of rows.

    `footer` holds whole sentences (legend, what was left out, count of sources); `sources` count from 1.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    numeric: frozenset[int] = frozenset()
    footer: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    locale: str = "en"


def text_cell(text: str) -> GridCell:
    """A cell of nothing but text."""
    text = clean(text)
    return GridCell(text, text)


def number_cell(number: int) -> GridCell:
    """A cell of a plain count."""
    return GridCell(str(number), str(number), Decimal(number), figure=True, grouped=False)
