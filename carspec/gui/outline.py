"""The library in outline, on the screen before it is loaded: a search field over grey bars."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from carspec.gui.first_paint import FirstPaint
from carspec.gui.look import Look
from carspec.gui.search_field import SearchField
from carspec.output.palette import SPACING


class Outline(QWidget):
    """What is typed into its search field goes on in the library's. `painted` is emitted once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.painted = FirstPaint(self).done
        self.search = SearchField(self)
        self.search.setFont(look.body)

    def hand_over(self, search: QLineEdit) -> None:
        """Give what was typed to another field."""
        search.setText(self.search.text())
        search.setCursorPosition(self.search.cursorPosition())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = SPACING.large
        self.search.setGeometry(room, room, self.width() - 2 * room, self.search.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.colour("window"))
        painter.setBrush(self._look.colour("hover"))
        line = QFontMetricsF(self._look.body).height()
        y = 5 * line
        while y < self.height():
            painter.drawRoundedRect(QRectF(SPACING.large, y, self.width() * 0.7, line * 0.7), 3, 3)
            y += 2 * line
        painter.end()
