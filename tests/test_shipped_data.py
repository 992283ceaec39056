"""Tests of the shipped data: they are what was collected, they pass the check and their schemas."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from carspec.core.scopes import SCOPES
from carspec.store import check_standards, check_tables, vehicle_columns
from carspec.store.check_context import CheckContext
from carspec.store.datafile import FILES, check_file

ALL_FILES = (*FILES, "copy_profiles")
"""Copy profiles are checked where they are read, by `carspec.core.copy_profiles`."""
MOVABLE = {"scope", "condition", "valid_at", "note"}


def shared(root: Path, name: str) -> Path:
    """A file of the collected facts beside the checkout, or beside one of the folders above it; else skip."""
    for folder in root.parents:
        if (path := folder / "shared" / name).exists():
            return path
    pytest.skip(f"the collected {name} is not beside the checkout")


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)


@pytest.fixture(scope="module")
def data(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = read(root / "data" / "vehicles.json")
    return content


@pytest.fixture(scope="module")
def facts(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = read(shared(root, "facts/facts.json"))
    return content


@pytest.mark.parametrize("name", FILES)
def test_each_file_passes_the_check(name: str, root: Path, tmp_path: Path) -> None:
    problems = check_file(root / "data" / f"{name}.json", CheckContext(root / "data", tmp_path))
    assert [problem.render(name) for problem in problems] == []


@pytest.mark.parametrize("name", ALL_FILES)
def test_each_file_fits_its_schema(name: str, root: Path) -> None:
    schema = json.loads((root / "resources" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    content = json.loads((root / "data" / f"{name}.json").read_text("utf-8"))
    errors = [error.json_path for error in Draft202012Validator(schema).iter_errors(content)]
    assert errors == []


def test_every_data_file_and_schema_has_its_partner(root: Path) -> None:
    assert {path.stem for path in (root / "data").glob("*.json")} == {*ALL_FILES}
    assert {path.name for path in (root / "resources" / "schema").iterdir()} == {
        f"{name}.schema.json" for name in (*ALL_FILES, "comparison", "mapping")
    }


def test_schemas_and_check_share_one_vocabulary(root: Path) -> None:
    def defs(name: str) -> Any:
        path = root / "resources" / "schema" / f"{name}.schema.json"
        return json.loads(path.read_text("utf-8"))["$defs"]

    vehicles = defs("vehicles")
    claim, field = vehicles["claim"]["properties"], vehicles["field"]["properties"]
    assert sorted(vehicles["scope"]["enum"]) == sorted(SCOPES)
    assert tuple(field["kind"]["enum"]) == vehicle_columns.KINDS
    assert tuple(field["group"]["enum"]) == vehicle_columns.GROUPS
    assert tuple(claim["qualifier"]["anyOf"][0]["enum"]) == vehicle_columns.QUALIFIERS
    assert tuple(claim["status"]["enum"]) == vehicle_columns.STATUSES
    assert tuple(vehicles["source"]["properties"]["kind"]["enum"]) == vehicle_columns.SOURCE_KINDS
    assert tuple(vehicles["vehicle"]["properties"]["body_style"]["anyOf"][0]["enum"]) == (
        vehicle_columns.BODY_STYLES
    )
    for name, shape in (
        ("claim", vehicle_columns.CLAIM),
        ("field", vehicle_columns.FIELD),
        ("source", vehicle_columns.SOURCE),
        ("vehicle", vehicle_columns.VEHICLE),
    ):
        assert list(vehicles[name]["properties"]) == list(shape)
    for name in ("units", "unit_words", "profiles"):
        assert tuple(defs(name)["kind"]["enum"]) == check_tables.UNIT_KINDS
    standards = defs("protection_standards")
    assert tuple(standards["confidence"]["enum"]) == check_standards.CONFIDENCES
    assert list(standards["threat"]["properties"]) == list(check_standards.THREAT)


def test_vehicles_fields_and_sources_are_those_collected(data: dict[str, Any], facts: dict[str, Any]) -> None:
    assert data["sources"] == facts["sources"]
    assert list(data["fields"]) == list(facts["fields"])
    for key, field in facts["fields"].items():
        assert {column: data["fields"][key][column] for column in field} == field
    heads = [{column: v[column] for column in v if column != "claims"} for v in facts["vehicles"]]
    assert [
        {column: v[column] for column in h} for v, h in zip(data["vehicles"], heads, strict=True)
    ] == heads


def test_claims_are_those_collected_but_for_moved_notes(
    root: Path, data: dict[str, Any], facts: dict[str, Any]
) -> None:
    rules = json.loads((root / "tools" / "note_rules.json").read_text("utf-8"))["rules"]
    ruled = {rule["note"] for rule in rules}
    changed = 0
    for vehicle, collected in zip(data["vehicles"], facts["vehicles"], strict=True):
        for claim, fact in zip(vehicle["claims"], collected["claims"], strict=True):
            differing = {column for column in fact if claim[column] != fact[column]}
            assert differing <= MOVABLE
            if differing or claim["condition"]:
                changed += 1
                assert fact["note"] in ruled
    assert changed > 400


def test_the_data_come_from_the_tools(root: Path) -> None:
    for tool, source in (
        ("build_data.py", "facts/facts.json"),
        ("build_standards.py", "standards/protection_standards.json"),
    ):
        command = [sys.executable, str(root / "tools" / tool), str(shared(root, source)), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "is up to date" in done.stdout


def test_one_record_stands_on_one_line(root: Path, data: dict[str, Any]) -> None:
    lines = (root / "data" / "vehicles.json").read_text("utf-8").splitlines()
    claims = sum(len(vehicle["claims"]) for vehicle in data["vehicles"])
    assert sum(line.startswith('{"field": ') for line in lines) == claims
    assert sum(line.startswith('{"key": ') for line in lines) == len(data["vehicles"])


def test_the_cars_of_the_first_page_are_called_by_their_names(root: Path) -> None:
    names: dict[str, set[str]] = {}
    for row in json.loads((root / "data" / "names.json").read_text("utf-8"))["names"]:
        names.setdefault(row["name"], set()).add(row["vehicle"])
    beasts = {"cadillac-presidential-limousine-2009", "cadillac-one-2018-beast"}
    assert names["The Beast"] == names["Cadillac One"] == beasts
    assert names["Аурус Сенат"] == {"aurus-senat-saloon"}
    assert names["S680 Guard"] == {"mercedes-benz-s-680-guard-z223"}
    assert len(names["Popemobile"]) > 4


def test_no_name_merely_repeats_make_and_model(root: Path, data: dict[str, Any]) -> None:
    plain = {vehicle["key"]: f"{vehicle['make']} {vehicle['model']}" for vehicle in data["vehicles"]}
    rows = json.loads((root / "data" / "names.json").read_text("utf-8"))["names"]
    assert [row for row in rows if row["name"].casefold() == plain[row["vehicle"]].casefold()] == []


def test_base_vehicles_are_linked(data: dict[str, Any]) -> None:
    links = {v["key"]: v["base_vehicle_key"] for v in data["vehicles"] if v["base_vehicle_key"]}
    assert links["zis-115"] == "zis-110"
    assert links["zil-41052"] == "zil-41047"
    assert links["mercedes-benz-s-600-pullman-guard-w221"] == "mercedes-benz-s-guard-w221"
    assert not {*links} & {*links.values()}
