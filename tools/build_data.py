"""Makes data/vehicles.json from the collected facts: python tools/build_data.py FACTS [--check]."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from json_lines import exact_float, keyed_lines, line, lines
from note_rules import RuleError, Rules

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "data" / "vehicles.json"
DATA_VERSION = "2026-11-23"

# Fields whose values stand side by side: several of them are no contradiction.
MANY = frozenset(
    {
        "operator",
        "protection_feature",
        "ballistic_threat",
        "blast_threat",
        "material",
        "ballistic_standard",
        "base_vehicle",
        "armourer",
        "assembly_location",
    }
)
# Scopes that, for a field, mean the car itself and not a part of it.
OWN_SCOPES = {
    "door_mass": ["each_door"],
    "material": ["body"],
    "armour_thickness": ["body"],
    "window_opening": ["driver_window"],
}
CLAIM_COLUMNS = (
    "field",
    "value",
    "unit",
    "as_stated",
    "qualifier",
    "scope",
    "condition",
    "valid_at",
    "status",
    "note",
    "source",
)


def build(facts: dict[str, Any], rules: Rules, links: list[dict[str, str]]) -> str:
    """The text of vehicles.json. Raises RuleError where a rule or a link of a base vehicle is wrong."""
    keys = {vehicle["key"] for vehicle in facts["vehicles"]}
    base = {link["vehicle"]: link["base"] for link in links}
    if len(base) != len(links) or not keys.issuperset(base) or not keys.issuperset(base.values()):
        raise RuleError("base_vehicles.json names a vehicle twice or one that the facts do not have")
    fields = {
        key: {**field, "many": key in MANY, "own_scopes": OWN_SCOPES.get(key, [])}
        for key, field in facts["fields"].items()
    }
    vehicles = ",\n".join(_vehicle(vehicle, base.get(vehicle["key"]), rules) for vehicle in facts["vehicles"])
    rules.finish()
    return (
        f'{{"version": 1, "data_version": {line(DATA_VERSION)},\n'
        f'"fields": {{\n{keyed_lines(fields)}\n}},\n'
        f'"sources": {{\n{keyed_lines(facts["sources"])}\n}},\n'
        f'"vehicles": [\n{vehicles}\n]}}\n'
    )


def _vehicle(vehicle: dict[str, Any], base: str | None, rules: Rules) -> str:
    head = {key: value for key, value in vehicle.items() if key != "claims"} | {"base_vehicle_key": base}
    claims = []
    for stated in vehicle["claims"]:
        claim = {column: stated.get(column) for column in CLAIM_COLUMNS}
        rules.apply(vehicle["key"], claim)
        claims.append(claim)
    return f'{line(head)[:-1]}, "claims": [\n{lines(claims)}\n]}}'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="facts.json")
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    options = parser.parse_args()
    facts = json.loads(options.facts.read_text("utf-8"), parse_float=exact_float)
    links = json.loads((HERE / "base_vehicles.json").read_text("utf-8"))["links"]
    try:
        text = build(facts, Rules.load(HERE / "note_rules.json"), links)
    except RuleError as error:
        print(f"{error}.", file=sys.stderr)
        return 2
    if options.check:
        fresh = TARGET.exists() and TARGET.read_text("utf-8") == text
        print(f"{TARGET.name} is {'up to date' if fresh else 'out of date'}.")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    print(f"Wrote {TARGET.name}: {len(facts['vehicles'])} vehicles, {len(facts['sources'])} sources.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
