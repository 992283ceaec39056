"""The comparison that a picture carries with it, as JSON: enough to open the same chart again."""

import json

from msgspec import Struct

from carspec.core.errors import CarspecError

KEYWORD = "carspec"
"""The name under which pictures carry it."""
FORM = 1


class NoComparison(CarspecError):
    """A file carries no comparison that could be opened."""


class Comparison(Struct, frozen=True):
    """What was drawn: the kind of chart, keys of cars and fields, units, baseline, and the data it rests on.

    `claims` are the keys of the claims that make the figures shown.
    """

    kind: str
    vehicles: tuple[str, ...]
    fields: tuple[str, ...]
    profile: str
    baseline: str | None
    data_version: str
    claims: tuple[str, ...] = ()

    def to_json(self) -> str:
        """One line of JSON in plain ASCII, which every metadata field can hold."""
        content = {
            KEYWORD: FORM,
            "kind": self.kind,
            "vehicles": self.vehicles,
            "fields": self.fields,
            "profile": self.profile,
            "baseline": self.baseline,
            "data_version": self.data_version,
            "claims": self.claims,
        }
        return json.dumps(content, separators=(",", ":"))


def from_json(text: str) -> Comparison:
    """The comparison written by `Comparison.to_json`. Raises NoComparison for anything else."""
    try:
        content = json.loads(text)
        if not isinstance(content, dict) or content.get(KEYWORD) != FORM:
            raise ValueError
        texts = {name: _texts(content[name]) for name in ("vehicles", "fields", "claims")}
        baseline = content["baseline"]
        single = (content["kind"], content["profile"], content["data_version"], baseline or "")
        if not all(isinstance(word, str) for word in single):
            raise ValueError
    except (ValueError, KeyError, RecursionError):
        raise NoComparison("the comparison it carries cannot be read") from None
    return Comparison(
        kind=content["kind"],
        vehicles=texts["vehicles"],
        fields=texts["fields"],
        profile=content["profile"],
        baseline=baseline or None,
        data_version=content["data_version"],
        claims=texts["claims"],
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError
    return tuple(value)
