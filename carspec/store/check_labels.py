"""What must hold in a labels file: every word it translates is one that the program shows."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from carspec.core.derived import FORMULAS
from carspec.core.json_text import Path
from carspec.core.labels import Phrase
from carspec.core.values import MissingReason, Verdict
from carspec.store.check_context import CheckContext
from carspec.store.check_tables import check_rows
from carspec.store.problems import Finding, choice, shown
from carspec.store.shapes import LANGUAGE, OBJECT, TEXT, Shape
from carspec.store.vehicle_columns import GROUPS

LABELS: Shape = {
    "key": LANGUAGE,
    "label": TEXT,
    "groups": OBJECT,
    "verdicts": OBJECT,
    "missing": OBJECT,
    "words": OBJECT,
    "phrases": OBJECT,
    "fields": OBJECT,
}
VERDICTS = (*map(str, Verdict), "computed")
_FILLED = re.compile(r"{[a-z]*}?|}")
WORDS = ("Field", "Car", "Unit", "Figure", "Verdict", "Publishers", "Explanation")
"""The heads of columns."""


def check_labels(content: object, context: CheckContext) -> list[Finding]:
    """A labels file: one row a language; a word that is left out stays English."""
    return check_rows(content, "languages", LABELS, lambda row: (row["key"],), _labels, context)


def _labels(
    row: Mapping[str, Any], sound: frozenset[str], path: Path, context: CheckContext
) -> Iterator[Finding]:
    known = {
        "groups": GROUPS,
        "verdicts": VERDICTS,
        "missing": tuple(map(str, MissingReason)),
        "words": WORDS,
        "phrases": tuple(map(str, Phrase)),
        "fields": (*context.fields, *FORMULAS),
    }
    for table, allowed in known.items():
        for key, label in row[table].items() if table in sound else ():
            at = (*path, table, key)
            if key not in allowed:
                yield Finding(
                    at, f"there is no {shown(key)} in {table}", choice(key, [*allowed]), at_key=True
                )
            elif not TEXT.accepts(label):
                yield Finding(at, f"{shown(label)} is not {TEXT.noun}", TEXT.allowed)
            elif table == "phrases" and sorted(_FILLED.findall(label)) != sorted(_FILLED.findall(key)):
                yield Finding(
                    at, f"{shown(label)} does not hold the braces of {shown(key)}", "the same braces"
                )
