"""The columns of a table with what they are taken for, and a form that changes it for the current one."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.library import Library
from carspec.gui.import_plan import KEY, NAMES, Plan, Use
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

HEADS = ("Means", "Unit", "Examples")
NOTHING = "not imported"
FOUND = "found out from the cells"
COLUMN = Qt.ItemDataRole.UserRole


class ImportColumns(QWidget):
    """`changed` tells of another use of a column: its name and the Use."""

    changed = Signal(str, object)

    def __init__(self, library: Library, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._plan: Plan | None = None
        self.list = QTreeWidget()
        self.list.setHeaderLabels(("Column", *HEADS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("Columns of the table")
        self.list.currentItemChanged.connect(lambda *_: self._show_form())
        self.means = QComboBox()
        self.means.setEditable(True)
        self.means.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.means.setMaxVisibleItems(20)
        for words, what in self._choices():
            self.means.addItem(words, what)
        completer = QCompleter(self.means.model(), self.means)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completions = QListView()
        completions.setObjectName("completions")
        completer.setPopup(completions)
        self.means.setCompleter(completer)
        self.means.activated.connect(lambda _: self._mean())
        completer.activated.connect(lambda _: self._mean())
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.unit.activated.connect(lambda _: self._tell())
        self.missing = QLineEdit()
        self.missing.setPlaceholderText("such as -1 or 0; several with a space between")
        self.decimal = QComboBox()
        for words, mark in ((FOUND, None), ("point", "."), ("comma", ",")):
            self.decimal.addItem(words, mark)
        self.decimal.activated.connect(lambda _: self._tell())
        self.why = WrappedLabel(selectable=True)
        self.why.setProperty("tone", "muted")
        self.why.setFont(look.caption)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        typed = self.means.lineEdit()
        if typed is not None:
            typed.editingFinished.connect(self._mean)
        for line in (self.unit.lineEdit(), self.missing):
            if line is not None:
                line.editingFinished.connect(self._tell)
        self._arrange(look)

    def show_plan(self, plan: Plan) -> None:
        """Show what each column is taken for; the current one stays where it is still there."""
        current = self.column
        self._plan = plan
        header = plan.table.header
        self.list.setHeaderLabels(("Row" if plan.turned else "Column", *HEADS))
        with QSignalBlocker(self.list):
            if self.list.topLevelItemCount() != len(header) or any(
                self._item(place).data(0, COLUMN) != name for place, name in enumerate(header)
            ):
                self.list.clear()
                self.list.addTopLevelItems([QTreeWidgetItem() for _ in header])
                current = ""
            for place, name in enumerate(header):
                self._fill(self._item(place), place, name)
        if not current and header:
            first = next((place for place, name in enumerate(header) if plan.use(name).what), 0)
            self.list.setCurrentItem(self._item(first))
        self._show_form()

    @property
    def column(self) -> str:
        """The name of the current column; "" where there is none, or it has none."""
        item = self.list.currentItem()
        return str(item.data(0, COLUMN)) if item is not None else ""

    def _item(self, place: int) -> QTreeWidgetItem:
        item = self.list.topLevelItem(place)
        assert item is not None
        return item

    def _fill(self, item: QTreeWidgetItem, place: int, name: str) -> None:
        assert self._plan is not None
        use = self._plan.use(name)
        unit = use.unit or ("in each cell" if self._measured(use.what) else "")
        item.setData(0, COLUMN, name)
        for column, text in enumerate(
            (name or "(no name)", self._word(use.what), unit, self._plan.example(place))
        ):
            item.setText(column, text)
            item.setToolTip(column, text)
            muted = self.palette().placeholderText() if use.what is None else self.palette().text()
            item.setForeground(column, muted)

    def _choices(self) -> list[tuple[str, str | None]]:
        """All that a column can be taken for, in words."""
        fields = [field for field in self._library.fields.values() if not field.computed]
        return [
            (NOTHING, None),
            *((word, part) for part, word in NAMES.items()),
            ("Key: tells cars of one name apart", KEY),
            *((field.label, field.key) for field in sorted(fields, key=lambda field: field.label.casefold())),
        ]

    def _word(self, what: str | None) -> str:
        place = self.means.findData(what)
        return self.means.itemText(place) if place >= 0 else str(what).replace("_", " ").capitalize()

    def _measured(self, what: str | None) -> bool:
        """Whether a field has units."""
        field = self._library.fields.get(what or "")
        return field is not None and field.numeric and field.kind not in ("count", "year")

    def _units(self, what: str | None) -> list[str]:
        """The unit words of a field's kind, each once."""
        field = self._library.fields.get(what or "")
        if field is None or not self._measured(what):
            return []
        words = [row.word for row in self._library.unit_words.rows if row.kind == field.kind]
        return sorted(dict.fromkeys(words), key=lambda word: (len(word), word.casefold()))

    def _show_form(self) -> None:
        plan, column = self._plan, self.column
        named = bool(column) and plan is not None and plan.table.header.count(column) == 1
        use = plan.use(column) if plan is not None and named else Use()
        with QSignalBlocker(self.means):
            place = self.means.findData(use.what)
            self.means.setCurrentIndex(place)
            if place < 0:
                self.means.setEditText(self._word(use.what))
        self._show_units(use.what, use.unit)
        self.missing.setText(" ".join(use.missing))
        self.decimal.setCurrentIndex(max(0, self.decimal.findData(use.decimal)))
        field = self._library.fields.get(use.what or "")
        self.means.setEnabled(named)
        self.unit.setEnabled(self._measured(use.what))
        self.missing.setEnabled(field is not None)
        self.decimal.setEnabled(field is not None and field.numeric)
        why = plan.why(column) if plan is not None else ""
        if not named:
            why = "A column can be used where it has a name that no other column has."
        self.why.setText(why)

    def _show_units(self, what: str | None, unit: str | None) -> None:
        with QSignalBlocker(self.unit):
            self.unit.clear()
            self.unit.addItem("in each cell", None)
            for word in self._units(what):
                self.unit.addItem(word, word)
            self.unit.setEditText(unit or ("in each cell" if self._measured(what) else ""))

    def _mean(self) -> None:
        """Another meaning was chosen: the unit of the one before means nothing any more."""
        place = self.means.findText(self.means.currentText(), Qt.MatchFlag.MatchFixedString)
        plan = self._plan
        if place < 0 or plan is None:
            self._show_form()
            return
        what = self.means.itemData(place)
        before = plan.use(self.column)
        if what != before.what:
            self.changed.emit(self.column, Use(what))

    def _tell(self) -> None:
        """Unit, missing marks or decimal mark were changed."""
        if self._plan is None or not self.column:
            return
        before = self._plan.use(self.column)
        written = self.unit.currentText().strip()
        unit = None if written in ("", "in each cell") else written
        marks = tuple(self.missing.text().split())
        use = Use(before.what, unit, marks, self.decimal.currentData())
        if before.what in self._library.fields and use != before:
            self.changed.emit(self.column, use)

    def _arrange(self, look: Look) -> None:
        header = self.list.header()
        header.setStretchLastSection(True)
        for place, width in enumerate((16, 16, 9)):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(place, round(look.em * width))
        rows = (
            ("&Means", self.means),
            ("&Unit", self.unit),
            ("Missing mar&ks", self.missing),
            ("&Decimal mark", self.decimal),
        )
        left, right = QFormLayout(), QFormLayout()
        for form, chosen in ((left, rows[:2]), (right, rows[2:])):
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setVerticalSpacing(SPACING.small)
            for label, widget in chosen:
                form.addRow(label, widget)
                widget.setAccessibleName(label.replace("&", ""))
        for box in (self.means, self.unit, self.decimal):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        forms = QHBoxLayout()
        forms.setSpacing(SPACING.huge)
        forms.addLayout(left, 1)
        forms.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.medium, SPACING.medium, SPACING.medium, SPACING.medium)
        whole.addWidget(self.list, 1)
        whole.addLayout(forms)
        whole.addWidget(self.why)
