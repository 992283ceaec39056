"""Changes as JSON text and back, as the history keeps them."""

import json
from typing import Any

from msgspec import to_builtins

from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Cell,
    Change,
    CorrectClaim,
    CorrectVehicle,
    ImportFile,
    JudgeClaim,
    OwnClaim,
    OwnSource,
    OwnVehicle,
    RemoveImport,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.consensus import Judgement

KINDS: dict[str, type[Change]] = {
    "judge_claim": JudgeClaim,
    "add_claim": AddClaim,
    "correct_claim": CorrectClaim,
    "withdraw_claim": WithdrawClaim,
    "add_vehicle": AddVehicle,
    "correct_vehicle": CorrectVehicle,
    "remove_vehicle": RemoveVehicle,
    "import_file": ImportFile,
    "remove_import": RemoveImport,
}
"""The word by which each kind of change is kept."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def to_json(change: Change) -> str:
    """One line: {"change": "judge_claim", ...}."""
    return json.dumps({"change": _NAMES[type(change)], **to_builtins(change)}, ensure_ascii=False)


def from_json(text: str) -> Change:
    """The change that `to_json` wrote; KeyError or TypeError where the text is none."""
    parts: dict[str, Any] = json.loads(text)
    kind = KINDS[parts.pop("change")]
    if parts.get("judgement") is not None:
        parts["judgement"] = Judgement(**parts["judgement"])
    if kind in (AddVehicle, CorrectVehicle):
        parts["vehicle"] = OwnVehicle(**parts["vehicle"])
    if kind is AddVehicle:
        parts["claims"] = tuple(map(_claim, parts["claims"]))
    elif "claim" in parts and kind is not JudgeClaim:
        parts["claim"] = _claim(parts["claim"])
    if kind is RemoveImport:
        parts["judgements"] = tuple(parts.get("judgements", ()))
    return kind(**parts)


def _claim(parts: dict[str, Any]) -> OwnClaim:
    cell = parts.get("cell")
    source = OwnSource(**parts["source"])
    return OwnClaim(**{**parts, "source": source, "cell": cell and Cell(**cell)})
