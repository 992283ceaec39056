"""The line at the foot of the window: what the library holds, what the marks mean, and the last message."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.gui.texts import draw, elided
from carspec.gui.view_state import ViewState
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import ALL_MARKS

GAP = SPACING.huge


class StatusLine(QWidget):
    """Painted, so that what has no room is left out from the right; a message stands for the marks."""

    def __init__(self, state: ViewState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._look = state, look
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        state.changed.connect(self._show)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    @property
    def counts(self) -> str:
        """ "235 vehicles · 6,190 claims · 1,361 sources"."""
        library = self._state.library
        if library is None:
            return "Opening the library…"
        claims, sources = library.vehicles.claims, len(library.sources)
        return f"{len(library.vehicles):,} vehicles · {claims:,} claims · {sources:,} sources"

    def sizeHint(self) -> QSize:
        return QSize(400, round(QFontMetricsF(self._look.caption).height()) + SPACING.medium)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.colour("window"))
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        metrics = QFontMetricsF(self._look.caption)
        baseline = (self.height() - metrics.height()) / 2 + metrics.ascent()
        muted, font = self._look.colour("muted"), self._look.caption
        counts = elided(self.counts, font, self.width() - 2 * SPACING.large)
        draw(painter, SPACING.large, baseline, counts, font, muted)
        x = SPACING.large + metrics.horizontalAdvance(counts) + 2 * GAP
        if self._state.message:
            text = elided(self._state.message, font, self.width() - x - SPACING.large)
            draw(painter, x, baseline, text, font, self._look.colour("text"))
        else:
            self._paint_marks(painter, x, baseline)
        painter.end()

    def _paint_marks(self, painter: QPainter, x: float, baseline: float) -> None:
        metrics, size = QFontMetricsF(self._look.caption), mark_width(self._look.caption)
        for mark in ALL_MARKS:
            text = mark.text
            width = size + SPACING.small + metrics.horizontalAdvance(text)
            if x + width > self.width() - SPACING.large:
                return
            draw_mark(painter, QRectF(x, (self.height() - size) / 2, size, size), mark, self._look)
            draw(
                painter,
                x + size + SPACING.small,
                baseline,
                text,
                self._look.caption,
                self._look.colour("muted"),
            )
            x += width + GAP

    def _show(self) -> None:
        legend = "; ".join(f"{mark.text}: {mark.meaning}" for mark in ALL_MARKS)
        self.setToolTip("\n".join(f"{mark.shape} {mark.text}: {mark.meaning}" for mark in ALL_MARKS))
        self.setAccessibleName(self.counts)
        self.setAccessibleDescription(self._state.message or legend)
        self.update()
