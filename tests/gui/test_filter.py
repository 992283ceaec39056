"""The search field of the library with filters: as one types, with faults in place and ways back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carspec.core.changes import JudgeClaim
from carspec.core.consensus import Judgement
from carspec.core.filter.finder import Finder
from carspec.gui.library_panel import LibraryPanel
from carspec.gui.main_window import MainWindow
from carspec.store.library import SqliteLibrary

from .conftest import SENAT, cars

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library(own_library: SqliteLibrary) -> SqliteLibrary:
    """Return a library that these tests may change."""
    return own_library


def typed(window: MainWindow, text: str) -> LibraryPanel:
    """The library after a text was typed into its empty search field."""
    panel = window.library_panel
    panel.search.clear()
    QTest.keyClicks(panel.search, text)
    return panel


def test_a_filter_shows_what_fits_and_which_horsepower_it_took(
    window: MainWindow, library: SqliteLibrary
) -> None:
    panel = typed(window, "aurus power > 500 hp")
    fits = len(Finder(library).find("aurus power > 500 hp").vehicles)
    assert panel.list.model().rowCount() == fits
    assert panel.count.text().startswith(f"{fits} of 235 shown")
    assert panel.hint.isVisible()
    assert panel.hint.text().startswith("hp read as mechanical horsepower: 500 hp = 373 kW = 507 PS")
    assert panel.search.accessibleDescription() == panel.hint.text()
    panel.search.clear()
    assert not panel.hint.isVisible()


def test_what_is_complete_applies_while_a_condition_is_typed(window: MainWindow) -> None:
    panel = typed(window, "zil ")
    held = panel.list.model().rowCount()
    assert 0 < held < 235
    QTest.keyClicks(panel.search, "mass")
    for letter in " > 3 ":
        QTest.keyClicks(panel.search, letter)
        assert panel.list.model().rowCount() == held
        assert panel.search.marked is None
    assert panel.hint.property("tone") == "muted"
    assert "needs a unit" in panel.hint.text()
    QTest.keyClicks(panel.search, "t")
    assert 0 < panel.list.model().rowCount() < held
    assert panel.count.text().startswith(f"{panel.list.model().rowCount()} of 235")


def test_a_fault_is_marked_in_its_place(window: MainWindow) -> None:
    panel = typed(window, "zil pwoer > 400 kW")
    marked = panel.search.marked
    assert marked == "pwoer"
    assert 0 < panel.list.model().rowCount() < 235
    assert panel.hint.property("tone") == "error"
    assert panel.hint.text() == "There is no field “pwoer”; did you mean power?"
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.marked is None
    assert panel.count.text().startswith("235 of 235")


def test_undo_in_an_empty_search_is_that_of_the_window(window: MainWindow) -> None:
    window.activateWindow()
    window.state.set_profile("us")
    panel = typed(window, "zil")
    QTest.keyClick(panel.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.search.text() == ""
    assert window.state.query.profile == "us", "what is typed is taken back first"
    QTest.keyClick(panel.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.state.query.profile == "metric"
    QTest.keyClick(panel.search, Qt.Key.Key_Z, CONTROL_SHIFT)
    assert window.state.query.profile == "us"
    assert panel.search.text() == ""


def test_enter_asks_for_what_is_wanting_and_adds_nothing(window: MainWindow) -> None:
    before = cars(window)
    panel = typed(window, "zil power > 4")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.hint.property("tone") == "error"
    assert panel.search.marked == ""
    assert cars(window) == before


def test_an_empty_answer_offers_the_way_back(window: MainWindow, library: SqliteLibrary) -> None:
    panel = typed(window, "power > 900 kW rating >= VR9")
    assert panel.empty.isVisible()
    assert panel.count.text().startswith("0 of 235")
    way = Finder(library).find("power > 900 kW rating >= VR9").without[0]
    assert panel.empty.button.text() == f"Show the {way.count}"
    QTest.mouseClick(panel.empty.button, LEFT)
    assert panel.search.text() == way.text
    assert panel.list.model().rowCount() == way.count
    assert not panel.empty.isVisible()


def test_other_units_are_said_in_the_profile_of_the_window(window: MainWindow) -> None:
    panel = typed(window, "length > 6 m")
    assert panel.hint.text().partition("\n")[0] != "6 m = 236 in"
    window.state.set_profile("us")
    assert panel.hint.text().partition("\n")[0] == "6 m = 240 in"


def test_a_judgement_changes_what_is_found(window: MainWindow, library: SqliteLibrary) -> None:
    panel = typed(window, "power > 800 PS")
    shown = panel.list.model().rowCount()
    rival = next(claim for claim in library.claims(SENAT, "power") if claim.value == "850")
    back = library.apply(JudgeClaim(SENAT, rival.key, Judgement(rank=1)))
    window.state.open(library)
    assert panel.list.model().rowCount() == shown + 1
    library.apply(back)
    window.state.open(library)
    assert panel.list.model().rowCount() == shown
