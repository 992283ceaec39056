"""Every table format, parsed back by a reader of its own, holds what the Sheet holds, whatever the names."""

import csv
import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings

from carspec.core.sheet import Cell, Sheet
from carspec.output.formats import FORMATS, write, write_list, write_show
from carspec.output.grid import Options
from carspec.output.layouts import headings
from carspec.output.plain_text import clean, columns
from tests.output.small_library import car, example, library, said, sheet_of, sheets

fast = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FORMULA_STARTS = ("=", "+", "-", "@")
XHTML = "{http://www.w3.org/1999/xhtml}"


def cells(sheet: Sheet) -> list[list[Cell]]:
    return [[sheet.cell_of(row.field, vehicle) for vehicle in sheet.vehicles] for row in sheet.rows]


def eye(cell: Cell, unit: str | None) -> str:
    return clean(cell.text + (f" {cell.unit}" if cell.unit and cell.unit != unit else ""))


def labels(sheet: Sheet) -> list[str]:
    """The labels of rows with the numbers of the notes on their fairness, which the footer lists."""
    numbers: dict[str, int] = {}
    found = []
    for row in sheet.rows:
        sentences = [note.sentence for note in sheet.notes(row.field)]
        signs = [f"†{numbers.setdefault(sentence, len(numbers) + 1)}" for sentence in sentences]
        found.append(" ".join((row.label_with_unit, *signs)))
    return found


@fast
@given(sheets())
def test_html_shows_the_text_and_carries_the_number(sheet: Sheet) -> None:
    page = write(sheet, "html", Options(sources=True))
    parser = html5lib.HTMLParser()
    root = parser.parse(page)
    assert {error[1] for error in parser.errors} <= {"invalid-codepoint"}
    (table,) = root.iter(f"{XHTML}table")
    assert not list(root.iter(f"{XHTML}script"))
    assert "".join(table.find(f"{XHTML}caption").itertext()) == " · ".join(headings(sheet.vehicles))
    heads = [th for th in table.iter(f"{XHTML}th") if th.get("scope") == "col"]
    assert ["".join(th.itertext()) for th in heads[1:]] == list(headings(sheet.vehicles))
    lines = [tr for tr in table.iter(f"{XHTML}tr") if tr.find(f"{XHTML}td") is not None]
    for row, label, line, tr in zip(sheet.rows, labels(sheet), cells(sheet), lines, strict=True):
        assert "".join(tr.find(f"{XHTML}th").itertext()) == label
        for cell, td in zip(line, tr.findall(f"{XHTML}td"), strict=True):
            assert "".join(td.itertext()).startswith(eye(cell, row.unit))
            alone = cell.number is not None and cell.number == cell.high and cell.unit == row.unit
            assert td.get("sdval") == td.get("x:num") == (cell.plain if alone else None)
            assert ("\\@" in td.get("style")) != alone
            assert (";0;@" in td.get("sdnum")) != alone
            figures = any(other.number is not None for other in line)
            right = cell.number is not None or (cell.missing is not None and figures)
            assert ("text-align: right" in td.get("style")) == right


@fast
@given(sheets())
def test_a_text_table_fits_the_terminal_and_steers_nothing(sheet: Sheet) -> None:
    for text in (write(sheet, "text"), write_show(sheet, "text"), write_list(sheet, "text")):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", text)
        assert max(map(columns, text.splitlines())) <= 100
    squeezed = re.sub(r"\s", "", write(sheet, "text"))
    if len(sheet.vehicles) == 1:
        for row, (cell,) in zip(sheet.rows, cells(sheet), strict=True):
            if row.field.numeric:
                assert re.sub(r"\s", "", eye(cell, row.unit)) in squeezed


@fast
@given(sheets())
def test_json_holds_every_claim_and_its_source(sheet: Sheet) -> None:
    content = json.loads(write(sheet, "json"))
    assert content["vehicles"] == [{"key": v.key, "name": v.name} for v in sheet.vehicles]
    assert [(r["field"], r["label"], r["unit"]) for r in content["rows"]] == [
        (row.field.key, row.label, row.unit) for row in sheet.rows
    ]
    for row, found in zip(sheet.rows, content["rows"], strict=True):
        for vehicle, told in zip(sheet.vehicles, found["cells"], strict=True):
            cell = sheet.cell_of(row.field, vehicle)
            assert (told["vehicle"], told["text"], told["unit"]) == (vehicle.key, cell.text, cell.unit)
            assert told["missing"] == (cell.missing.text if cell.missing else None)
            assert told["verdict"] == cell.verdict
            assert told["spread"] == cell.spread
            claims = sheet.claims(row.field.key, vehicle.key)
            assert [(c["source"], c["as_stated"], c["unit"]) for c in told["claims"]] == [
                (c.source, c.as_stated, c.unit) for c in claims
            ]
            assert {c["source"] for c in told["claims"]} <= set(content["sources"])
            assert sum(c["shown"] for c in told["claims"]) == (cell.claim is not None)
            if cell.number is None:
                assert told["value"] == (None if cell.missing else cell.plain)
            elif cell.high != cell.number:
                assert told["value"] == pytest.approx([float(cell.number), float(cell.high or 0)])
            else:
                assert told["value"] == pytest.approx(float(cell.number))


def test_json_gives_numbers_as_stated() -> None:
    rows = {row["field"]: row["cells"] for row in json.loads(write(example(), "json"))["rows"]}
    assert [claim["number"] for claim in rows["mass"][1]["claims"]] == [[4000, 4200]]
    assert rows["mass"][1]["value"] == [4000, 4200]
    assert sorted(claim["number"] for claim in rows["power"][0]["claims"]) == [598, 598, 700]
    assert rows["power"][0]["spread_range"] == [598, 700]
    assert rows["rating"][0]["claims"][0]["number"] == "VR8/VR10"
    assert rows["price"][2]["value"] == 1_500_000
    assert rows["price"][2]["unit"] == "USD"


def test_show_json_explains_each_figure() -> None:
    sheet = example()
    content = json.loads(write_show(sheet, "json"))
    assert content["vehicle"]["key"] == "a"
    assert set(content["fields"]) == {row.field.key for row in sheet.rows}
    for row in sheet.rows:
        assert content["fields"][row.field.key]["explanation"] == sheet.explanation(
            row.field, sheet.vehicles[0]
        )


def test_lists_name_every_car_once_with_the_fields_asked_for() -> None:
    sheet = sheet_of(example().library, fields=("power",))  # type: ignore[arg-type]
    content = json.loads(write_list(sheet, "json"))
    assert [entry["key"] for entry in content] == ["a", "b", "c"]
    assert [entry["fields"]["power"]["value"] for entry in content] == [598, 612, None]
    lines = list(csv.reader(io.StringIO(write_list(sheet, "csv"))))
    assert lines[0] == ["Key", "Name", "Generation", "Years", "Body style", "Claims", "Power (PS)", "Notes"]
    assert [line[-2] for line in lines[1:]] == ["598", "612", ""]
    assert [line[-1] for line in lines[1:]] == ["Power (PS): claims 598–700", "", ""]


def test_a_figure_without_a_common_unit_keeps_its_own_in_every_format() -> None:
    sheet = example()
    for form in FORMATS.keys() - {"infobox", "sentences"}:
        text = unescape(write(sheet, form))
        assert re.search(r"(1\.5\Wmillion|1500000)\W+(unit\W+)?\"?USD|\"unit\": \"USD\"", text), form


def test_cars_of_one_name_are_told_apart() -> None:
    cars = (car("a", "Benz S", generation="W221"), car("b", "Benz S", generation="W222"), car("c", "Benz S"))
    assert headings(cars) == ("Benz S (W221)", "Benz S (W222)", "Benz S")
    assert len(set(headings((car("a", "Benz S"), car("b", "Benz S"))))) == 2


def test_the_number_of_a_citation_is_found_in_the_list() -> None:
    for form in ("markdown", "html", "text"):
        text = re.sub(r"\\|</?sup>|</li>", "", write(example(), form, Options(sources=True)))
        used = set(re.findall(r"\[(\d)\]", text.partition("carspec data")[0]))
        assert used == {"1", "2"}, form
        assert text.index("one.example") < text.index("two.example")
        assert "three.example" not in text


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    made = library([car("a")], [said("a", "power", "612 PS", "one")])
    bad = made.sources["one"].__class__("one", "javascript:alert(1)", None, "x", None, "press", "en", None)
    sheet = sheet_of(library([car("a")], [said("a", "power", "612 PS", "one")]))
    sheet.library.sources["one"] = bad  # type: ignore[index]
    assert "href" not in write(sheet, "html", Options(sources=True))


def test_wide_characters_keep_the_columns_in_line() -> None:
    cars = (car("a", "紅旗 检阅车"), car("b", "ZIL 41052"))
    sheet = sheet_of(library(cars, [said(key, "power", "400 PS", "one") for key in "ab"]))
    head, _, _, line, *_ = write(sheet, "text").splitlines()
    at = head.index("ZIL")
    assert columns(head[:at]) == columns(line[: line.rindex("400")])


def test_tables_are_written_without_matplotlib(root: Path) -> None:
    code = (
        "import sys; from tests.output.small_library import example; from carspec.output.formats import *\n"
        "[(f.compare(example(), Options()), f.show(example(), Options())) for f in FORMATS.values()]\n"
        "sys.exit(', '.join(m for m in ('matplotlib', 'PySide6', 'sqlmodel') if m in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_holds_the_rate_and_both_days_of_a_converted_price() -> None:
    claims = (
        said("a", "price", "20000000 RUB", "one", valid_at="2018-05-06"),
        said("b", "price", "5 AED", "one", valid_at="2018-05-06"),
    )
    made = sheet_of(library((car("a"), car("b")), claims), fields=("price",))
    rubles, dirhams = (cell["conversions"] for cell in json.loads(write(made, "json"))["rows"][0]["cells"])
    (found,) = rubles
    assert (found["value"], found["rate"], found["rate_of"]) == (264965, 75.4816, "RUB per EUR")
    assert (found["rate_date"], found["price_date"]) == ("2018-05-04", "2018-05-06")
    assert dirhams[0]["value"] is None
    assert "has none of AED" in dirhams[0]["refusal"]


def test_notes_on_fairness_stand_below_the_table_in_every_format_for_readers() -> None:
    sheet = example()
    sentence = next(note.sentence for note in sheet.notes(sheet.library.fields["price"]))
    assert "EUR (Senat); USD (One)" in sentence
    for form in ("text", "markdown", "html", "rst"):
        text = " ".join(write(sheet, form).split())
        assert sentence in text
    assert "†" not in write(sheet, "csv")
    row = next(row for row in json.loads(write(sheet, "json"))["rows"] if row["field"] == "price")
    assert {"rule": "currency", "sentence": sentence, "vehicles": ["a", "c"]} in row["notes"]


def test_a_large_amount_in_words_is_one_number_in_a_spreadsheet() -> None:
    claims = (said("a", "price", "1500000 USD", "one", qualifier="about"),)
    text = write(sheet_of(library((car("a"),), claims), fields=("price",)), "html")
    assert "about 1.5\u00a0million" in text
    assert 'sdval="1500000"' in text
    assert re.search(r'sdnum="1033;1033;&#34;about &#34;#,##0(&#34;| )', text), "all digits, and none twice"
