"""How the file of an import is read, with the evidence for what was found, and the source of its claims."""

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carspec.core.changes import OwnSource
from carspec.core.importing.table import COLUMNS, ROWS, TableOptions
from carspec.gui.import_plan import Plan
from carspec.gui.look import Look
from carspec.output.palette import SPACING

ENCODINGS = (
    *("UTF-8", "UTF-16", "windows-1252", "windows-1250", "windows-1251", "windows-1254", "KOI8-R"),
    *("GB18030", "Big5", "cp932", "cp949", "macintosh", "IBM850"),
)
LINES = 25
"""Rows of which one may be chosen as the header."""
SEPARATORS = (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("vertical bar", "|"), ("space", " "))


class ImportFilePage(QWidget):
    """`asked` tells of other options to read the file with, `source_changed` of another source."""

    asked = Signal(object)
    source_changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._options, self._source, self._cars = TableOptions(), OwnSource(), ROWS
        self.encoding, self.separator, self.header, self.sheet, self.cars = (QComboBox() for _ in range(5))
        self.encoding.setEditable(True)
        self.encoding.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.encoding.addItems(ENCODINGS)
        for words, sign in SEPARATORS:
            self.separator.addItem(words, sign)
        for words, where in (("one car a row", ROWS), ("one car a column", COLUMNS)):
            self.cars.addItem(words, where)
        for box in (self.encoding, self.separator, self.header, self.sheet, self.cars):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            box.activated.connect(lambda _: self._ask())
        line = self.encoding.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._ask)
        self.findings = QTreeWidget()
        self.findings.setHeaderLabels(("About", "Found", "Because"))
        self.findings.setRootIsDecorated(False)
        self.findings.setWordWrap(True)
        self.findings.setAccessibleName("What was found out about the file")
        self.title, self.publisher, self.url, self.published = (QLineEdit() for _ in range(4))
        for edit in (self.title, self.publisher, self.url, self.published):
            edit.textEdited.connect(lambda _: self._tell_source())  # the keys of Import do not leave the line
        self.url.setPlaceholderText("https://…")
        self.published.setPlaceholderText("such as 2024-05")
        self._arrange(look)

    def show_plan(self, plan: Plan) -> None:
        """Show what the file was read with, and what was found."""
        table, source = plan.table, plan.mapping.source
        self._options, self._source = table.read_as, source
        options = table.read_as
        boxes = (self.encoding, self.separator, self.sheet, self.header, self.cars)
        blockers = [QSignalBlocker(box) for box in boxes]
        text = options.separator is not None
        self._offer(self.encoding, options.encoding is not None)
        self.encoding.setEditText(options.encoding or "")
        self._offer(self.separator, text)
        place = self.separator.findData(options.separator)
        if text and place < 0:
            self.separator.addItem(f'"{options.separator}"', options.separator)
            place = self.separator.count() - 1
        self.separator.setCurrentIndex(place)
        self._offer(self.header, options.header is not None)
        self._show_lines(plan)
        self.sheet.clear()
        for name in table.sheets:
            self.sheet.addItem(name or "the outermost list", name)
        chosen = options.records if options.records is not None else options.sheet
        self.sheet.setCurrentIndex(self.sheet.findData(chosen))
        self._offer(self.sheet, len(table.sheets) > 1)
        self._cars = COLUMNS if plan.turned else ROWS
        self.cars.setCurrentIndex(self.cars.findData(self._cars))
        del blockers
        self.findings.clear()
        for found in table.findings:
            item = QTreeWidgetItem([found.what, found.value, found.evidence])
            item.setToolTip(2, found.evidence)
            self.findings.addTopLevelItem(item)
        for short in (0, 1):
            self.findings.resizeColumnToContents(short)
        for edit, value in (
            (self.title, source.title),
            (self.publisher, source.publisher),
            (self.url, source.url),
            (self.published, source.published),
        ):
            edit.setText(value or "")
            edit.setCursorPosition(0)

    def _offer(self, box: QComboBox, on: bool) -> None:
        """Show what can be said of this file, and hide what cannot."""
        box.setEnabled(on)
        self._reading.setRowVisible(box, on)

    def _show_lines(self, plan: Plan) -> None:
        """The lines that may be the header."""
        chosen = plan.table.read_as.header
        lines = sorted(
            {line for line, row in plan.filed[:LINES] if any(row)} | ({chosen} if chosen else set())
        )
        self.header.clear()
        self.header.addItem("none", 0)
        for line in lines:
            self.header.addItem(f"{plan.table.filed.counts} {line:,}", line)
        self.header.setCurrentIndex(self.header.findData(chosen))

    def _ask(self) -> None:
        """Read the file with what stands here; what did not stand in the file before is found out again."""
        old = self._options
        new = replace(
            old,
            encoding=(self.encoding.currentText().strip() or None)
            if self.encoding.isEnabled()
            else old.encoding,
            separator=self.separator.currentData() if self.separator.isEnabled() else old.separator,
            header=self.header.currentData() if self.header.isEnabled() else old.header,
        )
        if self.sheet.isEnabled() and old.records is not None:
            new = replace(new, records=self.sheet.currentData())
        elif self.sheet.isEnabled():
            new = replace(new, sheet=self.sheet.currentData())
        cars = self.cars.currentData()
        if new == old and cars == self._cars:
            return
        new = replace(new, cars=cars if cars != self._cars else old.cars)
        if new.sheet != old.sheet or new.records != old.records:
            new = TableOptions(sheet=new.sheet, records=new.records)
        elif (new.encoding, new.separator) != (old.encoding, old.separator):
            new = replace(new, header=None, quote=None, escape=None)
        self._options = new
        self.asked.emit(new)

    def _tell_source(self) -> None:
        source = replace(
            self._source,
            title=self.title.text().strip() or None,
            publisher=self.publisher.text().strip() or None,
            url=self.url.text().strip() or None,
            published=self.published.text().strip() or None,
        )
        if source != self._source:
            self._source = source
            self.source_changed.emit(source)

    def _arrange(self, look: Look) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(SPACING.huge)
        self._reading, source = QFormLayout(), QFormLayout()
        reading = (
            ("E&ncoding", self.encoding),
            ("Se&parator", self.separator),
            ("&Header", self.header),
            ("&Sheet or table", self.sheet),
            ("La&yout", self.cars),
        )
        said = (
            ("&Title of the source", self.title),
            ("Pu&blisher", self.publisher),
            ("&Address", self.url),
            ("Publishe&d", self.published),
        )
        for form, rows in ((self._reading, reading), (source, said)):
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setVerticalSpacing(SPACING.small)
            for label, widget in rows:
                form.addRow(label, widget)
                widget.setAccessibleName(label.replace("&", ""))
            columns.addLayout(form, 1)
        header = self.findings.header()
        for place, width in enumerate((15, 15)):
            header.resizeSection(place, round(look.em * width))
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACING.medium, SPACING.medium, SPACING.medium, SPACING.medium)
        whole.setSpacing(SPACING.medium)
        whole.addLayout(columns)
        whole.addWidget(self.findings, 1)
