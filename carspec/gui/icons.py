"""The program's own icons: one SVG drawing each, coloured for the theme and drawn sharp in every size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from carspec.output.palette import Theme
from carspec.paths import resource

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


class _Drawn(QIconEngine):
    """Draws an icon when it is seen, in the size in which it is."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._theme)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return picture(self._name, self._colour(mode, state), size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.deviceTransform().m11()
        painter.drawPixmap(rect, picture(self._name, self._colour(mode, state), rect.size(), ratio))

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return self._theme.faint
        return self._theme.accent if state == QIcon.State.On else self._theme.text


def icon(name: str, theme: Theme) -> QIcon:
    """The icon in the text colour of a theme, in the accent colour while it is switched on."""
    return QIcon(_Drawn(name, theme))


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
