"""Charts as other programs read them: Qt draws the SVG, poppler reads the PDF."""

import io
import subprocess
from pathlib import Path
from shutil import which

import gallery
import numpy
import pytest
from PIL import Image
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from carspec.output.charts.files import chart_bytes
from carspec.output.charts.picture import picture
from carspec.output.charts.sizes import PictureSize
from carspec.paths import resource
from carspec.store.library import SqliteLibrary

CASES = [gallery.Case(kind, asked[0], "conflicting") for kind, asked in gallery.FIELDS.items()]
SIZE = PictureSize(576.0, dpi=72)
COARSE = 8
"""Pixels of a square whose mean is compared: fonts differ from program to program, letter by letter."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_qt_draws_the_svg_as_the_png_is(
    case: gallery.Case, library: SqliteLibrary, qapp: QApplication
) -> None:
    for font in resource("fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(font))
    chart = gallery.chart(library, case)
    ours = numpy.asarray(Image.open(io.BytesIO(chart_bytes(chart, ".png", SIZE))).convert("L"), float)
    renderer = QSvgRenderer(chart_bytes(chart, ".svg", SIZE))
    assert renderer.isValid()
    image = QImage(ours.shape[1], ours.shape[0], QImage.Format.Format_RGB888)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    flat = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(image.height(), image.bytesPerLine())
    colours = flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    theirs = numpy.asarray(Image.fromarray(colours).convert("L"), float)
    ink, differing = 255 - coarse(ours), numpy.abs(coarse(ours) - coarse(theirs))
    assert ink.mean() > 4
    assert differing.mean() < 0.25 * ink.mean()


def coarse(pixels: numpy.ndarray) -> numpy.ndarray:
    """The means of squares of pixels."""
    high, wide = (side // COARSE for side in pixels.shape)
    whole = pixels[: high * COARSE, : wide * COARSE]
    return whole.reshape(high, COARSE, wide, COARSE).mean(axis=(1, 3))


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_poppler_finds_every_text_of_the_pdf(
    case: gallery.Case, library: SqliteLibrary, tmp_path: Path
) -> None:
    chart = gallery.chart(library, case)
    path = tmp_path / "chart.pdf"
    path.write_bytes(chart_bytes(chart, ".pdf"))
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True)
    words = set(read.stdout.split())
    texts = [text.get_text() for text in picture(chart).texts if not text.get_rotation()]
    assert {word for text in texts for word in text.split()} - words == set()
