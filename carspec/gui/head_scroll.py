"""A scroll area that is as high as its content needs at its width, and scrolls only where it may not be."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


class HeadScroll(QScrollArea):
    """Holds a widget whose layout knows its height for a width."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        content.installEventFilter(self)

    def limit(self, height: int) -> None:
        """Be at most so many pixels high."""
        self.setMaximumHeight(height)
        self._renew()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 4 * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another text in the content asks for another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._renew()
        return super().eventFilter(watched, event)

    def _wanted(self) -> int:
        content = self.widget()
        layout = content.layout() if content is not None else None
        assert layout is not None
        return layout.totalHeightForWidth(self.width())

    def _renew(self) -> None:
        """Without need there is no scroll bar: one would take the width that makes it needed."""
        needed = self._wanted() > self.maximumHeight()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()
