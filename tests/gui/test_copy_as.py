"""Copy as and Export in the window: what is chosen lies on the clipboard or in the file, as shown."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from carspec.gui.copy_commands import PROFILE
from carspec.gui.main_window import MainWindow
from carspec.output.copying import FOLDER
from carspec.output.exports import KINDS
from carspec.output.formats import FORMATS

from .conftest import BEAST, GUARD, SENAT, click

SHIFT = Qt.KeyboardModifier.ShiftModifier


def copy_as(window: MainWindow, key: str) -> str:
    """Choose an entry of the menu, which must have it; returns the text on the clipboard."""
    menu = window.choices["copy_as"]
    menu.fill()
    (entry,) = [action for action in menu.actions() if action.data() == key]
    entry.trigger()
    return QGuiApplication.clipboard().text()


def test_the_menu_has_every_format_and_profile(window: MainWindow) -> None:
    keys = [key for key, _, _ in window.choices["copy_as"].entries()]
    assert [key for key in keys if not str(key).startswith(PROFILE)] == list(FORMATS)
    assert f"{PROFILE}english-wikipedia" in keys


def test_one_selected_figure_is_a_phrase(window: MainWindow) -> None:
    click(window, "power", SENAT)
    assert copy_as(window, "phrase") == "598 PS (440 kW; 590 hp)"
    window.state.set_profile("us")
    assert copy_as(window, "phrase") == "590 hp (440 kW)"


def test_a_selection_is_copied_in_its_order_and_the_whole_without_one(window: MainWindow) -> None:
    click(window, "power", SENAT)
    click(window, "torque", BEAST, SHIFT)
    lines = copy_as(window, "csv").splitlines()
    labels = [line.split(",")[0].strip('"') for line in lines[1:]]
    assert labels[0] == "Power"
    assert labels[-1] == "Torque"
    assert lines[0].count("Mercedes") == 0
    window.comparison.table.clearSelection()
    sheet = window.state.sheet
    assert sheet is not None
    whole = copy_as(window, "csv").splitlines()
    assert len(whole) == len(sheet.rows) + 1
    assert "4 cars" in window.state.message


def test_a_column_is_the_list_of_its_car(window: MainWindow) -> None:
    click(window, "mass", GUARD)
    text = copy_as(window, "spec")
    assert text.startswith("Mercedes-Benz S 680 Guard")
    assert "Cadillac" not in text.partition("[1] ")[0]
    assert "| manufacturer = Mercedes-Benz" in copy_as(window, "infobox")


def test_one_switch_takes_the_sources_out(window: MainWindow) -> None:
    assert "<ref name=" in copy_as(window, "mediawiki")
    window.actions_by_key["copy_sources"].trigger()
    assert "<ref" not in copy_as(window, "mediawiki")
    assert "<ref" not in copy_as(window, f"{PROFILE}english-wikipedia")


def test_html_is_offered_as_a_table_and_as_its_text(window: MainWindow) -> None:
    text = copy_as(window, "html")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml()
    assert "<table" in text
    copy_as(window, "markdown")
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_broken_file_of_profiles_is_named_in_the_menu(window: MainWindow, tmp_path: Path) -> None:
    commands = window.commands.copying
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "mine.json").write_text("{", "utf-8")
    commands._settings = tmp_path
    _, text, tip = window.choices["copy_as"].entries()[-1]
    assert text == "Your copy profiles cannot be read"
    assert "mine.json" in tip
    window.choices["copy_as"].choose(None)


@pytest.mark.parametrize("suffix", [".docx", ".csv"])
def test_export_writes_the_file_that_is_named(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposed: str, filters: str) -> tuple[str, str]:
        asked.append(proposed)
        assert filters.count(";;") == len(KINDS) - 1
        return str(tmp_path / "cars"), f"{KINDS[suffix].label} (*{suffix})"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.actions_by_key["export"].trigger()
    path = tmp_path / f"cars{suffix}"
    qtbot.waitUntil(lambda: window.state.message == f"Wrote {path}", timeout=30_000)
    assert (
        Path(asked[0]).name
        == "aurus-senat-limousine-l700-cadillac-presidential-state-car-the-beast-and-2-more.xlsx"
    )
    if suffix == ".docx":
        sheet = window.state.sheet
        assert sheet is not None
        (table,) = Document(str(path)).tables
        assert len(table.rows) > len(sheet.rows)


def test_an_export_that_fails_is_told_and_leaves_the_old_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    sheet = window.state.sheet
    assert sheet is not None
    window.commands.exporting.write(sheet, tmp_path / "absent" / "cars.csv")
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "cannot be written" in told[0]


def test_a_cancelled_export_writes_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "cars.pdf"
    path.write_text("old", "utf-8")
    sheet = window.state.sheet
    assert sheet is not None
    window.commands.exporting.write(sheet, path)
    assert window.commands.exporting._job is not None
    window.commands.exporting._job.stop()
    qtbot.waitUntil(lambda: window.state.message == "cars.pdf was not written", timeout=30_000)
    assert path.read_text("utf-8") == "old"


def test_the_library_is_exported_whole_and_leaves_the_old_file_when_cancelled(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    window.actions_by_key["export_library"].trigger()
    path = tmp_path / "mine.json"
    qtbot.waitUntil(lambda: window.state.message == f"Wrote {path}", timeout=30_000)
    library = window.state.library
    assert library is not None
    assert path.read_text("utf-8") == "".join(library.file_text())
    path.write_text("old", "utf-8")
    window.actions_by_key["export_library"].trigger()
    assert window.commands.exporting._job is not None
    window.commands.exporting._job.stop()
    qtbot.waitUntil(lambda: window.state.message == "mine.json was not written", timeout=30_000)
    assert [file.name for file in tmp_path.glob("*mine*")] == ["mine.json"]
    assert path.read_text("utf-8") == "old"
