"""Mapping files: what is written is read again, what is wrong is named with its place, the schema agrees."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from carspec.core.importing.mapping import BadMapping, mapping_from, mapping_text, read_mapping
from carspec.core.importing.mapping_shape import COLUMN_MAPPING, IDENTITY, TABLE, is_pattern
from carspec.core.importing.meaning import fits, mapping_faults, place_in, require_meaning
from carspec.store.library import SqliteLibrary

from ..claims import DATA
from .tables import content, mapping

RESOURCES = DATA.parent / "resources"
SCHEMA = json.loads((RESOURCES / "schema" / "mapping.schema.json").read_text("utf-8"))
SHIPPED = sorted((RESOURCES / "mappings").glob("*.json"))
FULL = content(
    {
        "column": "mpg", "field": "fuel_consumption", "unit": "mpg (US)", "missing": ["0"], "decimal": ".",
        "separator": "/", "condition": "city", "note": "EPA", "words": {"ten": "10"}, "part": "([0-9]+)",
        "given": {"column": "fuel", "texts": {"gas": None, "E85": "on E85", "CNG": False}, "separator": "/"},
    },
    {"column": "kerb", "field": "kerb_mass", "unit": "lb", "times": 1000, "scope": "base_vehicle"},
    {"column": "cyl", "field": "engine_configuration", "text": "{} cylinders"},
    source={"title": "t", "publisher": "p", "url": "https://a.example/", "kind": "press"},
    table={"encoding": "cp1252", "separator": ";", "quote": "", "header": 0, "sheet": "S", "records": "a.b",
           "cars": "columns"},
    identity={
        "make": [{"text": "Tesla"}],
        "model": [{"column": "name", "part": "^(\\w+)", "words": {"s": "Model S"}, "missing": ["0"]}],
        "year_from": [{"column": "yr", "text": "19{}"}], "armoured": False, "key": ["id"], "join": True,
    },
    missing=["", "NA"],
)  # fmt: skip


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_mapping_means_something_and_fits_the_schema(path: Path, library: SqliteLibrary) -> None:
    found = read_mapping(path)
    assert [fault.sentence for fault in mapping_faults(found, library)] == []
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(path.read_text("utf-8")))) == []
    assert mapping_from(mapping_text(found)) == found


def test_what_is_written_is_read_again() -> None:
    for each in (FULL, content()):
        assert list(Draft202012Validator(SCHEMA).iter_errors(each)) == []
        found = mapping_from(json.dumps(each))
        text = mapping_text(found)
        assert mapping_from(text) == found
        assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(text))) == []
    assert found.missing[0] == ""
    assert found.identity.armoured is None


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["version"], 2, "version must be 1; a newer carspec"),
        (["carspec"], "comparison", 'carspec must be "mapping"'),
        (["columns", 0, "feld"], "x", "columns[0].feld is unknown here; known are column, field"),
        (["columns", 0, "decimal"], ";", 'columns[0].decimal must be "." or ",", or null'),
        (["columns", 1, "times"], 7, "columns[1].times must be 10, 100"),
        (["columns", 2, "text"], "cylinders", "columns[2].text must be a text with {} in it once"),
        (["columns", 0, "part"], "[0-9]+", "columns[0].part must be a regular expression with one group"),
        (["columns", 0, "given", "texts", "gas"], True, "columns[0].given.texts must be an object in which"),
        (["identity", "model", 0], {"text": "{}"}, "identity.model[0].text needs a text without {}"),
        (["identity", "year_from", 0, "text"], "1970", "identity.year_from[0].text must have {} once"),
        (["source", "kind"], "hearsay", "source.kind must be one of government"),
        (["table", "separator"], ";;", "table.separator must be one character"),
        (["table", "header"], "first", "table.header must be the line"),
        (["missing"], ["", ""], "missing must be a list of texts, none of them twice"),
    ],
)
def test_a_fault_is_named_with_line_column_and_path(path: list[Any], value: object, said: str) -> None:
    changed = copy.deepcopy(FULL)
    record: Any = changed
    for step in path[:-1]:
        record = record[step]
    record[path[-1]] = value
    text = json.dumps(changed, indent=1)
    with pytest.raises(BadMapping) as caught:
        mapping_from(text)
    told = str(caught.value)
    assert said in told
    assert told.startswith("line ")
    line, column = (int(part.split()[1]) for part in told.partition(":")[0].split(", "))
    key = said.split()[0].split(".")[-1].partition("[")[0]
    assert f'"{key}":' in text.splitlines()[line - 1]
    assert text.splitlines()[line - 1][column - 2] in " \n"


def test_schema_and_reader_refuse_the_same() -> None:
    """Every entry taken out, and given a value of each kind; patterns are for the reader alone to judge."""
    validator = Draft202012Validator(SCHEMA)
    tried = 0
    for changed, at_pattern in _variants(FULL):
        try:
            mapping_from(json.dumps(changed))
            sound = True
        except BadMapping:
            sound = False
        if not at_pattern:
            assert validator.is_valid(changed) == sound, changed
        tried += 1
    assert tried > 600


def _variants(full: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    paths = list(_paths(full, ()))
    for path in paths:
        for value in (..., None, True, False, 1, 0, -5, "x", "", "  ", [], ["a"], ["a", "a"], {}, {"a": "b"}):
            changed = copy.deepcopy(full)
            record: Any = changed
            for step in path[:-1]:
                record = record[step]
            if value is ...:
                del record[path[-1]]
            else:
                record[path[-1]] = value
            pieces = "identity" in path and len(path) > 2  # what a constant needs, the schema leaves open
            yield changed, "part" in path or pieces


def _paths(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in items:
        yield from _paths(each, (*path, step))


@pytest.mark.parametrize(
    ("pattern", "sound"),
    [
        (r"^(\d+)-spd$", True),
        (r"([0-9]+)\+", True),
        (r"^(?:auto|manual)? ?(\d{1,2})", True),
        (r"\d+", False),
        (r"(a)(b)", False),
        (r"(a+)+$", False),
        (r"(.*).*.*.*x", False),
        (r"(a|a){30}", False),
        ("(", False),
        ("(" * 301, False),
    ],
)
def test_a_pattern_has_one_group_and_ends_soon(pattern: str, sound: bool) -> None:
    assert is_pattern(pattern) is sound


def test_no_json_a_doubled_key_and_wrong_files_are_told(tmp_path: Path) -> None:
    for data, said in (
        (b"{", "line 1, column 2: this is not JSON"),
        (
            b'{"carspec": "mapping",\n "carspec": "mapping"}',
            'line 2, column 2: the key "carspec" stands twice',
        ),
        (b"\xff\xfe", "its text is not UTF-8"),
        (b" " * 1_000_001, "larger than one can be"),
        (b"[" * 100_000, "not JSON"),
    ):
        path = tmp_path / "m.json"
        path.write_bytes(data)
        with pytest.raises(BadMapping, match="is no mapping of carspec") as caught:
            read_mapping(path)
        assert said in str(caught.value)
    with pytest.raises(BadMapping, match="cannot be opened"):
        read_mapping(tmp_path / "absent.json")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ({"field": "powr"}, 'There is no field "powr"; near matches: power'),
        ({"field": "power_to_mass"}, "is worked out from other figures"),
        ({"field": "torque", "unit": "Wh"}, '"Wh" is no known unit of torque'),
        ({"field": "battery_capacity", "unit": "Nm"}, '"Nm" is no known unit of energy'),
        ({"field": "power", "unit": "mW"}, "a milliwatt is no power of a car"),
        ({"field": "fuel", "unit": "L"}, "Fuel is a text, which has no unit"),
        ({"field": "power", "text": "{} hp"}, "Power is a number: no text can be made of it"),
        ({"field": "gears", "unit": "mm"}, "is no known unit of count"),
        ({"field": "power", "note": "x" * 501}, "The note is too long"),
    ],
)
def test_a_mapping_that_means_nothing_is_told(
    column: dict[str, Any], said: str, library: SqliteLibrary
) -> None:
    with pytest.raises(BadMapping) as caught:
        require_meaning(mapping({"column": "x", **column}), library)
    assert said in str(caught.value)
    assert "columns[0]." in str(caught.value)


def test_columns_are_found_by_name_and_near_ones_told() -> None:
    found = mapping({"column": "Power", "field": "power", "unit": "PS"})
    assert fits(found, ("model", "make", "Power", "more"))
    assert not fits(found, ("make", "Power"))
    with pytest.raises(BadMapping, match='no column "power", which the mapping names; near it are Power'):
        place_in(("make", "Power"), "power")
    with pytest.raises(BadMapping, match='The file has 2 columns "a"'):
        place_in(("a", "a"), "a")


def test_the_mapping_of_the_guide_is_sound(library: SqliteLibrary) -> None:
    guide = (DATA.parent / "docs" / "import.md").read_text("utf-8")
    example = guide.split("```json\n")[1].split("```")[0]
    assert [fault.sentence for fault in mapping_faults(mapping_from(example), library)] == []
    assert all(f"`{entry}`" in guide for entry in (*COLUMN_MAPPING, *IDENTITY, *TABLE) if entry != "column")
