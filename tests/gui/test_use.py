"""The window is used with real keys and clicks: cars, units, differences, baseline, folding, evidence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from carspec.core.query import DEFAULT_VEHICLES
from carspec.gui.main_window import MainWindow
from carspec.gui.opening import MOST_CARS, first_sheet
from carspec.gui.outline import Outline
from carspec.gui.settings_file import SettingsFile
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, GUARD, SENAT, cars, click, press, text_of

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_opens_with_the_four_and_the_evidence_of_a_figure(window: MainWindow) -> None:
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert window.evidence.field_label.text() == "Power"
    assert window.evidence.figure_label.text() == f"{text_of(window, 'power', SENAT)} PS"
    assert window.comparison.table.hasFocus()
    assert "4 cars" in window.comparison.table._corner.text()
    assert window.status.counts.startswith("235 vehicles · 6,190 claims")


def test_the_chosen_cell_is_in_view_from_the_start_and_stays_there(window: MainWindow, qtbot: QtBot) -> None:
    table = window.comparison.table

    def is_in_view() -> bool:
        return table.viewport().rect().contains(table.visualRect(table.currentIndex()))

    qtbot.waitUntil(table.isVisible)
    QTest.qWait(100)
    assert is_in_view()
    for height in (900, 660):
        window.resize(1280, height)
        QTest.qWait(50)
        assert is_in_view(), height


def test_a_car_is_found_added_and_removed_by_keyboard_alone(window: MainWindow) -> None:
    press(window, Key.Key_K, CONTROL)
    assert window.library_panel.search.hasFocus()
    QTest.keyClicks(window.library_panel.search, "Komendant limousine")
    assert window.library_panel.count.text().startswith("1 of 235")
    press(window, Key.Key_Return)
    assert cars(window) == [*DEFAULT_VEHICLES, "aurus-komendant-limousine"] or len(cars(window)) == 5
    press(window, Key.Key_Down)
    assert window.library_panel.list.hasFocus()
    press(window, Key.Key_Space)
    assert cars(window) == list(DEFAULT_VEHICLES)
    press(window, Key.Key_Return)
    assert len(cars(window)) == 5


def test_escape_clears_the_search_and_then_leaves_it(window: MainWindow) -> None:
    press(window, Key.Key_K, CONTROL)
    QTest.keyClicks(window.library_panel.search, "no such car")
    assert window.library_panel.count.text().startswith("0 of 235")
    assert window.library_panel.empty.isVisible()
    QTest.mouseClick(window.library_panel.empty.button, LEFT)
    assert window.library_panel.count.text().startswith("235 of 235")
    QTest.keyClicks(window.library_panel.search, "beast")
    press(window, Key.Key_Escape)
    assert window.library_panel.search.text() == ""
    press(window, Key.Key_Escape)
    assert window.library_panel.list.hasFocus()


def test_a_click_on_the_box_and_a_double_click_add_a_car(window: MainWindow) -> None:
    panel = window.library_panel
    panel.search.setText("Hongqi")
    rect = panel.list.visualRect(panel.list.model().index(0, 0))
    box = panel.list.itemDelegate().box(rect).center()  # type: ignore[attr-defined]
    QTest.mouseClick(panel.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, box)
    assert len(cars(window)) == 5
    middle = rect.center()
    QTest.mouseClick(panel.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle)
    assert len(cars(window)) == 5
    QTest.mouseDClick(panel.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle)
    assert cars(window) == list(DEFAULT_VEHICLES)


def test_a_car_is_removed_by_its_cross_and_by_delete(window: MainWindow) -> None:
    header = window.comparison.table.cars
    cross = header.cross(1).center()
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, cross)
    assert BEAST not in cars(window)
    click(window, "power", BMW)
    press(window, Key.Key_Delete)
    assert cars(window) == [SENAT, GUARD]
    assert window.state.cell is not None
    assert window.state.cell.vehicle == GUARD


def test_delete_in_the_search_field_removes_no_car(window: MainWindow) -> None:
    press(window, Key.Key_K, CONTROL)
    QTest.keyClicks(window.library_panel.search, "a")
    press(window, Key.Key_Delete)
    assert cars(window) == list(DEFAULT_VEHICLES)


def test_cars_are_moved_by_keyboard(window: MainWindow) -> None:
    click(window, "power", SENAT)
    press(window, Key.Key_Right, CONTROL | SHIFT)
    assert cars(window) == [BEAST, SENAT, GUARD, BMW]
    press(window, Key.Key_Left, CONTROL | SHIFT)
    press(window, Key.Key_Left, CONTROL | SHIFT)
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert window.comparison.table.current_vehicle() == SENAT


def test_the_limit_is_explained_before_it_refuses(window: MainWindow, library: SqliteLibrary) -> None:
    for vehicle in library.vehicles:
        window.state.add(vehicle)
    assert len(cars(window)) == MOST_CARS
    assert window.state.message.startswith(f"{MOST_CARS} cars are the most")


def test_without_cars_the_window_says_what_to_do(window: MainWindow) -> None:
    for _ in DEFAULT_VEHICLES:
        press(window, Key.Key_Delete)
    assert cars(window) == []
    assert window.comparison.no_cars.isVisible()
    assert window.evidence.empty.isVisible()
    assert not window.actions_by_key["copy"].isEnabled()
    QTest.mouseClick(window.comparison.no_cars.button, LEFT)
    assert cars(window) == list(DEFAULT_VEHICLES)


def test_units_change_table_chart_evidence_and_copy_together(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "PS" in window.chart.subtitle.text())
    click(window, "power", GUARD)
    metric = text_of(window, "power", GUARD)
    for _ in range(10):
        for profile in ("us", "metric"):
            window.choices["units"].fill()
            next(a for a in window.choices["units"].actions() if a.data() == profile).trigger()
    assert text_of(window, "power", GUARD) == metric
    with qtbot.waitSignal(window.chart.drawn):
        next(a for a in window.choices["units"].actions() if a.data() == "us").trigger()
    assert text_of(window, "power", GUARD) == "604"
    assert window.evidence.figure_label.text() == "604 hp"
    assert "hp (mechanical horsepower)" in window.chart.subtitle.text()
    assert "604 hp" in window.chart.view.accessibleDescription()
    press(window, Key.Key_C, CONTROL | SHIFT)
    assert "Power (hp)\t604" in QApplication.clipboard().text()
    assert "Units: US" in window.tools.buttons["units"].text()


def test_only_differences_says_how_many_rows_it_hid(window: MainWindow) -> None:
    for vehicle in (SENAT, BEAST):
        window.state.remove(vehicle)
    rows = window.comparison.table.model().rowCount()
    press(window, Key.Key_D, CONTROL)
    sheet = window.state.sheet
    assert sheet is not None
    assert len(sheet.equal_fields) > 0
    assert window.comparison.table.model().rowCount() < rows
    assert f"{len(sheet.equal_fields)} row" in window.comparison.equal_line.text()
    assert f"{len(sheet.equal_fields)} equal hidden" in window.comparison.table._corner.text()
    QTest.mouseClick(window.comparison.equal_line, LEFT)
    assert window.comparison.table.model().rowCount() == rows
    assert not window.actions_by_key["differences"].isChecked()


def test_a_baseline_shows_differences(window: MainWindow) -> None:
    menu = window.choices["baseline"]
    menu.fill()
    next(action for action in menu.actions() if action.data() == SENAT).trigger()
    assert window.state.cell is not None
    click(window, "torque", BMW)
    assert window.state.cell.difference is not None
    assert window.state.cell.difference in window.evidence.units_label.text()
    assert "Senat" in window.tools.buttons["baseline"].text()
    window.state.remove(SENAT)
    assert window.state.query.baseline is None


def test_the_selected_row_stays_in_view_and_no_row_is_cut_at_the_top(window: MainWindow) -> None:
    table = window.comparison.table
    for baseline in (SENAT, None):
        window.state.set_baseline(baseline)
        rect = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(rect.adjusted(0, 0, -2, -2))
        assert table.rowViewportPosition(table.rowAt(0)) == 0
    panel = window.library_panel.list
    assert panel.visualRect(panel.indexAt(QPoint(5, 0))).top() == 0


def test_a_verdict_counts_the_publishers_that_agree(window: MainWindow) -> None:
    cell = window.state.cell
    assert cell is not None
    told = f"conflict: {cell.support} of {cell.voices} publishers agree"
    assert window.evidence.verdict_label.text() == told


def test_the_sheet_made_beforehand_is_taken_only_where_it_is_still_wanted(
    window: MainWindow, library: SqliteLibrary
) -> None:
    state = window.state
    first = first_sheet(state.remembered, library)
    state.open(library, first)
    assert state.sheet is first
    state.set_profile("us")
    state.open(library, first)
    assert state.sheet is not first
    assert state.sheet is not None
    assert state.sheet.profile.key == "us"


def test_lone_rows_are_folded_under_one_line(window: MainWindow) -> None:
    line, sheet = window.comparison.lone_line, window.state.sheet
    assert sheet is not None
    assert line.isVisible()
    assert line.text().startswith(f"{len(sheet.lone_fields)} rows that only one car has")
    rows = window.comparison.table.model().rowCount()
    line.setFocus()
    press(window, Key.Key_Space)
    assert window.comparison.table.model().rowCount() >= rows + len(sheet.lone_fields)
    press(window, Key.Key_Space)
    assert window.comparison.table.model().rowCount() == rows


def test_a_group_folds_by_click_and_by_key_and_its_rows_are_not_selected(window: MainWindow) -> None:
    table = window.comparison.table
    model = table.model()
    keys = [line.key for line in model.lines]  # type: ignore[attr-defined]
    heading = keys.index("group powertrain")
    table.scrollTo(table.model().index(heading, 0))
    rows = table.model().rowCount()
    place = QPoint(20, table.fields.sectionViewportPosition(heading) + 8)
    QTest.mouseClick(table.fields.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert table.model().rowCount() < rows
    press(window, Key.Key_A, CONTROL)
    press(window, Key.Key_C, CONTROL | SHIFT)
    assert "Torque" not in QApplication.clipboard().text()
    assert "Top speed" in QApplication.clipboard().text()
    table.setCurrentIndex(table.model().index(heading, 0))
    press(window, Key.Key_Return)
    assert table.model().rowCount() == rows


def test_arrows_move_the_cursor_and_evidence_and_chart_follow(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "power", SENAT)
    press(window, Key.Key_Right)
    assert window.evidence.car_label.text() == window.state.sheet.vehicles[1].name  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.chart.title.text().startswith("Power"))
    click(window, "torque", SENAT)
    qtbot.waitUntil(lambda: window.chart.title.text().startswith("Torque"))
    click(window, "engine_configuration", SENAT)
    assert window.evidence.field_label.text() == "Engine"
    assert window.state.remembered.chart_field == "torque"


def test_keys_go_to_the_ends_of_the_table_and_shift_extends(window: MainWindow) -> None:
    table = window.comparison.table
    model = table.model()
    click(window, "power", GUARD)
    start, last = table.currentIndex(), model.columnCount() - 1
    press(window, Key.Key_Home)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (start.row(), 0)
    press(window, Key.Key_End)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (start.row(), last)
    press(window, Key.Key_PageDown)
    assert table.currentIndex().row() > start.row()
    press(window, Key.Key_PageUp)
    assert table.currentIndex().row() <= start.row()
    press(window, Key.Key_End, CONTROL)
    assert table.currentIndex().column() == last
    assert table.currentIndex().row() == model.rowCount() - 1
    press(window, Key.Key_Home, CONTROL)
    top = table.currentIndex()
    assert top.column() == 0
    assert top.row() < start.row()
    click(window, "power", SENAT)
    press(window, Key.Key_Right, SHIFT)
    press(window, Key.Key_Down, SHIFT)
    chosen = {(index.row(), index.column()) for index in table.selectedIndexes()}
    assert chosen == {(row, column) for row in (start.row(), start.row() + 1) for column in (0, 1)}


def test_the_evidence_lists_every_claim_and_filters_them(window: MainWindow, library: SqliteLibrary) -> None:
    panel, claims = window.evidence, library.claims(SENAT, "power")
    assert panel.list.model().rowCount() == len(claims)
    assert panel.explanation.text().startswith(panel.figure_label.text())
    counted = 0
    for name in ("Agree", "Differ", "Not counted"):
        QTest.mouseClick(panel.chips[name], LEFT)
        assert panel.chips[name].text() == f"{name} {panel.list.model().rowCount()}"
        counted += panel.list.model().rowCount()
    assert counted == len(claims)


def test_enter_and_a_click_on_the_link_open_the_source(
    window: MainWindow, library: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    panel = window.evidence.list
    panel.setFocus()
    QTest.keyClick(panel, Key.Key_Return)
    source = library.sources[library.claims(SENAT, "power")[0].source]
    assert len(opened) == 1
    assert opened[0].startswith(str(source.url)[:20])
    index = panel.model().index(1, 0)
    link = panel.itemDelegate().link(panel.visualRect(index), index)  # type: ignore[attr-defined]
    QTest.mouseClick(panel.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, link.center())
    assert len(opened) == 2
    QTest.mouseClick(panel.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, link.top() - 8))
    assert len(opened) == 2


def test_a_bar_selects_its_car_by_click_and_arrows(window: MainWindow, qtbot: QtBot) -> None:
    view = window.chart.view
    qtbot.waitUntil(lambda: view.picture is not None and len(view.picture.marks) == 4)
    assert view.picture is not None
    bars = view.picture.marks
    middle = round(view.picture.places[bars[-1].key].center().y())
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(150, middle))
    assert window.comparison.table.current_vehicle() == bars[-1].vehicle
    view.setFocus()
    press(window, Key.Key_Up)
    assert window.comparison.table.current_vehicle() == bars[-2].vehicle
    press(window, Key.Key_Home)
    assert window.comparison.table.current_vehicle() == bars[0].vehicle


def test_figures_that_no_axis_holds_are_explained(window: MainWindow, qtbot: QtBot) -> None:
    window.state.select("price", BEAST)
    qtbot.waitUntil(lambda: "cannot stand on one axis" in window.chart.problem.text())
    assert window.chart.problem.isVisible()


def test_the_context_menu_opens_by_key_for_the_current_car(window: MainWindow) -> None:
    click(window, "power", GUARD)
    press(window, Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "S 680 Guard" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    menu.close()
    assert window.state.query.baseline == GUARD
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(window.comparison.table, QContextMenuEvent(keyboard, QPoint(), QPoint()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "No baseline"
    menu.close()


def test_typing_jumps_to_a_vehicle_in_the_library(window: MainWindow) -> None:
    window.library_panel.list.setFocus()
    QTest.keyClicks(window.library_panel.list, "zil")
    assert window.library_panel.list.currentIndex().data().startswith("ZIL")


def test_panels_can_be_hidden_and_reset_brings_them_back(window: MainWindow) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        press(window, key, CONTROL)
    assert not window.library_panel.isVisible()
    assert not window.chart.isVisible()
    assert not window.evidence.isVisible()
    window.state.remove(BEAST)
    window.state.set_profile("uk")
    window.actions_by_key["reset_layout"].trigger()
    assert window.library_panel.isVisible()
    assert window.chart.isVisible()
    assert window.evidence.isVisible()
    assert BEAST not in cars(window), "the layout alone is reset"
    window.actions_by_key["reset_comparison"].trigger()
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert window.state.query.profile == "metric"


def test_what_is_typed_before_the_library_is_there_is_searched_for(
    qtbot: QtBot, library: SqliteLibrary, tmp_path: Path
) -> None:
    window = MainWindow(SettingsFile(tmp_path / "settings"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    outline = window.findChild(Outline)
    assert outline is not None
    QTest.keyClicks(outline.search, "komendant limousine")
    window.show_library(library, None)
    assert window.library_panel.search.text() == "komendant limousine"
    assert window.library_panel.count.text().startswith("1 of 235")
    assert window.focusWidget() is window.library_panel.search
    window.close()


def test_a_window_closed_in_outline_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(SettingsFile(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert window.closed
    assert not (tmp_path / "settings").exists()
