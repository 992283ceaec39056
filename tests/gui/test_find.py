"""Finding in the comparison by its bar, and the heads of the cars by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.gui.main_window import MainWindow
from carspec.gui.table_search import Match, matches
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, GUARD, SENAT, click, press

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def chosen(window: MainWindow) -> tuple[str, str]:
    """Field and car of the selected cell."""
    assert window.state.field is not None
    assert window.state.vehicle is not None
    return window.state.field.key, window.state.vehicle.key


def test_a_figure_is_found_counted_walked_through_and_left(window: MainWindow) -> None:
    click(window, "power", BMW)
    bar = window.comparison.find_bar
    press(window, Key.Key_F, CONTROL)
    assert bar.isVisible()
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "power")
    count = len(bar._matches)
    assert count > 2
    assert bar.count.text() == f"1 of {count}"
    assert chosen(window) == ("power", BMW), "the search begins where one is"
    press(window, Key.Key_F3)
    assert bar.count.text() == f"2 of {count}"
    assert chosen(window)[0] != "power"
    press(window, Key.Key_F3, SHIFT)
    press(window, Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{count} of {count}", "round the end"
    press(window, Key.Key_G, CONTROL)
    assert bar.count.text() == f"1 of {count}"
    found = window.comparison.table._delegate.found
    assert ("power", None) in found
    press(window, Key.Key_Escape)
    assert not bar.isVisible()
    assert window.comparison.table.hasFocus()
    assert window.comparison.table._delegate.found == set()


def test_a_found_cell_is_chosen_and_painted_otherwise(window: MainWindow) -> None:
    click(window, "power", SENAT)
    table, bar = window.comparison.table, window.comparison.find_bar
    press(window, Key.Key_F, CONTROL)
    QTest.keyClicks(bar.field, "turbodiesel")
    assert chosen(window) == ("engine_configuration", BEAST)
    click(window, "power", GUARD)
    index = table.model().find("engine_configuration", BEAST)  # type: ignore[attr-defined]
    table.scrollTo(index)
    rect = table.visualRect(index)
    marked = table.viewport().grab(rect).toImage()
    press(window, Key.Key_F, CONTROL)
    press(window, Key.Key_Escape)
    table.scrollTo(index)
    assert table.viewport().grab(table.visualRect(index)).toImage() != marked


def test_what_is_not_there_is_said_and_f3_asks_for_a_text(window: MainWindow) -> None:
    bar = window.comparison.find_bar
    press(window, Key.Key_F3)
    assert bar.field.hasFocus(), "without a text the bar opens"
    QTest.keyClicks(bar.field, "zzzz")
    before = chosen(window)
    assert bar.count.text() == "nothing found in what is shown"
    assert not bar.on.isEnabled()
    press(window, Key.Key_F3)
    assert chosen(window) == before


def test_the_bar_follows_the_comparison(window: MainWindow) -> None:
    bar = window.comparison.find_bar
    press(window, Key.Key_F, CONTROL)
    QTest.keyClicks(bar.field, "torque")
    count = len(bar._matches)
    window.state.hide("torque")
    assert len(bar._matches) == count - 1
    assert bar.hidden.text().startswith("1 more in 1 row not shown")
    assert bar.count.text().endswith(f"{count - 1}") or bar.count.text() == f"{count - 1} found"


@pytest.mark.parametrize("transposed", [False, True])
def test_the_name_of_a_car_is_found_and_its_head_marked(window: MainWindow, transposed: bool) -> None:
    window.state.set_transposed(transposed)
    click(window, "power", SENAT)
    bar, head = window.comparison.find_bar, window.comparison.table.cars
    plain = head.viewport().grab(head.rect_of(2)).toImage()
    press(window, Key.Key_F, CONTROL)
    QTest.keyClicks(bar.field, "s 680 gu")
    assert chosen(window)[1] == GUARD
    assert bar.count.text() == "1 of 1"
    assert head.viewport().grab(head.rect_of(2)).toImage() != plain
    press(window, Key.Key_Escape)
    assert head.viewport().grab(head.rect_of(2)).toImage() == plain


def test_what_rows_hold_that_are_not_shown_is_told_and_brought_back(window: MainWindow) -> None:
    """A row that is hidden, one in a folded group and one that only one car has are all found."""
    state, bar = window.state, window.comparison.find_bar
    click(window, "mass", SENAT)
    state.hide("torque")
    state.toggle_group("performance")
    before = state.query
    press(window, Key.Key_F, CONTROL)
    assert state.sheet is not None
    alone = next(f for f in state.sheet.lone_fields if not matches(state.sheet, f.label))
    for field in ("torque", "top_speed", alone.key):
        state.restore(before, "")
        assert field not in {row.field.key for row in state.sheet.rows}
        bar.field.setText(state.sheet.row_of(state.sheet.library.fields[field]).label_with_unit)
        assert bar.count.text() == "nothing found in what is shown"
        assert " more in 1 row not shown" in bar.hidden.text()
        QTest.mouseClick(bar.hidden, Qt.MouseButton.LeftButton)
        assert chosen(window)[0] == field
        assert bar.count.text().startswith("1 of ")
        assert not bar.hidden.isVisible()
        assert bar.field.hasFocus()
    window.actions_by_key["undo"].trigger()
    assert state.query == before


def test_ctrl_f_goes_to_the_library_from_elsewhere_and_to_the_table_from_chart_and_evidence(
    window: MainWindow,
) -> None:
    window.evidence.list.setFocus()
    press(window, Key.Key_F, CONTROL)
    assert window.comparison.find_bar.field.hasFocus()
    press(window, Key.Key_Escape)
    assert window.evidence.list.hasFocus()
    window.library_panel.list.setFocus()
    press(window, Key.Key_F, CONTROL)
    assert window.library_panel.search.hasFocus()
    assert not window.comparison.find_bar.isVisible()
    window.comparison.table.setFocus()
    press(window, Key.Key_K, CONTROL)
    assert window.library_panel.search.hasFocus()


def test_matches_are_labels_and_figures_in_any_writing(library: SqliteLibrary) -> None:
    sheet = build(library, Query((SENAT, BEAST, GUARD, BMW)))
    torque = sheet.cell_of(library.fields["torque"], library.vehicles[BEAST])
    assert "," in torque.text
    for text in (torque.text, torque.plain):
        assert Match("torque", BEAST) in matches(sheet, text)
    assert Match("power", None) in matches(sheet, "POWER")
    assert Match("power", SENAT) in matches(sheet, "440 kw")
    assert matches(sheet, "") == ()
    assert matches(sheet, "beast")[0] == Match(None, BEAST), "the name of a car stands above all rows"
    order = [row.field.key for row in sheet.rows]
    found = [order.index(match.field or "") for match in matches(sheet, "5")]
    assert found == sorted(found)


def test_the_heads_of_cars_are_reached_by_keys_and_have_their_menu(window: MainWindow) -> None:
    table = window.comparison.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    press(window, Key.Key_Up)
    assert table.cars.hasFocus()
    press(window, Key.Key_Right)
    assert table.current_vehicle() == GUARD
    for key, keys in ((Key.Key_F10, SHIFT), (Key.Key_Menu, Qt.KeyboardModifier.NoModifier)):
        press(window, key, keys)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = {action.text().replace("&", "") for action in menu.actions()}
        assert {"Remove car", "Fit column to its text", "Even columns"} <= texts
        assert "Hide row" not in texts
        menu.close()
    press(window, Key.Key_Right, CONTROL | SHIFT)
    assert table.current_vehicle() == GUARD
    press(window, Key.Key_Down)
    assert table.hasFocus()
    press(window, Key.Key_Tab)
    assert not table.hasFocus()
