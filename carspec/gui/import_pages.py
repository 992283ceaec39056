"""The pages of the dialog that imports: columns, file, rows, and the cells that are refused."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from carspec.core.library import Library
from carspec.gui.import_columns import ImportColumns
from carspec.gui.import_file_page import ImportFilePage
from carspec.gui.import_plan import Count, Plan
from carspec.gui.import_rows import RowsView
from carspec.gui.look import Look
from carspec.output.palette import SPACING

MOST_SHOWN = 5_000
"""Refused cells that are listed; the file of them has all."""


class ImportPages(QTabWidget):
    """Shows a plan and what it would bring; each page tells by its own signals what a person changes."""

    def __init__(self, library: Library, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Parts of the import")
        self.columns = ImportColumns(library, look, self)
        self.file = ImportFilePage(look, self)
        self.rows = RowsView("Rows of the table with their numbers", look, self)
        self.refused = RowsView("Refused cells", look, self)
        self.save_refused = QPushButton("Sa&ve their rows…")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACING.medium, SPACING.medium, SPACING.medium, SPACING.medium)
        column.addWidget(self.refused, 1)
        column.addWidget(self.save_refused, 0, Qt.AlignmentFlag.AlignLeft)
        self.addTab(self.columns, "&Columns")
        self.addTab(self.file, "&File and source")
        self.addTab(self.rows, "R&ows")
        self._refused_tab = self.addTab(page, "&Refused cells")

    def show_plan(self, plan: Plan) -> None:
        """Show what was opened, and what its columns are taken for."""
        self.columns.show_plan(plan)
        self.file.show_plan(plan)
        self.rows.show_table(plan.table.filed.header, plan.filed)

    def show_count(self, count: Count | None) -> None:
        """Show the cells refused; None where they are not known yet."""
        refused = count.refused if count is not None else ()
        if count is not None:
            self.refused.show_refused(refused, MOST_SHOWN, count.reader.table)
        self.save_refused.setEnabled(bool(refused))
        title = f"&Refused cells ({len(refused):,})" if count is not None else "&Refused cells"
        self.setTabText(self._refused_tab, title)
