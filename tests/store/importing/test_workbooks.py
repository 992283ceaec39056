"""Workbooks as tables: each cell is the text it stands for, and hostile files end in one sentence."""

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Table, TableOptions
from carspec.store.importing.limits import Limits
from carspec.store.importing.opening import open_table

from .hostile_books import ods, ods_gap, ods_number, ods_row, ods_text, sheet, xlsx

ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>'


def found(table: Table, what: str) -> tuple[str, str]:
    return next((one.value, one.evidence) for one in table.findings if one.what == what)


def test_each_kind_of_cell_is_the_text_it_stands_for(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Cars")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        share = book.add_format({"num_format": "0.0%"})
        own_share = book.add_format({"num_format": '0 "of 100" %'})
        in_words = book.add_format({"num_format": '0 "%"'})
        clock = book.add_format({"num_format": "[h]:mm"})
        page.write_row(0, 0, ["make", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"])
        page.write(1, 0, "Aurus")
        page.write_number(1, 1, 3.0)
        page.write_number(1, 2, 5.4)
        page.write_string(1, 3, "007")
        page.write_datetime(1, 4, datetime.datetime(2018, 5, 7), day)
        page.write_number(1, 5, 0.283, share)
        page.write_boolean(1, 6, True)
        page.write_number(1, 7, 1e-7)
        page.write_number(1, 8, 0.5, own_share)
        page.write_number(1, 9, 12, in_words)
        page.write_number(1, 10, 1.5, clock)
        page.write_string(1, 11, " two\nlines ")
        page.write(2, 0, "ZIL")
        page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 2, "=2+2", None, 4)
        page.write_number(2, 3, 123456789012345)
    table = open_table(path)
    assert [list(row) for _, row in table.rows] == [
        *[
            [
                "Aurus",
                "3",
                "5.4",
                "007",
                "2018-05-07",
                "28.3%",
                "TRUE",
                "0.0000001",
                "50 of 100 %",
                "12 %",
                "36:00:00",
                " two\nlines ",
            ]
        ],
        ["ZIL", "", "4", "123456789012345", *[""] * 8],
    ]
    assert found(table, "Cells with an error")[0] == "1"
    assert found(table, "Numbers with a format")[0] == "3 cells"


def test_ods_cells_are_the_text_they_stand_for(tmp_path: Path) -> None:
    """The gaps that LibreOffice repeats to the last row and column take no room."""
    path = ods(
        tmp_path / "cars.ods",
        ods_row(ods_text("make"), ods_text("kW"), ods_gap(3), ods_text("x"), ods_gap(16_000))
        + ods_row(ods_text("Aurus"), ods_number("440"), ods_number("0.25", "percentage"), ods_text("n", 2))
        + ods_row(ods_gap(16_384), repeated=2)
        + ods_row(ods_text("ZIL"), ods_number("231.7"))
        + ods_row(ods_gap(16_384), repeated=1_048_000),
    )
    table = open_table(path)
    assert table.header == ("make", "kW", "", "", "", "x")
    assert [(line, list(row)) for line, row in table.rows] == [
        (2, ["Aurus", "440", "25%", "n", "n", ""]),
        (3, [""] * 6),
        (4, [""] * 6),
        (5, ["ZIL", "231.7", *[""] * 4]),
    ]


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (598, '0" PS"', "598 PS"),
        (6.5, '0.0" t"', "6.5 t"),
        (547400, '#,##0.00\\ "€"', "547400 €"),
        (547400, "[$€-407] #,##0.00", "€ 547400"),
        (547400, "_-* #,##0\\ [$€-407]_-;-* #,##0\\ [$€-407]_-", "547400 €"),
        (99900, '#,##0.0," k€"', "99.9 k€"),
        (600, '"ca. "0', "ca. 600"),
        (15.5, '0.0 "l/100 km"', "15.5 l/100 km"),
        (612, "[Red]#,##0;[Blue]-0", "612"),
        (4e3, "0.00E+00", "4000"),
        (434.99999999999994, "0", "435"),  # 4.35 * 100
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_is_read_with_what_its_format_shows(
    number: float, code: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "formats.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["make", "power (hp)"])
        page.write(1, 0, "Aurus")
        page.write_number(1, 1, number, book.add_format({"num_format": code}))
    assert [row[1] for _, row in open_table(path).rows] == [told]


def test_a_number_of_an_ods_is_read_with_what_is_shown_beside_it(tmp_path: Path) -> None:
    def shown(value: str, text: str, kind: str = "float") -> str:
        note = "<office:annotation><text:p>no kW</text:p></office:annotation>"
        return ods_number(value, kind).replace("<text:p>shown", f"{note}<text:p>{text}")

    row = ods_row(
        ods_text("Aurus"), shown("598", "598 PS"), shown("547400", "547.400,00 €", "currency"),
        shown("4000", "4,00E+03"), shown("5.375", "5 3/8"), shown("99900", "99,9 k€"),
    )  # fmt: skip
    path = ods(tmp_path / "cars.ods", ods_row(*map(ods_text, "abcdef")) + row)
    assert [list(row) for _, row in open_table(path).rows] == [
        ["Aurus", "598 PS", "547400 €", "4000", "5.375", "99.9 k€"]
    ]


def test_the_first_shown_sheet_with_a_table_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        hidden = book.add_worksheet("Hidden")
        hidden.hide()
        for page in (hidden, book.add_worksheet("Cars")):
            page.write_column(0, 0, ["make", "Aurus", "ZIL"])
        book.add_worksheet("Note").write(0, 0, "as of 2025")
    table = open_table(path)
    assert (table.name, table.sheets) == ("many.xlsx: Cars", ("Empty", "Hidden", "Cars", "Note"))
    assert table.read_as.sheet == "Cars"
    assert open_table(path, TableOptions(sheet="Hidden")).name == "many.xlsx: Hidden"
    with pytest.raises(
        UnreadableTable, match=r'no sheet "Bikes"; its sheets are "Empty", "Hidden", "Cars", "Note"'
    ):
        open_table(path, TableOptions(sheet="Bikes"))
    with pytest.raises(UnreadableTable, match='the sheet "Empty" is empty'):
        open_table(path, TableOptions(sheet="Empty"))


def test_a_table_below_titles_keeps_the_numbers_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "titles.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range(1, 1, 1, 3, "State limousines")
        for row, cells in enumerate([["make", "kW", "mm"], ["Aurus", 440, 6630], ["ZIL", 232, 6339]], 3):
            page.write_row(row, 1, cells)
        page.write(8, 1, "Source: our own")
    table = open_table(path)
    assert table.header == ("make", "kW", "mm")
    lines = [(line, row[0]) for line, row in table.rows if any(row)]
    assert lines == [(2, "State limousines"), (5, "Aurus"), (6, "ZIL"), (9, "Source: our own")]
    assert found(table, "Rows above the table") == ("1", 'row 2: "State limousines"')
    assert found(table, "Rows below the table") == ("1", 'row 9: "Source: our own"')
    assert found(table, "Merged cells")[0] == "1"


CELLS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
        lambda text: not text.startswith(("=", "http", "ftp", "mailto", "internal:", "external:", "{"))
    )
    | st.integers(-(10**9), 10**9)
    | st.decimals(-9999, 9999, places=3, allow_nan=False)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(table=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_in_a_workbook_comes_back_cell_by_cell(tmp_path: Path, table: list[list[object]]) -> None:
    path = tmp_path / "any.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                else:
                    page.write_number(row, column, float(str(cell)))
    expected = [
        [cell if isinstance(cell, str) else f"{float(str(cell)):.12g}" for cell in row] for row in table
    ]
    read = [list(row) for _, row in open_table(path, TableOptions(header=0)).rows]
    assert [[cell.replace("-0", "0") if cell == "-0" else cell for cell in row] for row in expected] == read


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "far corner": (
        sheet(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        r"reaches over 1,048,576 rows and 16,384 columns; at most",
    ),
    "beyond all sheets": (
        sheet(ROW + '<row r="4294967295"><c r="ZZZZZZ4294967295"><v>1</v></c></row>'),
        "beyond the last row or column",
    ),
    "far row without places": (
        sheet('<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 4_000 + "</row>"),
        "reaches over 1,048,576 rows",
    ),
    "billion laughs": (
        sheet(ROW, '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'),
        "declares a document type",
    ),
    "cut off": (sheet(ROW)[:-40], r'"xl/worksheets/sheet1.xml" is damaged at line 1'),
    "other encoding": (sheet(ROW).encode("utf-16"), "is not UTF-8"),
    "no such text": (sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>' + ROW), "cannot be read"),
    "bomb": (sheet("".join(f"<row>{' ' * 1_000_000}</row>" for _ in range(30))), r"as no workbook does"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_in_a_sentence(tmp_path: Path, case: str) -> None:
    content, sentence = HOSTILE[case]
    with pytest.raises(UnreadableTable, match=sentence) as refused:
        open_table(xlsx(tmp_path / "cars.xlsx", content))
    assert str(refused.value).startswith("cars.xlsx")


HOSTILE_ODS = {
    "filled to the last cell": (
        ods_row(ods_text("a", 16_384), repeated=1_048_576),
        "reaches over 1,048,576 rows",
    ),
    "far corner": (
        ods_row(ods_text("a"))
        + ods_row(ods_gap(16_384), repeated=1_048_574)
        + ods_row(ods_gap(16_383), ods_text("a")),
        "reaches over 1,048,576 rows",
    ),
    "cut off": ("<table:table-row>", r'"content.xml" is damaged'),
}


@pytest.mark.parametrize("case", HOSTILE_ODS)
def test_a_hostile_ods_workbook_is_refused_in_a_sentence(tmp_path: Path, case: str) -> None:
    rows, sentence = HOSTILE_ODS[case]
    with pytest.raises(UnreadableTable, match=sentence):
        open_table(ods(tmp_path / "cars.ods", rows))


def test_a_claimed_dimension_counts_for_nothing(tmp_path: Path) -> None:
    """Only cells do: programs write the whole sheet as the dimension of two cells."""
    content = sheet(ROW).replace('ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert [list(row) for _, row in open_table(xlsx(tmp_path / "a.xlsx", content)).rows] == [
        ["1", "2"],
        ["3", ""],
    ]


def test_cells_without_places_are_counted(tmp_path: Path) -> None:
    content = sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert [list(row) for _, row in open_table(xlsx(tmp_path / "a.xlsx", content)).rows] == [
        ["1", "2"],
        ["3", ""],
    ]


def test_other_archives_and_passwords_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="workbook with a password"):
        open_table(ods(tmp_path / "a.ods", ods_row(ods_text("a")), "<manifest:encryption-data/>"))
    with zipfile.ZipFile(tmp_path / "b.xlsb", "w") as book:
        book.writestr("xl/workbook.bin", b"")
    with pytest.raises(UnreadableTable, match=r"binary workbook \(\.xlsb\)"):
        open_table(tmp_path / "b.xlsb")
    content = xlsx(tmp_path / "c.xlsx", sheet(ROW)).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])
    with pytest.raises(UnreadableTable, match="damaged or cut off"):
        open_table(tmp_path / "cut.xlsx")


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    """The sizes in the archive are what its author wrote there; another library believes them."""
    path = xlsx(tmp_path / "cars.xlsx", sheet(ROW * 400))
    true = len(sheet(ROW * 400))
    content = path.read_bytes()
    assert content.count(true.to_bytes(4, "little")) == 2
    path.write_bytes(content.replace(true.to_bytes(4, "little"), (500).to_bytes(4, "little")))
    with pytest.raises(UnreadableTable, match=r'part "xl/worksheets/sheet1.xml" is damaged'):
        open_table(path)


def test_the_limits_of_workbooks_are_kept(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "cars.xlsx", sheet(ROW))
    for limits in (Limits(rows=1), Limits(columns=1), Limits(cells=3)):
        with pytest.raises(UnreadableTable, match="reaches over 2 rows and 2 columns"):
            open_table(path, limits=limits)
    long = sheet(ROW + '<row r="3"><c r="A3" t="inlineStr"><is><t>' + "x" * 300 + "</t></is></c></row>")
    with pytest.raises(UnreadableTable, match=r"row 3: a cell has more than 200 letters"):
        open_table(xlsx(tmp_path / "cars.xlsx", long), limits=Limits(cell_letters=200))


Spans = Sequence[Sequence[tuple[str, int, int]]]
"""The cells of rows as a page has them: text, columns and rows over which it reaches."""

MERGED: Spans = [
    [("make", 1, 2), ("Power", 2, 1), ("mm", 1, 2)],
    [("kW", 1, 1), ("PS", 1, 1)],
    [("Aurus", 1, 3), ("440", 1, 1), ("598", 1, 2), ("6630", 1, 1)],
    [("441", 1, 1), ("", 1, 1)],
    [("both", 2, 1), ("6640", 1, 1)],
    [("ZIL", 1, 1), ("232", 1, 1), ("315", 1, 1), ("6339", 1, 1)],
]


def placed(rows: Spans) -> Iterator[tuple[int, int, str, int, int]]:
    """Row and column of each cell, with what it is."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for text, right, down in cells:
            while (row, column) in taken:
                column += 1
            yield row, column, text, right, down
            taken |= {(row + y, column + x) for y in range(down) for x in range(right)}


def merged_xlsx(path: Path, rows: Spans) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row, column, text, right, down in placed(rows):
            if right * down > 1:
                page.merge_range(row, column, row + down - 1, column + right - 1, text)
            else:
                page.write_string(row, column, text)
    return path


def merged_ods(path: Path, rows: Spans) -> Path:
    whole: dict[int, dict[int, str]] = {}
    for row, column, text, right, down in placed(rows):
        for y in range(row, row + down):
            whole.setdefault(y, {}).update(
                dict.fromkeys(range(column, column + right), "<table:covered-table-cell/>")
            )
        spans = f'table:number-columns-spanned="{right}" table:number-rows-spanned="{down}"'
        cell = (
            f'<table:table-cell office:value-type="string" {spans}><text:p>{text}</text:p></table:table-cell>'
        )
        whole[row][column] = cell
    return ods(path, "".join(ods_row(*(cells[at] for at in sorted(cells))) for cells in whole.values()))


def merged_page(path: Path, rows: Spans) -> Path:
    lines = (
        "".join(f'<{tag} colspan="{right}" rowspan="{down}">{text}</{tag}>' for text, right, down in cells)
        for tag, cells in zip(["th"] * 2 + ["td"] * len(rows), rows, strict=False)
    )
    path.write_text(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>", "utf-8")
    return path


def test_merged_cells_are_read_as_those_of_a_page(tmp_path: Path) -> None:
    page = open_table(merged_page(tmp_path / "cars.html", MERGED))
    assert page.header == ("make", "Power kW", "Power PS", "mm")
    assert [list(row) for _, row in page.rows] == [
        ["Aurus", "440", "598", "6630"],
        ["Aurus", "441", "598", ""],
        ["Aurus", "both", "", "6640"],
        ["ZIL", "232", "315", "6339"],
    ]
    for path in (merged_xlsx(tmp_path / "cars.xlsx", MERGED), merged_ods(tmp_path / "cars.ods", MERGED)):
        table = open_table(path)
        assert (table.header, list(table.rows)) == (page.header, [(n, [*row]) for n, row in page.rows])
        assert (
            set(table.joined) == {(range(1, 2), range(1, 3)), (range(5, 6), range(1, 3))} == set(page.joined)
        )
        assert found(table, "Head rows")[0] == "rows 1 to 2"
        again = open_table(path, table.read_as)
        assert (again.header, list(again.rows)) == (table.header, list(table.rows))
        first = open_table(path, TableOptions(header=1))
        assert (first.header, next(iter(first.rows))) == (
            ("make", "Power", "", "mm"),
            (2, ["", "kW", "PS", ""]),
        )


def test_a_cell_merged_with_the_header_down_a_whole_sheet_makes_no_head(tmp_path: Path) -> None:
    table = open_table(merged_xlsx(tmp_path / "cars.xlsx", [
        [("Cars", 1, 8), ("make", 1, 1), ("kW", 1, 1)],
        *([(make, 1, 1), (str(kw), 1, 1)] for kw, make in enumerate("ABCDEFG", 100)),
    ]))  # fmt: skip
    assert table.header == ("Cars", "make", "kW")
    assert next(iter(table.rows)) == (2, ["", "A", "100"])
