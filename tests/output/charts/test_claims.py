"""What a chart of claims says: every claim that counts is a dot at its number, and none is lost."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings

from carspec.core.display import shown
from carspec.core.query import Query
from carspec.core.sheet import Sheet, build
from carspec.core.values import COUNTING, Relation
from carspec.output.charts.claims import claim_chart, meant
from carspec.output.charts.marks import NotDrawable
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, example, said, sheet_of, sheets
from tests.output.small_library import library as small

fast = settings(max_examples=60, deadline=None)


@fast
@given(sheets())
def test_every_claim_that_counts_is_one_dot_at_its_number(sheet: Sheet) -> None:
    field = sheet.library.fields["mass"]
    chart = claim_chart(sheet, ("mass",))
    for lane in chart.lanes:
        claims = [c for c in sheet.claims("mass", lane.vehicle) if c.relation in COUNTING]
        expected: Counter[tuple[Decimal, Decimal]] = Counter()
        for claim in claims:
            assert claim.reading is not None
            where = shown(claim.reading, sheet.profile.units(field)[0], sheet.library.units)
            expected[where.low, where.high] += 1
        drawn: Counter[tuple[Decimal, Decimal]] = Counter()
        for stack in lane.stacks:
            drawn[stack.low, stack.high] += stack.count
        assert drawn == expected
        cell = sheet.cell_of(field, sheet.library.vehicles[lane.vehicle])
        rings = [(stack.low, stack.high) for stack in lane.stacks if stack.ring]
        assert rings == ([] if cell.missing else [(cell.number, cell.high)])
        assert chart.start <= min((stack.low for stack in lane.stacks), default=chart.start)


def test_words_name_the_sources_and_the_gap_its_reason() -> None:
    chart = claim_chart(example(), ("power",))
    assert chart.title == "Power as 3 publishers state it: three armoured cars compared"
    assert [mark.sentence for mark in chart.marks] == [
        "Aurus Senat: 598 PS, the figure shown, sources say 598–700; 2 sources: one, two.",
        "Aurus Senat: 700 PS; 1 source: three.",
        "Benz S 680: 612 PS, the figure shown; 2 sources: two, one.",
        "Cadillac One: no figure, no claim in the data.",
    ]
    assert [mark.row for mark in chart.marks] == [0, 0, 1, 2]


def test_a_wrong_unit_word_stands_where_it_is_meant(library: SqliteLibrary) -> None:
    """517 "hp" beside 517 PS and 380 kW: the dot stands at 517 PS, with the figure."""
    found = 0
    for vehicle in ("aurus-senat-limousine-l700", "bmw-760i-protection-g73", "audi-a8-l-security-d4"):
        sheet = build(library, Query((vehicle,)))
        for claim in sheet.claims("power", vehicle):
            if claim.relation is not Relation.MIX_UP or claim.other_unit == claim.reading.unit:  # type: ignore[union-attr]
                continue
            found += 1
            reading = meant(claim, library)
            assert reading is not None
            figure = sheet.cell_of(library.fields["power"], library.vehicles[vehicle])
            assert reading.unit == claim.other_unit
            assert abs(float(figure.number or 0) - shown_in_ps(reading.si_low)) < 4
    assert found


def shown_in_ps(watts: float) -> float:
    return watts / 735.49875


def test_an_axis_that_is_cut_says_so() -> None:
    cars = [car("a"), car("b")]
    near = [said("a", "power", "598 PS", "one"), said("b", "power", "612 PS", "one")]
    chart = claim_chart(sheet_of(small(cars, near)), ("power",))
    assert chart.start > 500
    assert ("cut", "the axis does not start at zero") in chart.keys
    far = [*near, said("b", "power", "300 PS", "two")]
    whole = claim_chart(sheet_of(small(cars, far)), ("power",))
    assert whole.start == 0
    assert "cut" not in dict(whole.keys)


def test_what_is_not_drawn_is_counted_by_its_reason() -> None:
    claims = [
        said("a", "power", "598 PS", "one"),
        *(said("a", "power", f"{number} PS", "two", status="misprint") for number in (9, 8)),
        said("a", "power", "380 PS", "three", scope="base_vehicle"),
    ]
    chart = claim_chart(sheet_of(small([car("a")], claims)), ("power",))
    assert chart.notes[0] == "Not drawn: 2 misprints, 1 said of the base car."


def test_texts_are_refused() -> None:
    with pytest.raises(NotDrawable, match="Engine holds texts, which no dot can show"):
        claim_chart(example(), ("engine",))
