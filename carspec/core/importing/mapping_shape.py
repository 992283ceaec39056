"""The form of a mapping's file as tables: its entries, which must be there, and what fits each."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from warnings import catch_warnings, simplefilter

from msgspec import Struct

from carspec.core.importing.table import COLUMNS, ROWS
from carspec.core.json_text import Number
from carspec.core.json_text import Path as JsonPath
from carspec.core.scopes import SCOPES
from carspec.core.trust import SOURCE_KINDS

LONGEST_PATTERN = 300
MOST_REPEATS = 3
_ENDLESS = re.compile(r"(?<!\\)(?:\\\\)*[*+]|(?<!\\)(?:\\\\)*\{\d*,\}")
_REPEATED_GROUP = re.compile(r"(?<!\\)(?:\\\\)*\)(?:[*+]|\{)")


class Fault(Struct, frozen=True):
    """What is wrong with a mapping: where, what is expected there, and whether it is about the key."""

    path: JsonPath
    expected: str
    at_key: bool = False


class Entry(Struct, frozen=True):
    """What one entry of an object must be, in words too, and whether it may be left out."""

    fits: Callable[[Any], bool]
    expected: str
    optional: bool = True


Shape = Mapping[str, Entry]


def is_pattern(value: object) -> bool:
    """Whether a text is a regular expression of one group that ends soon whatever it is tried on.

    A repeated group, or many endless repeats, may take for ever on a short text.
    """
    if not _is_text(value) or len(str(value)) > LONGEST_PATTERN:
        return False
    pattern = str(value)
    if len(_ENDLESS.findall(pattern)) > MOST_REPEATS or _REPEATED_GROUP.search(pattern):
        return False
    try:
        with catch_warnings():
            simplefilter("error")
            return re.compile(pattern).groups == 1
    except (re.error, RecursionError, OverflowError, Warning):
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number)


def _is_named(value: object) -> bool:
    return _is_text(value) and bool(str(value).strip())


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_named, value.values()))


def _is_conditions(value: object) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    return all(each is None or each is False or _is_named(each) for each in value.values())


def _is_sign(value: object) -> bool:
    return _is_text(value) and len(str(value)) == 1


def _is_times(value: object) -> bool:
    return isinstance(value, Number) and value in ("10", "100", "1000", "1000000")


def _is_line(value: object) -> bool:
    return isinstance(value, Number) and value.isascii() and value.isdigit() and int(value) < 1_000_000


def _or_null(entry: Entry) -> Entry:
    return Entry(lambda value: value is None or entry.fits(value), f"{entry.expected}, or null")


TEXT = Entry(_is_text, "must be a text")
NAMED = Entry(_is_named, "must be a text that is not empty")
COLUMN = Entry(_is_text, "must be the name of a column", optional=False)
TEXTS = Entry(_is_list, "must be a list of texts, none of them twice")
FLAG = Entry(lambda value: isinstance(value, bool), "must be true or false")
WORDS = Entry(_is_words, "must be an object of texts, none of them empty")
AROUND = Entry(
    lambda value: _is_text(value) and str(value).count("{}") == 1, "must be a text with {} in it once"
)
PATTERN = Entry(
    is_pattern,
    f"must be a regular expression with one group ( ), no repeated group and at most {MOST_REPEATS} endless "
    "repeats such as * or +",
)
SIGN = Entry(_is_sign, "must be one character")

TOP: Shape = {
    "carspec": Entry(lambda value: value == "mapping" and _is_text(value), 'must be "mapping"', False),
    "version": Entry(
        lambda value: isinstance(value, Number) and value == "1",
        "must be 1; a newer carspec may have written it",
        False,
    ),
    "name": Entry(_is_named, NAMED.expected, False),
    "source": Entry(lambda value: isinstance(value, dict), "must be an object", False),
    "table": Entry(lambda value: isinstance(value, dict), "must be an object"),
    "identity": Entry(lambda value: isinstance(value, dict), "must be an object", False),
    "missing": TEXTS,
    "columns": Entry(lambda value: isinstance(value, list), "must be a list of objects", False),
}
SOURCE: Shape = {
    **{name: _or_null(NAMED) for name in ("title", "publisher", "url", "published", "language")},
    "kind": Entry(
        lambda value: _is_text(value) and value in SOURCE_KINDS,
        f"must be one of {', '.join(SOURCE_KINDS)}",
        False,
    ),
}
TABLE: Shape = {
    "encoding": _or_null(NAMED),
    "separator": _or_null(SIGN),
    "quote": _or_null(Entry(lambda value: value == "" or _is_sign(value), "must be one character or empty")),
    "escape": _or_null(Entry(lambda value: value == "" or _is_sign(value), "must be one character or empty")),
    "header": _or_null(Entry(_is_line, "must be the line of the header, 0 where there is none")),
    "sheet": _or_null(TEXT),
    "records": _or_null(TEXT),
    "cars": _or_null(Entry(lambda value: value in (ROWS, COLUMNS), f'must be "{ROWS}" or "{COLUMNS}"')),
}
_PIECES = Entry(lambda value: isinstance(value, list) and bool(value), "must be a list of pieces, not empty")
IDENTITY: Shape = {
    "make": Entry(_PIECES.fits, _PIECES.expected, False),
    "model": Entry(_PIECES.fits, _PIECES.expected, False),
    "generation": _PIECES,
    "year_from": _PIECES,
    "year_to": _PIECES,
    "body_style": _PIECES,
    "armourer": _PIECES,
    "base_vehicle": _PIECES,
    "armoured": _or_null(FLAG),
    "key": TEXTS,
    "join": FLAG,
}
PIECE: Shape = {
    "column": _or_null(TEXT),
    "part": _or_null(PATTERN),
    "words": _or_null(WORDS),
    "missing": TEXTS,
    "text": TEXT,
}
COLUMN_MAPPING: Shape = {
    "column": COLUMN,
    "field": Entry(_is_named, "must be the key of a field: see 'carspec fields'", False),
    "unit": _or_null(NAMED),
    "missing": TEXTS,
    "decimal": _or_null(Entry(lambda value: _is_text(value) and value in (".", ","), 'must be "." or ","')),
    "times": Entry(_is_times, "must be 10, 100, 1000 or 1000000"),
    "words": _or_null(WORDS),
    "part": _or_null(PATTERN),
    "text": AROUND,
    "separator": _or_null(NAMED),
    "scope": _or_null(
        Entry(
            lambda value: _is_text(value) and value in SCOPES,
            "must be what a claim may be said of, such as base_vehicle",
        )
    ),
    "condition": _or_null(NAMED),
    "note": _or_null(NAMED),
    "given": Entry(lambda value: isinstance(value, dict), "must be an object"),
}
GIVEN: Shape = {
    "column": COLUMN,
    "texts": Entry(
        _is_conditions, "must be an object in which each text has a condition, null, or false", False
    ),
    "separator": _or_null(NAMED),
}


def fault_in(content: object) -> Fault | None:
    """The first fault in the form of a mapping's content, as `json_text.parse` gives it."""
    fault = _record(content, TOP, ())
    if fault is not None:
        return fault
    assert isinstance(content, dict)
    for name, shape in (("source", SOURCE), ("table", TABLE), ("identity", IDENTITY)):
        fault = fault or (_record(content[name], shape, (name,)) if name in content else None)
    if fault is not None:
        return fault
    for part, pieces in content["identity"].items():
        if IDENTITY[part] is _PIECES or part in ("make", "model"):
            for index, piece in enumerate(pieces):
                fault = fault or _piece(piece, ("identity", part, index))
    for index, row in enumerate(content["columns"]):
        fault = fault or _column(row, ("columns", index))
    return fault


def _piece(piece: object, path: JsonPath) -> Fault | None:
    fault = _record(piece, PIECE, path)
    if fault is not None:
        return fault
    assert isinstance(piece, dict)
    holes = str(piece.get("text", "{}")).count("{}")
    constant = piece.get("column") is None
    if holes != (0 if constant else 1) or (constant and not str(piece.get("text", "")).strip()):
        wanted = "needs a text without {} where it names no column" if constant else "must have {} once"
        return Fault((*path, "text") if "text" in piece else path, wanted)
    return None


def _column(row: object, path: JsonPath) -> Fault | None:
    fault = _record(row, COLUMN_MAPPING, path)
    if fault is None and isinstance(row, dict) and "given" in row:
        fault = _record(row["given"], GIVEN, (*path, "given"))
    return fault


def _record(record: object, shape: Shape, path: JsonPath) -> Fault | None:
    """The first fault in one object: an entry that lacks, does not fit, or is unknown."""
    if not isinstance(record, dict):
        needed = ", ".join(name for name, entry in shape.items() if not entry.optional) or "entries"
        return Fault(path, f"must be an object with {needed}")
    for name, entry in shape.items():
        if name not in record:
            if not entry.optional:
                return Fault(path, f'lacks "{name}"')
        elif not entry.fits(record[name]):
            return Fault((*path, name), entry.expected)
    unknown = next((name for name in record if name not in shape), None)
    if unknown is None:
        return None
    return Fault((*path, unknown), f"is unknown here; known are {', '.join(shape)}", at_key=True)
