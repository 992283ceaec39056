"""Charts as files: SVG with live text and a description, PNG, and PDF with embedded fonts."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib

from carspec.core.errors import CarspecError
from carspec.output.chart_frame import Caption, ChartFigure
from carspec.output.files import write_whole
from carspec.output.palette import TYPE

SUFFIXES = (".svg", ".png", ".pdf")
PNG_DPI = 200
PROGRAM = "carspec"


class UnknownPictureFormat(CarspecError):
    """A chart is asked for in a format that is not written."""


def save_chart(figure: ChartFigure, path: Path, *, outlines: bool = False) -> None:
    """Write the chart to `path`; its suffix says whether as SVG, PNG or PDF.

    The same chart makes the same bytes: ids and dates come from its content and the version of the data. With
    `outlines` the text of an SVG is drawn as shapes, which look alike everywhere but cannot be edited.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownPictureFormat(f"A chart is written as .svg, .png or .pdf, not as {path.name!r}.")
    write_whole(path, chart_bytes(figure, suffix, outlines=outlines))


def chart_bytes(figure: ChartFigure, suffix: str, *, outlines: bool = False) -> bytes:
    """The content of the file for one of SUFFIXES."""
    caption = figure.caption
    settings: dict[Any, Any] = {
        "svg.fonttype": "path" if outlines else "none",
        "svg.hashsalt": PROGRAM,
        "pdf.fonttype": 42,
    }
    out = io.BytesIO()
    with matplotlib.rc_context(settings):
        figure.savefig(out, format=suffix[1:], dpi=PNG_DPI, metadata=_metadata(caption, suffix))
    content = out.getvalue()
    return _described(content.decode("utf-8"), caption).encode("utf-8") if suffix == ".svg" else content


def _metadata(caption: Caption, suffix: str) -> dict[str, object]:
    match suffix:
        case ".svg":
            return {
                "Title": caption.title,
                "Date": caption.date,
                "Description": caption.description,
                "Source": caption.source,
                "Creator": PROGRAM,
            }
        case ".png":
            return {
                "Title": caption.title,
                "Description": caption.description,
                "Source": caption.source,
                "Software": PROGRAM,
            }
        case _:
            return {
                "Title": caption.title,
                "Subject": caption.description,
                "Creator": PROGRAM,
                "Producer": PROGRAM,
                "CreationDate": _day(caption.date),
            }


def _day(date: str) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC)
    except ValueError:
        return None


def _described(svg: str, caption: Caption) -> str:
    """The SVG with role, title and description for screen readers, and its fonts with their substitutes."""
    head = (
        f'<title id="title">{escape(caption.title)}</title>\n'
        f' <desc id="description">{escape(caption.description)}</desc>'
    )
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(
        r"<svg [^>]*>",
        lambda tag: f'{tag[0][:-1]} role="img" aria-labelledby="title description">\n {head}',
        svg,
        count=1,
    )
    fonts = ", ".join(f"'{name}'" for name in TYPE.families) + ", sans-serif"
    return re.sub(r"(?<=font-family: )[^;\"]*(?=[;\"])", fonts, svg)
