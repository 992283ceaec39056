"""The program's own icons: one SVG drawing each, coloured for the theme and drawn sharp in every size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from carspec.output.palette import Theme
from carspec.paths import resource

TOOL_SIZES = (16, 20, 32, 48)
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def icon(name: str, theme: Theme) -> QIcon:
    """The icon in the text colour of a theme, in the accent colour while it is switched on."""
    made = QIcon()
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, theme.text),
        (QIcon.Mode.Normal, QIcon.State.On, theme.accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, theme.faint),
    )
    for mode, state, colour in states:
        for size in TOOL_SIZES:
            made.addPixmap(picture(name, colour, QSize(size, size)), mode, state)
    return made


def program_icon() -> QIcon:
    """The icon of the program itself, which has colours of its own."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(picture("carspec", "", QSize(size, size)))
    return made


def picture(name: str, colour: str, size: QSize, ratio: float = 1.0) -> QPixmap:
    """A drawing in one colour, `size` logical pixels large on a screen with `ratio` device pixels each."""
    key = f"{name} {colour} {size.width()}x{size.height()} {ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode()))).render(
        painter, QRectF(pixmap.rect())
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


@lru_cache
def _drawing(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()
