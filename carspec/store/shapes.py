"""Columns of a record in a data file: what may stand in them, checked one record at a time."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from carspec.core.json_text import Number, Path
from carspec.core.provenance import YEARS, is_date, is_language, is_url
from carspec.store.problems import Finding, choice, shown

_KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class Column(Struct, frozen=True):
    """What a column may hold: `fits` decides, `noun` and `allowed` tell a person."""

    fits: Callable[[Any], bool]
    noun: str
    allowed: str
    null: bool = False
    optional: bool = False

    def or_null(self) -> "Column":
        return Column(self.fits, self.noun, f"{self.allowed}, or null", null=True, optional=self.optional)

    def or_absent(self) -> "Column":
        return Column(self.fits, self.noun, self.allowed, self.null, optional=True)

    def accepts(self, value: object) -> bool:
        return self.null if value is None else self.fits(value)


Shape = Mapping[str, Column]


def one_of(noun: str, *values: str) -> Column:
    """A column with a closed list of words."""
    return Column(lambda v: _is_text(v) and v in values, noun, f"allowed: {', '.join(values)}")


def one_number(noun: str, *values: str) -> Column:
    """A column with a closed list of numbers, as they are written."""
    return Column(lambda v: isinstance(v, Number) and v in values, noun, f"allowed: {' or '.join(values)}")


def list_of(inner: Column, least: int = 0) -> Column:
    """A list of texts that each fit `inner`, none of them twice."""
    return Column(
        lambda v: (
            isinstance(v, list)
            and len(v) >= least
            and all(inner.accepts(each) for each in v)
            and len({str(each) for each in v}) == len(v)
        ),
        f"a list, each {inner.noun}",
        inner.allowed,
    )


def is_year(value: object) -> bool:
    return isinstance(value, Number) and value.isdecimal() and int(value) in YEARS


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number) and bool(value.strip())


TEXT = Column(_is_text, "a text", "allowed: a text that is not empty")
KEY = Column(
    lambda v: _is_text(v) and bool(_KEY.fullmatch(v)),
    "a key",
    "allowed: small letters a-z and digits, joined by hyphens",
)
LANGUAGE = Column(lambda v: _is_text(v) and is_language(v), "a language", "allowed: a code such as de")
URL = Column(
    lambda v: _is_text(v) and is_url(v),
    "a web address",
    "allowed: an address that starts with http:// or https://",
)
DATE = Column(lambda v: _is_text(v) and is_date(v), "a date", "allowed: YYYY, YYYY-MM or YYYY-MM-DD")
YEAR = Column(is_year, "a year", f"allowed: {YEARS.start} to {YEARS.stop - 1}")
YES_NO = Column(lambda v: isinstance(v, bool), "a yes or no", "allowed: true or false")
NUMBER = Column(lambda v: isinstance(v, Number) and v[-1].isdigit(), "a number", "allowed: a number")
WHOLE = Column(
    lambda v: isinstance(v, Number) and v.lstrip("-").isdecimal(), "a whole number", "allowed: a whole number"
)
VERSION = one_number("a known version", "1")
ANY_TEXT = Column(lambda v: isinstance(v, str) and not isinstance(v, Number), "a text", "allowed: a text")
OBJECT = Column(lambda v: isinstance(v, dict), "an object", "allowed: an object")
LIST = Column(lambda v: isinstance(v, list), "a list", "allowed: a list")
ANY = Column(lambda v: True, "a value", "", null=True)


def check_record(record: object, shape: Shape, path: Path, found: list[Finding]) -> frozenset[str]:
    """Compare a record with its shape; the columns that are present and sound, for further checks."""
    if not isinstance(record, dict):
        found.append(Finding(path, f"{shown(record)} is not an object", f"columns: {', '.join(shape)}"))
        return frozenset()
    sound = set()
    for name, value in record.items():
        column = shape.get(name)
        if column is None:
            found.append(
                Finding((*path, name), f'unknown column "{name}"', choice(name, [*shape]), at_key=True)
            )
        elif column.accepts(value):
            sound.add(name)
        else:
            found.append(Finding((*path, name), f"{shown(value)} is not {column.noun}", column.allowed))
    for name, column in shape.items():
        if name not in record and not column.optional:
            found.append(Finding(path, f'the column "{name}" is missing', column.allowed))
    return frozenset(sound)
