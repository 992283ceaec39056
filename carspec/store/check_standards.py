"""What must hold in a protection-standards file: its columns, and a source behind each statement."""

from collections.abc import Iterator, Mapping
from typing import Any

from carspec.core.json_text import Path
from carspec.store.check_context import CheckContext
from carspec.store.problems import Finding, choice, shown
from carspec.store.shapes import (
    ANY,
    DATE,
    KEY,
    LANGUAGE,
    LIST,
    NUMBER,
    OBJECT,
    TEXT,
    URL,
    VERSION,
    YES_NO,
    Column,
    Shape,
    check_record,
    list_of,
    one_of,
)

SOURCE_KINDS = (
    "standard", "government", "manufacturer", "armourer", "dealer", "press", "encyclopedia", "secondary",
)  # fmt: skip
CONFIDENCES = ("secondary", "unverified", "computed")
CONFIDENCE = one_of("a confidence", *CONFIDENCES)

FILE: Shape = {
    "version": VERSION,
    "note": TEXT,
    "sources": OBJECT,
    "standards": LIST,
    "equivalences": LIST,
    "conflicts": LIST,
    "spellings": LIST,
    "unit_facts": LIST,
    "unverified": LIST,
    "computed_energies_note": TEXT,
    "computed_energies": LIST,
}
SOURCE: Shape = {
    "url": URL.or_null(),
    "title": TEXT.or_null(),
    "publisher": TEXT.or_null(),
    "published": DATE.or_null(),
    "kind": one_of("a kind of source", *SOURCE_KINDS),
    "language": LANGUAGE.or_null(),
    "note": TEXT.or_null(),
}
STANDARD: Shape = {
    "key": Column(lambda v: KEY.accepts(str(v).replace(".", "-")), "a key", KEY.allowed),
    "name": TEXT,
    "issuer": TEXT,
    "scope": TEXT,
    "confidence": CONFIDENCE,
    "sources": list_of(TEXT),
    "notes": LIST,
    "levels": LIST,
}
NOTE: Shape = {"fact": TEXT, "source": TEXT, "inferred": YES_NO}
LEVEL: Shape = {"level": TEXT, "order": NUMBER.or_null(), "threats": LIST}
THREAT: Shape = {
    "calibre": TEXT,
    "bullet": TEXT.or_null(),
    "mass": NUMBER.or_null(),
    "mass_unit": one_of("a unit", "g", "grain", "kg").or_null(),
    "velocity": NUMBER.or_null(),
    "velocity_unit": one_of("a unit", "m/s", "ft/s").or_null(),
    "tolerance": TEXT.or_null(),
    "distance_m": NUMBER.or_null(),
    "shots": NUMBER.or_null(),
    "source": TEXT,
    "energy": NUMBER.or_absent(),
    "energy_unit": TEXT.or_absent(),
    "note": TEXT.or_absent(),
    "claim": TEXT.or_absent(),
    "weapon": TEXT.or_absent(),
    "mass_tolerance": TEXT.or_absent(),
    "twist_mm": TEXT.or_absent(),
    "mass_grain": NUMBER.or_absent(),
    "velocity_fps": NUMBER.or_absent(),
    "charge_height_m": NUMBER.or_absent(),
}
ROWS: Mapping[str, Shape] = {
    "equivalences": {
        "statement": TEXT,
        "by": TEXT,
        "claims_exact": YES_NO.or_null(),
        "note": TEXT.or_null(),
        "source": TEXT,
    },
    "conflicts": {"topic": TEXT, "values": LIST},
    "spellings": {
        "spelling": TEXT,
        "source": TEXT,
        "url": URL.or_null(),
        "subject": TEXT.or_null(),
        "part": TEXT.or_null(),
        "note": TEXT.or_null(),
    },
    "unit_facts": {
        "name": TEXT,
        "value": ANY,
        "unit": TEXT.or_null(),
        "source": TEXT,
        "group": TEXT,
        "note": TEXT.or_null(),
    },
    "unverified": {"item": TEXT, "claim": TEXT, "source": TEXT.or_null(), "confidence": CONFIDENCE},
    "computed_energies": {
        "standard": TEXT,
        "level": TEXT,
        "calibre": TEXT,
        "bullet": TEXT.or_null(),
        "energy_j": NUMBER,
        "computed_from": TEXT,
        "confidence": CONFIDENCE,
    },
}


def check_standards(content: object, context: CheckContext) -> list[Finding]:
    """All findings of a protection-standards file. `context` is not asked: the file stands for itself."""
    found: list[Finding] = []
    sound = check_record(content, FILE, (), found)
    if not isinstance(content, dict):
        return found
    for key, record in (content["sources"] if "sources" in sound else {}).items():
        check_record(record, SOURCE, ("sources", key), found)
    standards = content["standards"] if "standards" in sound else []
    keys: dict[object, int] = {}
    for index, standard in enumerate(standards):
        path: Path = ("standards", index)
        good = check_record(standard, STANDARD, path, found)
        if "key" in good and keys.setdefault(standard["key"], index) != index:
            what = f"the key {shown(standard['key'])} is used twice"
            found.append(Finding((*path, "key"), what, f"first in standards[{keys[standard['key']]}]"))
        for table, shape in (("notes", NOTE), ("levels", LEVEL)):
            _records(standard[table] if table in good else [], shape, (*path, table), found)
        for place, level in enumerate(standard["levels"] if "levels" in good else []):
            threats = level.get("threats") if isinstance(level, dict) else None
            if isinstance(threats, list):
                _records(threats, THREAT, (*path, "levels", place, "threats"), found)
    for table, shape in ROWS.items():
        _records(content[table] if table in sound else [], shape, (table,), found)
    if "sources" in sound:
        found += _dangling(content, (), [*content["sources"]])
    return found


def _records(rows: list[Any], shape: Shape, path: Path, found: list[Finding]) -> None:
    for index, row in enumerate(rows):
        check_record(row, shape, (*path, index), found)


def _dangling(content: object, path: Path, sources: list[str]) -> Iterator[Finding]:
    """Every `source` and `computed_from` anywhere that names no source of the file."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("source", "computed_from") and isinstance(value, str) and value not in sources:
                yield Finding((*path, key), f"there is no source {shown(value)}", choice(value, sources))
            yield from _dangling(value, (*path, key), sources)
    elif isinstance(content, list):
        for index, value in enumerate(content):
            yield from _dangling(value, (*path, index), sources)
