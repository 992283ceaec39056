"""A Sheet laid out as rows and columns of typed cells: the one document that every writer writes down."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, field

from carspec.core.labels import ENGLISH_LABELS, Labels, Phrase
from carspec.core.values import Missing, MissingReason
from carspec.output.citations import Citation
from carspec.output.plain_text import clean
from carspec.output.verdict_marks import MISSING_TEXT, Mark

MOST_VALUES = 4


class Delimited(Struct, frozen=True):
    """How separated values are written: `separator` between cells, the `decimal` mark of numbers, and
    whether a byte order mark (`bom`) tells Excel that the file is UTF-8."""

    separator: str = ","
    decimal: str = "."
    bom: bool = False


class Options(Struct, frozen=True):
    """What a writer puts beside the figures.

    `secondary`: the other units of the profile in brackets; `marks`: the verdicts; `fairness`: the notes on
    rows that mix conditions; `spans`: the range of all claims where sources differ; `sources`: a
    numbered list of the sources of the figures shown;
    `width`: columns of the terminal (text tables only).
    """

    secondary: bool = True
    marks: bool = True
    fairness: bool = True
    spans: bool = True
    sources: bool = False
    width: int = 100
    delimited: Delimited = field(default_factory=Delimited)


class Stated(Struct, frozen=True):
    """A figure as its source stated it, and what it is converted to: keys of units, and decimals to keep.

    `flipped`: the unit a reader sees first is one of those it is converted to, not the stated one.
    """

    numbers: tuple[str, ...]
    unit: str
    into: tuple[tuple[str, int], ...]
    flipped: bool


class GridCell(Struct, frozen=True):
    """One cell in its texts: `text` for the eye, `plain` for programs, `number` where plain is one number.

    `figure` says that it is a number or a range of numbers, which stand at the right of a column; `qualifier`
    is the word before it, which `text` holds and `plain` does not; `unit` its symbol where its row has none;
    `brackets` are the same figure in other units; `notes` what a reader must know besides (spread, condition,
    difference, reason of a gap), of which the first `limits` belong to the figure itself, among them
    `limited`, the word for a limiter; `common_gap` says that a gap has the reason so frequent that a legend
    may state it once; `values` are the single texts of a field that holds several, `short` the first few of
    many; `source` is the number of its source in the list of the Grid; `stated` the figure before it was
    converted.
    """

    text: str
    plain: str
    number: Decimal | None = None
    figure: bool = False
    grouped: bool = True
    qualifier: str = ""
    unit: str = ""
    mark: Mark | None = None
    best: bool = False
    missing: bool = False
    common_gap: bool = False
    brackets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    limited: str = ""
    limits: int = 0
    values: tuple[str, ...] = ()
    short: str = ""
    source: int | None = None
    stated: Stated | None = None

    @property
    def brief(self) -> str:
        """The text for the eye; of a long list of values the first few, and the count of the rest."""
        return self.short or self.text

    @property
    def rare_notes(self) -> tuple[str, ...]:
        """The notes without the reason that most gaps have."""
        return () if self.common_gap else self.notes

    @property
    def worded(self) -> str:
        """The plain text with its qualifier: "about 600"; nothing for a gap."""
        return "" if self.missing else f"{self.qualifier} {self.plain}".lstrip()


class GridRow(Struct, frozen=True):
    """One line of a table: the group it belongs to (a heading where it changes), its cells, and, where it
    shows a field, that field's key, label and unit."""

    group: str | None
    cells: tuple[GridCell, ...]
    field: str = ""
    label: str = ""
    unit: str = ""

    def right(self, cell: GridCell) -> bool:
        """Whether a cell of this row stands at the right: figures do, and a gap where they would."""
        return cell.figure or (cell.missing and any(one.figure for one in self.cells))


class Grid(Struct, frozen=True):
    """A whole table. The first column names the rows; `numeric` are the columns of nothing but numbers.
    Without `columns` it is a bare block of cells, which has no header row and no names of rows.

    `names` are the cars, in the order of the last columns of a comparison; `lines_of_fields` says whether the
    figures of one field stand in a row or a column; `footer` holds whole sentences
    (legend, what was left out, count of sources and version of the data); `sources` count from 1.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    numeric: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    lines_of_fields: str = "row"
    footer: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    locale: str = "en"
    labels: Labels = ENGLISH_LABELS

    def grouped(self) -> list[tuple[str | None, list[GridRow]]]:
        """The rows below their groups; a group that comes again after another has a heading again."""
        groups: list[tuple[str | None, list[GridRow]]] = []
        for row in self.rows:
            if not groups or groups[-1][0] != row.group:
                groups.append((row.group, []))
            groups[-1][1].append(row)
        return groups

    def legend(self) -> tuple[str, ...]:
        """The footer after what dashes and bold figures mean, for tables that show `rare_notes` alone."""
        told = [self.gap_words] if self.has_common_gap() else []
        told += [self.best_words] if self.has_best() else []
        return (*told, *self.footer)

    @property
    def gap_words(self) -> str:
        """What dashes mean that bear no note."""
        return f"{MISSING_TEXT} {self.labels.gap(Missing(MissingReason.NO_CLAIM)).text}."

    def has_common_gap(self) -> bool:
        """Whether some figure is missing for the reason that most are."""
        return any(cell.common_gap for row in self.rows for cell in row.cells)

    @property
    def best_words(self) -> str:
        """What bold figures mean."""
        row = self.lines_of_fields == "row"
        return self.labels.phrase(Phrase.BEST_OF_ROW if row else Phrase.BEST_OF_COLUMN)

    def has_best(self) -> bool:
        """Whether some figure is marked as the best of its row."""
        return any(cell.best for row in self.rows for cell in row.cells)


@lru_cache(maxsize=4096)  # thousands of cars share years and body styles
def text_cell(text: str) -> GridCell:
    """A cell of nothing but text."""
    text = clean(text)
    return GridCell(text, text)


@lru_cache(maxsize=4096)
def number_cell(number: int) -> GridCell:
    """A cell of a plain count."""
    return GridCell(str(number), str(number), Decimal(number), figure=True, grouped=False)
