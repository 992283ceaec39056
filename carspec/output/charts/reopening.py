"""Finds the comparison that a picture carries, so that dropping the file opens it again."""

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

from carspec.output.charts.comparison import KEYWORD, Comparison, NoComparison, from_json

PNG_START = b"\x89PNG\r\n\x1a\n"
SUFFIXES = (".png", ".svg", ".pdf")
MOST_BYTES = 200_000_000
MOST_TEXT = 1_000_000


def comparison_in(path: Path) -> Comparison:
    """The comparison that a PNG, SVG or PDF of ours carries, told apart by what it holds, not by its name.

    Raises NoComparison, in one sentence, for pictures of others, for ours after a program has edited them and
    dropped what they carry, and for files that cannot be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoComparison(f"{path.name} is too large for a picture of ours.")
        content = path.read_bytes()
    except OSError as error:
        raise NoComparison(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if content.startswith(PNG_START):
        found = _in_png(content)
    elif content.startswith(b"%PDF-"):
        found = _in_pdf(content)
    elif b"<svg" in content[:4096]:
        found = _in_svg(content)
    else:
        raise NoComparison(f"{path.name} is no PNG, SVG or PDF.")
    if found is None:
        raise NoComparison(
            f"{path.name} carries no comparison: it was not made by carspec, "
            f"or another program has saved it without what it carried."
        )
    try:
        return from_json(found)
    except NoComparison as problem:
        raise NoComparison(f"{path.name} cannot be opened: {problem}.") from None


def _in_png(content: bytes) -> str | None:
    """The text chunk with our keyword: plain (tEXt) or international (iTXt, as Pillow writes it)."""
    at = len(PNG_START)
    while at + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + size]
        at += size + 12
        word, _, rest = body.partition(b"\0")
        if word != KEYWORD.encode():
            continue
        if kind == b"tEXt":
            return rest.decode("latin-1")
        if kind == b"zTXt":
            return _inflated(rest[1:])
        if kind == b"iTXt" and len(rest) > 2:
            text = rest[2:].split(b"\0", 2)[-1]
            return _inflated(text) if rest[0] else text.decode("utf-8", "replace")
    return None


def _inflated(data: bytes) -> str | None:
    try:
        return zlib.decompressobj().decompress(data, MOST_TEXT).decode("utf-8", "replace")
    except zlib.error:
        return None


def _in_svg(content: bytes) -> str | None:
    if b"<!ENTITY" in content:
        return None  # none of ours has any, and they can be made to grow without end
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    for node in root.iter():
        if node.get("id") == KEYWORD and node.text:
            return node.text.strip()
    return None


def _in_pdf(content: bytes) -> str | None:
    """The keywords of the document's information, as matplotlib writes them: a plain text in brackets."""
    match = re.search(rb"/Keywords \(((?:\\.|[^\\()])*)\)", content, re.DOTALL)
    if match is None:
        return None
    text = re.sub(rb"\\\n", b"", match[1])
    return re.sub(rb"\\([()\\])", rb"\1", text).decode("latin-1")
