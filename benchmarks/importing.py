"""Times the import of a public list of 49,582 cars against the least that loads the same file at all."""

import csv
import gzip
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from carspec.store.shipped import Shipped

ROOT = Path(__file__).resolve().parent.parent
EPA = ROOT.parent / "shared" / "datasets" / "epa_fueleconomy_vehicles_2025-10-29.csv.gz"

Run = Callable[[], float]


def import_runs(seeded: Path, folder: Path, shipped: Shipped) -> tuple[Run, Run] | None:
    """An import of the list into a copy of a seeded library, figures settled, and its floor; seconds each.

    None, which is told, where the list is not there.
    """
    if not EPA.exists():
        print(f"importing is not timed: {EPA} is not there", file=sys.stderr)
        return None
    fresh = iter(range(10_000))

    def quoted(name: str) -> str:
        return f'"{name}"'

    def imported() -> float:
        from carspec.core.importing.cars import ImportedFile
        from carspec.core.importing.mapping import read_mapping
        from carspec.core.importing.reading import TableReader
        from carspec.store.importing.opening import open_table
        from carspec.store.opening import open_library

        home = folder / f"imported-{next(fresh)}"
        home.mkdir()
        shutil.copyfile(seeded / "carspec.db", home / "carspec.db")
        with closing(open_library(home, shipped).library) as library:
            library.unit_words  # noqa: B018
            start = time.perf_counter()
            table = open_table(EPA)
            mapping = read_mapping(ROOT / "resources" / "mappings" / "epa_fuel_economy.json")
            reader = TableReader(table, mapping, library)
            file = ImportedFile(table.name, table.digest, mapping.source)
            counts = library.import_cars(file, reader.cars(), lambda done: True)
            taken = time.perf_counter() - start
        if counts.cars != 49_582:
            raise RuntimeError(f"The list gave {counts}.")
        shutil.rmtree(home)
        return taken

    def loaded() -> float:
        path = folder / f"loaded-{next(fresh)}.db"
        start = time.perf_counter()
        with gzip.open(EPA, "rt", encoding="utf-8", newline="") as text:
            rows = csv.reader(text)
            header = next(rows)
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute(f"CREATE TABLE car ({', '.join(map(quoted, header))})")
                connection.executemany(f"INSERT INTO car VALUES ({', '.join('?' * len(header))})", rows)
        taken = time.perf_counter() - start
        path.unlink()
        return taken

    return imported, loaded
