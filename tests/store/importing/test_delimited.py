"""Text files as tables: every dialect and encoding comes back cell by cell, and each guess says why."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Table, TableOptions
from carspec.store.importing.legacy_encodings import ENCODINGS
from carspec.store.importing.limits import Limits
from carspec.store.importing.opening import open_table

QUATTRO = "Marke;Modell;Länge;Leistung\nŠkoda;Superb;4,87;206\nCitroën;C6;4,91;176\nAurus;Senat;6,63;598\n"


def written(folder: Path, content: str | bytes, name: str = "cars.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def found(table: Table, what: str) -> tuple[str, str]:
    return next((one.value, one.evidence) for one in table.findings if one.what == what)


def rows(table: Table) -> list[tuple[int, list[str]]]:
    return [(line, list(row)) for line, row in table.rows]


def test_a_german_export_tells_what_was_found_and_why(tmp_path: Path) -> None:
    """The letters, the separator and the header of what Excel saves in Germany."""
    table = open_table(written(tmp_path, QUATTRO, encoding="cp1252"))
    assert table.header == ("Marke", "Modell", "Länge", "Leistung")
    assert rows(table)[1] == (3, ["Citroën", "C6", "4,91", "176"])
    assert found(table, "Encoding") == (
        "windows-1252",
        "3 bytes are not UTF-8 (first: line 1); as windows-1252 their letters make words",
    )
    assert found(table, "Separator") == ("semicolon", "most rows are alike: 4 of 4 have 4 cells")
    assert found(table, "Header row") == ("line 1", "its cells are words where 2 columns hold numbers below")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
        ("cp1250", "windows-1252"),  # these letters are the same bytes in both
        ("cp850", "IBM850"),
    ],
)
def test_one_table_in_many_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    text = QUATTRO if encoding != "cp850" else QUATTRO.replace("Š", "S")
    table = open_table(written(tmp_path, text, encoding=encoding))
    assert found(table, "Encoding")[0] == name
    assert [row[0] for _, row in table.rows] == [text.splitlines()[n].split(";")[0] for n in (1, 2, 3)]
    assert table.header[2] == "Länge"
    assert open_table(tmp_path / "cars.csv", table.read_as).header == table.header


WORDS = {
    "macintosh": "Größe;Länge;Höhe\nMüller;größer;schön\nCitroën;Coupé;Straße\n",
    "windows-1251": "Марка;Модель;Мощность\nЗИЛ;41047;315 л.с.\nАурус;Сенат;598 л.с.\n",
    "KOI8-R": "Марка;Модель;Мощность\nЗИЛ;41047;315 л.с.\nАурус;Сенат;598 л.с.\n",
    "windows-1250": "Długość;Szerokość;Źródło\nŁada;żółty;świętokrzyski\n",
    "windows-1253": "Μάρκα;Μοντέλο;Ισχύς\nΦίατ;Τίπο;88\n",
    "windows-1254": "Güç;Ağırlık;Şanzıman\nişlemci;hız;yükseklik\n",
    "GB18030": "品牌;型号;功率\n红旗;检阅车;防弹\n",
    "cp932": "メーカー;車種;出力\nトヨタ;センチュリー;防弾\n",
    "cp949": "제조사;모델;출력\n현대;에쿠스;방탄\n",
    "Big5": "品牌;型號;功率\n紅旗;檢閱車;防彈\n",
}


@pytest.mark.parametrize("name", WORDS)
def test_words_tell_their_encoding(tmp_path: Path, name: str) -> None:
    table = open_table(written(tmp_path, WORDS[name], encoding=ENCODINGS[name]))
    assert found(table, "Encoding")[0] == name
    assert ";".join(table.header) == WORDS[name].splitlines()[0]


def test_evidence_comes_from_the_last_line_too(tmp_path: Path) -> None:
    """A megabyte of ASCII before the one letter that matters."""
    text = "make;length\n" + "Aurus;6.63\n" * 120_000 + "Citroën;4.91\n"
    table = open_table(written(tmp_path, text, encoding="cp1252"))
    assert found(table, "Encoding")[1].startswith("1 bytes are not UTF-8 (first: line 120,002)")
    assert rows(table)[-1] == (120_002, ["Citroën", "4.91"])


def test_single_letters_of_another_encoding_in_utf_8(tmp_path: Path) -> None:
    """A file that two programs wrote: most of it is UTF-8, so that the rest does not garble all of it."""
    content = (QUATTRO * 3).encode() + "Renault;Coupé;4,6;100\n".encode("cp1252")
    table = open_table(written(tmp_path, content))
    assert found(table, "Encoding")[0] == "UTF-8/windows-1252"
    assert "first: line 13" in found(table, "Encoding")[1]
    assert rows(table)[0][1][0] == "Škoda"
    assert rows(table)[-1][1][1] == "Coupé"
    assert rows(open_table(tmp_path / "cars.csv", table.read_as)) == rows(table)


def test_what_is_asked_for_wins(tmp_path: Path) -> None:
    path = written(tmp_path, "Zeile eins\n" + QUATTRO, encoding="cp1252")
    table = open_table(path, TableOptions(encoding="cp1251", separator=",", header=0))
    assert table.header == ("Column 1", "Column 2") or len(table.header) == 1
    assert rows(table)[0][0] == 1
    table = open_table(path, TableOptions(header=3))
    assert table.header[0] == "Škoda"
    assert [line for line, _ in table.rows] == [1, 2, 4, 5]
    assert found(table, "Header row") == ("line 3", "as chosen")


def test_an_encoding_that_does_not_fit_is_refused_with_the_place(tmp_path: Path) -> None:
    path = written(tmp_path, QUATTRO, encoding="cp1252")
    with pytest.raises(UnreadableTable, match=r"cars\.csv, line 1, column 15: the byte E4 is not utf-8"):
        open_table(path, TableOptions(encoding="utf-8"))
    with pytest.raises(UnreadableTable, match='"klingon" is no encoding'):
        open_table(path, TableOptions(encoding="klingon"))
    with pytest.raises(UnreadableTable, match='"base64" is no encoding'):
        open_table(path, TableOptions(encoding="base64"))


def test_titles_and_footnotes_are_told_and_kept_with_their_lines(tmp_path: Path) -> None:
    text = (
        "Cars of state;;\nas of 2025;;\n\nmake;model;kW\nAurus;Senat;440\nZIL;41047;232\n"
        + '"Mercedes\nBenz";S;390\n'
        + "Hongqi;L5;285\n" * 5
        + "Source: our own;;\n"
    )
    table = open_table(written(tmp_path, text))
    assert table.header == ("make", "model", "kW")
    assert [line for line, _ in table.rows] == [1, 2, 3, 5, 6, 7, *range(9, 15)]
    assert found(table, "Header row")[0] == "line 4"
    assert found(table, "Rows above the table") == ("2", 'line 1: "Cars of state"')
    assert found(table, "Rows below the table") == ("1", 'line 14: "Source: our own"')


def test_a_row_of_units_is_told(tmp_path: Path) -> None:
    text = "make,power,length\n,kW,mm\nAurus,440,6630\nZIL,232,6339\nHongqi,285,5555\n"
    assert found(open_table(written(tmp_path, text)), "Second head row")[0] == "line 2"


def test_the_header_of_r_has_one_name_less(tmp_path: Path) -> None:
    table = open_table(
        written(tmp_path, '"mpg" "cyl"\n"Mazda RX4" 21 6\n"Datsun" 22.8 4\n'), TableOptions(separator=" ")
    )
    assert table.header == ("", "mpg", "cyl")


@pytest.mark.parametrize("rest", ["6,5,880", "6,500,880", "6,5,88,0"])
def test_a_comma_that_may_cut_numbers_moves_no_column(tmp_path: Path, rest: str) -> None:
    """Was "6,5" two cells, all cells behind it would stand under the name before theirs."""
    content = f"make,model,mass (t),torque (Nm)\nAurus,Senat,{rest}\nZIL,41047,{rest}\n"
    table = open_table(written(tmp_path, content))
    assert table.header == ("make", "model", "mass (t)", "torque (Nm)")
    assert found(table, "Header row")[1].endswith("does a comma stand in their numbers?")


def test_rows_of_another_width_are_given_as_they_are(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n1,2,3\n"))
    assert [len(row) for _, row in table.rows] == [3, 2, 4, 0, 3]
    assert found(table, "Rows of another width") == ("2", "line 3 has 2; line 4 has 4")
    assert found(table, "Empty lines")[0] == "1"


def test_excel_names_its_separator_in_the_first_line(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "sep=|\nmake|a,b\nAurus|1,2\n"))
    assert table.header == ("make", "a,b")
    assert rows(table) == [(3, ["Aurus", "1,2"])]
    assert found(table, "Separator")[1].startswith("the first line says so")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("name,size\n'Aston, Martin',1\n'Rolls, Royce',2\n", ["Aston, Martin", "1"]),
        ('name,size\n"a \\"quoted\\" word",1\n"b, c",2\n', ['a "quoted" word', "1"]),
        ('name\tsize\n"5 inch\t1\nb\t2\n', ['"5 inch', "1"]),
        ('name, size\n"a, b", 1\n"c", 2\n"d", "3"\n"e", "4"\n"f", "4"\n"g", "4"\n', ["a, b", "1"]),
    ],
)
def test_quotes_of_other_programs(tmp_path: Path, text: str, cells: list[str]) -> None:
    table = open_table(written(tmp_path, text))
    assert rows(table)[0][1] == cells
    assert rows(open_table(tmp_path / "cars.csv", table.read_as)) == rows(table)


def test_text_behind_a_quote_is_told_and_read(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, 'a,b,c\n1,"x"y,3\n4,5,6\n7,8\n'))
    assert found(table, "Quotes") == (
        "not closed properly",
        "line 2: text stands behind a closing quote; read as they stand",
    )
    assert rows(table)[0][1] == ["1", "xy", "3"]


REFUSED = {
    "empty": (b"", "it is empty"),
    "blank": (b"\r\n\n", "it is empty"),
    "nul": (b"a,b\n1,2\n3,\x00\n", r"line 3: a NUL byte"),
    "late nul": (b"a,b\n" + b"1,2\n" * 400_000 + b"\xff\x00\n", r"line 400,002: a NUL byte"),
    "nul in UTF-16": ("a,b\n1,\x00\n".encode("utf-16"), r"line 2, column 3: a NUL byte"),
    "half of UTF-16": ("a,b\n1,2\n".encode("utf-16")[:-1], r"it is not UTF-16|the byte"),
    "open quote": (b'a,b\n1,2\n3,"4\n5,6,7\n', r"line 3: a quote is opened here and never closed"),
    "long cell": (b"a,b\n1," + b"x" * 140_000 + b"\n", r"line 2: a cell is longer than 131,072 letters"),
    "pdf": (b"%PDF-1.7\n", "a PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"old Excel workbook \(\.xls\)"),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "workbook with a password",
    ),
    "cut gzip": (gzip.compress(QUATTRO.encode())[:-12], "damaged or cut off"),
    "flipped gzip": (gzip.compress(QUATTRO.encode() * 9)[:40] + b"\xff" * 20, "damaged or cut off"),
    "gzip bomb": (gzip.compress(b"0" * 40_000_000), "150 times as much"),
    "wide": (b",".join([b"1"] * 5_000) + b"\n" + b"2\n", "5,000 cells; the limit is 4,096"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, case: str) -> None:
    content, sentence = REFUSED[case]
    with pytest.raises(UnreadableTable, match=sentence) as refused:
        list(open_table(written(tmp_path, content)).rows)
    assert str(refused.value).startswith("cars.csv")
    assert str(refused.value).endswith(".")


def test_the_limits_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n" + "1,2\n" * 50)
    for limits, sentence in [
        (Limits(rows=10), "51 rows; the limit is 10"),
        (Limits(columns=1), "2 cells; the limit is 1"),
        (Limits(file_bytes=100), "204 bytes, more than 100 bytes"),
        (Limits(unpacked_bytes=100), "more than 100 bytes"),
    ]:
        with pytest.raises(UnreadableTable, match=sentence):
            open_table(path, limits=limits)
    with pytest.raises(UnreadableTable, match="longer than 5 bytes"):
        open_table(written(tmp_path, "abcdef"), limits=Limits(line_bytes=5))
    assert Limits().cell_letters == csv.field_size_limit()


def test_places_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="is a folder"):
        open_table(tmp_path)
    with pytest.raises(UnreadableTable, match="There is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(UnreadableTable, match="cannot be read"):
        open_table(Path("a\0b"))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, QUATTRO))
    written(tmp_path, QUATTRO + "\0")
    with pytest.raises(UnreadableTable, match="changed while it was read"):
        list(table.rows)


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    """Gzip by its first bytes, whatever its name; of a ZIP archive the only file, or the one asked for."""
    plain = rows(open_table(written(tmp_path, QUATTRO)))
    packed = open_table(written(tmp_path, gzip.compress(QUATTRO.encode()), "x.csv"))
    assert rows(packed) == plain
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.writestr("cars.csv", QUATTRO)
    table = open_table(tmp_path / "one.zip")
    assert (table.name, rows(table)) == ("one.zip: cars.csv", plain)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("cars.csv", QUATTRO)
        archive.writestr("other.csv", "a,b\n1,2\n")
    with pytest.raises(UnreadableTable, match=r'choose one of the files in it \("cars.csv", "other.csv"\)'):
        open_table(tmp_path / "two.zip")
    table = open_table(tmp_path / "two.zip", TableOptions(sheet="other.csv"))
    assert (table.header, table.sheets) == (("a", "b"), ("cars.csv", "other.csv"))


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85")
    | st.sampled_from(" \n"),
    max_size=8,
)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=TABLES,
    separator=st.sampled_from(",;\t|^~ "),
    quote=st.sampled_from("\"'"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    escape=st.sampled_from(["", "\\"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32-be", "gb18030"]),
)
def test_a_table_in_any_dialect_comes_back_cell_by_cell(
    tmp_path: Path,
    table: list[list[str]],
    separator: str,
    quote: str,
    quoting: int,
    escape: str,
    end: str,
    encoding: str,
) -> None:
    # Python 3.11 puts no quotes round a line end that is not the one of the file
    table = [[cell.replace("\n", end) for cell in row] for row in table]
    text = io.StringIO(newline="")
    csv.writer(
        text,
        delimiter=separator,
        quotechar=quote,
        quoting=quoting,  # type: ignore[arg-type]
        doublequote=not escape,
        escapechar=escape or None,
        lineterminator=end,
    ).writerows(table)
    path = written(tmp_path, text.getvalue(), encoding=encoding)
    options = TableOptions(encoding=encoding, separator=separator, quote=quote, escape=escape, header=0)
    assert [list(row) for _, row in open_table(path, options).rows] == table


PLAIN_CELLS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"]), max_size=9
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.lists(
        st.tuples(PLAIN_CELLS, PLAIN_CELLS, st.decimals(0, 9999, places=1)), min_size=3, max_size=9
    ),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_found_out(
    tmp_path: Path, body: list[tuple[str, str, object]], separator: str, encoding: str
) -> None:
    """With nothing asked for: each row quoted as csv does it, a header, and a column of numbers."""
    text = io.StringIO(newline="")
    rows_written = [[first, second, str(number)] for first, second, number in body]
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
        [["make", "model", "kW"], *rows_written]
    )
    table = open_table(written(tmp_path, text.getvalue(), encoding=encoding))
    assert table.header == ("make", "model", "kW")
    assert [list(row) for _, row in table.rows] == rows_written
