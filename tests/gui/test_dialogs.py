"""Dialogs in large text: nothing of them is cut off or covered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from carspec import licences
from carspec.core.history import FigureChange, News
from carspec.gui.about import AboutDialog
from carspec.gui.main_window import MainWindow
from carspec.gui.news_dialog import NewsDialog
from carspec.store.library import SqliteLibrary

from .conftest import GUARD


@pytest.mark.parametrize("size", [100, 200])
def test_a_long_line_of_the_news_is_whole(window: MainWindow, library: SqliteLibrary, size: int) -> None:
    window.state.prefer("text_size", size)
    long = (
        "two fire extinguishers, automatic and manual, <b>an emergency</b> fresh air system & more " * 3
        + "again"
    )
    change = FigureChange(GUARD, "protection_feature", long, "gone")
    news = News("2026-01-01", "2026-02-01", ("Genesis G90 Guard",), (), 3, 1, (change,), ())
    dialog = NewsDialog(news, library, window._look, window)
    dialog.show()
    text = dialog.list.toPlainText()
    for part in ("Cars added (1)", "Genesis G90 Guard", "Figures that changed (1)", f"{long} → gone"):
        assert part in text
    assert dialog.list.horizontalScrollBar().maximum() == 0
    dialog.close()
    dialog.deleteLater()


@pytest.mark.parametrize("size", [100, 200])
def test_the_buttons_of_about_cover_nothing(window: MainWindow, library: SqliteLibrary, size: int) -> None:
    window.state.prefer("text_size", size)
    dialog = AboutDialog(library, window._look, window)
    dialog.show()
    below = dialog.libraries.geometry().bottom()
    tops = [button.mapTo(dialog, button.rect().topLeft()).y() for button in dialog.findChildren(QPushButton)]
    assert below < min(tops)
    dialog.close()
    dialog.deleteLater()


def test_the_package_shows_the_texts_of_all_licences_in_about(
    window: MainWindow, library: SqliteLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "shipped_root", lambda: tmp_path)
    (tmp_path / "LICENCES.txt").write_text("the text of a licence", encoding="utf-8")
    dialog = AboutDialog(library, window._look, window)
    dialog.show()
    assert "babel" in dialog.libraries.toPlainText()
    dialog.texts_button.click()
    assert dialog.libraries.toPlainText() == "the text of a licence"
    assert "babel" in dialog.details
    dialog.close()
    dialog.deleteLater()
