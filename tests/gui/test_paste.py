"""Copies and pastes for real: between the program, X, LibreOffice Writer and Calc, both ways."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from sqlite3 import connect
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from pyvirtualdisplay.display import Display

from carspec.core import numbers
from carspec.core.display import QUALIFIER_WORDS
from carspec.core.importing.table import Copied
from carspec.core.query import Query
from carspec.core.sheet import Cell, Row, Sheet, build
from carspec.output.clipboard import CopyOptions, copied
from carspec.output.grid import MOST_VALUES, Grid, GridCell, GridRow, text_cell
from carspec.output.writers.html import html_table
from carspec.store.importing.pasted import pasted_table
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, said, sheet_of
from tests.output.small_library import library as small_library

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the clipboard of X11 is on Linux only"),
    pytest.mark.xdist_group("paste"),  # one display, one program and one LibreOffice for all of them
]
HTML, PLAIN, TSV = "text/html", "text/plain", "text/tab-separated-values"
PNG, SVG = "image/png", "image/svg+xml"
CALC = Path(__file__).with_name("copy_out_of_calc.py")
WRITER = Path(__file__).with_name("paste_into_writer.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_SECONDS = 180
RIGHT = 1  # com.sun.star.style.ParagraphAdjust
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def need(*programs: str) -> None:
    """Skip, by name, where one of the programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def wait_until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@dataclass(frozen=True)
class Desk:
    """An X display of its own, its keyboard and its clipboard."""

    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=PATIENCE_SECONDS)

    def press(self, *keys: str) -> None:
        self.run("xdotool", "key", *keys).check_returncode()

    def targets(self) -> set[str]:
        """The forms in which the clipboard is offered."""
        return set(
            self.run("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").stdout.decode().split()
        )

    def content(self, target: str) -> str:
        done = self.run("xclip", "-selection", "clipboard", "-o", "-t", target)
        done.check_returncode()
        return done.stdout.decode()

    def spoil_clipboard(self) -> None:
        """Put something else on the clipboard, so that a copy that fails is not taken for the one before."""
        command = ["xclip", "-selection", "clipboard"]
        other = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, input=b"something else", env=self.environment, check=True, **other)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A display that nobody sees."""
    need("Xvfb", "xdotool", "xclip")
    foreign = ("QT_", "WAYLAND", "DISPLAY", "SAL_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    with Display(visible=False, size=(1440, 900), manage_global_env=False) as display:
        yield Desk(environment | {"DISPLAY": display.new_display_var})


class Program:
    """The real program with its first comparison, on a data folder of its own."""

    def __init__(self, desk: Desk, root: Path, data: Path) -> None:
        self._desk, self._data = desk, data
        command = [sys.executable, str(root / "main.py"), "--data", str(data)]
        self.process = subprocess.Popen(
            command, env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._log = data / "log" / "carspec.log"
        self.wait_for("window furnished")
        wanted = ("--sync", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Senat")
        found = desk.run("xdotool", "search", *wanted)
        self._window = found.stdout.decode().split()[0]

    def wait_for(self, step: str) -> None:
        """Wait for a step of the start in the log."""
        wait_until(lambda: self._log.exists() and step in self._log.read_text("utf-8"), step)

    def own_cars(self) -> set[tuple[str, str]]:
        """Make and model of the user's own cars."""
        with closing(connect(self._data / "carspec.db")) as library:
            return set(library.execute("SELECT make, model FROM vehicle WHERE origin = 'user'"))

    def press(self, *keys: str) -> None:
        self._desk.run("xdotool", "windowfocus", "--sync", self._window).check_returncode()
        self._desk.press(*keys)

    def press_in(self, title: str, *keys: str, until: Callable[[], bool]) -> None:
        """Press keys in a dialog, as soon as it is there, again and again until one sees what they do."""
        wanted = ("--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", title)

        def done() -> bool:
            if self._desk.run("xdotool", "search", *wanted).stdout:
                self._desk.press(*keys)
                time.sleep(0.5)
            return until()

        wait_until(done, f"what {' '.join(keys)} does in {title}")
        wait_until(lambda: not self._desk.run("xdotool", "search", *wanted).stdout, f"the end of {title}")

    def copy(self, *keys: str, target: str = TSV) -> None:
        """Press keys that end in a copy, and wait until it is on the clipboard in the form of `target`."""
        self._desk.spoil_clipboard()
        self.press(*keys)
        wait_until(lambda: target in self._desk.targets(), "the copy")

    def end(self) -> tuple[int, str]:
        """Close it in order; returns the exit status and all that was printed."""
        self.process.terminate()
        output, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, output


@pytest.fixture(scope="module")
def program(
    desk: Desk, root: Path, library: SqliteLibrary, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """The program, running; at its end with a copy on the clipboard it neither fails nor complains."""
    assert library.path is not None
    data = Path(shutil.copytree(library.path.parent, tmp_path_factory.mktemp("paste") / "data"))
    running = Program(desk, root, data)
    try:
        yield running
        assert running.end() == (0, "")
    finally:
        running.process.kill()
        running.process.communicate()


@pytest.fixture
def whole_copy(program: Program, desk: Desk) -> str:
    """Copy the whole comparison with its headers; returns the HTML."""
    program.copy("ctrl+a", "ctrl+shift+c")
    return desk.content(HTML)


@pytest.fixture(scope="module")
def sheet(library: SqliteLibrary) -> Sheet:
    """The Sheet that the window opens with."""
    return build(library, Query(fold_lone=True))


@pytest.fixture(scope="module")
def pipe(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the pipe on which a LibreOffice with windows on the same display listens."""
    need("soffice", "lowriter", SYSTEM_PYTHON)
    if subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode != 0:
        pytest.skip("the Python module uno is not installed")
    name = f"carspec-{os.getpid()}"
    own = tmp_path_factory.mktemp("libreoffice").as_uri()
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={own}", "--norestore", "--nologo", "--nodefault",
         "--nofirststartwizard", f"--accept=pipe,name={name};urp;"],
        env=desk.environment | {"SAL_USE_VCLPLUGIN": "gen"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    yield name
    os.killpg(office.pid, signal.SIGTERM)
    try:
        office.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def rows_of(page: str) -> list[list[ElementTree.Element]]:
    """The cells of the one table of a page, row by row."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    assert {error[1] for error in parser.errors} <= {"expected-doctype-but-got-start-tag"}
    (table,) = root.iter("table")
    return [list(row) for row in table.iter("tr")]


def text_of(cell: ElementTree.Element) -> str:
    """The text as a page shows it; spaces that hold a number together stay."""
    return re.sub(r"[ \t\n\r]+", " ", "".join(cell.itertext())).strip(" ")


def brief(cell: Cell, row: Row) -> str:
    """The first values of a list that is too long for a table, with the count of the rest; else nothing."""
    values = cell.figure.values if row.field.many and cell.figure else ()
    if len(values) <= MOST_VALUES:
        return ""
    return f"{'; '.join(values[:MOST_VALUES])} and {len(values) - MOST_VALUES} more"


def expected(cell: Cell, row: Row) -> str:
    """The words that a copied cell must show: figure, unit where the row has none, other units, limit."""
    own_unit = f" {cell.unit}" if cell.unit and cell.unit != row.unit else ""
    brackets = f" ({', '.join(cell.secondary)})" if cell.secondary else ""
    limit = " limited" if cell.qualifier == "limited" else ""
    return f"{brief(cell, row) or cell.text}{own_unit}{brackets}{limit}"


def is_number(cell: Cell, row: Row) -> bool:
    return cell.number is not None and cell.high in (None, cell.number) and cell.unit == row.unit


def labels(sheet: Sheet) -> list[str]:
    return [f"{row.label} ({row.unit})" if row.unit else row.label for row in sheet.rows]


def test_html_shows_the_figures_of_the_sheet_and_carries_the_numbers(whole_copy: str, sheet: Sheet) -> None:
    head, *body = rows_of(whole_copy)
    assert [text_of(cell) for cell in head] == ["Field", *(vehicle.name for vehicle in sheet.vehicles)]
    assert {cell.tag for cell in head} == {"th"}
    assert [text_of(line[0]) for line in body] == labels(sheet)
    assert "Length (mm)" in labels(sheet)
    for place, (row, line) in enumerate(zip(sheet.rows, body, strict=True)):
        for column, found in enumerate(line[1:]):
            cell = sheet.cell(place, column)
            assert text_of(found) == expected(cell, row)
            assert found.get("sdval") == (cell.plain if is_number(cell, row) else None)
    length = body[labels(sheet).index("Length (mm)")][1]
    assert (text_of(length), length.get("sdval")) == ("6,630", "6630")


def test_tab_separated_values_have_plain_numbers(whole_copy: str, desk: Desk, sheet: Sheet) -> None:
    text = desk.content(TSV)
    assert desk.content(PLAIN) == text
    assert desk.targets() >= {HTML, PLAIN, TSV, "UTF8_STRING"}
    head, *body = (line.split("\t") for line in text.split("\n"))
    assert head == ["Field", *(vehicle.name for vehicle in sheet.vehicles)]
    assert [line[0] for line in body] == labels(sheet)
    for place, (row, line) in enumerate(zip(sheet.rows, body, strict=True)):
        for column, found in enumerate(line[1:]):
            cell = sheet.cell(place, column)
            own_unit = f" {cell.unit}" if cell.unit and cell.unit != row.unit else ""
            word = QUALIFIER_WORDS.get(cell.qualifier or "", "") if cell.number is not None else ""
            plain = "" if cell.missing else f"{word} {cell.plain}{own_unit}".lstrip()
            assert found == (brief(cell, row) or plain)
    assert "6630" in body[labels(sheet).index("Length (mm)")]


def test_one_cell_alone_is_bare_text(program: Program, desk: Desk, sheet: Sheet) -> None:
    program.copy("Down", "Up", "ctrl+c")
    first = sheet.cell([row.field.key for row in sheet.rows].index("power"), 0)
    assert desk.content(PLAIN) == first.plain == "598"
    assert HTML not in desk.targets()


def test_writer_gets_a_table_with_header_row_and_every_figure(
    whole_copy: str, desk: Desk, pipe: str, tmp_path: Path
) -> None:
    done = desk.run(SYSTEM_PYTHON, str(WRITER), pipe, HTML, str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    (table,) = document["tables"]
    assert not document["text"]
    copied_rows = rows_of(whole_copy)
    assert table["heading"] == 1
    assert table["cells"] == [[text_of(cell) for cell in row] for row in copied_rows]
    to_the_right = [["text-align: right" in cell.get("style", "") for cell in row] for row in copied_rows]
    assert [[adjusted == RIGHT for adjusted in row] for row in table["adjusted"]] == to_the_right
    assert "VR8/VR10" in [text for row in table["cells"] for text in row]
    with zipfile.ZipFile(tmp_path / "pasted.docx") as archive:
        assert archive.read("word/document.xml").count(b"<w:tblHeader") == 1
    for suffix in ("odt", "pdf"):
        assert (tmp_path / f"pasted.{suffix}").stat().st_size > 5000


def test_writer_gets_a_chart_as_a_picture(program: Program, desk: Desk, pipe: str, tmp_path: Path) -> None:
    program.wait_for("chart shown")
    program.copy("alt+e", "t", target=PNG)
    assert desk.targets() >= {PNG, SVG}
    (drawn,) = [part for part in ElementTree.fromstring(desk.content(SVG)) if part.get("id") == "title"]
    assert drawn.text == "Power: four armoured cars compared"
    done = desk.run(SYSTEM_PYTHON, str(WRITER), pipe, PNG, str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    assert (document["text"], document["tables"]) == ("", [])
    ((width, height),) = document["pictures"]
    assert width == 1536  # eight inches of 192 dots, as sharp as on a screen of double density
    assert height > 500


@pytest.fixture
def calc_copy(desk: Desk, pipe: str) -> Copied:
    """What Calc puts on the clipboard when a German sheet with a title and joined cells is copied."""
    desk.spoil_clipboard()
    done = desk.run(SYSTEM_PYTHON, str(CALC), pipe)
    assert done.returncode == 0, done.stderr.decode()
    wait_until(lambda: HTML in desk.targets(), "the copy")
    return Copied(desk.content(HTML), desk.content("text/plain;charset=utf-8"))


def test_a_table_copied_in_calc_has_the_cells_of_the_sheet(calc_copy: Copied) -> None:
    page, text = pasted_table(calc_copy), pasted_table(Copied(text=calc_copy.text))
    named = ("Marke", "Modell", "Leistung (kW)", "Länge (mm)", "Masse (t)", "Stand", "Preis (€)")
    assert page.header == text.header == named
    assert [(line, list(row)) for line, row in page.rows] == [
        (1, ["Staatskarossen", *[""] * 6]),
        (3, ["Aurus", "Senat\nLimousine", "440", "6630", "6.50", "07.05.2018", "1234567.50"]),
        (4, ["Aurus", "Arsenal", "440.5", "6200", "4.25", "31.01.2022", "auf Anfrage"]),
        (5, ["Škoda", "Superb <Panzer>", "206", "4869", "3.10", "", "250000.00"]),
    ]
    assert [list(row) for _, row in text.rows][1:] == [
        ["Aurus", "Senat Limousine", "440", "6.630", "6,50", "07.05.2018", "1.234.567,50"],
        ["", "Arsenal", "440.5", "6.200", "4,25", "31.01.2022", "auf Anfrage"],
        ["Škoda", "Superb <Panzer>", "206", "4.869", "3,10", "", "250.000,00"],
    ]


def test_a_table_copied_in_calc_is_pasted_into_the_window(calc_copy: Copied, program: Program) -> None:
    assert program.own_cars() == set()
    program.press("ctrl+v")
    program.press_in("Import pasted table", "alt+i", until=lambda: len(program.own_cars()) == 3)
    assert program.own_cars() == {
        ("Aurus", "Senat Limousine"), ("Aurus", "Arsenal"), ("Škoda", "Superb <Panzer>"),
    }  # fmt: skip
    program.press("ctrl+z")
    wait_until(lambda: program.own_cars() == set(), "the cars to be taken back")


def test_calc_gets_numbers_as_numbers_and_ratings_as_text(whole_copy: str, tmp_path: Path) -> None:
    spreadsheet = in_calc(whole_copy, tmp_path)
    copied_rows = rows_of(whole_copy)
    assert len(spreadsheet) == len(copied_rows)
    for found, row in zip(spreadsheet, copied_rows, strict=True):
        assert [value for value, _ in found] == [_number(cell.get("sdval")) for cell in row]
        texts = [text_of(cell) for cell in row if cell.get("sdval") is None]
        assert [text for value, text in found if value is None] == texts
    assert (None, "VR10") in [cell for row in spreadsheet for cell in row]


def test_calc_runs_no_formula_and_makes_no_date_of_hostile_texts(tmp_path: Path) -> None:
    names = ('=HYPERLINK("http://example.org") VR10', "@SUM(A1) 1")
    texts = {"engine": "=1+1", "rating": "2/3", "feature": "-1+2"}
    cars = [car(key, name) for key, name in zip("ab", names, strict=True)]
    claims = [said(one.key, field, text, "one") for one in cars for field, text in texts.items()]
    claims += [said("a", "mass", "5469 kg", "one"), said("b", "mass", "4200.5 kg", "one", qualifier="over")]
    sheet = sheet_of(small_library(cars, claims), fold_lone=False)
    made = copied(sheet, sheet.rows, sheet.vehicles, CopyOptions(headers=True)).html
    assert made is not None
    head, *body = in_calc(made, tmp_path)
    assert head == [(None, "Field"), *((None, name) for name in names)]
    for row, line in zip(sheet.rows, body, strict=True):
        if row.field.key in texts:
            assert line[1:] == [(None, texts[row.field.key])] * 2
        else:
            assert [value for value, _ in line[1:]] == [5469, Decimal("4200.5")]


@pytest.mark.parametrize("locale", ["de", "ru", "en_GB"])
def test_calc_reads_a_number_whatever_the_language_of_the_figures(locale: str, tmp_path: Path) -> None:
    number = Decimal("6612.5")
    cell = GridCell(numbers.eye(number, locale), numbers.plain(number), number, brackets=("8,990 hp",))
    page = html_table(Grid("", ("Field", "Car"), (GridRow(None, (text_cell("Power"), cell)),), locale=locale))
    _, (_, (found, _)) = in_calc(f'<meta charset="utf-8">{page}', tmp_path)
    assert found == number


def in_calc(page: str, folder: Path) -> list[list[tuple[Decimal | None, str]]]:
    """The rows of cells, as number or None and text, of a page that Calc has read; none may be a formula."""
    need("soffice")
    (folder / "page.html").write_text(page, "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={folder.as_uri()}/own", "--headless", "--convert-to", "fods",
         "--infilter=HTML (StarCalc)", "--outdir", str(folder), str(folder / "page.html")],
        check=True, capture_output=True, timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    root = ElementTree.parse(folder / "page.fods").getroot()
    assert not [cell for cell in root.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
    rows = [[cell for found in row.iter(f"{TABLE}table-cell") for cell in _repeated(found)]
            for row in root.iter(f"{TABLE}table-row")]  # fmt: skip
    return [row for row in rows if any(text for _, text in row)]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _repeated(cell: ElementTree.Element) -> list[tuple[Decimal | None, str]]:
    """A cell as often as it stands there; it must be a number or a text, and so no date."""
    kind = cell.get(f"{OFFICE}value-type", "string")
    assert kind in {"string", "float"}, kind
    times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return [(_number(cell.get(f"{OFFICE}value")), text_of(cell))] * (times if text_of(cell) else 1)
