"""What a bar chart says before it is drawn: order, gaps, bounds, words; and which fields it refuses."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from carspec.core.sheet import Sheet
from carspec.output.charts.bars import BarChart
from carspec.output.charts.bars import bar_chart as made
from carspec.output.charts.marks import NotDrawable
from tests.output.small_library import car, example, library, said, sheet_of, sheets


def bar_data(sheet: Sheet, field: str) -> BarChart:
    return made(sheet, (field,))


fast = settings(max_examples=60, deadline=None)


@fast
@given(sheets())
def test_bars_hold_the_figures_of_the_table_best_first(sheet: Sheet) -> None:
    for field, sign in (("power", -1), ("mass", 1)):
        chart = bar_data(sheet, field)
        assert {bar.vehicle for bar in chart.bars} == {vehicle.key for vehicle in sheet.vehicles}
        for bar in chart.bars:
            vehicle = sheet.library.vehicles[bar.vehicle]
            cell = sheet.cell_of(sheet.library.fields[field], vehicle)
            assert (bar.low, bar.span) == (cell.number, cell.spread_range)
            assert (bar.low is None) == (cell.missing is not None)
        drawn = [bar for bar in chart.bars if bar.low is not None]
        assert chart.bars[: len(drawn)] == tuple(drawn)
        middles = [
            sign * (bar.low + bar.high) for bar in drawn if bar.low is not None and bar.high is not None
        ]
        assert middles == sorted(middles)


def test_the_description_speaks_every_bar() -> None:
    assert bar_data(example(), "power").description == (
        "Bar chart. Power: three armoured cars compared. "
        "S 680 leads by 14 PS (2.3 %). Unit: PS (metric horsepower); more is better. Benz S 680: 612 PS. "
        "Aurus Senat: 598 PS, sources say 598–700. Cadillac One: no figure, no claim in the data. "
        "Figures: [1] one. Claims: 3 sources by 3 publishers. Carspec data of 2026-11-23."
    )


def test_bounds_and_ranges_are_known_as_such() -> None:
    bars = {bar.vehicle: bar for bar in bar_data(example(), "mass").bars}
    assert bars["c"].bound == "lower"
    assert bars["c"].label == "over 9,000 kg"
    assert [bars["b"].low, bars["b"].high] == [Decimal(4000), Decimal(4200)]
    assert bars["a"].bound is None


def test_the_strong_colour_is_the_baseline_or_else_the_best() -> None:
    sheet = example()
    assert {bar.vehicle for bar in bar_data(sheet, "power").bars if bar.accent} == {"b"}
    against = sheet_of(sheet.library, baseline="c")  # type: ignore[arg-type]
    assert {bar.vehicle for bar in bar_data(against, "mass").bars if bar.accent} == {"c"}
    assert bar_data(against, "mass").accent == "baseline"
    assert bar_data(against, "power").accent is None


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("engine", "Engine holds texts, which no bar can show; try power, mass, price or seats."),
        ("first_year", "First year holds dates, which no bar can show; try power, mass, price or seats."),
        ("price", "Price cannot stand on one axis: the figures are in EUR and USD."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(field: str, told: str) -> None:
    with pytest.raises(NotDrawable) as refused:
        bar_data(example(), field)
    assert str(refused.value) == told


def test_too_many_cars_are_refused() -> None:
    cars = [car(f"car-{place}") for place in range(41)]
    sheet = sheet_of(library(cars, [said("car-0", "power", "600 PS", "one")]))
    with pytest.raises(NotDrawable, match="1 to 40 cars, not 41"):
        bar_data(sheet, "power")
