"""A table as it stands in a file of somebody else's, before anything is taken to mean something."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from carspec.core.changes import OwnSource

ROWS, COLUMNS = "rows", "columns"
"""Where the cars of a table stand."""


class Finding(Struct, frozen=True):
    """Something found out about a file: "Encoding", "windows-1252", "3 bytes are not UTF-8"."""

    what: str
    value: str
    evidence: str


class Copied(Struct, frozen=True):
    """What was copied elsewhere, in the forms in which a clipboard has it."""

    html: str | None = None
    text: str | None = None
    address: str | None = None
    """The address of the page it was copied from, where a browser tells it."""

    @property
    def may_hold_table(self) -> bool:
        """Whether it looks like a table at first sight: what does not is none."""
        text = (self.text or "").strip()
        parted = "\t" in text or ("\n" in text and any(sign in text for sign in ",;|"))
        return "<t" in (self.html or "").lower() or parted or text[:1] in ("[", "{", "<")


class TableOptions(Struct, frozen=True):
    """How a file is to be read; None is found out from the file."""

    encoding: str | None = None
    separator: str | None = None
    """One character between two cells of a text file."""
    quote: str | None = None
    """One character round cells of a text file; "" where quotes are letters like others."""
    escape: str | None = None
    """One character that takes the meaning from the next; "" for none."""
    header: int | None = None
    """The line of the header row; 0 where there is none."""
    sheet: str | None = None
    """The sheet of a workbook, the table of a page, the file in a ZIP archive."""
    records: str | None = None
    """The path of the list of records in JSON, such as "data.vehicles"; "" for the outermost."""
    cars: str | None = None
    """ROWS where each row is a car, COLUMNS where each column is one and each row states a field."""


class Place(Struct, frozen=True):
    """Where a cell stands in a file: its line, 0 for a whole column; its column, "" for a whole row; and the
    letters of that column in a sheet, else ""."""

    line: int
    column: str
    letters: str = ""


class Aside(Struct, frozen=True):
    """A row or column that is about no car, such as a heading: its place, its text, and why it is none."""

    place: Place
    text: str
    reason: str


UNSAID = OwnSource(kind="user")


class Table(Struct, frozen=True):
    """Texts in columns; nothing is a number yet.

    `rows` can be gone through again and again, each time from the file, and yields (line, texts). The line is
    the one the row begins at in a text file, the row of a workbook, the number of the record (from 1) in
    JSON. A row may be shorter or longer than the header, or empty. Going through raises CarspecError for what
    can be seen only then, such as a cell beyond the limit.
    """

    name: str
    """The file's name, with the sheet where it holds several: "cars.xlsx: Sheet1"."""
    header: tuple[str, ...]
    """One name a column: "" where a column has none, "Column 1", ... where the file has no header row."""
    rows: Iterable[tuple[int, Sequence[str]]]
    findings: tuple[Finding, ...]
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    read_as: TableOptions = TableOptions()
    """What the file was read with, found out or asked for; opening it with these gives the same table."""
    sheets: tuple[str, ...] = ()
    """What `TableOptions.sheet` (in JSON `records`) may name in this file; empty where it holds one table."""
    source: OwnSource = UNSAID
    """What the file says of who states all this, as far as it does."""
    counts: str = "line"
    """What the number of a row counts: "line" of a text, "row" of a sheet or page, "record" of JSON."""
    left: int = 0
    """Columns of a sheet that stand left of the first."""
    joined: tuple[tuple[range, range], ...] = ()
    """Lines and columns, from 0, of the cells that reach over several columns, the header's too."""
    upright: "Table | None" = None
    """The table as it stands in the file, where this one was made of it by turning it round."""
    lines: tuple[int, ...] = ()
    """Where it was turned, the line of the file in which each of its columns stands; its rows are then
    numbered by the columns of the file, from 1."""
    asides: tuple[Aside, ...] = ()
    """Where it was turned, what of the file is about no car."""

    @property
    def filed(self) -> "Table":
        """The table as it stands in the file."""
        return self.upright or self

    @property
    def top(self) -> int:
        """The number of its header row; 0 where its rows all stand below it."""
        return 0 if self.upright else self.read_as.header or 0

    @property
    def body(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the header, without the titles above it."""
        return ((line, row) for line, row in self.rows if line > self.top)

    def place(self, row: int, column: str) -> Place:
        """Where a cell stands in the file, by the number of its row and the name of its column here, "" for
        the whole row."""
        at = self.header.index(column) if column else None
        if self.upright is None:
            return Place(row, column, "" if at is None else self.letters(at))
        line = 0 if at is None else self.lines[at]
        return Place(line, self.upright.header[row - 1], self.upright.letters(row - 1))

    def letters(self, place: int) -> str:
        """The letters by which people find a column in rows, "B"; "" where these are no rows of a sheet."""
        if self.counts != "row":
            return ""
        place, letters = self.left + place, ""
        while place >= 0:
            place, letter = divmod(place, 26)
            place, letters = place - 1, chr(ord("A") + letter) + letters
        return letters
