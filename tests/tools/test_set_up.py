"""Checks that set-up finds what is missing, says so in one sentence, and skips what is done."""

import json
import shutil
import sys
from pathlib import Path

import pytest
import set_up
import system_packages
from system_packages import Need

ABSENT = (Need("library", "libno-such.so.9", "libno-such9"), Need("program", "no-such-program", "no-such"))

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="system libraries are looked for on Linux only"
)


def test_missing_things_are_found_and_present_ones_are_not() -> None:
    """The C library and a shell are everywhere."""
    present = (Need("library", "libc.so.6", "libc6"), Need("program", "sh", "dash"))
    assert system_packages.missing((*present, *ABSENT)) == list(ABSENT)


@pytest.mark.parametrize(
    ("installer", "advice"),
    [
        ("/usr/bin/apt-get", "as root run: apt-get install libno-such9 no-such"),
        (None, "the system's package manager"),
    ],
)
def test_what_cannot_be_installed_is_named(
    installer: str | None,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line names the libraries and what to do, with and without Debian's installer."""
    monkeypatch.setitem(system_packages.NEEDS, "run", ABSENT)
    monkeypatch.setattr(system_packages, "_administrator", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: installer if name == "apt-get" else None)
    assert system_packages.provide("run") == list(ABSENT)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "libno-such.so.9, no-such-program" in told
    assert advice in told


def test_a_finished_set_up_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a fitting stamp nothing is installed; with another lock only the libraries are."""
    done: list[str] = []
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "STAMP", tmp_path / "set-up.json")
    monkeypatch.setattr(set_up, "make_environment", lambda: done.append("environment"))
    monkeypatch.setattr(set_up, "install", done.append)
    monkeypatch.setattr(system_packages, "provide", lambda purpose: done.append(f"system for {purpose}"))

    set_up.set_up("run", again=False)
    assert done == ["system for run", "environment", "run"]
    set_up.set_up("run", again=False)
    assert len(done) == 3
    set_up.set_up("test", again=False)
    assert done[3:] == ["system for test", "test"]
    set_up.set_up("run", again=False)
    assert len(done) == 5

    monkeypatch.setattr(set_up, "fingerprint", lambda: "another")
    set_up.set_up("run", again=False)
    assert done[5:] == ["system for run", "run"]


@pytest.mark.parametrize("content", [None, "", "[]", json.dumps({"fingerprint": "x"})])
def test_a_stamp_without_an_environment_counts_for_nothing(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may have removed half of it."""
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "STAMP", tmp_path / "set-up.json")
    if content is not None:
        (tmp_path / "set-up.json").write_text(content, encoding="utf-8")
    assert set_up.read_stamp() == {}
