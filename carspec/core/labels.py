"""The words of a table in the reader's language: names of fields and groups, verdicts, reasons of gaps."""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.values import Field, Missing

ENGLISH = "en"
"""The language of the data themselves, which needs no table."""


class Labels(Struct, frozen=True):
    """One language. A word that it lacks stays English."""

    key: str = ENGLISH
    label: str = "English"
    fields: Mapping[str, str] = {}
    groups: Mapping[str, str] = {}
    verdicts: Mapping[str, str] = {}
    missing: Mapping[str, str] = {}
    words: Mapping[str, str] = {}

    def field(self, field: Field) -> Field:
        """A field with its label in this language."""
        return replace(field, label=self.fields[field.key]) if field.key in self.fields else field

    def group(self, group: str) -> str:
        """The heading of a group of fields."""
        return self.groups.get(group, group.capitalize())

    def gap(self, missing: Missing) -> Missing:
        """The reason of a gap; what a source itself is quoted with stays as it is."""
        told = self.missing.get(str(missing.reason))
        return replace(missing, detail=told) if told and not missing.detail else missing

    def verdict(self, english: str) -> str:
        """What a mark says: a verdict, or that a figure is computed."""
        return self.verdicts.get(english, english)

    def word(self, english: str) -> str:
        """The heading of a column: "Field", "Verdict"."""
        return self.words.get(english, english)


def load_labels(path: Path) -> dict[str, Labels]:
    """The languages of a labels file by key, English first."""
    rows = json.loads(path.read_text("utf-8"))["languages"]
    return {ENGLISH: Labels()} | {row["key"]: Labels(**row) for row in rows}
