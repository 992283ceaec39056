"""Files as other programs read them hold the Sheet, its claims and their sources, and are written whole."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from carspec.core.query import Query
from carspec.core.sheet import Cell, Sheet, build
from carspec.output.documents.dossier import Cancelled
from carspec.output.exports import KINDS, UnknownFile, export, exported, file_name, kind_of
from carspec.output.files import UnwritableFile
from carspec.output.grid import MOST_VALUES, Options
from carspec.output.layouts import headings
from carspec.output.plain_text import clean
from carspec.store.library import SqliteLibrary
from tests.output.small_library import example, sheets

WITH_SOURCES = Options(sources=True)
slow = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def sheet(library: SqliteLibrary) -> Sheet:
    """Two cars of the shipped data, so that scripts and long lists are as they come."""
    return build(library, Query(("aurus-senat-limousine-l700", "mercedes-benz-s-680-guard-z223")))


def brief(cell: Cell) -> str:
    """The first values of a long list; the sheet of claims has them all."""
    values = [clean(value) for value in cell.figure.values] if cell.figure else []
    return f"{'; '.join(values[:MOST_VALUES])} and {len(values) - MOST_VALUES} more"


@slow
@given(sheets())
def test_the_workbook_holds_numbers_texts_claims_and_sources(made: Sheet) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(made, KINDS[".xlsx"], WITH_SOURCES)))
    assert book.sheet_names == ["Comparison", "Sources", "Claims"]
    head, *lines = book.get_sheet_by_name("Comparison").to_python()
    assert head == ["Field", *headings(made.vehicles), "Notes"]
    body = {line[0]: line for line in lines}
    for row in made.rows:
        for place, vehicle in enumerate(made.vehicles, 1):
            cell, found = made.cell_of(row.field, vehicle), body[row.label][place]
            if cell.number is not None and cell.number == cell.high:
                assert isinstance(found, float)
                assert Decimal(repr(found)) == pytest.approx(cell.number)
            else:
                unit = f" {cell.unit}" if cell.unit else ""
                assert str(found) in (clean(cell.text + unit), brief(cell))
    claims = [c for row in made.rows for v in made.vehicles for c in made.claims(row.field.key, v.key)]
    told = book.get_sheet_by_name("Claims").to_python()[1:]
    assert [line[5] for line in told] == [
        clean(claim.as_stated)
        for vehicle in made.vehicles
        for row in made.rows
        for claim in made.claims(row.field.key, vehicle.key)
    ]
    numbers = {line[0] for line in book.get_sheet_by_name("Sources").to_python()[1:]}
    assert {line[13] for line in told} <= numbers
    assert len(numbers) == len({claim.source for claim in claims})


def test_no_cell_of_the_workbook_is_a_formula_and_numbers_show_their_unit() -> None:
    with zipfile.ZipFile(io.BytesIO(exported(example(), KINDS[".xlsx"], WITH_SOURCES))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
                assert b'state="frozen"' in archive.read(name)
        styles = archive.read("xl/styles.xml").decode()
    assert "#,##0&quot; PS&quot;" in styles
    assert "&quot;over &quot;#,##0&quot; kg&quot;" in styles
    assert "#,##0&quot; USD&quot;" in styles


@slow
@given(sheets())
def test_the_document_has_one_table_with_a_repeated_head(made: Sheet) -> None:
    document = Document(io.BytesIO(exported(made, KINDS[".docx"], WITH_SOURCES)))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Field", *headings(made.vehicles)]
    assert [row._tr.xml.count("<w:tblHeader") for row in table.rows][:2] == [1, 0]
    lines = [row.cells for row in table.rows[1:] if row.cells[0]._tc is not row.cells[-1]._tc]
    for row, cells in zip(made.rows, lines, strict=True):
        for vehicle, found in zip(made.vehicles, cells[1:], strict=True):
            cell = made.cell_of(row.field, vehicle)
            assert found.text.startswith(clean(cell.text))
            assert not cell.spread or f"claims {cell.spread}" in found.text
    numbered = [line.text for line in document.paragraphs if re.match(r"\[\d+\] ", line.text)]
    used = {c.source for row in made.rows for v in made.vehicles if (c := made.cell_of(row.field, v).claim)}
    assert len(numbered) == len(used)


def test_the_page_is_whole_by_itself(sheet: Sheet) -> None:
    page = exported(sheet, KINDS[".html"], WITH_SOURCES).decode("utf-8")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    assert not parser.errors
    assert not [node for name in ("script", "img", "link", "iframe") for node in root.iter(name)]
    assert "@import" not in page
    pictures = [node for node in root.iter() if str(node.tag).endswith("}svg")]
    assert len(pictures) == 3
    assert [node.get("viewBox") for node in pictures]
    names = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(names) == len(set(names))
    targets = {node.get("href") for node in root.iter("a") if (node.get("href") or "").startswith("#")}
    assert {target.removeprefix("#") for target in targets} <= set(names)
    rows = [row for row in root.iter("tr") if row.find("td") is not None]
    assert len(rows) == len(sheet.rows)


def test_the_dossier_tells_of_each_car_and_lists_each_source_once(sheet: Sheet) -> None:
    made = exported(sheet, KINDS[".pdf"], WITH_SOURCES)
    assert made.startswith(b"%PDF-")
    steps: list[tuple[int, int, str]] = []
    exported(example(), KINDS[".pdf"], WITH_SOURCES, lambda *step: steps.append(step))
    assert [name for _, _, name in steps] == [
        "Comparison", "Charts", "Aurus Senat", "Benz S 680", "Cadillac One", "Sources",
    ]  # fmt: skip
    assert [step for step, _, _ in steps] == list(range(6))


@slow
@given(sheets())
def test_any_names_and_notes_make_a_dossier_and_a_page(made: Sheet) -> None:
    assert exported(made, KINDS[".pdf"], WITH_SOURCES).startswith(b"%PDF-")
    assert b"<h1>" in exported(made, KINDS[".html"], WITH_SOURCES)


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_is_written_whole_or_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"comparison{suffix}"
    export(example(), path, WITH_SOURCES)
    old = path.read_bytes()
    assert len(old) > 300

    def stop(step: int, steps: int, name: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(example(), path, WITH_SOURCES, stop)
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(UnwritableFile, match="cannot be written"):
        export(example(), tmp_path / "absent" / path.name, WITH_SOURCES)


def test_without_sources_no_file_cites(tmp_path: Path) -> None:
    for suffix in (".xlsx", ".docx", ".html"):
        made = exported(example(), KINDS[suffix], Options(sources=False))
        if suffix == ".html":
            assert b"one.example" not in made
            continue
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            texts = b"".join(archive.read(name) for name in archive.namelist() if "Claims" not in name)
        assert suffix == ".xlsx" or b"one.example" not in texts


def test_an_unknown_ending_names_the_known_ones() -> None:
    with pytest.raises(UnknownFile, match=r'"a.ods" does not end in a known kind of file; known are .xlsx'):
        kind_of(Path("a.ods"))
    assert kind_of(Path("A.XLSX")).key == "xlsx"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Mercedes-Benz S 680 Guard",), "mercedes-benz-s-680-guard.pdf"),
        (("Škoda / Ćar: «x»?", "B"), "skoda-car-x-b.pdf"),
        (("A", "B", "C", "D"), "a-b-and-2-more.pdf"),
        (("CON",), "car-con.pdf"),
        (("红旗", "賴"), "comparison.pdf"),
        (("x" * 200,), "x" * 80 + ".pdf"),
    ],
)
def test_names_of_files_are_legal_everywhere(names: tuple[str, ...], expected: str) -> None:
    assert file_name(names, ".pdf") == expected


def test_the_document_numbers_its_pages_and_gaps_stand_where_figures_would() -> None:
    document = Document(io.BytesIO(exported(example(), KINDS[".docx"], WITH_SOURCES)))
    (foot,) = document.sections[0].footer.paragraphs
    assert foot.text.startswith("carspec data of ")
    assert 'w:instr="PAGE"' in foot._p.xml
    sides = {
        row.cells[0].text.split(" (")[0]: [cell.paragraphs[0].alignment for cell in row.cells[1:]]
        for row in document.tables[0].rows
        if row.cells[0]._tc is not row.cells[-1]._tc
    }
    assert set(sides["Engine"]) == {None}
    assert set(sides["Seats"]) == {WD_ALIGN_PARAGRAPH.RIGHT}
