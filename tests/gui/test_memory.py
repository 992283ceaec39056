"""What survives a restart, what reset takes back, and what broken settings cannot do."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carspec.core.query import DEFAULT_VEHICLES
from carspec.gui.settings import Settings
from carspec.gui.settings_file import FILE_NAME
from carspec.output.palette import DARK, LIGHT

from .conftest import BEAST, GUARD, SENAT, Open, cars, text_of


def test_everything_returns_after_a_restart(open_window: Open, qtbot: QtBot) -> None:
    first = open_window()
    first.state.remove(BEAST)
    first.state.move(SENAT, 1)
    first.state.set_profile("us")
    first.state.set_baseline(GUARD)
    first.state.set_differences_only(True)
    first.state.toggle_group("price")
    first.state.select("torque", GUARD)
    first.state.set_appearance("dark")
    first.actions_by_key["copy_marks"].trigger()
    first.resize(1100, 650)
    first.panels.columns.setSizes([300, 500, 300])
    qtbot.wait(10)
    sizes, remembered = first.panels.columns.sizes(), first.state.remembered
    first.close()
    second = open_window()
    second.resize(1100, 650)
    qtbot.wait(10)
    assert second.state.remembered == remembered
    assert cars(second) == [GUARD, SENAT, "bmw-760i-protection-g73"]
    assert second.evidence.field_label.text() == "Torque"
    assert text_of(second, "torque", GUARD) == second.state.cell.text  # type: ignore[union-attr]
    assert [abs(a - b) < 20 for a, b in zip(second.panels.columns.sizes(), sizes, strict=True)] == [True] * 3
    assert second.actions_by_key["differences"].isChecked()


def test_a_change_is_on_the_disk_at_once(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.state.remove(BEAST)
    text = (tmp_path / "settings" / FILE_NAME).read_text("utf-8")
    assert GUARD in text
    assert BEAST not in text


def test_broken_settings_give_the_default(open_window: Open, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    file = QSettings(str(tmp_path / "settings" / FILE_NAME), QSettings.Format.IniFormat)
    for key, value in {
        "comparison/vehicles": "no-such-car",
        "comparison/profile": "furlongs",
        "comparison/baseline": "no-such-car",
        "comparison/differences_only": "perhaps",
        "comparison/folded_groups": 7,
        "preferences/appearance": "loud",
        "cell/field": "charm",
        "cell/chart_field": "operator",
        "layout/columns": "wide",
        "layout/geometry": 3,
    }.items():
        file.setValue(key, value)
    file.sync()
    window = open_window()
    assert cars(window) == list(DEFAULT_VEHICLES)
    assert window.state.query.profile == "metric"
    assert window.state.query.baseline is None
    assert window.state.remembered.appearance == "system"
    assert window.state.remembered.chart_field == "power"
    assert window.evidence.field_label.text() == "Power"


def test_an_emptied_comparison_stays_empty(open_window: Open) -> None:
    first = open_window()
    for vehicle in DEFAULT_VEHICLES:
        first.state.remove(vehicle)
    first.close()
    assert cars(open_window()) == []


def test_the_look_changes_at_once_and_everywhere(open_window: Open, qapp: QApplication) -> None:
    window = open_window()
    for appearance, theme in (("dark", DARK), ("light", LIGHT)):
        window.state.set_appearance(appearance)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window
        assert window.comparison.table._look.theme is theme
        assert theme.accent in qapp.styleSheet()
        image = window.grab().toImage()
        seen, meant = image.pixelColor(image.width() - 3, image.height() - 3), QColor(theme.window)
        assert abs(seen.lightness() - meant.lightness()) <= 8  # screens may have few colours
    window.state.set_appearance("system")


def test_settings_are_written_when_they_changed_and_only_then(tmp_path: Path) -> None:
    """Each writing waits for the disk, for seconds where that is busy."""
    settings = Settings(tmp_path)
    settings.save(settings.load())
    path = tmp_path / FILE_NAME
    assert not path.exists()
    changed = replace(settings.load(), field="mass")
    settings.save(changed)
    assert Settings(tmp_path).load().field == "mass"
    path.unlink()
    settings.save(replace(changed))
    assert not path.exists()


def test_another_theme_leaves_sizes_as_they_are_and_another_text_size_does_not(open_window: Open) -> None:
    window = open_window()
    table, claims = window.comparison.table, window.evidence.list
    table.setRowHeight(1, 777)
    claim = claims.visualRect(claims.model().index(0, 0))
    window.state.set_appearance("dark")
    assert table.rowHeight(1) == 777
    assert claims.visualRect(claims.model().index(0, 0)) == claim
    window.state.prefer("text_size", 150)
    assert table.rowHeight(1) < 777
    assert claims.visualRect(claims.model().index(0, 0)).height() > claim.height()
