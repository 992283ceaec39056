"""Comparison files on the command line: shown, adapted by options, and refused in one sentence."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from carspec import cli_open
from carspec.app import main
from carspec.core.comparison_file import comparison_text
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.store.library import SqliteLibrary

QUERY = Query(DEFAULT_VEHICLES[:2], fields=("power", "mass"), profile="us", fold_lone=True)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("command-line"))


@pytest.fixture
def file(tmp_path: Path, library: SqliteLibrary) -> Path:
    path = tmp_path / "Two.carspec"
    path.write_text(comparison_text("Two", QUERY, library), "utf-8")
    return path


def compared(data_folder: str, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["--data", data_folder, "compare", *words, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_file_is_compared_as_its_cars_are(
    data_folder: str, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    named = compared(data_folder, capsys, *QUERY.vehicles, "--fields", "power,mass", "--units", "us")
    assert compared(data_folder, capsys, str(file)) == named


def test_options_go_before_what_the_file_says(
    data_folder: str, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    options = ("--fields", "torque", "--units", "metric", "--language", "de")
    named = compared(data_folder, capsys, *QUERY.vehicles, *options)
    assert compared(data_folder, capsys, str(file), *options) == named


def test_what_the_data_lack_is_named(
    data_folder: str, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    content = json.loads(file.read_text("utf-8"))
    gone = {"key": "gone", "make": "Genesis", "model": "G90 Guard"}
    file.write_text(json.dumps(content | {"vehicles": [*content["vehicles"], gone]}), "utf-8")
    assert main(["--data", data_folder, "compare", str(file)]) == 0
    assert "The data here lack Genesis G90 Guard; left out" in capsys.readouterr().err
    file.write_text(json.dumps(content | {"vehicles": [gone], "baseline": None}), "utf-8")
    assert main(["--data", data_folder, "compare", str(file)]) == 2
    assert "none of the cars" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("compare",), ("open",), ()])
def test_a_wrong_file_gives_one_sentence_with_its_place(
    data_folder: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    wrong = tmp_path / "wrong.carspec"
    wrong.write_text('{"carspec":\n "comparison",}', "utf-8")
    assert main(["--data", data_folder, *words, str(wrong)]) == 2
    said = capsys.readouterr().err
    assert f"{wrong} is no comparison of carspec: line 2, column" in said
    assert said.count("\n") == 1


def test_where_nobody_reads_a_terminal_the_window_tells_of_a_wrong_file(
    data_folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Such as from the menu of a desktop, where an error on the terminal would look like nothing at all."""
    asked: list[Path] = []

    def show(session: object, file: Path) -> int:
        asked.append(file)
        return 0

    monkeypatch.setattr(cli_open, "show_window", show)
    wrong = tmp_path / "wrong.carspec"
    wrong.write_text("{", "utf-8")
    assert main(["--data", data_folder, str(wrong)]) == 0
    assert asked == [wrong]


@pytest.mark.skipif(sys.platform != "linux", reason="a display is known to be missing on Linux")
def test_without_a_display_the_file_is_shown_in_the_terminal(
    root: Path, data_folder: str, tmp_path: Path, library: SqliteLibrary
) -> None:
    path = tmp_path / "One.carspec"
    query = replace(QUERY, vehicles=DEFAULT_VEHICLES[1:2])
    path.write_text(comparison_text("One", query, library), "utf-8")
    command = ["env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", sys.executable]
    command += [str(root / "main.py"), "--data", data_folder, str(path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Cadillac" in done.stdout
    assert "BMW" not in done.stdout
    assert (tmp_path / "carspec-power.svg").exists()


@pytest.mark.parametrize("command", ["compare", "copy"])
def test_a_table_is_turned_round(data_folder: str, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Numbers and names are the same the other way round, but for the units, which have no column then."""
    form = ("--format", "csv") if command == "compare" else ("--profile", "spreadsheet")
    tables = []
    for more in ((), ("--transpose",)):
        capsys.readouterr()
        words = (*QUERY.vehicles, "--fields", "power,torque,top_speed", *form, *more)
        assert main(["--data", data_folder, command, *words]) == 0
        lines = capsys.readouterr().out.removeprefix("\ufeff").splitlines()
        tables.append(list(csv.reader(lines, delimiter=";" if ";" in lines[0] else ",")))
    upright, turned = tables
    figures = [row[2:4] for row in upright[1:4]]
    assert [row[1:4] for row in turned[1:3]] == [list(cars) for cars in zip(*figures, strict=True)]
    assert [row[0] for row in turned[:3]] == ["Car", *upright[0][2:4]]
    assert turned[0][1:4] == [f"{label} ({unit})" for label, unit, *_ in upright[1:4]]
