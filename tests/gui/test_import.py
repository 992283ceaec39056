"""Importing in the window: by command and by drop, with real keys, to the cars and back by undo."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from carspec.core.importing.mapping import mapping_from
from carspec.gui.import_dialog import ImportDialog
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import Settings
from carspec.session import Tables
from carspec.store.library import SqliteLibrary

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LIST = "Marke;Modell;Leistung (kW);Länge (mm);Notiz\n"
CARS = LIST + (
    "Aurus;Sonderschutz;440;6630;x\nŠkoda;Superb Panzer;206;sehr lang;y\nZIL;41047 neu;231,5;6339;z\n"
    "Hongqi;L5 neu;285;5555;x\nBentley;State Limousine neu;295;6220;y\nLexus;LM neu;182;5130;z\n"
)


@pytest.fixture
def window(qtbot: QtBot, own_library: SqliteLibrary, tmp_path: Path) -> MainWindow:
    """Return the window over a library that may be changed."""
    window = MainWindow(Settings(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.furnish()
    window.commands.importing.files = Tables()
    window.show_library(own_library, None)
    return window


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "cars.csv"
    path.write_text(CARS, encoding="cp1252")
    return path


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(200, 200).toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), copy, data, left, none))


def in_dialog(qtbot: QtBot, use: Callable[[ImportDialog], None], begin: Callable[[], None]) -> None:
    """Begin what opens the dialog, and use it once it has counted or has told a fault."""
    used: list[ImportDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportDialog) or not ready(dialog):
            QTimer.singleShot(20, look)
            return
        used.append(dialog)
        activate(dialog)
        try:
            use(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(20, look)
    begin()
    assert used


def activate(window: QWidget) -> None:
    """Without a window manager a window has to be told that it is the one in use."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def ready(dialog: ImportDialog) -> bool:
    return dialog.plan is not None and not dialog.progress.isVisible()


def wait(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: ready(dialog), timeout=20_000)


def press_import(qtbot: QtBot, dialog: ImportDialog) -> None:
    QTest.keyClick(dialog, Key.Key_I, ALT)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)


def test_a_dropped_table_is_imported_and_taken_back_by_one_key(
    window: MainWindow, table: Path, qtbot: QtBot
) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)

    def use(dialog: ImportDialog) -> None:
        assert dialog.told.text() == "6 cars with 11 claims; 1 cell refused."
        assert dialog.count is not None
        (refused,) = dialog.count.refused
        assert (refused.line, refused.column, refused.text) == (3, "Länge (mm)", "sehr lang")
        press_import(qtbot, dialog)

    in_dialog(qtbot, use, lambda: drop(window, table))
    made = set(library.vehicles) - before
    assert {library.vehicles[key].make for key in made} == {
        "Aurus",
        "Škoda",
        "ZIL",
        "Hongqi",
        "Bentley",
        "Lexus",
    }
    zil = next(key for key in made if library.vehicles[key].make == "ZIL")
    (claim,) = library.claims(zil, "power")
    assert (claim.value, claim.unit, claim.as_stated) == ("231.5", "kW", "231,5")
    assert window.notice.label.text() == "Added 6 cars and 11 claims from cars.csv. 1 cell was refused."
    activate(window)
    QTest.keyClick(window, Key.Key_Z, CONTROL)
    assert set(library.vehicles) == before
    in_dialog(qtbot, use, lambda: drop(window, table))
    assert window.notice.action_button.text() == "Undo"
    QTest.mouseClick(window.notice.action_button, Qt.MouseButton.LeftButton)
    assert set(library.vehicles) == before
    assert not window.notice.isVisible()


def test_a_column_is_given_another_meaning_by_keyboard_alone(
    window: MainWindow, table: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """From the command over the form to a mapping that can be used again."""

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(table if dialog.windowTitle() == "Import a table" else tmp_path / "my.json"))
        QTest.keyClick(line, Key.Key_Return)

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        choose(dialog) if isinstance(dialog, QFileDialog) else QTimer.singleShot(20, later)

    def use(dialog: ImportDialog) -> None:
        assert dialog.pages.columns.list.hasFocus() or dialog.focusWidget() is not None
        dialog.pages.columns.list.setFocus()
        QTest.keyClicks(dialog.pages.columns.list, "Notiz")
        assert dialog.pages.columns.column == "Notiz"
        QTest.keyClick(dialog, Key.Key_M, ALT)
        assert (
            dialog.pages.columns.means.lineEdit() is dialog.focusWidget()
            or dialog.pages.columns.means.hasFocus()
        )
        line = dialog.pages.columns.means.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, "Top speed")
        QTest.keyClick(line, Key.Key_Return)
        wait(qtbot, dialog)
        assert dialog.plan is not None
        assert dialog.plan.use("Notiz").what == "top_speed"
        assert "7 cells refused" in dialog.told.text()
        QTimer.singleShot(20, later)
        dialog.save_button.click()
        assert dialog.isVisible()

    QTimer.singleShot(20, later)
    activate(window)
    in_dialog(qtbot, use, lambda: QTest.keyClick(window, Key.Key_I, CONTROL))
    saved = mapping_from((tmp_path / "my.json").read_text("utf-8"))
    assert {column.column: column.field for column in saved.columns}["Notiz"] == "top_speed"
    assert saved.table.encoding == "windows-1252"


def test_a_guess_about_the_file_can_be_corrected(window: MainWindow, table: Path, qtbot: QtBot) -> None:
    def use(dialog: ImportDialog) -> None:
        dialog.pages.setCurrentIndex(1)
        assert dialog.pages.file.encoding.currentText() == "windows-1252"
        assert dialog.pages.file.separator.currentText() == "semicolon"
        found = dialog.pages.file.findings.topLevelItem(0)
        assert found is not None
        assert "2 bytes are not UTF-8 (first: line 1)" in found.text(2)
        dialog.pages.file.encoding.setFocus()
        line = dialog.pages.file.encoding.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, "windows-1250")
        QTest.keyClick(line, Key.Key_Return)
        wait(qtbot, dialog)
        assert dialog.isVisible(), "Enter in a line of text imports nothing"
        assert dialog.plan is not None
        assert dialog.plan.table.read_as.encoding == "windows-1250"
        line.selectAll()
        QTest.keyClicks(line, "UTF-8")
        QTest.keyClick(line, Key.Key_Return)
        wait(qtbot, dialog)
        assert "line 1, column 29: the byte E4 is not UTF-8" in dialog.told.text()
        assert not dialog.import_button.isEnabled()

    in_dialog(qtbot, use, lambda: drop(window, table))


def test_cars_side_by_side_are_told_shown_as_they_stand_and_can_be_read_otherwise(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)
    path = tmp_path / "cars.csv"
    path.write_text(
        "State cars,,\n,Aurus Senat,BMW 760i\nPower,598 hp,many\nLength (mm),6620,5390\n", "utf-8"
    )

    def use(dialog: ImportDialog) -> None:
        pages = dialog.pages
        assert dialog.told.text() == (
            'The cars stand in columns: 2 of 2 rows are named as fields ("Power", "Length (mm)"), and none '
            "of the 2 columns beside.\n2 cars with 3 claims; 1 cell refused."
        )
        assert pages.columns.list.headerItem().text(0) == "Row"
        shown = pages.rows.rows
        assert [shown.headerData(0, Qt.Orientation.Vertical), shown.data(shown.index(0, 0))] == [
            "1",
            "State cars",
        ]
        refused = pages.refused.rows
        assert [refused.data(refused.index(0, place)) for place in range(3)] == ["3", "BMW 760i", "many"]
        pages.setCurrentIndex(1)
        assert pages.file.header.currentText() == "line 2"
        QTest.keyClick(dialog, Key.Key_Y, ALT)
        assert pages.file.cars.hasFocus()
        QTest.keyClick(pages.file.cars, Key.Key_Up)
        wait(qtbot, dialog)
        assert dialog.told.text() == "Say which column is the make and which the model of the car."
        assert pages.columns.list.headerItem().text(0) == "Column"
        QTest.keyClick(pages.file.cars, Key.Key_Down)
        wait(qtbot, dialog)
        assert (
            dialog.told.text()
            == "The cars stand in columns: as chosen.\n2 cars with 3 claims; 1 cell refused."
        )
        press_import(qtbot, dialog)

    in_dialog(qtbot, use, lambda: drop(window, path))
    made = {library.vehicles[key].name for key in set(library.vehicles) - before}
    assert made == {"Aurus Senat", "BMW 760i"}


def test_nothing_is_imported_where_a_cell_is_refused_and_that_is_asked_for(
    window: MainWindow, table: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, choose)
            return
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(tmp_path / "refused.csv"))
        QTest.keyClick(line, Key.Key_Return)

    def use(dialog: ImportDialog) -> None:
        QTest.keyClick(dialog, Key.Key_W, ALT)
        qtbot.waitUntil(dialog.strict.isChecked)
        assert not dialog.import_button.isEnabled()
        assert "A cell is refused" in dialog.import_button.toolTip()
        dialog.pages.setCurrentIndex(3)
        assert dialog.pages.refused.rows.data(dialog.pages.refused.rows.index(0, 2)) == "sehr lang"
        QTimer.singleShot(20, choose)
        QTest.keyClick(dialog.pages.save_refused, Key.Key_Space)

    in_dialog(qtbot, use, lambda: drop(window, table))
    with (tmp_path / "refused.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == [*LIST.strip().split(";"), "refused because"]
    assert rows[1][:4] == ["Škoda", "Superb Panzer", "206", "sehr lang"]
    assert len(rows) == 2


def test_cars_of_the_library_are_added_to_where_that_is_ticked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    library = window.state.library
    assert library is not None
    path = tmp_path / "bmw.csv"
    path.write_text("make,model,power (kW)\nBMW,760i Protection xDrive,401\n")
    before = set(library.vehicles)

    def use(dialog: ImportDialog) -> None:
        QTest.keyClick(dialog, Key.Key_E, ALT)
        qtbot.waitUntil(dialog.join.isChecked)
        wait(qtbot, dialog)
        press_import(qtbot, dialog)

    in_dialog(qtbot, use, lambda: drop(window, path))
    assert set(library.vehicles) == before
    assert "401" in [claim.value for claim in library.claims("bmw-760i-protection-g73", "power")]


def test_an_exported_library_is_read_and_taken_back_by_one_click(
    window: MainWindow, table: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)
    in_dialog(qtbot, lambda dialog: press_import(qtbot, dialog), lambda: drop(window, table))
    made = set(library.vehicles) - before
    exported = tmp_path / "library.json"
    exported.write_text("".join(library.file_text()), "utf-8")
    activate(window)
    QTest.keyClick(window, Key.Key_Z, CONTROL)
    assert set(library.vehicles) == before
    drop(window, exported)
    assert set(library.vehicles) - before == made
    assert window.notice.label.text() == "Added 6 cars, 11 claims from library.json."
    QTest.mouseClick(window.notice.action_button, Qt.MouseButton.LeftButton)
    assert set(library.vehicles) == before


def test_a_broken_library_is_told_by_its_place_and_adds_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)
    broken = tmp_path / "library.json"
    broken.write_text(
        "".join(library.file_text()).replace('"field": "power"', '"field": "pwoer"', 1), "utf-8"
    )
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: told.append(text))
    drop(window, broken)
    assert "pwoer" in told[0]
    assert set(library.vehicles) == before


def test_a_running_import_is_cancelled_and_keeps_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)
    path = tmp_path / "many.csv"
    rows = "".join(f"Make {number};Car {number};{number % 400 + 50}\n" for number in range(20_000))
    path.write_text("make;model;power (kW)\n" + rows)

    def use(dialog: ImportDialog) -> None:
        dialog.begin_import()
        QTest.keyClick(dialog, Key.Key_Escape)
        assert dialog.isVisible()
        qtbot.waitUntil(lambda: "was stopped" in dialog.told.text(), timeout=30_000)
        assert dialog.import_button.isEnabled()

    in_dialog(qtbot, use, lambda: drop(window, path))
    assert set(library.vehicles) == before
    assert not window.notice.isVisible()


def test_what_is_no_table_is_told_in_a_sentence(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "cars.xlsx"
    path.write_bytes(b"%PDF-1.7")
    told: list[str] = []

    def answer() -> None:
        message = QApplication.activeModalWidget()
        if not isinstance(message, QMessageBox):
            QTimer.singleShot(20, answer)
            return
        told.append(message.text())
        message.accept()

    QTimer.singleShot(20, answer)
    drop(window, path)
    assert told == [
        "cars.xlsx is a PDF document; copy its table into a spreadsheet and save that. "
        "CSV, XLSX, ODS, JSON and HTML can be imported."
    ]


def mean(dialog: ImportDialog, column: str, word: str) -> None:
    """Say what a column means, by keys."""
    (item,) = dialog.pages.columns.list.findItems(column, Qt.MatchFlag.MatchExactly)
    dialog.pages.columns.list.setCurrentItem(item)
    line = dialog.pages.columns.means.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, word)
    QTest.keyClick(line, Key.Key_Return)


def test_columns_of_words_are_chosen_and_titles_are_no_examples(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "cars.csv"
    rows = "Aurus Senat;Sedan;12;440\nRolls Royce Phantom;Ponton;12;339\nZIL 41047;limousine;8;232\n"
    path.write_text(f"State cars;;;\n;;;\nWho;Shape;Pots;power (kW)\n{rows}")
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)

    def use(dialog: ImportDialog) -> None:
        first = dialog.pages.columns.list.topLevelItem(0)
        assert first is not None
        assert (first.text(0), first.text(3)) == ("Who", "Aurus Senat, Rolls Royce Phantom, ZIL 41047")
        mean(dialog, "Who", "Make and model")
        wait(qtbot, dialog)
        assert dialog.pages.columns.why.text().startswith("3 of 3 texts begin with a make known here")
        mean(dialog, "power (kW)", "Body style")
        assert dialog.told.text().startswith("No text of the column “power (kW)” is a body style; known are ")
        assert dialog.pages.columns.means.currentText() == "Power"
        mean(dialog, "Shape", "Body style")
        wait(qtbot, dialog)
        mean(dialog, "Pots", "Engine")
        wait(qtbot, dialog)
        assert dialog.told.text() == "3 cars with 6 claims; no cell refused."
        press_import(qtbot, dialog)

    in_dialog(qtbot, use, lambda: drop(window, path))
    made = [library.vehicles[key] for key in set(library.vehicles) - before]
    assert {(car.make, car.model, car.body_style) for car in made} == {
        ("Aurus", "Senat", "saloon"),
        ("Rolls Royce", "Phantom", None),
        ("ZIL", "41047", "limousine"),
    }
    zil = next(car for car in made if car.make == "ZIL")
    assert [claim.value for claim in library.claims(zil.key, "engine_configuration")] == ["8 cylinders"]


PAGE = """<meta charset="utf-8"><table><tr><th>Car</th><th>Power (kW)</th></tr>
<tr><td>Aurus Senat<sup>[1]</sup></td><td>440</td></tr><tr><td>ZIL 41047</td><td>some</td></tr></table>"""


def copy(**forms: str | bytes) -> None:
    """Put forms on the clipboard, as another program does."""
    data = QMimeData()
    for name, content in forms.items():
        raw = content.encode() if isinstance(content, str) else content
        data.setData({"html": "text/html", "text": "text/plain", "page": "chromium/x-source-url"}[name], raw)
    QApplication.clipboard().setMimeData(data)


def test_a_table_copied_in_a_browser_is_pasted_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    library = window.state.library
    assert library is not None
    before = set(library.vehicles)
    copy(html=PAGE, text="Car\tPower (kW)\nnot this\t1\n", page="https://wiki.example/Cars")

    def use(dialog: ImportDialog) -> None:
        assert dialog.windowTitle() == "Import pasted table"
        assert dialog.told.text() == "2 cars with 1 claim; 1 cell refused."
        file = dialog.pages.file
        assert file.title.text() == f"Pasted table, {date.today().isoformat()}"
        assert file.url.text() == "https://wiki.example/Cars"
        assert file.header.currentText() == "row 1"
        refused = dialog.pages.refused.rows
        assert refused.headerData(0, Qt.Orientation.Horizontal) == "Row"
        assert [refused.data(refused.index(0, column)) for column in range(3)] == [
            "3",
            "B: Power (kW)",
            "some",
        ]
        dialog.pages.setCurrentIndex(1)
        file.title.setFocus()
        file.title.selectAll()
        QTest.keyClicks(file.title, "State cars")
        press_import(qtbot, dialog)

    activate(window)
    window.comparison.table.setFocus()
    in_dialog(qtbot, use, lambda: QTest.keyClick(window.comparison.table, Key.Key_V, CONTROL))
    made = {key: library.vehicles[key] for key in set(library.vehicles) - before}
    assert {(car.make, car.model) for car in made.values()} == {("Aurus", "Senat"), ("ZIL", "41047")}
    (senat,) = (key for key, car in made.items() if car.make == "Aurus")
    (claim,) = library.claims(senat, "power")
    assert library.sources[claim.source].title == "State cars"
    assert window.notice.label.text() == "Added 2 cars and 1 claim from Pasted table. 1 cell was refused."
    QTest.mouseClick(window.notice.action_button, Qt.MouseButton.LeftButton)
    assert set(library.vehicles) == before


def test_a_table_copied_as_text_is_pasted_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    copy(text="make\tmodel\tLänge (mm)\nAurus\tSenat\t6.630\n")

    def use(dialog: ImportDialog) -> None:
        assert dialog.plan is not None
        assert dialog.plan.table.header == ("make", "model", "Länge (mm)")
        assert dialog.plan.table.read_as.separator == "\t"

    in_dialog(qtbot, use, window.actions_by_key["import_pasted"].trigger)


def test_what_is_no_table_is_not_imported_and_text_goes_where_one_writes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(window)
    copy(text="aurus", html="<b>aurus</b>")
    window.comparison.table.setFocus()
    QTest.keyClick(window.comparison.table, Key.Key_V, CONTROL)
    assert window.state.message == "The clipboard holds no table"
    search = window.library_panel.search
    search.setFocus()
    QTest.keyClick(search, Key.Key_V, CONTROL)
    assert search.text() == "aurus"
    copy(text="make\tmodel")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: told.append(text))
    window.comparison.table.setFocus()
    QTest.keyClick(window.comparison.table, Key.Key_V, CONTROL)
    assert told == ["The clipboard holds no table: copy one of two rows and two columns or more."]


def test_another_table_of_a_page_is_chosen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    other = "<h2>Prices</h2><table><tr><td>make<td>model<td>price<tr><td>ZIL<td>41047<td>1 €</table>"
    path.write_text(f"<html><title>A wiki</title>{PAGE}{PAGE}{other}", "utf-8")

    def use(dialog: ImportDialog) -> None:
        file = dialog.pages.file
        dialog.pages.setCurrentIndex(1)
        assert [file.sheet.itemText(place) for place in range(3)] == ["Table 1", "Table 2", "Table 3: Prices"]
        assert file.sheet.currentText() == "Table 1"
        assert file.title.text() == "A wiki"
        file.sheet.setFocus()
        QTest.keyClick(file.sheet, Key.Key_Down)
        wait(qtbot, dialog)
        assert dialog.plan is not None
        assert dialog.plan.table.header == ("Car", "Power (kW)")
        assert dialog.plan.table.name == "page.html: Table 2"

    in_dialog(qtbot, use, lambda: drop(window, path))


def test_a_table_without_a_make_says_what_is_lacking(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "cars.csv"
    path.write_text("who,what,power (kW)\nAurus,Senat,440\nZIL,41047,232\n")

    def use(dialog: ImportDialog) -> None:
        assert dialog.told.text() == "Say which column is the make and which the model of the car."
        assert not dialog.import_button.isEnabled()
        for column, word in (("who", "Make"), ("what", "Model")):
            dialog.pages.columns.list.setFocus()
            QTest.keyClicks(dialog.pages.columns.list, column)
            line = dialog.pages.columns.means.lineEdit()
            assert line is not None
            line.setFocus()
            line.selectAll()
            QTest.keyClicks(line, word)
            QTest.keyClick(line, Key.Key_Return)
            QTest.qWait(1_100)  # letters typed into the list begin a new word after a second
        wait(qtbot, dialog)
        assert dialog.told.text() == "2 cars with 2 claims; no cell refused."

    in_dialog(qtbot, use, lambda: drop(window, path))
