"""Tables of HTML pages: laid out as by a browser, read as one sees them, and no harm from hostile ones."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core import numbers
from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Table, TableOptions
from carspec.output.grid import Grid, GridCell, GridRow, text_cell
from carspec.output.writers.html import html_table
from carspec.store.importing.limits import Limits
from carspec.store.importing.opening import open_table

WIKI = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>State cars - A wiki</title>
<link rel="canonical" href="https://wiki.example/State_cars"><style>td { color: red }</style></head><body>
<table class="navigation"><tr><td>Main page</td><td>Talk</td></tr></table>
<h2>Armoured<span class="mw-editsection">[edit]</span></h2>
<table><caption>Cars <b>of</b> state</caption><thead>
<tr><th rowspan="2">Make</th><th rowspan="2">Model</th><th colspan="2">Power</th><th rowspan="2">Boot (m<sup>3</sup>)</th></tr>
<tr><th>kW</th><th>PS</th></tr></thead><tbody>
<tr><th colspan="5">Russia</th></tr>
<tr><td rowspan="2">Aurus<td>Senat<sup class="reference"><a href="#1">[1]</a></sup>
  <td>440<sup>a</sup><td><span style="display: none">0598</span>598<td>0.5
<tr><td>Arsenal<br>VR8<td>4&nbsp;40<td colspan="2">598</tr>
<tr style="display:none"><td>hidden<td>x<td>1<td>1<td>1</tr>
<tr><td>ZIL<td><script>document.write("<td>x</td>")</script>41047<td><!-- 9 -->232<td>315<td>-</tr>
</tbody></table>
<p>Prices<table><tr><td>car<td>price<tr><td>Senat<td>1.2×10<sup>6</sup></table>"""  # noqa: E501


def page(folder: Path, text: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def opened(folder: Path, text: str | bytes, options: TableOptions | None = None) -> Table:
    return open_table(page(folder, text), options or TableOptions())


def cells(table: Table) -> list[list[str]]:
    return [list(row) for _, row in table.rows]


def found(table: Table, what: str) -> tuple[str, str]:
    return next((one.value, one.evidence) for one in table.findings if one.what == what)


def test_a_table_of_a_wiki_is_read_as_one_sees_it(tmp_path: Path) -> None:
    table = opened(tmp_path, WIKI)
    assert table.header == ("Make", "Model", "Power kW", "Power PS", "Boot (m³)")
    assert [(line, list(row)) for line, row in table.rows] == [
        (3, ["Russia", "", "", "", ""]),
        (4, ["Aurus", "Senat", "440", "598", "0.5"]),
        (5, ["Aurus", "Arsenal\nVR8", "4\xa040", "598", ""]),
        (6, ["ZIL", "41047", "232", "315", "-"]),
    ]
    assert found(table, "Head rows") == ("rows 1 to 2", "their texts are joined to one name")
    assert found(table, "Header row") == ("row 2", "its cells are marked as heads")
    assert found(table, "Cells over several rows")[0] == "1"
    assert found(table, "Raised signs left out") == ("2", 'they mark footnotes, as in "Senat[1]", "440a"')
    assert (table.source.title, table.source.url) == (
        "State cars - A wiki",
        "https://wiki.example/State_cars",
    )


def test_the_largest_table_is_taken_and_another_can_be_chosen(tmp_path: Path) -> None:
    table = opened(tmp_path, WIKI)
    assert table.sheets == ("Table 1: Cars of state", "Table 2")
    assert table.name == "page.html: Table 1: Cars of state"
    assert table.read_as.sheet == "Table 1: Cars of state"
    other = opened(tmp_path, WIKI, TableOptions(sheet="Table 2"))
    assert (other.header, cells(other)) == (("car", "price"), [["Senat", "1.2×10⁶"]])
    with pytest.raises(
        UnreadableTable, match='no table "Cars"; its tables are "Table 1: Cars of state", "Table 2"'
    ):
        opened(tmp_path, WIKI, TableOptions(sheet="Cars"))
    again = open_table(page(tmp_path, WIKI), table.read_as)
    assert (again.header, cells(again)) == (table.header, cells(table))


def test_a_header_row_that_is_chosen_is_taken_alone(tmp_path: Path) -> None:
    assert opened(tmp_path, WIKI, TableOptions(header=1)).header[2:4] == ("Power", "")
    none = opened(tmp_path, WIKI, TableOptions(header=0))
    assert (none.header[0], cells(none)[1]) == ("Column 1", ["Make", "Model", "kW", "PS", "Boot (m³)"])


def test_a_table_without_marked_heads_is_read_like_a_sheet(tmp_path: Path) -> None:
    rows = "<tr><td colspan=3>Cars of the test<tr><td>make<td>kW<td>mm<tr><td>Aurus<td>440<td>6630"
    table = opened(tmp_path, f"<table>{rows}<tr><td>ZIL<td>232<td>6339</table>")
    assert table.header == ("make", "kW", "mm")
    assert found(table, "Rows above the table") == ("1", 'row 1: "Cars of the test"')
    assert cells(table)[0] == ["Cars of the test", "", ""]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("598<sup>1</sup>", "598"),
        ("598<sup>2</sup> hp", "598 hp"),
        ("4.2 kg<sup>3</sup>", "4.2 kg"),
        ("10<sup>5</sup> €", "10⁵ €"),
        ("110<sup>5</sup> €", "110 €"),
        ("20<sup>7</sup>/<sub>8</sub> in", "20 7/8 in"),
        ("20<sup>a</sup>/30", "20/30"),
        ("0.5 m<sup>3</sup>", "0.5 m³"),
        ("300 cm<sup><span>3</span></sup>!", "300 cm³!"),
        ("m/s<sup>2</sup>", "m/s²"),
        ("6 × 10<sup>-3</sup>", "6 × 10⁻³"),
        ("CO<sub>2</sub>", "CO2"),
        ("one<br/>two<p>three</p>", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<h4>Make</h4>", "Make"),
        ("1&thinsp;000&#160;kg &lt;b&gt;", "1\u2009000\xa0kg <b>"),
        ("a<table><tr><td>inside</table>b", "ab"),
        ("<a href='x' hidden>gone</a>seen<template>x</template>", "seen"),
        ("<a class=comment-indicator></a><comment>a note</comment>440", "440"),
        ("<span style='DISPLAY:none'>gone</span>  seen ", "seen"),
    ],
)
def test_a_cell_is_what_one_reads_in_it(tmp_path: Path, cell: str, text: str) -> None:
    table = opened(tmp_path, f"<table><tr><th>a<th>b<tr><td>{cell}</td><td>x<tr><td>y<td>z</table>")
    assert cells(table)[0] == [text, "x"]


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('sdval="6630" sdnum="1031;0;#.##0"', "6.630", "6630"),
        ('sdval="6630" sdnum="1031;1031;#,##0"', "6.630", "6630"),
        ('sdval="5.4693" sdnum="1031;0;0,00"', "5,47", "5.47"),
        ('sdval="5.4" sdnum="1031;"', "5,40", "5.40"),
        ('sdval="-1234.5" sdnum="1033;0;General"', "-1,234.5", "-1234.5"),
        ('sdval="43227" sdnum="1031;1031;TT.MM.JJJJ"', "07.05.2018", "07.05.2018"),
        ('sdval="0.25" sdnum="1033;0;0%"', "25%", "25%"),
        ('x:num="5469"', "5.469", "5469"),
        ('x:num=""', "5.469", "5.469"),
        ('sdval="440" sdnum="1033;"', "some", "some"),
        ('sdval="99" sdnum="1033;"', "1.234", "1.234"),
        ('sdval="1e999999999" sdnum="1033;"', "1.234", "1.234"),
    ],
)
def test_the_value_that_a_spreadsheet_tells_settles_the_decimal_mark(
    tmp_path: Path, attributes: str, shown: str, text: str
) -> None:
    table = opened(tmp_path, f"<table><tr><td>a<td>b<tr><td>x<td {attributes}>{shown}</table>")
    assert cells(table)[0] == ["x", text]


def test_the_encoding_is_that_of_the_bytes_and_else_as_the_page_says(tmp_path: Path) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    text = f"{head}<table><tr><td>Škoda<td>a<tr><td>b<td>c"
    for told, true, named in (
        ("windows-1250", "cp1250", "windows-1250"),
        ("ISO-8859-1", "utf-8", "UTF-8"),
        ("utf-16", "utf-16", "UTF-16"),
    ):
        table = opened(tmp_path, text.format(told).encode(true))
        assert table.header[0] == "Škoda"
        assert table.read_as.encoding == named
    latin = text.format("iso-8859-1").replace("Škoda", "Citroën €").encode("cp1252")
    assert found(opened(tmp_path, latin), "Encoding") == ("windows-1252", "the page says so")


def test_a_page_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    rows = "<tr><td>make<td>kW<tr><td>Aurus<td>440"
    for start in (
        "<!-- saved --><html>",
        "\ufeff<!DOCTYPE HTML>",
        '<?xml version="1.0"?>\n<html>',
        "<TABLE>",
    ):
        assert open_table(page(tmp_path, f"{start}<table>{rows}", "export.xls")).header == ("make", "kW")
    assert open_table(page(tmp_path, rows, "part.txt")).header == ("make", "kW")
    assert open_table(page(tmp_path, "make,note\nAurus,<table>\nZIL,<td>", "a.csv")).header == (
        "make",
        "note",
    )
    with pytest.raises(
        UnreadableTable, match=r"page\.html: this page has no table of two rows and two columns"
    ):
        opened(tmp_path, "<html><p>No table here.<table><tr><td>a<td>b</table>")


HOSTILE = {
    "columns by colspan": (
        "<tr>" + "<td colspan=1000>x" * 10,
        "row 1: it has more than 4,096 columns",
    ),
    "columns by cells": ("<tr>" + "<td>x" * 5_000, "row 1: it has more than 4,096 columns"),
    "rows by rowspan": (
        "<tr>" + "<td rowspan=65534 colspan=1000>x" * 4 + "<tr><td>y" * 5_000,
        "reach over more than 16,000,000 cells",
    ),
    "a long cell": (f"<tr><td>{'x' * 200_000}<td>a", "a cell has 200,000 letters; the limit is 131,072"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_page_is_refused_in_a_sentence(tmp_path: Path, case: str) -> None:
    rows, sentence = HOSTILE[case]
    with pytest.raises(UnreadableTable, match=sentence) as refused:
        opened(tmp_path, f"<table>{rows}</table>")
    assert str(refused.value).startswith("page.html")


HARMLESS = {
    "spans without sense": "<td colspan=-3 rowspan=x>1<td colspan=99999999999>",
    "nested without end": "<td>" + "<table><tr><td>" * 2_000 + "</table>",
    "deep": "<td>" + "<div>" * 50_000 + "1",
    "many signs": "<td>1" + "<sup>a</sup>" * 20_000,
    "entities": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><td>1&a;&b;&#0;&#xD800;&#99999999;',
    "loose ends": "</table></tr></td><td>1</th></sup></script><tr></thead><td></caption>",
    "a heading without end": "<caption>x<td>1<td>2<h1>y",
    "scripts": "<td onclick='x()'>1<script>while (1) {}</script><iframe src='http://example.org'>x</iframe>",
}


@pytest.mark.parametrize("case", HARMLESS)
def test_a_broken_page_is_still_a_table(tmp_path: Path, case: str) -> None:
    rows = "<tr><td>a<td>b<td>c<tr><td>d<td>e<td>f"
    table = opened(tmp_path, f"<table>{rows}<tr>{HARMLESS[case]}</table><table>{rows}<tr><td>g<td>h<td>i")
    assert ["d", "e", "f"] in [row[:3] for row in cells(table)]
    assert not any("root:" in text for row in cells(table) for text in row)


def test_the_limits_of_pages_are_kept(tmp_path: Path) -> None:
    path = page(tmp_path, "<table><tr><td>a<td>b<tr><td>1<td>2<tr><td>3<td>4</table>")
    for limits in (Limits(rows=2), Limits(columns=1), Limits(cells=5), Limits(memory_bytes=40)):
        with pytest.raises(UnreadableTable, match="limit"):
            open_table(path, limits=limits)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split(" ")).strip(" ") or "x"
)
NUMBERS = st.decimals(-99_999_999, 99_999_999, places=3, allow_nan=False) | st.integers(0, 10**9).map(Decimal)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.tuples(TEXTS, NUMBERS, TEXTS), min_size=2, max_size=6),
    locale=st.sampled_from(["en", "de", "fr", "ru", "hi", "en_GB"]),
)
def test_what_our_own_writer_makes_is_read_back_cell_by_cell(
    tmp_path: Path, rows: list[tuple[str, Decimal, str]], locale: str
) -> None:
    made = [
        GridRow(
            None, (text_cell(first), GridCell(numbers.eye(n, locale), numbers.plain(n), n), text_cell(last))
        )
        for first, n, last in rows
    ]
    written = html_table(Grid("", ("a", "b", "c"), tuple(made), locale=locale))
    table = opened(tmp_path, f'<meta charset="utf-8">{written}')
    assert table.header == ("a", "b", "c")
    assert cells(table) == [[first, numbers.plain(n), last] for first, n, last in rows]
