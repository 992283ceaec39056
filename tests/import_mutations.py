"""Imports damaged files one after the other, in a process of its own that may run out of memory, hang or end.

`python -m tests.import_mutations FOLDER FIRST COUNT` imports COUNT files into a library in FOLDER, each the
same for its number. It names each file before it imports it, and prints its exit status and last sentence.
"""

import contextlib
import faulthandler
import io
import json
import random
import resource
import sqlite3
import sys
from pathlib import Path

from carspec.app import main as carspec

from .store.importing.mutations import made

SECONDS, MEMORY = 60, 3 << 30
MAPPING = {
    "carspec": "mapping",
    "version": 1,
    "name": "damaged files",
    "source": {"title": "A damaged file", "kind": "press", "language": "en"},
    "identity": {"make": [{"column": "make"}], "model": [{"column": "model", "part": "^(M[0-9]+)$"}]},
    "columns": [
        {"column": "length (mm)", "field": "length", "unit": "mm"},
        {"column": "power", "field": "power", "unit": "hp", "missing": ["0"], "times": 10, "decimal": "."},
        {"column": "model", "field": "engine_configuration", "text": "{} engine"},
    ],
}


def mapping_file(chance: random.Random, folder: Path) -> Path:
    """A sound mapping, or one with a few letters or entries changed."""
    text = json.dumps(MAPPING, indent=1)
    for _ in range(chance.choice([0, 0, 0, 0, 1, 1, 3])):
        at = chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + chance.randint(1, 30) :]
        elif kind == 1:
            text = (
                text[:at] + chance.choice(['"', "{", "]", ",", "null", "9", "(a+)+", "\\", "é"]) + text[at:]
            )
        elif kind == 2:
            old = chance.choice(["length", "mm", "hp", "make", "press", "en", "10", "1", "{}"])
            text = text.replace(
                old, chance.choice(["", "torque", "Nm", "x", "-1", "1e9"]), chance.randint(1, 2)
            )
        else:
            text = text.replace("[0-9]+", chance.choice(["(.*)*", "[", ".*.*.*.*", "(?:a|b)", "."]))
    path = folder / "mapping.json"
    path.write_text(text, "utf-8")
    return path


def state(folder: Path) -> list[tuple[str, int]]:
    """How many rows each table of the library has."""
    with contextlib.closing(sqlite3.connect(folder / "carspec.db")) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]


def imported(number: int, folder: Path, library: Path) -> tuple[int, str]:
    """The exit status of importing the damaged file of a number, and its last sentence."""
    chance = random.Random(-number)
    options = ["--data", str(library), "import", str(made(number, folder))]
    if chance.random() < 0.5:
        options += ["--mapping", str(mapping_file(chance, folder))]
    dry = chance.random() < 0.2
    options += ["--dry-run"] if dry else []
    options += ["--all-or-nothing"] if chance.random() < 0.2 else []
    options += ["--refused", str(folder / "refused.csv")] if chance.random() < 0.3 else []
    before = state(library)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = carspec(options)
    said = (err.getvalue() if status else out.getvalue()).strip()
    assert status in (0, 2), f"{status}: {said}"
    assert "Traceback" not in out.getvalue() + err.getvalue()
    if status == 2 or dry:
        assert state(library) == before, "something was kept"
    return status, said.splitlines()[-1] if said else ""


def main(folder: Path, first: int, count: int) -> None:
    """Import the files; prints each name, its exit status, and what was said last."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    library = folder / "library"
    assert carspec(["--data", str(library), "profiles"]) == 0
    for number in range(first, first + count):
        print(number, end=" ", flush=True)
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        status, said = imported(number, folder, library)
        faulthandler.cancel_dump_traceback_later()
        print(status, said, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
