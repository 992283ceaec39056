"""The question which rows are wanted: every field the cars have, with a box each and a search."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carspec.core.folding import fold
from carspec.core.sheet import Sheet
from carspec.output.palette import SPACING

KEY, WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class FieldDialog(QDialog):
    """Changes nothing itself: `ask` returns the fields to hide, or None where the person cancels."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose fields")
        self._elsewhere = sheet.query.hidden - {field.key for field in sheet.hidden_fields}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search fields")
        self.search.setAccessibleName("Search fields")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setSpacing(1)
        self.list.setAccessibleName("Fields")
        order = list(sheet.library.fields)
        fields = sorted((*sheet.asked_fields, *sheet.hidden_fields), key=lambda f: order.index(f.key))
        for field in fields:
            heading = sheet.labels.group(field.group)
            item = QListWidgetItem(f"{field.label}  ·  {heading}")
            item.setData(KEY, field.key)
            item.setData(WORDS, fold(f"{field.label} {heading} {field.key} {field.description}"))
            item.setToolTip(field.description)
            shown = field.key not in sheet.query.hidden
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.count = QLabel()
        self.count.setProperty("tone", "muted")
        self.all, self.none = QPushButton("Show all"), QPushButton("Hide all")
        self.all.clicked.connect(lambda: self._set_all(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._set_all(Qt.CheckState.Unchecked))
        self._arrange()
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _: self._tell())
        self._tell()
        self.search.setFocus()

    def ask(self) -> frozenset[str] | None:
        """Show the dialog and wait for the answer."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        unticked = {item.data(KEY) for item in self._items() if item.checkState() != Qt.CheckState.Checked}
        return frozenset(self._elsewhere | unticked)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth()
        return QSize(width * 62, width * 80)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        whole.setSpacing(SPACING.medium)
        whole.addWidget(self.search)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        whole.addWidget(buttons)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _find(self, text: str) -> None:
        words = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in item.data(WORDS) for word in words))

    def _set_all(self, state: Qt.CheckState) -> None:
        """Tick or untick what the search shows."""
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _tell(self) -> None:
        ticked = sum(item.checkState() == Qt.CheckState.Checked for item in self._items())
        self.count.setText(f"{ticked} of {self.list.count()} shown")
