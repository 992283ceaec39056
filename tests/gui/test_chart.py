"""The chart of the window: every kind walked, pointed at, zoomed, copied, saved and opened again."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from carspec.gui.chart_choice import chart_fields, field_groups
from carspec.gui.chart_commands import SVG
from carspec.gui.chart_export import ChartExport
from carspec.gui.chart_job import ChartWish, draw_chart
from carspec.gui.chart_walk import step
from carspec.gui.main_window import MainWindow
from carspec.gui.save_chart_dialog import SaveChartDialog
from carspec.output.charts.file_names import file_name
from carspec.output.charts.kinds import KINDS
from tests.gui.conftest import BEAST, BMW, GUARD, SENAT, Open

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    opened = open_window()
    qtbot.waitUntil(lambda: opened.chart.picture is not None, timeout=20_000)
    return opened


def show(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    """Choose a kind by its tab and wait for its picture."""
    tabs = window.chart.tabs.tabs
    with qtbot.waitSignal(window.chart.drawn, timeout=20_000):
        tabs.setCurrentIndex(list(KINDS).index(kind))
    assert window.state.remembered.chart_kind == kind


@pytest.mark.parametrize("kind", ["bars", "claims", "timeline"])
def test_a_low_panel_shows_the_whole_chart(window: MainWindow, kind: str) -> None:
    """Scarce height costs further units first, then the keys; only then is there something to scroll."""
    assert window.state.sheet is not None
    fields = ("power",) if kind in ("bars", "claims") else ()
    heights = {}
    for room in (150, 175, 600):
        picture = draw_chart(ChartWish(window.state.sheet, kind, fields, "light", 700, room, 1.0, 1.0))
        assert picture.image is not None
        heights[room] = picture.image.height()
        assert set(picture.places) >= {mark.key for mark in picture.marks}
    assert heights[150] <= 150 < heights[600]
    assert heights[175] <= 175


def test_all_kinds_have_their_tabs_on_a_small_screen(window: MainWindow) -> None:
    """The zoom buttons give way, which keys and the wheel stand in for."""
    assert (window.width(), window.height()) == (1280, 720)
    row = window.chart.tabs
    assert row.tabs.tabRect(row.tabs.count() - 1).right() <= row.tabs.width()
    assert not any(button.isVisible() for button in row.zooms)
    window.resize(1600, 720)
    QApplication.processEvents()
    assert all(button.isVisible() for button in row.zooms)


def test_what_fits_has_no_scroll_bar_not_even_for_a_moment(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    bar = window.chart._scroll.verticalScrollBar()
    seen: list[bool] = []
    window.chart.drawn.connect(lambda: seen.append(bar.isVisible()))
    bar.rangeChanged.connect(lambda *_: seen.append(bar.isVisible()))
    qtbot.waitUntil(lambda: window.chart.picture is not None, timeout=20_000)
    for height in (700, 820, 720):
        window.resize(1280, height)
        with qtbot.waitSignal(window.chart.drawn, timeout=20_000):
            pass
        QTest.qWait(50)
    assert seen
    assert not any(seen)
    show(window, qtbot, "coverage")
    qtbot.waitUntil(bar.isVisible, timeout=20_000)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "bars"])
def test_each_kind_is_walked_mark_by_mark(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    show(window, qtbot, kind)
    view = window.chart.view
    picture = view.picture
    assert picture is not None
    assert picture.chart is not None
    assert view.accessibleDescription() == picture.chart.description
    assert set(picture.places) >= {mark.key for mark in picture.marks}
    said: list[str] = []
    view.read.connect(said.append)
    view.setFocus()
    QTest.keyClick(view, Key.Key_Home)
    for _ in picture.marks[1:4]:
        QTest.keyClick(view, Key.Key_Right)
    assert said == [mark.sentence for mark in picture.marks[:4]]
    assert view.current == picture.marks[min(3, len(picture.marks) - 1)]
    assert window.state.remembered.vehicle == view.current.vehicle
    QTest.keyClick(view, Key.Key_End)
    assert view.current == picture.marks[-1]


def test_up_and_down_keep_the_place_in_the_row(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "coverage")
    picture = window.chart.picture
    assert picture is not None
    marks = picture.marks
    below = step(marks, marks[2], Key.Key_Down)
    assert below is not None
    assert (below.vehicle, below.row) == (marks[2].vehicle, marks[2].row + 1)
    assert step(marks, below, Key.Key_Up) == marks[2]
    assert step(marks, marks[2], Key.Key_Up) == marks[2]
    assert step(marks, marks[2], Key.Key_A) is None
    assert step((), None, Key.Key_Down) is None


def test_a_click_selects_car_and_field_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "coverage")
    picture = window.chart.picture
    assert picture is not None
    mark = next(m for m in picture.marks if (m.vehicle, m.field) == (BMW, "torque"))
    QTest.mouseClick(
        window.chart.view, Qt.MouseButton.LeftButton, NONE, picture.places[mark.key].center().toPoint()
    )
    assert (window.state.remembered.vehicle, window.state.remembered.field) == (BMW, "torque")
    assert window.comparison.table.current_vehicle() == BMW
    assert window.state.remembered.chart_field == "torque"


def test_pointing_reads_the_mark_out_with_its_sources(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "claims")
    view, picture = window.chart.view, window.chart.picture
    assert picture is not None
    mark = next(m for m in picture.marks if m.vehicle == SENAT and m.leading)
    middle = picture.places[mark.key].center()
    moved = QMouseEvent(
        QEvent.Type.MouseMove, middle, view.mapToGlobal(middle), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(view, moved)
    qtbot.waitUntil(lambda: "598 PS, the figure shown" in QToolTip.text())
    assert "more sources" in QToolTip.text()
    assert picture.mark_at(-5, -5) is None


def test_zoom_gives_room_goes_back_and_resets(window: MainWindow, qtbot: QtBot) -> None:
    view = window.chart.view
    width = view.sizeHint().width()
    sizes = []
    view.setFocus()
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Backspace, Key.Key_0):
        with qtbot.waitSignal(window.chart.drawn, timeout=20_000):
            QTest.keyClick(view, key)
        sizes.append(view.sizeHint().width() / width)
    assert sizes == pytest.approx([1.4, 2.0, 1.4, 1.0], abs=0.05)
    QTest.keyClick(view, Key.Key_Minus)
    assert view.sizeHint().width() == pytest.approx(width, abs=12)


def test_the_wheel_scrolls_the_page_and_zooms_with_control_only(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtGui import QWheelEvent

    view = window.chart.view
    asked: list[str] = []
    view.zoom_asked.connect(asked.append)
    for keys in (NONE, Qt.KeyboardModifier.ControlModifier):
        event = QWheelEvent(
            QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        view.wheelEvent(event)
        assert event.isAccepted() == bool(asked)
    assert asked == ["in"]


def test_copy_with_the_chart_focused_copies_picture_and_svg(window: MainWindow, qtbot: QtBot) -> None:
    window.chart.view.setFocus()
    QTest.keyClick(window.chart.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.state.message == "The chart was copied", timeout=20_000)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() == 1536
    root = ElementTree.fromstring(bytes(data.data(SVG).data()))
    assert root.get("role") == "img"


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf", ".csv"])
def test_a_chart_is_saved_as_asked_and_opens_its_comparison_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    show(window, qtbot, "claims")
    assert window.chart.picture is not None
    chart = window.chart.picture.chart
    assert chart is not None
    window.state.set_export(ChartExport(suffix=suffix, width="90mm"))
    window.commands.charts.write(chart, tmp_path / "my chart")
    path = tmp_path / f"my chart{suffix}"
    qtbot.waitUntil(
        lambda: window.state.message == f"The chart was saved as my chart{suffix}", timeout=20_000
    )
    assert path.exists()
    assert window.state.remembered.export.folder == str(tmp_path)
    if suffix == ".csv":
        return
    window.state.remove(BEAST)
    window.state.set_profile("us")
    window.state.set_chart_kind("ladder")
    window.document.open(path)
    assert window.state.query.vehicles == (SENAT, BEAST, GUARD, BMW)
    assert window.state.query.profile == "metric"
    assert window.state.remembered.chart_kind == "claims"
    window.state.undo()
    assert BEAST not in window.state.query.vehicles


def test_a_folder_that_cannot_be_written_is_told(window: MainWindow, qtbot: QtBot) -> None:
    assert window.chart.picture is not None
    assert window.chart.picture.chart is not None
    window.commands.charts.write(window.chart.picture.chart, Path("/nowhere/at all/chart.svg"))
    told = "/nowhere/at all/chart.svg cannot be written"
    qtbot.waitUntil(lambda: told in window.state.message, timeout=20_000)


def test_the_dialog_checks_sizes_and_remembers_them(
    window: MainWindow, qtbot: QtBot, open_window: Open
) -> None:
    assert window.chart.picture is not None
    assert window.chart.picture.chart is not None
    dialog = SaveChartDialog(window.chart.picture.chart, ChartExport(), window._look, window)
    qtbot.addWidget(dialog)
    dialog.width_line.setText("wide")
    assert not dialog.accept_button.isEnabled()
    assert "as in 90mm" in dialog.fault.text()
    dialog.width_line.setText("120mm")
    dialog.dpi.setText("600")
    dialog.format.setCurrentIndex(dialog.format.findData(".png"))
    assert dialog.accept_button.isEnabled()
    window.state.set_export(dialog.export())
    window.state.set_chart_kind("scatter")
    window.state.set_chart_fields("scatter", ("length", "power"))
    dialog.close()
    again = open_window().state.remembered
    assert (again.export.width, again.export.dpi, again.export.suffix) == ("120mm", "600", ".png")
    assert again.chart_kind == "scatter"
    assert again.chart_fields("scatter") == ("length", "power")


def test_fields_are_chosen_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    state = window.state
    state.set_chart_kind("scatter")
    across, up, size = field_groups(state, "scatter")
    size.choose("length")
    assert chart_fields(state) == ("mass", "power", "length")
    across.choose("torque")
    assert chart_fields(state)[0] == "torque"
    state.set_chart_kind("multiples")
    (group,) = field_groups(state, "multiples")
    group.choose("power")
    group_now = field_groups(state, "multiples")[0]
    group_now.choose("mass")
    assert chart_fields(state) == ("power", "mass")
    assert up.single


def test_file_names_are_legal_everywhere() -> None:
    assert file_name("Power: four armoured cars compared") == "Power - four armoured cars compared"
    assert file_name('a/b\\c*?"<>|') == "a b c"
    assert file_name("CON") == "CON_"
    assert file_name("nul.txt") == "nul.txt_"
    assert file_name(" . ") == "chart"
    assert len(file_name("long " * 60)) <= 80
