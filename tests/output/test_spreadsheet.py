"""HTML tables opened by a real spreadsheet: figures become numbers, everything else stays the text it was."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from carspec.output.formats import write
from tests.output.small_library import car, library, said, sheet_of

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_figures_become_numbers_and_texts_stay_texts(tmp_path: Path) -> None:
    texts = {"engine": "=1+1", "rating": "2/3", "feature": "1-2"}
    cars = [car("a", "@SUM(A1) VR10"), car("b", "1e3")]
    claims = [said("a", field, text, "one") for field, text in texts.items()]
    claims += [said("a", "power", "5469 PS", by) for by in ("one", "two")]
    claims += [said("b", "power", "612.5 PS", "one"), said("b", "power", "900 PS", "two")]
    page = tmp_path / "page.html"
    page.write_text(write(sheet_of(library(cars, claims)), "html"), "utf-8")
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "fods", "--infilter=HTML (StarCalc)", "--outdir", str(tmp_path), str(page),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cells = list(ElementTree.parse(tmp_path / "page.fods").getroot().iter(f"{TABLE}table-cell"))
    numbers = [cell.get(f"{OFFICE}value") for cell in cells if cell.get(f"{OFFICE}value-type") == "float"]
    assert numbers == ["5469", "612.5"]
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    kept = [" ".join("".join(cell.itertext()).split()).split(" ")[0] for cell in cells]
    assert [kept.count(text) for text in ("=1+1", "2/3", "1-2", "@SUM(A1)", "1e3")] == [1, 1, 1, 2, 1]
