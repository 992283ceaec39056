"""The PDF dossier: the comparison, the charts, each car with all that was said of it, and the sources."""

import io
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from carspec.core.values import Claim, Vehicle
from carspec.output.citations import Citation, language_name
from carspec.output.documents.dossier import Dossier, Progress, drawn
from carspec.output.grid import GridCell
from carspec.output.palette import LIGHT
from carspec.output.plain_text import clean
from carspec.output.verdict_marks import mark_of

FAMILY = "body"
MARGIN = 14.0
HEAD_WIDTH = 38.0
"""Millimetres for the names of the rows."""
TITLE, HEADING, BODY, SMALL = 15.0, 11.0, 7.6, 6.6
CHART_GAP = COLUMN_GAP = 8.0
CHART_INCHES = 6.4
"""The width for which a chart is drawn; the page scales it."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
"""Hebrew, Arabic and their kin, whose letters run from right to left and join."""
MOST_CLAIMS = 12
"""As many claims stand in one row, as a row does not break over pages; further ones follow in the next."""


def pdf_bytes(dossier: Dossier, progress: Progress) -> bytes:
    """The dossier, A4 across, with bookmarks and page numbers; its fonts are inside."""
    pdf = _document(dossier)
    try:
        return _filled(pdf, dossier, progress)
    finally:
        for font in pdf.fonts.values():
            font.ttfont.close()


def _filled(pdf: Any, dossier: Dossier, progress: Progress) -> bytes:
    steps = 3 + len(dossier.sheet.vehicles)
    progress(0, steps, "Comparison")
    _comparison(pdf, dossier)
    progress(1, steps, "Charts")
    _charts(pdf, dossier)
    for place, vehicle in enumerate(dossier.sheet.vehicles):
        progress(2 + place, steps, dossier.grid.names[place])
        _car(pdf, dossier, vehicle, dossier.grid.names[place])
    progress(steps - 1, steps, "Sources")
    if dossier.sources:
        _sources(pdf, dossier)
    return bytes(pdf.output())


def _document(dossier: Dossier) -> Any:
    from fpdf import FPDF

    class Pages(FPDF):
        """Pages with a line at their foot; only texts that need it are shaped, as that takes long."""

        def multi_cell(self, w: float, h: float | None = None, text: str = "", *rest: Any, **how: Any) -> Any:
            self.set_text_shaping(bool(RIGHT_TO_LEFT.search(text)))
            return super().multi_cell(w, h, text, *rest, **how)

        def footer(self) -> None:
            self.set_y(-MARGIN + 3)
            self.set_font(FAMILY, size=SMALL)
            self.set_text_color(LIGHT.muted)
            self.cell(0, 4, dossier.data_words)
            self.set_x(MARGIN)
            self.cell(0, 4, f"{self.page_no()} / {{nb}}", align="R")

    pdf = Pages(orientation="landscape", unit="mm", format="A4")
    pdf.set_title(dossier.grid.title)
    pdf.set_creator("carspec")
    pdf.set_lang(dossier.grid.labels.key)
    for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        pdf.add_font(FAMILY, style, str(_fonts() / file))
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    return pdf


def _fonts() -> Path:
    """The folder of matplotlib's own fonts, which have Latin, Greek, Cyrillic, Hebrew, Arabic and our marks.

    One font has them all: with a fallback beside it fpdf2 loses the font of a line after a mark.
    """
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf")


def _heading(pdf: Any, text: str, size: float, level: int) -> None:
    pdf.start_section(readable(text), level)
    pdf.set_font(FAMILY, "B", size)
    pdf.set_text_color(LIGHT.text)
    pdf.multi_cell(0, size * 0.48, readable(text), align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _table(pdf: Any, widths: tuple[float, ...]) -> Any:
    from fpdf.enums import TableBordersLayout, WrapMode
    from fpdf.fonts import FontFace

    pdf.set_draw_color(LIGHT.line_strong)
    pdf.set_text_color(LIGHT.text)
    return pdf.table(
        col_widths=widths,
        text_align="LEFT",
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", color=LIGHT.text),
        line_height=BODY * 0.46,
        padding=0.9,
        v_align="TOP",
        wrapmode=WrapMode.WORD,
    )


def _comparison(pdf: Any, dossier: Dossier) -> None:
    from fpdf.fonts import FontFace

    grid = dossier.grid
    pdf.add_page()
    _heading(pdf, grid.title, TITLE, 0)
    pdf.set_font(FAMILY, size=BODY)
    share = (pdf.epw - HEAD_WIDTH) / max(1, len(grid.columns) - 1)
    with _table(pdf, (HEAD_WIDTH, *[share] * (len(grid.columns) - 1))) as table:
        head = table.row()
        for place, name in enumerate(grid.columns):
            head.cell(readable(name), align="LEFT" if place == 0 else "RIGHT")
        for group, rows in grid.grouped():
            if group:
                look = FontFace(emphasis="BOLD", color=LIGHT.accent)
                table.row().cell(group, colspan=len(grid.columns), style=look)
            for row in rows:
                line = table.row()
                first, *cells = row.cells
                line.cell(readable(first.text))
                for cell in cells:
                    look = FontFace(
                        emphasis="BOLD" if cell.best else None,
                        color=LIGHT.muted if cell.missing else LIGHT.text,
                    )
                    side = "RIGHT" if row.right(cell) else "LEFT"
                    line.cell(readable(_told(cell)), align=side, style=look)
    _small(pdf, list(grid.legend()))


def _told(cell: GridCell) -> str:
    first = [cell.brief]
    first += [f"({', '.join(cell.brackets)})"] if cell.brackets else []
    first += [cell.mark.shape] if cell.mark else []
    first += [f"[{cell.source}]"] if cell.source else []
    return "\n".join([" ".join(first), *cell.rare_notes])


def _small(pdf: Any, sentences: list[str]) -> None:
    pdf.ln(2)
    pdf.set_font(FAMILY, size=SMALL)
    pdf.set_text_color(LIGHT.muted)
    for sentence in sentences:
        pdf.multi_cell(0, SMALL * 0.5, readable(sentence), align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(0.6)


def _charts(pdf: Any, dossier: Dossier) -> None:
    """The charts, two side by side."""
    fields = dossier.charts()
    if not fields:
        return
    pdf.add_page()
    _heading(pdf, "Charts", TITLE, 0)
    width, top = (pdf.epw - CHART_GAP) / 2, pdf.get_y()
    height = pdf.h - MARGIN - top if len(fields) < 3 else (pdf.h - MARGIN - top - CHART_GAP) / 2
    for place, field in enumerate(fields):
        title, picture = drawn(dossier, field, ".png", CHART_INCHES)
        pdf.image(
            io.BytesIO(picture),
            x=MARGIN + (place % 2) * (width + CHART_GAP),
            y=top + (place // 2) * (height + CHART_GAP),
            w=width,
            h=height,
            keep_aspect_ratio=True,
            alt_text=title,
        )


def _car(pdf: Any, dossier: Dossier, vehicle: Vehicle, name: str) -> None:
    """Each figure with the verdict and every claim behind it, those that do not count included."""
    from fpdf.fonts import FontFace

    sheet = dossier.sheet
    pdf.add_page()
    _heading(pdf, name, TITLE, 0)
    told = (vehicle.years, vehicle.body_style, vehicle.armourer and f"armoured by {vehicle.armourer}",
            vehicle.base_vehicle and f"base vehicle {vehicle.base_vehicle}")  # fmt: skip
    _small(pdf, [" · ".join(clean(part) for part in told if part)])
    pdf.set_font(FAMILY, size=BODY)
    grey = FontFace(color=LIGHT.muted)
    with _table(pdf, (HEAD_WIDTH, 40, 28, pdf.epw - HEAD_WIDTH - 68)) as table:
        head = table.row()
        for label in ("Field", "Figure", "Verdict", "Claims, as stated"):
            head.cell(label)
        place_of = sheet.vehicles.index(vehicle) + 1
        for row, made in zip(sheet.rows, dossier.grid.rows, strict=True):
            cell = sheet.cell_of(row.field, vehicle)
            claims = dossier.claims(row, vehicle)
            if not claims and cell.missing:
                continue
            brackets = f" ({', '.join(cell.secondary)})" if cell.secondary else ""
            values = made.cells[place_of].brief if row.field.many else cell.text_with_unit
            figure = cell.missing.text if cell.missing else values + brackets
            mark = mark_of(cell)
            voices = f"{mark.shape} {mark.text}" if mark else ""
            voices += f", {cell.support} of {cell.voices}" if cell.verdict else ""
            verdict = voices + (f"\n{cell.spread}" if cell.spread else "")
            stated = [_claim(dossier, claim) for claim in claims] or [""]
            if row.field.computed:
                stated = [readable(sheet.explanation(row.field, vehicle))]
            for place in range(0, len(stated), MOST_CLAIMS):
                line = table.row()
                first = place == 0
                line.cell(readable(row.label) if first else "")
                look = grey if cell.missing else FontFace(emphasis="BOLD")
                line.cell(readable(clean(figure)) if first else "", style=look)
                line.cell(verdict if first else "")
                line.cell("  ·  ".join(stated[place : place + MOST_CLAIMS]))


def _claim(dossier: Dossier, claim: Claim) -> str:
    """The words of a source, or, where they cannot be set, what it states and in which language."""
    source = dossier.sheet.library.sources[claim.source]
    number = dossier.numbers.get(claim.source)
    stated = clean(claim.as_stated)
    if _settable(stated):
        told = f"“{stated}”"
    else:
        reading = claim.reading
        unit = dossier.sheet.library.units.get(reading.unit).symbol if reading and reading.unit else ""
        told = f"{claim.value.replace('..', '–')} {unit}".strip() + f" (in {language_name(source.language)})"
    told += f" {clean(source.publisher or '')}" + (f" [{number}]" if number else "")
    return readable(told)


def _sources(pdf: Any, dossier: Dossier) -> None:
    """The sources in two columns; none breaks over columns or pages."""
    pdf.add_page()
    _heading(pdf, "Sources", TITLE, 0)
    pdf.set_font(FAMILY, size=SMALL)
    width, top, column = (pdf.epw - COLUMN_GAP) / 2, pdf.get_y(), 0
    for number, source in enumerate(dossier.sources, 1):
        parts = [(readable(f"[{number}] {_cited(source)}"), LIGHT.text, "")]
        if source.url:
            parts.append((quote(source.url, safe="%/:=&?~#+!$,;'@()*[]"), LIGHT.accent, source.url))
        high = sum(_part(pdf, width, text, dry_run=True, output="HEIGHT") for text, _, _ in parts)
        if pdf.get_y() + high > pdf.h - MARGIN:
            column = 1 - column
            if column == 0:
                pdf.add_page()
                top = pdf.get_y()
            pdf.set_y(top)
        for text, color, link in parts:
            pdf.set_x(MARGIN + column * (width + COLUMN_GAP))
            pdf.set_text_color(color)
            _part(pdf, width, text, link=link, new_x="LEFT", new_y="NEXT")
        pdf.ln(0.9)
    pdf.set_text_color(LIGHT.text)


def _part(pdf: Any, width: float, text: str, **how: Any) -> Any:
    return pdf.multi_cell(width, SMALL * 0.45, text, align="L", **how)


def _cited(source: Citation) -> str:
    """The source as cited: its address follows and tells the place; a title that cannot be set is told of."""
    place = "" if source.url else source.place
    if _settable(source.title):
        return replace(source, place=place).text
    lacks = "; ".join(part for part in (f"title in {language_name(source.language)}", source.lacks) if part)
    return replace(source, title="", place=place, lacks=lacks).text


def readable(text: str) -> str:
    """The text with a box for each character that the fonts do not have, so that none vanishes unseen."""
    known = _characters()
    return "".join(c if c == "\n" or ord(c) in known else "\u25a1" for c in text)


def _settable(text: str) -> bool:
    """Whether a quote can be set as it is: fpdf2 puts a number between Arabic words out of its order."""
    mixed = RIGHT_TO_LEFT.search(text) and any(sign.isdigit() for sign in text)
    return readable(text) == text and not mixed


@cache
def _characters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(_fonts() / "DejaVuSans.ttf")).get_charmap())
