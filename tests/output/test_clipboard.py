"""A copied part of a Sheet carries the figures of the screen in every form, in its order, and no formula."""

from decimal import Decimal

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carspec.core.display import QUALIFIER_WORDS
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import Sheet, build
from carspec.output.clipboard import CopyOptions, copied
from carspec.output.grid import MOST_VALUES
from carspec.store.library import SqliteLibrary


@pytest.fixture(scope="module")
def sheet(library: SqliteLibrary) -> Sheet:
    return build(library, Query(baseline=DEFAULT_VEHICLES[0]))


@settings(max_examples=25)
@given(data=st.data(), headers=st.booleans(), marks=st.booleans())
def test_forms_agree_with_the_sheet(sheet: Sheet, data: st.DataObject, headers: bool, marks: bool) -> None:
    rows = data.draw(
        st.lists(st.sampled_from(sheet.rows), min_size=1, max_size=6, unique_by=lambda r: r.label)
    )
    cars = data.draw(st.lists(st.sampled_from(sheet.vehicles), min_size=2, unique_by=lambda v: v.key))
    texts = copied(sheet, rows, cars, CopyOptions(headers=headers, marks=marks))
    lines = [line.split("\t") for line in texts.plain.split("\n")]
    if headers:
        assert len(lines.pop(0)) == len(cars) + 1
        for line, row in zip(lines, rows, strict=True):
            assert line.pop(0).startswith(row.label)
    assert texts.html is not None
    page = html5lib.parse(texts.html, namespaceHTMLElements=False)
    figures = iter(page.iter("td"))
    for line, row in zip(lines, rows, strict=True):
        for text, vehicle in zip(line, cars, strict=True):
            cell, figure = sheet.cell_of(row.field, vehicle), next(figures)
            shown = "".join(figure.itertext())
            values = cell.figure.values if row.field.many and cell.figure else ()
            known = cell.text
            if len(values) > MOST_VALUES:
                known = "; ".join(values[:MOST_VALUES]) + f" and {len(values) - MOST_VALUES} more"
            assert known in shown
            if cell.missing is not None:
                assert text == ""
            elif figure.get("sdval") is not None:
                word = QUALIFIER_WORDS.get(cell.qualifier or "", "")
                assert text == f"{word} {cell.plain}".lstrip()
                assert Decimal(figure.get("sdval")) == cell.number
            assert not text.startswith(("=", "+", "@"))
            if not marks and cell.missing is None:
                for part in (known, *cell.secondary):
                    shown = shown.replace(part, "", 1)
                assert shown.strip(" (),") in {"", "limited", cell.unit}
    assert next(figures, None) is None


def test_a_long_list_is_whole_only_where_it_is_copied_alone(sheet: Sheet) -> None:
    row, car = next(
        (row, vehicle)
        for row in sheet.rows
        for vehicle in sheet.vehicles
        if row.field.many and len(sheet.cell_of(row.field, vehicle).text.split("; ")) > MOST_VALUES + 1
    )
    text = sheet.cell_of(row.field, car).text
    for headers in (False, True):
        alone = copied(sheet, [row], [car], CopyOptions(headers=headers))
        assert text in alone.plain
    both = copied(sheet, [row], [car, next(v for v in sheet.vehicles if v != car)], CopyOptions())
    assert text not in both.plain
    assert " more" in both.plain
    assert both.html is not None
    assert " more" in both.html


def test_a_single_figure_is_plain_text(sheet: Sheet) -> None:
    row = next(row for row in sheet.rows if row.field.key == "power")
    texts = copied(sheet, [row], sheet.vehicles[:1], CopyOptions())
    cell = sheet.cell_of(row.field, sheet.vehicles[0])
    assert (texts.html, texts.plain) == (None, cell.plain)


def test_cells_that_are_not_selected_stay_empty(sheet: Sheet) -> None:
    rows = [row for row in sheet.rows if row.field.key in ("power", "torque")]
    cars = sheet.vehicles[:2]
    wanted = {("power", cars[0].key), ("torque", cars[1].key)}
    lines = copied(sheet, rows, cars, CopyOptions(), wanted).plain.split("\n")
    assert lines[0].endswith("\t")
    assert lines[1].startswith("\t")
