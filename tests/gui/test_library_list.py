"""The list of the library: fields and order of one's choice, how much is claimed, and the shortlist."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from carspec.core.agreement import voice
from carspec.core.filter.finder import NAME, Finder
from carspec.gui.list_dialog import KEY, ListDialog
from carspec.gui.main_window import MainWindow
from carspec.gui.shortlist import OUTSIDE_WORDS
from carspec.gui.vehicle_model import FIGURES_ROLE, VEHICLE_ROLE
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, SENAT, Open, cars

LEFT = Qt.MouseButton.LeftButton
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def listed(window: MainWindow) -> list[str]:
    """The keys of the cars in the list, in its order."""
    model = window.library_panel.list.model()
    return [model.index(row, 0).data(VEHICLE_ROLE).key for row in range(model.rowCount())]


def of_car(window: MainWindow, key: str, role: int) -> object:
    model = window.library_panel.list.model()
    return model.index(listed(window).index(key), 0).data(role)


def pinned(window: MainWindow) -> dict[str, str]:
    """What a screen reader says of each car of the shortlist, by its name."""
    held = window.library_panel.shortlist.list
    return {held.item(row).text(): held.item(row).data(ACCESSIBLE) for row in range(held.count())}


def answer(window: MainWindow, work: object) -> None:
    """Run the command, and work on its dialog while it waits."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ListDialog)
        try:
            work(dialog)  # type: ignore[operator]
        finally:
            dialog.done(dialog.result())

    QTimer.singleShot(0, act)
    window.actions_by_key["list_columns"].trigger()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ["power", "mass", "year", "claims"])
def test_numbers_are_sorted_and_unknown_ones_are_last_both_ways(
    library: SqliteLibrary, key: str, descending: bool
) -> None:
    finder = Finder(library)
    found = finder.find("")
    field = next(one for one in finder.orders() if one.key == key)
    column = library.columns.numbers(field)
    row = {car.key: place for place, car in enumerate(found.vehicles)}
    ordered = [row[car.key] for car in finder.in_order(found, key, descending)]
    assert sorted(ordered) == list(range(len(row)))
    known = [bool(column.known[place]) for place in ordered]
    assert known == sorted(known, reverse=True)
    exact = [column.low[p] for p in ordered if column.known[p] and column.low[p] == column.high[p]]
    assert exact == sorted(exact, reverse=descending)


def test_names_are_sorted_without_regard_to_case_and_accents(library: SqliteLibrary) -> None:
    finder = Finder(library)
    found = finder.find("", chosen={"make": frozenset({"Škoda", "Saab", "ZIL", "Aurus"})})
    makes = [car.make for car in finder.in_order(found, NAME, descending=False)]
    assert list(dict.fromkeys(makes)) == [m for m in ("Aurus", "Saab", "Škoda", "ZIL") if m in makes]
    assert finder.in_order(found, "no such field", descending=False) == found.vehicles


def test_prices_and_classes_have_no_order(library: SqliteLibrary) -> None:
    keys = {field.key for field in Finder(library).orders()}
    assert {"power", "year", "claims"} <= keys
    assert keys.isdisjoint({"price", "ballistic_rating"})


def test_the_list_shows_chosen_fields_in_the_units_of_the_profile(
    window: MainWindow, library: SqliteLibrary
) -> None:
    assert of_car(window, BMW, FIGURES_ROLE) == ["VR9"]
    window.state.set_list(("power", "ballistic_rating"), None)
    assert of_car(window, BMW, FIGURES_ROLE) == ["530 PS", "VR9"]
    assert "Power 530 PS" in str(of_car(window, BMW, ACCESSIBLE))
    window.state.set_profile("us")
    assert of_car(window, BMW, FIGURES_ROLE) == ["523 hp", "VR9"]


def test_claims_are_said_with_their_distinct_publishers(window: MainWindow, library: SqliteLibrary) -> None:
    used = {claim.source for field in library.figures(BMW) for claim in library.claims(BMW, field)}
    voices = {voice(library.sources[key], library.sources) for key in used}
    words = f"{library.vehicles[BMW].claims} claims by {len(voices)} publishers"
    assert words in str(of_car(window, BMW, ACCESSIBLE))
    assert words in str(of_car(window, BMW, Qt.ItemDataRole.ToolTipRole))


def test_fields_and_order_are_chosen_with_the_keyboard_and_survive_a_restart(open_window: Open) -> None:
    first = open_window()

    def choose(dialog: ListDialog) -> None:
        QTest.keyClicks(dialog.search, "top speed")
        item = next(i for i in dialog._items() if i.data(KEY) == "top_speed")
        assert not item.isHidden()
        dialog.list.setCurrentItem(item)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        assert item.checkState() == Qt.CheckState.Checked
        dialog.order.setFocus()
        dialog.order.setCurrentIndex(dialog.order.findData("power"))
        QTest.keyClick(dialog.descending, Qt.Key.Key_Space)
        QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)

    answer(first, choose)
    assert set(first.state.remembered.list_fields) == {"ballistic_rating", "top_speed"}
    assert first.state.remembered.list_sort == ("power", True)
    order = listed(first)
    library = first.state.library
    assert library is not None
    assert order == [car.key for car in Finder(library).in_order(Finder(library).find(""), "power", True)]
    first.close()
    second = open_window()
    assert second.state.remembered.list_sort == ("power", True)
    assert listed(second) == order
    assert set(second.state.remembered.list_fields) == {"ballistic_rating", "top_speed"}


def test_more_fields_than_a_line_holds_are_refused(window: MainWindow) -> None:
    def choose(dialog: ListDialog) -> None:
        for row in range(4):
            dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        assert dialog.count.text() == "4 fields are too many for one line: untick 1."

    before = window.state.remembered.list_fields
    answer(window, choose)
    assert window.state.remembered.list_fields == before


def test_compared_cars_stay_when_the_filter_excludes_them(window: MainWindow, library: SqliteLibrary) -> None:
    panel = window.library_panel
    assert list(pinned(window)) == [library.vehicles[key].name for key in cars(window)]
    assert not any(OUTSIDE_WORDS in said for said in pinned(window).values())
    QTest.keyClicks(panel.search, "aurus")
    told = {name: OUTSIDE_WORDS in said for name, said in pinned(window).items()}
    assert told == {library.vehicles[key].name: key != SENAT for key in cars(window)}
    QTest.keyClicks(panel.search, " xyzzy")
    assert panel.empty.isVisible()
    assert all(OUTSIDE_WORDS in said for said in pinned(window).values())


def test_compared_cars_are_removed_from_the_shortlist(window: MainWindow, library: SqliteLibrary) -> None:
    shortlist = window.library_panel.shortlist
    tester = QAbstractItemModelTester(
        shortlist.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    before = cars(window)
    shortlist.list.setFocus()
    shortlist.list.setCurrentRow(1)
    QTest.keyClick(shortlist.list, Qt.Key.Key_Delete)
    assert cars(window) == [before[0], *before[2:]]
    rect = shortlist.list.visualItemRect(shortlist.list.item(0))
    cross = shortlist.list.delegate.cross(rect).center()
    QTest.mouseClick(shortlist.list.viewport(), LEFT, pos=cross)
    assert cars(window) == before[2:]
    assert shortlist.heading.text() == "Compared · 2"
    QTest.mouseClick(shortlist.list.viewport(), LEFT, pos=QPoint(40, rect.center().y()))
    assert cars(window) == before[2:]
    QTest.keyClick(shortlist.list, Qt.Key.Key_Delete)
    QTest.keyClick(shortlist.list, Qt.Key.Key_Delete)
    assert cars(window) == []
    assert not shortlist.isVisible()
    assert tester.model() is shortlist.list.model()


def test_enter_in_the_shortlist_goes_to_the_column(window: MainWindow) -> None:
    shortlist = window.library_panel.shortlist
    shortlist.list.setFocus()
    shortlist.list.setCurrentRow(cars(window).index(BEAST))
    QTest.keyClick(shortlist.list, Qt.Key.Key_Return)
    assert window.state.vehicle is not None
    assert window.state.vehicle.key == BEAST
