"""The PDF dossier as poppler reads it: every cell of the comparison stands whole in its column."""

import re
import subprocess
from collections import Counter
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from carspec.core.sheet import Sheet
from carspec.output.documents.pdf import HEAD_WIDTH, MARGIN, readable
from carspec.output.exports import KINDS, exported
from carspec.output.grid import GridCell, Options
from carspec.output.layouts import compare_grid
from tests.output.small_library import example, sheets

POINTS = 72 / 25.4
PAGE_WIDTH = 297.0
HTML = "{http://www.w3.org/1999/xhtml}"
WITH_SOURCES = Options(sources=True)
needs_poppler = pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")


def words_of(pdf: bytes) -> list[tuple[float, str]]:
    """Each word of the first page with its left edge in millimetres, as poppler finds them."""
    with TemporaryDirectory() as folder:
        path, read = Path(folder, "dossier.pdf"), Path(folder, "words.html")
        path.write_bytes(pdf)
        subprocess.run(["pdftotext", "-bbox", "-l", "1", path, read], check=True, timeout=60)
        text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", read.read_text("utf-8", "ignore"))
    words = ElementTree.fromstring(text).iter(f"{HTML}word")
    return [(float(word.get("xMin", 0)) / POINTS, "".join(word.itertext())) for word in words]


def signs(text: str) -> Counter[str]:
    """The signs of a text that leave ink, in any order: poppler reads right-to-left runs its own way."""
    return Counter(sign for sign in text if not sign.isspace() and sign not in "\u200b\u200c\u200d")


def told(cell: GridCell) -> str:
    marks = [cell.mark.shape] if cell.mark else []
    source = [f"[{cell.source}]"] if cell.source else []
    return " ".join([cell.brief, *cell.brackets, *marks, *source, *cell.rare_notes])


def compare(sheet: Sheet) -> None:
    grid = compare_grid(sheet, WITH_SOURCES)
    share = (PAGE_WIDTH - 2 * MARGIN - HEAD_WIDTH) / len(grid.names)
    found: list[Counter[str]] = [Counter() for _ in grid.names]
    for left, word in words_of(exported(sheet, KINDS[".pdf"], WITH_SOURCES)):
        place = int((left - MARGIN - HEAD_WIDTH) // share)
        if 0 <= place < len(found):
            found[place] += signs(word)
    for place, name in enumerate(grid.names):
        wanted = Counter(signs(readable(name)))
        for row in grid.rows:
            wanted += signs(readable(told(row.cells[place + 1])))
        assert not wanted - found[place], name


@needs_poppler
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_poppler_finds_every_sign_of_every_car_in_its_column(sheet: Sheet) -> None:
    compare(sheet)


@needs_poppler
def test_poppler_reads_the_figures_of_the_example_word_for_word() -> None:
    words = [word for _, word in words_of(exported(example(), KINDS[".pdf"], WITH_SOURCES))]
    text = " ".join(words)
    for figure in ("598 (440 kW, 590 hp)", "612 (450 kW, 604 hp)", "4,000–4,200", "over 9,000", "VR8/VR10"):
        assert figure in text
