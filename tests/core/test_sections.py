"""Sections of a Sheet: every row once under its group, folded groups counted and left out of the rows."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.store.library import SqliteLibrary


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sections_hold_the_rows_and_count_what_is_folded(library: SqliteLibrary, data: st.DataObject) -> None:
    groups = sorted({field.group for field in library.fields.values()})
    folded = data.draw(st.frozensets(st.sampled_from(groups)))
    sheet, whole = build(library, Query(folded_groups=folded)), build(library, Query())
    assert [row for section in sheet.sections for row in section.rows] == list(sheet.rows)
    assert [section.group for section in sheet.sections] == [section.group for section in whole.sections]
    for section, full in zip(sheet.sections, whole.sections, strict=True):
        assert len(section.rows) + section.folded == len(full.rows)
        assert (section.rows == ()) == (section.group in folded)
    assert {field.group for field in sheet.folded_fields} <= folded
