"""Reading JSON text with its number literals kept, and finding where in the text a value stands."""

import json
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in the stubs
from typing import Any

Path = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\r\n]*")
_BARE = re.compile(r"-?[A-Za-z0-9.+-]+")


class Number(str):
    """A number as it is written; its precision can be read from it."""

    __slots__ = ()


class BadJson(Exception):
    """The text is no JSON; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def parse(text: str) -> tuple[Any, bool]:
    """The content, numbers as Number, and whether some object has a key twice. Raises BadJson."""
    doubled = False

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubled
        record = dict(members)
        doubled = doubled or len(record) < len(members)
        return record

    try:
        content = json.loads(
            text, parse_float=Number, parse_int=Number, parse_constant=Number, object_pairs_hook=pairs
        )
    except json.JSONDecodeError as error:
        raise BadJson(error.msg, error.pos) from None
    except RecursionError:
        raise BadJson("Lists or objects are nested too deeply", 0) from None
    return content, doubled


def content_of(text: str) -> Any:
    """The content of a text, numbers as Number. ValueError tells in a sentence, with its place, that it is no
    JSON or that a key stands twice."""
    try:
        content, doubled = parse(text)
    except BadJson as error:
        raise ValueError(f"{_place(text, error.offset)}: this is not JSON ({error}).") from None
    if doubled:
        path, offset = Positions(text).doubled[0]
        raise ValueError(f'{_place(text, offset)}: the key "{path[-1]}" stands twice.')
    return content


def place_of(text: str, path: Path, key: bool = False) -> str:
    """Where the value at a path stands, or its key: "line 3, column 7"."""
    return _place(text, Positions(text).of(path, key))


def _place(text: str, offset: int) -> str:
    line, column = line_column(text, offset)
    return f"line {line}, column {column}"


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def path_text(path: Path) -> str:
    """A path as people write it: vehicles[3].claims[12].unit, counted from 0."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "the whole file"


class Positions:
    """Where each value and each key of a JSON text stands; made only when there is something to report.

    `doubled` lists the keys that come a second time in their object, as (path, offset).
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._values: dict[Path, int] = {}
        self._keys: dict[Path, int] = {}
        self.doubled: list[tuple[Path, int]] = []
        self._value((), 0)

    def of(self, path: Path, key: bool = False) -> int:
        """Offset of the value at `path` (of its key, if asked); of what encloses it where it is absent."""
        offsets = self._keys if key else self._values
        while path and path not in offsets:
            path, offsets = path[:-1], self._values
        return offsets.get(path, 0)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _value(self, path: Path, at: int) -> int:
        """Note the value that starts at or after `at`; the offset behind it."""
        start = self._skip(at)
        self._values[path] = start
        opening = self._text[start]
        if opening == "{":
            return self._object(path, start + 1)
        if opening == "[":
            return self._list(path, start + 1)
        if opening == '"':
            return int(scanstring(self._text, start + 1)[1])
        bare = _BARE.match(self._text, start)
        return bare.end() if bare else start + 1

    def _object(self, path: Path, at: int) -> int:
        at = self._skip(at)
        while self._text[at] != "}":
            start = self._skip(at)
            key, end = scanstring(self._text, start + 1)
            member = (*path, key)
            if member in self._keys:
                self.doubled.append((member, start))
            self._keys[member] = start
            at = self._next(self._value(member, self._skip(end) + 1))
        return at + 1

    def _list(self, path: Path, at: int) -> int:
        at = self._skip(at)
        index = 0
        while self._text[at] != "]":
            at = self._next(self._value((*path, index), at))
            index += 1
        return at + 1

    def _next(self, at: int) -> int:
        """The offset of the next member or of the closing bracket."""
        at = self._skip(at)
        return self._skip(at + 1) if self._text[at] == "," else at

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at
