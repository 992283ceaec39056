"""A program that is killed: every change that was confirmed is there at the next start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from carspec.core.changes import AddClaim, OwnClaim, OwnSource
from carspec.gui.main_window import MainWindow
from carspec.gui.settings import Settings
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

from .conftest import BEAST, BMW, GUARD, SENAT

OWN = OwnClaim(SENAT, "power", "601 PS", OwnSource(title="Leaflet"))
PATIENCE_SECONDS = 120


def walk(folder: Path, root: Path) -> None:
    """Use the window in a process of its own; each step is told once it is done, and there is no end."""
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    library = open_library(folder, Shipped(root / "data", folder / "cache")).library
    window = MainWindow(Settings(folder / "settings"))
    window.show()
    window.show_library(library, None)
    state = window.state
    for step in (
        lambda: window.document.save(folder / "Four.carspec"),
        lambda: state.remove(BEAST),
        lambda: state.set_profile("us"),
        lambda: state.change_library(AddClaim(OWN)),
        lambda: state.hide("torque"),
        lambda: state.undo(),
        lambda: state.set_appearance("dark"),
    ):
        step()
        shown = [list(state.query.vehicles), state.query.profile, sorted(state.query.hidden)]
        print(json.dumps([*shown, len(library.history()), state.remembered.appearance]), flush=True)
    while True:
        application.processEvents()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("steps", [2, 4, 6, 7])
def test_what_was_confirmed_survives_a_kill(tmp_path: Path, root: Path, qtbot: QtBot, steps: int) -> None:
    code = "import sys; from pathlib import Path as P; from tests.gui.test_kill import walk; "
    code += "walk(*map(P, sys.argv[1:]))"
    command = [sys.executable, "-c", code, str(tmp_path), str(root)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(steps)]
        child.kill()
    vehicles, profile, hidden, changes, appearance = json.loads(told[-1])
    opened = open_library(tmp_path, Shipped(root / "data", tmp_path / "cache"))
    window = MainWindow(Settings(tmp_path / "settings"))
    try:
        window.show()
        window.show_library(opened.library, opened.notice)
        assert opened.notice is None
        later = {"hidden": sorted(window.state.query.hidden), "changes": len(opened.library.history())}
        assert list(window.state.query.vehicles) == vehicles == [SENAT, GUARD, BMW]
        assert window.document.path == tmp_path / "Four.carspec"
        assert window.isWindowModified()
        if steps > 2:
            assert window.state.query.profile == profile == "us"
            assert later["changes"] == changes == 1
            assert "601 PS" in {claim.as_stated for claim in opened.library.claims(SENAT, "power")}
        if steps > 5:
            assert later["hidden"] == hidden == []
        if steps == 7:
            assert window.state.remembered.appearance == appearance == "dark"
    finally:
        window.close_unasked()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        opened.library.close()
