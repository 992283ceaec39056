"""Shows a chart as a picture that one can walk through: mark by mark with the arrow keys, or by pointing."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from carspec.gui.chart_job import ChartPicture
from carspec.gui.chart_texts import read_out
from carspec.gui.chart_walk import step
from carspec.gui.look import Look
from carspec.output.charts.marks import Mark

ZOOM_KEYS = {
    Qt.Key.Key_Plus: "in",
    Qt.Key.Key_Equal: "in",
    Qt.Key.Key_Minus: "out",
    Qt.Key.Key_0: "reset",
    Qt.Key.Key_Backspace: "back",
}


class ChartView(QWidget):
    """Emits `mark_chosen` with a mark that was clicked or walked to, `read` with the words of one that is
    pointed at, `copy_asked`, and `zoom_asked` with "in", "out", "back" or "reset"."""

    mark_chosen = Signal(object)
    read = Signal(str)
    copy_asked = Signal()
    zoom_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.picture: ChartPicture | None = None
        self.wide = False
        self._current: str | None = None
        self._selected: tuple[str | None, str | None] = (None, None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Chart")

    @property
    def current(self) -> Mark | None:
        """The mark that is walked from."""
        marks = self.picture.marks if self.picture else ()
        return next((mark for mark in marks if mark.key == self._current), None)

    def show_picture(self, picture: ChartPicture, wide: bool) -> None:
        """Show a picture; a `wide` one is not squeezed into the width of the panel."""
        self.picture, self.wide = picture, wide
        chart = picture.chart
        self.setAccessibleName(f"Chart: {chart.title}" if chart else "Chart")
        self.setAccessibleDescription(chart.description if chart else picture.problem)
        if self.current is None:
            self.mark(*self._selected)
        self.updateGeometry()
        self.update()

    def mark(self, vehicle: str | None, field: str | None) -> None:
        """Mark the selected car: the mark of its selected field, or else the first it has."""
        self._selected = vehicle, field
        current = self.current
        if current is not None and current.vehicle == vehicle and current.field in (field, None):
            return
        marks = [mark for mark in (self.picture.marks if self.picture else ()) if mark.vehicle == vehicle]
        leading = [mark for mark in marks if mark.leading] or marks
        chosen = next((mark for mark in leading if mark.field == field), leading[0] if leading else None)
        self._current = chosen.key if chosen else None
        self.update()

    def sizeHint(self) -> QSize:
        if self.picture is None or self.picture.image is None:
            return QSize(0, 0)
        return self.picture.image.deviceIndependentSize().toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() if self.wide else 1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.look.colour("window"))
        if self.picture is not None and self.picture.image is not None:
            painter.drawImage(QPointF(0, 0), self.picture.image)
            self._paint_current(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Keys that the window has commands for are taken here first: copy means the picture."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        where = event.position()
        mark = self.picture.mark_at(where.x(), where.y()) if self.picture else None
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        where = event.position()
        mark = self.picture.mark_at(where.x(), where.y()) if self.picture else None
        if mark is None or self.picture is None or self.picture.chart is None:
            QToolTip.hideText()
            return
        place = self.picture.places[mark.key].toAlignedRect()
        self.read.emit(mark.sentence)
        QToolTip.showText(
            event.globalPosition().toPoint() + QPoint(12, 12), read_out(mark, self.picture.chart), self, place
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, as everywhere; with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_asked.emit("in" if event.angleDelta().y() > 0 else "out")
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key in ZOOM_KEYS:
            self.zoom_asked.emit(ZOOM_KEYS[key])
        elif self.picture is not None and (mark := step(self.picture.marks, self.current, key)) is not None:
            self._choose(mark)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, mark: Mark) -> None:
        """Go to a mark, say it aloud, and tell the window."""
        self._current = mark.key
        self._selected = mark.vehicle, mark.field
        self.update()
        self.read.emit(mark.sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.sentence))
        self.mark_chosen.emit(mark)

    def _paint_current(self, painter: QPainter) -> None:
        """A bar at the left of the current mark, and a frame while the chart has the focus."""
        assert self.picture is not None
        place = self.picture.places.get(self._current or "")
        if place is None:
            return
        row = place.width() > self.width() * 0.6
        if row:
            bar = QRectF(place.x(), place.y() + 3, 3, place.height() - 6)
            painter.fillRect(bar, self.look.colour("accent"))
        if self.hasFocus() or not row:
            token, weight = ("focus", 2.0) if self.hasFocus() else ("faint", 1.0)
            painter.setPen(QPen(self.look.colour(token), weight))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3)
