"""A list box of the look of the window, with the sign that it opens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from carspec.output.palette import SPACING

SIGN = "▾"


class ChoiceBox(QComboBox):
    """The stylesheet leaves no arrow, so the sign of the tool bar's menus is drawn in its place."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().text().color())
        right = self.rect().adjusted(0, 0, -SPACING.medium, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, SIGN)
        painter.end()
