"""Checks that a fault of the program ends in one sentence and a log file, never in a traceback on screen."""

from pathlib import Path

import pytest

from carspec import crash
from carspec.app import main
from carspec.session import Session


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose library cannot be opened, by a fault of its own."""

    def broken(session: Session) -> None:
        raise ZeroDivisionError("the answer is 42")

    monkeypatch.setattr(Session, "opened", property(broken))


@pytest.mark.usefixtures("fault")
def test_a_command_names_the_log_and_the_log_tells_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "fields"]) == crash.FAULT_STATUS
    said = capsys.readouterr().err
    log = tmp_path / "log" / "carspec.log"
    assert said.count("\n") == 1
    assert str(log) in said
    assert "Traceback" not in said
    told = log.read_text(encoding="utf-8")
    for part in (crash.versions(), "Traceback", "ZeroDivisionError: the answer is 42", "in broken"):
        assert part in told


@pytest.mark.usefixtures("fault")
def test_without_a_place_for_the_log_the_sentence_names_the_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "data"
    blocked.mkdir()
    (blocked / "log").write_text("a file where the folder would be")
    assert main(["--data", str(blocked), "fields"]) == crash.FAULT_STATUS
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError: the answer is 42" in said
    assert "could not be written" in said


def test_an_error_of_the_user_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "convert", "612 florins", "--to", "kW"]) == 2
    assert "florins" in capsys.readouterr().err
    assert not (tmp_path / "log").exists()


def test_versions_name_program_data_and_system() -> None:
    lines = crash.versions("2026-11-23").splitlines()
    assert lines[0].startswith("carspec ")
    assert lines[1] == "data 2026-11-23"
    assert lines[2].startswith("Python 3.")
