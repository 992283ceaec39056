"""The claims behind a figure as dots on one axis, each in the mark of its standing."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from carspec.core import numbers
from carspec.core.sheet import Cell, Sheet
from carspec.core.values import COUNTING, Claim, Field
from carspec.gui.claim_dots import Axis, Dot, axis_of, dots_of
from carspec.gui.claim_texts import GROUPS, STANDINGS, heading
from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import MARKS

MOST_HIGH = 12
"""Marks above each other before they stand closer."""
USUAL_COLUMNS = 28
"""Marks side by side in a panel of the usual width; the height is reckoned with it, so that it never depends
on the width, which it might change by calling for a scroll bar."""


class ClaimPlot(QWidget):
    """Hidden where all claims state one number; emits `chosen` with a claim that is clicked."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sheet: Sheet | None = None
        self._field: Field | None = None
        self._axis: Axis | None = None
        self._dots: tuple[Dot, ...] = ()
        self._figure: Dot | None = None
        self._places: list[tuple[QRectF, Dot]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._lay_out()
        self.updateGeometry()

    def show_claims(self, sheet: Sheet, field: Field, cell: Cell, claims: Sequence[Claim]) -> None:
        """Show the claims behind a cell."""
        self._sheet, self._field = sheet, field
        self._dots = dots_of(sheet, field, cell, claims)
        self._axis = axis_of(sheet, field, cell, self._dots)
        chosen = cell.claim.key if cell.claim else None
        self._figure = next((dot for dot in self._dots if dot.claim.key == chosen), None)
        self.setAccessibleName(self._spoken())
        self.setVisible(self._axis is not None)
        self._lay_out()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(0, round(self._stack() + self._foot()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._axis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter, self._axis)
        for box, dot in self._places:
            self._paint_range(painter, self._axis, box, dot)
        for box, dot in self._places:
            self._paint_dot(painter, box, dot)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dot = self._at(event.position())
        if dot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(dot.claim)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """A tooltip tells a claim as it is stated."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dot = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._told(dot) if dot else "", self)
            return True
        return super().event(event)

    def _size(self) -> float:
        return mark_width(self._look.caption) * 0.85

    def _foot(self) -> float:
        return QFontMetricsF(self._look.caption).height() + SPACING.medium

    def _highest(self) -> int:
        """The marks above each other in the fullest column of a panel of the usual width."""
        axis = self._axis
        if axis is None:
            return 0
        columns = Counter(round(axis.share(dot.middle) * (USUAL_COLUMNS - 1)) for dot in self._dots)
        return min(max(columns.values()), MOST_HIGH)

    def _stack(self) -> float:
        """The height of the pile of marks with some air above."""
        return (self._highest() + 0.6) * (self._size() + 1)

    def _span(self) -> tuple[float, float]:
        """Where the axis begins and ends; marks at its ends are whole."""
        side = self._size() / 2 + 1
        return side, max(self.width() - side, side + 1)

    def _x(self, number: float) -> float:
        assert self._axis is not None
        start, end = self._span()
        return start + self._axis.share(number) * (end - start)

    def _column(self, dot: Dot) -> int:
        """Marks that would overlap share a column."""
        return round((self._x(dot.middle) - self._span()[0]) / (self._size() + 1))

    def _lay_out(self) -> None:
        """Pile the marks, those that make the figure at the bottom; a pile too high stands closer."""
        size, base, order = self._size(), self._stack(), [*STANDINGS]
        piles: dict[int, list[Dot]] = {}
        if self._axis is not None:
            for dot in sorted(self._dots, key=lambda d: (order.index(d.claim.relation), d.middle)):
                piles.setdefault(self._column(dot), []).append(dot)
        highest = max(map(len, piles.values()), default=1)
        pitch = (size + 1) * min(1, self._highest() / highest)
        self._places = [
            (
                QRectF(
                    self._span()[0] + column * (size + 1) - size / 2,
                    base - 2 - size - level * pitch,
                    size,
                    size,
                ),
                dot,
            )
            for column, pile in piles.items()
            for level, dot in enumerate(pile)
        ]
        self.update()

    def _paint_axis(self, painter: QPainter, axis: Axis) -> None:
        look, base = self._look, self._stack()
        metrics, (start, end) = QFontMetricsF(look.caption), self._span()
        if self._figure is not None:
            painter.setPen(QPen(look.colour("line_strong"), 1, Qt.PenStyle.DashLine))
            x = self._x(self._figure.middle)
            painter.drawLine(QPointF(x, 0), QPointF(x, base))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawLine(QPointF(start, base), QPointF(end, base))
        painter.setFont(look.caption)
        unit = f" {axis.unit}" if axis.unit else ""
        free = 0.0
        ticks = axis.ticks
        for number in ticks:
            x = self._x(number)
            text = self._number(number, axis) + (unit if number == ticks[-1] else "")
            width = metrics.horizontalAdvance(text)
            left = min(
                max(x - metrics.horizontalAdvance(self._number(number, axis)) / 2, 0), self.width() - width
            )
            painter.setPen(QPen(look.colour("line_strong"), 1))
            painter.drawLine(QPointF(x, base), QPointF(x, base + 3))
            if left >= free or number == ticks[-1]:
                painter.setPen(look.colour("muted"))
                painter.drawText(QPointF(left, base + 5 + metrics.ascent()), text)
                free = left + width + SPACING.small

    def _number(self, number: float, axis: Axis) -> str:
        assert self._sheet is not None
        assert self._field is not None
        exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-axis.decimals))
        return numbers.eye(exact, self._sheet.profile.locale, grouped=self._field.kind != "year")

    def _paint_range(self, painter: QPainter, axis: Axis, box: QRectF, dot: Dot) -> None:
        if dot.low != dot.high:
            painter.setPen(QPen(self._look.colour("line_strong"), 2, c=Qt.PenCapStyle.RoundCap))
            y = box.center().y()
            painter.drawLine(QPointF(self._x(dot.low), y), QPointF(self._x(dot.high), y))

    def _paint_dot(self, painter: QPainter, box: QRectF, dot: Dot) -> None:
        """The mark of its standing; a cross for what does not count, a diamond for what is not comparable."""
        mark = STANDINGS[dot.claim.relation].mark
        if mark is not None:
            draw_mark(painter, box, MARKS[mark], self._look)
            return
        painter.setPen(QPen(self._look.colour("faint"), 1.4, c=Qt.PenCapStyle.RoundCap))
        inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
        if dot.claim.relation in COUNTING:
            painter.drawPolygon(
                [
                    QPointF(inner.center().x(), inner.top()),
                    QPointF(inner.right(), inner.center().y()),
                    QPointF(inner.center().x(), inner.bottom()),
                    QPointF(inner.left(), inner.center().y()),
                ]
            )
        else:
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.bottomLeft(), inner.topRight())

    def _at(self, place: QPointF) -> Dot | None:
        """The claim whose mark lies nearest below the pointer, if any does."""
        near = [
            ((box.center() - place).manhattanLength(), number)
            for number, (box, _) in enumerate(self._places)
            if box.adjusted(-2, -2, 2, 2).contains(place)
        ]
        return self._places[min(near)[1]][1] if near else None

    def _told(self, dot: Dot) -> str:
        assert self._sheet is not None
        assert self._field is not None
        source = self._sheet.library.sources[dot.claim.source]
        who = source.publisher or source.title or "publisher not named"
        return (
            f"{heading(dot.claim, self._field, self._sheet)} · {who} · {STANDINGS[dot.claim.relation].word}"
        )

    def _spoken(self) -> str:
        """What a screen reader says: how many claims lie where, by standing."""
        if self._axis is None or not self._dots:
            return ""
        unit = f" {self._axis.unit}" if self._axis.unit else ""
        ends = (min(dot.low for dot in self._dots), max(dot.high for dot in self._dots))
        low, high = (self._number(round(end, self._axis.decimals + 1), self._axis) for end in ends)
        counts = (
            (sum(STANDINGS[dot.claim.relation].group == group for dot in self._dots), group)
            for group in GROUPS
        )
        listed = ", ".join(f"{count} {group.lower()}" for count, group in counts if count)
        return f"Claims on an axis from {low} to {high}{unit}: {listed}"
