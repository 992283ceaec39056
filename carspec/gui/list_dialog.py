"""The question what the library shows of each car, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.folding import fold
from carspec.core.values import Field
from carspec.output.palette import SPACING

MOST_FIELDS = 3
KEY, WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Sort = tuple[str, bool] | None
Answer = tuple[tuple[str, ...], Sort]


class ListDialog(QDialog):
    """Changes nothing itself: `ask` returns fields and order, or None where the person cancels.

    `orders` are the keys and labels of what cars can be sorted by.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        orders: Sequence[tuple[str, str]],
        shown: Sequence[str],
        sort: Sort,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Show in the list")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search fields")
        self.search.setAccessibleName("Search fields")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setSpacing(1)
        self.list.setAccessibleName("Fields shown of each car beside its years")
        for field in sorted(fields, key=lambda field: field.key not in shown):
            item = QListWidgetItem(field.label, self.list)
            item.setData(KEY, field.key)
            item.setData(WORDS, fold(f"{field.label} {field.group} {field.key} {field.description}"))
            item.setToolTip(field.description)
            ticked = field.key in shown
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.count = QLabel()
        self.count.setProperty("tone", "muted")
        self.order = QComboBox()
        self.order.setAccessibleName("Sort cars by")
        self.order.addItem("order of the data", None)
        for key, label in orders:
            self.order.addItem(label, key)
        self.order.setCurrentIndex(max(0, self.order.findData(sort[0] if sort else None)))
        self.descending = QCheckBox("&Descending")
        self.descending.setChecked(bool(sort and sort[1]))
        self._arrange()
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.order.currentIndexChanged.connect(lambda _: self._tell())
        self._tell()
        self.search.setFocus()

    def ask(self) -> Answer | None:
        """Show the dialog and wait for the answer."""
        return self.answer() if self.exec() == QDialog.DialogCode.Accepted else None

    def answer(self) -> Answer:
        """The fields in the order of the catalogue's list, and the order of cars."""
        ticked = tuple(item.data(KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked)
        key = self.order.currentData()
        return ticked, (key, self.descending.isChecked()) if key else None

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth()
        return QSize(width * 56, width * 72)

    def _arrange(self) -> None:
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        label = QLabel("Sort &by")
        label.setBuddy(self.order)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.order, 1)
        row.addWidget(self.descending)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        whole.setSpacing(SPACING.medium)
        for part in (self.search, self.list, self.count):
            whole.addWidget(part)
        whole.addLayout(row)
        whole.addWidget(self.buttons)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _find(self, text: str) -> None:
        words = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in item.data(WORDS) for word in words))

    def _tell(self) -> None:
        """Count the fields; more than can be read in one line are not taken."""
        ticked = sum(item.checkState() == Qt.CheckState.Checked for item in self._items())
        over = ticked > MOST_FIELDS
        self.count.setText(
            f"{ticked} fields are too many for one line: untick {ticked - MOST_FIELDS}."
            if over
            else f"{ticked} of at most {MOST_FIELDS} beside the years"
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not over)
        self.descending.setEnabled(self.order.currentData() is not None)
