"""A long JSON file read piece by piece: each member of its object, and each element of one long list."""

import codecs
import json
import re
from collections.abc import Iterator
from json.decoder import JSONDecoder
from typing import Any, BinaryIO

from msgspec import Struct

from carspec.core.json_text import Number, Path, Positions

CHUNK = 1 << 18
"""Bytes that are read at a time; a piece longer than that is read in larger and larger steps."""

MARGIN = 16
"""Letters at the end of what was read so far that may look otherwise with the rest of the file."""

_SPACE = re.compile(r"[ \t\r\n]*")


class BadPiece(Exception):
    """The text is no JSON, or no UTF-8; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class Piece(Struct, frozen=True):
    """A value at its path, numbers as Number, with its text and where that begins, from 1."""

    path: Path
    value: Any
    text: str
    line: int
    column: int
    doubled: bool

    def place(self, path: Path, at_key: bool = False) -> tuple[int, int]:
        """Line and column in the file of what stands at a path below this piece."""
        positions = Positions(self.text)
        return self.moved(*positions.line_column(positions.of(path[len(self.path) :], at_key)))

    def moved(self, line: int, column: int) -> tuple[int, int]:
        """A line and column of the text of this piece, in the file."""
        return self.line + line - 1, column + (self.column - 1 if line == 1 else 0)


class JsonStream:
    """Reads the object of a file; of the member `long`, a list, each element is a piece of its own."""

    def __init__(self, file: BinaryIO, long: str) -> None:
        self._file, self._long = file, long
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._ended = "", 0, False
        self._line, self._column, self._counted = 1, 1, 0
        self._doubled = False
        self._json = JSONDecoder(
            object_pairs_hook=self._pairs, parse_float=Number, parse_int=Number, parse_constant=Number
        )

    def pieces(self) -> Iterator[Piece]:
        """The pieces in the order of the file. Raises BadPiece."""
        self._take("{")
        if self._next() == "}":
            self._at += 1
        else:
            while True:
                name = self._piece(()).value
                if not isinstance(name, str) or isinstance(name, Number):
                    raise self._bad("expected here: a key in double quotes")
                self._take(":")
                if name == self._long and self._next() == "[":
                    yield from self._elements(name)
                else:
                    yield self._piece((name,))
                if self._take(",}") == "}":
                    break
        if self._next():
            raise self._bad("expected here: the end of the file")

    def _elements(self, name: str) -> Iterator[Piece]:
        self._take("[")
        if self._next() == "]":
            self._at += 1
            return
        index = 0
        while True:
            yield self._piece((name, index))
            index += 1
            if self._take(",]") == "]":
                return

    def _piece(self, path: Path) -> Piece:
        """The value that comes next."""
        self._next()
        step = CHUNK
        while True:
            self._doubled = False
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                unfinished = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - MARGIN
                if self._ended or not unfinished:
                    self._at = error.pos
                    raise self._bad(error.msg) from None
            except RecursionError:
                raise self._bad("lists or objects are nested too deeply") from None
            else:
                if end < len(self._text) - MARGIN or self._ended:  # of 1.5 no more than 1. may be there yet
                    break
            self._more(step)
            step *= 2
        self._count()
        piece = Piece(path, value, self._text[self._at : end], self._line, self._column, self._doubled)
        self._at = end
        return piece

    def _take(self, signs: str) -> str:
        found = self._next()
        if not found or found not in signs:
            raise self._bad(f"expected here: {' or '.join(signs)}")
        self._at += 1
        return found

    def _next(self) -> str:
        """The sign that comes next behind space, "" at the end of the file."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._more(CHUNK)

    def _more(self, size: int) -> None:
        """Read on; what was taken before is given up."""
        self._count()
        raw = self._file.read(size)
        self._ended = not raw
        try:
            new = self._decode.decode(raw, final=self._ended)
        except UnicodeDecodeError as error:
            self._text = self._text[self._at :] + error.object[: error.start].decode("utf-8", "replace")
            self._at, self._counted = len(self._text), 0
            raise self._bad("the text is not UTF-8") from None
        self._text, self._at, self._counted = self._text[self._at :] + new, 0, 0

    def _count(self) -> None:
        """Bring line and column up to what was taken."""
        lines = self._text.count("\n", self._counted, self._at)
        if lines:
            self._line += lines
            self._column = self._at - self._text.rfind("\n", self._counted, self._at)
        else:
            self._column += self._at - self._counted
        self._counted = self._at

    def _bad(self, message: str) -> BadPiece:
        self._count()
        return BadPiece(message, self._line, self._column)

    def _pairs(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(members)
        self._doubled = self._doubled or len(record) < len(members)
        return record
