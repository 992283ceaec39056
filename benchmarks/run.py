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


@dataclass(frozen=True)
class Job:
    """A thing to time, and the floor it is held against."""

    name: str
    run: Callable[[], object]
    floor_name: str
    floor: Callable[[], object]


def process(*arguments: str) -> Callable[[], object]:
    """A whole process of this Python, its output thrown away; a failure ends the benchmark."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def jobs(folder: Path) -> list[Job]:
    """All jobs; `folder` takes their databases."""
    from carspec.store.database import transaction
    from carspec.store.opening import open_library
    from carspec.store.seed import seed
    from carspec.store.settling import load_terms, settle_vehicles
    from carspec.store.shipped import Shipped

    shipped = Shipped(ROOT / "data", folder / "cache")
    seeded = folder / "seeded"
    open_library(seeded, shipped)
    fresh = iter(range(10_000))

    def seed_once() -> None:
        path = folder / f"fresh-{next(fresh)}.db"
        with transaction(path) as connection:
            seed(connection, shipped)

    def settle_all() -> None:
        with transaction(seeded / "carspec.db") as connection:
            settle_vehicles(connection, load_terms(ROOT / "data" / "terms.json"))

    def parse() -> object:
        return json.loads((ROOT / "data" / "vehicles.json").read_text("utf-8"))

    main = str(ROOT / "main.py")
    compare = process(main, "--data", str(seeded), "compare", *FOUR)
    chart = process(main, "--data", str(seeded), "chart", *FOUR, "-o", str(folder / "power.svg"))
    bare_click = process("-c", "import click, sqlite3, json, babel.numbers, jinja2")
    bare_chart = process("-c", "import click, sqlite3, matplotlib.figure, matplotlib.backends.backend_svg")
    compare()
    return [
        Job("compare four cars, whole process", compare, "Python with the same libraries", bare_click),
        Job("chart of four cars, whole process", chart, "Python with matplotlib imported", bare_chart),
        Job("seeding the shipped data", seed_once, "parsing vehicles.json", parse),
        Job("settling all figures", settle_all, "parsing vehicles.json", parse),
    ]


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs of each job (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'job':38}{'median':>9}  {'floor':34}{'median':>9}  ratio (lowest to highest)")
        for job in jobs(Path(folder)):
            job.run()
            job.floor()
            pairs = [(seconds(job.run), seconds(job.floor)) for _ in range(runs)]
            ratios = [taken / floor for taken, floor in pairs]
            taken = statistics.median(pair[0] for pair in pairs)
            floor = statistics.median(pair[1] for pair in pairs)
            print(
                f"{job.name:38}{taken:8.3f}s  {job.floor_name:34}{floor:8.3f}s  "
                f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
            )


if __name__ == "__main__":
    main()
