"""Damaged files and mappings through the whole command: imported or refused in a sentence, nothing kept."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded by setrlimit")

ORDINARY, LONG = 100, 2_000


def check(folder: Path, root: Path, first: int, count: int) -> None:
    command = [sys.executable, "-m", "tests.import_mutations", str(folder), str(first), str(count)]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    lines = [line for line in done.stdout.splitlines() if line[:1].isdigit()]
    assert done.returncode == 0, f"this one ended the process:\n{lines[-1:]}\n{done.stderr[-3_000:]}"
    told = [line.split(" ", 2)[1:] for line in lines]
    assert len(told) == count
    refused = [said for status, said in told if status == "2"]
    assert len(refused) > count / 5, "the damage reaches nothing"
    assert len(refused) < count * 0.95, "all that is damaged is refused"
    assert all(said.startswith("carspec: ") and said.endswith((".", "?", "!")) for said in refused)


def test_a_hundred_damaged_files_are_imported_or_refused(tmp_path: Path, root: Path) -> None:
    check(tmp_path, root, 0, ORDINARY)


@pytest.mark.long
def test_two_thousand_damaged_files_are_imported_or_refused(tmp_path: Path, root: Path) -> None:
    check(tmp_path, root, ORDINARY, LONG)
