"""The chart below the comparison: drawn in a worker, shown with its title and the count of sources."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from carspec.core.sheet import Sheet
from carspec.gui.chart_job import ChartPicture, ChartWish, draw_chart
from carspec.gui.chart_view import ChartView
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING, TYPE

PAUSE = 60
"""Milliseconds after the last change of size before the chart is drawn anew."""

LEAST_WIDTH = 420
"""Pixels of width for type of the common size; where there are fewer, the type of the chart is smaller."""


class ChartPanel(QWidget):
    """Follows the chosen field, the units and the look of the state; a late answer is dropped.

    `drawn` tells that a new picture stands.
    """

    drawn = Signal()

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._asked = 0
        self._wish: ChartWish | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answer = _Answer(self)
        self._answer.ready.connect(self._take)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._ask)
        self.title, self.subtitle, self.source = WrappedLabel(), WrappedLabel(), WrappedLabel()
        self.problem = WrappedLabel()
        for label in (self.subtitle, self.source, self.problem):
            label.setProperty("tone", "muted")
        self.view = ChartView(look)
        self.view.bar_chosen.connect(lambda vehicle: state.select(state.remembered.chart_field, vehicle))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.view)
        self._scroll.viewport().installEventFilter(self)
        self._arrange()
        self.set_look(look)
        state.changed.connect(self._show)

    def set_look(self, look: Look) -> None:
        self._look = self.view.look = look
        self.title.setFont(look.emphasis_bold)
        for label in (self.subtitle, self.source):
            label.setFont(look.caption)
        self._show()

    def stop(self) -> None:
        """Wait for the worker, so that nothing runs after the window."""
        self._timer.stop()
        self._asked += 1
        self._pool.clear()
        self._pool.waitForDone()

    def sizeHint(self) -> QSize:
        return QSize(640, 280)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The picture is as wide as the room that the scroll bar leaves."""
        if event.type() == QEvent.Type.Resize:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACING.medium, 0, SPACING.small)
        layout.setSpacing(0)
        for label in (self.title, self.subtitle, self.problem):
            label.setContentsMargins(SPACING.huge + SPACING.small, 0, SPACING.huge, 0)
            layout.addWidget(label)
        layout.addWidget(self._scroll, 1)
        self.source.setContentsMargins(SPACING.huge + SPACING.small, SPACING.small, SPACING.huge, 0)
        layout.addWidget(self.source)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.problem.hide()

    def _show(self) -> None:
        if self._state.sheet is not None:
            self._stand_aside(not self._state.sheet.vehicles)
        cell = self._state.cell
        here = cell is not None and cell.field == self._state.remembered.chart_field
        self.view.mark(cell.vehicle if cell is not None and here else None)
        sheet = self._state.sheet
        if sheet is None:
            return
        if self._wish is None:
            self._timer.start()  # the first picture loads matplotlib: the figures are painted before
        elif self._outdated(self._wish, sheet):
            self._ask()

    def _outdated(self, wish: ChartWish, sheet: Sheet) -> bool:
        shown = wish.sheet, wish.field, wish.theme
        return shown != (sheet, self._state.remembered.chart_field, self._look.theme.key)

    def _stand_aside(self, empty: bool) -> None:
        """Show nothing at all while no car is compared."""
        if empty:
            self._asked += 1
            self._wish = None
            for part in (self.title, self.subtitle, self.problem, self.source):
                part.clear()
            self._scroll.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def _ask(self) -> None:
        """Ask the worker for a picture of what is wanted now; an older wish that waits is forgotten."""
        sheet = self._state.sheet
        room = self._scroll.viewport().size()
        if sheet is None or not sheet.vehicles or not self.isVisible() or room.width() < 50:
            return
        pixels = QFontInfo(self._look.body).pixelSize()
        wish = ChartWish(
            sheet=sheet,
            field=self._state.remembered.chart_field,
            theme=self._look.theme.key,
            width=room.width(),
            height=room.height(),
            scale=max(0.5, min(pixels / (TYPE.body * 96 / 72), room.width() / LEAST_WIDTH)),
            ratio=self.devicePixelRatioF(),
        )
        if wish == self._wish:
            return
        self._wish = wish
        self._asked += 1
        number, answer = self._asked, self._answer
        self._pool.clear()
        self._pool.start(lambda: answer.ready.emit(number, draw_chart(wish)))

    def _take(self, number: int, picture: ChartPicture) -> None:
        if number != self._asked:
            return
        self.title.setText(picture.title)
        for label, text in ((self.subtitle, picture.subtitle), (self.source, picture.source_line)):
            label.setText(text)
            label.setVisible(bool(text))
        self.problem.setText(picture.problem)
        self.problem.setVisible(bool(picture.problem))
        self._scroll.setVisible(picture.image is not None)
        self.view.show_picture(picture)
        self.drawn.emit()


class _Answer(QObject):
    """Carries a picture and the number of its wish from the worker to the GUI thread."""

    ready = Signal(int, object)
