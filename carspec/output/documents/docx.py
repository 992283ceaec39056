"""The Word document: one real table whose head comes again on each page, and the sources as a list."""

import io
from typing import Any

from carspec.output.documents.dossier import Dossier, Progress
from carspec.output.grid import GridCell
from carspec.output.palette import LIGHT

FONT = "Arial"
HEAD_WIDTH = 4.2
"""Centimetres for the names of the rows."""
MARGIN = 1.5
BODY, SMALL = 8.5, 7.5


def docx_bytes(dossier: Dossier, progress: Progress) -> bytes:
    """The document, A4 across; cars share the width that the names of the rows leave."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    progress(0, 2, "Comparison")
    grid = dossier.grid
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.paragraph_format.space_after = Pt(0)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)
    document.core_properties.title = grid.title
    document.core_properties.author = "carspec"
    document.core_properties.comments = dossier.data_words
    _paragraph(document, grid.title, size=14, bold=True, after=8)
    _table(document, dossier, 29.7 - 2 * MARGIN)
    for place, sentence in enumerate(grid.legend()):
        _paragraph(document, sentence, size=SMALL, colour=LIGHT.muted, before=8 if place == 0 else 2)
    _foot(page, document.core_properties.comments)
    progress(1, 2, "Sources")
    if grid.sources:
        heading = _paragraph(document, "Sources", size=11, bold=True, before=12, after=4)
        heading.paragraph_format.keep_with_next = True
        for number, source in enumerate(grid.sources, 1):
            line = _paragraph(document, f"[{number}] {source.text}", size=SMALL, after=2)
            if source.url:
                line.add_run(", ").font.size = Pt(SMALL)
                _link(line, source.url)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, dossier: Dossier, width: float) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    grid = dossier.grid
    share = (width - HEAD_WIDTH) / max(1, len(grid.columns) - 1)
    table = document.add_table(rows=1, cols=len(grid.columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for place, column in enumerate(table.columns):
        column.width = Cm(HEAD_WIDTH if place == 0 else share)
    for place, (cell, name) in enumerate(zip(table.rows[0].cells, grid.columns, strict=True)):
        _write(cell, [(name, {"bold": True})], right=place > 0)
        _edge(cell, LIGHT.text, 12)
    _mark(table.rows[0], "w:tblHeader")
    for group, rows in grid.grouped():
        if group:
            cells = table.add_row().cells
            merged = cells[0].merge(cells[-1])
            _write(merged, [(group, {"bold": True, "colour": LIGHT.accent})], before=6, keep=True)
            _edge(merged, LIGHT.line_strong, 4)
        for row in rows:
            line = table.add_row()
            _mark(line, "w:cantSplit")
            head, *cells = row.cells
            places = line.cells
            _write(places[0], [(head.text, {})])
            for place, cell in zip(places[1:], cells, strict=True):
                _fill(place, cell, right=row.right(cell))
            for place in places:
                _edge(place, LIGHT.line, 4)
    for line in table.rows:
        for place, cell in enumerate(line.cells):
            cell.width = Cm(HEAD_WIDTH if place == 0 else share)


def _fill(place: Any, cell: GridCell, *, right: bool) -> None:
    """A figure at the right, with its other units, mark and number of source; notes below in small type."""
    runs: list[tuple[str, dict[str, Any]]] = [(cell.brief, {"bold": cell.best})]
    if cell.brackets:
        runs.append((f" ({', '.join(cell.brackets)})", {}))
    if cell.mark:
        runs.append((f" {cell.mark.shape}", {"colour": cell.mark.colour_in(LIGHT)}))
    if cell.source:
        runs.append((f" {cell.source}", {"superscript": True}))
    _write(place, runs, right=right)
    for note in cell.rare_notes:
        _write(
            place,
            [(note, {"colour": LIGHT.muted, "size": SMALL})],
            right=right,
            first=False,
        )


def _write(
    place: Any,
    runs: list[tuple[str, dict[str, Any]]],
    *,
    right: bool = False,
    first: bool = True,
    before: float = 1,
    keep: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = place.paragraphs[0] if first else place.add_paragraph()
    line.paragraph_format.space_before = Pt(before)
    line.paragraph_format.space_after = Pt(1)
    line.paragraph_format.keep_with_next = keep
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, look in runs:
        _run(line, text, **look)


def _run(
    line: Any,
    text: str,
    *,
    bold: bool = False,
    colour: str = "",
    size: float = BODY,
    superscript: bool = False,
) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(text)
    run.bold, run.font.size, run.font.superscript = bold, Pt(size), superscript
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))


def _paragraph(
    document: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    colour: str = "",
    before: float = 0,
    after: float = 0,
) -> Any:
    from docx.shared import Pt

    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    _run(line, text, bold=bold, colour=colour, size=size)
    return line


def _foot(page: Any, text: str) -> None:
    """The line at the foot of each page, with the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = page.footer.paragraphs[0]
    _run(line, f"{text} · ", colour=LIGHT.muted, size=SMALL)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    line._p.append(number)


def _link(line: Any, url: str) -> None:
    """A link, which python-docx reads but does not write by itself."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element = OxmlElement("w:r")
    link.append(element)
    line._p.append(link)
    run = Run(element, line)
    run.text = url
    _style(run)


def _style(run: Any) -> None:
    from docx.shared import Pt, RGBColor

    run.font.size = Pt(SMALL)
    run.font.color.rgb = RGBColor.from_string(LIGHT.accent.lstrip("#"))


def _mark(row: Any, name: str) -> None:
    """Set a property of a row that python-docx has no name for: w:tblHeader, w:cantSplit."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _edge(cell: Any, colour: str, eighths: int) -> None:
    """A line below a cell, as wide as so many eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", str(eighths)),
        ("space", "0"),
        ("color", colour.lstrip("#")),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)
