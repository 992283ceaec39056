"""Tests of reading and checking the data files: each broken copy of a real one gives one right message."""

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.errors import BrokenDataFile
from carspec.core.json_text import Positions, parse, path_text
from carspec.store.check_context import CheckContext
from carspec.store.datafile import check_file, load_vehicles_file
from carspec.store.problems import Problem


@pytest.fixture(scope="module")
def context(root: Path, tmp_path_factory: pytest.TempPathFactory) -> CheckContext:
    return CheckContext(root / "data", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def vehicles_text(root: Path) -> str:
    return (root / "data" / "vehicles.json").read_text("utf-8")


@dataclass(frozen=True)
class Slip:
    """One slip: in the first line that has `line` in it, `old` becomes `new`.

    `path` is the end of the path that must be told, `what` and `allowed` parts of the message.
    """

    line: str
    old: str
    new: str
    path: str
    what: str
    allowed: str


SLIPS = {
    row.pop("name"): Slip(**row)
    for row in json.loads(Path(__file__).with_name("slips.json").read_text("utf-8"))
}


def broken(text: str, slip: Slip) -> tuple[str, int]:
    """The text with the slip in it, and the number of its line."""
    lines = text.split("\n")
    index = next(i for i, line in enumerate(lines) if slip.line in line and slip.old in line)
    lines[index] = lines[index].replace(slip.old, slip.new, 1)
    return "\n".join(lines), index + 1


def check(text: str, folder: Path, context: CheckContext) -> list[Problem]:
    path = folder / "copy.json"
    path.write_text(text, "utf-8")
    return check_file(path, context)


@pytest.mark.parametrize("name", SLIPS)
def test_a_broken_copy_gives_one_right_message(
    name: str, vehicles_text: str, tmp_path: Path, context: CheckContext
) -> None:
    slip = SLIPS[name]
    text, line = broken(vehicles_text, slip)
    problems = check(text, tmp_path, context)
    assert [problem.line for problem in problems] == [line], [p.render("copy") for p in problems]
    problem = problems[0]
    assert problem.path.endswith(slip.path)
    assert slip.what in problem.what
    assert slip.allowed in f"{problem.what}; {problem.allowed}"
    rendered = problem.render("copy.json")
    assert rendered.startswith(f"copy.json:{line}:{problem.column}: {problem.path}: {problem.what}")


def test_the_column_is_that_of_the_value(vehicles_text: str, tmp_path: Path, context: CheckContext) -> None:
    text, line = broken(vehicles_text, SLIPS["unknown unit word"])
    [problem] = check(text, tmp_path, context)
    assert text.split("\n")[line - 1][problem.column - 1 :].startswith('"PSS"')


def test_a_claim_made_twice(vehicles_text: str, tmp_path: Path, context: CheckContext) -> None:
    lines = vehicles_text.split("\n")
    index = next(i for i, line in enumerate(lines) if '"field": "power"' in line)
    text = "\n".join([*lines[: index + 1], lines[index].rstrip(",") + ",", *lines[index + 1 :]])
    [problem] = check(text, tmp_path, context)
    assert problem.line == index + 2
    assert 'the claim on "power" is made twice' in problem.what
    assert problem.allowed.startswith("first in vehicles[")


def test_a_claim_that_was_sound_on_another_vehicle_is_not_taken_for_one_like_it(
    vehicles_text: str, tmp_path: Path, context: CheckContext
) -> None:
    content = json.loads(vehicles_text)
    claims = [vehicle["claims"] for vehicle in content["vehicles"]]
    sound = next(claim for of_car in claims[3:] for claim in of_car if claim["unit"] == "PS")
    for place in (0, 1, 2):
        claims[place].insert(0, dict(sound))
    assert check(json.dumps(content), tmp_path, context) == []
    claims[1][0]["value"] = str(sound["value"])
    claims[2].insert(1, dict(sound))
    text, twice = check(json.dumps(content), tmp_path, context)
    assert (text.path, text.what) == ("vehicles[1].claims[0].value", f'"{sound["value"]}" is not a number')
    assert (twice.path, twice.allowed) == ("vehicles[2].claims[1]", "first in vehicles[2].claims[0]")


def test_two_sources_that_copy_each_other_are_told_once(
    vehicles_text: str, tmp_path: Path, context: CheckContext
) -> None:
    lines = vehicles_text.split("\n")
    index = next(i for i, line in enumerate(lines) if line.startswith('"lexgopc-zil4104": {'))
    lines[index] = lines[index].replace('"same_as": null', '"same_as": "absoluteastronomy-zil4104"')
    [problem] = check("\n".join(lines), tmp_path, context)
    assert "circle" in problem.what
    assert "lexgopc-zil4104" in problem.what


@pytest.mark.parametrize(
    ("cut", "line_of"),
    [("]}", -1), (", ", 5), ('"', 5), (": ", 3)],
    ids=["end cut off", "comma lost", "quote lost", "colon lost"],
)
def test_a_syntax_error_names_line_and_column(
    cut: str, line_of: int, vehicles_text: str, tmp_path: Path, context: CheckContext
) -> None:
    lines = vehicles_text.rstrip("\n").split("\n")
    lines[line_of] = lines[line_of].replace(cut, "", 1)
    [problem] = check("\n".join(lines), tmp_path, context)
    assert "not JSON" in problem.what
    wanted = len(lines) if line_of == -1 else line_of + 1
    assert problem.line == wanted


def test_text_that_is_not_utf_8(tmp_path: Path, context: CheckContext) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes(b'{"version": 1,\n"names": ["Gro\xdfer"]}')
    [problem] = check_file(path, context)
    assert (problem.line, problem.column) == (2, 15)
    assert "UTF-8" in problem.what


def test_another_file_is_told_from_ours(tmp_path: Path, context: CheckContext) -> None:
    [problem] = check('{"cars": []}', tmp_path, context)
    assert "none of carspec's data files" in problem.what
    assert "vehicles" in problem.allowed


def test_a_file_that_cannot_be_read(tmp_path: Path, context: CheckContext) -> None:
    with pytest.raises(BrokenDataFile, match="There is no file"):
        check_file(tmp_path / "none.json", context)
    with pytest.raises(BrokenDataFile, match="is a folder"):
        check_file(tmp_path, context)


SMALL_SLIPS = {
    ("names.json", '"aurus-senat-saloon"', '"aurus-senat-salon"'): 'there is no vehicle "aurus-senat-salon"',
    ("names.json", '"language": "en"', '"language": "English"'): '"English" is not a language',
    ("units.json", '["power"]', '["pover"]'): "is not a list, each a kind that has units",
    ("units.json", '"pint": "watt"', '"pint": "joule"'): "is no unit of power",
    ("units.json", '"pint": "watt"', '"pint": "wattage"'): "cannot be read",
    ("unit_words.json", '"unit": "kW"', '"unit": "kg"'): '"kg" is no unit of power',
    ("unit_words.json", '"unit": "kW"', '"unit": null'): "a refused word says why in a note",
    ("profiles.json", '"power": ["PS"', '"power": ["Nm"'): '"Nm" is no unit of power',
    ("profiles.json", '"wheel_diameter"', '"wheel_size"'): 'there is no field "wheel_size"',
    ("protection_standards.json", '"confidence": "unverified"', '"confidence": "sure"'): "not a confidence",
    ("protection_standards.json", '"source": "lib-cert"', '"source": "lib-c"'): 'there is no source "lib-c"',
    ("labels.json", '"power":', '"powr":'): 'there is no "powr" in fields',
    ("labels.json", '"Leistung"', '""'): '"" is not a text',
    ("labels.json", '"Angaben {span}"', '"Angaben"'): "does not hold the braces of",
    ("field_words.json", '"key": "power"', '"key": "powr"'): 'there is no field "powr"',
    ("field_words.json", '"Leistung"', '"Marke"'): '"Marke" names two fields',
    ("terms.json", '"field": "fuel"', '"field": "power"'): 'there is no text field "power"',
}


@pytest.mark.parametrize("slip", SMALL_SLIPS, ids=lambda slip: f"{slip[0]} {slip[2]}")
def test_the_smaller_files(
    slip: tuple[str, str, str], root: Path, tmp_path: Path, context: CheckContext
) -> None:
    name, old, new = slip
    text = (root / "data" / name).read_text("utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    [problem] = check(text.replace(old, new, 1), tmp_path, context)
    assert problem.line == line
    assert SMALL_SLIPS[slip] in problem.what


def test_loading_keeps_the_digits_of_claims(root: Path, tmp_path: Path) -> None:
    data = load_vehicles_file(root / "data" / "vehicles.json")
    values = {str(c["value"]) for v in data["vehicles"] for c in v["claims"] if c["field"] == "displacement"}
    assert {"6.0", "6", "6.75"} <= values
    assert all(isinstance(v["year_from"], int | None) for v in data["vehicles"])
    half = tmp_path / "half.json"
    half.write_text('{"version": 1,\n"vehicles": [', "utf-8")
    with pytest.raises(BrokenDataFile, match=r"half\.json is broken at line 2, column 14"):
        load_vehicles_file(half)
    half.write_text('{"version": 1, "vehicles": []}', "utf-8")
    with pytest.raises(BrokenDataFile, match="is no vehicles file"):
        load_vehicles_file(half)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(content=JSON)
def test_every_value_is_found_where_it_stands(content: object) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    positions = Positions(text)

    def walk(value: object, path: tuple[str | int, ...]) -> None:
        found, _ = json.JSONDecoder().raw_decode(text, positions.of(path))
        assert found == value
        children = (
            value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else [])
        )
        for step, child in children:
            walk(child, (*path, step))

    walk(content, ())
    assert not positions.doubled


def _paths(content: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(content, dict):
        return [path, *(p for key, value in content.items() for p in _paths(value, (*path, key)))]
    if isinstance(content, list):
        return [path, *(p for i, value in enumerate(content) for p in _paths(value, (*path, i)))]
    return [path]


@pytest.fixture(scope="module")
def one_vehicle(vehicles_text: str) -> dict[str, Any]:
    """The real file cut down to its first vehicle."""
    content: dict[str, Any] = json.loads(vehicles_text)
    content["vehicles"] = content["vehicles"][:1]
    claims = content["vehicles"][0]["claims"]
    content["sources"] = {claim["source"]: content["sources"][claim["source"]] for claim in claims}
    content["fields"] = {claim["field"]: content["fields"][claim["field"]] for claim in claims}
    return content


@given(data=st.data(), junk=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_junk_anywhere_gives_messages_and_no_crash(
    data: st.DataObject, junk: object, one_vehicle: dict[str, Any], tmp_path: Path, context: CheckContext
) -> None:
    assert check(json.dumps(one_vehicle), tmp_path, context) == []
    path = data.draw(st.sampled_from(_paths(one_vehicle)[1:]))
    parent = copy = deepcopy(one_vehicle)
    for step in path[:-1]:
        parent = parent[step]  # type: ignore[index]
    parent[path[-1]] = junk  # type: ignore[index]
    for problem in check(json.dumps(copy), tmp_path, context):
        assert re.fullmatch(r"copy:\d+:\d+: .+", problem.render("copy"), re.DOTALL)


def test_paths_are_written_as_people_write_them() -> None:
    assert path_text(("vehicles", 3, "claims", 12, "unit")) == "vehicles[3].claims[12].unit"
    assert path_text(()) == "the whole file"


def test_parse_tells_a_doubled_key() -> None:
    assert parse('{"a": {"b": 1, "b": 1}}')[1]
    assert not parse('{"a": {"b": 1}, "b": 1}')[1]
