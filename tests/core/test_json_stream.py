"""A file read piece by piece says what the whole text says, and where, however it is cut into chunks."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core import json_stream
from carspec.core.json_stream import BadPiece, JsonStream
from carspec.core.json_text import Positions, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def put_together(text: str) -> dict[str, Any]:
    """The content of a text out of its pieces."""
    whole: dict[str, Any] = {}
    for piece in JsonStream(io.BytesIO(text.encode()), "cars").pieces():
        if len(piece.path) == 2:
            whole.setdefault("cars", []).append(piece.value)
        else:
            whole[str(piece.path[0])] = piece.value
    return whole


@given(
    st.dictionaries(st.text(max_size=4), VALUES, max_size=4),
    st.lists(VALUES, max_size=4),
    st.sampled_from([None, 1]),
    st.booleans(),
    st.integers(1, 40),
)
def test_pieces_make_up_the_whole_and_stand_where_they_are_said_to(
    head: dict[str, Any], cars: list[Any], indent: int | None, escaped: bool, chunk: int
) -> None:
    text = json.dumps(head | {"cars": cars}, indent=indent, ensure_ascii=escaped)
    content, positions = parse(text)[0], Positions(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        assert put_together(text) == {key: value for key, value in content.items() if key != "cars" or cars}
        for piece in JsonStream(io.BytesIO(text.encode()), "cars").pieces():
            assert (piece.line, piece.column) == positions.line_column(positions.of(piece.path))
            if isinstance(piece.value, dict):
                for key in piece.value:
                    for at_key in (False, True):
                        wanted = positions.line_column(positions.of((*piece.path, key), at_key))
                        assert piece.place((*piece.path, key), at_key) == wanted


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        (b"", 1, 1, "{"),
        (b"[1]", 1, 1, "{"),
        (b'{"a": 1,\n "b" 2}', 2, 6, ":"),
        (b'{"a": 1,\n "cars": [{"x": 1},\n{"x": }]}', 3, 7, "Expecting value"),
        (b'{"a": 1} x', 1, 10, "end of the file"),
        (b'{"a": 1', 1, 8, ", or }"),
        (b'{"a": "un', 1, 7, "Unterminated"),
        (b'{"cars": [1 2]}', 1, 13, ", or ]"),
        (b"{1: 2}", 1, 3, "key"),
        (b'{"a":\n"Gro\xdfer"}', 2, 5, "UTF-8"),
        (b'{"a": 1, "b": "\xc3', 1, 16, "UTF-8"),
    ],
)
def test_a_fault_is_named_where_it_is(
    text: bytes, line: int, column: int, said: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    with pytest.raises(BadPiece) as fault:
        list(JsonStream(io.BytesIO(text), "cars").pieces())
    assert (fault.value.line, fault.value.column) == (line, column)
    assert said in str(fault.value)


def test_a_key_that_stands_twice_is_seen() -> None:
    pieces = JsonStream(io.BytesIO(b'{"cars": [{"a": 1}, {"a": 1, "a": 2}]}'), "cars").pieces()
    assert [piece.doubled for piece in pieces] == [False, True]
