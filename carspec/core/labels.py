"""The words of a table in the reader's language: names of fields, verdicts, what stands by figures."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.values import Field, Missing, MissingReason

ENGLISH = "en"
"""The language of the data themselves, which needs no table."""


class Phrase(StrEnum):
    """What stands before, behind and under figures; what a brace holds is filled in."""

    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at least"
    UP_TO = "up to"
    UNDER = "under"
    ESTIMATED = "est."
    PLANNED = "planned"
    LIMITED = "limited"
    BASE_CAR = "said only of the base car"
    MISPRINT = "said only as a misprint"
    RUMOUR = "said only as a rumour"
    SPAN = "claims {span}"
    MORE = "{values} and {count} more"
    CONVERTED = "about {amount} at {rate}"
    RATE = "{quoted} {weaker} per {stronger} of {day}"
    LEGAL_RATE = "{quoted} {weaker} per {stronger}, fixed by law on {day}"
    BEST_OF_ROW = "Bold: the best figure of its row."
    BEST_OF_COLUMN = "Bold: the best figure of its column."
    EQUAL_ROW = "1 row left out as equal for all cars: {fields}."
    EQUAL_ROWS = "{count} rows left out as equal for all cars: {fields}."
    LONE_ROW = "1 row left out as known of one car only: {fields}."
    LONE_ROWS = "{count} rows left out as known of one car only: {fields}."
    SOURCE = "1 source"
    SOURCES = "{count} sources"
    PUBLISHER = "1 publisher"
    PUBLISHERS = "{count} publishers"
    BASIS = "{sources} by {publishers}"
    VERSION = "carspec data of {version}"


class Labels(Struct, frozen=True):
    """One language. A word that it lacks stays English."""

    key: str = ENGLISH
    label: str = "English"
    fields: Mapping[str, str] = {}
    groups: Mapping[str, str] = {}
    verdicts: Mapping[str, str] = {}
    missing: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    phrases: Mapping[str, str] = {}

    def field(self, field: Field) -> Field:
        """A field with its label in this language."""
        return replace(field, label=self.fields[field.key]) if field.key in self.fields else field

    def group(self, group: str) -> str:
        """The heading of a group of fields."""
        return self.groups.get(group, group.capitalize())

    def gap(self, missing: Missing) -> Missing:
        """The reason of a gap; a detail that this language lacks gives way to the reason alone, but what a
        source itself is quoted with stays as it is."""
        told = self.phrases.get(missing.detail) or self.missing.get(str(missing.reason))
        quoted = missing.detail and missing.reason not in _OUR_DETAILS
        return replace(missing, detail=told) if told and not quoted else missing

    def verdict(self, english: str) -> str:
        """What a mark says: a verdict, or that a figure is computed."""
        return self.verdicts.get(english, english)

    def word(self, english: str) -> str:
        """The heading of a column: "Field", "Verdict"."""
        return self.words.get(english, english)

    def phrase(self, phrase: Phrase, **filled: object) -> str:
        """A phrase with what it holds filled in."""
        return self.phrases.get(phrase, phrase).format(**filled)

    def counted(self, one: Phrase, many: Phrase, count: int, **filled: object) -> str:
        """The phrase for one of something, or for several."""
        return self.phrase(one if count == 1 else many, count=count, **filled)


ENGLISH_LABELS = Labels()

_OUR_DETAILS = frozenset({MissingReason.NOT_COUNTED, MissingReason.NOT_COMPUTED})
"""Reasons whose details are words of ours."""


def load_labels(path: Path) -> dict[str, Labels]:
    """The languages of a labels file by key, English first."""
    rows = json.loads(path.read_text("utf-8"))["languages"]
    return {ENGLISH: ENGLISH_LABELS} | {row["key"]: Labels(**row) for row in rows}
