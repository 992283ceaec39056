"""The numbers of a chart are those of the table, of its words and of its plotted data, to the digit."""

import csv
import io
from decimal import Decimal

import gallery
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.output.charts.coverage import Square
from carspec.output.charts.data_csv import COLUMNS, chart_csv
from carspec.output.charts.kinds import drawable
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import NotDrawable
from carspec.output.charts.picture import picture
from carspec.output.plain_text import clean
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, example, library, said, sheet_of


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_chart_table_words_and_csv_agree_to_the_digit(data: st.DataObject, library: SqliteLibrary) -> None:
    """Every figure of the table is in picture, words and CSV, and nothing else is."""
    cars = st.lists(st.sampled_from(sorted(library.vehicles)), min_size=1, max_size=12, unique=True)
    fields = [one for one in library.fields.values() if drawable(one)]
    vehicles, field = tuple(data.draw(cars)), data.draw(st.sampled_from(fields))
    profile = data.draw(st.sampled_from(sorted(library.profiles)))
    sheet = build(library, Query(vehicles, profile=profile))
    for kind in ("bars", "claims", "multiples"):
        try:
            chart = make_chart(sheet, kind, (field.key,))
        except NotDrawable:
            continue
        written = rows(chart_csv(chart))
        drawn = " ".join(" ".join(text.get_text().split()) for text in picture(chart).texts)
        for vehicle in sheet.vehicles:
            cell = sheet.cell_of(field, vehicle)
            mine = [row for row in written if row["Key"] == vehicle.key]
            if cell.missing:
                assert [row["What"] for row in mine] == ["gap"]
                assert clean(cell.missing.text) in chart.description
                assert " ".join(clean(cell.missing.text).split()) in drawn
                continue
            (figure,) = [row for row in mine if row["What"] == "figure"]
            assert (Decimal(figure["Low"]), Decimal(figure["High"])) == (cell.number, cell.high)
            assert figure["Unit"] == (cell.unit or "")
            assert figure["Text"].removeprefix("'") == clean(cell.text_with_unit)
            assert clean(cell.text_with_unit) in chart.description
            assert " ".join(clean(cell.text_with_unit).split()) in drawn
            if cell.spread:
                (spread,) = [row for row in mine if row["What"] == "range of claims"]
                assert (Decimal(spread["Low"]), Decimal(spread["High"])) == cell.spread_range
                assert f"sources say {clean(cell.spread)}" in chart.description


@pytest.mark.parametrize("case", gallery.CASES, ids=lambda case: case.name)
def test_every_mark_is_told_and_in_the_table(case: gallery.Case, library: SqliteLibrary) -> None:
    chart = gallery.chart(library, case)
    keys = {row["Key"] for row in rows(chart_csv(chart))}
    assert len({mark.key for mark in chart.marks}) == len(chart.marks)
    for mark in chart.marks:
        told = f"{mark.name} {mark.publishers}" if isinstance(mark, Square) else mark.sentence
        assert told in chart.description
        assert mark.sentence.endswith(".")
        assert mark.data, mark
        assert mark.vehicle in keys
        for datum in mark.data:
            assert datum.source is None or datum.source in chart.sources


def test_no_text_of_the_data_runs_as_a_formula() -> None:
    sheet = sheet_of(library([car("a", "=cmd|A1")], [said("a", "power", "400 PS", "@one")]))
    text = chart_csv(make_chart(sheet, "bars", ("power",)))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert text.splitlines()[1] == "'=cmd|A1,a,power,figure,400,400,PS,400 PS,'@one,,https://@one.example/"


def test_a_gap_has_no_number() -> None:
    (gap,) = [row for row in rows(chart_csv(make_chart(example(), "bars", ("power",)))) if row["Key"] == "c"]
    assert (gap["What"], gap["Low"], gap["Text"]) == ("gap", "", "no claim in the data")
