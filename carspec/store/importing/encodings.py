"""The encoding of a text file, found from all of its bytes: UTF-8 where possible, else by evidence."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from carspec.core.errors import UnreadableTable
from carspec.core.importing.table import Finding
from carspec.store.importing.legacy_encodings import best_encoding
from carspec.store.importing.limits import size_text
from carspec.store.importing.raw_file import RawFile

ENCODING = "Encoding"
"""What a finding is about that tells the encoding."""
_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_BROKEN_UTF8 = "UTF-8/windows-1252"
"""Text in UTF-8 into which single bytes of windows-1252 were pasted."""
_EVIDENCE_BYTES = 1 << 18


def find_encoding(raw: RawFile, asked: str | None) -> tuple[str, Finding]:
    """The encoding and why; one asked for is proved to fit. Raises UnreadableTable where none does."""
    if asked:
        _codec(raw, asked)
        _prove(raw, asked)
        return asked, Finding(ENCODING, asked, "as chosen")
    start = next(raw.pieces(), b"")
    for mark, name in _BOMS:
        if start.startswith(mark):
            _prove(raw, name)
            return name, Finding(ENCODING, name, "the file begins with its byte order mark")
    if wide := _without_mark(start):
        _prove(raw, wide)
        return wide, Finding(ENCODING, wide, "every second byte of it is zero")
    letters = _letters_of_utf8(raw)
    if letters is not None:
        seen = f"{letters:,} letters beyond ASCII are valid in it" if letters else "every byte is ASCII"
        return "UTF-8", Finding(ENCODING, "UTF-8", seen)
    return _older(raw)


@contextmanager
def text_of(raw: RawFile, encoding: str) -> Iterator[TextIO]:
    """The text of a file with its line ends as they are."""
    codec, errors = _codec(raw, encoding)
    with raw.opened() as stream:
        try:
            yield io.TextIOWrapper(stream, codec, errors, newline="")
        except UnicodeError as error:  # the file was proved, so that it is another one by now
            raise raw.refused(f"it is no longer {encoding}; import it again") from error


def whole_text(raw: RawFile, encoding: str) -> str:
    """All of the text at once. Raises UnreadableTable where it is more than may be held in memory."""
    codec, errors = _codec(raw, encoding)
    return raw.whole().decode(codec, errors)


def _codec(raw: RawFile, encoding: str) -> tuple[str, str]:
    """Python's codec, which takes a byte order mark away, and its way with errors.

    Raises UnreadableTable for a name that is none.
    """
    if encoding == _BROKEN_UTF8:
        codecs.register_error("carspec-windows-1252", _as_windows_1252)
        return "utf-8-sig", "carspec-windows-1252"
    try:
        found = codecs.lookup(encoding).name
        "".encode(encoding)  # refuses codecs that are no text, such as base64
    except (LookupError, ValueError):
        raise raw.refused(
            f'"{encoding}" is no encoding; write a name such as UTF-8 or windows-1252'
        ) from None
    if found == "utf-8":
        found = "utf-8-sig"
    elif found.startswith(("utf-16-", "utf-32-")):
        wide = found.rpartition("-")[0]
        start = next(raw.pieces(), b"")
        if any(start.startswith(mark) and name.lower() == wide for mark, name in _BOMS):
            found = wide
    return found, "strict"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


def _prove(raw: RawFile, encoding: str) -> None:
    """Decode all bytes. Raises UnreadableTable with line and column where they are not in the encoding."""
    codec, errors = _codec(raw, encoding)
    decoder = codecs.getincrementaldecoder(codec)(errors)
    line, column = 1, 1
    try:
        for piece in _and_end(raw.pieces()):
            text = decoder.decode(piece, final=not piece)
            if "\0" in text:
                raise _nul(raw, *_place(text[: text.index("\0")], line, column))
            line, column = _place(text, line, column)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(codec, "replace")
        byte = error.object[error.start : error.start + 1].hex().upper()
        line, column = _place(before, line, column)
        raise raw.refused(
            f"the byte {byte} is not {encoding}; choose another encoding", line, column
        ) from None
    except UnicodeError as error:
        raise raw.refused(f"it is not {encoding} ({error}); choose another encoding") from None


def _and_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from pieces
    yield b""


def _place(text: str, line: int, column: int) -> tuple[int, int]:
    """Line and column behind a text that starts at `line` and `column`, both from 1."""
    ends = text.count("\n")
    return (line + ends, len(text) - text.rindex("\n")) if ends else (line, column + len(text))


def _nul(raw: RawFile, line: int, column: int | None = None) -> Exception:
    return raw.refused(
        "a NUL byte stands here, as in no text; the file is damaged or of another kind. Save it as CSV again",
        line,
        column,
    )


def _without_mark(start: bytes) -> str | None:
    """UTF-16 without a byte order mark: Latin letters, digits and separators have a zero byte each."""
    sample = start[: 1 << 16]
    half = len(sample) // 2
    if half < 4:
        return None
    high, low = sample[1::2].count(0) / half, sample[0::2].count(0) / half
    if high > 0.4 and low < 0.05:
        return "UTF-16LE"
    return "UTF-16BE" if low > 0.4 and high < 0.05 else None


def _letters_of_utf8(raw: RawFile) -> int | None:
    """How many letters beyond ASCII the file has in UTF-8; None where it is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    letters, lines = 0, 1
    try:
        for piece in raw.pieces():
            if (nul := piece.find(b"\0")) >= 0:
                raise _nul(raw, lines + piece.count(b"\n", 0, nul))
            lines += piece.count(b"\n")
            if not piece.isascii() or decoder.getstate()[0]:
                text = decoder.decode(piece)
                letters += len(text) - len(text.encode("ascii", "ignore"))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return letters


def _older(raw: RawFile) -> tuple[str, Finding]:
    """The encoding of a file that is no UTF-8, by all its lines that are not ASCII."""
    evidence: dict[bytes, None] = {}
    valid = invalid = first = size = 0
    step = 1
    for number, line in _high_lines(raw):
        text = line.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        first = first or (number if broken else 0)
        invalid += broken
        valid += len(text) - len(text.encode("ascii", "ignore")) - broken
        if number % step == 0 and line not in evidence:
            evidence[line] = None
            size += len(line)
        if size > _EVIDENCE_BYTES:  # every second line from here on, and of those there are
            step *= 2
            evidence = dict.fromkeys(list(evidence)[::2])
            size = sum(map(len, evidence))
    broken_text = f"{invalid:,} bytes are not UTF-8 (first: line {first:,})"
    if valid > 2 * invalid:
        seen = f"{valid:,} letters are valid UTF-8; {broken_text} and are read as windows-1252"
        return _BROKEN_UTF8, Finding(ENCODING, _BROKEN_UTF8, seen)
    for guess in best_encoding(b"".join(evidence)):
        try:
            _prove(raw, guess.name)
        except UnreadableTable:
            continue
        return guess.name, Finding(ENCODING, guess.name, f"{broken_text}; {guess.evidence}")
    raise raw.refused(f"{broken_text}, and they fit no other encoding we know; choose one")


def _high_lines(raw: RawFile) -> Iterator[tuple[int, bytes]]:
    """The lines that are not ASCII, with their numbers."""
    number, rest = 1, b""
    for piece in raw.pieces():
        if (nul := piece.find(b"\0")) >= 0:
            raise _nul(raw, number + piece.count(b"\n", 0, nul))
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        if len(rest) > raw.limits.line_bytes:
            raise long_line(raw, number + len(lines))
        for line in lines:
            if not line.isascii():
                yield number, line + b"\n"
            number += 1
    if not rest.isascii():
        yield number, rest


def long_line(raw: RawFile, line: int) -> UnreadableTable:
    """The error for a line that is too long to be held as a whole."""
    limit = size_text(raw.limits.line_bytes)
    return raw.refused(f"it is longer than {limit}, which is the limit of a line; is this a table?", line)
