"""Opening the database: first starts, updates, and files that are damaged, newer or cannot be written."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from carspec.core.changes import JudgeClaim
from carspec.core.consensus import Judgement
from carspec.core.values import Claim, Relation
from carspec.store.database import SCHEMA_VERSION, as_one_file, transaction
from carspec.store.library import SqliteLibrary
from carspec.store.migrations import MIGRATIONS, Migration, migrate
from carspec.store.opening import open_library
from carspec.store.seed import seed
from carspec.store.shipped import Shipped

BEAST = "cadillac-one-2018-beast"


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def differing(library: SqliteLibrary, field: str) -> Claim:
    """A claim on the Beast that counts and is not the figure."""
    return next(c for c in library.claims(BEAST, field) if c.relation is Relation.DIFFERS)


@pytest.fixture
def folder(tmp_path: Path, shipped: Shipped) -> Path:
    open_library(tmp_path, shipped).library.close()
    return tmp_path


def edited(shipped: Shipped, folder: Path, version: str, power: int) -> Shipped:
    """A later edition of the shipped data in which the Beast has one more claim."""
    copy = folder / f"data-{version}"
    shutil.copytree(shipped.folder, copy)
    data = json.loads((copy / "vehicles.json").read_text("utf-8"))
    data["data_version"] = version
    beast = next(v for v in data["vehicles"] if v["key"] == BEAST)
    first = next(c for c in beast["claims"] if c["field"] == "power")
    beast["claims"].append(first | {"value": power, "as_stated": f"{power} of them"})
    (copy / "vehicles.json").write_text(json.dumps(data), "utf-8")
    return Shipped(copy, shipped.cache)


def test_everything_shipped_is_in_the_database(folder: Path, shipped: Shipped) -> None:
    data = json.loads((shipped.folder / "vehicles.json").read_text("utf-8"))
    claims = sum(len(vehicle["claims"]) for vehicle in data["vehicles"])
    held = {table: count(folder / "carspec.db", table) for table in ("vehicle", "claim", "source")}
    assert held == {"vehicle": len(data["vehicles"]), "claim": claims, "source": len(data["sources"])}


def test_a_second_start_imports_no_writing_library(folder: Path, root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from carspec.store.opening import open_library\n"
        "from carspec.store.shipped import Shipped\n"
        "opened = open_library(Path(sys.argv[1]), Shipped(Path('data'), Path(sys.argv[1])))\n"
        "assert opened.notice is None and opened.library.figures('cadillac-one-2018-beast')\n"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'pint', 'PySide6', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_first_starts_at_once_are_safe(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "main.py", "--data", str(tmp_path), "list", "beast"]
    starts = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = {process.communicate(timeout=120) for process in starts}
    assert [process.returncode for process in starts] == [0, 0, 0], answers
    assert len(answers) == 1
    assert answers.pop()[1] == ""


def test_a_newer_edition_replaces_shipped_rows_only(folder: Path, shipped: Shipped) -> None:
    library = open_library(folder, shipped).library
    stated = differing(library, "power")
    library.apply(JudgeClaim(BEAST, stated.key, Judgement(rank=1)))
    with sqlite3.connect(folder / "carspec.db") as connection:
        connection.execute(
            "INSERT INTO vehicle SELECT 'own', 999, make, model, generation, year_from, year_to, body_style, "
            "armourer, armoured, base_vehicle, base_vehicle_key, 0, 'user', NULL FROM vehicle LIMIT 1"
        )
    library.close()
    later = edited(shipped, folder, "2099-01-01", 1234)
    library = open_library(folder, later).library
    assert library.data_version == "2099-01-01"
    assert "own" in library.vehicles
    assert library.figures(BEAST)["power"].claim == stated.key
    assert "1234" in {claim.value for claim in library.claims(BEAST, "power")}
    library.close()


def test_an_older_edition_changes_nothing(folder: Path, shipped: Shipped) -> None:
    older = edited(shipped, folder, "2000-01-01", 1234)
    library = open_library(folder, older).library
    assert library.data_version > "2000-01-01"
    assert "1234" not in {claim.value for claim in library.claims(BEAST, "power")}
    library.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 300, b"SQLite format 3\x00" + b"\x00" * 5000])
def test_a_damaged_database_is_named_and_left_alone(tmp_path: Path, shipped: Shipped, content: bytes) -> None:
    path = tmp_path / "carspec.db"
    path.write_bytes(content)
    opened = open_library(tmp_path, shipped)
    assert opened.notice
    assert "damaged" in opened.notice
    assert str(path) in opened.notice
    assert opened.library.figures(BEAST)["power"].claim
    assert path.read_bytes() == content
    opened.library.close()


def test_a_newer_database_is_named_and_left_alone(folder: Path, shipped: Shipped) -> None:
    path = folder / "carspec.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    opened = open_library(folder, shipped)
    assert opened.notice
    assert "newer carspec" in opened.notice
    assert len(opened.library.vehicles) > 200
    assert path.read_bytes() == before
    opened.library.close()


def test_a_folder_that_cannot_be_made_runs_from_memory(tmp_path: Path, shipped: Shipped) -> None:
    (tmp_path / "file").write_text("in the way")
    opened = open_library(tmp_path / "file" / "below", shipped)
    assert opened.notice
    assert "cannot be written" in opened.notice
    claim = differing(opened.library, "power")
    opened.library.apply(JudgeClaim(BEAST, claim.key, Judgement(rank=1)))
    assert opened.library.figures(BEAST)["power"].claim == claim.key
    opened.library.close()


def test_a_broken_seeding_leaves_no_half_database(tmp_path: Path, shipped: Shipped) -> None:
    copy = tmp_path / "data"
    shutil.copytree(shipped.folder, copy)
    (copy / "terms.json").write_text("{", "utf-8")  # read last, when all rows are in
    path = tmp_path / "carspec.db"
    with pytest.raises(json.JSONDecodeError), transaction(path) as connection:
        seed(connection, Shipped(copy, shipped.cache))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_change_and_its_inverse_bring_the_figure_back(folder: Path, shipped: Shipped) -> None:
    library = open_library(folder, shipped).library
    before = dict(library.figures(BEAST))
    other = differing(library, "mass")
    inverse = library.apply(JudgeClaim(BEAST, other.key, Judgement(excluded=True, reason="typing error")))
    assert dict(library.figures(BEAST)) != before
    again = library.apply(inverse)
    assert dict(library.figures(BEAST)) == before
    assert isinstance(again, JudgeClaim)
    assert again.judgement == Judgement(excluded=True, reason="typing error")
    library.close()


def test_migrations_are_in_order_and_end_at_the_schema_of_the_program() -> None:
    versions = [step.version for step in MIGRATIONS]
    assert versions == sorted(set(versions))
    assert max([1, *versions]) == SCHEMA_VERSION


def test_a_step_runs_once_and_moves_the_version(folder: Path) -> None:
    path = folder / "carspec.db"
    step = Migration(SCHEMA_VERSION + 1, "a test", ("ALTER TABLE judgement ADD COLUMN colour TEXT",))
    for _ in range(2):
        with transaction(path) as connection:
            migrate(connection, [*MIGRATIONS, step])
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)
        assert "colour" in [row[1] for row in connection.execute("PRAGMA table_info(judgement)")]


def test_tables_that_are_not_ours_are_named_and_left_alone(folder: Path, shipped: Shipped) -> None:
    path = folder / "carspec.db"
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE name ADD COLUMN colour TEXT")
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'digest'")
    connection.close()
    opened = open_library(folder, shipped)
    assert opened.notice
    assert "damaged" in opened.notice
    assert len(opened.library.vehicles) > 200
    opened.library.close()


def with_ready(shipped: Shipped, folder: Path) -> Shipped:
    """The shipped files as the package has them: with a seeded database among them."""
    copy = Shipped(shutil.copytree(shipped.folder, folder / "shipped"), shipped.cache)
    with transaction(copy.ready) as connection:
        seed(connection, copy)
    as_one_file(copy.ready)
    return copy


def no_seeding(connection: object, shipped: Shipped) -> None:
    raise AssertionError("the ready database was to be copied")


def test_a_first_start_copies_the_ready_database_and_can_write_to_it(
    tmp_path: Path, shipped: Shipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = with_ready(shipped, tmp_path)
    monkeypatch.setattr("carspec.store.seed.seed", no_seeding)
    opened = open_library(tmp_path / "own", packaged)
    assert opened.notice is None
    claim = differing(opened.library, "power")
    opened.library.apply(JudgeClaim(BEAST, claim.key, Judgement(rank=1)))
    opened.library.close()
    again = open_library(tmp_path / "own", packaged).library
    assert again.figures(BEAST)["power"].claim == claim.key
    again.close()
    assert not list((tmp_path / "own").glob("*.new"))


@pytest.mark.parametrize("spoil", [b"", b"no database at all, but long enough to be read as one" * 40])
def test_a_spoilt_ready_database_is_passed_over(tmp_path: Path, shipped: Shipped, spoil: bytes) -> None:
    packaged = with_ready(shipped, tmp_path)
    packaged.ready.write_bytes(spoil)
    opened = open_library(tmp_path / "own", packaged)
    assert (opened.notice, opened.library.figures(BEAST) != {}) == (None, True)
    opened.library.close()


def test_a_ready_database_of_other_data_is_passed_over(tmp_path: Path, shipped: Shipped) -> None:
    packaged = with_ready(shipped, tmp_path)
    terms = packaged.folder / "terms.json"
    terms.write_text(terms.read_text("utf-8") + "\n", "utf-8")
    later = Shipped(packaged.folder, packaged.cache)
    open_library(tmp_path / "own", later).library.close()
    with sqlite3.connect(tmp_path / "own" / "carspec.db") as connection:
        held = connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0]
    assert held == later.digest
