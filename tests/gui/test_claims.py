"""A person's own claims in the window: shown, excluded, added, corrected, undone, by real keys and clicks."""

import sqlite3
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox

from carspec.core.changes import AddClaim, JudgeClaim, OwnClaim, OwnSource
from carspec.core.consensus import Judgement
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.gui.claim_dialog import ClaimDialog
from carspec.gui.claim_texts import how_read
from carspec.gui.history_dialog import HistoryDialog
from carspec.gui.main_window import MainWindow
from carspec.gui.reason_dialog import ReasonDialog
from carspec.gui.vehicle_dialog import VehicleDialog
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, SENAT, Open, cars, click, press, text_of

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
OWN = OwnClaim(SENAT, "power", "700 hp", OwnSource(title="A test", publisher="The Paper"))


@pytest.fixture
def library(own_library: SqliteLibrary) -> SqliteLibrary:
    """Return a library that these tests may change."""
    return own_library


def go_to_differing(window: MainWindow) -> str:
    """Put the focus on a claim of the list that is not the figure; its key."""
    panel = window.evidence
    panel.list.setFocus()
    for row in range(panel.list.model().rowCount()):
        panel.list.setCurrentIndex(panel.list.model().index(row, 0))
        claim = panel.claim()
        assert claim is not None
        if str(claim.relation) == "differs":
            return claim.key
    raise AssertionError("no claim differs")


def answer(dialog_class: type[QDialog], act: Callable[[QDialog], None]) -> list[str]:
    """Use a dialog of a class as soon as it is open; what went wrong while doing so is in the list."""
    failures: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, dialog_class):
            failures.append(f"open was {dialog}")
            if isinstance(dialog, QDialog):
                dialog.reject()
            return
        try:
            act(dialog)
        except AssertionError as error:
            failures.append(str(error))
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(50, look)
    return failures


def shown_claim(library: SqliteLibrary) -> str | None:
    return library.figures(SENAT)["power"].claim


def test_a_claim_is_shown_by_keys_undone_and_redone(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    before, figure = text_of(window, "power", SENAT), shown_claim(library)
    wanted = go_to_differing(window)
    press(window, Key.Key_Return, CONTROL)
    assert shown_claim(library) == wanted
    assert text_of(window, "power", SENAT) != before
    assert window.actions_by_key["show_claim"].isChecked()
    current = window.evidence.claim()
    assert current is not None
    assert current.key == wanted
    assert window.evidence.list.hasFocus()
    undo = window.actions_by_key["undo"]
    assert undo.text().startswith("&Undo show ")
    press(window, Key.Key_Z, CONTROL)
    assert shown_claim(library) == figure
    assert text_of(window, "power", SENAT) == before
    assert not window.actions_by_key["show_claim"].isChecked()
    press(window, Key.Key_Y, CONTROL)
    assert shown_claim(library) == wanted
    press(window, Key.Key_Z, CONTROL)
    press(window, Key.Key_Z, CONTROL | SHIFT)
    assert shown_claim(library) == wanted


def test_a_button_shows_a_claim_or_leaves_it_to_the_rules(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    figure, wanted = shown_claim(library), go_to_differing(window)
    button = window.evidence.bar.buttons["show_claim"]
    QTest.mouseClick(button, LEFT)
    assert shown_claim(library) == wanted
    QTest.mouseClick(button, LEFT)
    assert shown_claim(library) == figure
    assert library.judgement(wanted) is None


def test_of_two_shown_claims_the_newer_wins(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    first = go_to_differing(window)
    press(window, Key.Key_Return, CONTROL)
    second = go_to_differing(window)
    assert second != first
    press(window, Key.Key_Return, CONTROL)
    assert shown_claim(library) == second


def test_excluding_asks_for_a_reason_and_shows_it(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    wanted = go_to_differing(window)

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.accept_button.isEnabled()
        QTest.keyClicks(dialog.reason, "said of another car")
        assert dialog.accept_button.isEnabled()
        QTest.keyClick(dialog.reason, Key.Key_Return)

    failures = answer(ReasonDialog, give)
    press(window, Key.Key_Delete, CONTROL)
    assert failures == []
    assert library.judgement(wanted) == Judgement(excluded=True, reason="said of another car")
    model = window.evidence.list.model()
    notes = [model.how_read(row) for row in range(model.rowCount())]  # type: ignore[attr-defined]
    assert any("not counted: said of another car" in note for note in notes)
    window.actions_by_key["exclude_claim"].trigger()
    assert library.judgement(wanted) is None


def test_a_reason_that_is_not_given_changes_nothing(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    go_to_differing(window)
    failures = answer(ReasonDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    QTest.mouseClick(window.evidence.bar.buttons["exclude_claim"], LEFT)
    assert failures == []
    assert library.history() == []
    assert not window.actions_by_key["exclude_claim"].isChecked()


def test_a_bound_is_not_made_exact_by_another_unit(library: SqliteLibrary) -> None:
    """300 hp are 304 PS; "over 300" is no finer than 300."""
    sheet = build(library, Query((BEAST,)))
    (claim,) = (
        c for c in sheet.claims("power", sheet.vehicles[0].key) if c.as_stated.startswith("más de 300")
    )
    assert how_read(claim, library.fields["power"], sheet) == "read as 300 hp ≈ 300 PS"


def test_a_claim_is_added_with_a_live_reading(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, ClaimDialog)
        assert dialog.focusWidget() is dialog.value
        QTest.keyClicks(dialog.value, "700")
        assert "unit" in dialog.read.text()
        assert dialog.fault.text() == "The value cannot be read."
        QTest.keyClicks(dialog.value, " hp")
        assert dialog.read.text().startswith("Read as 700 hp = 710 PS")
        assert not dialog.accept_button.isEnabled()
        assert "source" in dialog.fault.text()
        QTest.keyClicks(dialog.publisher, "The Paper")
        assert dialog.accept_button.isEnabled()
        QTest.keyClicks(dialog.url, "paper.example")
        assert "http" in dialog.fault.text()
        dialog.url.setText("https://paper.example/test")
        QTest.mouseClick(dialog.accept_button, LEFT)

    failures = answer(ClaimDialog, give)
    press(window, Key.Key_N, CONTROL)
    assert failures == []
    own = [claim for claim in library.claims(SENAT, "power") if claim.own]
    assert [claim.as_stated for claim in own] == ["700 hp"]
    assert window.actions_by_key["undo"].text() == "&Undo add 700 hp"
    press(window, Key.Key_Z, CONTROL)
    assert not any(claim.own for claim in library.claims(SENAT, "power"))


def test_an_own_claim_is_corrected_and_withdrawn(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    window.state.change_library(AddClaim(OWN))
    _choose_own(window)
    assert window.actions_by_key["correct_claim"].isEnabled()

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, ClaimDialog)
        assert (dialog.value.text(), dialog.publisher.text()) == ("700 hp", "The Paper")
        dialog.value.selectAll()
        QTest.keyClicks(dialog.value, "about 690 hp")
        QTest.keyClick(dialog.value, Key.Key_Return)

    failures = answer(ClaimDialog, give)
    window.actions_by_key["correct_claim"].trigger()
    assert failures == []
    assert [c.as_stated for c in library.claims(SENAT, "power") if c.own] == ["about 690 hp"]
    _choose_own(window)
    window.actions_by_key["withdraw_claim"].trigger()
    assert not any(c.own for c in library.claims(SENAT, "power"))
    assert not window.actions_by_key["withdraw_claim"].isEnabled()


def _choose_own(window: MainWindow) -> None:
    panel = window.evidence
    for row in range(panel.list.model().rowCount()):
        panel.list.setCurrentIndex(panel.list.model().index(row, 0))
        claim = panel.claim()
        if claim is not None and claim.own:
            return
    raise AssertionError("no own claim is listed")


def test_a_vehicle_is_added_compared_and_removed(window: MainWindow, library: SqliteLibrary) -> None:
    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, VehicleDialog)
        QTest.keyClicks(dialog.make, "Genesis")
        assert dialog.fault.text() == "The model is missing."
        QTest.keyClicks(dialog.model, "G90 Guard")
        QTest.keyClicks(dialog.year_from, "next")
        assert "no year" in dialog.fault.text()
        dialog.year_from.setText("2024")
        QTest.keyClick(dialog.model, Key.Key_Return)

    failures = answer(VehicleDialog, give)
    window.actions_by_key["add_vehicle"].trigger()
    assert failures == []
    key = cars(window)[-1]
    assert library.vehicles[key].own
    assert window.library_panel.count.text().startswith("236 of 236")
    window.state.change_library(AddClaim(OwnClaim(key, "power", "380 PS", OwnSource(title="x"))))
    assert text_of(window, "power", key) == "380"

    def rename(dialog: QDialog) -> None:
        assert isinstance(dialog, VehicleDialog)
        assert (dialog.make.text(), dialog.year_from.text()) == ("Genesis", "2024")
        dialog.year_to.setText("2019")
        assert not dialog.accept_button.isEnabled()
        dialog.year_to.clear()
        dialog.model.setText("G90 LWB Guard")
        QTest.keyClick(dialog.model, Key.Key_Return)

    failures = answer(VehicleDialog, rename)
    window.actions_by_key["correct_vehicle"].trigger()
    assert failures == []
    assert library.vehicles[key].name == "Genesis G90 LWB Guard"
    assert text_of(window, "power", key) == "380", "its claims and its place stay"
    assert window.actions_by_key["undo"].text() == "&Undo correct Genesis G90 Guard"
    window.actions_by_key["remove_vehicle"].trigger()
    assert cars(window) == list(DEFAULT_VEHICLES)
    press(window, Key.Key_Z, CONTROL)
    assert cars(window)[-1] == key
    assert text_of(window, "power", key) == "380"
    press(window, Key.Key_Z, CONTROL)
    assert library.vehicles[key].name == "Genesis G90 Guard"
    for _ in range(2):
        press(window, Key.Key_Z, CONTROL)
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert key not in library.vehicles


def test_one_stack_holds_steps_of_view_and_library(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    wanted = go_to_differing(window)
    press(window, Key.Key_Return, CONTROL)
    click(window, "power", BEAST)
    press(window, Key.Key_Delete)
    assert BEAST not in cars(window)
    assert window.actions_by_key["undo"].text().startswith("&Undo remove Cadillac")
    press(window, Key.Key_Z, CONTROL)
    assert cars(window) == list(DEFAULT_VEHICLES)
    press(window, Key.Key_Z, CONTROL)
    assert shown_claim(library) != wanted
    assert window.actions_by_key["redo"].text().startswith("Re&do show ")
    press(window, Key.Key_D, CONTROL)
    assert not window.actions_by_key["redo"].isEnabled()
    assert library.history()[-1].state == "dropped"


def test_the_first_comparison_and_a_reset_layout_are_undone(window: MainWindow) -> None:
    window.state.remove(BEAST)
    window.state.set_profile("us")
    window.actions_by_key["reset_comparison"].trigger()
    assert cars(window) == list(DEFAULT_VEHICLES)
    press(window, Key.Key_Z, CONTROL)
    assert BEAST not in cars(window)
    assert window.state.query.profile == "us"
    window.actions_by_key["chart"].trigger()
    window.actions_by_key["reset_layout"].trigger()
    assert window.chart.isVisible()
    assert window.actions_by_key["undo"].text() == "&Undo reset layout"
    press(window, Key.Key_Z, CONTROL)
    assert not window.chart.isVisible()


def test_undo_is_there_after_a_restart(open_window: Open, library: SqliteLibrary) -> None:
    first = open_window()
    first.activateWindow()
    click(first, "power", SENAT)
    figure = shown_claim(library)
    go_to_differing(first)
    QTest.mouseClick(first.evidence.bar.buttons["show_claim"], LEFT)
    assert shown_claim(library) != figure
    first.close()
    second = open_window()
    second.activateWindow()
    assert second.actions_by_key["undo"].text().startswith("&Undo show ")
    second.actions_by_key["undo"].trigger()
    assert shown_claim(library) == figure


def test_the_history_lists_what_was_done_and_undoes_it(window: MainWindow, library: SqliteLibrary) -> None:
    window.state.change_library(AddClaim(OWN))

    def use(dialog: QDialog) -> None:
        assert isinstance(dialog, HistoryDialog)
        item = dialog.list.topLevelItem(0)
        assert item is not None
        assert item.text(1) == "Added the claim 700 hp for Power of Aurus Senat Limousine L700"
        QTest.mouseClick(dialog.copy, LEFT)
        assert QGuiApplication.clipboard().text().endswith(item.text(1))
        QTest.mouseClick(dialog.undo, LEFT)
        item = dialog.list.topLevelItem(0)
        assert item is not None
        assert item.text(2) == "undone, can be redone"
        assert dialog.redo.text() == "Redo add 700 hp"

    failures = answer(HistoryDialog, use)
    press(window, Key.Key_H, CONTROL)
    assert failures == []
    assert not any(claim.own for claim in library.claims(SENAT, "power"))


def test_the_menu_of_a_claim_opens_by_mouse_and_keys(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(window, "power", SENAT)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    claims = window.evidence.list
    claims.setFocus()
    place = claims.visualRect(claims.model().index(1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, claims.viewport().mapToGlobal(place))
    QApplication.sendEvent(claims.viewport(), event)
    assert claims.currentIndex().row() == 1
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "&Show this one" in [action.text() for action in menu.actions()]
    menu.close()
    QTest.keyClick(claims, Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "&Copy citation" in [action.text() for action in menu.actions()]
    menu.close()
    window.actions_by_key["cite_claim"].trigger()
    claim = window.evidence.claim()
    assert claim is not None
    assert f"“{claim.as_stated}”" in QGuiApplication.clipboard().text()
    window.actions_by_key["open_source"].trigger()
    assert opened == [window.evidence.address()]


def test_a_correction_names_all_the_maintainers_need(window: MainWindow, library: SqliteLibrary) -> None:
    click(window, "power", SENAT)
    window.state.change_library(AddClaim(OWN))
    _choose_own(window)
    window.actions_by_key["copy_correction"].trigger()
    text = QGuiApplication.clipboard().text()
    for part in (SENAT, "Power (power)", "What should stand: “700 hp”", "Source: A test, The Paper"):
        assert part in text
    assert library.data_version in text
    key = go_to_differing(window)
    window.state.change_library(JudgeClaim(SENAT, key, Judgement(excluded=True, reason="misprint")))
    panel = window.evidence
    for row in range(panel.list.model().rowCount()):
        panel.list.setCurrentIndex(panel.list.model().index(row, 0))
        current = panel.claim()
        if current is not None and current.key == key:
            break
    window.actions_by_key["copy_correction"].trigger()
    assert "this claim should not count: misprint" in QGuiApplication.clipboard().text()


def test_a_change_that_cannot_be_kept_is_told(window: MainWindow, library: SqliteLibrary) -> None:
    assert library.path is not None
    with sqlite3.connect(library.path) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    click(window, "power", SENAT)
    go_to_differing(window)

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "Nothing was changed" in dialog.text()

    failures = answer(QMessageBox, read)
    QTest.mouseClick(window.evidence.bar.buttons["show_claim"], LEFT)
    assert failures == []
    assert not window.actions_by_key["show_claim"].isChecked()
    assert not window.actions_by_key["undo"].isEnabled()
