"""A dialog that asks for a few typed answers and says, while they are typed, what is still wrong."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carspec.core.own_claims import Fault
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

WIDTH_IN_EMS, NOTE_LINES = 48, 2.2


class FormDialog(QDialog):
    """Changes nothing; a subclass says what is wrong with the answers, and gives them as a record."""

    def __init__(self, title: str, intro: str, accept: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._look = look
        head = WrappedLabel(intro)
        head.setFont(look.emphasis_bold)
        head.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, 0)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SPACING.huge, SPACING.medium, SPACING.huge, SPACING.medium)
        self._form = QFormLayout()
        column.addLayout(self._form)
        column.addStretch(1)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setVerticalSpacing(SPACING.medium)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fault = WrappedLabel()
        self.fault.setProperty("tone", "muted")
        self.fault.setContentsMargins(SPACING.huge, 0, SPACING.huge, 0)
        self.fault.setMinimumHeight(self.fault.fontMetrics().height() * 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = QPushButton(accept)
        self.accept_button.setObjectName("primary")
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(SPACING.huge, 0, SPACING.huge, SPACING.huge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING.medium)
        for part in (head, self._scroll, self.fault, buttons):
            layout.addWidget(part)

    def faults(self) -> Sequence[Fault]:
        """All that is wrong with the answers as they stand."""
        raise NotImplementedError

    def renew(self) -> None:
        """Tell the first fault; without one the answers can be given."""
        faults = self.faults()
        sentence = faults[0].sentence if faults else ""
        self.fault.setText(sentence)
        self.accept_button.setEnabled(not faults)
        self.accept_button.setToolTip(sentence)
        self.accept_button.setAccessibleDescription(sentence)

    def fit(self) -> None:
        """Take the size the form needs, as far as the screen has it; to be called when all is in it."""
        room = self.screen().availableSize()
        width = min(round(self._look.em * WIDTH_IN_EMS), room.width() - SPACING.huge)
        more = self.sizeHint().height() - self._scroll.sizeHint().height()
        height = self._inside.sizeHint().height() + more + SPACING.huge
        self.resize(width, min(height, round(room.height() * 0.92)))

    def line(self, label: str, text: str | None = "", example: str = "") -> QLineEdit:
        """A line of text, with an example while it is empty."""
        made = QLineEdit(text or "")
        made.setPlaceholderText(example)
        made.textChanged.connect(self.renew)
        self.row(label, made)
        return made

    def choice(self, label: str, options: Iterable[tuple[str | None, str]], chosen: str | None) -> QComboBox:
        """A list of which one entry is chosen; its data are the keys."""
        made = QComboBox()
        for key, text in options:
            made.addItem(text, key)
        made.setCurrentIndex(max(0, made.findData(chosen)))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(12)
        made.currentIndexChanged.connect(self.renew)
        self.row(label, made)
        return made

    def row(self, label: str, widget: QWidget) -> None:
        name = QLabel(label)
        name.setBuddy(widget)
        name.setMinimumHeight(widget.sizeHint().height())
        widget.setAccessibleName(label.replace("&", ""))
        self._form.addRow(name, widget)

    def note(self) -> WrappedLabel:
        """A line of explanation below the row before it, empty at first."""
        made = WrappedLabel()
        made.setProperty("tone", "muted")
        made.setFont(self._look.caption)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setFixedHeight(round(QFontMetricsF(self._look.caption).height() * NOTE_LINES))
        self._form.addRow("", made)
        return made


def text_of(line: QLineEdit) -> str | None:
    """What stands in a line; None for nothing."""
    return line.text().strip() or None
