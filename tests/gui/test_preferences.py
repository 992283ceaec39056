"""The preferences with real keys and clicks: each holds at once, comes back, and can be reset."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog
from pytestqt.qtbot import QtBot

from carspec.core.query import DEFAULT_VEHICLES
from carspec.core.user_profiles import BrokenProfiles, own_key, profiles_text, read_profiles
from carspec.gui.main_window import MainWindow
from carspec.gui.opening import profile_for
from carspec.gui.preferences import SETTINGS, first_values, value_of
from carspec.gui.preferences_dialog import PreferencesDialog
from carspec.gui.profile_page import ProfilePage
from carspec.gui.remembered import Remembered
from carspec.gui.settings import Settings
from carspec.store.check_context import CheckContext
from carspec.store.datafile import check_file
from carspec.store.library import SqliteLibrary

from .conftest import GUARD, SENAT, Open, press, text_of

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def no_own_profiles(library: SqliteLibrary) -> None:
    """Begin with the shipped profiles alone; the library is shared by all tests."""
    library.keep_profiles({})


def in_preferences(
    window: MainWindow, does: Callable[[PreferencesDialog], None], by_keys: bool = False
) -> None:
    """Open the preferences, do something there, and close them."""
    done: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PreferencesDialog):
            return
        waiting.stop()
        try:
            does(dialog)
            done.append(True)
        finally:
            dialog.reject()

    waiting = QTimer(window, interval=50)
    waiting.timeout.connect(act)
    waiting.start()
    if by_keys:
        QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    else:
        window.actions_by_key["preferences"].trigger()
    assert done == [True]


def pick(box: object, text: str) -> None:
    """Choose an entry of a box by keyboard."""
    assert isinstance(box, QComboBox)
    place = next(place for place in range(box.count()) if text in box.itemText(place))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert text in box.currentText()


def test_number_format_and_language_reach_table_and_copy(window: MainWindow) -> None:
    def choose(dialog: PreferencesDialog) -> None:
        dialog.pages.setCurrentIndex(1)
        pick(dialog.editors["query.locale"], "German")
        pick(dialog.editors["query.language"], "Deutsch")

    in_preferences(window, choose, by_keys=True)
    assert text_of(window, "mass", GUARD) == "4.200"
    assert window.evidence.field_label.text() == "Leistung"
    headers = window.comparison.table.model()
    said = [str(headers.headerData(row, Qt.Orientation.Vertical)) for row in range(headers.rowCount())]
    assert "Antrieb" in said
    assert "Leistung (PS)" in said
    window.state.select("power", SENAT)
    window.comparison.table.setFocus()
    press(window, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text().startswith("Angabe\t")
    assert "Leistung (PS)\t598" in QApplication.clipboard().text()


def test_preferences_survive_a_restart_and_are_reset_one_by_one_and_all(open_window: Open) -> None:
    first = open_window()
    first.activateWindow()

    def choose(dialog: PreferencesDialog) -> None:
        assert not dialog.reset_all.isEnabled()
        pick(dialog.editors["appearance"], "Dark")
        dialog.pages.setCurrentIndex(1)
        pick(dialog.editors["query.profile"], "US")
        dialog.pages.setCurrentIndex(2)
        QTest.mouseClick(dialog.editors["copy_marks"], LEFT)

    in_preferences(first, choose)
    assert first.state.remembered.copy_marks
    first.close()
    second = open_window()
    second.activateWindow()
    assert second.state.remembered.appearance == "dark"
    assert second.state.query.profile == "us"

    def reset(dialog: PreferencesDialog) -> None:
        assert dialog.resets["query.profile"].isEnabled()
        assert not dialog.resets["query.language"].isEnabled()
        dialog.pages.setCurrentIndex(1)
        QTest.mouseClick(dialog.resets["query.profile"], LEFT)
        assert second.state.query.profile == "metric"
        assert second.state.remembered.appearance == "dark"
        QTest.mouseClick(dialog.reset_all, LEFT)
        assert not dialog.reset_all.isEnabled()

    in_preferences(second, reset)
    assert second.state.remembered.appearance == "system"
    assert not second.state.remembered.copy_marks
    assert second.state.query.vehicles == DEFAULT_VEHICLES


def test_the_text_grows_at_once_and_the_system_has_its_font_back(open_window: Open, qtbot: QtBot) -> None:
    before = QApplication.font().pointSizeF()
    window = open_window()
    window.state.prefer("text_size", 150)
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.5)
    assert window.comparison.table._look.body.pointSizeF() > before * 1.2
    window.state.prefer("text_size", 100)
    assert QApplication.font().pointSizeF() == pytest.approx(before)
    window.state.prefer("text_size", 200)
    window.close()
    assert QApplication.font().pointSizeF() == pytest.approx(before)


def test_an_own_profile_is_made_changed_kept_and_deleted(
    window: MainWindow, library: SqliteLibrary, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings" / "profiles.json"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Kilowatts first", True))

    def make(dialog: PreferencesDialog) -> None:
        page = dialog.pages.widget(dialog.pages.count() - 1)
        assert isinstance(page, ProfilePage)
        dialog.pages.setCurrentWidget(page)
        assert not page.units["power", 0].isEnabled()
        QTest.mouseClick(page.copy_button, LEFT)
        assert page.units["power", 0].isEnabled()
        pick(page.units["power", 0], "kW")

    in_preferences(window, make)
    assert window.state.query.profile == "own-kilowatts-first"
    assert text_of(window, "power", GUARD) == "450"
    assert "Kilowatts first" in window.tools.buttons["units"].text()
    assert library.profiles["metric"].kinds["power"][0] == "PS", "a shipped profile stays as it is"
    assert check_file(file, CheckContext(root / "data", tmp_path / "cache")) == []
    read = read_profiles(file, library.units, library.fields)
    assert read["own-kilowatts-first"].kinds["power"] == ("kW", "hp")

    def delete(dialog: PreferencesDialog) -> None:
        page = dialog.pages.widget(dialog.pages.count() - 1)
        assert isinstance(page, ProfilePage)
        dialog.pages.setCurrentWidget(page)
        QTest.mouseClick(page.delete_button, LEFT)

    in_preferences(window, delete)
    assert window.state.query.profile == "metric"
    assert read_profiles(file, library.units, library.fields) == {}


def test_a_broken_file_of_own_profiles_is_named_in_one_sentence(
    tmp_path: Path, library: SqliteLibrary
) -> None:
    file = tmp_path / "profiles.json"
    assert read_profiles(file, library.units, library.fields) == {}
    good = profiles_text([library.profiles["metric"]]).replace('"metric"', '"own-mine"', 1)
    file.write_text(good, "utf-8")
    assert list(read_profiles(file, library.units, library.fields)) == ["own-mine"]
    for content, told in (
        ("{", "is no list of profiles"),
        ('{"profiles": 3}', "is no list of profiles"),
        (good.replace('"PS"', '"Nm"', 1), "Nm for power"),
        (good.replace("wheel_diameter", "wheel_size", 1), "wheel_size"),
        (good.replace("own-mine", "metric", 1), 'does not begin with "own-"'),
    ):
        file.write_text(content, "utf-8")
        with pytest.raises(BrokenProfiles, match=told):
            read_profiles(file, library.units, library.fields)


def test_own_keys_never_meet() -> None:
    assert own_key("My units", ()) == "own-my-units"
    assert own_key("My Units!", ("own-my-units",)) == "own-my-units-2"
    assert own_key("單位", ()) == "own-units"


@pytest.mark.parametrize(
    ("locale", "profile"),
    [("en_US", "us"), ("en_GB", "uk"), ("en_AU", "metric"), ("C", "metric"), ("", "metric")],
)
def test_the_first_start_takes_the_units_of_the_system(
    locale: str, profile: str, library: SqliteLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    assert profile_for(locale, library.profiles) == profile
    window = MainWindow(Settings(tmp_path / locale, locale))
    qtbot.addWidget(window)
    window.show_library(library, None)
    assert window.state.query.profile == profile
    window.close()


def test_the_table_of_settings_is_whole(library: SqliteLibrary) -> None:
    first = first_values("", library)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.explains.endswith(".")
        assert value_of(setting, Remembered()) is not ...
        if setting.options is not None:
            options = setting.options(library)
            assert first[setting.key] in [value for value, _ in options]
            assert len({text for _, text in options}) == len(options)
