"""Tests of the rules that move notes into columns: they move what they say, and nothing idle is kept."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def tool(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "tools"))
    import note_rules

    monkeypatch.delitem(sys.modules, "note_rules")
    return note_rules


def claim(**columns: Any) -> dict[str, Any]:
    empty = {"field": "price", "scope": None, "condition": None, "valid_at": None, "note": None}
    return empty | columns


def rules(tool: ModuleType, **columns: Any) -> Any:
    given: dict[str, Any] = {"fields": ("price",), "vehicles": None, "when": {}, "moves": {}, "keep": None}
    return tool.Rules([tool.Rule(**(given | columns))])


def test_a_note_moves_and_its_rest_stays(tool: ModuleType) -> None:
    moved = claim(note="with VAT; undated")
    rule = rules(tool, note="with VAT; undated", moves={"condition": "with VAT"}, keep="undated")
    rule.apply("a-car", moved)
    rule.finish()
    assert moved == claim(condition="with VAT", note="undated")


def test_other_fields_vehicles_and_columns_are_left_alone(tool: ModuleType) -> None:
    rule = rules(tool, note="2017", vehicles=("a-car",), when={"valid_at": "2017"})
    for vehicle, columns in (
        ("a-car", {"valid_at": "2018"}),
        ("b-car", {"valid_at": "2017"}),
        ("a-car", {"valid_at": "2017", "field": "mass"}),
    ):
        other = claim(note="2017", **columns)
        rule.apply(vehicle, other)
        assert other["note"] == "2017"
    with pytest.raises(tool.RuleError, match="fires on nothing"):
        rule.finish()


def test_a_field_that_is_never_met_is_an_error(tool: ModuleType) -> None:
    rule = rules(tool, note="empty", fields=("price", "mass"))
    rule.apply("a-car", claim(note="empty"))
    with pytest.raises(tool.RuleError, match="never fires for mass"):
        rule.finish()


def test_what_a_column_holds_is_never_overwritten(tool: ModuleType) -> None:
    rule = rules(tool, note="body", moves={"scope": "body"})
    with pytest.raises(tool.RuleError, match="would overwrite scope"):
        rule.apply("a-car", claim(note="body", scope="glazing"))


def test_values_are_out_of_reach(tool: ModuleType) -> None:
    with pytest.raises(tool.RuleError, match="may not set value"):
        rules(tool, note="x", moves={"value": "1"})
