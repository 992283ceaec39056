"""Copy profiles: each shipped one makes what its golden file holds, and a faulty file is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest
from copy_samples import PAGE, golden, page, sample

from carspec.core.copy_profiles import CopyProfile, load_copy_profiles
from carspec.core.errors import BrokenDataFile
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.output.copying import FOLDER, copied_as, copy_profiles, part_of, written
from carspec.output.formats import FORMATS
from carspec.output.grid import Options
from carspec.store.library import SqliteLibrary
from tests.output.small_library import example

PROFILE = {"key": "mine", "label": "Mine", "description": "My own", "format": "markdown", "units": "us"}


@pytest.fixture(scope="module")
def profiles(library: SqliteLibrary, tmp_path_factory: pytest.TempPathFactory) -> dict[str, CopyProfile]:
    return copy_profiles(library, tmp_path_factory.mktemp("settings"))


def test_the_golden_files_hold_what_the_profiles_make(profiles: dict[str, CopyProfile]) -> None:
    assert {"english-wikipedia", "german-magazine", "indian-daily", "us-newspaper", "google-docs"} < set(
        profiles
    )
    for profile in profiles.values():
        assert golden(profile).read_text("utf-8") == sample(profile), profile.key
    assert PAGE.read_text("utf-8") == page(list(profiles.values()))


def test_each_profile_writes_the_shipped_cars_in_its_units_and_order(
    library: SqliteLibrary, profiles: dict[str, CopyProfile]
) -> None:
    sheet = build(library, Query(DEFAULT_VEHICLES[:2], hidden=frozenset({"torque"})))
    german = written(sheet, profiles["german-magazine"])
    assert "Hubraum" in german
    assert german.index("Motor") < german.index("Hubraum") < german.index("Leistung")
    assert "6.630" in german
    assert "Drehmoment" not in german
    assert "lakh" in (indian := written(sheet, profiles["indian-daily"])) or "crore" in indian
    assert written(sheet, profiles["us-newspaper"]).startswith("Power is 590 hp (440 kW)")
    assert written(sheet, profiles["english-wikipedia"]).count("<ref name=") > 20
    assert "<ref" not in written(sheet, profiles["english-wikipedia"], sources=False)
    assert written(sheet, profiles["spreadsheet"]).startswith('\ufeff"Field","Unit",')


def test_profiles_of_ones_own_are_read_from_files(library: SqliteLibrary, tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "mine.json").write_text(json.dumps({"copy_profiles": [PROFILE]}), "utf-8")
    assert copy_profiles(library, tmp_path)["mine"].units == "us"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"units": "furlongs"}, '"units" is "furlongs"; known are metric'),
        ({"format": "docx"}, '"format" is "docx"; known are text'),
        ({"fields": ["powr"]}, "names fields that do not exist: powr"),
        ({"fields": "power"}, '"fields" cannot be "power"'),
        ({"colour": "red"}, 'has an unknown entry "colour"; known are key'),
        ({"marks": "yes"}, '"marks" cannot be "yes"'),
        ({"locale": "xx_YY"}, 'there is no locale "xx_YY"'),
        ({"key": "My Own"}, "a key has small letters, digits and hyphens only"),
        ({"label": ""}, "lacks label"),
        ({"separator": "x"}, '"separator" is "x"'),
    ],
)
def test_a_faulty_profile_is_refused_by_file_and_entry(
    library: SqliteLibrary, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"copy_profiles": [PROFILE | change]}), "utf-8")
    with pytest.raises(BrokenDataFile) as refused:
        load_copy_profiles(path, list(FORMATS), library)
    assert says in str(refused.value)
    assert str(refused.value).startswith(str(path))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"copy_profiles": 1}', '{"copy_profiles": [1]}'])
def test_a_file_of_something_else_is_refused(library: SqliteLibrary, tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenDataFile, match=r"mine\.json"):
        load_copy_profiles(path, list(FORMATS), library)


def test_schema_and_reader_know_the_same_entries(root: Path) -> None:
    schema = json.loads((root / "resources" / "schema" / "copy_profiles.schema.json").read_text("utf-8"))
    entries = schema["properties"]["copy_profiles"]["items"]["properties"]
    assert set(entries) == set(CopyProfile.__struct_fields__)


def test_a_part_of_a_sheet_keeps_its_order_and_units() -> None:
    part = part_of(example(), ["mass", "power"], ["c", "a"])
    assert [row.field.key for row in part.rows] == ["mass", "power"]
    assert [car.key for car in part.vehicles] == ["c", "a"]


def test_only_a_table_of_html_is_offered_as_html() -> None:
    page_, list_ = (copied_as(example(), key, None, Options()) for key in ("html", "spec"))
    assert page_.html == page_.plain
    assert list_.html is None
    assert not list_.plain.endswith("\n")
