"""The help, the dialog about the program and the printed comparison, as a person meets them."""

import re
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtCore import QMarginsF, Qt, QTimer
from PySide6.QtGui import QFontInfo, QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carspec.gui.commands import commands
from carspec.gui.help_pages import keys, pages
from carspec.gui.help_window import HelpWindow, render
from carspec.gui.main_window import MainWindow
from carspec.gui.print_document import print_document
from carspec.licences import parts
from carspec.output.verdict_marks import MARKS

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_help(window: MainWindow) -> HelpWindow:
    """Press F1."""
    QTest.keyClick(window.focusWidget() or window, Key.Key_F1)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def titles(help_window: HelpWindow) -> list[str]:
    """The pages listed."""
    return [help_window.list.item(row).text() for row in range(help_window.list.count())]


def test_f1_opens_the_help_once_and_the_search_finds_pages(window: MainWindow, qtbot: QtBot) -> None:
    shown = open_help(window)
    assert titles(shown) == [page.title for page in pages()]
    qtbot.waitUntil(shown.search.hasFocus)
    assert shown.list.viewport().width() >= shown.list.sizeHintForColumn(0), "no title of a page is cut"
    QTest.keyClick(shown.search, Key.Key_Down)
    assert shown.list.currentRow() == 1
    QTest.keyClick(shown.search, Key.Key_Up)
    QTest.keyClicks(shown.search, "imperial GALLONS")
    assert titles(shown) == ["Units"]
    assert "gallons" in shown.text.toPlainText()
    assert len(shown.text.extraSelections()) == 2
    QTest.keyClicks(shown.search, " zzz")
    assert titles(shown) == []
    assert shown.none.isVisible()
    QTest.keyClick(shown.search, Key.Key_Escape)
    assert len(titles(shown)) == len(pages())
    assert open_help(window) is shown
    QTest.keyClick(shown.search, Key.Key_Escape)
    assert not shown.isVisible()


def test_no_page_of_the_help_ends_in_the_middle(window: MainWindow) -> None:
    """Qt's reader of Markdown loses what follows a tag."""
    for page in pages():
        document = QTextDocument()
        render(page, document, window._look)
        shown = document.toPlainText()
        heads = [line.lstrip("# ") for line in page.markdown.splitlines() if line.startswith("#")]
        assert [head for head in heads if head not in shown] == []


def test_the_keyboard_page_holds_every_key_of_the_table(window: MainWindow) -> None:
    window.actions_by_key["keyboard"].trigger()
    shown = open_help(window)
    text = shown.text.toPlainText()
    for command in commands():
        if command.keys:
            assert command.name in text
            assert keys(command)
            assert keys(command) in text
    shown.close()


def test_the_page_on_figures_explains_every_mark() -> None:
    page = next(page for page in pages() if page.key == "figures")
    for mark in MARKS.values():
        assert f"| {mark.shape} | {mark.text} |" in page.markdown


def test_every_page_has_one_title_and_no_long_line() -> None:
    for page in pages():
        assert page.markdown.startswith("# ")
        assert page.markdown.count("\n# ") == 0
        assert len({other.title for other in pages()}) == len(pages())


def test_licences_name_what_the_program_asks_for(root: Path) -> None:
    found = {part.name.casefold().replace("_", "-"): part for part in parts()}
    assert "LGPL" in found["pyside6-essentials"].licence
    assert {"babel", "matplotlib", "pint", "sqlmodel", "numpy"} <= found.keys()
    assert "pytest" not in found
    assert [part for part in found.values() if not part.licence or part.licence == "see its own files"] == []


def test_the_keys_of_printing_open_a_preview(window: MainWindow) -> None:
    seen: list[QPrintPreviewDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintPreviewDialog):
            return
        waiting.stop()
        seen.append(dialog)
        assert dialog.printer().pageLayout().orientation() == QPageLayout.Orientation.Landscape
        dialog.close()

    waiting = QTimer(window, interval=50)
    waiting.timeout.connect(look)
    waiting.start()
    QTest.keyClick(window, Key.Key_P, CONTROL)
    assert len(seen) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_printed_comparison_holds_every_figure_and_repeats_its_head(
    window: MainWindow, tmp_path: Path
) -> None:
    sheet = window.state.sheet
    assert sheet is not None
    target = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
    print_document(sheet, QFontInfo(window.font()).family()).print_(printer)
    said = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True).stdout
    said = normalize("NFKC", said)  # the letters f and i may be one sign
    first, second, *_ = printed = said.split("\f")
    for page in (first, second):
        assert "Aurus Senat Limousine" in page
    for row in sheet.rows:
        assert re.split(r"[\s-]", row.label)[0] in said
    power = sheet.library.fields["power"]
    for vehicle in sheet.vehicles:
        cell = sheet.cell_of(power, vehicle)
        assert cell.text in first
        assert cell.spread is None or f"claims {cell.spread}" in first
    assert any("carspec data of" in page for page in printed)
    assert any(page.lstrip().startswith("Sources") or "\nSources" in page for page in printed)


def test_twelve_cars_are_printed_in_tables_of_six(window: MainWindow) -> None:
    assert window.state.library is not None
    for vehicle in window.state.library.vehicles:
        window.state.add(vehicle)
    sheet = window.state.sheet
    assert sheet is not None
    document = print_document(sheet, "DejaVu Sans")
    tables = [frame for frame in document.rootFrame().childFrames() if hasattr(frame, "columns")]
    assert [table.columns() for table in tables] == [7, 7]
