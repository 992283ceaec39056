"""JSON as a table: what is nested becomes columns with paths, and each text stays as it is written."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Table, TableOptions
from carspec.store.importing.limits import Limits
from carspec.store.importing.opening import open_table


def opened(folder: Path, content: object, options: TableOptions = TableOptions()) -> Table:  # noqa: B008
    text = content if isinstance(content, str) else json.dumps(content)
    path = folder / "cars.json"
    path.write_text(text, encoding="utf-8")
    return open_table(path, options)


def rows(table: Table) -> list[list[str]]:
    return [list(row) for _, row in table.rows]


def test_nested_objects_and_lists_become_columns(tmp_path: Path) -> None:
    table = opened(
        tmp_path,
        """[
        {"make": {"name": "Aurus"}, "mass": 6.50, "range": [{"cycle": "wltp", "km": 410}, {"cycle": "epa",
        "km": 380}],
         "motors": [{"kw": 440}, {"kw": 46}], "markets": ["RU", "AE"], "armoured": true, "note": null},
        {"make": {"name": "ZIL"}, "range": [{"cycle": "epa", "km": 1e2}], "year": 1985, "markets": []},
        {"make": {"name": "Hongqi"}, "range": [{"cycle": "wltp", "km": 300}, {"cycle": "epa", "km": 250}]}
        ]""",
    )
    assert table.header == (
        *("make.name", "mass", "range[wltp].km", "range[epa].km", "year"),
        *("motors[0].kw", "motors[1].kw", "markets", "armoured"),
    )
    first, second, third = (dict(zip(table.header, row, strict=True)) for row in rows(table))
    assert first["mass"] == "6.50"
    assert (first["range[wltp].km"], first["range[epa].km"]) == ("410", "380")
    assert (first["motors[1].kw"], first["markets"], first["armoured"]) == ("46", "RU; AE", "true")
    assert (second["range[wltp].km"], second["range[epa].km"], second["year"]) == ("", "1e2", "1985")
    assert third["motors[0].kw"] == ""


@pytest.mark.parametrize(
    "content",
    [
        '{"data": {"cars": [{"make": "Aurus"}, {"make": "ZIL"}]}, "sources": [{"title": "x"}]}',
        '{"make": "Aurus"}\n\n{"make": "ZIL"}\n',
        '\ufeff[{"make": "Aurus"}, {"make": "ZIL"}]',
        '[["make"], ["Aurus"], ["ZIL"]]',
    ],
)
def test_records_are_found_where_they_are(tmp_path: Path, content: str) -> None:
    table = opened(tmp_path, content)
    assert table.header == ("make",)
    assert rows(table) == [["Aurus"], ["ZIL"]]
    assert rows(open_table(tmp_path / "cars.json", table.read_as)) == rows(table)


def test_another_list_can_be_asked_for(tmp_path: Path) -> None:
    content = {"data": {"cars": [{"make": "Aurus"}, {"make": "ZIL"}]}, "sources": [{"title": "x"}]}
    table = opened(tmp_path, content, TableOptions(records="sources"))
    assert (table.header, rows(table), table.sheets) == (("title",), [["x"]], ("data.cars", "sources"))
    with pytest.raises(
        UnreadableTable, match=r'no list of records at "bikes"; there are "data.cars", "sources"'
    ):
        opened(tmp_path, content, TableOptions(records="bikes"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[{"a": 1},\n {"a": }]', r"cars\.json, line 2, column 8: this is not JSON"),
        ('{"a": 1}\n{"a": 2\n{"a": 3}\n', r"line 2, column"),
        ("[]", "its list of records is empty"),
        ("[1, 2]", "no list of records"),
        ("7", "no list of records"),
        ("", "not JSON"),
        ('[{"a": "\\u0000\x00"}]', r"NUL byte"),
        ("[" * 5_000 + "]" * 5_000, "nested too deeply"),
        ('[{"a":' * 400 + "1" + "}]" * 400, "nested too deeply"),
    ],
)
def test_what_is_no_table_is_refused_with_the_place(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(UnreadableTable, match=sentence):
        opened(tmp_path, content)


def test_halves_of_surrogates_and_nul_become_the_sign_for_what_is_no_letter(tmp_path: Path) -> None:
    table = opened(tmp_path, '[{"a": "x\\ud83dy", "b": "\\ud83d\\ude97", "c": "\\u0000"}]')
    assert rows(table) == [["x\ufffdy", "🚗", "\ufffd"]]


def test_the_limits_of_json_are_kept(tmp_path: Path) -> None:
    opened(tmp_path, [{"a": "x" * 50, "b": 1}] * 9)
    for limits, sentence in [
        (Limits(rows=5), "9 records; the limit is 5"),
        (Limits(columns=1), "more than 1 different members"),
        (Limits(cell_letters=40), "a text has 50 letters"),
        (Limits(memory_bytes=60), "more than 60 bytes"),
    ]:
        with pytest.raises(UnreadableTable, match=sentence):
            open_table(tmp_path / "cars.json", limits=limits)


LEAVES = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
    | st.integers()
    | st.booleans()
)
RECORDS = st.lists(
    st.dictionaries(
        st.sampled_from("abcde"), LEAVES | st.dictionaries(st.sampled_from("xyz"), LEAVES), min_size=1
    ),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS)
def test_every_member_comes_back_under_its_path(tmp_path: Path, records: list[dict[str, object]]) -> None:
    table = opened(tmp_path, records)
    for record, (number, row) in zip(records, table.rows, strict=True):
        assert records[number - 1] is record
        expected: dict[str, str] = {}
        for key, value in record.items():
            members = {f"{key}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {key: value}
            expected |= {
                name: str(v).lower() if isinstance(v, bool) else str(v) for name, v in members.items()
            }
        read = dict(zip(table.header, row, strict=True))
        assert {name: text for name, text in read.items() if text} == {n: t for n, t in expected.items() if t}
