"""Has a system ask the running program to open files, as macOS does, in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from carspec.core.comparison_file import comparison_text
from carspec.core.query import Query
from carspec.store.library import SqliteLibrary

from .conftest import BMW, GUARD

ASKED_FOR_TWO = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFileOpenEvent
from carspec.folders import Folders
from carspec.gui.application import Application
from carspec.session import Session

class Asked(Application):
    def _window_shown(self):
        self._ask(sys.argv[2])
        super()._window_shown()

    def _furnished(self):
        super()._furnished()
        self._tell()
        self._ask(sys.argv[3])
        QTimer.singleShot(0, self._end)

    def _ask(self, file):
        QCoreApplication.postEvent(QCoreApplication.instance(), QFileOpenEvent(file))

    def _tell(self):
        print(self._window.document.name, *self._window.state.query.vehicles, flush=True)

    def _end(self):
        self._tell()
        QCoreApplication.quit()

sys.exit(Asked(Session(Folders.below(Path(sys.argv[1])))).run())
"""


def test_a_file_asked_for_before_the_window_is_furnished_and_one_after_it_are_opened(
    root: Path, library: SqliteLibrary, tmp_path: Path
) -> None:
    assert library.path is not None
    data = shutil.copytree(library.path.parent, tmp_path / "data")
    files = {name: tmp_path / f"{name}.carspec" for name in ("first", "second")}
    for (name, file), car in zip(files.items(), (GUARD, BMW), strict=True):
        file.write_text(comparison_text(name, Query((car,)), library), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ASKED_FOR_TWO, str(data), *map(str, files.values())],
        env=os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"first {GUARD}", f"second {BMW}"]
