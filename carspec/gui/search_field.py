"""The search field of the library, which marks the place in its text that is wrong."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QLineEdit, QWidget

STEP = 2.5
"""Half a wave of the line under what is wrong, in pixels."""


class SearchField(QLineEdit):
    """Escape clears it, and leaves it when it is empty; the arrow down goes on to what was found."""

    down_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error_colour = QColor("red")
        self._marked: tuple[int, int] | None = None
        self.setPlaceholderText("Search, or power > 400 kW")
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QAction):
            clear.setText("Clear the search")  # Qt gives it no name, which a screen reader would miss
        self.setAccessibleName("Search vehicles")
        self.setToolTip(
            "Make, model, year, nickname, body or class in any script, and conditions:\n"
            "power > 400 kW and rating >= VR9\n"
            "make in (Aurus, ZIL) not mass < 5 t\n"
            "length between 20 ft and 7 m\n"
            "has blast_rating · verdict(power) = conflict\n"
            "Enter adds or removes the first one found."
        )

    def event(self, event: QEvent) -> bool:
        """While it is empty undo and redo are the window's: no search that was cleared comes back by them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return True
        return super().event(event)

    def mark(self, place: tuple[int, int] | None) -> None:
        """Underline the characters from a start to an end, one place where they are equal; None for none."""
        if place != self._marked:
            self._marked = place
            self.update()

    @property
    def marked(self) -> str | None:
        """The text that is underlined."""
        return None if self._marked is None else self.text()[slice(*self._marked)]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked is None:
            return
        start, end = self._marked
        left, right = self._x(start), self._x(max(end, start + 1))
        if right <= left:
            right = left + 3 * STEP
        cursor = self.cursorRect()
        bottom = cursor.center().y() + QFontMetricsF(self.font()).height() / 2
        inside = self.rect().adjusted(4, 0, -4, 0)
        left, right = max(left, inside.left()), min(right, inside.right())
        count = max(2, int((right - left) / STEP))
        wave = [QPointF(left + n * STEP, bottom - (STEP if n % 2 else 0)) for n in range(count + 1)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.error_colour, 1.2))
        painter.drawPolyline(QPolygonF(wave))
        painter.end()

    def _x(self, place: int) -> float:
        """Where a character begins, counted from the cursor, so that a text scrolled aside is met."""
        metrics, text = QFontMetricsF(self.font()), self.text()
        cursor = self.cursorRect()
        middle = cursor.x() + cursor.width() / 2
        return (
            middle
            + metrics.horizontalAdvance(text[:place])
            - metrics.horizontalAdvance(text[: self.cursorPosition()])
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.down_asked.emit()
        else:
            super().keyPressEvent(event)
