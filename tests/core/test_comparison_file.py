"""Comparison files: what is written is read again, and what is wrong is named with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from carspec.core.comparison_file import (
    BadComparison,
    comparison_from,
    comparison_text,
    read_comparison,
    resolved,
)
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.store.library import SqliteLibrary

from .claims import DATA

SCHEMA = json.loads((DATA.parent / "resources" / "schema" / "comparison.schema.json").read_text("utf-8"))
QUERY = Query(
    DEFAULT_VEHICLES[:2],
    fields=("mass", "power"),
    hidden=frozenset({"torque"}),
    profile="us",
    baseline=DEFAULT_VEHICLES[1],
    differences_only=True,
    folded_groups=frozenset({"identity"}),
    sort=("power", True),
    transposed=True,
)


def test_what_is_written_is_read_again(library: SqliteLibrary) -> None:
    for query in (QUERY, Query(()), Query(DEFAULT_VEHICLES, fold_lone=True)):
        text = comparison_text("Four limousines", query, library)
        assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(text))) == []
        found = comparison_from(text)
        assert (found.name, found.data_version) == ("Four limousines", library.data_version)
        assert resolved(found, library).query == query
        assert resolved(found, library).notice is None


def changed(library: SqliteLibrary, **more: object) -> str:
    return json.dumps(json.loads(comparison_text("x", QUERY, library)) | more, indent=2)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"version": 2}, "version must be 1; a newer carspec"),
        ({"carspec": "recipe"}, 'carspec must be "comparison"'),
        ({"units": 5}, "units must be a text"),
        ({"hidden": ["a", "a"]}, "hidden must be a list of texts"),
        ({"vehicles": [{"key": "a", "make": "b"}]}, 'vehicles[0] lacks "model"'),
        ({"vehicles": [{"key": "a", "make": "b", "model": 1}]}, "vehicles[0].model must be a text"),
        ({"differences_only": 1}, "differences_only must be true or false"),
        ({"sort": {"field": "power"}}, "sort must be an object"),
        ({"colour": "red"}, "colour is unknown here"),
    ],
)
def test_each_fault_is_named_with_its_place(
    library: SqliteLibrary, more: dict[str, object], said: str
) -> None:
    text = changed(library, **more)
    with pytest.raises(BadComparison) as fault:
        comparison_from(text)
    assert said in str(fault.value)
    line = int(str(fault.value).removeprefix("line ").partition(",")[0])
    key = said.partition(" ")[0].rpartition(".")[2].partition("[")[0]
    assert key in "".join(text.splitlines()[line - 2 : line])
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(text))) != []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "line 1, column 2: this is not JSON"),
        (b'{"a": 1,\n "a": 2}', 'line 2, column 2: the key "a" stands twice'),
        (b"[]", "must be an object"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x" * 1_000_001, "larger than one can be"),
    ],
)
def test_a_wrong_file_gives_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "wrong.carspec"
    path.write_bytes(content)
    with pytest.raises(BadComparison) as fault:
        read_comparison(path)
    assert str(fault.value).startswith(f"{path} is no comparison of carspec")
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.carspec", tmp_path):
        with pytest.raises(BadComparison, match=r"cannot be opened|is no comparison"):
            read_comparison(path)


def test_cars_and_fields_that_are_lacking_are_named(library: SqliteLibrary) -> None:
    beast = library.vehicles[DEFAULT_VEHICLES[1]]
    cars = [
        {"key": "elsewhere", "make": beast.make.upper(), "model": beast.model},
        {"key": "gone", "make": "Genesis", "model": "G90 Guard"},
    ]
    more = {"vehicles": cars, "units": "leagues", "fields": ["power", "wings"], "baseline": "gone"}
    found = resolved(comparison_from(changed(library, **more)), library)
    same_name = [v for v in library.vehicles.values() if (v.make, v.model) == (beast.make, beast.model)]
    assert found.query.vehicles == ((beast.key,) if len(same_name) == 1 else ())
    assert (found.query.fields, found.query.profile, found.query.baseline) == (("power",), "metric", None)
    for name in ("Genesis G90 Guard", '"leagues"', '"wings"'):
        assert name in (found.notice or "")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(BadComparison):
        comparison_from(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    st.sampled_from(sorted(SCHEMA["properties"])),
)
def test_reader_and_schema_agree_on_what_is_sound(content: object, name: str) -> None:
    sound = {
        "carspec": "comparison",
        "version": 1,
        "name": "",
        "data_version": "",
        "vehicles": [],
        "fields": None,
        "hidden": [],
        "units": "",
        "baseline": None,
        "differences_only": False,
        "fold_lone": False,
        "folded_groups": [],
        "sort": None,
        "transposed": False,
    }
    changed_content = {**sound, name: content}
    fits = Draft202012Validator(SCHEMA).is_valid(changed_content)
    try:
        comparison_from(json.dumps(changed_content))
    except BadComparison:
        assert not fits
    else:
        assert fits


def test_a_file_of_an_earlier_version_has_cars_as_columns(library: SqliteLibrary) -> None:
    content = json.loads(comparison_text("x", QUERY, library))
    del content["transposed"]
    assert Draft202012Validator(SCHEMA).is_valid(content)
    assert comparison_from(json.dumps(content)).query == replace(QUERY, transposed=False)


def test_order_is_kept(library: SqliteLibrary) -> None:
    query = replace(QUERY, vehicles=tuple(reversed(DEFAULT_VEHICLES)), baseline=None)
    assert resolved(comparison_from(comparison_text("x", query, library)), library).query == query
