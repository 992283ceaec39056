"""LibreOffice opens the exported workbook and document, and finds figures, heads and no formula."""

import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from carspec.output.exports import export
from carspec.output.grid import Options
from tests.output.small_library import car, library, said, sheet_of

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
NAMES = ("@SUM(A1) </td>", "=1+1 | {{x}} 賴")

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def opened(folder: Path, suffix: str, target: str) -> ElementTree.Element:
    """What LibreOffice makes of an exported comparison, as its own XML."""
    claims = [said("a", "power", "612.5 PS", "one"), said("b", "power", "5469 PS", "one")]
    claims += [
        said("a", "mass", "6500 kg", "one", qualifier="over"),
        said("b", "mass", "4000..4200 kg", "one"),
    ]
    claims += [
        said("a", "rating", "2/3", "one"),
        said("b", "rating", "1-2", "one"),
        said("a", "engine", "-1+2", "one"),
    ]
    made = library([car(key, name) for key, name in zip("ab", NAMES, strict=True)], claims)
    export(sheet_of(made), folder / f"cars{suffix}", Options(sources=True))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={folder.as_uri()}/own", "--headless", "--convert-to", target,
         "--outdir", str(folder), str(folder / f"cars{suffix}")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with zipfile.ZipFile(folder / f"cars.{target}") as archive:
        return ElementTree.fromstring(archive.read("content.xml"))


def test_the_workbook_shows_true_numbers_with_their_words_and_units(tmp_path: Path) -> None:
    root = opened(tmp_path, ".xlsx", "ods")
    pages = list(root.iter(f"{TABLE}table"))
    assert [page.get(f"{TABLE}name") for page in pages] == ["Comparison", "Sources", "Claims"]
    cells = list(pages[0].iter(f"{TABLE}table-cell"))
    assert not [cell for cell in root.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
    numbers = {
        "".join(cell.itertext()): Decimal(cell.get(f"{OFFICE}value") or "")
        for cell in cells
        if cell.get(f"{OFFICE}value-type") == "float"
    }
    assert numbers == {
        "612.5 PS": Decimal("612.5"),
        "5,469 PS": Decimal(5469),
        "over 6,500 kg": Decimal(6500),
    }
    assert {cell.get(f"{OFFICE}value-type") for cell in cells} <= {None, "float", "string"}
    assert {*NAMES, "2/3", "1-2", "-1+2", "4,000–4,200 kg"} <= {"".join(cell.itertext()) for cell in cells}


def test_the_document_has_its_table_with_a_head_that_comes_again(tmp_path: Path) -> None:
    root = opened(tmp_path, ".docx", "odt")
    (table,) = root.iter(f"{TABLE}table")
    (head,) = table.iter(f"{TABLE}table-header-rows")
    assert ["".join(cell.itertext()) for cell in head.iter(f"{TABLE}table-cell")] == ["Field", *NAMES]
    texts = ["".join(cell.itertext()) for cell in table.iter(f"{TABLE}table-cell")]
    for figure in (
        "612.5 (450.5 kW, 604.1 hp)",
        "5,469 (4,022 kW, 5,394 hp)",
        "over 6,500",
        "2/3",
        "1-2",
        "-1+2",
    ):
        assert [text for text in texts if text.startswith(figure)], figure
