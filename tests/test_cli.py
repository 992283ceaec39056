"""The command line as a person uses it: what it prints, what it refuses, what it never imports."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from carspec.app import main
from carspec.core.changes import AddClaim, AddVehicle, OwnClaim, OwnSource, OwnVehicle
from carspec.core.lint.rules import RULES
from carspec.core.query import DEFAULT_VEHICLES
from carspec.folders import Folders
from carspec.output.charts.kinds import KINDS
from carspec.session import Session

FOUR = ("senat limousine l700", "beast 2018", "s 680 guard", "760i protection")
SMALL = ("--fields", "power,mass,ballistic_rating")


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command-line")
    assert main(["--data", str(folder), "fields"]) == 0
    return folder


class Run:
    """Runs the command line in this process; `out` and `err` are what it printed last."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture = folder, capture
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        self.capture.readouterr()
        status = main(["--data", str(self.folder), *arguments])
        self.out, self.err = self.capture.readouterr()
        return status


@pytest.fixture
def run(data_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(data_folder, capsys)


@pytest.mark.parametrize(
    ("quantity", "unit", "printed"),
    [
        ("612 PS", "kW", "450 kW"),
        ("612 PS", "hp", "604 hp"),
        ("598 л.с.", "kW", "440 kW"),
        ("880 Nm", "lb-ft", "649 lb·ft"),
        ("250 km/h", "mph", "155 mph"),
        ("4.2 t", "lb", "9,300 lb"),
        ("20,000 lb", "kg", "9,072 kg"),
        ("about 20,000 lb", "kg", "about 9,100 kg"),
        ("30 mpg (UK)", "L/100 km", "9.4 L/100 km"),
    ],
)
def test_convert(run: Run, quantity: str, unit: str, printed: str) -> None:
    assert run("convert", quantity, "--to", unit) == 0
    assert run.out.strip() == printed


@pytest.mark.parametrize(
    ("quantity", "unit", "says"),
    [
        ("900 N·m", "J", "torque"),
        ("612", "kW", "unit"),
        ("612 xyz", "kW", "xyz"),
        ("30 mpg", "L/100 km", "mpg (US)"),
    ],
)
def test_convert_refuses(run: Run, quantity: str, unit: str, says: str) -> None:
    assert run("convert", quantity, "--to", unit) == 2
    assert says in run.err
    assert run.out == ""


@pytest.mark.parametrize(
    ("text", "options", "printed"),
    [
        ("598 л.с.", ("--field", "power"), "598 PS (power)"),
        ("over 5.5-6 t", ("--field", "mass"), "over 5.5–6 t (mass) = over 5,500–6,000 kg"),
        ("1.234 kg", ("--field", "mass", "--language", "de"), "1,234 kg (mass)"),
        ("8 tons", ("--field", "mass"), "8 tons (mass) = 7,300–8,100 kg"),
        ("in 2018", ("--field", "first_year"), "2018 (year)"),
    ],
)
def test_read(run: Run, text: str, options: tuple[str, ...], printed: str) -> None:
    assert run("read", text, *options) == 0
    assert run.out.strip() == printed


def test_read_as_json(run: Run) -> None:
    assert run("read", "about $1.5-2m", "--field", "price", "--format", "json") == 0
    expected = {"numbers": [1500000, 2000000], "unit": "USD", "kind": "money", "qualifier": "about"}
    assert json.loads(run.out) == expected


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("1.234 kg", "--field", "mass"), "1.234 or as 1,234"),
        (("598 PS", "--field", "powr"), "near matches: power"),
        (("598 PS",), "Name the field"),
        (("598 PS", "--field", "operator"), "stays as it is written"),
        (("598 PS", "--field", "power", "--language", "xx"), 'no language "xx"'),
        (("598 PS", "--field", "power", "--format", "xml"), "text, json"),
    ],
)
def test_read_refuses(run: Run, arguments: tuple[str, ...], says: str) -> None:
    assert run("read", *arguments) == 2
    assert says in run.err
    assert run.out == ""


def test_compare_as_json_carries_every_claim_and_its_source(run: Run, root: Path) -> None:
    assert run("compare", *FOUR, "--format", "json") == 0
    answer = json.loads(run.out)
    assert [vehicle["key"] for vehicle in answer["vehicles"]] == list(DEFAULT_VEHICLES)
    data = json.loads((root / "data" / "vehicles.json").read_text("utf-8"))
    for vehicle in data["vehicles"]:
        if vehicle["key"] not in DEFAULT_VEHICLES:
            continue
        stated = sorted(
            (
                claim["field"],
                claim["source"],
                claim["as_stated"],
                json.dumps(claim["value"]),
                claim["unit"] or "",
            )
            for claim in vehicle["claims"]
        )
        given = sorted(
            (
                row["field"],
                claim["source"],
                claim["as_stated"],
                json.dumps(claim["number"]),
                claim["unit"] or "",
            )
            for row in answer["rows"]
            for cell in row["cells"]
            if cell["vehicle"] == vehicle["key"]
            for claim in cell["claims"]
        )
        assert given == stated
        assert {claim[1] for claim in given} <= set(answer["sources"])


def test_show_as_json_explains_each_figure(run: Run) -> None:
    assert run("show", "s 680 guard", "--format", "json") == 0
    answer = json.loads(run.out)
    power = answer["fields"]["power"]
    assert (power["value"], power["unit"]) == (612, "PS")
    assert power["explanation"].startswith("612 PS: stated by ")
    assert all(claim["source"] in answer["sources"] for claim in power["claims"])


@pytest.mark.parametrize("form", ["text", "json", "csv", "tsv", "markdown", "html"])
@pytest.mark.parametrize("command", [("compare", *FOUR), ("show", "beast 2018"), ("list", "aurus")])
def test_every_format_of_every_command_prints_and_writes_the_same(
    run: Run, tmp_path: Path, command: tuple[str, ...], form: str
) -> None:
    target = tmp_path / "out"
    assert run(*command, *SMALL, "--format", form) == 0
    printed = run.out
    assert run(*command, *SMALL, "--format", form, "-o", str(target)) == 0
    assert target.read_text("utf-8").rstrip("\n") == printed.rstrip("\n")
    assert len(printed) > 50


@pytest.mark.parametrize(
    ("profile", "power", "mass"), [("metric", "612", "4,200"), ("us", "604", "9,300"), ("uk", "604", "4,200")]
)
def test_the_profile_sets_the_units(run: Run, profile: str, power: str, mass: str) -> None:
    assert run("compare", "s 680 guard", *SMALL, "--units", profile, "--format", "json") == 0
    rows = {row["field"]: row["cells"][0]["text"] for row in json.loads(run.out)["rows"]}
    assert (rows["power"], rows["mass"]) == (power, mass)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("compar",), "compare"),
        (("compare",), "Name the vehicles"),
        (("compare", "beast"), "cadillac-one-2018-beast"),
        (("compare", "Karlman Kingg"), "karlmann-king"),
        (("compare", "s 680 guard", "--fields", "powr"), "power"),
        (("compare", "s 680 guard", "--units", "metrik"), "metric"),
        (("compare", "s 680 guard", "--format", "jsn"), "json"),
        (("compare", "s 680 guard", "-o", "/nowhere/at/all.txt"), "/nowhere/at/all.txt"),
        (("compare", "s 680 guard", "--colour"), "--colour"),
        (("show",), "carspec show"),
        (("chart", "s 680 guard", "-o", "power.gif"), ".svg"),
        (("chart", "s 680 guard", "--field", "operator", "-o", "power.svg"), "Operator"),
        (("chart", "s 680 guard", "--kind", "pie", "-o", "power.svg"), "known are bars"),
        (("chart", "s 680 guard", "--kind", "bar", "-o", "power.svg"), "did you mean bars?"),
        (("chart", "s 680 guard", "--kind", "scatter", "--field", "power", "-o", "a.svg"), "2 to 3 fields"),
        (("chart", "s 680 guard", "--kind", "ladder", "--field", "power", "-o", "a.svg"), "blast_rating"),
        (("chart", "s 680 guard", "--width", "wide", "-o", "a.svg"), "as in 90mm"),
        (("chart", "s 680 guard", "--height", "9mm", "-o", "a.svg"), "too low"),
        (("chart", "s 680 guard", "--preset", "page", "-o", "a.svg"), "one-column"),
        (("chart", "s 680 guard", "--theme", "pink", "-o", "a.svg"), "light"),
        (("chart", "s 680 guard", "--baseline", "760i protection", "-o", "a.svg"), "none of the vehicles"),
        (("check", "nothing.json"), "nothing.json"),
        (("convert", "612 PS"), "--to kW"),
        (("convert", "--to", "kW"), "quantity"),
        (("chart", "s 680 guard"), "-o power.svg"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, arguments: tuple[str, ...], says: str) -> None:
    assert run(*arguments) == 2
    assert says in run.err
    assert run.err.startswith("carspec: ")
    assert run.err.count("\n") == 1
    assert run.out == ""


def test_check_names_each_fault(run: Run, tmp_path: Path, root: Path) -> None:
    assert run("check", str(root / "data" / "vehicles.json")) == 0
    broken = tmp_path / "broken.json"
    text = (root / "data" / "vehicles.json").read_text("utf-8")
    broken.write_text(text.replace('"unit": "PS"', '"unit": "PSX"', 1), "utf-8")
    line = text[: text.index('"unit": "PS"')].count("\n") + 1
    assert run("check", str(broken)) == 2
    assert run.err.startswith(f"{broken}:{line}:")
    assert "PSX" in run.err.splitlines()[0]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_chart_file(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"power{suffix}"
    assert run("chart", *FOUR, "--field", "power", "-o", str(target)) == 0
    start = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[suffix]
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_chart_is_drawn_and_its_data_written(run: Run, tmp_path: Path, kind: str) -> None:
    assert run("chart", "--kinds") == 0
    assert f"{kind} " in run.out
    for name in ("chart.svg", "chart.csv"):
        assert run("chart", *FOUR, "--kind", kind, "--width", "90mm", "-o", str(tmp_path / name)) == 0
    assert "<svg" in (tmp_path / "chart.svg").read_text("utf-8")
    assert 'width="255' in (tmp_path / "chart.svg").read_text("utf-8")
    table = (tmp_path / "chart.csv").read_text("utf-8-sig")
    assert table.startswith("Car,Key,Field,What,Low,High,Unit")
    assert "aurus-senat-limousine-l700" in table


def test_compare_imports_neither_qt_nor_matplotlib_nor_what_only_writes(
    data_folder: Path, root: Path
) -> None:
    script = (
        "import sys; from carspec.app import main; status = main(sys.argv[1:])\n"
        "print([m for m in ('PySide6', 'matplotlib', 'sqlmodel', 'pint') if m in sys.modules], status)"
    )
    command = [sys.executable, "-c", script, "--data", str(data_folder), "compare", *FOUR, "--format", "csv"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_main_py_is_the_same_program(data_folder: Path, root: Path) -> None:
    command = [sys.executable, "main.py", "--data", str(data_folder), "convert", "612 PS", "--to", "kW"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "450 kW\n"


def test_a_reader_who_leaves_early_gets_no_complaint(data_folder: Path, root: Path) -> None:
    command = f"{sys.executable} main.py --data {data_folder} show 'beast 2018' | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_readme_names_every_command_option_and_format(root: Path) -> None:
    from carspec.cli import FORMATS, carspec

    readme = (root / "README.md").read_text("utf-8")
    for name in carspec.commands:
        assert f"`{name}" in readme, name
    for word in (*FORMATS, "--fields", "--units", "--format", "-o FILE", "--data DIR"):
        assert word in readme, word


def test_money_converts_at_the_rate_of_a_day_only(run: Run) -> None:
    rubles = ("convert", "20 million RUB", "--to", "EUR")
    assert run(*rubles, "--date", "2018-05-07") == 0
    assert run.out == "about 267,000 EUR at 74.8299 RUB per EUR of 2018-05-07\n"
    for words, says in (
        (("--date", "2024-05-07"), "the last rate of RUB is of 2022-03-01"),
        ((), "no date is known"),
        (("--date", "2018-05"), "only the month 2018-05"),
    ):
        assert run(*rubles, *words) == 2
        assert says in run.err
    assert run("convert", "612 PS", "--to", "hp", "--date", "2018-05-07") == 2


def test_convert_needs_no_quotes_and_fields_go_by_label_too(run: Run) -> None:
    assert run("convert", "612", "PS", "--to", "hp") == 0
    assert run.out == "604 hp\n"
    assert run("compare", "s 680 guard", "--fields", "Engine,Top speed", "--format", "tsv") == 0
    assert [line.split("\t")[0] for line in run.out.splitlines()[1:]] == ["Engine", "Top speed"]


@pytest.mark.parametrize(("form", "unasked"), [("text", False), ("markdown", True), ("html", True)])
def test_sources_travel_with_articles_and_on_demand(run: Run, form: str, unasked: bool) -> None:
    printed = {}
    for flag in ((), ("--sources",), ("--no-sources",)):
        assert run("compare", "s 680 guard", "760i protection", *SMALL, "--format", form, *flag) == 0
        printed[flag] = run.out
    assert "http" in printed["--sources",]
    assert "http" not in printed["--no-sources",].replace('xmlns:x="http', "")
    assert printed[()] == printed["--sources" if unasked else "--no-sources",]


def test_rating_reads_a_class_and_refuses_what_is_none(run: Run) -> None:
    assert run("rating", "VR8/VR10", "--format", "json") == 0
    readings = json.loads(run.out)
    assert [(r["raw"], r["scheme"], r["level"], r["axis"]) for r in readings] == [
        ("VR8/VR10", "VPAM BRV", "VR8", "ballistic"),
        ("VR8/VR10", "VPAM BRV", "VR10", "ballistic"),
    ]
    assert run("rating", "bullet-proof") == 2
    assert "bullet-proof" in run.err


def test_the_deep_check_lists_suspicions_with_their_proof_and_is_content(run: Run, root: Path) -> None:
    assert run("check", "--deep", str(root / "data" / "vehicles.json")) == 0
    assert "517 hp (newatlas-pullman) means PS" in run.out
    assert "517 hp is 524 PS; the figure is 517 PS" in run.out
    assert "kerb mass 9,899 lb (masterauto-xc90) is not below gross mass 4,490 kg" in run.out
    assert run.out.splitlines()[-1].endswith("suspicions listed, nothing was changed.")
    assert max(len(line) for line in run.out.splitlines()[:-1]) <= 100


def test_the_deep_check_as_json(run: Run, root: Path) -> None:
    assert run("check", "--deep", "--format", "json", str(root / "data" / "vehicles.json")) == 0
    found = json.loads(run.out)
    assert {suspect["rule"] for suspect in found} == {rule.key for rule in RULES}
    assert all(suspect["proof"] and suspect["claims"] for suspect in found)


def test_the_deep_check_of_a_broken_file_names_its_faults_first(run: Run, root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(
        (root / "data" / "vehicles.json").read_text("utf-8").replace('"field": "power"', "2", 1)
    )
    assert run("check", "--deep", str(broken)) == 2
    assert "1 fault" in run.err
    assert run("check", "--deep", str(root / "data" / "names.json")) == 2
    assert "names.json holds no claims" in run.err
    assert run("check", "--format", "json", str(root / "data" / "names.json")) == 2


def test_list_takes_a_filter_and_says_how_it_took_it(run: Run) -> None:
    assert run("list", "aurus power > 500 hp", "--format", "json") == 0
    found = json.loads(run.out)
    assert found
    assert {vehicle["make"] for vehicle in found} == {"Aurus"}
    assert "hp read as mechanical horsepower: 500 hp = 373 kW = 507 PS" in run.err.splitlines()


def test_a_fault_of_a_filter_is_pointed_at(run: Run) -> None:
    assert run("list", "аурус pwoer > 400 kW") == 2
    assert run.out == ""
    assert run.err.splitlines() == [
        "  аурус pwoer > 400 kW",
        "        ^^^^^",
        "carspec: There is no field “pwoer”; did you mean power?",
    ]


def test_a_mark_stands_under_wide_letters(run: Run) -> None:
    assert run("list", "紅旗 power > 400") == 2
    assert run.err.splitlines()[1] == " " * 2 + " " * 16 + "^"


def test_a_filter_that_nothing_fits_names_the_condition(run: Run) -> None:
    assert run("list", "power > 900 kW and rating >= VR9") == 2
    assert run.out == ""
    assert "Nothing fits all of it. Without “power > 900 kW”" in run.err
    assert run("list", "Karlman Kingg xyz") == 2
    assert "near matches" in run.err


def test_the_whole_library_is_exported_and_sound(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    assert run("export", "--library", "-o", str(path)) == 0
    assert run.out == f"Wrote {path}.\n"
    assert run("check", str(path)) == 0
    assert len(json.loads(path.read_text("utf-8"))["vehicles"]) > 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--library"], "carspec export --library -o library.json"),
        (["--library", "-o", "library.xlsx"], "carspec export --library -o library.json"),
        (["--library", "beast", "-o", "library.json"], "not both"),
        (["--library", "--units", "us", "-o", "library.json"], "no option for units"),
    ],
)
def test_the_library_is_exported_whole_or_not_at_all(run: Run, arguments: list[str], said: str) -> None:
    assert run("export", *arguments) == 2
    assert said in run.err


def test_a_library_is_exported_and_imported_into_another_one(tmp_path: Path, run: Run) -> None:
    ours, theirs = Session(Folders.below(tmp_path / "ours")).library, tmp_path / "theirs"
    car = OwnVehicle("Genesis", "G90 Guard", year_from=2024)
    ours.apply(AddVehicle(car))
    ours.apply(AddClaim(OwnClaim(car.key, "power", "over 380 PS", OwnSource(title="My test"))))
    ours.close()
    path, again = tmp_path / "mine.json", tmp_path / "again.json"
    for folder, arguments, said in (
        (tmp_path / "ours", ["export", "--library", "-o", str(path)], "Wrote"),
        (theirs, ["import", str(path)], "Added 1 car, 1 claim from mine.json."),
        (theirs, ["import", str(path)], "claims of mine.json are here already."),
        (theirs, ["export", "--library", "-o", str(again)], "Wrote"),
    ):
        run.folder = folder
        assert run(*arguments) == 0
        assert said in run.out
    assert again.read_bytes() == path.read_bytes()


def test_a_library_with_a_fault_is_named_by_its_place_and_not_imported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert run("export", "--library", "-o", str(path)) == 0
    path.write_text(path.read_text("utf-8").replace('"unit": "PS"', '"unit": "PSS"', 1), "utf-8")
    assert run("import", str(path)) == 2
    assert "no known unit of power" in run.err
    assert "has one fault; nothing was added" in run.err
    assert run("import", str(path), "--dry-run") == 2
    assert "is a library of carspec and takes no --dry-run" in run.err
