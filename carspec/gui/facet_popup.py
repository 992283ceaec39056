"""The small list that opens below a facet: its buckets with their counts, to be ticked by mouse or keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.filter.facets import Bucket, Facet
from carspec.core.folding import fold
from carspec.gui.look import Look
from carspec.output.palette import SPACING

MOST_LINES = 14
WIDEST_IN_EMS = 32
KEYS = Qt.Key


class FacetPopup(QWidget):
    """Stays open while buckets are ticked; `chosen` gives all that are ticked, after each change."""

    chosen = Signal(frozenset)

    def __init__(
        self, facet: Facet, buckets: Sequence[Bucket], ticked: frozenset[str], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("facets")
        self.setAccessibleName(facet.tip)
        self.list = BucketList(facet, buckets, ticked, look)
        self.list.changed.connect(lambda: self.chosen.emit(self.list.ticked()))
        self.list.closed.connect(self.close)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName(f"Search in {facet.label}")
        self.search.setClearButtonEnabled(True)
        self.search.setVisible(len(buckets) > MOST_LINES)
        self.search.textChanged.connect(self.list.show_fitting)
        self.search.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.small, SPACING.small, SPACING.small, SPACING.small)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)

    def open_below(self, chip: QWidget) -> None:
        """Show it below a chip, or above where the screen ends."""
        self.adjustSize()
        place, screen = chip.mapToGlobal(QPoint(0, chip.height() + 2)), chip.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = chip.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), place.y()))
        self.move(place)
        self.show()
        first = self.list if self.search.isHidden() else self.search
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search into the list."""
        pressed = (
            event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        )
        if pressed in (KEYS.Key_Down, KEYS.Key_Return, KEYS.Key_Enter):
            self.list.enter()
            return True
        return super().eventFilter(watched, event)


class BucketList(QTreeWidget):
    """A line for each bucket; a click, Space and Enter tick it, Escape closes, letters go to a name."""

    changed = Signal()
    closed = Signal()

    def __init__(self, facet: Facet, buckets: Sequence[Bucket], ticked: frozenset[str], look: Look) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(f"{facet.label}: {facet.tip}")
        self.setAccessibleDescription("Space or Enter ticks, Escape closes.")
        self.setFont(look.body)
        shown = {bucket.name for bucket in buckets}
        gone = [Bucket(name, 0) for name in sorted(ticked - shown)]
        for bucket in (*buckets, *gone):
            self._add(bucket, bucket.name in ticked)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        if first := self.topLevelItem(0):
            self.setCurrentItem(first)
        else:
            QTreeWidgetItem(self, ["None of these cars has any"]).setDisabled(True)
        self._fit(look)
        self.itemClicked.connect(self._turn)

    def ticked(self) -> frozenset[str]:
        """The names that are ticked."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return frozenset(item.text(0) for item in items if item and _is_ticked(item))

    def show_fitting(self, text: str) -> None:
        """Show the buckets whose names hold all words of a text; what is ticked always stays."""
        words = fold(text).split()
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                fits = all(word in fold(item.text(0)) for word in words)
                item.setHidden(not fits and not _is_ticked(item))

    def enter(self) -> None:
        """Take the focus, on the first bucket that is shown."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        if first := next((item for item in items if item and not item.isHidden()), None):
            self.setCurrentItem(first)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (KEYS.Key_Space, KEYS.Key_Return, KEYS.Key_Enter, KEYS.Key_Select):
            if (item := self.currentItem()) is not None and not item.isDisabled():
                self._turn(item)
        elif event.key() in (KEYS.Key_Escape, KEYS.Key_Tab, KEYS.Key_Backtab):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, bucket: Bucket, ticked: bool) -> None:
        item = QTreeWidgetItem(self, [bucket.name, f"{bucket.count:,}"])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, bucket.name)
        self._describe(item)

    def _turn(self, item: QTreeWidgetItem) -> None:
        item.setCheckState(0, Qt.CheckState.Unchecked if _is_ticked(item) else Qt.CheckState.Checked)
        self._describe(item)
        self.changed.emit()

    def _describe(self, item: QTreeWidgetItem) -> None:
        cars = "1 car" if item.text(1) == "1" else f"{item.text(1)} cars"
        state = "chosen" if _is_ticked(item) else "not chosen"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {cars}, {state}")

    def _fit(self, look: Look) -> None:
        """As wide and high as the lines, up to a limit."""
        self.ensurePolished()
        lines = self.topLevelItemCount()
        width = self.sizeHintForColumn(0) + self.sizeHintForColumn(1) + SPACING.huge
        self.setFixedWidth(min(width, round(look.em * WIDEST_IN_EMS)))
        self.setFixedHeight(min(lines, MOST_LINES) * self.sizeHintForRow(0) + 2)


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked
