"""The dialog that imports a table: what its columns mean, how its file is read, and what would come of it."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carspec.core.errors import CarspecError
from carspec.core.importing.cars import ImportCancelled, ImportCounts, ImportedFile, RefusedCell
from carspec.core.importing.mapping import Mapping
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import TableOptions
from carspec.core.library import Library
from carspec.gui.errands import Errands
from carspec.gui.import_files import load_into, save_mapping, save_refused
from carspec.gui.import_pages import ImportPages
from carspec.gui.import_plan import Count, Origin, Plan, Use, count, plan_for
from carspec.gui.look import Look
from carspec.gui.wrapped_label import WrappedLabel
from carspec.output.palette import SPACING

WIDTH_IN_EMS, HEIGHT_IN_EMS = 100, 62


class ImportDialog(QDialog):
    """`counts` and `refused` are there once it was accepted; `failure` says why a file holds no table.

    Reading, counting and importing are done by a worker; a count that is no longer wanted stops by itself.
    """

    _rows_done = Signal(int)

    def __init__(self, origin: Origin, library: Library, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._origin, self._library = origin, library
        self.plan: Plan | None = None
        self.count: Count | None = None
        self.counts: ImportCounts | None = None
        self.refused: Sequence[RefusedCell] = ()
        self.failure = ""
        self._wanted, self._importing = 0, False
        self._errands = Errands(self)
        self.setWindowTitle(f"Import {origin.name}")
        self.pages = ImportPages(library, look, self)
        self.told = WrappedLabel(selectable=True)
        self.told.setFont(look.body_bold)
        self.told.setAccessibleDescription("What the import brings")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(SPACING.small)
        self.progress.setAccessibleName("Progress")
        self.join = QCheckBox("Add to the cars of the same nam&e that are in the library")
        self.strict = QCheckBox("Import nothing &where a cell is refused")
        self._arrange(look)
        self.pages.columns.changed.connect(self._use)
        self.pages.file.asked.connect(lambda options: self._open(options))
        self.pages.file.source_changed.connect(self._source)
        self.join.toggled.connect(self._join)
        self.strict.toggled.connect(lambda _: self._renew())
        self.pages.save_refused.clicked.connect(self._save_refused)
        self._rows_done.connect(self._tell_rows)
        self._open(TableOptions())

    def done(self, result: int) -> None:
        """Close, once the worker has stopped."""
        self._wanted += 1
        self._errands.stop()
        super().done(result)

    def reject(self) -> None:
        """Cancel: an import that is running is stopped, and nothing of it is kept."""
        if self._importing:
            self._wanted += 1
            self.told.setText("Stopping …")
        else:
            super().reject()

    def begin_import(self) -> None:
        """Import the plan as it stands."""
        plan = self.plan
        if plan is None or not self.import_button.isEnabled():
            return
        self._importing = True
        self._wanted += 1
        wanted, rows = self._wanted, self.count.rows if self.count else 0
        self.progress.setRange(0, rows)
        self._renew()
        reader = TableReader(plan.table, plan.mapping, self._library)
        file = ImportedFile(plan.table.name, plan.table.digest, plan.mapping.source)

        def work() -> ImportCounts:
            return self._library.import_cars(file, reader.cars(), lambda done: self._go_on(wanted, done))

        self._errands.do(lambda: _safely(work), lambda answer: self._imported(answer, reader))

    def _go_on(self, wanted: int, done: int) -> bool:
        """In the worker: tell how far it is; says whether its answer is still wanted."""
        self._rows_done.emit(done)
        return self._wanted == wanted

    def _imported(self, answer: Any, reader: TableReader) -> None:
        self._importing = False
        if isinstance(answer, ImportCounts):
            self.counts, self.refused = answer, tuple(reader.refused)
            self.accept()
            return
        stopped = isinstance(answer, ImportCancelled)
        self._renew("The import was stopped; nothing of it was kept." if stopped else str(answer))

    def _open(self, options: TableOptions, mapping: Mapping | None = None) -> None:
        """Read the file, and propose what its columns mean unless a mapping says so."""
        self._wanted += 1
        wanted = self._wanted
        self.count = None
        self._working(f"Reading {self._origin.name} …")

        def work() -> Plan:
            return plan_for(self._origin.open(options), self._origin.mappings(), self._library, mapping)

        self._errands.do(lambda: _safely(work), lambda answer: self._opened(answer, wanted))

    def _opened(self, answer: Any, wanted: int) -> None:
        if wanted != self._wanted:
            return
        if isinstance(answer, Plan):
            self.plan = answer
            self._show_plan()
        elif self.plan is None:
            self.failure = str(answer)
            self.reject()
        else:
            self._renew(str(answer))

    def _show_plan(self) -> None:
        assert self.plan is not None
        self.pages.show_plan(self.plan)
        self.join.setChecked(self.plan.mapping.identity.join)
        self._recount()

    def _use(self, column: str, use: Use) -> None:
        if self.plan is None:
            return
        try:
            self.plan = self.plan.with_use(column, use)
        except CarspecError as refusal:
            self.pages.columns.show_plan(self.plan)
            self._renew(str(refusal))
            return
        self.pages.columns.show_plan(self.plan)
        self._recount()

    def _join(self, on: bool) -> None:
        if self.plan is not None and on != self.plan.mapping.identity.join:
            self.plan = self.plan.with_join(on)
            self._recount()

    def _source(self, source: Any) -> None:
        if self.plan is not None:
            self.plan = replace(self.plan, mapping=replace(self.plan.mapping, source=source))

    def _recount(self) -> None:
        """Count anew what the plan brings."""
        plan = self.plan
        assert plan is not None
        self._wanted += 1
        wanted = self._wanted
        self.count = None
        if plan.lacking:
            self._renew(plan.lacking)
            return
        self._working("Counting …")
        self._errands.do(
            lambda: _safely(lambda: count(plan, self._library, lambda done: self._go_on(wanted, done))),
            lambda answer: self._counted(answer, wanted),
        )

    def _counted(self, answer: Any, wanted: int) -> None:
        if wanted != self._wanted:
            return
        if isinstance(answer, Count):
            self.count = answer
            self._renew()
        else:
            self._renew(str(answer))

    def _working(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.progress.setRange(0, 0)
        self._renew()

    def _tell_rows(self, rows: int) -> None:
        if self._importing:
            self.progress.setValue(rows)
            self.told.setText(f"Importing: {rows:,} of {self.progress.maximum():,} rows")
        elif self.count is None and self.plan is not None:
            self.told.setText(f"Counting: {rows:,} rows")

    def _renew(self, fault: str = "") -> None:
        """Bring sentence, progress and buttons in line with what is known."""
        counted, refused = self.count, self.count.refused if self.count else ()
        if fault:
            self.told.setText(fault)
        elif counted is not None and not self._importing:
            self.told.setText(f"{self._known()}{counted.sentence}.")
        busy = self._importing or (counted is None and not fault)
        self.progress.setVisible(busy)
        strict = self.strict.isChecked() and bool(refused)
        why = "A cell is refused, and then nothing shall be imported." if strict else fault
        self.import_button.setEnabled(
            counted is not None and bool(counted.claims) and not busy and not strict
        )
        self.import_button.setToolTip(why)
        self.import_button.setAccessibleDescription(why)
        self.pages.setEnabled(not self._importing)
        self.load_button.setEnabled(not self._importing)
        self.save_button.setEnabled(self.plan is not None and not self.plan.lacking)
        self.pages.show_count(counted)

    def _known(self) -> str:
        """What was found out about the whole table, before what it brings."""
        if self.plan is None:
            return ""
        known, turned = self.plan.known, self.plan.turned
        said = f"This is {known}: " if known else ""
        return f"The cars stand {turned.value}: {turned.evidence}.\n{said}" if turned else said

    def _load(self) -> None:
        mapping = load_into(self, self._library)
        if mapping is not None:
            self._open(mapping.table, mapping)

    def _save(self) -> None:
        if self.plan is not None:
            save_mapping(self, self.plan.mapping, self._origin.beside)

    def _save_refused(self) -> None:
        if self.count is not None:
            save_refused(self, self.count.reader, self._origin.beside)

    def _arrange(self, look: Look) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button, self.load_button = QPushButton("&Import"), QPushButton("&Load mapping…")
        self.save_button = QPushButton("Save mappin&g…")
        self.import_button.setObjectName("primary")
        buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.ApplyRole)
        acts: tuple[tuple[QPushButton, Callable[[], None]], ...] = (
            (self.load_button, self._load),
            (self.save_button, self._save),
        )
        for button, act in acts:
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(act)
        self.import_button.clicked.connect(self.begin_import)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING.huge, SPACING.huge, SPACING.huge, SPACING.huge)
        layout.setSpacing(SPACING.medium)
        layout.addWidget(self.pages, 1)
        for part in (self.told, self.progress, self.join, self.strict, buttons):
            layout.addWidget(part)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)  # Enter in a line of text shall import nothing
        room = self.screen().availableSize()
        wanted = QSize(round(look.em * WIDTH_IN_EMS), round(look.em * HEIGHT_IN_EMS))
        self.resize(wanted.boundedTo(room * 0.92))


def _safely(work: Callable[[], Any]) -> Any:
    """The answer of a work, or the refusal in its place."""
    try:
        return work()
    except CarspecError as refusal:
        return refusal
