"""A line that shows a mark and what it means."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import COMPUTED, Mark


class MarkLabel(WrappedLabel):
    """The text of a mark in its colour, with the mark before it; hidden where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look, self._mark = look, COMPUTED

    def show_mark(self, mark: Mark | None, text: str) -> None:
        self.setVisible(mark is not None)
        if mark is not None:
            self._mark = mark
            self.setText(text)
            self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.setFont(look.body)
        self.setContentsMargins(round(mark_width(look.body)) + SPACING.medium, 0, 0, 0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.colour(self._mark.colour))
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size, line = mark_width(self.font()), QFontMetricsF(self.font()).height()
        painter = QPainter(self)
        draw_mark(painter, QRectF(1, (line - size) / 2, size, size), self._mark, self._look)
        painter.end()
