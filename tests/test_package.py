"""Proves the built package in dist/carspec: whole, small, and at work without Python, network or display."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]

from carspec.store.database import read_only
from carspec.store.shipped import Shipped

from .started import figures_shown

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dist" / "carspec"
PROGRAM = PACKAGE / "carspec"
INSIDE = PACKAGE / "_internal"
MOST_MEGABYTES, MOST_PACKED = 200, 70

MUST_BE_INSIDE = (
    "libxcb-cursor.so.0",
    "libqxcb.so",
    "libqoffscreen.so",
    "vehicles.json",
    "self_check.json",
    "install.sh",
)
NEVER_INSIDE = ("libgtk-3", "libQt6Qml", "libQt6WebEngine", "_tkinter", "conftest", "test_", "left_out.toml")
LEFT_OUT = tomllib.loads((ROOT / "resources" / "packaging" / "left_out.toml").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not PROGRAM.exists(), reason="`make package` has not built dist/carspec"),
]


def without_network() -> list[str]:
    """The words before a command that take the network away from it, or none where that is not permitted."""
    words = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*words, "true"], capture_output=True).returncode:
        return []
    return words


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in an empty environment without network; `folder` is its home and working folder."""
    return subprocess.run(
        [*without_network(), str(PROGRAM), *arguments],
        cwd=folder,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def files() -> list[Path]:
    """Every file of the package."""
    return [file for file in PACKAGE.rglob("*") if not file.is_dir()]


def test_holds_what_it_needs_and_nothing_that_it_does_not() -> None:
    names = {file.name for file in files()}
    assert names >= set(MUST_BE_INSIDE)
    unwanted = [name for name in names if name.startswith(NEVER_INSIDE)]
    assert not unwanted
    assert all(file.exists() for file in files()), "a link leads nowhere"
    assert sum(file.lstat().st_size for file in files()) < MOST_MEGABYTES * 1_000_000
    (archive,) = PACKAGE.parent.glob("*.tar.xz")
    assert archive.stat().st_size < MOST_PACKED * 1_000_000


def test_leaves_out_what_the_table_names() -> None:
    """Each row has its reason; no file and no module of it is inside, compiled ones included."""
    rows = [*LEFT_OUT["modules"], *LEFT_OUT["files"]]
    assert all(row["why"] for row in rows)
    places = [file.relative_to(INSIDE).as_posix() for file in files() if INSIDE in file.parents]
    patterns = [pattern for row in LEFT_OUT["files"] for pattern in row["patterns"]]
    assert not [place for place in places for pattern in patterns if fnmatch(place, pattern)]
    left_out = {name for row in LEFT_OUT["modules"] for name in row["names"]}
    archive = CArchiveReader(str(PROGRAM)).open_embedded_archive("PYZ.pyz")
    compiled = {place.removeprefix("python3.11/lib-dynload/").partition(".")[0] for place in places}
    inside = {*archive.toc, *(name.replace("/", ".") for name in compiled)}
    assert "carspec.app" in inside
    assert not left_out & inside


def test_every_file_and_module_has_its_licence() -> None:
    """Links, and what the build itself makes, are of no part of their own."""
    known = json.loads((PACKAGE.parents[1] / "build" / "licences.json").read_text(encoding="utf-8"))
    made = {"base_library.zip", "LICENCES.txt"}
    inside = [file for file in INSIDE.rglob("*") if file.is_file() and not file.is_symlink()]
    places = {file.relative_to(INSIDE).as_posix() for file in inside} - made
    assert places
    assert places <= known.keys()
    modules = set(CArchiveReader(str(PROGRAM)).open_embedded_archive("PYZ.pyz").toc)
    without_file = {name for name in modules if any(other.startswith(f"{name}.") for other in modules)}
    assert modules - known.keys() <= without_file
    told = (PACKAGE / "LICENCES.txt").read_text(encoding="utf-8")
    assert [part for part in set(known.values()) if f"\n{part}" not in told] == []


def test_what_is_under_the_lgpl_lies_where_it_can_be_replaced() -> None:
    modules = set(CArchiveReader(str(PROGRAM)).open_embedded_archive("PYZ.pyz").toc)
    assert not [name for name in modules if name.partition(".")[0] in ("PySide6", "fpdf", "shiboken6")]
    assert list(INSIDE.glob("fpdf/*.pyc"))
    assert (INSIDE / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6").exists()


def test_sorts_spells_and_decodes_as_from_source() -> None:
    """Qt takes the order of words, and what encodings mean, from ICU's data, of which a part is inside."""
    script = [sys.executable, str(ROOT / "tests" / "qt_texts.py")]
    libraries = INSIDE / "PySide6" / "Qt" / "lib"
    source, packaged = (
        json.loads(subprocess.run(script, env=environment, capture_output=True, check=True).stdout)
        for environment in (os.environ, os.environ | {"LD_LIBRARY_PATH": str(libraries)})
    )
    (data,) = packaged["data"]
    assert Path(data).parent == libraries
    assert data not in source["data"]
    for told in ("languages", "pages"):
        different = [name for name in source[told] if packaged[told][name] != source[told][name]]
        assert not different
    orders = {tuple(told["sorted"]) for told in packaged["languages"].values()}
    assert len(orders) > 20, "every language sorts alike, so that none was asked"
    assert "Цена" in packaged["pages"]["windows-1251"]


def test_holds_a_database_that_first_starts_copy() -> None:
    """It is of the very data beside it; seeding it anew would take a second."""
    shipped = Shipped(INSIDE / "data", PACKAGE)
    with closing(read_only(shipped.ready)) as ready:
        held = ready.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    assert held == (shipped.digest,)


def test_is_portable_with_a_marker_beside_it(tmp_path: Path) -> None:
    """The rest of the folder is a link: what counts is where the executable stands."""
    portable = tmp_path / "stick"
    portable.mkdir()
    shutil.copy2(PROGRAM, portable)
    (portable / "_internal").symlink_to(INSIDE)
    (portable / "portable.txt").touch()
    done = subprocess.run(
        [portable / "carspec", "list", "aurus"],
        env={"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (portable / "carspec-user" / "carspec.db").exists()
    assert not (tmp_path / "home").exists()


def test_checks_itself(tmp_path: Path) -> None:
    done = run("self-check", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "packaged" in done.stdout
    assert "failed" not in done.stdout
    assert not done.stderr
    assert not list(tmp_path.iterdir()), "the self-check leaves nothing behind"


def test_names_a_library_that_the_system_lacks(tmp_path: Path) -> None:
    (tmp_path / "libX11-xcb.so.1").touch()
    done = run("self-check", folder=tmp_path, LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 2
    (failed,) = (line for line in done.stdout.splitlines() if line.startswith("failed"))
    assert failed.startswith("failed  window: Qt's X11 plugin cannot be loaded:")
    assert "libX11-xcb.so.1" in failed


def test_programs_that_it_starts_take_the_libraries_of_the_system(tmp_path: Path) -> None:
    """Charts ask fc-list for the fonts; here it tells instead by which libraries it was to start."""
    programs, told = tmp_path / "bin", tmp_path / "told"
    programs.mkdir()
    (programs / "fc-list").write_text(f'#!/bin/sh\necho "$LD_LIBRARY_PATH" >"{told}"\n')
    (programs / "fc-list").chmod(0o755)
    words = ("chart", "s 680 guard", "--field", "power", "-o", "chart.svg")
    run(*words, folder=tmp_path, PATH=f"{programs}:/usr/bin:/bin", LD_LIBRARY_PATH="/opt/mine")
    assert told.read_text() == "/opt/mine\n"


def test_compares_two_cars(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path / "data"), "compare", "s 680 guard", "760i protection", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "612 ▲" in done.stdout
    assert {entry.name for entry in tmp_path.iterdir()} == {"data"}, "files outside the folder that was named"


def test_without_a_display_shows_the_comparison_and_says_why(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path / "data"), folder=tmp_path, DISPLAY=":987")
    assert done.returncode == 0, done.stderr
    assert 'the display ":987" cannot be reached' in done.stdout
    assert "Aurus" in done.stdout
    assert (tmp_path / "carspec-power.svg").exists()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program with its window on the display of the tests."""
    keep = ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    process = subprocess.Popen(
        [str(PROGRAM), "--data", str(tmp_path / "data")],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_opens_its_window_and_closes_it_when_asked(window: subprocess.Popen[str], tmp_path: Path) -> None:
    log = tmp_path / "data" / "log" / "carspec.log"
    assert figures_shown(window, log)
    if "DISPLAY" in os.environ and shutil.which("xdotool"):
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(window.pid)]
        assert subprocess.run(search, capture_output=True).returncode == 0, "no window on the display"
    window.send_signal(signal.SIGTERM)
    output, _ = window.communicate(timeout=60)
    assert (window.returncode, output) == (0, "")
    assert "CRITICAL" not in log.read_text(encoding="utf-8")
