"""An import that is killed: the database opens, is whole, and holds all of the import or none of it."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

CARS = 4_000
CLAIMS = 3

IMPORT = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from carspec.core.changes import OwnSource, OwnVehicle
from carspec.core.importing.cars import CellClaim, ImportedCar, ImportedFile
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped
library = open_library(Path(sys.argv[1]), Shipped(Path(sys.argv[2]) / "data", Path(sys.argv[1]))).library
words = {word: CellClaim("fuel", word, None, word) for word in ("petrol", "diesel")}
drives = {word: CellClaim("drivetrain", word, None, word) for word in ("all-wheel", "rear-wheel")}
def cars(count):
    for n in range(count):
        place = CellClaim("assembly_location", f"Town {n}", None, f"Town {n}")
        claims = [list(words.values())[n % 2], list(drives.values())[n // 2 % 2], place]
        yield ImportedCar(n + 2, f"own-car-{n}", OwnVehicle("Make", f"Model {n}"), claims)
import carspec.store.editor
print("begun", flush=True)
start = time.perf_counter()
file = ImportedFile("cars.csv", "0" * 64, OwnSource(title="Cars"))
library.import_cars(file, cars(int(sys.argv[3])), lambda done: True)
print(time.perf_counter() - start, flush=True)
time.sleep(60)
"""


def started(folder: Path, root: Path) -> "subprocess.Popen[str]":
    """A process that has just begun to import."""
    command = [sys.executable, "-c", IMPORT, str(folder), str(root), str(CARS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def killed(process: "subprocess.Popen[str]") -> None:
    process.kill()
    assert process.wait(60) == -signal.SIGKILL
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_import_is_there_whole_or_not_at_all(
    kills: int, library: SqliteLibrary, shipped: Shipped, root: Path, tmp_path: Path
) -> None:
    assert library.path is not None
    clean = tmp_path / "clean.db"
    with sqlite3.connect(library.path) as source, sqlite3.connect(clean) as copy:
        source.backup(copy)
    folder = tmp_path / "library"
    folder.mkdir()
    moments = Random(kills)
    shares = [0.0, *(moments.uniform(0, 1.1) for _ in range(kills - 1))]
    shutil.copyfile(clean, folder / "carspec.db")
    process = started(folder, root)
    assert process.stdout is not None
    whole = float(process.stdout.readline())
    killed(process)
    seen = [_held(folder, shipped)]
    for share in shares:
        for path in folder.glob("carspec.db*"):
            path.unlink()
        shutil.copyfile(clean, folder / "carspec.db")
        process = started(folder, root)
        time.sleep(share * whole)
        killed(process)
        seen.append(_held(folder, shipped))
    assert seen[0] == CARS
    assert set(seen) == {0, CARS}


def _held(folder: Path, shipped: Shipped) -> int:
    """The cars of the import that a library holds, once all that belongs to them is found to be there."""
    with sqlite3.connect(folder / "carspec.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        claims = connection.execute("SELECT count(*) FROM claim WHERE imported IS NOT NULL").fetchone()[0]
        imports = connection.execute("SELECT count(*) FROM import").fetchone()[0]
    opened = open_library(folder, shipped)
    assert opened.notice is None
    cars = [vehicle for vehicle in opened.library.vehicles.values() if vehicle.own]
    assert claims == CLAIMS * len(cars)
    assert imports == len(opened.library.history()) == bool(cars)
    assert all(len(opened.library.figures(car.key)) == CLAIMS for car in cars[::100])
    opened.library.close()
    return len(cars)
