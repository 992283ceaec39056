"""What a person does while the window is still being furnished is neither lost nor wrong."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from carspec.core.query import DEFAULT_VEHICLES
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import Settings
from carspec.gui.settings_file import SettingsFile
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, GUARD, cars, click

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bare(qtbot: QtBot, library: SqliteLibrary, tmp_path: Path) -> MainWindow:
    """Return the window with its first figures and nothing around them."""
    window = MainWindow(SettingsFile(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.show_figures(library)
    with qtbot.waitSignal(window.comparison.painted):
        pass
    return window


def test_the_first_figures_can_be_used_alone(bare: MainWindow) -> None:
    assert cars(bare) == list(DEFAULT_VEHICLES)
    click(bare, "torque", GUARD)
    assert bare.state.remembered.vehicle == GUARD
    bare.furnish()
    assert bare.evidence.field_label.text() == "Torque"
    assert bare.focusWidget() is bare.comparison.table


def test_what_is_done_between_two_steps_is_seen_by_all_parts(bare: MainWindow) -> None:
    for step, _ in enumerate(bare.furnishing()):
        if step == 0:
            click(bare, "torque", BEAST)
        elif step == 1:
            bare.state.remove(GUARD)
    assert bare.library_panel.count.text().startswith("235 of 235")
    assert bare.evidence.field_label.text() == "Torque"
    assert bare.windowTitle().count(",") == len(DEFAULT_VEHICLES) - 2
    assert bare.chart.tabs.isVisible()


def test_keys_of_a_command_are_obeyed_as_soon_as_there_are_commands(bare: MainWindow) -> None:
    before = bare.state.query
    QTest.keyClick(bare.comparison.table, Qt.Key.Key_D, CONTROL)
    QTest.keyClick(bare.comparison.table, Qt.Key.Key_Delete)
    assert bare.state.query == before
    bare.furnish()
    assert bare.state.query.differences_only
    assert cars(bare) == list(DEFAULT_VEHICLES[1:])


def test_keys_of_the_table_remove_no_car_where_the_focus_is_elsewhere(bare: MainWindow) -> None:
    bare.comparison.lone_line.setFocus()
    QTest.keyClick(bare.comparison.lone_line, Qt.Key.Key_Delete)
    bare.furnish()
    assert cars(bare) == list(DEFAULT_VEHICLES)


@pytest.mark.parametrize("hidden", [False, True])
def test_every_part_has_the_font_that_its_look_gives_it(bare: MainWindow, hidden: bool) -> None:
    """Polishing a part, which comes with its first showing, makes Qt forget fonts that were set before."""
    if hidden:
        bare.panels.show_those((False,) * len(bare.panels.switches))
    bare.furnish()
    bare.panels.show_all()
    QTest.qWait(50)
    evidence, facets = bare.evidence, bare.library_panel.facets
    assert evidence.field_label.font().bold()
    small = bare.library_panel.count.font().pointSizeF()
    assert small < bare.font().pointSizeF()
    chips = [*evidence.chips.values(), *facets.chips.values()]
    assert {chip.font().pointSizeF() for chip in chips} == {small}


@pytest.mark.parametrize("steps", [0, 1, 3, 4])
def test_a_window_closed_before_it_is_furnished_keeps_what_was_done(
    bare: MainWindow, tmp_path: Path, steps: int
) -> None:
    furnishing = bare.furnishing()
    for _ in range(steps):
        next(furnishing)
    bare.state.remove(BEAST)
    bare.close()
    assert bare.closed
    kept = Settings(tmp_path / "settings").load().query.vehicles
    assert kept == tuple(key for key in DEFAULT_VEHICLES if key != BEAST)
