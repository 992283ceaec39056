"""The start of the window step by step, from source and from the package, and what the window takes at rest.

Each is held against the same floor: a bare process of the same Python that does nothing of ours.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dist" / "carspec" / ("carspec.exe" if sys.platform == "win32" else "carspec")
SIZE_BUDGET, ARCHIVE_BUDGET = 200e6, 70e6
"""Bytes of the unpacked package, and of its archive."""

BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: print("painted", flush=True))
application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""
FIVE_PACKAGES = """
import time
import PySide6.QtWidgets, matplotlib.figure, matplotlib.backends.backend_agg, sqlmodel, pint, babel.numbers
print("imported", flush=True)
time.sleep(60)
"""
LONGEST_START = 120.0
"""Seconds after which a window that has not come is a failure."""

SOURCE = (sys.executable, str(ROOT / "main.py"))
Run = Callable[[], float]


def bare_window() -> float:
    """The seconds from starting Python to the first paint of an empty window of PySide6."""
    start = time.perf_counter()
    command = [sys.executable, "-c", BARE_WINDOW]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        started.stdout.readline()
        taken = time.perf_counter() - start
        started.kill()
    return taken


def window_until(step: str, folder: Path, program: tuple[str, ...] = SOURCE) -> Run:
    """The seconds from starting the program to a step of its log, such as "figures shown"."""

    def run() -> float:
        start = time.perf_counter()
        with _started(program, folder) as started:
            _wait(started, step, folder)
            taken = time.perf_counter() - start
            started.terminate()
        return taken

    return run


def memory_at_rest(folder: Path) -> Run:
    """The megabytes in memory of the program with its chart, once all is loaded (Linux)."""

    def run() -> float:
        with _started(SOURCE, folder) as started:
            _wait(started, "all loaded", folder)
            taken = _resident(started.pid)
            started.terminate()
        return taken

    return run


def bare_memory() -> float:
    """The megabytes in memory of a bare process that imports the five packages (Linux)."""
    command = [sys.executable, "-c", FIVE_PACKAGES]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        started.stdout.readline()
        taken = _resident(started.pid)
        started.kill()
    return taken


def package_sizes() -> list[tuple[str, float, float]]:
    """What `make package` made: name, bytes and budget of the folder and its archive; empty without one."""
    if not PACKAGE.exists():
        return []
    folder = sum(each.lstat().st_size for each in PACKAGE.parent.rglob("*") if each.is_file())
    archives = sorted(PACKAGE.parents[1].glob("carspec-*.tar.xz"))
    return [
        ("package, unpacked", folder, SIZE_BUDGET),
        *((archive.name, archive.stat().st_size, ARCHIVE_BUDGET) for archive in archives),
    ]


def environment() -> dict[str, str]:
    """The environment as it is; with no display, windows are drawn in memory, floor and program alike."""
    shown = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ or sys.platform != "linux"
    return dict(os.environ) if shown else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _started(program: tuple[str, ...], folder: Path) -> subprocess.Popen[bytes]:
    (folder / "log" / "carspec.log").unlink(missing_ok=True)
    command = [*program, "--data", str(folder)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)


def _wait(started: subprocess.Popen[bytes], step: str, folder: Path) -> None:
    log, start = folder / "log" / "carspec.log", time.perf_counter()
    while not (log.exists() and step in log.read_text("utf-8")):
        if started.poll() is not None or time.perf_counter() - start > LONGEST_START:
            raise RuntimeError(f"The window did not come to: {step}.")
        time.sleep(0.002)


def _resident(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
