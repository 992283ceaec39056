"""Writing the data files: UTF-8 JSON with one record a line, so that a change is one line of a diff."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def line(record: Any) -> str:
    """One record on one line, keys in their given order."""
    return json.dumps(record, ensure_ascii=False)


def lines(records: Iterable[Any]) -> str:
    """The inside of a list: a record a line."""
    return ",\n".join(line(record) for record in records)


def keyed_lines(records: Mapping[str, Any]) -> str:
    """The inside of an object: a key and its record a line."""
    return ",\n".join(f"{line(key)}: {line(record)}" for key, record in records.items())


def exact_float(literal: str) -> float:
    """A number that is written back digit for digit as it was read; ValueError where it would not be."""
    number = float(literal)
    if repr(number) != literal:
        raise ValueError(f"the number {literal} would be written back as {number!r}")
    return number
