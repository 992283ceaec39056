"""What the command that prints does: a preview of the comparison, from which it goes to printer or PDF."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontInfo, QPageLayout
from PySide6.QtWidgets import QWidget

from carspec import NAME
from carspec.gui.view_state import ViewState


class PrintCommands:
    """Prints what the table shows."""

    def __init__(self, state: ViewState, parent: QWidget) -> None:
        self._state, self._parent = state, parent

    def possible(self) -> bool:
        """Whether there is anything on the sheet."""
        return self._state.sheet is not None and bool(self._state.sheet.rows)

    def preview(self) -> None:
        """Show the pages; the paper lies on its side, which the preview can change."""
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        from carspec.gui.print_document import print_document

        sheet = self._state.sheet
        if sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._parent.windowTitle() or NAME)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)  # Qt leaves 2 cm around a document
        document = print_document(sheet, QFontInfo(self._parent.font()).family())
        dialog = QPrintPreviewDialog(printer, self._parent)
        dialog.setWindowTitle("Print the comparison")
        dialog.paintRequested.connect(document.print_)
        dialog.resize(self._parent.size() * 0.9)
        dialog.exec()
