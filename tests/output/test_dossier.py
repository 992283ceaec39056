"""The PDF dossier as poppler reads it: every cell of the comparison in its column, whatever the names."""

import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings

from carspec.core.query import Query
from carspec.core.sheet import Sheet, build
from carspec.output.documents.dossier import dossier
from carspec.output.documents.pdf import readable
from carspec.output.exports import KINDS, exported
from carspec.output.grid import Grid, Options
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, said, sheet_of, sheets
from tests.output.small_library import library as library_of

WITH_SOURCES = Options(sources=True)
PAGE, EDGE, NAMES = 841.89, 14.0 / 25.4 * 72, 38.0 / 25.4 * 72
"""The widths of the page, its margin and the names of the rows, in points."""
SMALLEST, LARGEST = 8.0, 10.0
"""The heights of words of the table; headings are higher, notes lower."""

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def words(made: bytes) -> list[tuple[float, float, float, str]]:
    """The words of the table on the first page: top, left and right in points, and the text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dossier.pdf")
        path.write_bytes(made)
        told = subprocess.run(["pdftotext", "-bbox", "-l", "1", path, "-"], check=True, capture_output=True)
    page = html5lib.parse(told.stdout.decode("utf-8", "ignore"), namespaceHTMLElements=False).find(".//page")
    found = []
    for word in page.iter("word"):
        left, top, right, foot = (float(word.get(edge)) for edge in ("xmin", "ymin", "xmax", "ymax"))
        if SMALLEST < foot - top < LARGEST:
            found.append((top, left, right, word.text or ""))
    return sorted(found)


def columns(made: bytes, count: int) -> list[str]:
    """The texts of the columns of cars, each from top to bottom."""
    share = (PAGE - 2 * EDGE - NAMES) / count
    found = [""] * count
    for _, left, right, text in words(made):
        place = ((left + right) / 2 - EDGE - NAMES) / share
        if place > 0:
            found[int(place)] += text
    return found


def expected(grid: Grid, place: int) -> str:
    """What a column says: the name of the car, and each cell as the Grid has it."""
    parts = [grid.columns[place]]
    for row in grid.rows:
        cell = row.cells[place]
        parts += [cell.brief, f"({', '.join(cell.brackets)})" if cell.brackets else ""]
        parts += [cell.mark.shape if cell.mark else "", f"[{cell.source}]" if cell.source else ""]
        parts += cell.rare_notes
    return "".join(parts)


def letters(text: str) -> str:
    """The text without spaces and invisible signs; where it runs from right to left, its letters sorted,
    as readers of PDF differ in the order of such lines."""
    plain = unicodedata.normalize("NFKC", readable(text))
    seen = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn"))
    mixed = any(unicodedata.bidirectional(c) in ("R", "AL") for c in seen)
    return "".join(sorted(seen)) if mixed else seen


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_every_cell_stands_in_its_column(sheet: Sheet) -> None:
    grid = dossier(sheet, WITH_SOURCES).grid
    found = columns(exported(sheet, KINDS[".pdf"], WITH_SOURCES), len(sheet.vehicles))
    assert [letters(text) for text in found] == [letters(expected(grid, n)) for n in range(1, len(found) + 1)]


def test_the_shipped_cars_stand_in_their_columns(library: SqliteLibrary) -> None:
    fields = ("power", "torque", "mass", "length", "ballistic_rating", "price")
    sheet = build(library, Query(tuple(list(library.vehicles)[:4]), fields=fields))
    grid = dossier(sheet, WITH_SOURCES).grid
    found = columns(exported(sheet, KINDS[".pdf"], WITH_SOURCES), len(sheet.vehicles))
    assert [letters(text) for text in found] == [letters(expected(grid, n)) for n in range(1, len(found) + 1)]


def test_arabic_runs_from_right_to_left() -> None:
    stated = "سعة المحرك"
    sheet = sheet_of(library_of((car("a", "A"),), (said("a", "engine", stated, "one"),)))
    (told,) = (text for text in columns(exported(sheet, KINDS[".pdf"], WITH_SOURCES), 1) if text)
    # poppler tells the letters from left to right, as they stand on the page
    assert stated.replace(" ", "")[::-1] in told


def test_what_cannot_be_set_is_told_by_its_value_and_language(library: SqliteLibrary) -> None:
    sheet = build(library, Query(("aurus-senat-limousine-l700",), fields=("displacement",)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dossier.pdf")
        path.write_bytes(exported(sheet, KINDS[".pdf"], WITH_SOURCES))
        told = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True)
    assert "4.4 L (in Arabic) akhbaar24.com" in " ".join(told.stdout.split())
