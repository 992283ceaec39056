"""Rows and columns as a person arranges them: hidden, chosen, sorted, dragged, found; copies follow."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.gui import comparison_table
from carspec.gui.field_dialog import KEY, FieldDialog
from carspec.gui.main_window import MainWindow
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, GUARD, SENAT, Open, cars, click

Key = Qt.Key
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def labels(window: MainWindow) -> list[str]:
    """The rows as the table names them."""
    model = window.comparison.table.model()
    return [str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())]


def copied(window: MainWindow) -> str:
    """All of the table, copied with headers by keys."""
    table = window.comparison.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_A, CONTROL)
    QTest.keyClick(table, Key.Key_C, CONTROL | SHIFT)
    return QApplication.clipboard().text()


def test_a_hidden_row_is_counted_left_out_of_copies_and_brought_back(window: MainWindow) -> None:
    click(window, "torque", SENAT)
    QTest.keyClick(window.comparison.table, Key.Key_H, CONTROL | SHIFT)
    assert "Torque (N·m)" not in labels(window)
    assert window.comparison.hidden_line.text() == "1 row hidden · Show"
    assert "1 hidden" in window.comparison.table._corner.text()
    assert window.state.field is not None
    assert window.state.field.key != "torque", "the selection goes on to a row that is shown"
    assert "Torque (N·m)" not in copied(window)
    QTest.mouseClick(window.comparison.hidden_line, LEFT)
    assert "Torque (N·m)" in labels(window)
    assert not window.comparison.hidden_line.isVisible()
    assert not window.actions_by_key["show_hidden"].isEnabled()


def test_the_header_menu_hides_sorts_and_opens_by_right_click(window: MainWindow) -> None:
    table = window.comparison.table
    index = table.model().find("power", SENAT)  # type: ignore[attr-defined]
    table.scrollTo(index)
    place = QPoint(20, table.fields.sectionViewportPosition(index.row()) + 8)
    table.fields.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert texts[:2] == ["Hide row", "Choose fields…"]
    next(action for action in menu.actions() if "desce" in action.text()).trigger()
    menu.close()
    assert cars(window) == [GUARD, SENAT, BMW, BEAST]
    assert "598" in copied(window)


def test_sorting_goes_both_ways_keeps_the_unknown_last_and_is_restored(
    window: MainWindow, library: SqliteLibrary
) -> None:
    click(window, "acceleration_0_100_kmh", SENAT)
    sheet = window.state.sheet
    assert sheet is not None
    field = library.fields["acceleration_0_100_kmh"]
    unknown = {v.key for v in sheet.vehicles if sheet.cell_of(field, v).missing}
    assert len(unknown) == 1
    orders = []
    for key in ("sort_down", "sort_up"):
        window.actions_by_key[key].trigger()
        orders.append(cars(window))
        assert set(orders[-1][-1:]) == unknown
    assert orders[0][:3] == orders[1][:3][::-1]
    assert copied(window).splitlines()[0].split("\t")[1].startswith(library.vehicles[orders[1][0]].make)
    window.actions_by_key["unsort"].trigger()
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert not window.actions_by_key["unsort"].isEnabled()


def test_a_change_is_told_once_with_the_step_that_undoes_it(window: MainWindow) -> None:
    told: list[str | None] = []
    window.state.changed.connect(lambda: told.append(window.state.undo_name))
    window.state.set_profile("us")
    assert told == [window.state.undo_name]


def test_what_has_no_order_is_not_sorted(window: MainWindow) -> None:
    click(window, "price", GUARD)
    assert not window.actions_by_key["sort_down"].isEnabled()


def test_a_sort_and_hidden_rows_survive_a_restart(open_window: Open) -> None:
    first = open_window()
    first.state.sort_by("power", True)
    first.state.hide("torque")
    order = cars(first)
    first.close()
    second = open_window()
    assert cars(second) == order
    assert second.state.query.hidden == {"torque"}
    second.state.move(order[0], 1)
    assert second.state.query.sort is None
    assert cars(second) == [order[1], order[0], *order[2:]]


@pytest.mark.parametrize(
    ("start", "end", "order"), [(0, 3, (1, 2, 3, 0)), (2, 0, (2, 0, 1, 3)), (1, 1, (0, 1, 2, 3))]
)
def test_a_car_is_dragged_to_another_place(
    window: MainWindow, start: int, end: int, order: tuple[int, ...]
) -> None:
    header = window.comparison.table.cars

    def at(section: int, share: float) -> QPoint:
        left = header.sectionViewportPosition(section)
        return QPoint(left + round(header.sectionSize(section) * share), 12)

    target = at(end, 0.8 if end > start else 0.2)
    QTest.mousePress(header.viewport(), LEFT, NONE, at(start, 0.3))
    QTest.mouseMove(header.viewport(), (at(start, 0.3) + target) / 2)
    QTest.mouseMove(header.viewport(), target)
    move(header.viewport(), target)
    QTest.mouseRelease(header.viewport(), LEFT, NONE, target)
    assert cars(window) == [DEFAULT_VEHICLES[place] for place in order]
    names = copied(window).splitlines()[0].split("\t")[1:]
    model = window.comparison.table.model()
    assert names == [model.headerData(c, Qt.Orientation.Horizontal) for c in range(4)]


def move(widget: object, place: QPoint) -> None:
    """Move the pointer with the button held, which QTest does not say."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    where = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(widget.mapToGlobal(place)), Qt.MouseButton.NoButton, LEFT, NONE
    )
    QApplication.sendEvent(widget, event)


def test_letters_go_to_the_next_row_and_to_the_next_car(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison_table, "TYPING_PAUSE", 600.0)
    table = window.comparison.table
    click(window, "power", SENAT)
    QTest.keyClicks(table, "top")
    assert window.state.field is not None
    assert window.state.field.key == "top_speed"
    table._typed_at = -1000.0
    QTest.keyClicks(table, "760i")
    assert table.current_vehicle() == BMW
    assert window.state.field.key == "top_speed"


def test_fields_are_chosen_in_a_dialog_with_a_search(window: MainWindow) -> None:
    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FieldDialog):
            return
        waiting.stop()
        QTest.keyClicks(dialog.search, "system pow")
        shown = [i for i in range(dialog.list.count()) if not dialog.list.item(i).isHidden()]
        assert {dialog.list.item(i).data(KEY) for i in shown} == {"system_power"}
        QTest.mouseClick(dialog.none, LEFT)
        dialog.search.clear()
        row = next(i for i in range(dialog.list.count()) if dialog.list.item(i).data(KEY) == "mass")
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog.list, Key.Key_Space)
        dialog.accept()

    waiting = QTimer(window, interval=50)
    waiting.timeout.connect(choose)
    waiting.start()
    window.actions_by_key["choose_fields"].trigger()
    assert window.state.query.hidden == {"system_power", "mass"}
    assert "Mass (kg)" not in labels(window)
    assert "Torque (N·m)" in labels(window)


def test_with_everything_hidden_the_window_says_so_and_offers_the_way_back(window: MainWindow) -> None:
    assert window.state.sheet is not None
    window.state.set_hidden(frozenset(window.state.sheet.library.fields))
    assert window.comparison.no_rows.isVisible()
    QTest.mouseClick(window.comparison.no_rows.button, LEFT)
    assert not window.comparison.no_rows.isVisible()
    assert window.state.query.hidden == frozenset()


def test_the_sheet_sorts_numbers_by_value_and_texts_by_words(library: SqliteLibrary) -> None:
    query = Query((SENAT, BEAST, GUARD, BMW), sort=("torque", True))
    assert [v.key for v in build(library, query).vehicles] == [BEAST, SENAT, GUARD, BMW]
    by_text = build(library, Query((SENAT, BEAST, GUARD, BMW), sort=("engine_configuration", False)))
    field = library.fields["engine_configuration"]
    told = [by_text.cell_of(field, vehicle).text.casefold() for vehicle in by_text.vehicles]
    assert told == sorted(told)


def test_the_menu_of_a_cell_has_its_row_as_well(window: MainWindow, root: Path) -> None:
    click(window, "power", GUARD)
    QTest.keyClick(window.comparison.table, Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().replace("&", "") for action in menu.actions()]
    assert {"Hide row", "Remove car", "Copy"} <= set(texts)
    menu.close()
    assert QRect(menu.geometry()).width() < window.width()
