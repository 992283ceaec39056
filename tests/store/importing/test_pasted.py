"""Tables out of the clipboard: as a page where it has one, else as text; words that are no table are none."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Copied, TableOptions
from carspec.store.importing.limits import Limits
from carspec.store.importing.opening import open_table
from carspec.store.importing.page_table import NoTable
from carspec.store.importing.pasted import NAME, pasted_table

from .test_pages import cells, found

PAGE = "<meta charset='utf-8'><table><tr><td>make<td>kW<tr><td>Škoda<td>206<tr><td>ZIL<td>232</table>"
TEXT = "make\tkW\nfrom text\t1\n"
CHROMIUM = Path(__file__).resolve().parents[2] / "reference" / "chromium_clipboard"
"""What Chromium 156 puts on the clipboard of X11 of `copied_page.html`: the page by select all, some rows by
dragging. It writes the style of each element into it, resolves links, and leaves the head of the page out."""


def test_a_page_goes_before_the_text_and_the_source_has_the_day() -> None:
    table = pasted_table(Copied(PAGE, TEXT, "https://wiki.example/Cars"))
    assert (table.name, table.header, cells(table)) == (
        NAME,
        ("make", "kW"),
        [["Škoda", "206"], ["ZIL", "232"]],
    )
    assert table.source.title == f"Pasted table, {date.today().isoformat()}"
    assert table.source.url == "https://wiki.example/Cars"
    assert pasted_table(Copied(PAGE, address="about:blank")).source.url is None
    assert table.place(2, "kW").letters == "B"
    assert table.read_as.encoding is None
    assert "Encoding" not in [found.what for found in table.findings]
    assert table.counts == "row"


def test_a_page_copied_in_chromium_is_its_table() -> None:
    html, text = ((CHROMIUM / name).read_text("utf-8") for name in ("page.html", "page.txt"))
    assert not html.startswith("<meta"), "this Chromium tells no encoding: the clipboard's is UTF-8"
    address = "http://cars.example:8123/wiki/Comparison_of_state_cars.html"
    table = pasted_table(Copied(html, text, address))
    assert table.source.url == address
    assert table.header == (
        *("Make", "Model", "First year", "Engine Power", "Engine Torque", "Kerb mass", "Top speed"),
    )
    plain = [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells(table)]
    assert plain == [
        ["Mercedes-Benz", "S 600 Guard", "2015", "530 PS (390 kW)", "830 N⋅m", "4,700 kg", "210 km/h"],
        ["Mercedes-Benz", "S 680 Guard", "2021", "612 PS (450 kW)", "830 N⋅m", "4,200 kg", "210 km/h"],
        ["Hongqi", "CA7600J", "2009", "300 kW", "550 N⋅m", "3,152 kg", "—"],
        ["Škoda", "Superb Armoured", "2018", "190 PS", "400 N⋅m", "not disclosed", ""],
    ]
    assert "\N{NO-BREAK SPACE}" in cells(table)[0][3]
    assert found(table, "Table")[0] == "Table 1: Armoured limousines in service"
    assert open_table(CHROMIUM / "page.html").header == table.header, "kept in a file"


def test_rows_dragged_over_in_chromium_have_no_header() -> None:
    table = pasted_table(Copied((CHROMIUM / "rows.html").read_text("utf-8")))
    assert [len(row) for row in cells(table)] == [6, 6, 6]


def test_the_text_is_taken_where_the_page_has_no_table() -> None:
    table = pasted_table(Copied("<p>make <b>kW</b></p>", TEXT))
    assert cells(table) == [["from text", "1"]]
    assert (table.counts, found(table, "Header row")[0]) == ("row", "row 1")
    quoted = pasted_table(Copied(None, 'make\tkW\n"two\nlines"\t1\nZIL\t2\n'))
    assert [line for line, _ in quoted.rows] == [2, 4]
    assert quoted.counts == "line"
    assert cells(pasted_table(Copied(None, '[{"a": 1, "b": 2}]'))) == [["1", "2"]]
    assert cells(pasted_table(Copied(None, PAGE)))[1] == ["ZIL", "232"]


@pytest.mark.parametrize(
    "copied",
    [
        Copied(),
        Copied("", "  \n"),
        Copied("<p>A word.</p>", "A word."),
        Copied(None, "Dear Sir,\nthe car\nis fine.\n"),
        Copied(None, 'He said "yes, and\nleft'),
        Copied(None, '"Never closed, he said'),
        Copied(None, "make\tkW"),
        Copied("<table><tr><td>one<td>row</table>", "one\trow"),
        Copied(None, "\ud800"),
    ],
)
def test_what_is_no_table_is_told_so(copied: Copied) -> None:
    with pytest.raises(NoTable, match="The clipboard holds no table"):
        pasted_table(copied)


def test_a_broken_table_is_told_by_its_place() -> None:
    with pytest.raises(UnreadableTable, match=r"^Pasted table, row 2: it has more than 3 columns"):
        pasted_table(Copied(PAGE.replace("<td>206", "<td>206" * 3)), limits=Limits(columns=3))
    with pytest.raises(UnreadableTable, match=r"^Pasted table, row 1: this row has 4 cells; the limit is 3"):
        pasted_table(Copied(None, "a\tb\tc\td\n1\t2\t3\t4"), limits=Limits(columns=3))
    with pytest.raises(UnreadableTable, match=r"^Pasted table, row 9: no row begins here"):
        pasted_table(Copied(PAGE), TableOptions(header=9))


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.just("\n"), max_size=9)


@given(
    table=st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
    )
)
def test_cells_with_tabs_between_them_come_back_whole(table: list[list[str]]) -> None:
    """As Excel and Calc copy them: quotes stand round cells with line ends or quotes."""
    table = [["x"] * len(table[0]), *table]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    read = pasted_table(Copied(None, text.getvalue()), TableOptions(header=0, separator="\t", quote='"'))
    assert cells(read) == table
