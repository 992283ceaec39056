"""Changes of the library in words: the name of the step for "Undo ...", and the sentence of the history."""

from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Change,
    CorrectClaim,
    CorrectVehicle,
    ImportFile,
    JudgeClaim,
    OwnVehicle,
    RemoveImport,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.explain import stated_text
from carspec.core.library import Library

LONG = 40
"""Letters of a value that a menu entry can show."""


def in_words(change: Change, library: Library) -> tuple[str, str]:
    """Name and sentence of a change that is about to be made: ("show 595 hp", "Showed 595 hp for Power of
    Aurus Senat")."""
    if isinstance(change, JudgeClaim):
        return _judged(change, library)
    if isinstance(change, AddVehicle):
        name = _name(change.vehicle)
        return f"add {name}", f"Added the vehicle {name}"
    if isinstance(change, CorrectVehicle):
        name, after = _vehicle(change.key, library), _name(change.vehicle)
        renamed = f" to {after}" if after != name else ""
        return f"correct {_short(name)}", f"Corrected the vehicle {name}{renamed}"
    if isinstance(change, RemoveVehicle):
        name = _vehicle(change.key, library)
        return f"remove {name}", f"Removed the vehicle {name} with its claims"
    if isinstance(change, ImportFile):
        added = _counted(change.cars, "car") if change.cars else _counted(change.claims, "claim")
        return f"import {_short(change.name)}", f"Imported {added} from {change.name}"
    if isinstance(change, RemoveImport):
        return f"remove {_short(change.name)}", f"Removed all that was imported from {change.name}"
    if isinstance(change, WithdrawClaim):
        text, of = _claim(change.vehicle, change.key, library)
        return f"withdraw {_short(text)}", f"Withdrew the own claim {text} for {of}"
    text, of = change.claim.text.strip(), _of(change.claim.vehicle, change.claim.field, library)
    if isinstance(change, AddClaim):
        return f"add {_short(text)}", f"Added the claim {text} for {of}"
    assert isinstance(change, CorrectClaim)
    before, _ = _claim(change.claim.vehicle, change.key, library)
    if before == text:
        return f"correct the source of {_short(text)}", f"Corrected the own claim {text} for {of}"
    return f"correct {_short(before)} to {_short(text)}", f"Corrected {before} to {text} for {of}"


def _judged(change: JudgeClaim, library: Library) -> tuple[str, str]:
    text, of = _claim(change.vehicle, change.claim, library)
    judgement, before = change.judgement, library.judgement(change.claim)
    if judgement is not None and judgement.excluded:
        because = f": {judgement.reason}" if judgement.reason else ""
        return f"exclude {_short(text)}", f"Excluded {text} from {of}{because}"
    if judgement is not None and judgement.rank > 0:
        return f"show {_short(text)}", f"Showed {text} for {of}"
    if before is not None and before.excluded:
        return f"count {_short(text)} again", f"Counted {text} again for {of}"
    return f"leave {_short(text)} to the rules", f"Left {text} for {of} to the rules"


def _claim(vehicle: str, key: str, library: Library) -> tuple[str, str]:
    try:
        claim = library.claim(vehicle, key)
    except KeyError:
        return "a claim", _vehicle(vehicle, library)
    text = claim.as_stated if claim.own else stated_text(claim)
    return text, _of(vehicle, claim.field, library)


def _of(vehicle: str, field: str, library: Library) -> str:
    label = library.fields[field].label if field in library.fields else field
    return f"{label} of {_vehicle(vehicle, library)}"


def _vehicle(key: str, library: Library) -> str:
    return library.vehicles[key].name if key in library.vehicles else key


def _name(vehicle: OwnVehicle) -> str:
    return f"{vehicle.make} {vehicle.model}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"
