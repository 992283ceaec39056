"""The library of any vehicles file, in memory: seeded and settled by the same rules as the shipped data."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from carspec.core.errors import BrokenDataFile
from carspec.core.profiles import load_profiles
from carspec.store import database
from carspec.store.datafile import recognise
from carspec.store.library import SqliteLibrary
from carspec.store.seed import seed
from carspec.store.shipped import FILES, Shipped


def library_of(vehicles: Path, shipped: Shipped) -> SqliteLibrary:
    """The library of a sound vehicles file beside the other shipped files.

    Raises BrokenDataFile for a data file of another sort.
    """
    if recognise(json.loads(vehicles.read_text("utf-8-sig"))) != "vehicles":
        raise BrokenDataFile(f"{vehicles.name} holds no claims: the deep check is for a vehicles file.")
    connection = database.in_memory()
    with TemporaryDirectory() as folder:
        for name in FILES:
            shutil.copyfile(shipped.folder / name, Path(folder, name))
        shutil.copyfile(vehicles, Path(folder, "vehicles.json"))
        with database.transaction(connection) as writing:
            seed(writing, Shipped(Path(folder), shipped.cache))
    return SqliteLibrary(connection, load_profiles(shipped.folder / "profiles.json"), None, shipped)
