"""Separated values hold the plain figures of the Sheet, lose no "about", and run nothing in a spreadsheet."""

import csv
import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.display import QUALIFIER_WORDS
from carspec.core.sheet import Cell, Sheet
from carspec.output.formats import write
from carspec.output.grid import Delimited, Options
from carspec.output.layouts import headings
from carspec.output.plain_text import clean
from tests.output.small_library import car, example, library, said, sheet_of, sheets

fast = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FORMULA_STARTS = ("=", "+", "-", "@")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def harmless(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_STARTS) and not re.fullmatch(r"-\d+(\.\d+)?", text) else text


def plain(cell: Cell, unit: str | None, decimal: str) -> str:
    """What programs get: the number, with its unit only where the row has none."""
    text = clean(cell.plain + (f" {cell.unit}" if cell.unit and cell.unit != unit else ""))
    return text.replace(".", decimal) if cell.number is not None else harmless(text)


@fast
@given(sheets(), st.sampled_from([",", ";", "\t"]), st.sampled_from([".", ","]), st.booleans())
def test_csv_and_tsv_hold_the_plain_figures(sheet: Sheet, separator: str, decimal: str, bom: bool) -> None:
    options = Options(delimited=Delimited(separator, decimal, bom))
    texts = [write(sheet, form, options) for form in ("csv", "tsv")]
    assert [text.startswith("\ufeff") for text in texts] == [bom, bom]
    by_csv = list(csv.reader(io.StringIO(texts[0].removeprefix("\ufeff")), delimiter=separator))
    assert by_csv == [line.split("\t") for line in texts[1].removeprefix("\ufeff").splitlines()]
    head, *lines = by_csv
    assert head == ["Field", "Unit", *map(harmless, headings(sheet.vehicles)), "Notes"]
    for row, line in zip(sheet.rows, lines, strict=True):
        cells = [sheet.cell_of(row.field, vehicle) for vehicle in sheet.vehicles]
        assert line[:2] == [row.label, row.unit or ""]
        assert line[2:-1] == [plain(cell, row.unit, decimal) for cell in cells]
        for name, cell in zip(headings(sheet.vehicles), cells, strict=True):
            word = QUALIFIER_WORDS.get(cell.qualifier or "", "") if cell.number is not None else ""
            assert not word or f"{name}: {word}" in line[-1]
            assert not cell.spread or f"claims {cell.spread}" in line[-1]


@fast
@given(sheets(), st.booleans())
def test_no_cell_starts_a_formula(sheet: Sheet, sources: bool) -> None:
    for line in csv.reader(io.StringIO(write(sheet, "csv", Options(sources=sources)))):
        for text in line:
            assert not text.startswith(FORMULA_STARTS) or re.fullmatch(r"-\d+(\.\d+)?", text)


def test_texts_stand_in_quotes_and_numbers_do_not() -> None:
    lines = {line.split(",")[0]: line for line in write(example(), "csv").splitlines()}
    assert lines['"Power"'].startswith('"Power","PS",598,612,"",')
    assert lines['"Ballistic class"'].startswith('"Ballistic class","","VR8/VR10","VR10","",')
    assert '"4000–4200",9000,"Cadillac One: over"' in lines['"Mass"']


def test_sources_follow_below_and_the_notes_point_to_them() -> None:
    lines = list(csv.reader(io.StringIO(write(example(), "csv", Options(sources=True)))))
    power = next(line for line in lines if line[0] == "Power")
    assert power[-1] == "Aurus Senat: claims 598–700 [1]; Benz S 680: [1]"
    below = lines[lines.index([""] * len(power)) + 1 :]
    assert [line[0] for line in below[:2]] == ["[1]", "[2]"]
    assert below[-1][0].endswith("carspec data of 2026-11-23.")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_takes_numbers_as_numbers_and_runs_nothing(tmp_path: Path) -> None:
    texts = {"engine": "=1+1", "rating": "2/3", "feature": "1-2"}
    claims = [said("a", field, text, "one") for field, text in texts.items()]
    claims += [said("a", "power", "612.5 PS", "one"), said("a", "mass", "-5 kg", "one")]
    sheet = sheet_of(library([car("a", "@SUM(A1) VR10")], claims))
    (tmp_path / "table.csv").write_text(write(sheet, "csv", Options(delimited=Delimited(bom=True))), "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/own", "--headless", "--convert-to", "fods",
         "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,true", "--outdir", str(tmp_path),
         str(tmp_path / "table.csv")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cells = list(ElementTree.parse(tmp_path / "table.fods").getroot().iter(f"{TABLE}table-cell"))
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    values = [cell.get(f"{OFFICE}value") for cell in cells if cell.get(f"{OFFICE}value-type") == "float"]
    assert [Decimal(value or "") for value in values] == [Decimal("612.5"), Decimal(-5)]
    assert {cell.get(f"{OFFICE}value-type") for cell in cells} <= {None, "string", "float"}
    shown = ["".join(cell.itertext()).strip() for cell in cells]
    assert {"'=1+1", "2/3", "1-2", "'@SUM(A1) VR10"} <= {*shown}
