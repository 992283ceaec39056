"""The folders that are written to: the system's, those of `--data`, and those beside a portable package."""

import sys
from pathlib import Path

import pytest

from carspec.app import main
from carspec.folders import PORTABLE_FOLDER, PORTABLE_MARKER, Folders


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a packaged program, which this process now takes itself for."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "carspec"))
    return tmp_path


def test_a_marker_makes_the_package_portable(packaged: Path) -> None:
    assert Folders.chosen(None) == Folders.of_system()
    (packaged / PORTABLE_MARKER).touch()
    assert Folders.chosen(None) == Folders.below(packaged / PORTABLE_FOLDER)
    assert Folders.chosen(packaged / "other") == Folders.below(packaged / "other")


def test_a_marker_beside_python_means_nothing(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (packaged / PORTABLE_MARKER).touch()
    monkeypatch.delattr(sys, "frozen")
    assert Folders.chosen(None) == Folders.of_system()


def test_paths_prints_the_folders_and_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["--data", str(folder), "paths"]) == 0
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert told == {
        "data": str(folder),
        "settings": str(folder / "settings"),
        "cache": str(folder / "cache"),
        "log": str(folder / "log"),
    }
    assert not folder.exists()
