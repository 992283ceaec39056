"""The help inside the program: a field to search it, the list of its pages, and the page that is read."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from carspec.gui.help_pages import Page, pages
from carspec.gui.look import Look
from carspec.output.palette import SPACING

KEY = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Stays open beside the main window. Escape clears the search, and closes the window when it is empty."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Help")
        self._pages = {page.key: page for page in pages()}
        self.search, self.list, self.text = QLineEdit(), QListWidget(), QTextBrowser()
        self.search.setPlaceholderText("Search the help")
        self.search.setAccessibleName("Search the help")
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName("Pages")
        self.list.setObjectName("pages")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName("Help page")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.none = QLabel("No page has these words.")
        self.none.setProperty("tone", "muted")
        self.none.setWordWrap(True)
        self._arrange()
        self.set_look(look)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.search.setFocus()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.setFont(look.body)
        self._find(self.search.text())
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.list.setMinimumWidth(max(self.list.minimumWidth(), self.list.sizeHintForColumn(0) + bar))

    def show_page(self, key: str) -> None:
        """Turn to a page."""
        self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(KEY) == key:
                self.list.setCurrentRow(row)

    def sizeHint(self) -> QSize:
        return QSize(round(self._look.em * 82), round(self._look.em * 66))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.search.hasFocus():
            QCoreApplication.sendEvent(self.list, event)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACING.large, SPACING.large, SPACING.small, SPACING.large)
        column.setSpacing(SPACING.small)
        for part in (self.search, self.none, self.list):
            column.addWidget(part)
        column.addStretch(0)
        column.setStretchFactor(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.text)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 560])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _find(self, text: str) -> None:
        found = [page for page in self._pages.values() if page.has(text)]
        shown = self.list.currentItem().data(KEY) if self.list.currentRow() >= 0 else None
        self.list.blockSignals(True)
        self.list.clear()
        for page in found:
            item = QListWidgetItem(page.title)
            item.setData(KEY, page.key)
            self.list.addItem(item)
        keys = [page.key for page in found]
        self.list.setCurrentRow(keys.index(shown) if shown in keys else 0)
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self._show()

    def _show(self) -> None:
        if self.list.currentRow() < 0:
            return
        render(self._pages[self.list.currentItem().data(KEY)], self.text.document(), self._look)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark_words()

    def _mark_words(self) -> None:
        """Mark what was searched for, and show the first of it."""
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self.search.text().split():
            found = self.text.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = found
                colour = QTextCharFormat()
                colour.setBackground(self._look.colour("selection"))
                mark.format = colour
                marks.append(mark)
                found = self.text.document().find(word, found)
        self.text.setExtraSelections(marks)
        if marks:
            self._go_to(min((m.cursor for m in marks), key=QTextCursor.position))

    def _find_next(self) -> None:
        """Go on to the next place of the first word, and round to the first again."""
        word = next(iter(self.search.text().split()), "")
        if word and not self.text.find(word):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(word)

    def _go_to(self, cursor: QTextCursor) -> None:
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionStart())
        self.text.setTextCursor(place)
        self.text.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        if link.scheme():
            QDesktopServices.openUrl(link)
        else:
            self.show_page(link.toString())


def render(page: Page, document: QTextDocument, look: Look) -> None:
    """Put a page into a document, in the type and the colours of a look."""
    document.setDefaultFont(look.body)
    document.setDocumentMargin(SPACING.huge)
    document.setIndentWidth(SPACING.huge)
    document.setMarkdown(page.markdown)
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = QTextBlockFormat(block.blockFormat())
        if form.hasProperty(QTextBlockFormat.Property.BlockCodeFence.value):
            block = block.next()
            continue  # the lines of a sample stand close, as in an editor
        level = form.headingLevel()
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin({0: SPACING.small, 1: 0}.get(level, SPACING.huge))
        form.setBottomMargin(SPACING.small)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        if level:
            letters = QTextCharFormat()
            letters.setFontWeight(QFont.Weight.Bold)
            letters.setProperty(QTextCharFormat.Property.FontSizeAdjustment.value, 2 if level == 1 else 1)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(letters)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress(frame, look.colour("line"))


def _dress(table: QTextTable, line: QColor) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderBrush(line)
    form.setBorderCollapse(True)
    form.setCellPadding(SPACING.small)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
