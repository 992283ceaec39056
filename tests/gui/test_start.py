"""Starts the real program in processes of its own: with a window, without a display, killed in the middle."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.gui.settings import Settings
from carspec.store.library import SqliteLibrary

CHANGED_AND_KILLED = """
import os, signal, sys
from pathlib import Path
from carspec.folders import Folders
from carspec.gui.application import Application
from carspec.session import Session

class Killed(Application):
    def _furnished(self):
        super()._furnished()
        self._window.state.remove(sys.argv[2])
        self._window.state.set_profile("us")
        os.kill(os.getpid(), signal.SIGKILL)

Killed(Session(Folders.below(Path(sys.argv[1])))).run()
"""

REMEMBERED = """
import sys
from pathlib import Path
from carspec.gui.settings import Settings
query = Settings(Path(sys.argv[1]) / "settings").load().query
print(query.profile, *query.vehicles)
"""

FAULT_IN_THE_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from carspec.folders import Folders
from carspec.gui.application import Application
from carspec.gui.crash_dialog import CrashDialog
from carspec.session import Session

class Faulty(Application):
    def _furnished(self):
        super()._furnished()
        for number in range(3):
            QTimer.singleShot(0, lambda number=number: {}[f"fault {number}"])
        QTimer.singleShot(0, self.look)

    def look(self):
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]
        if not dialogs:
            QTimer.singleShot(50, self.look)
            return
        dialogs[0].copy.click()
        print(len(dialogs), QApplication.clipboard().text() == dialogs[0].text.toPlainText(), flush=True)
        print(dialogs[0].text.toPlainText(), flush=True)
        dialogs[0].close()
        print("the window stays:", self._window.isVisible(), flush=True)
        QApplication.quit()

sys.exit(Faulty(Session(Folders.below(Path(sys.argv[1])))).run())
"""

LOADED_AT_STEP = """
import os, sys
from carspec import app
from carspec.gui.application import Application

class Watched(Application):
    def _note(self, step):
        if step == sys.argv[2]:
            print(*sys.modules, flush=True)
            os._exit(0)

sys.modules["carspec.gui.application"].Application = Watched
app.main(["--data", sys.argv[1]])
"""

CLASSES_OF_WORKERS = """
import builtins, os, sys, threading
from shiboken6 import Shiboken
from carspec import app
from carspec.gui.application import Application

made, make = [], builtins.__build_class__
def watched(function, name, *bases, **more):
    made_class = make(function, name, *bases, **more)
    if isinstance(made_class, type) and issubclass(made_class, Shiboken.Object):
        made.append((threading.current_thread() is threading.main_thread(), made_class.__module__, name))
    return made_class
builtins.__build_class__ = watched

class Watched(Application):
    def _note(self, step):
        if step == "all loaded":
            print(len(made), [names for here, *names in made if not here], flush=True)
            os._exit(0)

sys.modules["carspec.gui.application"].Application = Watched
app.main(["--data", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def seeded(library: SqliteLibrary) -> Path:
    """The folder of a database that is ready, to be copied."""
    assert library.path is not None
    return library.path.parent


@pytest.fixture
def data(seeded: Path, tmp_path: Path) -> Path:
    """A data folder of its own with the database ready."""
    return Path(shutil.copytree(seeded, tmp_path / "data"))


@pytest.fixture
def environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which windows open without a display."""
    wanted = {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **wanted}


def python(code: str, *arguments: object, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
    )


class Program:
    """The program, running; its log tells how far it has come."""

    def __init__(self, root: Path, data: Path, environment: dict[str, str], *files: Path) -> None:
        self.log = data / "log" / "carspec.log"
        self.process = subprocess.Popen(
            [sys.executable, str(root / "main.py"), "--data", str(data), *map(str, files)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_for(self, words: str) -> None:
        """Wait until the log holds the words; the program must not end before."""
        for _ in range(600):
            if self.log.exists() and words in self.log.read_text(encoding="utf-8"):
                return
            assert self.process.poll() is None, self.process.communicate()[0]
            time.sleep(0.05)
        raise AssertionError(f"{words!r} is not in the log")

    def end(self) -> tuple[int, str]:
        """The exit status and all that was printed."""
        output, _ = self.process.communicate(timeout=60)
        return self.process.returncode, output


@pytest.fixture
def program(root: Path, data: Path, environment: dict[str, str]) -> Iterator[Program]:
    """The program with its window on no display."""
    running = Program(root, data, environment)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_window_fills_itself_and_a_signal_closes_it_in_order(program: Program, number: int) -> None:
    program.wait_for("all loaded")
    program.process.send_signal(number)
    assert program.end() == (0, "")
    told = program.log.read_text(encoding="utf-8")
    steps = ("window shown", "figures shown", "window furnished", "chart shown", "all loaded")
    assert sorted(steps, key=told.index) == list(steps)
    assert "CRITICAL" not in told
    assert (program.log.parent.parent / "settings").is_dir(), "the layout is saved at the end"


def test_no_worker_makes_classes_of_qt(data: Path, environment: dict[str, str]) -> None:
    """PySide looks classes up without Python's lock, and may crash where another thread makes one."""
    told = python(CLASSES_OF_WORKERS, data, environment=environment).stdout
    count, _, of_workers = told.strip().partition(" ")
    assert int(count) > 50, "the window's own classes are seen"
    assert of_workers == "[]"


def test_without_cars_there_is_no_chart_to_wait_for(
    root: Path, data: Path, environment: dict[str, str]
) -> None:
    settings = Settings(data / "settings")
    settings.save(replace(settings.load(), query=Query(())))
    program = Program(root, data, environment)
    program.wait_for("all loaded")
    program.process.kill()
    program.end()
    assert "chart shown" not in program.log.read_text(encoding="utf-8")


def test_the_rest_is_loaded_while_a_wrong_file_is_told(
    root: Path, data: Path, environment: dict[str, str]
) -> None:
    wrong = data / "wrong.carspec"
    wrong.write_text("{", encoding="utf-8")
    program = Program(root, data, environment, wrong)
    program.wait_for("all loaded")
    program.process.kill()
    program.end()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_program_comes_back_with_the_same_comparison(
    data: Path, environment: dict[str, str]
) -> None:
    removed = DEFAULT_VEHICLES[1]
    killed = python(CHANGED_AND_KILLED, data, removed, environment=environment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    found = python(REMEMBERED, data, environment=environment).stdout.split()
    assert found == ["us", *(key for key in DEFAULT_VEHICLES if key != removed)]


def test_a_fault_shows_one_text_is_logged_and_the_window_stays(
    data: Path, environment: dict[str, str]
) -> None:
    done = python(FAULT_IN_THE_WINDOW, data, environment=environment)
    assert done.returncode == 0, done.stderr
    first, *text, last = done.stdout.splitlines()
    assert first == "1 True"
    assert last == "the window stays: True"
    log = data / "log" / "carspec.log"
    for part in ("carspec ", "data 20", "Python 3", "PySide6 6", f"Log: {log}", "KeyError: 'fault 0'"):
        assert any(line.startswith(part) for line in text), part
    assert log.read_text(encoding="utf-8").count("KeyError: 'fault ") == 3
    assert "Traceback" not in done.stderr


def test_a_death_of_the_process_stands_in_the_log_of_the_next_start(
    program: Program, root: Path, data: Path, environment: dict[str, str]
) -> None:
    program.wait_for("figures shown")
    program.process.send_signal(signal.SIGSEGV)
    status, _ = program.end()
    assert status == -signal.SIGSEGV
    again = Program(root, data, environment)
    again.wait_for("The run before this one died.")
    again.wait_for("Segmentation fault")
    again.process.kill()
    again.end()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")
@pytest.mark.parametrize(
    ("display", "reason"),
    [
        ({}, "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."),
        ({"DISPLAY": ":987"}, 'the display ":987" cannot be reached.'),
        ({"WAYLAND_DISPLAY": "nowhere"}, 'the Wayland display "nowhere" cannot be reached.'),
        ({"QT_QPA_PLATFORM": "stone-tablet"}, 'Could not find the Qt platform plugin "stone-tablet"'),
    ],
)
def test_without_a_usable_display_the_comparison_is_printed_with_the_reason(
    root: Path, data: Path, environment: dict[str, str], display: dict[str, str], reason: str
) -> None:
    said = printed_instead_of_a_window(root, data, environment, display)
    assert reason in said
    assert "Senat" in said
    assert (data / "carspec-power.svg").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only there are the libraries the system's")
def test_a_library_that_the_window_needs_and_lacks_is_named(
    root: Path, data: Path, environment: dict[str, str]
) -> None:
    (data / "libxcb-icccm.so.4").touch()
    broken = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987", "LD_LIBRARY_PATH": str(data)}
    said = printed_instead_of_a_window(root, data, environment, broken)
    assert "Qt's X11 plugin cannot be loaded:" in said
    assert "libxcb-icccm.so.4" in said


def printed_instead_of_a_window(
    root: Path, data: Path, environment: dict[str, str], display: dict[str, str]
) -> str:
    """What the program prints where it can open no window; it says why just once."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    bare = {name: value for name, value in environment.items() if name not in displays}
    done = subprocess.run(
        [sys.executable, str(root / "main.py"), "--data", str(data)],
        cwd=data,
        env=bare | display,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    assert done.stdout.count("No window can be opened because") == 1
    return done.stdout


def test_the_window_is_painted_before_its_parts_and_the_store_are_loaded(
    data: Path, environment: dict[str, str]
) -> None:
    done = python(LOADED_AT_STEP, data, "window shown", environment=environment)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "carspec.gui.main_window" in loaded
    assert not loaded & {
        "carspec.cli",
        "click",
        "carspec.gui.comparison_table",
        "carspec.store.library",
        "msgspec",
        "numpy",
    }


def test_the_figures_are_painted_before_what_is_around_them_is_loaded(
    data: Path, environment: dict[str, str]
) -> None:
    done = python(LOADED_AT_STEP, data, "figures shown", environment=environment)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {"carspec.gui.comparison_table", "carspec.store.library"} <= loaded
    assert not loaded & {
        "carspec.core.changes",
        "carspec.core.filter.columns",
        "carspec.gui.commands",
        "carspec.gui.library_panel",
        "carspec.output.charts.bars",
        "matplotlib",
        "numpy",
    }
