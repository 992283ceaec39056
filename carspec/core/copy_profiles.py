"""Copy profiles: how those who take a copy want it, by name, as data that people share as files."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from carspec.core.errors import BrokenDataFile
from carspec.core.library import Library
from carspec.core.query import Query

KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class CopyProfile(Struct, frozen=True):
    """How a copy is made for one place.

    `format` is the key of a text format, `units` of a unit profile. `locale` gives decimal mark, grouping and
    thin spaces (None: those of the unit profile), `language` that of the labels. `fields` come first, in this
    order; `only_fields` leaves all others out. `secondary`: other units in brackets; `marks`: our verdicts;
    `fairness`: notes on rows that mix conditions; `spans`: ranges of all claims; `sources`: numbered notes.
    `separator`, `decimal` and `bom` are for separated values.
    """

    key: str
    label: str
    description: str
    format: str
    units: str
    locale: str | None = None
    language: str = "en"
    fields: tuple[str, ...] = ()
    only_fields: bool = False
    secondary: bool = True
    marks: bool = False
    fairness: bool = False
    spans: bool = True
    sources: bool = True
    separator: str = ","
    decimal: str = "."
    bom: bool = False

    def query(self, query: Query, library: Library) -> Query:
        """The Query with units, numbers, labels and order of this profile; what is hidden stays hidden."""
        asked = query.fields if query.fields is not None else tuple(library.fields)
        first = tuple(key for key in self.fields if key in asked)
        rest = () if self.only_fields else tuple(key for key in asked if key not in first)
        ordered = (*first, *rest) if self.fields else query.fields
        return replace(query, fields=ordered, profile=self.units, locale=self.locale, language=self.language)


def load_copy_profiles(path: Path, formats: Sequence[str], library: Library) -> dict[str, CopyProfile]:
    """The profiles of one file by key, each checked against the formats and the library.

    Raises BrokenDataFile naming the file, the profile and what is wrong with it.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenDataFile(f"{path} cannot be read as a file of copy profiles: {error}.") from None
    rows = content.get("copy_profiles") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise BrokenDataFile(f'{path} has no list "copy_profiles".')
    found: dict[str, CopyProfile] = {}
    for row in rows:
        profile = _profile(row, path, formats, library)
        if profile.key in found:
            raise BrokenDataFile(f'{path} has two copy profiles "{profile.key}".')
        found[profile.key] = profile
    return found


def _profile(row: Any, path: Path, formats: Sequence[str], library: Library) -> CopyProfile:
    if not isinstance(row, Mapping):
        raise BrokenDataFile(f"{path}: a copy profile is no object.")
    name = f'{path}: the copy profile "{row.get("key", "")}"'
    known = {field.name: field for field in fields(CopyProfile)}
    for key, value in row.items():
        if key not in known:
            raise BrokenDataFile(f'{name} has an unknown entry "{key}"; known are {", ".join(known)}.')
        if not _fits(value, known[key].type):
            raise BrokenDataFile(f'{name}: "{key}" cannot be {json.dumps(value)}.')
    lacking = [key for key, field in known.items() if field.required and not row.get(key)]
    if lacking:
        raise BrokenDataFile(f"{name} lacks {', '.join(lacking)}.")
    if not set(row["key"]) <= KEY_LETTERS:
        raise BrokenDataFile(f"{name}: a key has small letters, digits and hyphens only.")
    choices: dict[str, Sequence[str]] = {
        "format": formats,
        "units": list(library.profiles),
        "language": list(library.labels),
        "separator": (",", ";", "\t", "|"),
        "decimal": (".", ","),
    }
    for key, allowed in choices.items():
        if key in row and row[key] not in allowed:
            raise BrokenDataFile(
                f'{name}: "{key}" is {json.dumps(row[key])}; known are {", ".join(allowed)}.'
            )
    unknown = [key for key in row.get("fields", ()) if key not in library.fields]
    if unknown:
        raise BrokenDataFile(f"{name} names fields that do not exist: {', '.join(unknown)}.")
    if row.get("locale") is not None and not _is_locale(row["locale"]):
        raise BrokenDataFile(f'{name}: there is no locale "{row["locale"]}".')
    entries: dict[str, Any] = {**row, "fields": tuple(row.get("fields", ()))}
    return CopyProfile(**entries)


def _fits(value: Any, wanted: Any) -> bool:
    if wanted is bool:
        return isinstance(value, bool)
    if wanted == str | None:
        return value is None or isinstance(value, str)
    if wanted is str:
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_locale(name: str) -> bool:
    from carspec.core import numbers
    from carspec.core.errors import UnreadableQuantity

    try:
        numbers.marks(name)
    except UnreadableQuantity:
        return False
    return True
