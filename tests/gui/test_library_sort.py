"""The library sorted by its button, and a facet of many names searched."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from carspec.core.filter.finder import Finder
from carspec.gui.main_window import MainWindow
from carspec.gui.vehicle_model import VEHICLE_ROLE

from .conftest import Open
from .test_facets import opened

Key = Qt.Key


def listed(window: MainWindow) -> list[str]:
    model = window.library_panel.list.model()
    return [model.index(row, 0).data(VEHICLE_ROLE).key for row in range(model.rowCount())]


def choose(window: MainWindow, *texts: str) -> None:
    """Choose an entry of the menu of the button, by the texts on the way to it."""
    menu = window.library_panel.sort.menu_of_orders
    menu.aboutToShow.emit()
    for text in texts:
        action = next(action for action in menu.actions() if action.text() == text)
        assert action.isEnabled()
        inner = action.menu()
        if isinstance(inner, QMenu):
            menu = inner
        else:
            action.trigger()


def test_the_button_sorts_the_list_both_ways_and_survives_a_restart(open_window: Open) -> None:
    window = open_window()
    library, button = window.state.library, window.library_panel.sort
    assert library is not None
    plain, finder = listed(window), Finder(library)
    found = finder.find("")
    choose(window, "Power")
    assert listed(window) == [car.key for car in finder.in_order(found, "power", True)]
    assert button.text() == "Power ↓"
    choose(window, "Ascending")
    assert listed(window) == [car.key for car in finder.in_order(found, "power", False)]
    assert button.accessibleName() == "Sorted by Power, ascending"
    choose(window, "Another field", "Wheelbase")
    assert listed(window) == [car.key for car in finder.in_order(found, "wheelbase", True)]
    choose(window, "Make and model")
    assert window.state.remembered.list_sort == ("name", False)
    order = listed(window)
    window.close()
    again = open_window()
    assert listed(again) == order
    assert again.library_panel.sort.text() == "Make and model ↑"
    choose(again, "Order of the data")
    assert listed(again) == plain
    assert again.library_panel.sort.text() == "Sort ▾"


def test_a_facet_of_many_names_is_searched(window: MainWindow) -> None:
    buckets = opened(window, "operator")
    popup = window.library_panel.facets.popup
    assert popup is not None
    assert popup.search.hasFocus()
    items = [item for row in range(buckets.topLevelItemCount()) if (item := buckets.topLevelItem(row))]
    QTest.keyClicks(popup.search, "government")
    shown = [item.text(0) for item in items if not item.isHidden()]
    assert 1 < len(shown) < len(items)
    assert all("government" in name.casefold() for name in shown)
    QTest.keyClick(popup.search, Key.Key_Down)
    assert buckets.hasFocus()
    QTest.keyClick(buckets, Key.Key_Space)
    popup.search.setText("nobody at all")
    assert [item.text(0) for item in items if not item.isHidden()] == shown[:1], "what is ticked stays"
    QTest.keyClick(buckets, Key.Key_Escape)
    assert window.library_panel.facets.chosen == {"operator": frozenset(shown[:1])}


def test_a_facet_of_few_names_needs_no_search(window: MainWindow) -> None:
    buckets = opened(window, "armoured")
    assert buckets.hasFocus()
    popup = window.library_panel.facets.popup
    assert popup is not None
    assert popup.search.isHidden()
    QTest.keyClick(buckets, Key.Key_Escape)
