"""The window in outline, on the screen before its parts are loaded: a search field, headers, grey bars."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from carspec.gui.look import Look
from carspec.gui.search_field import SearchField
from carspec.gui.skeleton import Skeleton
from carspec.output.palette import SPACING

SIDE_IN_EMS = 27.0
BARS_IN_LINES = 4.2
"""The height of menus and tools."""


class Outline(QWidget):
    """What is typed into its search field goes on in the library's. `painted` is emitted once."""

    painted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told = False
        self.search = SearchField(self)
        self.search.setFont(look.body)
        self._table = Skeleton(look, self)
        line = QFontMetricsF(look.body).height()
        top, side = round(line * BARS_IN_LINES), round(look.em * SIDE_IN_EMS)
        self._top, self._side = top, side
        self.search.setFocus()

    def hand_over(self, search: QLineEdit) -> None:
        """Give what was typed to another field."""
        search.setText(self.search.text())

    def resizeEvent(self, event: object) -> None:
        side, top, room = min(self._side, self.width() // 4), self._top, SPACING.large
        self.search.setGeometry(room, top + room, side - 2 * room, self.search.sizeHint().height())
        self._table.setGeometry(side, top, self.width() - side, self.height() - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("window"))
        painter.setPen(self._look.colour("line"))
        side = min(self._side, self.width() // 4)
        painter.drawLine(0, self._top - 1, self.width(), self._top - 1)
        painter.drawLine(side - 1, self._top, side - 1, self.height())
        painter.setPen(self._look.colour("window"))
        painter.setBrush(self._look.colour("hover"))
        line = QFontMetricsF(self._look.body).height()
        y = self._top + 5 * line
        while y < self.height():
            painter.drawRoundedRect(QRectF(SPACING.large, y, side * 0.7, line * 0.7), 3, 3)
            y += 2 * line
        painter.end()
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)
