"""What the tests of the window share: the real window over the real library; nothing may be left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import enumerate as threads

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carspec.gui.look import STYLE
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import Settings
from carspec.store.library import SqliteLibrary

SENAT = "aurus-senat-limousine-l700"
BEAST = "cadillac-one-2018-beast"
GUARD = "mercedes-benz-s-680-guard-z223"
BMW = "bmw-760i-protection-g73"

Open = Callable[[], MainWindow]


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments with which the application is made, as the program makes it."""
    return ["carspec", "-style", STYLE]


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """A window or a thread that outlives its test fails it; clipboard and text size are as before."""
    known, font = set(threads()), QFont(qapp.font())
    QGuiApplication.clipboard().clear()
    yield
    qapp.setFont(font)
    QGuiApplication.clipboard().clear()
    qapp.processEvents()
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in shown:
        widget.close()
    assert shown == []
    assert {thread for thread in set(threads()) - known if not thread.name.startswith("Dummy")} == set()


@pytest.fixture
def open_window(qtbot: QtBot, library: SqliteLibrary, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens the window; all share one settings folder, as starts of one program do."""
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(Settings(tmp_path / "settings"))
        opened.append(window)
        window.resize(1280, 720)
        with qtbot.waitExposed(window):
            window.show()
        window.show_library(library, None)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    """Return the window with the default comparison, its table with the focus."""
    window = open_window()
    window.activateWindow()
    return window


def cars(window: MainWindow) -> list[str]:
    """The keys of the cars in the order of the columns, as the table has them."""
    model = window.comparison.table.model()
    return [car.key for car in model.vehicles]  # type: ignore[attr-defined]


def place_of(window: MainWindow, field: str, vehicle: str) -> QPoint:
    """The centre of a cell in the viewport of the table, scrolled into view."""
    table = window.comparison.table
    index = table.model().find(field, vehicle)  # type: ignore[attr-defined]
    assert index.isValid(), f"{field} of {vehicle} is not in the table"
    table.scrollTo(index)
    return table.visualRect(index).center()


def click(window: MainWindow, field: str, vehicle: str, keys: Qt.KeyboardModifier | None = None) -> None:
    """Click on a cell with the mouse."""
    QTest.mouseClick(
        window.comparison.table.viewport(),
        Qt.MouseButton.LeftButton,
        keys or Qt.KeyboardModifier.NoModifier,
        place_of(window, field, vehicle),
    )


def press(
    window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the focus is; with no window manager it must be told that dialogs are gone."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.focusWidget() or window, key, keys)


def text_of(window: MainWindow, field: str, vehicle: str) -> str:
    """What the table shows in a cell."""
    model = window.comparison.table.model()
    return str(model.find(field, vehicle).data())  # type: ignore[attr-defined]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen warns of what only a window manager can do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))
