"""The dots of the evidence: every claim that has a number stands where its number is, and can be clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.core.values import Claim
from carspec.gui.claim_dots import Axis, axis_of, dots_of
from carspec.gui.main_window import MainWindow
from carspec.store.library import SqliteLibrary

from .conftest import BEAST, GUARD, SENAT


def _shown(window: MainWindow) -> list[Claim]:
    """The claims that the list shows now."""
    model = window.evidence.list.model()
    return [model.claim(row) for row in range(model.rowCount())]  # type: ignore[attr-defined]


@pytest.mark.parametrize("profile", ["metric", "us", "uk"])
@pytest.mark.parametrize("vehicle", DEFAULT_VEHICLES)
def test_each_claim_has_a_dot_at_its_own_number(library: SqliteLibrary, profile: str, vehicle: str) -> None:
    sheet = build(library, Query(profile=profile))
    seen = 0
    for row in sheet.rows:
        field = row.field
        cell, claims = sheet.cell_of(field, library.vehicles[vehicle]), sheet.claims(field.key, vehicle)
        dots = dots_of(sheet, field, cell, claims)
        if not field.numeric or cell.claim is None or field.kind == "money":
            continue
        assert {dot.claim.key for dot in dots} == {claim.key for claim in claims if claim.reading}
        assert [dot.middle for dot in dots] == sorted(dot.middle for dot in dots)
        axis = axis_of(sheet, field, cell, dots)
        for dot in dots:
            seen += 1
            if cell.claim and dot.claim.key == cell.claim.key and cell.number is not None:
                assert dot.low == pytest.approx(float(cell.number), rel=0.06)
            if axis is not None:
                assert 0 <= axis.share(dot.low) <= axis.share(dot.high) <= 1
    assert seen > 20


def test_prices_in_another_currency_have_no_place_on_the_axis(library: SqliteLibrary) -> None:
    sheet = build(library, Query())
    price = library.fields["price"]
    cell = sheet.cell_of(price, library.vehicles[SENAT])
    dots = dots_of(sheet, price, cell, sheet.claims("price", SENAT))
    assert cell.claim is not None
    assert cell.claim.reading is not None
    units = {dot.claim.reading.unit for dot in dots if dot.claim.reading}
    assert units == {cell.claim.reading.unit}


def test_the_axis_has_round_ticks_inside_it() -> None:
    axis = Axis(32.0, 871.0, 200.0, "PS")
    assert axis.ticks == (200.0, 400.0, 600.0, 800.0)
    assert Axis(0.5, 2.3, 0.5, None).ticks == (0.5, 1.0, 1.5, 2.0)
    assert Axis(0.5, 2.3, 0.5, None).decimals == 1


def test_a_click_on_a_dot_goes_to_its_claim(window: MainWindow) -> None:
    window.state.select("power", SENAT)
    plot, claims = window.evidence.plot, window.evidence.list
    assert plot.isVisible()
    QTest.mouseClick(window.evidence.chips["Differ"], Qt.MouseButton.LeftButton)
    lone = [
        (box, dot)
        for box, dot in plot._places
        if sum(other.intersects(box) for other, _ in plot._places) == 1 and dot.claim not in _shown(window)
    ]
    box, dot = lone[0]
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert claims.hasFocus()
    assert claims.model().claim(claims.currentIndex().row()) == dot.claim  # type: ignore[attr-defined]


def test_it_says_what_it_shows_and_hides_where_all_say_one_number(window: MainWindow) -> None:
    window.state.select("power", BEAST)
    assert window.evidence.plot.accessibleName().startswith("Claims on an axis from ")
    assert " PS: " in window.evidence.plot.accessibleName()
    window.state.select("displacement", GUARD)
    assert window.evidence.plot.isHidden() == (window.evidence.plot._axis is None)
    window.state.select("engine_configuration", GUARD)
    assert window.evidence.plot.isHidden()
