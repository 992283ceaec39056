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
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.run import process  # noqa: E402
from benchmarks.start import bare_window, environment, window_until  # noqa: E402

CARSPEC = (sys.executable, str(ROOT / "main.py"))
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
    "corola hybrd",
    "no such car",
)
RAW = "SELECT key, make, model, generation, year_from, year_to, claims FROM vehicle ORDER BY position"
"""What the list shows of its cars."""
COMMANDS = {
    "list": ("list",),
    'list "power > 400 kW"': ("list", "power > 400 kW"),
    "list --fields power,fuel_consumption": ("list", "--fields", "power,fuel_consumption"),
    'show "s 680 guard"': ("show", "s 680 guard"),
    'show "s 680 gard"': ("show", "s 680 gard"),
    "compare, 20 cars": ("compare", "20 cars"),
    "compare, 50 cars": ("compare", "50 cars"),
    "export --library": ("export", "--library", "-o", "FILE"),
    "check of the file": ("check", "FILE"),
    "import of the file, which adds nothing": ("import", "FILE"),
}
"""Commands by what is printed of them, each after those whose files it reads."""
OPENINGS, RUNS = 9, 3

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
        from carspec.gui.opening import MOST_CARS
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
        yield "typing into the palette", self.taken(list(self._typed_into_palette("toyota cam")))
        yield "opening the history", self.taken([self._open_history])
        more = [key for key in islice(self.library.vehicles, MOST_CARS) if key not in state.query.vehicles]
        yield "filling the comparison", self.taken([partial(state.add, key) for key in more])
        self.window.actions_by_key["find"].trigger()
        field = self.window.comparison.find_bar.field
        letters = [partial(QTest.keyClicks, field, sign) for sign in "saloon"]
        yield "finding in twelve cars", self.taken(letters)
        self.window.comparison.find_bar.leave()
        yield "charts of twelve cars, in the worker", self.taken(list(self._charts()))
        while state.undo_name and not state.undo_name.startswith("import "):
            state.undo()
        if state.undo_name:
            yield "undoing the whole import", self.taken([state.undo])

    def _typed_into_palette(self, text: str) -> Iterator[Step]:
        from PySide6.QtTest import QTest

        from carspec.gui.command_palette import CommandPalette

        palette = self.window.findChildren(CommandPalette)[-1]
        return (partial(QTest.keyClicks, palette.field, sign) for sign in text)

    def _open_history(self) -> None:
        from carspec.gui.history_dialog import HistoryDialog

        HistoryDialog(self.state, lambda step: step(), self.window._look, self.window).show()

    def _charts(self) -> Iterator[Step]:
        """Each kind of chart of what is compared, made and drawn."""
        from carspec.gui.chart_job import ChartWish, draw_chart
        from carspec.output.charts.kinds import KINDS

        sheet = self.state.sheet
        assert sheet is not None
        for kind in KINDS.values():
            fields = tuple(kind.usual.split(",")) if kind.usual else ()
            wish = ChartWish(sheet, kind.key, fields, "light", 640, 400, 1.0, 1.0)
            yield partial(draw_chart, wish)


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


def worked(*arguments: str) -> float:
    """Seconds of processor time of a whole command, whatever it answers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*CARSPEC, *arguments], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_a_process(folder: Path) -> dict[str, Any]:
    """What is measured in a process of its own, where nothing was loaded before."""
    command = [sys.executable, __file__, "--inside", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(folder: Path, shipped: Path) -> None:
    """Print everything."""
    process(str(ROOT / "main.py"), "--data", str(shipped), "fields")()  # seeded, so that all only read
    ratios = []
    for _ in range(OPENINGS):
        floor = raw_read(folder) + bare_window()
        ratios.append(window_until("list shown", folder)() / floor)
    spread = f"{at(0.5, ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"opened, table and list painted: {spread} times a bare window and a bare read, limit 2")
    for told, many, few in zip(COMMANDS, commands(folder, shipped), commands(shipped, shipped), strict=True):
        print(f"carspec {told}: {many:.1f} s of processor time, over the shipped data {few:.1f} s")
    ours, bare = in_a_process(folder), in_a_process(shipped)
    print(f"{ours['cars']:,} cars, {ours['claims']:,} claims; ms of the window's thread, limit {LIMIT:g}")
    for name, took in ours["rows"].items():
        print(f"  {name:48}{at(0.5, took):8.0f}  95 %{at(0.95, took):8.0f}  most{max(took):8.0f}")
    more = ours["megabytes"] - bare["megabytes"]
    print(f"memory above the window with the shipped data: {more:.0f} MB, limit {MOST_MEGABYTES:g}")


def commands(folder: Path, shipped: Path) -> Iterator[float]:
    """Seconds of processor time of each of COMMANDS over a data folder, the least of a few runs."""
    listed = subprocess.run(
        [*CARSPEC, "--data", str(shipped), "list", "--format", "tsv"],
        check=True,
        capture_output=True,
        text=True,
    )
    keys = [line.partition("\t")[0] for line in listed.stdout.splitlines()[1:]]
    meant = {"20 cars": keys[:20], "50 cars": keys[:50], "FILE": [str(folder / "library.json")]}
    for words in COMMANDS.values():
        command = [argument for word in words for argument in meant.get(word, [word])]
        yield min(worked("--data", str(folder), *command) for _ in range(RUNS))


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
