"""The report on a rating: for a person and for a program, and one sentence for what is unknown."""

import json
from pathlib import Path

import pytest

from carspec.core.protection import ProtectionStandards
from carspec.output.rating_report import UnreadRating, rating_report


@pytest.fixture(scope="module")
def standards(root: Path) -> ProtectionStandards:
    return ProtectionStandards.load(root / "data" / "protection_standards.json")


def test_json_lists_the_readings(standards: ProtectionStandards) -> None:
    readings = json.loads(rating_report("VR8/VR10", standards, "json"))
    keys = ("raw", "scheme", "edition", "level", "area", "axis")
    assert [tuple(reading[key] for key in keys) for reading in readings] == [
        ("VR8/VR10", "VPAM BRV", None, level, None, "ballistic") for level in ("VR8", "VR10")
    ]
    assert [shot["energy"] for shot in readings[1]["rounds"] if shot["energy"]] == [3846]


def test_the_table_is_for_a_person(standards: ProtectionStandards) -> None:
    lines = rating_report("CEN B7", standards, "text").splitlines()
    assert lines[0] == "trade B classes B7 (ballistic, area not said)"
    assert lines[2].split("  ")[1:2] == ["7.62x51 NATO"]
    assert "  Said by UQAAB: CEN B7 / NIJ IV written as one armour level." in lines
    assert rating_report("VR12", standards, "text").count("7.62x51mm  RUAG SWISS P AP") == 1
    assert "No source at hand" in rating_report("ERV 2010 class VR7", standards, "text")


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_unknown_text_is_refused_in_one_sentence(standards: ProtectionStandards, form: str) -> None:
    with pytest.raises(UnreadRating, match=r'^"wibble 9" names no protection class [^.]*\.'):
        rating_report("wibble 9", standards, form)
