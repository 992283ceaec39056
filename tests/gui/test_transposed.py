"""The table turned round, cars as rows: figures, heads, keys, sorting and copies are as the other way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carspec.core.query import DEFAULT_VEHICLES
from carspec.gui.comparison_table import ComparisonTable
from carspec.gui.main_window import MainWindow
from carspec.gui.sheet_model import SheetModel

from .conftest import BEAST, BMW, GUARD, SENAT, Open, cars, click, place_of, text_of
from .test_rows import move

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALONG = Qt.Orientation.Horizontal


def turn(window: MainWindow) -> ComparisonTable:
    window.actions_by_key["transpose"].trigger()
    return window.comparison.table


def model_of(window: MainWindow) -> SheetModel:
    model = window.comparison.table.model()
    assert isinstance(model, SheetModel)
    return model


def click_head(window: MainWindow, field: str, keys: Qt.KeyboardModifier = NONE) -> None:
    """Click on the head of a field, wherever it is."""
    place_of(window, field, SENAT)
    head = window.comparison.table.fields
    number = [line.key for line in model_of(window).lines].index(field)
    QTest.mouseClick(head.viewport(), LEFT, keys, head.rect_of(number).center())


def copied(window: MainWindow) -> list[list[str]]:
    table = window.comparison.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_A, CONTROL)
    QTest.keyClick(table, Key.Key_C, CONTROL | SHIFT)
    return [line.split("\t") for line in QApplication.clipboard().text().split("\n")]


def test_a_key_turns_the_table_round_with_its_copies_and_undo_turns_it_back(window: MainWindow) -> None:
    upright = copied(window)
    click(window, "power", BMW)
    shown = {
        (f, c): text_of(window, f, c) for f in ("power", "mass", "engine_configuration") for c in (SENAT, BMW)
    }
    table, model = window.comparison.table, model_of(window)
    QTest.keyClick(table, Key.Key_T, CONTROL)
    assert model.rowCount() == 4
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(4)] == upright[0][1:]
    assert "Power (PS)" in [model.headerData(column, ALONG) for column in range(model.columnCount())]
    assert {place: text_of(window, *place) for place in shown} == shown
    assert table.currentIndex() == model.find("power", BMW), "the cell that was chosen stays chosen"
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
    assert table.accessibleDescription().startswith("Rows are cars, columns are fields")
    turned = copied(window)
    assert turned[0][0] == "Car"
    assert [line[1:] for line in turned[1:]] == [list(line) for line in zip(*upright[1:], strict=True)][1:]
    assert turned[0][1:] == [line[0] for line in upright[1:]]
    click(window, "mass", GUARD)
    assert (window.evidence.list.model().rowCount() > 0, window.state.vehicle) == (True, model.vehicles[2])
    window.actions_by_key["undo"].trigger()
    assert copied(window) == upright


def test_the_turned_table_survives_a_restart(open_window: Open, qtbot: QtBot) -> None:
    first = open_window()
    turn(first)
    first.close()
    second = open_window()
    assert model_of(second).rowCount() == 4
    assert second.actions_by_key["transpose"].isChecked()
    head = second.comparison.table.cars
    qtbot.waitUntil(head.isVisible)  # Qt shows the furnished window with the next events
    assert head.orientation() == Qt.Orientation.Vertical


@pytest.mark.parametrize("transposed", [False, True])
def test_clicks_on_the_head_of_a_field_sort_reverse_and_restore(window: MainWindow, transposed: bool) -> None:
    if transposed:
        turn(window)
    field, orientation = "acceleration_0_100_kmh", ALONG if transposed else Qt.Orientation.Vertical
    sheet = window.state.sheet
    assert sheet is not None
    (unknown,) = [v.key for v in sheet.vehicles if sheet.cell_of(sheet.library.fields[field], v).missing]
    orders, told = [], []
    for _ in range(3):
        click_head(window, field)
        orders.append(cars(window))
        number = [line.key for line in model_of(window).lines].index(field)
        told.append(
            model_of(window)
            .headerData(number, orientation, Qt.ItemDataRole.AccessibleTextRole)
            .partition(".")[0]
        )
    assert orders[0][:3] == orders[1][:3][::-1]
    assert {orders[0][3], orders[1][3]} == {unknown}
    assert orders[2] == list(DEFAULT_VEHICLES)
    assert ["descending" in told[0], "ascending" in told[1], "sorted" in told[2]] == [True, True, False]
    click_head(window, "engine_configuration")
    assert window.state.query.sort == ("engine_configuration", False), "words begin with the first letter"
    window.actions_by_key["undo"].trigger()
    assert cars(window) == list(DEFAULT_VEHICLES)


@pytest.mark.parametrize("transposed", [False, True])
def test_what_has_no_order_says_so_and_keys_only_select(window: MainWindow, transposed: bool) -> None:
    if transposed:
        turn(window)
    click_head(window, "ballistic_rating")
    assert window.state.query.sort is None
    assert "puts cars in no order" in window.state.message
    click_head(window, "power", CONTROL)
    assert window.state.query.sort is None
    rows, _ = window.comparison.table.selected()
    assert "power" in {row.field.key for row in rows}


def test_a_click_on_the_head_of_a_car_selects_its_figures(window: MainWindow) -> None:
    for _ in range(2):
        head = window.comparison.table.cars
        QTest.mouseClick(head.viewport(), LEFT, NONE, head.rect_of(1).topLeft() + QPoint(20, 12))
        rows, chosen = window.comparison.table.selected()
        assert [car.key for car in chosen] == [BEAST]
        assert rows == list(window.state.sheet.rows)  # type: ignore[union-attr]
        turn(window)


def test_headings_fold_at_the_top_and_under_the_cursor(window: MainWindow) -> None:
    table, model = turn(window), model_of(window)
    assert model.lines[0].row is None
    table.horizontalScrollBar().setValue(0)
    QTest.mouseClick(table.fields.viewport(), LEFT, NONE, table.fields.rect_of(0).center())
    folded = model_of(window).lines[0].section
    assert folded.folded > 0
    assert window.state.query.folded_groups == {folded.group}
    table.setCurrentIndex(model.place(0, 2))
    QTest.keyClick(table, Key.Key_Space)
    assert window.state.query.folded_groups == frozenset()
    assert (model.line_number(table.currentIndex()), model.car_number(table.currentIndex())) == (0, 2)


def test_the_keyboard_reaches_the_heads_of_cars_at_the_side(window: MainWindow) -> None:
    click(window, "power", SENAT)
    table, model = turn(window), model_of(window)
    table.setCurrentIndex(model.place(0, 0))
    QTest.keyClick(table, Key.Key_Left)
    assert table.cars.hasFocus()
    QTest.keyClick(table.cars, Key.Key_Down)
    assert table.current_vehicle() == BEAST
    QTest.keyClick(table.cars, Key.Key_Down, CONTROL | SHIFT)
    assert cars(window) == [SENAT, GUARD, BEAST, BMW]
    assert window.actions_by_key["move_left"].text().replace("&", "") == "Move car up"
    QTest.keyClick(table.cars, Key.Key_Right)
    assert table.hasFocus()


def test_a_car_is_dragged_down_and_removed_by_its_cross(window: MainWindow) -> None:
    head = turn(window).cars
    start, end = head.rect_of(0).center(), head.rect_of(2).center() + QPoint(0, 20)
    QTest.mousePress(head.viewport(), LEFT, NONE, start)
    for place in ((start + end) / 2, end):
        move(head.viewport(), place)
    QTest.mouseRelease(head.viewport(), LEFT, NONE, end)
    assert cars(window) == [BEAST, GUARD, SENAT, BMW]
    QTest.mouseClick(head.viewport(), LEFT, NONE, head.cross(1).center())
    assert cars(window) == [BEAST, SENAT, BMW]


def test_the_width_of_a_field_is_dragged_and_kept(open_window: Open) -> None:
    window = open_window()
    table, model = turn(window), model_of(window)
    column = model.find("power", SENAT).column()
    place_of(window, "power", SENAT)
    before = table.columnWidth(column)
    start = table.fields.rect_of(column).bottomRight() - QPoint(1, 8)
    QTest.mousePress(table.fields.viewport(), LEFT, NONE, start)
    for place in (start - QPoint(15, 0), start - QPoint(30, 0)):
        move(table.fields.viewport(), place)
    QTest.mouseRelease(table.fields.viewport(), LEFT, NONE, start - QPoint(30, 0))
    assert abs(before - 30 - table.columnWidth(column)) <= 1
    assert window.state.query.sort is None, "the drag of an edge is no click"
    chosen = table.columnWidth(column)
    window.close()
    again = open_window()
    assert again.comparison.table.columnWidth(column) == chosen
