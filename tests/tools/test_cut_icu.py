"""Tests that ICU's data is cut down to what is kept, and that what cannot be cut is refused."""

from struct import pack

import pytest
from cut_icu import NotCut, with_only

ITEMS = {
    "coll/de.res": b"order",
    "coll/root.res": b"every order" * 3,
    "curr/de.res": b"Euro",
    "root.res": b"root",
}


def data(items: dict[str, bytes]) -> bytes:
    """The items as ICU holds them, the contents at places that are multiples of 16."""
    names = [f"icudt73l/{name}".encode() + b"\0" for name in items]
    begin = 4 + 8 * len(items)
    listed, texts, contents = pack("<I", len(items)), b"".join(names), b""
    first = -(-(begin + len(texts)) // 16) * 16
    for name, content in zip(names, items.values(), strict=True):
        listed += pack("<II", begin, first + len(contents))
        begin += len(name)
        contents += content.ljust(-(-len(content) // 16) * 16, b"\0")
    return b"\x20\x00\xda\x27".ljust(32, b".") + (listed + texts).ljust(first, b"\0") + contents


def test_what_fits_a_pattern_stays_as_it_was() -> None:
    kept = {name: content for name, content in ITEMS.items() if not name.startswith("curr")}
    assert with_only(["root.res", "coll/*"], data(ITEMS)) == data(kept)


def test_everything_stays_where_everything_fits() -> None:
    assert with_only(["*"], data(ITEMS)) == data(ITEMS)


def test_a_pattern_that_fits_nothing_is_told() -> None:
    with pytest.raises(NotCut, match="lang"):
        with_only(["coll/*", "lang/*"], data(ITEMS))


def test_another_kind_of_data_is_refused() -> None:
    with pytest.raises(NotCut, match="begin"):
        with_only(["*"], bytes(64))
