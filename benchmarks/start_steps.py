"""Where the time of a start goes: the steps of the program, and of each what it does, by processor time.

The lowest of several runs in milliseconds, as other work on a machine only adds to it, and its multiple of
the floor, the first paint of a bare window of PySide6. Run it by `python benchmarks/start_steps.py`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.start import BARE_WINDOW, environment, window_until  # noqa: E402

SPENT = "import time; print(round(1000 * time.process_time(), 1), flush=True)"
PAINTED = 'print("painted", flush=True)'

FLOOR = "a bare window painted: the floor"
FLOORS = {
    "Python alone": SPENT,
    FLOOR: BARE_WINDOW.replace(PAINTED, 'print(1000 * __import__("time").process_time(), flush=True)'),
    "importing PySide6.QtWidgets": f"import PySide6.QtWidgets\n{SPENT}",
    "and naming Qt, whose enums are then made": (
        f"import PySide6.QtWidgets\nfrom PySide6.QtCore import Qt\n{SPENT}"
    ),
    "importing Babel and printing 1,234 in English": (
        "from decimal import Decimal\nfrom babel.numbers import format_decimal\n"
        f"format_decimal(Decimal(1234), locale='en')\n{SPENT}"
    ),
    "importing numpy": f"import numpy\n{SPENT}",
    "importing matplotlib's figure and Agg": (
        f"import matplotlib.figure, matplotlib.backends.backend_agg\n{SPENT}"
    ),
    "importing SQLModel": f"import sqlmodel\n{SPENT}",
    "importing pint": f"import pint\n{SPENT}",
}
"""What any program would take, each a process of its own."""

STEPS = ("window shown", "figures shown", "list shown", "window furnished", "chart shown", "all loaded")

PARTS = """
import gc, sys, time
from pathlib import Path
gc.disable()  # as in the program, until its chart is shown

told = []
def step(name, work):
    start = time.thread_time()
    made = work()
    told.append([name, 1000 * (time.thread_time() - start)])
    return made

def load(*names):
    for name in names:
        __import__(name)

def settle():
    for _ in range(20):
        qt.processEvents()

step("PySide6", lambda: load("PySide6.QtWidgets", "PySide6.QtSvg"))
step("modules of the outline", lambda: load("carspec.gui.application", "carspec.session"))
from carspec.folders import Folders
from carspec.gui.application import _qt_application
from carspec.gui.main_window import MainWindow
from carspec.gui.settings_file import SettingsFile
from carspec.session import Session
session = Session(Folders.below(Path(sys.argv[1])))
session.prepare_matplotlib()
qt = step("application of Qt", _qt_application)
window = step("outline made", lambda: MainWindow(SettingsFile(session.folders.settings)))
def show():
    window.show()
    settle()
step("outline painted", show)
table = ("carspec.gui.comparison_panel", "carspec.gui.opening", "carspec.store.opening")
step("modules of the table and the store", lambda: load(*table))
from carspec.gui.opening import first_sheet
from carspec.gui.settings import Settings
opened = step("library opened", lambda: session.opened)
remembered = Settings(session.folders.settings).load()
step("Babel and its data", lambda: __import__("carspec.core.numbers").core.numbers.marks("en"))
sheet = step("first Sheet", lambda: first_sheet(remembered, opened.library))
step("table made and measured", lambda: window.show_figures(opened.library, sheet))
step("table painted", settle)
step("numpy", lambda: load("numpy"))
step("the rest of matplotlib", lambda: load("matplotlib.figure", "matplotlib.backends.backend_agg"))
step("modules of charts", lambda: load("carspec.output.charts.picture"))
from carspec.gui.application import AROUND
steps = window.furnishing()
parts = ("library", "evidence", "chart without its picture", "commands", "menus, tools, status line")
for module, name in zip(AROUND, parts):
    step(f"modules of the {name}", lambda: load(f"carspec.gui.{module}"))
    step(f"{name} made", lambda: next(steps))
    step(f"{name} painted", settle)
from carspec.gui.chart_job import ChartWish, draw_chart
wish = ChartWish(window.state.sheet, "bars", ("power",), "light", 700, 300, 1.0, 1.0)
step("first chart drawn", lambda: draw_chart(wish))
import json, os
print(json.dumps(told), flush=True)
os._exit(0)
"""
"""The same in one thread, each part by itself; matplotlib before the window's worker asks for it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each line (default 9)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window_until("all loaded", folder)()  # makes the database, the byte code and the list of fonts
        rounds = [_round(folder) for _ in range(runs)]
    floor = min(each["floors"][FLOOR] for each in rounds)
    for title in ("floors", "steps", "parts"):
        print(f"\n{title}")
        for line in rounds[0][title]:
            taken = min(each[title][line] for each in rounds)
            print(f"  {line:48}{taken:7.0f} ms {taken / floor:5.1f}")


def _round(folder: Path) -> dict[str, dict[str, float]]:
    """Each line once, so that a slow moment of the machine falls on all of them."""
    floors = {name: float(_first_line(code)) for name, code in FLOORS.items()}
    window_until(STEPS[-1], folder)()
    parts = dict(json.loads(_first_line(PARTS, str(folder))))
    return {"floors": floors, "steps": dict(_steps(folder)), "parts": parts}


def _first_line(code: str, *arguments: str) -> str:
    """What a process of this Python prints first."""
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, env=environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        line = started.stdout.readline()
        started.kill()
    return line


def _steps(folder: Path) -> Iterator[tuple[str, float]]:
    """The processor time up to each step, as the log tells it."""
    for line in (folder / "log" / "carspec.log").read_text("utf-8").splitlines():
        for step in STEPS:
            if f"{step} after" in line:
                yield step, 1000 * float(line.rsplit("s, ", 1)[1].split()[0])


if __name__ == "__main__":
    main()
