"""Named comparisons in the window: saved, opened, dropped, listed, and asked about before they are lost."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QListView, QMessageBox
from pytestqt.qtbot import QtBot

from carspec.core.comparison_file import comparison_text
from carspec.gui.application import keep_state_of_dialogs
from carspec.gui.main_window import MainWindow
from carspec.gui.recent_menu import RecentMenu

from .conftest import BEAST, BMW, GUARD, SENAT, Open, cars, press

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Button = QMessageBox.StandardButton
Act = Callable[[QDialog], None]


class Dialogs:
    """Uses each dialog that opens by the next of the acts expected; one that nobody expects is rejected."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.unexpected: list[str] = []
        self._last: QDialog | None = None
        self._stopped = False
        QTimer.singleShot(20, self._look)

    def expect(self, *acts: Act) -> None:
        self.acts += acts

    def stop(self) -> None:
        self._stopped = True
        assert self.unexpected == []
        assert self.acts == []

    def _look(self) -> None:
        if self._stopped:
            return
        QTimer.singleShot(20, self._look)  # a message over a dialog is met while the dialog is being used
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible() or dialog is self._last:
            return
        self._last = dialog
        if self.acts:
            self.acts.pop(0)(dialog)
        else:
            self.unexpected.append(dialog.text() if isinstance(dialog, QMessageBox) else str(dialog))
        if dialog is QApplication.activeModalWidget():
            dialog.reject()
        self._last = None


@pytest.fixture
def dialogs() -> Iterator[Dialogs]:
    used = Dialogs()
    yield used
    used.stop()


@pytest.fixture(autouse=True)
def nothing_asked_at_the_end(open_window: Open) -> Iterator[None]:
    """A comparison that a test leaves edited is given up when its window is closed."""
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.close_unasked()


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return opened(open_window)


def opened(open_window: Open) -> MainWindow:
    """Open the window of the next start, which then has the keyboard."""
    window = open_window()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def name(path: Path) -> Act:
    """Type a path into a file dialog and accept it."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        field.setFocus()
        files = dialog.findChild(QListView, "listView")
        assert isinstance(files, QListView)
        files.clearSelection()  # a file that is chosen in the list goes before the text that is set
        field.setText(str(path))
        QTest.keyClick(field, Key.Key_Return)

    return act


def answer(button: Button, *words: str) -> Act:
    """Click on a button of a message that has these words."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert all(word in dialog.text() for word in words), dialog.text()
        QTest.mouseClick(dialog.button(button), Qt.MouseButton.LeftButton)

    return act


def saved(window: MainWindow, dialogs: Dialogs, path: Path) -> Path:
    dialogs.expect(name(path))
    press(window, Key.Key_S, CONTROL | SHIFT)
    return path.with_suffix(".carspec")


def test_the_title_tells_the_name_and_whether_it_is_edited(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    assert window.windowTitle().startswith("Aurus")
    path = saved(window, dialogs, tmp_path / "Four")
    assert json.loads(path.read_text("utf-8"))["vehicles"][0]["key"] == SENAT
    assert window.windowTitle().startswith("Four[*] – Aurus")
    assert not window.isWindowModified()
    window.state.remove(BEAST)
    assert window.isWindowModified()
    press(window, Key.Key_S, CONTROL)
    assert not window.isWindowModified()
    assert len(json.loads(path.read_text("utf-8"))["vehicles"]) == 3
    window.state.set_profile("us")
    assert window.isWindowModified()
    press(window, Key.Key_Z, CONTROL)
    assert not window.isWindowModified()
    window.state.prefer("query.language", "de")
    assert not window.isWindowModified(), "the language of labels is the reader's own"


def test_a_name_without_its_ending_asks_before_it_replaces_a_file(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = saved(window, dialogs, tmp_path / "Four")
    before = path.read_bytes()
    window.state.remove(BMW)
    dialogs.expect(name(tmp_path / "Four"), answer(Button.No, "Four.carspec", "already exists"))
    press(window, Key.Key_S, CONTROL | SHIFT)
    dialogs.unexpected.clear()  # the file dialog is there again after the No
    assert path.read_bytes() == before
    assert window.isWindowModified()


def test_opening_and_taking_it_back_change_cars_and_file_together(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    four = saved(window, dialogs, tmp_path / "Four.carspec")
    window.state.remove(BMW)
    three = saved(window, dialogs, tmp_path / "Three.carspec")
    dialogs.expect(name(four))
    press(window, Key.Key_O, CONTROL)
    assert cars(window) == [SENAT, BEAST, GUARD, BMW]
    assert (window.document.path, window.isWindowModified()) == (four, False)
    assert window.actions_by_key["undo"].text() == "&Undo open Four"
    press(window, Key.Key_Z, CONTROL)
    assert cars(window) == [SENAT, BEAST, GUARD]
    assert (window.document.path, window.isWindowModified()) == (three, False)
    press(window, Key.Key_Z, CONTROL | SHIFT)
    assert (window.document.path, window.isWindowModified()) == (four, False)


def test_closing_asks_once_and_only_for_named_comparisons(
    open_window: Open, dialogs: Dialogs, tmp_path: Path
) -> None:
    plain = opened(open_window)
    plain.state.remove(BEAST)
    assert plain.close()
    window = opened(open_window)
    path = saved(window, dialogs, tmp_path / "Three.carspec")
    before = path.read_bytes()
    window.state.remove(BMW)
    dialogs.expect(answer(Button.Cancel, "Three"))
    assert not window.close()
    assert window.isVisible()
    dialogs.expect(answer(Button.Discard))
    assert window.close()
    assert path.read_bytes() == before
    again = opened(open_window)
    assert (cars(again), again.isWindowModified()) == ([SENAT, GUARD, BMW], False)


def test_closing_saves_where_that_is_the_answer(open_window: Open, dialogs: Dialogs, tmp_path: Path) -> None:
    window = opened(open_window)
    path = saved(window, dialogs, tmp_path / "Four.carspec")
    window.state.remove(BMW)
    dialogs.expect(answer(Button.Save))
    assert window.close()
    assert BMW not in path.read_text("utf-8")


def test_what_is_not_saved_is_there_again_after_an_end_without_a_question(
    open_window: Open, dialogs: Dialogs, tmp_path: Path
) -> None:
    window = opened(open_window)
    path = saved(window, dialogs, tmp_path / "Four.carspec")
    window.state.remove(BMW)
    window.close_unasked()
    again = opened(open_window)
    assert cars(again) == [SENAT, BEAST, GUARD]
    assert (again.document.path, again.isWindowModified()) == (path, True)


@contextmanager
def full_disk() -> Iterator[None]:
    """The system refuses to write more than a few bytes into any file, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="limits of file sizes are of Unix")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_failed_save_leaves_the_old_file_whole_and_says_what_to_do(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = saved(window, dialogs, tmp_path / "Four.carspec")
    before = path.read_bytes()
    window.state.remove(BMW)
    dialogs.expect(answer(Button.Ok, str(path), "cannot be written: File too large", "File > Save as"))
    with full_disk():
        press(window, Key.Key_S, CONTROL)
    assert path.read_bytes() == before
    assert window.isWindowModified()
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["Four.carspec"]


def test_a_folder_that_is_gone_is_told_and_closing_waits(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = saved(window, dialogs, folder / "Four.carspec")
    window.state.remove(BMW)
    path.unlink()
    folder.rmdir()
    dialogs.expect(answer(Button.Save), answer(Button.Ok, "cannot be written", "Save as"))
    assert not window.close()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(window.rect().center(), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), copy, data, left, none))


def test_a_dropped_file_is_opened_and_a_wrong_one_is_told(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = saved(window, dialogs, tmp_path / "Four.carspec")
    content = json.loads(path.read_text("utf-8"))
    content["vehicles"] = [*content["vehicles"][2:], {"key": "gone", "make": "Genesis", "model": "Guard"}]
    other = tmp_path / "Other.carspec"
    other.write_text(json.dumps(content), "utf-8")
    drop(window, other)
    assert cars(window) == [GUARD, BMW]
    assert window.notice.isVisible()
    assert "Genesis Guard" in window.notice.label.text()
    wrong = tmp_path / "wrong.carspec"
    wrong.write_text("{", "utf-8")
    dialogs.expect(answer(Button.Ok, "wrong.carspec", "line 1, column 2"))
    drop(window, wrong)
    assert cars(window) == [GUARD, BMW]
    drop(window, path)
    assert not window.notice.isVisible()


def test_cars_beyond_those_that_fit_are_named(window: MainWindow, tmp_path: Path) -> None:
    library = window.state.library
    assert library is not None
    many = list(library.vehicles)[:14]
    path = tmp_path / "Many.carspec"
    path.write_text(comparison_text("Many", replace(window.state.query, vehicles=tuple(many)), library))
    drop(window, path)
    assert cars(window) == many[:12]
    assert all(library.vehicles[key].name in window.notice.label.text() for key in many[12:])
    assert not window.isWindowModified()


def test_a_dropped_picture_opens_what_it_shows(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.chart.picture is not None, timeout=20_000)
    assert window.chart.picture is not None
    assert window.chart.picture.chart is not None
    window.commands.charts.write(window.chart.picture.chart, tmp_path / "chart.svg")
    qtbot.waitUntil(lambda: (tmp_path / "chart.svg").exists(), timeout=20_000)
    saved(window, dialogs, tmp_path / "Two.carspec")
    window.state.remove(BEAST)
    press(window, Key.Key_S, CONTROL)
    drop(window, tmp_path / "chart.svg")
    assert cars(window) == [SENAT, BEAST, GUARD, BMW]
    assert window.document.path is None
    foreign = tmp_path / "foreign.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(foreign))
    dialogs.expect(answer(Button.Ok, "foreign.png carries no comparison"))
    drop(window, foreign)
    assert cars(window) == [SENAT, BEAST, GUARD, BMW]


def test_recent_files_are_listed_missing_ones_greyed_and_cleared(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    one = saved(window, dialogs, tmp_path / "One.carspec")
    saved(window, dialogs, tmp_path / "Two & a half.carspec")
    menu = window.choices["recent"]
    assert isinstance(menu, RecentMenu)
    menu.fill()
    next(action for action in menu.actions() if action.text() == "One").trigger()
    assert window.document.path == one
    one.unlink()
    menu.fill()
    shown = [(action.text(), action.isEnabled()) for action in menu.actions() if not action.isSeparator()]
    assert shown == [("Two && a half", True), ("One (missing)", False), ("Clear the list", True)]
    menu.actions()[-1].trigger()
    menu.fill()
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == ["Clear the list"]
    assert not menu.actions()[-1].isEnabled()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the dialogs are the system's own")
def test_what_qt_remembers_of_its_dialogs_is_kept_in_our_folder(tmp_path: Path, qtbot: QtBot) -> None:
    """Else the first question for a file would write QtProject.conf beside the folders of all programs."""
    keep_state_of_dialogs(tmp_path / "settings")
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (tmp_path / "settings" / "QtProject.conf").exists()
