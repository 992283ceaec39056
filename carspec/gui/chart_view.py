"""Shows a chart as a picture that one can walk through: bar by bar with the arrow keys, or by a click."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from carspec.gui.chart_job import ChartPicture
from carspec.gui.look import Look


class ChartView(QWidget):
    """Emits `bar_chosen` with the key of a car."""

    bar_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.picture: ChartPicture | None = None
        self._vehicle: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Chart")

    def show_picture(self, picture: ChartPicture) -> None:
        self.picture = picture
        self.setAccessibleName(f"Chart: {picture.title}")
        self.setAccessibleDescription(picture.description)
        self.updateGeometry()
        self.update()

    def mark(self, vehicle: str | None) -> None:
        """Mark the row of the selected car."""
        if vehicle != self._vehicle:
            self._vehicle = vehicle
            self.update()

    def sizeHint(self) -> QSize:
        if self.picture is None or self.picture.image is None:
            return QSize(0, 0)
        return self.picture.image.deviceIndependentSize().toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.look.colour("window"))
        if self.picture is not None and self.picture.image is not None:
            painter.drawImage(QPointF(0, 0), self.picture.image)
            self._paint_mark(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        for vehicle, top, bottom in self.picture.bars if self.picture else ():
            if top <= event.position().y() < bottom and event.button() == Qt.MouseButton.LeftButton:
                self.bar_chosen.emit(vehicle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        cars = [vehicle for vehicle, _, _ in self.picture.bars] if self.picture else []
        if event.key() not in steps or not cars:
            super().keyPressEvent(event)
            return
        place = cars.index(self._vehicle) + steps[Qt.Key(event.key())] if self._vehicle in cars else 0
        self.bar_chosen.emit(cars[max(0, min(place, len(cars) - 1))])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_mark(self, painter: QPainter) -> None:
        """A bar at the left edge of the selected car's row, and a frame while the chart has the focus."""
        assert self.picture is not None
        for vehicle, top, bottom in self.picture.bars:
            if vehicle == self._vehicle:
                painter.fillRect(QRectF(0, top + 3, 3, bottom - top - 6), self.look.colour("accent"))
                if self.hasFocus():
                    painter.setPen(QPen(self.look.colour("focus"), 2))
                    painter.drawRect(QRectF(1, top + 1, self.width() - 2, bottom - top - 2))
