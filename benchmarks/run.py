"""Times the main jobs against floors measured in the same run, and prints the ratios.

A floor is the least that any program of this make would take: starting Python with the same libraries, or
parsing the same file. Each job and its floor run in turn, so that a slow moment of the machine falls on both;
the median of the pairwise ratios is printed, with its range.
"""

import argparse
import json
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


Run = Callable[[], float]


@dataclass(frozen=True)
class Job:
    """A thing to time, and the floor it is held against; each run gives its seconds or megabytes."""

    name: str
    run: Run
    floor_name: str
    floor: Run
    unit: str = "s"


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


def jobs(folder: Path) -> list[Job]:
    """All jobs; `folder` takes their databases."""
    from benchmarks.charts import chart_jobs
    from benchmarks.filters import facet_runs, filter_runs, typing_runs
    from benchmarks.importing import import_runs
    from benchmarks.start import PACKAGE, bare_memory, bare_window, memory_at_rest, window_until
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
    packaged = (str(PACKAGE),)
    package = [
        Job(
            "start of the package to the chart", window_until("chart shown", seeded, packaged),
            "the same from source", window_until("chart shown", seeded),
        )
    ] if PACKAGE.exists() else []  # fmt: skip
    memory = [
        Job("memory at rest", memory_at_rest(seeded), "a process with the five packages", bare_memory, "MB")
    ]
    importing = import_runs(seeded, folder, shipped)
    return [
        Job("compare four cars, whole process", compare, "Python with the same libraries", with_libraries),
        Job("chart of four cars, whole process", chart, "Python with matplotlib imported", with_matplotlib),
        Job("seeding the shipped data", timed(seed_once), "parsing vehicles.json", timed(parse)),
        Job("settling all figures", timed(settle_all), "parsing vehicles.json", timed(parse)),
        *(
            [Job("importing 49,582 cars", importing[0], "csv and executemany", importing[1])]
            if importing
            else []
        ),
        Job("filter of 50,000, 95th percentile", filtering, "numpy over the same columns", numpy_pass),
        Job("facets of 50,000, 95th percentile", counting, "numpy counting as many cars", bare_count),
        Job("letters of a name, of 50,000, 95th", typing, "one raw pass over all names", raw_pass),
        Job("start to first paint of the window", window_until("window shown", seeded), window, floor),
        Job("start to figures on screen", window_until("figures shown", seeded), window, floor),
        Job("start to chart on screen", window_until("chart shown", seeded), window, floor),
        *package,
        *(memory if sys.platform == "linux" else []),
        *(Job(name, timed(work), floor_name, timed(bare)) for name, work, floor_name, bare in charts),
    ]


def main() -> None:
    from benchmarks.start import package_sizes

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs of runs of each job (default 7)")
    parser.add_argument("--only", default="", metavar="WORDS", help="only jobs with WORDS in their name")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'job':36}{'median':>10}  {'floor':34}{'median':>10}  ratio (lowest to highest)")
        for job in jobs(Path(folder)):
            if chosen.only not in job.name:
                continue
            job.run()
            job.floor()
            pairs = [(job.run(), job.floor()) for _ in range(chosen.runs)]
            ratios = [taken / floor for taken, floor in pairs]
            taken, floor = (statistics.median(values) for values in zip(*pairs, strict=True))
            digits = 3 if job.unit == "s" else 0
            print(
                f"{job.name:36}{taken:8.{digits}f} {job.unit:2} {job.floor_name:34}{floor:8.{digits}f} "
                f"{job.unit:2} {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})",
                flush=True,
            )
    for name, size, budget in package_sizes():
        print(f"{name:44}{size / 1e6:6.0f} MB of {budget / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
