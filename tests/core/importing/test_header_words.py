"""Names of columns without their marks, whatever is in them."""

import pytest

from carspec.core.filter.fields import FilterFields
from carspec.core.importing.header_words import HeaderReader, unmarked
from carspec.store.library import SqliteLibrary


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Power *", "Power"),
        ("Power *1 †", "Power"),
        ("Power #2", "Power"),
        ("Power† 12", "Power"),
        ("Model 3", "Model 3"),
        ("Power *x", "Power *x"),
        ("*", "*"),
    ],
)
def test_marks_behind_a_name_are_left_out(name: str, left: str) -> None:
    assert unmarked(name) == left


@pytest.mark.parametrize("name", ["* " * 90 + "x", "#" * 190 + "x", "*" + " " * 300_000 + "x"])
def test_a_damaged_name_is_none_and_holds_nothing_up(library: SqliteLibrary, name: str) -> None:
    reader = HeaderReader(FilterFields(library.fields, library.field_words), library)
    assert reader.read([name]) == [None]
    assert unmarked(name) == name
