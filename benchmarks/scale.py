"""Measures the window over 50,000 imported cars, against floors of the same run.

The cars are copies of the shipped ones, each with up to twelve claims whose numbers differ from copy to copy,
put into an empty data folder by the program's own import; or a copy of `--data FOLDER` is measured.
What a person does is timed as the work of the window's thread, painting included; the 95th percentile counts.
"""

import argparse
import gc
import json
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.run import process  # noqa: E402
from benchmarks.start import bare_window, environment, window_until  # noqa: E402

CARS, CLAIMS = 50_000, 12
LIMIT = 50.0
"""Milliseconds that one step may take of the window's thread."""
MOST_MEGABYTES = 100.0
TYPED = (
    "mercedes maybach",
    "toyota cam",
    "power > 400 kW",
    "mass < 3 t and power >= 500 hp",
    "displacement > 300 cu in",
)
RAW = "SELECT key, make, model, generation, year_from, year_to, claims FROM vehicle ORDER BY position"
"""What the list shows of its cars."""
OPENINGS = 3

Step = Callable[[], object]


def fill(folder: Path) -> None:
    """Import the copies into the library of a folder."""
    from carspec.core.changes import OwnSource, OwnVehicle
    from carspec.core.importing.cars import CellClaim, ImportedCar, ImportedFile
    from carspec.folders import Folders
    from carspec.session import Session

    library: Any = Session(Folders.below(folder)).library
    originals = list(library.vehicles.values())

    def cells(key: str, copy: int) -> Iterator[Any]:
        for field in library.figures(key):
            for claim in library.claims(key, field)[:1]:
                reading = claim.reading
                if reading is not None and reading.si_low is not None:
                    grown = 1 + copy % 50 / 1000
                    reading = replace(reading, si_low=reading.si_low * grown, si_high=reading.si_high * grown)
                yield CellClaim(
                    field,
                    claim.value,
                    claim.unit,
                    claim.as_stated,
                    claim.qualifier,
                    None,
                    None,
                    None,
                    None,
                    reading,
                )

    kept: dict[tuple[str, int], Sequence[Any]] = {}

    def cars() -> Iterator[Any]:
        for line in range(CARS):
            original, copy = originals[line % len(originals)], line // len(originals)
            stated = kept.setdefault((original.key, copy % 50), [])
            if not stated:
                stated = kept[original.key, copy % 50] = list(islice(cells(original.key, copy), CLAIMS))
            vehicle = OwnVehicle(original.make, f"{original.model} {copy}", year_from=1950 + copy % 75)
            yield ImportedCar(line, f"own-copy-{line}", vehicle, stated)

    file = ImportedFile("copies", "0" * 64, OwnSource(title="Copies of the shipped cars"))
    library.import_cars(file, cars(), lambda done: True)
    library.close()


class Measured:
    """The window over a data folder, with what a person does timed."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from carspec.folders import Folders
        from carspec.gui.main_window import MainWindow
        from carspec.gui.settings_file import SettingsFile
        from carspec.session import Session

        self.qt = QApplication.instance() or QApplication([])
        session = Session(Folders.below(folder))
        session.prepare_matplotlib()
        self.library = session.opened.library
        self.window = MainWindow(SettingsFile(folder / "settings", "en_GB"))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.furnish()
        self.window.show_library(self.library, None)
        self._wait(2.0)
        self.library.columns.prepare()
        session.prepare_changes()
        gc.freeze()  # all of this as the program does in a worker after the first chart
        self.megabytes = resident()
        self.panel, self.state = self.window.library_panel, self.window.state

    def _wait(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.qt.processEvents()
            time.sleep(0.005)

    def taken(self, steps: Sequence[Step]) -> list[float]:
        """Milliseconds that each step takes of the window's thread, until it is painted."""
        took = []
        for step in steps:
            self.qt.processEvents()
            start = time.thread_time()
            step()
            self.qt.processEvents()
            took.append((time.thread_time() - start) * 1000)
        return took

    def rows(self) -> Iterator[tuple[str, list[float]]]:
        """What a person does, with the milliseconds of each step; that of a first time is among them."""
        from PySide6.QtTest import QTest

        from carspec.core.changes import AddClaim, OwnClaim, OwnSource
        from carspec.core.filter.facets import FACETS
        from carspec.output.charts.kinds import KINDS

        panel, state = self.panel, self.state
        for text in TYPED:
            yield (
                f"typing {text!r}",
                self.taken([partial(QTest.keyClicks, panel.search, sign) for sign in text]),
            )
            panel.search.clear()
        keys = [key for key, _ in panel.orders()]
        for again in ("first", "again"):
            sorts = [partial(panel._sort, (key, down)) for key in keys for down in (True, False)]
            yield f"sorting by each column, {again}", self.taken(sorts)
        panel._sort(None)
        counts = [partial(panel._buckets, facet.key) for facet in FACETS]
        yield "counts of each facet, first", self.taken(counts)
        yield "counts of each facet, again", self.taken(counts * 5)
        profiles = list(self.library.profiles) * 2
        yield "units", self.taken([partial(state.set_profile, profile) for profile in profiles])
        far = [list(self.library.vehicles)[row * len(self.library.vehicles) // 5] for row in range(1, 5)]
        yield (
            "adding a car and removing it",
            self.taken([partial(do, key) for key in far for do in (state.add, state.remove)]),
        )
        bar = panel.list.verticalScrollBar()
        places = [bar.maximum() * n // 20 for n in range(20)]
        yield "scrolling the list", self.taken([partial(bar.setValue, place) for place in places])
        claim = AddClaim(OwnClaim(far[-1], "power", "501 hp", OwnSource(title="Measured")))
        yield "an own claim", self.taken([partial(state.change_library, claim)])
        yield "undoing and redoing it", self.taken([state.undo, state.redo, state.undo])
        yield "reading the library again", self.taken([state.reload])
        yield "chart kinds", self.taken([partial(state.set_chart_kind, kind) for kind in KINDS])
        yield "opening the palette", self.taken([self.window.actions_by_key["palette"].trigger] * 3)


def resident() -> float:
    """Megabytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def at(share: float, took: Sequence[float]) -> float:
    return sorted(took)[math.ceil(len(took) * share) - 1]


def raw_read(folder: Path) -> float:
    """Seconds of a bare read of what the list shows, by sqlite3 alone."""
    start = time.perf_counter()
    connection = sqlite3.connect(folder / "carspec.db")
    connection.execute(RAW).fetchall()
    connection.close()
    return time.perf_counter() - start


def in_a_process(folder: Path) -> dict[str, Any]:
    """What is measured in a process of its own, where nothing was loaded before."""
    command = [sys.executable, __file__, "--inside", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(folder: Path, shipped: Path) -> None:
    """Print everything."""
    process(str(ROOT / "main.py"), "--data", str(shipped), "fields")()  # seeded, so that all only read
    ours, bare = in_a_process(folder), in_a_process(shipped)
    print(f"{ours['cars']:,} cars, {ours['claims']:,} claims; ms of the window's thread, limit {LIMIT:g}")
    for name, took in ours["rows"].items():
        print(f"  {name:48}{at(0.5, took):8.0f}  95 %{at(0.95, took):8.0f}  most{max(took):8.0f}")
    more = ours["megabytes"] - bare["megabytes"]
    print(f"memory above the window with the shipped data: {more:.0f} MB, limit {MOST_MEGABYTES:g}")
    ratios = []
    for _ in range(OPENINGS):
        floor = raw_read(folder) + bare_window()
        ratios.append(window_until("figures shown", folder)() / floor)
    print(f"opened and painted: {at(0.5, ratios):.2f} times a bare window and a bare read, limit 2")
    main = str(ROOT / "main.py")
    for command in (("list",), ("list", "power > 400 kW"), ("show", "s 680 guard")):
        many = process(main, "--data", str(folder), *command)()
        few = process(main, "--data", str(shipped), *command)()
        print(f"carspec {' '.join(command)}: {many:.1f} s, over the shipped data {few:.1f} s")


def inside(folder: Path) -> None:
    """Measure a folder in this process, and print what was found as JSON."""
    measured = Measured(folder)
    vehicles = measured.library.vehicles
    found = {
        "megabytes": measured.megabytes,
        "cars": len(vehicles),
        "claims": vehicles.claims,
        "rows": dict(measured.rows()),
    }
    measured.window.close_unasked()
    print(json.dumps(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="measure a copy of this data folder")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        inside(arguments.inside)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "many")
        if arguments.data is None:
            fill(folder)
        else:
            shutil.copytree(arguments.data, folder)
        report(folder, Path(temporary, "shipped"))


if __name__ == "__main__":
    main()
