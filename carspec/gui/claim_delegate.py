"""Paints a claim: value and standing, who said it when, the quote, and how it was read."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carspec.core.explain import stated_text
from carspec.core.values import Claim
from carspec.gui.claim_model import ClaimModel
from carspec.gui.claim_texts import STANDINGS
from carspec.gui.icons import picture
from carspec.gui.look import Look
from carspec.gui.marks import draw_mark, mark_width
from carspec.gui.texts import draw, elided, wrapped
from carspec.output.palette import SPACING
from carspec.output.verdict_marks import MARKS

Index = QModelIndex | QPersistentModelIndex
SIDE, TOP, LINK = SPACING.large, 7, 12


class ClaimDelegate(QStyledItemDelegate):
    """Lines wrap at the width of the list; what was laid out once is kept."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._width = look, 240
        self._laid_out: dict[int, list[tuple[str, QFont, str]]] = {}

    @property
    def look(self) -> Look:
        return self._look

    def fit(self, look: Look, width: int) -> None:
        """Paint in another look, or for a list of another width."""
        self._look, self._width = look, width
        self.forget()

    def forget(self) -> None:
        """Lay the texts out anew; to be called when the model has other claims."""
        self._laid_out.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heights = sum(QFontMetricsF(font).height() for _, font, _ in self._lines(index))
        return QSize(0, round(heights) + 2 * TOP)

    def link(self, rect: QRect, index: Index) -> QRect:
        """Where the publisher is written, which opens the source."""
        top = (
            rect.top() + TOP + sum(QFontMetricsF(f).height() for _, f, c in self._lines(index) if c == "text")
        )
        return QRect(
            rect.left() + SIDE,
            round(top),
            rect.width() - 2 * SIDE,
            round(QFontMetricsF(self.look.caption).height()),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.fillRect(rect, self.look.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.look.colour("hover"))
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.drawLine(rect.left() + SIDE, rect.bottom(), rect.right() - SIDE, rect.bottom())
        y = float(rect.top() + TOP)
        for number, (text, font, colour) in enumerate(self._lines(index)):
            metrics = QFontMetricsF(font)
            draw(painter, rect.left() + SIDE, y + metrics.ascent(), text, font, self.look.colour(colour))
            if number == 0:
                self._paint_standing(painter, rect, y, metrics, self._claim(index))
            if colour == "accent":
                x = rect.left() + SIDE + metrics.horizontalAdvance(text) + SPACING.small
                size = QSize(LINK, LINK)
                mark = picture("link", self.look.theme.accent, size, painter.device().devicePixelRatioF())
                painter.drawPixmap(round(x), round(y + (metrics.height() - LINK) / 2), mark)
            y += metrics.height()
        if focused:
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _claim(self, index: Index) -> Claim:
        return self._model(index).claim(index.row())

    @staticmethod
    def _model(index: Index) -> ClaimModel:
        model = index.model()
        assert isinstance(model, ClaimModel)
        return model

    def _standing_width(self, claim: Claim) -> float:
        standing = STANDINGS[claim.relation]
        mark = mark_width(self.look.caption) + SPACING.small if standing.mark else 0
        return QFontMetricsF(self.look.caption).horizontalAdvance(standing.word) + mark

    def _lines(self, index: Index) -> list[tuple[str, QFont, str]]:
        """Texts with font and colour token, as they stand below each other; kept until `forget`."""
        if index.row() not in self._laid_out:
            self._laid_out[index.row()] = self._lay_out(index)
        return self._laid_out[index.row()]

    def _lay_out(self, index: Index) -> list[tuple[str, QFont, str]]:
        model, look = self._model(index), self.look
        claim, room = model.claim(index.row()), self._width - 2 * SIDE
        beside = room - self._standing_width(claim) - SPACING.medium
        value = wrapped(model.data(index), look.body_bold, beside, 3)
        linked = model.source(index.row()).url is not None
        provenance = elided(
            model.provenance(index.row()), look.caption, room - (LINK + SPACING.small if linked else 0)
        )
        found = [(text, look.body_bold, "text") for text in value]
        found.append((provenance, look.caption, "accent" if linked else "muted"))
        if claim.as_stated.casefold() not in (claim.value.casefold(), stated_text(claim).casefold()):
            found += [
                (text, look.caption, "muted")
                for text in wrapped(f"“{claim.as_stated}”", look.caption, room, 2)
            ]
        if note := model.how_read(index.row()):
            found += [(text, look.caption, "muted") for text in wrapped(note, look.caption, room, 3)]
        return found

    def _paint_standing(
        self, painter: QPainter, rect: QRect, y: float, metrics: QFontMetricsF, claim: Claim
    ) -> None:
        standing, look = STANDINGS[claim.relation], self.look
        x = rect.right() - SIDE - self._standing_width(claim)
        colour = look.colour(MARKS[standing.mark].colour if standing.mark else "muted")
        if standing.mark:
            size = mark_width(look.caption)
            draw_mark(
                painter, QRectF(x, y + (metrics.height() - size) / 2, size, size), MARKS[standing.mark], look
            )
            x += size + SPACING.small
        draw(painter, x, y + metrics.ascent(), standing.word, look.caption, colour)
