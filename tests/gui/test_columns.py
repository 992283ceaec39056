"""The columns of the comparison: a dozen cars, chosen widths, numbers in line, whole texts in tooltips."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.gui.column_widths import LEAST_IN_EMS, NARROW_IN_EMS, ColumnWidths
from carspec.gui.main_window import MainWindow
from carspec.gui.number_alignment import longest_whole, set_in, whole_part
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, GUARD, SENAT, Open, cars, place_of

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def common_text(qapp: QApplication) -> Iterator[None]:
    """Text of the common size, whatever size another test has left."""
    before, common = QFont(qapp.font()), QFont(qapp.font())
    common.setPointSizeF(10)
    qapp.setFont(common)
    yield
    qapp.setFont(before)


def edge(window: MainWindow, section: int) -> QPoint:
    """The right edge of a car's head."""
    header = window.comparison.table.cars
    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) - 1, 20)


def drag(window: MainWindow, section: int, by: int) -> None:
    """Drag the edge of a car's head with the mouse."""
    viewport, start = window.comparison.table.cars.viewport(), edge(window, section)
    end = start + QPoint(by, 0)
    QTest.mousePress(viewport, LEFT, NONE, start)
    for place in ((start + end) / 2, end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove, place, viewport.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(viewport, moved)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def widths(window: MainWindow) -> list[int]:
    return [window.comparison.table.columnWidth(column) for column in range(len(cars(window)))]


def test_an_edge_is_dragged_reset_undone_and_kept(open_window: Open) -> None:
    window = open_window()
    before = widths(window)
    drag(window, 1, 60)
    chosen = widths(window)
    assert abs(chosen[1] - before[1] - 60) <= 1
    assert cars(window)[1] == BEAST, "the drag of an edge moves no car"
    assert chosen[2] <= chosen[0] < before[0], "the others share what is left"
    window.state.move(BEAST, -1)
    assert widths(window)[0] == chosen[1], "a width goes with its car"
    window.state.undo()
    window.actions_by_key["reset_layout"].trigger()
    assert max(widths(window)) - min(widths(window)) <= 1
    window.actions_by_key["undo"].trigger()
    assert widths(window)[1] == chosen[1]
    window.close()
    again = open_window()
    again.resize(1280, 720)
    assert widths(again)[1] == chosen[1]


def test_two_clicks_on_an_edge_and_the_menu_fit_the_width(window: MainWindow, qtbot: QtBot) -> None:
    table = window.comparison.table
    place = edge(window, 2)
    QTest.mouseClick(table.cars.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(table.cars.viewport(), LEFT, NONE, place)
    fitted = widths(window)[2]
    assert fitted > widths(window)[0]
    table.cars.customContextMenuRequested.emit(QPoint(10, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    by_text = {action.text().replace("&", ""): action for action in menu.actions()}
    by_text["Fit column to its text"].trigger()
    menu.close()
    assert widths(window)[0] > widths(window)[3]
    window.actions_by_key["even_columns"].trigger()
    assert max(widths(window)) - min(widths(window)) < 4
    assert not window.actions_by_key["even_columns"].isEnabled()


def test_a_dozen_cars_get_narrow_columns_that_fold_units_and_keep_them_in_tooltips(
    window: MainWindow, library: SqliteLibrary
) -> None:
    table = window.comparison.table
    full = table.rowHeight(table.model().find("power", SENAT).row())  # type: ignore[attr-defined]
    for vehicle in [key for key in library.vehicles if key not in cars(window)][:8]:
        window.state.add(vehicle)
    assert "last of 12" in window.state.message
    em = window._look.em
    assert min(widths(window)) >= round(LEAST_IN_EMS * em) - 1
    assert max(widths(window)) < NARROW_IN_EMS * em
    index = table.model().find("power", SENAT)  # type: ignore[attr-defined]
    assert table.rowHeight(index.row()) < full
    assert "440 kW" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert table.fields.isVisible()
    head = str(table.model().headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))
    car = library.vehicles[SENAT]
    for part in (car.title, str(car.body_style), "VR8/VR10"):
        assert part in head, "what the narrow head may cut"


def test_a_tooltip_over_a_cell_has_the_whole_text_verdict_source_and_date(
    window: MainWindow, library: SqliteLibrary, qtbot: QtBot
) -> None:
    table, place = window.comparison.table, place_of(window, "power", SENAT)
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    sheet = window.state.sheet
    assert sheet is not None
    cell = sheet.cell_of(library.fields["power"], library.vehicles[SENAT])
    assert cell.claim is not None
    source = library.sources[cell.claim.source]
    date = cell.claim.valid_at or source.published
    for part in (f"\n{cell.text_with_unit}\n", "440 kW", "conflict", source.publisher, date):
        assert part, "the figure of the test has publisher and date"
        assert part in QToolTip.text()
    assert max(map(len, QToolTip.text().splitlines())) <= 72
    QToolTip.hideText()
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("text", "mark", "parts"),
    [
        ("6,500", ".", ("", "6,500")),
        ("c. 6.62", ".", ("c. ", "6")),
        ("400–862", ".", ("", "400")),
        ("6.500,5", ",", ("", "6.500")),
        ("1.3 million", ".", ("", "1")),
        ("—", ".", ("", "")),
    ],
)
def test_the_whole_part_of_a_number_ends_at_its_decimal_mark(
    text: str, mark: str, parts: tuple[str, str]
) -> None:
    assert whole_part(text, mark) == parts


def test_decimal_marks_of_a_row_stand_at_one_place(qapp: QApplication) -> None:
    font, bold = QFont(), QFont()
    bold.setBold(True)
    told = [("598", font), ("1,100", bold), ("71.3", font), ("9.25", font)]
    at = longest_whole(told, ".")
    for text, used in told:
        whole = QFontMetricsF(used).horizontalAdvance(whole_part(text, ".")[1])
        assert set_in(text, used, ".", at, 500.0) + whole == pytest.approx(at)
    tight = QFontMetricsF(font).horizontalAdvance("9.25") + 1
    assert set_in("9.25", font, ".", at, tight) == pytest.approx(1.0)


def test_the_table_paints_numbers_at_their_decimal_marks(window: MainWindow, library: SqliteLibrary) -> None:
    delegate = window.comparison.table._delegate
    sheet = window.state.sheet
    assert sheet is not None
    row = sheet.row_of(library.fields["torque"])
    ends = []
    for vehicle in sheet.vehicles:
        cell = sheet.cell_of(row.field, vehicle)
        text, font, _, left = delegate._laid_out(cell, row, 200)[0].pieces[0]
        ends.append(left + QFontMetricsF(font).horizontalAdvance(text))
    texts = {len(sheet.cell_of(row.field, vehicle).text) for vehicle in sheet.vehicles}
    assert len(texts) > 1, "numbers of different lengths"
    assert max(ends) - min(ends) < 0.01


def test_widths_that_make_no_sense_are_dropped() -> None:
    columns = ColumnWidths()
    for state in (b"", b"[1]", b'{"a": "wide", "b": -4, "c": 1e9}', b"\xff"):
        columns.put(columns.state().__class__(state))
        assert not columns.any
    columns.choose("a", 20)
    assert columns.of(["a", "b", "c"], 1000, 10.0) == [200, 400, 400]
    assert columns.of(["a", "b"], 100, 10.0) == [200, 90]
    other = ColumnWidths()
    other.put(columns.state())
    assert other.of(["a", "b", "c"], 1001, 10.0) == [200, 401, 400]


def test_the_columns_of_another_locale_align_at_its_mark(window: MainWindow, library: SqliteLibrary) -> None:
    window.state.prefer("query.locale", "de")
    assert window.comparison.table._delegate._decimal_mark == ","
    assert build(library, Query()).profile.locale.startswith("en")
    assert {BMW, GUARD} <= set(cars(window))
