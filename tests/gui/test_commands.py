"""The table of commands: what is made of it is whole, and the keys and the palette do what they say."""

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from carspec.gui.command_palette import CommandPalette
from carspec.gui.commands import COMMANDS, MENUS, Choice, Command, commands, in_menu, sequences
from carspec.gui.main_window import MainWindow
from carspec.gui.palette_entries import Entry, score
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, BMW, GUARD, SENAT, cars

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def open_palette(window: MainWindow) -> CommandPalette:
    """Press the keys of the palette; it has the focus then."""
    QTest.keyClick(window.focusWidget() or window, Key.Key_P, CONTROL | SHIFT)
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, CommandPalette)
    return palette


def listed(palette: CommandPalette) -> list[str]:
    """The lines of the palette."""
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def enter(palette: CommandPalette, text: str) -> None:
    """Type into the palette and take the first line."""
    QTest.keyClicks(palette.field, text)
    QTest.keyClick(palette.field, Key.Key_Return)
    QApplication.processEvents()


def test_every_entry_stands_in_a_menu_and_every_handler_exists(window: MainWindow) -> None:
    placed = [entry for menu in MENUS for group in in_menu(menu) for entry in group]
    assert sorted(entry.key for entry in placed) == sorted(entry.key for entry in COMMANDS)
    assert len({entry.key for entry in COMMANDS}) == len(COMMANDS)
    for command in commands():
        for name in filter(None, (command.does, command.needs, command.on)):
            assert callable(window.actions_by_key._method(name)), name
    bar = [action.menu() for action in window.menuBar().actions()]
    assert [menu.title() for menu in bar if isinstance(menu, QMenu)] == [title for title, _ in MENUS.values()]
    for menu in bar:
        assert isinstance(menu, QMenu)
        assert [a.text() for a in menu.actions() if not a.isSeparator()] == [
            window.actions_by_key._method(entry.says)()
            if isinstance(entry, Command) and entry.says
            else entry.text
            for group in in_menu(_name(menu))
            for entry in group
        ]


def _name(menu: QMenu) -> str:
    return next(name for name, (title, _) in MENUS.items() if title == menu.title())


def test_no_key_and_no_letter_is_taken_twice(window: MainWindow) -> None:
    keys = Counter(
        sequence.toString() for sequence in chain.from_iterable(sequences(command) for command in commands())
    )
    assert [key for key, count in keys.items() if count > 1] == []
    menus = (action.menu() for action in window.menuBar().actions())
    for menu in (window.menuBar(), *(menu for menu in menus if isinstance(menu, QMenu))):
        letters = Counter(_letter(action) for action in menu.actions() if not action.isSeparator())
        assert [letter for letter, count in letters.items() if count > 1] == []


def _letter(action: QAction) -> str:
    return action.text()[action.text().index("&") + 1].lower()


def test_keys_stand_in_order_without_doubles_and_quit_has_one_everywhere() -> None:
    quit_ = next(command for command in commands() if command.key == "quit")
    assert QKeySequence("Ctrl+Q") in sequences(quit_)
    nothing = Command("a", "A", "file/quit", "", (QKeySequence.StandardKey.UnknownKey, "Ctrl+,"))
    assert [key.toString() for key in sequences(nothing)] == ["Ctrl+,"]
    twice = Command("a", "A", "file/quit", "", (QKeySequence.StandardKey.Copy, "Ctrl+C"))
    assert [key.toString() for key in sequences(twice)].count("Ctrl+C") == 1


def test_full_screen_by_key_and_back(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_F11)
    assert window.isFullScreen()
    assert window.actions_by_key["full_screen"].isChecked()
    QTest.keyClick(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_reading_again_shows_what_another_program_changed(
    window: MainWindow, library: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window.state.sheet
    read: list[str] = []
    real = library._read

    def noted(statement: str, values: tuple[object, ...] = ()) -> list[object]:
        read.append(statement)
        return real(statement, values)

    monkeypatch.setattr(library, "_read", noted)
    QTest.keyClick(window, Key.Key_F5)
    assert window.state.sheet is not before
    assert any("figure" in statement for statement in read)
    assert window.state.message == "The data were read again."
    assert len(cars(window)) == 4


def test_the_palette_carries_a_command_out_by_a_few_letters(window: MainWindow) -> None:
    palette = open_palette(window)
    with_keys = [line for line in listed(palette) if line.endswith("Ctrl+D")]
    assert with_keys == ["Only differences, Command, Ctrl+D"]
    enter(palette, "odiff")
    assert window.state.query.differences_only
    assert QApplication.activePopupWidget() is None
    again = open_palette(window)
    assert "Only differences (is on), Command, Ctrl+D" in listed(again)
    again.close()


def test_the_palette_sets_units_and_jumps_to_cars_and_rows(window: MainWindow) -> None:
    enter(open_palette(window), "units us")
    assert window.state.query.profile == "us"
    enter(open_palette(window), "760i protection g73")
    assert window.comparison.table.current_vehicle() == BMW
    enter(open_palette(window), "top speed")
    assert window.state.field is not None
    assert window.state.field.key == "top_speed"
    enter(open_palette(window), "komendant limousine")
    assert len(cars(window)) == 5
    assert window.comparison.table.current_vehicle() == cars(window)[-1]


def test_the_palette_brings_a_folded_row_back(window: MainWindow) -> None:
    window.state.toggle_group("performance")
    enter(open_palette(window), "top speed")
    index = window.comparison.table.currentIndex()
    assert index.isValid()
    assert "Top speed" in str(
        window.comparison.table.model().headerData(index.row(), Qt.Orientation.Vertical)
    )


def test_the_palette_offers_only_what_is_possible_and_says_when_nothing_fits(window: MainWindow) -> None:
    window.comparison.table.clearSelection()
    palette = open_palette(window)
    assert not any(line.startswith("Copy,") for line in listed(palette))
    QTest.keyClicks(palette.field, "zzz")
    assert palette.none.isVisible()
    QTest.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(palette.field, Key.Key_Escape)
    assert not palette.isVisible()


def test_arrows_walk_the_palette_round(window: MainWindow, qtbot: QtBot) -> None:
    palette = open_palette(window)
    QAbstractItemModelTester(palette.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    count = palette.list.model().rowCount()
    QTest.keyClick(palette.field, Key.Key_Up)
    assert palette.list.currentIndex().row() == count - 1
    QTest.keyClick(palette.field, Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, Key.Key_PageDown)
    assert palette.list.currentIndex().row() == min(11, count - 1)
    QTest.keyClick(palette.field, Key.Key_Escape)


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("copy", "Copy", "Include marks in copies"),
        ("lib", "Library", "Calibre"),
        ("cph", "Copy with headers", None),
        ("hpc", None, None),
    ],
)
def test_the_nearer_word_comes_first(text: str, better: str | None, worse: str | None) -> None:
    def points(told: str) -> int:
        found = score(text, Entry(told, "", "", "", lambda: None))
        return -1 if found is None else found

    if better is None:
        assert points("Copy with headers") == -1
    else:
        assert points(better) > (points(worse) if worse else -1)


def test_choices_of_the_bar_are_those_of_the_table(window: MainWindow) -> None:
    bar = {entry.key for entry in COMMANDS if isinstance(entry, Choice) and entry.bar}
    assert set(window.tools.buttons) == bar
    assert SENAT in cars(window)
    assert {GUARD, BEAST} < set(cars(window))
