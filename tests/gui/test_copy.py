"""Copies as they lie on the clipboard: what is selected, in every form at once."""

import html5lib
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from carspec.gui.clipboard import TSV
from carspec.gui.main_window import MainWindow

from .conftest import BEAST, BMW, GUARD, SENAT, click

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def copy(window: MainWindow, headers: bool = False) -> None:
    """Press the keys of a copy in the table."""
    keys = CONTROL | SHIFT if headers else CONTROL
    QTest.keyClick(window.comparison.table, Qt.Key.Key_C, keys)


def tsv() -> str:
    """What lies on the clipboard as tab separated values."""
    return bytes(QGuiApplication.clipboard().mimeData().data(TSV).data()).decode()


def test_one_cell_is_just_its_number(window: MainWindow) -> None:
    click(window, "mass", SENAT)
    copy(window)
    assert window.state.cell is not None
    assert QGuiApplication.clipboard().text() == window.state.cell.plain
    assert "," not in QGuiApplication.clipboard().text()
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    assert window.state.message == "1 figure copied"


def test_a_copy_with_headers_has_names_labels_and_units_in_every_form(window: MainWindow) -> None:
    click(window, "mass", SENAT)
    click(window, "mass", GUARD, SHIFT)
    copy(window, headers=True)
    data = QGuiApplication.clipboard().mimeData()
    header, row = tsv().split("\n")
    assert header.split("\t")[0] == "Field"
    assert header.count("\t") == 3
    assert row.startswith("Mass (kg)\t")
    assert data.text() == tsv()
    table = html5lib.parse(data.html(), namespaceHTMLElements=False)
    assert [cell.text for cell in table.iter("th")][1].startswith("Aurus")
    figures = list(table.iter("td"))
    sheet = window.state.sheet
    assert sheet is not None
    for figure, vehicle in zip(figures, (SENAT, BEAST, GUARD), strict=True):
        cell = sheet.cell_of(sheet.library.fields["mass"], sheet.library.vehicles[vehicle])
        assert "".join(figure.itertext()).strip() == cell.text
        assert figure.get("sdval") == cell.plain
        assert "," in cell.text


def test_secondary_units_stand_in_brackets_marks_only_when_asked(window: MainWindow) -> None:
    click(window, "power", SENAT)
    click(window, "power", GUARD, SHIFT)
    window.state.set_baseline(SENAT)
    copy(window)
    html = QGuiApplication.clipboard().mimeData().html()
    assert "(450 kW, 604 hp)" in html
    assert "▲" not in html
    assert "%" not in html.split("<tbody")[1].replace("100%", "")
    assert "kW" not in tsv()
    window.actions_by_key["copy_marks"].trigger()
    copy(window)
    html = QGuiApplication.clipboard().mimeData().html()
    assert "▲" in html
    assert " %)" in html


def test_cells_between_selected_ones_stay_empty(window: MainWindow) -> None:
    click(window, "power", SENAT)
    click(window, "torque", BMW, CONTROL)
    copy(window)
    lines = [line.split("\t") for line in tsv().split("\n")]
    assert [len(line) for line in lines] == [2, 2]
    assert lines[0][1] == lines[1][0] == ""
    assert lines[0][0]
    assert lines[1][1]


def test_all_selected_is_every_row_in_the_order_of_the_screen(window: MainWindow) -> None:
    window.state.move(SENAT, 1)
    QTest.keyClick(window.comparison.table, Qt.Key.Key_A, CONTROL)
    copy(window, headers=True)
    sheet = window.state.sheet
    assert sheet is not None
    lines = tsv().split("\n")
    assert len(lines) == len(sheet.rows) + 1
    assert lines[0].split("\t")[1].startswith("Cadillac")
    labels = [line.split("\t")[0].split(" (")[0] for line in lines[1:]]
    assert labels == [row.label.split(" (")[0] for row in sheet.rows]
    assert not {section.group.capitalize() for section in sheet.sections} & set(lines)


def test_without_a_selection_copy_is_off_and_the_clipboard_stays(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("kept")
    window.comparison.table.clearSelection()
    assert not window.actions_by_key["copy"].isEnabled()
    assert not window.actions_by_key["copy_headed"].isEnabled()
    copy(window)
    copy(window, headers=True)
    window.actions_by_key["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "kept"


def test_copy_in_the_evidence_copies_the_claim_with_its_source(window: MainWindow) -> None:
    claims = window.evidence.list
    claims.setFocus()
    QTest.keyClick(claims, Qt.Key.Key_Down)
    QTest.keyClick(claims, Qt.Key.Key_C, CONTROL)
    sheet = window.state.sheet
    assert sheet is not None
    claim = sheet.claims("power", SENAT)[1]
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("598")
    assert claim.as_stated in copied
    assert copied.endswith(str(sheet.library.sources[claim.source].url))


def test_copy_in_the_search_field_is_the_field_s_own(window: MainWindow) -> None:
    window.library_panel.search.setText("beast")
    window.library_panel.search.setFocus()
    window.library_panel.search.selectAll()
    QTest.keyClick(window.library_panel.search, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "beast"
