"""What both heads of the comparison share: each may stand at the top, where its edges can be dragged."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from carspec.gui.column_widths import NARROWEST_IN_EMS
from carspec.gui.look import Look
from carspec.gui.sheet_model import SheetModel


class Head(QHeaderView):
    """Emits `width_chosen` with the key of a column whose edge was dragged and the pixels, `fit_asked` with
    that of a column whose edge was clicked twice."""

    width_chosen = Signal(str, int)
    fit_asked = Signal(str)

    def __init__(self, look: Look, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.look = look
        self.at_top = orientation == Qt.Orientation.Horizontal
        self._resized, self._size_before = -1, 0
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        modes = QHeaderView.ResizeMode
        self.setSectionResizeMode(modes.Interactive if self.at_top else modes.Fixed)
        self.setMinimumSectionSize(round(look.em * NARROWEST_IN_EMS) if self.at_top else 1)
        self.sectionHandleDoubleClicked.connect(self._ask_fit)

    def sizeHint(self) -> QSize:
        """As high as the fullest section needs; at the side as wide as is wanted."""
        if not self.at_top:
            return QSize(self.wanted_width(), self.length())
        heights = (self.height_of(section) for section in range(self.count()))
        return QSize(self.length(), max(heights, default=0))

    def wanted_width(self) -> int:
        """The width of a head at the side."""
        raise NotImplementedError

    def height_of(self, section: int) -> int:
        """The height that the texts of a section need."""
        raise NotImplementedError

    def key_of(self, section: int) -> str | None:
        """The key of the car or field whose column can be resized."""
        raise NotImplementedError

    def width_of(self, section: int) -> int:
        return self.sectionSize(section) if self.at_top else self.wanted_width()

    def along(self, place: QPoint) -> int:
        """How far a place is along the head."""
        return place.x() if self.at_top else place.y()

    def rect_of(self, section: int) -> QRect:
        """Where a section is, in pixels of the viewport."""
        start, size = self.sectionViewportPosition(section), self.sectionSize(section)
        return QRect(start, 0, size, self.height()) if self.at_top else QRect(0, start, self.width(), size)

    def edge_at(self, place: QPoint) -> int:
        """The section whose right edge is under the pointer and can be dragged, -1 where none is."""
        if not self.at_top:
            return -1
        grip = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderGripMargin, None, self)
        for section in range(self.count()):
            end = self.sectionViewportPosition(section) + self.sectionSize(section)
            if end - grip <= place.x() < end + grip:
                return section
        return -1

    def begin_resize(self, event: QMouseEvent) -> bool:
        """Whether a press is on an edge, which is dragged from now on where it can be."""
        edge = self.edge_at(event.position().toPoint())
        if edge >= 0 and event.button() == Qt.MouseButton.LeftButton and self.key_of(edge) is not None:
            self._resized, self._size_before = edge, self.sectionSize(edge)
            super().mousePressEvent(event)
        return edge >= 0

    def end_resize(self, event: QMouseEvent) -> bool:
        """Whether a release ends the drag of an edge."""
        section, self._resized = self._resized, -1
        if section < 0:
            return False
        super().mouseReleaseEvent(event)
        key = self.key_of(section)
        if key is not None and self.sectionSize(section) != self._size_before:
            self.width_chosen.emit(key, self.sectionSize(section))
        return True

    def sheet_model(self) -> SheetModel:
        model = self.model()
        assert isinstance(model, SheetModel)
        return model

    def _ask_fit(self, section: int) -> None:
        self._resized = -1
        key = self.key_of(section)
        if key is not None:
            self.fit_asked.emit(key)
