"""The facets below the search: chosen by mouse and keys, counted, taken back, remembered."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from carspec.gui.facet_popup import BucketList
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import facets_from
from carspec.store.library import SqliteLibrary

from .conftest import Open

LEFT = Qt.MouseButton.LeftButton


def opened(window: MainWindow, facet: str) -> BucketList:
    """The list of a facet, opened with the keyboard."""
    chip = window.library_panel.facets.chips[facet]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    popup = window.library_panel.facets.popup
    assert popup is not None
    assert popup.isVisible()
    return popup.list


def lines(listed: BucketList) -> list[tuple[str, str]]:
    items = [listed.topLevelItem(row) for row in range(listed.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item]


def shown(window: MainWindow) -> int:
    return window.library_panel.list.model().rowCount()


def test_buckets_are_ticked_with_the_keyboard(window: MainWindow, library: SqliteLibrary) -> None:
    makes = Counter(car.make for car in library.vehicles.values()).most_common()
    listed = opened(window, "make")
    assert lines(listed)[0] == (makes[0][0], str(makes[0][1]))
    assert sum(int(count) for _, count in lines(listed)) == len(library.vehicles)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert shown(window) == makes[0][1]
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert shown(window) == makes[0][1] + makes[1][1]
    assert window.library_panel.count.text().startswith(f"{shown(window)} of 235 shown")
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.isVisible()
    chip = window.library_panel.facets.chips["make"]
    assert chip.isChecked()
    assert makes[0][0] in chip.accessibleName()
    assert makes[1][0] in chip.accessibleName()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert shown(window) == 235
    assert not chip.isChecked()


def test_a_letter_goes_to_a_bucket(window: MainWindow) -> None:
    listed = opened(window, "make")
    QTest.keyClicks(listed, "zi")
    item = listed.currentItem()
    assert item is not None
    assert item.text(0) == "ZIL"
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_a_click_ticks_and_a_click_on_the_cross_takes_back(window: MainWindow) -> None:
    chip = window.library_panel.facets.chips["body"]
    QTest.mouseClick(chip, LEFT)
    popup = window.library_panel.facets.popup
    assert popup is not None
    item = popup.list.topLevelItem(1)
    assert item is not None
    wanted = int(item.text(1))
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=popup.list.visualItemRect(item).center())
    popup.close()
    assert shown(window) == wanted
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert shown(window) == 235
    assert not popup.isVisible()


def test_counts_of_a_facet_go_by_the_search_and_the_other_facets(
    window: MainWindow, library: SqliteLibrary
) -> None:
    panel = window.library_panel
    listed = opened(window, "body")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    body = lines(listed)[0][0]
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    QTest.keyClicks(panel.search, "s-class")
    there = {car.key for car in panel._found.vehicles}  # type: ignore[union-attr]
    decades = Counter(
        f"{car.year_from // 10 * 10}s"
        for car in library.vehicles.values()
        if car.key in there and car.year_from and car.body_style == body
    )
    listed = opened(window, "decade")
    assert dict(lines(listed)) == {name: str(count) for name, count in decades.items()}
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_an_empty_answer_gives_the_facet_up(window: MainWindow) -> None:
    panel = window.library_panel
    listed = opened(window, "make")
    QTest.keyClicks(listed, "zi")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    QTest.keyClicks(panel.search, "aurus senat")
    assert panel.empty.isVisible()
    assert panel.count.text().startswith("0 of 235")
    assert panel.clear_all.isVisible()
    while panel.empty.isVisible():
        QTest.mouseClick(panel.empty.button, LEFT)
    assert not panel.facets.chosen or not panel.search.text()
    assert 0 < shown(window) < 235


def test_a_facet_that_nothing_is_left_for_says_so(window: MainWindow) -> None:
    QTest.keyClicks(window.library_panel.search, "xyzzy")
    listed = opened(window, "operator")
    assert lines(listed) == [("None of these cars has any", "")]
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert not window.library_panel.facets.chosen
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_clear_takes_search_and_facets_back(window: MainWindow) -> None:
    panel = window.library_panel
    listed = opened(window, "doubt")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    QTest.keyClicks(panel.search, "senat")
    assert 0 < shown(window) < 235
    QTest.mouseClick(panel.clear_all, LEFT)
    assert shown(window) == 235
    assert panel.search.text() == ""
    assert not panel.facets.chosen
    assert not panel.clear_all.isVisible()


def test_facets_survive_a_restart(open_window: Open) -> None:
    first = open_window()
    listed = opened(first, "make")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    held, chosen = shown(first), dict(first.library_panel.facets.chosen)
    first.close()
    second = open_window()
    assert dict(second.library_panel.facets.chosen) == chosen
    assert shown(second) == held < 235
    assert second.library_panel.facets.chips["make"].isChecked()


@pytest.mark.parametrize("text", [None, "{", "[1]", '{"make": 1}', '{"colour": ["red"]}', '{"make": [1]}'])
def test_facets_that_make_no_sense_are_none(text: str | None) -> None:
    assert not any(facets_from(text).values())


def test_a_screen_reader_hears_name_count_and_choice(window: MainWindow) -> None:
    listed = opened(window, "make")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    interface = QAccessible.queryAccessibleInterface(listed)
    assert "Make" in interface.text(QAccessible.Text.Name)
    item = listed.currentItem()
    assert item is not None
    said = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{item.text(0)}, {item.text(1)} cars, chosen"
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_with_large_text_in_a_small_window_facets_wait_behind_a_button(window: MainWindow) -> None:
    panel = window.library_panel
    chips = panel.facets.chips
    assert not panel.facets.more.isVisible()
    assert all(chip.isVisible() for chip in chips.values())
    window.state.prefer("text_size", 200)
    assert panel.facets.more.isVisible()
    assert not any(chip.isVisible() for chip in chips.values())
    panel.facets.more.setFocus()
    QTest.keyClick(panel.facets.more, Qt.Key.Key_Space)
    for chip in chips.values():
        assert chip.isVisible()
    listed = opened(window, "make")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    QTest.mouseClick(panel.facets.more, LEFT)
    assert [key for key, chip in chips.items() if chip.isVisible()] == ["make"]
    assert panel.facets.rect().contains(chips["make"].geometry())
