"""The Excel workbook: the comparison with true numbers, the sources, and every claim."""

import io
from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import Any

from msgspec.structs import replace

from carspec.core.sheet import Cell
from carspec.output.documents.dossier import Dossier, Progress
from carspec.output.grid import GridCell, GridRow
from carspec.output.palette import LIGHT
from carspec.output.plain_text import clean
from carspec.output.writers.delimited import row_notes
from carspec.output.writers.number_format import with_unit

FONT = "Arial"
LINE = 13.0
"""Points from line to line."""
HEAD_WIDTH, CAR_WIDTH, NOTES_WIDTH = 28, 26, 70
"""Characters of the columns of the comparison."""
CLAIM_COLUMNS = (
    ("Car", 34), ("Field", 24), ("Value", 16), ("to", 10), ("Unit word", 10), ("As stated", 50),
    ("Qualifier", 12), ("Scope", 16), ("Condition", 20), ("Holds for", 12), ("Relation", 12), ("Shown", 8),
    ("Note", 40), ("Source", 8), ("Publisher", 24), ("Published", 12), ("Address", 50),
)  # fmt: skip
SOURCE_COLUMNS = (("No.", 6), ("Publisher", 28), ("Title", 60), ("Date", 12), ("Language", 10), ("Kind", 14),
                  ("Address", 70), ("Not given", 16))  # fmt: skip


def xlsx_bytes(dossier: Dossier, progress: Progress) -> bytes:
    """The workbook. Numbers carry their unit in their format; no text becomes a formula, a date or a link."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({
        "title": dossier.grid.title,
        "comments": dossier.data_words,
        "created": datetime(2000, 1, 1),
    })  # fmt: skip
    looks = _Looks(book)
    progress(0, 3, "Comparison")
    _comparison(book.add_worksheet("Comparison"), dossier, looks)
    progress(1, 3, "Sources")
    if dossier.sources:
        _sources(book.add_worksheet("Sources"), dossier, looks)
    progress(2, 3, "Claims")
    _claims(book.add_worksheet("Claims"), dossier, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The formats of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **more: Any) -> Any:
        wanted = {"font_name": FONT, "font_size": 10, "valign": "top", **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    @property
    def head(self) -> Any:
        return self.of(bold=True, text_wrap=True, bottom=2, bg_color=LIGHT.header, num_format="@")

    @property
    def text(self) -> Any:
        return self.of(text_wrap=True, num_format="@")


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points that a row needs for its wrapped texts, each with the width of its column in
    characters; not every program works it out by itself."""
    return LINE * max((ceil(len(text) / width) for text, width in texts if text), default=1) + 3


def _comparison(page: Any, dossier: Dossier, looks: _Looks) -> None:
    grid = dossier.grid
    columns = (*grid.columns, "Notes")
    for place, name in enumerate(columns):
        page.write_string(0, place, name, looks.head)
    page.set_column(0, 0, HEAD_WIDTH)
    page.set_column(1, len(grid.names), CAR_WIDTH)
    page.set_column(len(columns) - 1, len(columns) - 1, NOTES_WIDTH)
    page.set_row(0, _height((name, CAR_WIDTH - 4) for name in columns))
    page.freeze_panes(1, 1)
    line = 1
    for group, rows in grid.grouped():
        if group:
            page.write_string(line, 0, group, looks.of(bold=True, font_color=LIGHT.accent, top=1))
            for place in range(1, len(columns)):
                page.write_blank(line, place, None, looks.of(top=1))
            line += 1
        for row in rows:
            _row(page, line, row, dossier, looks)
            line += 1
    for sentence in grid.footer:
        line += 1
        page.write_string(line, 0, sentence, looks.of(font_color=LIGHT.muted, italic=True))
    _printed(page, columns, landscape=True)


def _row(page: Any, line: int, row: GridRow, dossier: Dossier, looks: _Looks) -> None:
    head, *cells = row.cells
    page.write_string(line, 0, row.label or head.text, looks.text)
    known = dossier.sheet.library.fields[row.field]
    for place, (cell, vehicle) in enumerate(zip(cells, dossier.sheet.vehicles, strict=True), 1):
        side = "right" if row.right(cell) else "left"
        _cell(page, line, place, cell, dossier.sheet.cell_of(known, vehicle), side, looks)
    notes = row_notes(dossier.grid, row)
    page.write_string(
        line, len(cells) + 1, notes, looks.of(text_wrap=True, font_size=9, align="left", indent=1)
    )
    texts = [
        (row.label, HEAD_WIDTH),
        *((cell.brief, CAR_WIDTH) for cell in cells),
        (notes, NOTES_WIDTH * 1.1),
    ]
    page.set_row(line, _height(texts))


def _cell(page: Any, line: int, place: int, cell: GridCell, figure: Cell, side: str, looks: _Looks) -> None:
    """A figure of one number is that number, also where its row has no unit that all share, as of prices."""
    bold = {"bold": True} if cell.best else {}
    if cell.missing:
        look = looks.of(font_color=LIGHT.muted, align=side, num_format="@")
        page.write_string(line, place, cell.text, look)
    elif figure.number is not None and figure.number == figure.high:
        code = with_unit(replace(cell, number=figure.number), figure.unit or "")
        page.write_number(line, place, float(figure.number), looks.of(num_format=code, align=side, **bold))
    elif cell.figure:
        text = f"{figure.text} {figure.unit or ''}".strip()
        page.write_string(line, place, text, looks.of(num_format="@", align=side, **bold))
    else:
        page.write_string(line, place, cell.brief, looks.of(text_wrap=True, num_format="@", **bold))


def _sources(page: Any, dossier: Dossier, looks: _Looks) -> None:
    _heads(page, SOURCE_COLUMNS, looks)
    kinds = dossier.sheet.library.sources
    for line, source in enumerate(dossier.sources, 1):
        page.write_number(line, 0, line, looks.of(align="center"))
        texts = (source.publisher, source.title or source.place, source.published, source.language,
                 kinds[source.key].kind, source.url or "", source.lacks.removesuffix(" given"))  # fmt: skip
        for place, text in enumerate(texts, 1):
            page.write_string(line, place, text, looks.text)
        widths = [width for _, width in SOURCE_COLUMNS[1:]]
        page.set_row(line, _height(zip(texts, widths, strict=True)))
    _printed(page, SOURCE_COLUMNS, landscape=True)


def _claims(page: Any, dossier: Dossier, looks: _Looks) -> None:
    _heads(page, CLAIM_COLUMNS, looks)
    line = 0
    names = dict(zip((v.key for v in dossier.sheet.vehicles), dossier.grid.names, strict=True))
    for vehicle in dossier.sheet.vehicles:
        for row in dossier.sheet.rows:
            shown = dossier.sheet.cell_of(row.field, vehicle).claim
            for claim in dossier.claims(row, vehicle):
                line += 1
                source = dossier.sheet.library.sources[claim.source]
                low, _, high = claim.value.partition("..") if row.field.numeric else (claim.value, "", "")
                numbered = row.field.numeric
                texts: tuple[Any, ...] = (
                    names[vehicle.key], row.label, float(low) if numbered else low,
                    float(high) if high else "", claim.unit, claim.as_stated, claim.qualifier, claim.scope,
                    claim.condition, claim.valid_at, str(claim.relation),
                    "shown" if shown and shown.key == claim.key else "", claim.note,
                    dossier.numbers.get(claim.source, ""), source.publisher, source.published, source.url,
                )  # fmt: skip
                widths = (width for _, width in CLAIM_COLUMNS)
                page.set_row(line, _height(zip(map(str, texts), widths, strict=True)))
                for place, text in enumerate(texts):
                    if isinstance(text, float | int):
                        page.write_number(line, place, text, looks.of())
                    else:
                        page.write_string(line, place, clean(text or ""), looks.text)
    page.autofilter(0, 0, max(line, 1), len(CLAIM_COLUMNS) - 1)
    _printed(page, CLAIM_COLUMNS, landscape=True)


def _heads(page: Any, columns: tuple[tuple[str, int], ...], looks: _Looks) -> None:
    for place, (name, width) in enumerate(columns):
        page.write_string(0, place, name, looks.head)
        page.set_column(place, place, width)
    page.freeze_panes(1, 0)


def _printed(page: Any, columns: Any, *, landscape: bool) -> None:
    """A4 as wide as the columns, the head on every page."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&RPage &P of &N")
