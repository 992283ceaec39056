"""Damaged files: each is a table or is refused in a sentence, in seconds, and none ends the program."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded by setrlimit")

ORDINARY, LONG = 100, 2_000


def opened(folder: Path, root: Path, first: int, count: int) -> list[str]:
    """What became of so many damaged files, one line each; fails with the one that ended the process."""
    command = [sys.executable, "-m", "tests.store.importing.mutations", str(folder), str(first), str(count)]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"the last of these ended the process:\n{lines[-1:]}\n{done.stderr[-3_000:]}"
    assert "panicked" not in done.stderr
    return lines


def check(lines: list[str], count: int) -> None:
    assert len(lines) == count
    told = [line.partition(" ")[2] for line in lines]
    assert sum(one.endswith(".") for one in told) > count / 5, "the damage reaches no reader"
    assert sum(" rows of " in one for one in told) > count / 5, "all that is damaged is refused"


def test_a_hundred_damaged_files_are_tables_or_refused(tmp_path: Path, root: Path) -> None:
    check(opened(tmp_path, root, 0, ORDINARY), ORDINARY)


@pytest.mark.long
def test_two_thousand_damaged_files_are_tables_or_refused(tmp_path: Path, root: Path) -> None:
    check(opened(tmp_path, root, ORDINARY, LONG), LONG)
