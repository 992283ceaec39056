"""Paints a vehicle of the library: a box, make and model, years, and how much is known of it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carspec.core.values import Vehicle
from carspec.gui.look import Look
from carspec.gui.texts import draw, elided
from carspec.gui.vehicle_model import FIGURES_ROLE, VEHICLE_ROLE
from carspec.output.palette import SPACING

BOX, BAR_WIDTH, BAR_HEIGHT = 16, 44, 3
SIDE, TOP = SPACING.large, 7

Index = QModelIndex | QPersistentModelIndex


class VehicleDelegate(QStyledItemDelegate):
    """`most_claims` is the number of claims that fills the bar of knowledge."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.most_claims = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetricsF(self.look.body).height() + QFontMetricsF(self.look.caption).height()
        return QSize(120, round(height) + 2 * TOP)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box ticks it; the rest of the line only selects."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            rect: QRect = option.rect
            if not self.box(rect).adjusted(-6, -8, 6, 8).contains(event.position().toPoint()):
                return False
            if event.type() == QEvent.Type.MouseButtonRelease:
                return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
            return event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        return False

    def box(self, rect: QRect) -> QRect:
        """Where the box of a line is."""
        return QRect(rect.left() + SIDE, rect.center().y() - BOX // 2, BOX, BOX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        vehicle: Vehicle | None = index.data(VEHICLE_ROLE)
        if vehicle is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.look.colour("selection" if focused else "hover"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.look.colour("hover"))
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.left() + SIDE, rect.bottom(), rect.right() - SIDE, rect.bottom())
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._paint_box(painter, QRectF(self.box(rect)).adjusted(0.5, 0.5, -0.5, -0.5), ticked)
        self._paint_texts(painter, rect, vehicle, index.data(FIGURES_ROLE) or [])
        if focused:
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        painter.setPen(QPen(self.look.colour("accent" if ticked else "faint"), 1.2))
        painter.setBrush(self.look.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 3.5, 3.5)
        if ticked:
            painter.setPen(QPen(self.look.colour("on_accent"), 1.8))
            points = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.32))
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points]
                )
            )

    def _paint_texts(self, painter: QPainter, rect: QRect, vehicle: Vehicle, figures: list[str]) -> None:
        look = self.look
        body, small = QFontMetricsF(look.body), QFontMetricsF(look.caption)
        left = rect.left() + SIDE + BOX + SPACING.large
        right = rect.right() - SIDE
        y = rect.top() + TOP + body.ascent()
        make = elided(vehicle.make, look.body, (right - left) * 0.6)
        draw(painter, left, y, make, look.body, look.colour("text"))
        used = body.horizontalAdvance(f"{make} ")
        model = elided(vehicle.title, look.body_bold, right - left - used)
        draw(painter, left + used, y, model, look.body_bold, look.colour("text"))
        top = rect.top() + TOP + body.height()
        count = str(vehicle.claims)
        bar = right - small.horizontalAdvance("999") - SPACING.small - BAR_WIDTH
        draw(
            painter,
            right - small.horizontalAdvance(count),
            top + small.ascent(),
            count,
            look.caption,
            look.colour("muted"),
        )
        self._paint_bar(painter, QRectF(bar, top + small.height() / 2, BAR_WIDTH, BAR_HEIGHT), vehicle)
        generation = vehicle.variant
        more = " · ".join(part for part in (vehicle.years, *figures, generation) if part)
        room = bar - left - SPACING.small
        text = elided(more, look.caption, room)
        draw(painter, left, top + small.ascent(), text, look.caption, look.colour("muted"))

    def _paint_bar(self, painter: QPainter, bar: QRectF, vehicle: Vehicle) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("line"))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        share = min(1.0, vehicle.claims / max(1, self.most_claims))
        painter.setBrush(self.look.colour("accent"))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), max(BAR_HEIGHT, bar.width() * share), bar.height()), 1.5, 1.5
        )
