"""The window without eyes and without a mouse: names, focus, keys, and nothing cut at twice the text."""

import ast
from pathlib import Path

import pytest
from coloraide import Color
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from carspec.gui.about import AboutDialog
from carspec.gui.main_window import MainWindow
from carspec.output.verdict_marks import MARKS

from .conftest import Open


def named(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_every_control_has_a_name(window: MainWindow) -> None:
    controls = [
        widget
        for kind in (QAbstractButton, QAbstractItemView, QLineEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.objectName() not in ("qt_toolbar_ext_button",)
    ]
    assert len(controls) > 8
    nameless = [w for w in controls if not named(w) and not isinstance(w.parent(), QLineEdit)]
    assert [(type(w).__name__, w.objectName()) for w in nameless] == []
    assert named(window.comparison.table) == "Comparison"


def test_the_chart_speaks_its_figures(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.chart.view.accessibleName().startswith("Chart: Power"))
    assert "612 PS" in window.chart.view.accessibleDescription()


def test_tab_walks_through_all_parts_and_leaves_the_table(window: MainWindow) -> None:
    window.library_panel.search.setFocus()
    met: list[QWidget] = []
    for _ in range(40):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focus = window.focusWidget()
        if focus is window.library_panel.search:
            break
        met.append(focus)
    order = [window.library_panel.list, window.comparison.table, window.chart.view, window.evidence.list]
    places = [met.index(widget) for widget in order]
    assert places == sorted(places)
    assert window.comparison.lone_line in met
    assert window.tools.buttons["units"] in met


def test_twice_the_text_fits_a_small_screen(open_window: Open, qapp: QApplication) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        window = open_window()
        window.resize(1280, 720)
        qapp.processEvents()
        assert window.width() <= 1280
        assert window.height() <= 720
        assert window.comparison.table.viewport().width() > 200
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_a_palette_of_the_system_cannot_make_the_window_unreadable(
    open_window: Open, qapp: QApplication, appearance: str
) -> None:
    """Yellow on black is what a system of high contrast may ask for: the window wears its own colours."""
    before, sheet = QPalette(qapp.palette()), qapp.styleSheet()
    system = QPalette()
    for role in QPalette.ColorRole:
        if role != QPalette.ColorRole.NColorRoles:
            system.setColor(role, QColor("black"))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        system.setColor(role, QColor("yellow"))
    qapp.setPalette(system)
    try:
        window = open_window()
        window.state.set_appearance(appearance)
        theme, worn = window._look.theme, window.comparison.table.palette()
        assert theme.key == appearance
        roles, ground = QPalette.ColorRole, worn.color(QPalette.ColorRole.Base)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            for text, behind in (
                (roles.Text, roles.Base),
                (roles.WindowText, roles.Window),
                (roles.ButtonText, roles.Button),
                (roles.HighlightedText, roles.Highlight),
                (roles.ToolTipText, roles.ToolTipBase),
                (roles.Link, roles.Base),
                (roles.PlaceholderText, roles.Base),
            ):
                assert contrast(worn.color(group, text), worn.color(group, behind)) >= 4.5, (group, text)
        assert contrast(QColor(theme.focus), ground) >= 3
        assert contrast(QColor(theme.focus), worn.color(roles.Highlight)) >= 3
        for mark in MARKS.values():
            assert contrast(QColor(mark.colour_in(theme)), ground) >= 4.5
            assert contrast(QColor(mark.colour_in(theme)), worn.color(roles.Highlight)) >= 4.5
    finally:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(before)


def contrast(one: QColor, other: QColor) -> float:
    return Color(one.name()).contrast(other.name(), method="wcag21")


def test_about_tells_versions_and_copies_them(window: MainWindow, qtbot: QtBot) -> None:
    dialog = AboutDialog(window.state.library, window._look, window)
    dialog.show()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert "PySide" in copied
    assert "data of" in copied
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_window_knows_no_database(root: Path) -> None:
    for file in (root / "carspec" / "gui").glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        names = [
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        ]
        names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [n for n in names if n.startswith(("carspec.store", "sqlmodel", "sqlalchemy"))], file.name
    main = (root / "carspec" / "gui" / "main_window.py").read_text("utf-8")
    assert len(main.splitlines()) < 300
