"""What the deep check found, for the terminal: rule by rule, each claim with its proof; or JSON."""

import json
from collections.abc import Sequence
from itertools import groupby

from carspec.core.library import Library
from carspec.core.lint.records import Suspect
from carspec.core.lint.rules import Rule
from carspec.core.values import Claim
from carspec.output.plain_text import clean, wrap

FORMATS = ("table", "json")
WIDTH = 100
INDENT = "  "


def lint_report(found: Sequence[tuple[Rule, Suspect]], library: Library, file: str, form: str) -> str:
    """The findings in a file as text of at most 100 columns and their count, or as a JSON list."""
    if form == "json":
        return json.dumps([_plain(rule, suspect) for rule, suspect in found], ensure_ascii=False, indent=1)
    lines = []
    for rule, group in groupby(found, key=lambda pair: pair[0]):
        suspects = [suspect for _, suspect in group]
        lines += ["", f"{rule.title} ({rule.key}): {len(suspects)}"]
        for suspect in suspects:
            field = library.fields[suspect.field].label
            lines.append(INDENT + clean(f"{library.vehicles[suspect.vehicle].name}, {field}"))
            for text in (suspect.what, suspect.proof):
                lines += [INDENT * 2 + line for line in wrap(clean(text), WIDTH - 2 * len(INDENT))]
    count = "1 suspicion" if len(found) == 1 else f"{len(found)} suspicions"
    return "\n".join([*lines, "", f"{file} is sound; {count} listed, nothing was changed."][1:])


def _plain(rule: Rule, suspect: Suspect) -> dict[str, object]:
    return {
        "rule": rule.key,
        "vehicle": suspect.vehicle,
        "field": suspect.field,
        "what": suspect.what,
        "proof": suspect.proof,
        "claims": [_claim(claim) for claim in suspect.claims],
    }


def _claim(claim: Claim) -> dict[str, str | None]:
    return {
        "key": claim.key,
        "field": claim.field,
        "source": claim.source,
        "value": claim.value,
        "unit": claim.unit,
        "as_stated": claim.as_stated,
    }
