"""The chips below the search: one for each facet, which opens its list and takes back what was chosen."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from carspec.core.filter.facets import FACETS, Bucket, Chosen, Facet, in_words
from carspec.gui.facet_popup import FacetPopup
from carspec.gui.flow_layout import FlowLayout
from carspec.gui.look import Look
from carspec.output.palette import SPACING

SHARE = 0.2
LONGEST = 20
"""Letters of what is chosen that a chip shows."""


class FacetChips(QWidget):
    """`changed` gives all that is chosen; `counts` gives the buckets of a facet when its list opens."""

    changed = Signal(dict)

    def __init__(
        self, counts: Callable[[str], Sequence[Bucket]], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._counts, self._look = counts, look
        self._chosen: dict[str, frozenset[str]] = {}
        self.popup: FacetPopup | None = None
        self._room = 0
        self.more = QPushButton("Narrow down…")
        self.more.setObjectName("chip")
        self.more.setCheckable(True)
        self.more.setToolTip("Show all facets, or only those that are chosen")
        self.more.toggled.connect(lambda on: self._arrange())
        self._flow = layout = FlowLayout(SPACING.small, self)
        self.chips = {facet.key: FacetChip(facet, look) for facet in FACETS}
        for chip in self.chips.values():
            chip.open_asked.connect(self._open)
            chip.clear_asked.connect(lambda key: self._choose(key, frozenset()))
            layout.addWidget(chip)
        layout.addWidget(self.more)
        self.setAccessibleName("Narrow the library down")

    @property
    def chosen(self) -> Chosen:
        return self._chosen

    def choose(self, chosen: Mapping[str, frozenset[str]]) -> None:
        """Show another choice, without a signal."""
        self._chosen = {key: names for key, names in chosen.items() if names and key in self.chips}
        for key, chip in self.chips.items():
            chip.show_chosen(self._chosen.get(key, frozenset()))
        self._arrange()

    def set_look(self, look: Look) -> None:
        self._look = look
        for chip in self.chips.values():
            chip.set_look(look)
        self.more.setFont(look.caption)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def fit(self, room: int) -> None:
        """Take a fifth of a height in pixels; where that is little, a button hides what is not chosen."""
        self._room = room
        self._arrange()

    def _arrange(self) -> None:
        """Show the chips there is room for, and keep all their lines in view."""
        few = self._full_height() > self._room * SHARE
        self.more.setVisible(few)
        for key, chip in self.chips.items():
            chip.setVisible(not few or self.more.isChecked() or key in self._chosen or chip.hasFocus())
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def _open(self, key: str) -> None:
        chip = self.chips[key]
        popup = FacetPopup(
            chip.facet, self._counts(key), self._chosen.get(key, frozenset()), self._look, self
        )
        popup.chosen.connect(lambda names: self._choose(key, names))
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = popup
        popup.open_below(chip)

    def _choose(self, key: str, names: frozenset[str]) -> None:
        self.choose({**self._chosen, key: names})
        self.changed.emit(self._chosen)

    def _full_height(self) -> int:
        """The height of all chips in the width there is."""
        x, lines = 0, 1
        sizes = [chip.sizeHint() for chip in self.chips.values()]
        for size in sizes:
            if x and x + size.width() > self.width():
                x, lines = 0, lines + 1
            x += size.width() + SPACING.small
        return lines * (sizes[0].height() + SPACING.small)


class FacetChip(QPushButton):
    """Shows its facet, or what is chosen of it with a cross; Delete and a click on the cross take it back."""

    open_asked = Signal(str)
    clear_asked = Signal(str)

    def __init__(self, facet: Facet, look: Look) -> None:
        super().__init__()
        self.facet, self._look = facet, look
        self.setObjectName("facet")
        self.setCheckable(True)
        self.clicked.connect(self._ask)
        self.show_chosen(frozenset())

    def show_chosen(self, names: frozenset[str]) -> None:
        """Take over what is chosen of the facet."""
        self.setChecked(bool(names))
        first = min(names, default="").partition(" · ")[0]
        text = first if len(first) <= LONGEST else f"{first[:LONGEST].rstrip()}…"
        if self.facet.key == "armoured" and names:
            text = f"{self.facet.label}: {text}"
        more = f" +{len(names) - 1}" if len(names) > 1 else ""
        self.setText((f"{text}{more}" if names else self.facet.label).replace("&", "&&"))
        way = "\nDelete, or a click on the cross, takes it back." if names else ""
        self.setToolTip(f"{in_words(self.facet.key, names)}{way}" if names else self.facet.tip)
        self.setAccessibleName(in_words(self.facet.key, names) if names else self.facet.label)
        back = ", Delete takes it back" if names else ""
        self.setAccessibleDescription(f"{self.facet.tip}. Space opens the list{back}.")
        self.updateGeometry()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.setFont(look.caption)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._mark().width() + SPACING.small, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and at its right end the cross, or the arrow of a list."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent" if self.isChecked() else "muted"), 1.3))
        middle, half = QRectF(self._mark()).center(), self._mark().width() / 5
        if self.isChecked():
            lines = [(-1.0, -1.0, 1.0, 1.0), (-1.0, 1.0, 1.0, -1.0)]
        else:
            lines = [(-1.0, -0.5, 0.0, 0.5), (0.0, 0.5, 1.0, -0.5)]
        for x1, y1, x2, y2 in lines:
            painter.drawLine(middle + QPointF(x1 * half, y1 * half), middle + QPointF(x2 * half, y2 * half))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        crossed = self._mark().adjusted(-3, -9, 9, 9).contains(event.position().toPoint())
        if self.isChecked() and crossed and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.clear_asked.emit(self.facet.key)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Delete, keys.Key_Backspace):
            if self.isChecked():
                self.clear_asked.emit(self.facet.key)
        elif event.key() in (keys.Key_Down, keys.Key_Return, keys.Key_Enter):
            self.open_asked.emit(self.facet.key)
        else:
            super().keyPressEvent(event)

    def _ask(self, checked: bool) -> None:
        self.setChecked(not checked)  # only a choice in the list checks it
        self.open_asked.emit(self.facet.key)

    def _mark(self) -> QRect:
        """Where the cross or the arrow is."""
        side = self.fontMetrics().height()
        return QRect(self.width() - side - 2, (self.height() - side) // 2, side, side)
