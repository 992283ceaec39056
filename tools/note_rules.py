"""Applies the reviewed rules that move what a note says into the column that should hold it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SETTABLE = ("scope", "condition", "valid_at")


class RuleError(Exception):
    """A rule that fires on nothing, contradicts a claim, or meets another rule on the same claim."""


@dataclass
class Rule:
    """One reviewed move: the exact note, where it may stand, the columns it sets, the note that remains.

    `fields` and `vehicles` narrow the claims it is for (None = any); `when` lists columns that must already
    hold a value, `moves` the columns it sets. Values, units, the words of the source, status and source are
    out of its reach.
    """

    note: str
    fields: tuple[str, ...] | None
    vehicles: tuple[str, ...] | None
    when: dict[str, str | None]
    moves: dict[str, str]
    keep: str | None
    hit_fields: set[str] = field(default_factory=set)
    hit_vehicles: set[str] = field(default_factory=set)

    def fits(self, vehicle: str, claim: dict[str, Any]) -> bool:
        return (
            claim["note"] == self.note
            and (self.fields is None or claim["field"] in self.fields)
            and (self.vehicles is None or vehicle in self.vehicles)
            and all(claim[column] == value for column, value in self.when.items())
        )

    def unused(self) -> str | None:
        """What of the rule never fired, or None."""
        idle = {*(self.fields or ())} - self.hit_fields | {*(self.vehicles or ())} - self.hit_vehicles
        if not self.hit_vehicles:
            return f'the rule for the note "{self.note}" fires on nothing'
        return (
            f'the rule for the note "{self.note}" never fires for {", ".join(sorted(idle))}' if idle else None
        )


class Rules:
    """All rules; `apply` changes one claim, `finish` tells which rules were idle."""

    def __init__(self, rules: list[Rule]) -> None:
        self._rules = rules
        self._by_note: dict[str, list[Rule]] = {}
        for rule in rules:
            if unknown := {*rule.moves} - {*SETTABLE}:
                raise RuleError(f'the rule for the note "{rule.note}" may not set {", ".join(unknown)}')
            self._by_note.setdefault(rule.note, []).append(rule)

    @classmethod
    def load(cls, path: Path) -> "Rules":
        rows = json.loads(path.read_text("utf-8"))["rules"]
        return cls(
            [
                Rule(
                    note=row["note"],
                    fields=tuple(row["fields"]) if row["fields"] else None,
                    vehicles=tuple(row["vehicles"]) if row.get("vehicles") else None,
                    when=row.get("when", {}),
                    moves=row["set"],
                    keep=row["keep"],
                )
                for row in rows
            ]
        )

    def apply(self, vehicle: str, claim: dict[str, Any]) -> None:
        """Move the note of one claim; `claim` holds all columns, `condition` among them."""
        fitting = [rule for rule in self._by_note.get(claim["note"] or "", ()) if rule.fits(vehicle, claim)]
        if len(fitting) > 1:
            raise RuleError(f'{len(fitting)} rules fit the note "{claim["note"]}" of {vehicle}')
        for rule in fitting:
            for column, value in rule.moves.items():
                if claim[column] is not None:
                    raise RuleError(
                        f'the rule for the note "{rule.note}" would overwrite {column} of {vehicle}'
                    )
                claim[column] = value
            claim["note"] = rule.keep
            rule.hit_fields.add(claim["field"])
            rule.hit_vehicles.add(vehicle)

    def finish(self) -> None:
        """Raise RuleError where a rule, or a field or vehicle it names, was never met."""
        idle = [reason for rule in self._rules if (reason := rule.unused())]
        if idle:
            raise RuleError("; ".join(idle))
