"""Times the main jobs against floors measured in the same run, and prints the ratios.

A floor is the least that any program of this make would take: starting Python with the same libraries, or
parsing the same file. Each job and its floor run in turn, so that a slow moment of the machine falls on both;
the median of the pairwise ratios is printed, with its range.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOUR = ("senat limousine l700", "beast 2018", "s 680 guard", "760i protection")


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
LONGEST_START = 120.0
"""Seconds after which a window that has not come is a failure."""

Run = Callable[[], float]


@dataclass(frozen=True)
class Job:
    """A thing to time, and the floor it is held against; each run gives its seconds."""

    name: str
    run: Run
    floor_name: str
    floor: Run


def timed(work: Callable[[], object]) -> Run:
    """The seconds that a call takes."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


def process(*arguments: str) -> Run:
    """The seconds of a whole process of this Python, its output thrown away; a failure ends the benchmark."""
    command = [sys.executable, *arguments]
    return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))


def bare_window() -> float:
    """The seconds from starting Python to the first paint of an empty window of PySide6."""
    start = time.perf_counter()
    command = [sys.executable, "-c", BARE_WINDOW]
    with subprocess.Popen(command, env=window_environment(), stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        started.stdout.readline()
        taken = time.perf_counter() - start
        started.kill()
    return taken


def window_until(step: str, folder: Path) -> Run:
    """The seconds from starting the program to a step of its log, such as "figures shown"."""

    def run() -> float:
        log = folder / "log" / "carspec.log"
        log.unlink(missing_ok=True)
        start = time.perf_counter()
        command = [sys.executable, str(ROOT / "main.py"), "--data", str(folder)]
        with subprocess.Popen(command, env=window_environment(), stdout=subprocess.DEVNULL) as started:
            while not (log.exists() and step in log.read_text("utf-8")):
                if started.poll() is not None or time.perf_counter() - start > LONGEST_START:
                    raise RuntimeError(f"The window did not come to: {step}.")
                time.sleep(0.002)
            taken = time.perf_counter() - start
            started.terminate()
        return taken

    return run


def window_environment() -> dict[str, str]:
    """The environment as it is; with no display, windows are drawn in memory, floor and program alike."""
    shown = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ or sys.platform != "linux"
    return dict(os.environ) if shown else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def jobs(folder: Path) -> list[Job]:
    """All jobs; `folder` takes their databases."""
    from benchmarks.charts import chart_jobs
    from benchmarks.filters import facet_runs, filter_runs, typing_runs
    from carspec.store.database import transaction
    from carspec.store.opening import open_library
    from carspec.store.seed import seed
    from carspec.store.settling import load_terms, settle_vehicles
    from carspec.store.shipped import Shipped

    shipped = Shipped(ROOT / "data", folder / "cache")
    seeded = folder / "seeded"
    library = open_library(seeded, shipped).library
    charts = chart_jobs(library)
    fresh = iter(range(10_000))

    def seed_once() -> None:
        with transaction(folder / f"fresh-{next(fresh)}.db") as connection:
            seed(connection, shipped)

    def settle_all() -> None:
        with transaction(seeded / "carspec.db") as connection:
            settle_vehicles(connection, load_terms(ROOT / "data" / "terms.json"))

    def parse() -> object:
        return json.loads((ROOT / "data" / "vehicles.json").read_text("utf-8"))

    main = str(ROOT / "main.py")
    compare = process(main, "--data", str(seeded), "compare", *FOUR)
    chart = process(main, "--data", str(seeded), "chart", *FOUR, "-o", str(folder / "power.svg"))
    with_libraries = process("-c", "import click, sqlite3, json, babel.numbers")
    with_matplotlib = process(
        "-c", "import click, sqlite3, matplotlib.figure, matplotlib.backends.backend_svg"
    )
    window, floor = "a bare PySide6 window", bare_window
    filtering, numpy_pass = filter_runs(library)
    counting, bare_count = facet_runs(library)
    typing, raw_pass = typing_runs(library)
    library.close()
    return [
        Job("compare four cars, whole process", compare, "Python with the same libraries", with_libraries),
        Job("chart of four cars, whole process", chart, "Python with matplotlib imported", with_matplotlib),
        Job("seeding the shipped data", timed(seed_once), "parsing vehicles.json", timed(parse)),
        Job("settling all figures", timed(settle_all), "parsing vehicles.json", timed(parse)),
        Job("filter of 50,000, 95th percentile", filtering, "numpy over the same columns", numpy_pass),
        Job("facets of 50,000, 95th percentile", counting, "numpy counting as many cars", bare_count),
        Job("letters of a name, of 50,000, 95th", typing, "one raw pass over all names", raw_pass),
        Job("start to first paint of the window", window_until("window shown", seeded), window, floor),
        Job("start to figures on screen", window_until("figures shown", seeded), window, floor),
        Job("start to chart on screen", window_until("chart shown", seeded), window, floor),
        *(Job(name, timed(work), floor_name, timed(bare)) for name, work, floor_name, bare in charts),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs of each job (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'job':36}{'median':>9}  {'floor':34}{'median':>9}  ratio (lowest to highest)")
        for job in jobs(Path(folder)):
            job.run()
            job.floor()
            pairs = [(job.run(), job.floor()) for _ in range(runs)]
            ratios = [taken / floor for taken, floor in pairs]
            taken = statistics.median(pair[0] for pair in pairs)
            floor = statistics.median(pair[1] for pair in pairs)
            print(
                f"{job.name:36}{taken:8.3f}s  {job.floor_name:34}{floor:8.3f}s  "
                f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})",
                flush=True,
            )


if __name__ == "__main__":
    main()
