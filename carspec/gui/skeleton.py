"""What stands in the centre while the library is opened: the outline of a table."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from carspec.gui.look import Look
from carspec.gui.texts import draw
from carspec.output.palette import SPACING

ROWS, COLUMNS = 12, 5


class Skeleton(QWidget):
    """Headers, and grey bars where figures will be."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_look(look)
        self.setAccessibleName("Opening the library")

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("surface"))
        painter.drawRect(self.rect())
        line = QFontMetricsF(self._look.body).height()
        draw(
            painter,
            SPACING.large,
            line + SPACING.large,
            "Opening the library…",
            self._look.body,
            self._look.colour("muted"),
        )
        width = self.width() / COLUMNS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("header"))
        painter.drawRect(QRectF(0, 2.4 * line, self.width(), 2.2 * line))
        painter.setBrush(self._look.colour("line"))
        for column in range(1, COLUMNS):
            place = QRectF(SPACING.large + column * width, 3.1 * line, width * 0.6, line * 0.8)
            painter.drawRoundedRect(place, 3, 3)
        painter.setBrush(self._look.colour("hover"))
        for row in range(ROWS):
            for column in range(COLUMNS):
                share = 0.35 + 0.1 * ((row * 3 + column * 2) % 4)
                top = 5.6 * line + row * 3 * line
                painter.drawRoundedRect(
                    QRectF(SPACING.large + column * width, top, width * share, line * 0.8), 3, 3
                )
        painter.end()
