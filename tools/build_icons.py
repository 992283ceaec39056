"""Draws the program's icon in the sizes and kinds of file that Linux, Windows and macOS ask for."""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "carspec.svg"
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
"""Pixels of each side. Every size is drawn by itself: made smaller from a large one, lines turn grey."""


def draw(size: int) -> Image.Image:
    """The icon, `size` pixels on each side, on a transparent ground."""
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def build(folder: Path) -> None:
    """Write carspec.ico, carspec.icns, and below hicolor what a Linux desktop takes by name and size."""
    for size in LINUX_SIZES:
        place = folder / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        draw(size).save(place / "carspec.png")
    drawn = folder / "hicolor" / "scalable" / "apps"
    drawn.mkdir(parents=True, exist_ok=True)
    (drawn / "carspec.svg").write_bytes(DRAWING.read_bytes())
    *smaller, largest = map(draw, WINDOWS_SIZES)
    named = [(size, size) for size in WINDOWS_SIZES]
    largest.save(folder / "carspec.ico", append_images=smaller, sizes=named)
    *smaller, largest = map(draw, MACOS_SIZES)
    largest.save(folder / "carspec.icns", append_images=smaller)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
