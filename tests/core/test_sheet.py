"""The Sheet over the shipped data: what is asked for, in the units asked for, with best and baseline."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.query import Query
from carspec.core.sheet import Sheet, build
from carspec.core.values import MissingReason, Verdict
from carspec.store.library import SqliteLibrary

SENAT, BEAST, GUARD, BMW = Query().vehicles


@pytest.fixture(scope="module")
def sheet(library: SqliteLibrary) -> Sheet:
    return build(library, Query())


def cell_text(sheet: Sheet, field: str, vehicle: str) -> str:
    return sheet.cell_of(sheet.library.fields[field], sheet.library.vehicles[vehicle]).text_with_unit


def keys(sheet: Sheet) -> list[str]:
    return [row.field.key for row in sheet.rows]


def test_rows_are_every_field_with_a_claim_in_the_order_of_the_catalogue(
    sheet: Sheet, library: SqliteLibrary
) -> None:
    known = [key for key in library.fields if any(key in library.figures(car) for car in Query().vehicles)]
    assert keys(sheet) == known
    stated = [key for key in known if not library.fields[key].computed]
    assert stated == [
        key for key in library.fields if any(library.claims(car, key) for car in Query().vehicles)
    ]
    assert {"power_to_mass", "specific_output", "torque_to_mass", "armour_share"} <= {*known} - {*stated}


def test_the_default_comparison_shows_these_figures(sheet: Sheet) -> None:
    power = [cell_text(sheet, "power", car) for car in (SENAT, BEAST, GUARD, BMW)]
    assert power == ["598 PS", "300 PS", "612 PS", "530 PS"]
    cell = sheet.cell_of(sheet.library.fields["power"], sheet.library.vehicles[GUARD])
    assert (cell.secondary, cell.number, cell.plain) == (("450 kW", "604 hp"), Decimal(612), "612")
    assert (cell.verdict, cell.best) == (Verdict.CONFLICT, True)


def test_the_stated_base_car_never_stands_for_the_armoured_one(sheet: Sheet) -> None:
    cell = sheet.cell_of(sheet.library.fields["width"], sheet.library.vehicles[GUARD])
    assert cell.text == "—"
    assert cell.missing
    assert cell.missing.reason is MissingReason.NOT_COUNTED


def test_fields_and_hidden_fields_set_the_rows_and_their_order(library: SqliteLibrary) -> None:
    query = Query(fields=("mass", "power", "torque"), hidden=frozenset({"power"}))
    assert keys(build(library, query)) == ["mass", "torque"]


def test_lone_rows_are_folded_and_counted(library: SqliteLibrary) -> None:
    whole, folded = build(library, Query()), build(library, Query(fold_lone=True))
    assert len(folded.rows) + len(folded.lone_fields) == len(whole.rows)
    for field in folded.lone_fields:
        held = [car for car in whole.vehicles if whole.cell_of(field, car).missing is None]
        assert len(held) <= 1


def test_only_differences_leaves_out_what_is_equal_and_never_what_is_unknown(library: SqliteLibrary) -> None:
    query = Query(vehicles=(GUARD, BMW), fields=("drivetrain", "power", "width", "aspiration"))
    sheet = build(library, replace(query, differences_only=True))
    assert [field.key for field in sheet.equal_fields] == ["drivetrain", "aspiration"]
    assert keys(sheet) == ["power", "width"]


def test_the_baseline_gives_differences_in_unit_and_per_cent(library: SqliteLibrary) -> None:
    sheet = build(library, Query(baseline=SENAT, fields=("power",)))
    differences = [sheet.cell(0, column).difference for column in range(4)]
    assert differences == [None, "−298 PS (−50 %)", "+14 PS (+2.3 %)", "−68 PS (−11 %)"]


def test_no_difference_is_called_equal(
    library: SqliteLibrary,
) -> None:
    sheet = build(library, Query(vehicles=(SENAT, BMW), baseline=SENAT, fields=("displacement",)))
    assert sheet.cell(0, 0).text == sheet.cell(0, 1).text
    assert sheet.cell(0, 1).difference == "equal"


def test_less_is_better_where_the_field_says_so(library: SqliteLibrary) -> None:
    sheet = build(library, Query(fields=("mass", "acceleration_0_100_kmh", "length")))
    best = [[sheet.cell(row, column).best for column in range(4)] for row in range(3)]
    assert best == [[False, False, True, False], [False, False, False, True], [False] * 4]


def test_miles_per_gallon_keep_the_same_winner(library: SqliteLibrary) -> None:
    sheets = [build(library, Query(fields=("fuel_consumption",), profile=p)) for p in ("metric", "us", "uk")]
    winners = [[sheet.cell(0, column).best for column in range(4)] for sheet in sheets]
    assert winners[0] == winners[1] == winners[2]
    assert any(winners[0])


def test_every_cell_of_every_car_can_be_made_in_every_profile(library: SqliteLibrary) -> None:
    for profile in library.profiles:
        sheet = build(library, Query(vehicles=tuple(library.vehicles), profile=profile, baseline=GUARD))
        for row in range(len(sheet.rows)):
            for column in range(len(sheet.vehicles)):
                cell = sheet.cell(row, column)
                assert (cell.missing is None) == (bool(cell.claim) or cell.computed)
                assert cell.text
                assert cell.missing is None or (cell.number is None and not cell.best)


def test_every_explanation_counts_only_what_is_there(library: SqliteLibrary) -> None:
    sheet = build(library, Query())
    for row in sheet.rows:
        for vehicle in sheet.vehicles:
            sentence = sheet.explanation(row.field, vehicle)
            assert sentence.endswith(".")
            assert "  " not in sentence


@given(st.permutations(Query().vehicles), st.sampled_from(["metric", "us", "uk"]))
def test_the_order_of_cars_changes_nothing_but_the_order(
    library: SqliteLibrary, order: list[str], profile: str
) -> None:
    query = Query(
        vehicles=tuple(order), profile=profile, fields=("power", "mass", "price", "ballistic_rating")
    )
    one, other = build(library, query), build(library, replace(query, vehicles=Query().vehicles))
    for row in one.rows:
        for vehicle in one.vehicles:
            assert one.cell_of(row.field, vehicle) == other.cell_of(row.field, vehicle)


def test_a_price_shows_what_it_was_on_its_day_and_says_so(sheet: Sheet) -> None:
    price = sheet.library.fields["price"]
    beast = sheet.cell_of(price, sheet.library.vehicles[BEAST])
    assert (beast.text_with_unit, beast.number) == ("1.5\u00a0million USD", Decimal(1500000))
    assert beast.secondary == ("about 1.45\u00a0million EUR at 1.0316 USD per EUR of 2025-01-20",)
    why = sheet.explanation(price, sheet.library.vehicles[BEAST])
    assert "Converted at 1.0316 USD per EUR of 2025-01-20, by the day of publication (2025-01-20)." in why


def test_a_price_of_no_known_day_says_why_it_is_not_converted(library: SqliteLibrary) -> None:
    dollars = build(library, Query(profile="us"))
    price, guard = library.fields["price"], library.vehicles[GUARD]
    cell = dollars.cell_of(price, guard)
    assert cell.secondary == ()
    assert [each.refusal for each in cell.conversions] != [""]
    assert cell.conversions[0].refusal in dollars.explanation(price, guard)


def test_what_a_source_converts_itself_stands_with_its_price(sheet: Sheet) -> None:
    said = sheet.explanation(sheet.library.fields["price"], sheet.library.vehicles[SENAT])
    assert "converts over 20 million RUB into over 60.5 million PKR, which implies 3.025 PKR per RUB." in (
        said.replace("\u00a0", " ")
    )


def test_prices_in_two_currencies_neither_win_nor_differ(library: SqliteLibrary) -> None:
    sheet = build(library, Query((BEAST, BMW), ("price",), baseline=BEAST))
    cells = [sheet.cell(0, column) for column in (0, 1)]
    assert all(cell.secondary for cell in cells), "both convert at their days"
    assert [(cell.best, cell.difference) for cell in cells] == [(False, None)] * 2
