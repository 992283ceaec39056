"""The chart below the comparison: drawn in a worker, shown with its title, its notes and its sources."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from carspec.core.sheet import Sheet
from carspec.gui.chart_choice import chart_fields
from carspec.gui.chart_job import ChartPicture, ChartWish, draw_chart
from carspec.gui.chart_tabs import ChartTabs
from carspec.gui.chart_view import ChartView
from carspec.gui.look import Look
from carspec.gui.view_state import ViewState
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.charts.kinds import KINDS
from carspec.output.charts.marks import Mark
from carspec.output.palette import SPACING, TYPE

PAUSE = 60
"""Milliseconds after the last change of size before the chart is drawn anew."""

LEAST_WIDTH = 420
"""Pixels of width for type of the common size; where there are fewer, the type of the chart is smaller."""

ZOOMS = (1.0, 1.4, 2.0, 2.8, 4.0)


class ChartPanel(QWidget):
    """Follows kind and field, the units and the look of the state; a late answer is dropped.

    `drawn` tells that a new picture stands, `copy_asked` that the picture shall be copied.
    """

    drawn = Signal()
    copy_asked = Signal()

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self._asked = 0
        self._wish: ChartWish | None = None
        self._zooms = [1.0]
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answer = _Answer(self)
        self._answer.ready.connect(self._take)
        self._answer.failed.connect(self._fail)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._ask)
        self.tabs = ChartTabs(state)
        self.tabs.zoom_asked.connect(self.zoom)
        self.title, self.subtitle, self.source = WrappedLabel(), WrappedLabel(), WrappedLabel()
        self.problem = WrappedLabel()
        for label in (self.subtitle, self.source, self.problem):
            label.setProperty("tone", "muted")
        self.view = ChartView(look)
        self.view.mark_chosen.connect(self._choose)
        self.view.zoom_asked.connect(self.zoom)
        self.view.copy_asked.connect(self.copy_asked)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.view)
        self._scroll.viewport().installEventFilter(self)
        self._arrange()
        self.set_look(look)
        state.changed.connect(self._show)

    @property
    def picture(self) -> ChartPicture | None:
        """What is shown."""
        return self.view.picture

    def set_look(self, look: Look) -> None:
        self._look = self.view.look = look
        self.title.setFont(look.emphasis_bold)
        self.tabs.set_look(look)
        for label in (self.subtitle, self.source):
            label.setFont(look.caption)
        self._show()

    def stop(self) -> None:
        """Wait for the worker, so that nothing runs after the window."""
        self._timer.stop()
        self._asked += 1
        self._pool.clear()
        self._pool.waitForDone()

    def zoom(self, how: str) -> None:
        """Give the chart more room ("in"), less ("out"), that of before ("back") or the panel's ("reset")."""
        now = self._zooms[-1]
        place = ZOOMS.index(now)
        match how:
            case "back":
                self._zooms = self._zooms[:-1] or [1.0]
            case "reset":
                self._zooms = [1.0]
            case _:
                there = place + (1 if how == "in" else -1)
                if not 0 <= there < len(ZOOMS):
                    return
                self._zooms.append(ZOOMS[there])
        self._ask()

    def show_now(self) -> None:
        """Paint a picture that has come, which otherwise is done with the next events."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.repaint()

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

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
        layout.setContentsMargins(0, SPACING.small, 0, SPACING.small)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        for label in (self.title, self.subtitle, self.problem):
            label.setContentsMargins(SPACING.huge + SPACING.small, SPACING.small, SPACING.huge, 0)
            layout.addWidget(label)
        layout.addWidget(self._scroll, 1)
        self.source.setContentsMargins(SPACING.huge + SPACING.small, SPACING.small, SPACING.huge, 0)
        layout.addWidget(self.source)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.problem.hide()

    def _choose(self, mark: Mark) -> None:
        """Select car and field everywhere; a mark without a field leaves the field as it is."""
        field = mark.field or self._state.remembered.field
        if mark.vehicle and field is not None:
            self._state.select(field, mark.vehicle)
        place = self.picture.places[mark.key].toAlignedRect() if self.picture else None
        if place is not None:
            middle = place.center()
            self._scroll.ensureVisible(middle.x(), middle.y(), place.width() // 2, place.height() // 2)

    def _show(self) -> None:
        sheet = self._state.sheet
        if sheet is not None:
            self._stand_aside(not sheet.vehicles)
        self.tabs.renew()
        cell = self._state.cell
        self.view.mark(*((cell.vehicle, cell.field) if cell is not None else (None, None)))
        if sheet is None:
            return
        if self._wish is None:
            self._timer.start()  # the first picture loads matplotlib: the figures are painted before
        elif self._outdated(self._wish, sheet):
            self._ask()

    def _outdated(self, wish: ChartWish, sheet: Sheet) -> bool:
        shown = wish.sheet, wish.kind, wish.fields, wish.theme
        kind, fields = self._state.remembered.chart_kind, chart_fields(self._state)
        return shown != (sheet, kind, fields, self._look.theme.key)

    def _stand_aside(self, empty: bool) -> None:
        """Show nothing at all while no car is compared."""
        self.tabs.setVisible(not empty)
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
            kind=self._state.remembered.chart_kind,
            fields=chart_fields(self._state),
            theme=self._look.theme.key,
            width=room.width(),
            height=room.height(),
            scale=max(0.5, min(pixels / (TYPE.body * 96 / 72), room.width() / LEAST_WIDTH)),
            ratio=self.devicePixelRatioF(),
            zoom=self._zooms[-1],
        )
        if wish == self._wish:
            return
        self._wish = wish
        self._asked += 1
        number, answer = self._asked, self._answer
        self._pool.clear()
        self._pool.start(lambda: _answer(answer, number, wish))

    def _fail(self, wish: ChartWish, fault: Exception) -> None:
        """A fault in drawing what is shown now; a Sheet whose library has changed meanwhile may well fail."""
        if wish.sheet is self._state.sheet:
            raise fault

    def _take(self, number: int, picture: ChartPicture) -> None:
        if number != self._asked:
            return
        chart = picture.chart
        self.title.setText(chart.title if chart else KINDS[self._state.remembered.chart_kind].question)
        below = " ".join((*chart.notes, chart.source_line)) if chart else ""
        for label, text in ((self.subtitle, chart.subtitle if chart else ""), (self.source, below)):
            label.setText(text)
            label.setVisible(bool(text))
        self.problem.setText(picture.problem)
        self.problem.setVisible(bool(picture.problem))
        self._scroll.setVisible(picture.image is not None)
        wide = self._zooms[-1] > 1
        self._let_scroll(picture, wide)
        self.view.show_picture(picture, wide)
        self.drawn.emit()

    def _let_scroll(self, picture: ChartPicture, wide: bool) -> None:
        """Let scroll what is larger than its room. While the room changes nothing is: a scroll bar that comes
        and goes takes the width for which the next picture is made, and Qt crashes where a screen reader asks
        for one that has just gone.
        """
        room = self._wish.height if self._wish is not None else 0
        high = picture.image is not None and picture.image.deviceIndependentSize().height() > room
        needed, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._scroll.setHorizontalScrollBarPolicy(needed if wide else never)
        self._scroll.setVerticalScrollBarPolicy(needed if wide or high else never)


class _Answer(QObject):
    """Carries a picture with the number of its wish, or a wish with its fault, from the worker."""

    ready = Signal(int, object)
    failed = Signal(object, object)


def _answer(answer: _Answer, number: int, wish: ChartWish) -> None:
    """Draw a wish in the worker; a fault is for the GUI thread to judge."""
    try:
        picture = draw_chart(wish)
    except Exception as fault:
        answer.failed.emit(wish, fault)
    else:
        answer.ready.emit(number, picture)
