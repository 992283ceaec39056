"""Checks the self-check: it passes on a whole copy, touches nothing, and names what is broken."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from carspec import self_check

RUN = "import sys; from carspec.app import main; sys.exit(main(['self-check']))"
OPENS_A_SOCKET = "import socket, sys; from carspec import self_check as s\n"
OPENS_A_SOCKET += "s.CHECKS['data'] = lambda bench: str(socket.socket().close())\n"
OPENS_A_SOCKET += "sys.exit(s.run(print))"


def run(code: str, root: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a process of its own, with `home` as the home folder."""
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(root)}
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)


def test_a_whole_copy_passes_and_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    done = run(RUN, root, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\nok ") == len(self_check.CHECKS)
    assert done.stdout.endswith("All is well.\n")
    assert not list(tmp_path.iterdir())


def test_a_socket_is_noticed(root: Path, tmp_path: Path) -> None:
    done = run(OPENS_A_SOCKET, root, tmp_path)
    assert done.returncode == 2
    assert "failed  network: sockets were used: socket.__new__" in done.stdout


@pytest.fixture
def expected(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, str]]]:
    """What the self-check expects, as a copy that a test may spoil; the check reads that copy."""
    content: dict[str, list[dict[str, str]]] = json.loads(
        (root / "resources" / "self_check.json").read_text(encoding="utf-8")
    )
    monkeypatch.setattr(self_check.Bench, "expected", content)
    return content


def said(monkeypatch: pytest.MonkeyPatch, *checks: str) -> tuple[int, list[str]]:
    """Make only these checks; returns the exit status and the lines."""
    monkeypatch.setattr(self_check, "CHECKS", {name: self_check.CHECKS[name] for name in checks})
    monkeypatch.setattr(self_check.Bench, "watch_sockets", lambda bench: None)  # it cannot be taken away
    lines: list[str] = []
    return self_check.run(lines.append), lines


def test_a_wrong_conversion_is_named(
    expected: dict[str, list[dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected["quantities"][0]["expected"] = "451 kW"
    status, lines = said(monkeypatch, "conversions")
    assert status == 2
    assert "failed  conversions: 612 PS in kW is 450 kW, expected 451 kW" in lines


def test_a_wrong_figure_and_a_missing_library_are_named(
    expected: dict[str, list[dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected["figures"][0]["expected"] = "1 PS"
    monkeypatch.setitem(sys.modules, "wcwidth", None)
    status, lines = said(monkeypatch, "figures", "libraries")
    assert status == 2
    assert any(line.startswith("failed  figures: power of mercedes") for line in lines)
    assert any(line.startswith("failed  libraries: missing wcwidth") for line in lines)
    assert lines[-1] == "2 of 2 checks failed."


def test_a_file_that_is_something_else_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from carspec.output import exports

    spoilt = dict(exports.KINDS)
    spoilt[".docx"] = replace(spoilt[".docx"], make=lambda dossier, progress: b"not a document")
    spoilt[".csv"] = replace(spoilt[".csv"], text="", make=lambda dossier, progress: b"power,kW")
    monkeypatch.setattr(exports, "KINDS", spoilt)
    assert "something else" in said(monkeypatch, "files")[1][1]
    del spoilt[".docx"]
    status, lines = said(monkeypatch, "files")
    assert status == 2
    assert "failed  files: S 680 Guard 4MATIC cannot be read in what was written as .csv" in lines
