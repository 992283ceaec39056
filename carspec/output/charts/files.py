"""Charts as files: SVG with live text and a description, PNG, PDF, and the plotted data."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import matplotlib

from carspec.core.errors import CarspecError
from carspec.output.charts.board import ChartFigure
from carspec.output.charts.comparison import KEYWORD
from carspec.output.charts.data_csv import chart_csv
from carspec.output.charts.marks import Chart
from carspec.output.charts.picture import picture
from carspec.output.charts.sizes import SCREEN_DPI, PictureSize, require_pixels
from carspec.output.charts.style import Style
from carspec.output.charts.text import width
from carspec.output.files import write_whole
from carspec.output.palette import LIGHT, TYPE, Theme

PICTURES = (".svg", ".png", ".pdf")
SUFFIXES = (*PICTURES, ".csv")
PROGRAM = "carspec"
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": PROGRAM, "pdf.fonttype": 42}
"""matplotlib's settings for live text in SVG, the same ids each time, and TrueType fonts in PDF."""

_LIVE = re.compile(r'<text (style="(font-weight: 700; )?font-size: ([0-9.]+)px;[^>]*)>([^<]+)</text>')


class UnknownPictureFormat(CarspecError):
    """A chart is asked for in a format that is not written."""


def save_chart(
    chart: Chart,
    path: Path,
    size: PictureSize | None = None,
    theme: Theme = LIGHT,
    *,
    outlines: bool = False,
) -> None:
    """Write the chart to `path`; its suffix says whether as SVG, PNG, PDF or as a table of its data.

    The same chart makes the same bytes: ids and dates come from its content and the version of the data. With
    `outlines` the text of an SVG is drawn as shapes, which look alike everywhere but cannot be edited.
    Raises UnknownPictureFormat, NoSize, TooSmall, UnwritableFile.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownPictureFormat(f"A chart is written as .svg, .png, .pdf or .csv, not as {path.name!r}.")
    write_whole(path, chart_bytes(chart, suffix, size, theme, outlines=outlines))


def chart_bytes(
    chart: Chart,
    suffix: str,
    size: PictureSize | None = None,
    theme: Theme = LIGHT,
    *,
    outlines: bool = False,
) -> bytes:
    """The content of the file for one of SUFFIXES."""
    if suffix == ".csv":
        return chart_csv(chart).encode("utf-8-sig")
    size = size or PictureSize(576.0)
    figure = picture(chart, Style(theme, size.scale), size.width, size.height)
    return figure_bytes(figure, suffix, size.dpi, outlines=outlines)


def figure_bytes(
    figure: ChartFigure, suffix: str, dpi: float = 2 * SCREEN_DPI, *, outlines: bool = False
) -> bytes:
    """A drawn chart as a file of one of PICTURES."""
    chart = figure.chart
    width, height = figure.get_size_inches() * 72
    if suffix == ".png":
        require_pixels(width, height, dpi)
    settings = {**SETTINGS, "svg.fonttype": "path"} if outlines else SETTINGS
    out = io.BytesIO()
    with matplotlib.rc_context(settings):
        figure.savefig(out, format=suffix[1:], dpi=dpi, metadata=_metadata(chart, suffix))
    content = out.getvalue()
    return _described(content.decode("utf-8"), chart).encode("utf-8") if suffix == ".svg" else content


def _metadata(chart: Chart, suffix: str) -> dict[str, object]:
    carried, date = chart.comparison.to_json(), chart.comparison.data_version
    told = {"Title": chart.title, "Description": chart.description, "Source": chart.source_line}
    match suffix:
        case ".svg":
            return {**told, "Date": date, "Creator": PROGRAM}
        case ".png":
            return {**told, "Software": PROGRAM, KEYWORD: carried}
        case _:
            return {
                "Title": chart.title,
                "Subject": chart.description,
                "Keywords": carried,
                "Creator": PROGRAM,
                "Producer": PROGRAM,
                "CreationDate": _day(date),
            }


def _day(date: str) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC)
    except ValueError:
        return None


def _described(svg: str, chart: Chart) -> str:
    """The SVG with role, title and description for screen readers, its comparison, and its fonts with their
    substitutes, in which each line of text keeps its length: else it would run into the next."""
    head = (
        f'<title id="title">{escape(chart.title)}</title>\n'
        f' <desc id="description">{escape(chart.description)}</desc>\n'
        f' <metadata id="{KEYWORD}">{escape(chart.comparison.to_json())}</metadata>'
    )
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(
        r"<svg [^>]*>",
        lambda tag: f'{tag[0][:-1]} role="img" aria-labelledby="title description">\n {head}',
        svg,
        count=1,
    )
    fonts = ", ".join(f"'{name}'" for name in TYPE.families) + ", sans-serif"
    svg = re.sub(r"(?<=font-family: )[^;\"]*(?=[;\"])", fonts, svg)
    return _LIVE.sub(_kept, svg)


def _kept(line: re.Match[str]) -> str:
    """A line of live text with its length in the house font."""
    attributes, bold, size, text = line.groups()
    length = width(unescape(text), float(size), "bold" if bold else "normal")
    return f'<text {attributes} textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs">{text}</text>'
