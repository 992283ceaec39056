"""The command `import` as a person uses it: what comes in, what is refused, and that nothing is half done."""

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shutil import copytree
from sqlite3 import connect

import pytest
import xlsxwriter

from carspec.app import main
from carspec.cli_progress import progress
from carspec.core.changes import OwnVehicle
from carspec.core.errors import UnreadableTable
from carspec.core.importing.cars import ImportedCar
from carspec.core.importing.reading import TableReader
from carspec.store.database import transaction
from carspec.store.importing.limits import Limits
from carspec.store.importing.raw_file import raw_file
from carspec.store.importing.stream import kept

from .core.importing.tables import content

CARS = """make,model,Power (hp),length_mm,Kerb weight (kg),origin
Aurus,Senat,598,6620,2740,RU
Aurus,Arsenal,many,6200,2980,RU
Aurus,Komendant,,5380,2835,RU
"""
MAPPING = content(
    {"column": "Power (hp)", "field": "power", "unit": "hp"},
    {"column": "length_mm", "field": "length", "unit": "mm"},
)


class Import:
    """Runs the command on a library of its own; `out` and `err` are what it printed last."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture
        self.out = self.err = ""

    def __call__(self, *arguments: object, command: str = "import") -> int:
        self._capture.readouterr()
        status = main(["--data", str(self.folder / "data"), command, *map(str, arguments)])
        self.out, self.err = self._capture.readouterr()
        return status

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8", newline="")
        return path

    @property
    def cars(self) -> int:
        with closing(connect(self.folder / "data" / "carspec.db")) as connection:
            found = connection.execute("SELECT count(*) FROM vehicle WHERE origin = 'user'").fetchone()
        return int(found[0])


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library as it is after the first start."""
    folder = tmp_path_factory.mktemp("seeded") / "data"
    assert main(["--data", str(folder), "profiles"]) == 0
    return folder


@pytest.fixture
def run(seeded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    copytree(seeded, tmp_path / "data")
    return Import(tmp_path, capsys)


def test_good_cells_go_in_and_bad_ones_are_listed_and_twice_adds_nothing(run: Import) -> None:
    file = run.file("cars.csv", CARS)
    assert run(file, "--mapping", run.file("m.json", json.dumps(MAPPING))) == 0
    assert "Added 3 cars and 4 claims from cars.csv." in run.out
    assert '  line 3, column "Power (hp)": "many": There is no number in digits' in run.out
    assert run(OwnVehicle("Aurus", "Senat").key, "--fields", "power", "--sources", command="show") == 0
    assert "598 hp" in run.out
    assert "A table" in run.out
    assert run(file, "--mapping", run.folder / "m.json") == 0
    assert "cars.csv adds nothing: all it states stands in the library already." in run.out
    assert run.cars == 3


def test_without_a_mapping_only_what_is_certain_is_imported(run: Import) -> None:
    file = run.file("cars.csv", CARS.replace("many", "700"))
    assert run(file, "--dry-run") == 0
    assert run.cars == 0
    lines = [line.split() for line in run.out.splitlines()]
    assert ["length_mm", "length", "mm", '"length"', "means", "Length;"] in [line[:6] for line in lines]
    assert any(line[:2] == ["origin", "-"] for line in lines)
    assert "cars.csv would bring 3 cars with 8 claims; nothing was added." in run.out
    assert run(file) == 0
    assert "Added 3 cars and 8 claims from cars.csv." in run.out


def test_cars_of_the_library_are_added_to_where_that_is_asked_for(run: Import) -> None:
    file = run.file("cars.csv", "make,model,power_kw\nBMW,760i Protection xDrive,401\n")
    assert run(file, "--join") == 0
    assert "Added 0 cars and 1 claim from cars.csv." in run.out
    assert run("BMW 760i Protection xDrive", "--fields", "power", "--sources", command="show") == 0
    assert "401 kW" in run.out


def test_titles_and_footnotes_do_not_stand_in_the_way_of_all_or_nothing(run: Import) -> None:
    lines = [
        "Cars of the test",
        "",
        "make,model,power_kw",
        "Aurus,Senat,440",
        "Aurus,Arsenal,k. A.",
        "Source: us,,",
    ]
    assert run(run.file("cars.csv", "\n".join(lines)), "--all-or-nothing") == 0
    assert "Added 2 cars and 1 claim from cars.csv." in run.out
    assert "2 rows are about no car:" in run.out


def test_what_names_no_car_is_told_with_what_to_do(run: Import) -> None:
    file = run.file("cars.csv", "what,power_kw\nAurus Senat,440\n")
    assert run(file) == 2
    assert run.err == (
        "carspec: cars.csv was not imported. No column is named as the make and the model of a car: "
        "say in a mapping which columns name it.\n"
    )
    assert run(file, "--dry-run") == 2
    assert "power_kw  power  kw" in run.out


def test_all_or_nothing_adds_nothing_where_a_cell_is_refused(run: Import) -> None:
    file = run.file("cars.csv", CARS)
    mapping = run.file("m.json", json.dumps(MAPPING))
    assert run(file, "--mapping", mapping, "--all-or-nothing") == 2
    assert run.err == "carspec: cars.csv was not imported, because one cell was refused.\n"
    assert '"many"' in run.out
    assert run.cars == 0
    file.write_text(CARS.replace("many", "700"), "utf-8")
    assert run(file, "--mapping", mapping, "--all-or-nothing") == 0
    assert run.cars == 3


@pytest.mark.parametrize("separator", [",", ";"])
def test_refused_rows_are_corrected_and_imported_to_the_same_cars(run: Import, separator: str) -> None:
    file = run.file("cars.csv", CARS.replace(",", separator))
    mapping = run.file("m.json", json.dumps(MAPPING | {"table": {"separator": separator}}))
    refused = run.folder / "refused.csv"
    assert run(file, "--mapping", mapping, "--refused", refused) == 0
    lines = refused.read_text("utf-8").splitlines()
    assert lines[0] == CARS.replace(",", separator).splitlines()[0] + f"{separator}refused because"
    assert len(lines) == 2
    refused.write_text("\n".join(lines).replace("many", "700"), "utf-8")
    assert run(refused, "--mapping", mapping) == 0
    assert "Added 0 cars and 1 claim from refused.csv; 1 claim stood there already." in run.out
    assert run.cars == 3


SIDE_BY_SIDE = """State cars,,
,Aurus Senat,Aurus Arsenal,Notes
Engine,,,
Power,598 hp,many,as stated
Length (mm),6620,6200,
Top speed,250 km/h,,
Colour,black,white,
"""


def test_cars_side_by_side_are_imported_and_can_be_overruled(run: Import) -> None:
    file = run.file("cars.csv", SIDE_BY_SIDE.replace("many", "530 PS"))
    assert run(file, "--dry-run") == 0
    assert run.err == "cars.csv has its cars in columns; --cars rows reads it as it stands.\n"
    because = (
        '3 of 4 rows are named as fields ("Power", "Length (mm)", "Top speed"), and none of the 2 columns'
    )
    assert f"Cars: in columns ({because} beside)" in run.out
    assert "cars.csv would bring 2 cars with 5 claims; nothing was added." in run.out
    assert run(file, "--cars", "rows") == 2
    assert "No column is named as the make" in run.err
    assert run(file, "--cars", "sideways") == 2
    assert 'There is no place of the cars "sideways"; known are rows, columns.' in run.err
    assert run(file, "--all-or-nothing") == 0
    assert "Added 2 cars and 5 claims from cars.csv." in run.out
    assert [line.strip() for line in run.out.splitlines()[1:]] == [
        "3 rows are about no car:",
        'line 1: "State cars": The row stands above the header.',
        'column "Notes": "as stated": The column holds notes by its name, and is no car.',
        'line 3: "Engine": The row says nothing of a car, as a heading or a footnote does.',
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "html"])
def test_refused_cells_of_cars_side_by_side_are_placed_corrected_and_imported(run: Import, kind: str) -> None:
    rows = list(csv.reader(SIDE_BY_SIDE.splitlines()))
    file = run.folder / f"cars.{kind}"
    if kind == "csv":
        file.write_text(SIDE_BY_SIDE, "utf-8")
    elif kind == "xlsx":
        with xlsxwriter.Workbook(file) as book:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    else:
        cells = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)
        file.write_text(f"<table>{cells}</table>", "utf-8")
    refused, mapping = run.folder / "refused.csv", run.folder / "m.json"
    assert run(file, "--refused", refused, "--save-mapping", mapping) == 0
    assert "Added 2 cars and 4 claims" in run.out
    where = 'line 4, column "Aurus Arsenal"' if kind == "csv" else 'row 4, column C "Aurus Arsenal"'
    assert f'{where}: "many": There is no number in digits in "many".' in run.out
    assert json.loads(mapping.read_text("utf-8"))["table"]["cars"] == "columns"
    lines = refused.read_text("utf-8").strip().splitlines()
    assert lines == [
        "Car,Aurus Arsenal",
        "Power,many",
        "Length (mm),6200",
        "Top speed,",
        "Colour,white",
        'refused because,"Power: There is no number in digits in ""many""."',
    ]
    refused.write_text(refused.read_text("utf-8").replace("many", "530 PS"), "utf-8")
    assert run(refused, "--mapping", mapping) == 0
    assert "Added 0 cars and 1 claim from refused.csv; 1 claim stood there already." in run.out
    assert run.cars == 2


def test_the_source_is_described_on_the_command_line(run: Import) -> None:
    file = run.file("cars.csv", CARS.replace("many", "700"))
    saved = run.folder / "m.json"
    said = (
        "--title",
        "State cars",
        "--publisher",
        "A magazine",
        "--url",
        "https://a.example/",
        "--date",
        "2024-05",
    )
    assert run(file, *said, "--save-mapping", saved) == 0
    assert json.loads(saved.read_text("utf-8"))["source"] == {
        "title": "State cars", "publisher": "A magazine", "url": "https://a.example/", "published": "2024-05",
        "kind": "user",
    }  # fmt: skip
    assert run(OwnVehicle("Aurus", "Senat").key, "--fields", "power", "--sources", command="show") == 0
    assert "A magazine" in run.out
    assert run(file, "--mapping", saved, "--dry-run", "--publisher", "Another", "--save-mapping", saved) == 0
    told = json.loads(saved.read_text("utf-8"))["source"]
    assert (told["title"], told["publisher"]) == ("State cars", "Another")
    for option, text, why in (("--url", "a.example", "is no web address"), ("--date", "May", "is no date")):
        assert run(file, option, text) == 2
        assert f'carspec: "{text}" {why}' in run.err


def test_refused_rows_of_a_file_without_a_header_stand_without_one(run: Import) -> None:
    identity = {"make": [{"column": "Column 1"}], "model": [{"column": "Column 2"}], "key": ["Column 4"]}
    columns = [{"column": "Column 3", "field": "power", "unit": "hp"}]
    mapping = run.file(
        "m.json", json.dumps(content(*columns, identity=identity, table={"header": 0, "separator": ","}))
    )
    file = run.file("cars.data", "".join(f"A,B{n},{100 + n if n else 'x'},{n}\n" for n in range(9)))
    refused = run.folder / "refused.csv"
    assert run(file, "--mapping", mapping, "--refused", refused) == 0
    assert refused.read_text("utf-8").startswith('A,B0,x,0,"Column 3: There is no number')
    refused.write_text("A,B0,100,0\nA,B1,101,1\n", "utf-8")
    assert run(refused, "--mapping", mapping) == 0
    assert "Added 0 cars and 1 claim" in run.out


def test_a_saved_mapping_imports_the_same(run: Import) -> None:
    file = run.file("cars.csv", CARS.replace("many", "7.5e2").replace("6620", '"6,62"'))
    saved = run.folder / "saved.json"
    assert run(file, "--save-mapping", saved, "--dry-run") == 0
    first = run.out.split("would bring ")[1]
    assert run(file, "--mapping", saved, "--dry-run") == 0
    assert run.out.split("would bring ")[1] == first


def test_a_stop_leaves_no_trace(run: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"A,B{n},{100 + n % 50}\n" for n in range(3000))
    file = run.file("cars.csv", f"make,model,power_kw\n{rows}")
    reading = TableReader.cars

    def stopped(self: TableReader) -> Iterator[ImportedCar]:
        for done, car in enumerate(reading(self)):
            if done == 2000:
                raise KeyboardInterrupt
            yield car

    monkeypatch.setattr(TableReader, "cars", stopped)
    assert run(file) == 2
    assert run.err.strip() == "carspec: Stopped."
    assert run.cars == 0
    monkeypatch.undo()
    assert run(file) == 0
    assert run.cars == 3000


def test_a_stop_inside_a_statement_leaves_no_trace(run: Import) -> None:
    path = run.folder / "data" / "carspec.db"

    def stopped() -> None:
        with transaction(path) as connection:
            connection.exec_driver_sql("DELETE FROM vehicle")
            connection.invalidate()  # as SQLAlchemy does where Ctrl+C cuts a statement off
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    with closing(connect(path)) as opened:
        assert opened.execute("SELECT count(*) FROM vehicle").fetchone()[0] > 200


def test_a_stop_before_the_command_line_is_there_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(argv: Sequence[str] | None) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("carspec.app._run", stopped)
    assert main(["import", "cars.csv"]) == 2
    assert capsys.readouterr().err == "carspec: Stopped.\n"


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is a signal there of another kind")
def test_ctrl_c_at_any_moment_leaves_no_trace(run: Import) -> None:
    rows = "".join(f"A,B{n},{100 + n % 400},{4000 + n % 900}\n" for n in range(60_000))
    file = run.file("cars.csv", f"make,model,power_kw,length_mm\n{rows}")
    command = [sys.executable, "-m", "carspec", "--data", str(run.folder / "data"), "import", str(file)]
    stopped = 0
    for wait in range(1, 14):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with suppress(subprocess.TimeoutExpired):
            process.wait(wait / 2)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode in (2, -signal.SIGINT)
        assert told.strip().splitlines()[-1] == "carspec: Stopped."
        assert run.cars == 0
        stopped += 1
    assert stopped > 3


def test_standard_input_is_read_whatever_it_is(run: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def piped(content: bytes, *options: str) -> int:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
        return run("-", *options)

    assert piped(CARS.replace("many", "700").replace(",", "\t").encode("utf-16")) == 0
    assert "Added 3 cars and 8 claims from Standard input." in run.out
    rows = "".join(f"<tr><td>{line.replace(',', '<td>')}" for line in CARS.splitlines())
    assert piped(f"<table>{rows}</table>".encode(), "--dry-run") == 0
    assert "Standard input would bring 3 cars with 7 claims" in run.out
    workbook = BytesIO()
    with xlsxwriter.Workbook(workbook, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, line in enumerate(CARS.splitlines()):
            page.write_row(number, 0, line.split(","))
    assert piped(workbook.getvalue(), "--dry-run") == 0
    assert "Standard input would bring 3 cars with 7 claims" in run.out
    assert piped(b"") == 2
    assert run.err == "carspec: Standard input: it is empty.\n"


def test_a_library_on_standard_input_is_read_whole(run: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = run.folder / "library.json"
    assert run("--library", "-o", exported, command="export") == 0
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(exported.read_bytes())))
    assert run("-") == 0
    assert "Standard input" in run.out


def test_a_stream_without_an_end_is_refused_as_a_file_of_its_size(tmp_path: Path) -> None:
    limits = Limits(file_bytes=1_000)
    with kept(BytesIO(b"a,b\n" * 10**6), "Standard input", limits) as path:
        assert path.stat().st_size == 1_001
        with pytest.raises(UnreadableTable, match=r"^Standard input has 1001 bytes, more than 1000 bytes"):
            raw_file(path, limits)
    assert not path.exists()


def test_progress_is_told_at_a_terminal_and_wiped_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        with progress("cars") as tell:
            assert tell(500)
            assert tell(1_000)
        return capsys.readouterr().err

    assert told() == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert told() == "\r500 cars\r1,000 cars\r\033[K"


def test_an_import_is_undone_whole(run: Import) -> None:
    from carspec.folders import Folders
    from carspec.session import Session

    assert run(run.file("cars.csv", CARS)) == 0
    library = Session(Folders.chosen(run.folder / "data")).library
    assert sum(car.own for car in library.vehicles.values()) == 3
    library.undo()
    assert not any(car.own for car in library.vehicles.values())
    library.close()


def test_json_tells_columns_counts_and_refused_cells(run: Import) -> None:
    file = run.file("cars.csv", CARS)
    mapping = run.file("m.json", json.dumps(MAPPING))
    assert run(file, "--mapping", mapping, "--dry-run", "--format", "json") == 0
    told = json.loads(run.out)
    assert (told["added"], told["cars"], told["claims"], told["mapping"]) == (False, 3, 4, "test")
    assert {"column": "length_mm", "use": "length", "unit": "mm", "evidence": "3 different texts"} in (
        told["columns"]
    )
    assert told["refused"][0]["line"] == 3
    assert run(file, "--format", "yaml") == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["absent.csv"], "There is no file"),
        (["cars.csv", "--separator", "::"], '"::" cannot part cells: use one character, or tab.'),
        (["cars.csv", "--encoding", "klingon"], "klingon"),
        (
            ["cars.csv", "--mapping", "cars.csv"],
            "is no mapping of carspec: line 1, column 1: this is not JSON",
        ),
        (["cars.csv", "--mapping", "torque.json"], "line 26, column 12: columns[0].unit: "),
        (["cars.csv", "--mapping", "column.json"], 'The file has no column "Powr", which the mapping names'),
        (["cars.csv", "--mapping", "good.json", "--refused", "no/r.csv"], "cannot be written"),
    ],
)
def test_bad_input_is_told_in_one_sentence(run: Import, options: list[str], said: str) -> None:
    run.file("cars.csv", CARS)
    for name, column in (
        ("torque.json", {"column": "Power (hp)", "field": "torque", "unit": "Wh"}),
        ("column.json", {"column": "Powr", "field": "power", "unit": "hp"}),
        ("good.json", MAPPING["columns"][0]),
    ):
        run.file(name, json.dumps(content(column), indent=1))
    paths = [str(run.folder / each) if "." in each else each for each in options]
    assert run(*paths) == 2
    assert said in run.err
    assert run.err.count("\n") == 1 or "Traceback" not in run.err
    assert run.err.startswith("carspec: ")
