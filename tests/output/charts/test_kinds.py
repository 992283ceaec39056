"""What each of the other kinds says: counts, ladders, dimensions and years as they are in the data."""

from decimal import Decimal

import pytest

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import Sheet, build
from carspec.output.charts.contours import footprint, side
from carspec.output.charts.coverage import coverage_chart
from carspec.output.charts.kinds import UnknownKind
from carspec.output.charts.ladder import ladder_chart
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import NotDrawable
from carspec.output.charts.multiples import USUAL_COUNT, multiples_chart
from carspec.output.charts.outlines import outline_chart
from carspec.output.charts.scatter import scatter_chart
from carspec.output.charts.timeline import timeline_chart
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, example, said, sheet_of
from tests.output.small_library import library as small


@pytest.fixture
def four(library: SqliteLibrary) -> Sheet:
    return build(library, Query(DEFAULT_VEHICLES))


def test_coverage_counts_distinct_publishers_over_the_claims(four: Sheet) -> None:
    """Counted once more from the sources: a publisher once, copies of one text under the first publisher."""
    chart = coverage_chart(four, ())
    assert [line.field for line in chart.lines] == [r.field for r in four.rows if not r.field.computed]
    sources = four.library.sources
    for line in chart.lines:
        for square in line.squares:
            voices = set()
            for claim in four.claims(line.field.key, square.vehicle):
                source = sources[claim.source]
                while source.same_as:
                    source = sources[source.same_as]
                voices.add((source.publisher or source.key).casefold())
            assert square.publishers == len(voices), square.sentence
            assert (square.shade is None) == (not voices)


def test_a_ladder_orders_levels_inside_their_scheme_only(four: Sheet) -> None:
    chart = ladder_chart(four, ())
    (lane,) = chart.lanes
    assert lane.scheme == "VPAM BRV"
    assert [rung.level for rung in lane.rungs] == ["VR11", "VR10", "VR9", "VR8", "VR7"]
    on = {rung.level: {car.vehicle for car in rung.cars} for rung in lane.rungs}
    assert on["VR10"] == {*DEFAULT_VEHICLES[:3]}
    assert on["VR9"] == {DEFAULT_VEHICLES[3]}
    assert on["VR8"] == {*DEFAULT_VEHICLES[:2]}
    stated = {car.vehicle: car.stated for rung in lane.rungs for car in rung.cars}
    assert stated[DEFAULT_VEHICLES[0]] == "VR8/VR10"
    told = next(mark.sentence for mark in chart.marks if mark.vehicle == DEFAULT_VEHICLES[0])
    assert "which part holds which level is not said" in told
    assert "no equivalence between schemes is claimed" in chart.subtitle


def test_classes_of_two_schemes_stand_in_two_lanes_and_the_rest_is_named() -> None:
    cars = [car("a"), car("b"), car("c"), car("d"), car("e")]
    claims = [
        said("a", "rating", "VR9", "one"),
        said("b", "rating", "B6/B7", "one"),
        said("c", "rating", "as strong as a bank", "one"),
        said("e", "rating", "VR7+", "one"),
    ]
    chart = ladder_chart(sheet_of(small(cars, claims)), ("rating",))
    lanes = {lane.scheme: lane for lane in chart.lanes}
    assert set(lanes) == {"VPAM BRV", "trade B classes"}
    assert [rung.level for rung in lanes["VPAM BRV"].rungs if rung.placed] == ["VR10", "VR9", "VR8"]
    assert [rung.level for rung in lanes["VPAM BRV"].rungs if not rung.placed] == ["VR7+"]
    assert {car.vehicle for car in chart.outside} == {"c", "d"}
    with pytest.raises(NotDrawable, match="Power holds no protection classes; try rating"):
        ladder_chart(example(), ("power",))


def test_outlines_have_the_dimensions_of_the_table(four: Sheet) -> None:
    shapes = {shape.vehicle: shape for shape in outline_chart(four, ()).shapes}
    aurus = shapes[DEFAULT_VEHICLES[0]]
    assert aurus.metres == {"length": 6.63, "height": 1.69, "wheelbase": 4.3, "width": 2.02}
    guard = shapes[DEFAULT_VEHICLES[2]]
    assert guard.metres == {"length": 5.5}
    assert guard.gaps == ("height, wheelbase and width (said only of the base car)",)
    with pytest.raises(NotDrawable, match="length of none of these cars is known"):
        outline_chart(sheet_of(small([car("a")], [])), ())


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize(
    ("length", "height", "wheelbase"), [(6.63, 1.69, 4.3), (5.5, 1.8, None), (4.2, 1.5, 2.6)]
)
def test_contours_are_as_long_and_high_as_stated(
    length: float, height: float, wheelbase: float | None, upright: bool
) -> None:
    from matplotlib.path import Path

    drawn = side(length, height, wheelbase, upright)
    box = Path(*drawn.body).get_extents()
    assert (box.x0, box.x1) == pytest.approx((0, length), abs=0.02)
    assert box.y1 == pytest.approx(height, abs=0.03)
    if wheelbase:
        (front, _), (rear, _) = drawn.wheels
        assert rear - front == pytest.approx(wheelbase)
    top = Path(*footprint(length, 2.0)[0]).get_extents()
    assert (top.width, top.height) == pytest.approx((length, 2.0), abs=0.03)


def test_a_scatter_places_cars_and_names_those_without_a_point() -> None:
    chart = scatter_chart(example(), ("mass", "power"))
    points = {point.vehicle: (point.x, point.y) for point in chart.points}
    assert points == {
        "a": ((Decimal(6500), Decimal(6500)), (Decimal(598), Decimal(598))),
        "b": ((Decimal(4000), Decimal(4200)), (Decimal(612), Decimal(612))),
    }
    assert chart.notes[0] == "No point for Cadillac One (no claim in the data)."
    assert chart.title == "Power against mass: three armoured cars compared"
    with pytest.raises(NotDrawable, match="the figures are in EUR and USD"):
        scatter_chart(example(), ("price", "power"))


def test_a_timeline_runs_from_the_oldest_and_leaves_ends_open(library: SqliteLibrary) -> None:
    vehicles = (
        "aurus-senat-limousine-l700",
        "audi-a8-l-security-d4",
        "lincoln-continental-presidential-1967",
    )
    chart = timeline_chart(build(library, Query(vehicles)), ())
    assert [(life.vehicle, life.start, life.end) for life in chart.lives] == [
        ("lincoln-continental-presidential-1967", 1968, 1978),
        ("audi-a8-l-security-d4", 2010, 2017),
        ("aurus-senat-limousine-l700", 2018, None),
    ]
    assert chart.lives[2].sentence.endswith("built 2018– and not known to have ended.")


def test_multiples_choose_usual_fields_that_share_a_unit(four: Sheet) -> None:
    chart = multiples_chart(four, ())
    assert len(chart.panels) == USUAL_COUNT
    for panel in chart.panels:
        assert [bar.vehicle for bar in panel.bars] == list(DEFAULT_VEHICLES)
        units = {datum.unit for bar in panel.bars for datum in bar.data if datum.role == "figure"}
        assert units == {panel.unit}


def test_a_kind_says_how_many_fields_it_takes() -> None:
    for kind, fields, told in (
        ("bars", (), "takes 1 field, not 0"),
        ("bars", ("power", "mass"), "takes 1 field, not 2"),
        ("scatter", ("power",), "takes 2 to 3 fields, not 1"),
        ("outlines", ("power",), "takes no field, not 1"),
    ):
        with pytest.raises(UnknownKind, match=told):
            make_chart(example(), kind, fields)
    with pytest.raises(UnknownKind, match=r"did you mean scatter\?"):
        make_chart(example(), "skatter", ("power", "mass"))


@pytest.mark.parametrize("language", ["de", "ru", "fr"])
def test_fields_have_the_names_of_the_table_in_its_language(language: str, library: SqliteLibrary) -> None:
    sheet = build(library, Query(DEFAULT_VEHICLES, language=language))
    names = library.labels[language].fields
    multiples, coverage = multiples_chart(sheet, ()), coverage_chart(sheet, ())
    assert [panel.field.label for panel in multiples.panels[:2]] == [names["power"], names["torque"]]
    assert all(line.field.label == names[line.field.key] for line in coverage.lines)
    assert coverage.lines[0].group == library.labels[language].groups["identity"]
    scatter = scatter_chart(sheet, ("mass", "power"))
    assert scatter.title == f"{names['power']} against {names['mass']}: four armoured cars compared"
    assert names["wheelbase"] in outline_chart(sheet, ()).description
