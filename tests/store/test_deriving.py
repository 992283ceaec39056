"""Computed figures in the database: kept beside the settled ones, and made anew when an input changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carspec.core.changes import JudgeClaim
from carspec.core.consensus import Judgement
from carspec.core.derived import FORMULAS
from carspec.core.deriving import Known, derive
from carspec.core.values import Figure, Relation
from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

BEAST, ZIL, ZIL_BASE = "cadillac-one-2018-beast", "zil-41052", "zil-41047"


@pytest.fixture
def own(tmp_path: Path, shipped: Shipped) -> Iterator[SqliteLibrary]:
    """Yield a library that a test may change."""
    opened = open_library(tmp_path, shipped)
    assert opened.notice is None
    yield opened.library
    opened.library.close()


def worked_out(library: SqliteLibrary, vehicle: str) -> dict[str, Figure]:
    """The computed figures of a car as the rules give them now."""
    car = library.vehicles[vehicle]
    base = library.vehicles.get(car.base_vehicle_key or "")
    known, under = (Known(one, library.figures(one.key)) if one else None for one in (car, base))
    assert known is not None
    found = (derive(formula, known, under, library.units) for formula in FORMULAS.values())
    return {figure.field: figure for figure in found if figure.reading is not None}


def stored(library: SqliteLibrary, vehicle: str) -> dict[str, Figure]:
    return {key: figure for key, figure in library.figures(vehicle).items() if figure.computed}


def test_every_car_has_the_computed_figures_that_its_inputs_give(library: SqliteLibrary) -> None:
    counted = 0
    for vehicle in library.vehicles:
        assert stored(library, vehicle) == worked_out(library, vehicle)
        counted += len(stored(library, vehicle))
    assert counted > 100


def test_a_figure_holds_the_reading_of_its_claim(library: SqliteLibrary) -> None:
    for vehicle in library.vehicles:
        for figure in library.figures(vehicle).values():
            if figure.claim:
                claim = library.claim(vehicle, figure.claim)
                assert (figure.reading, figure.qualifier) == (claim.reading, claim.qualifier)


def test_a_computed_figure_is_no_claim(library: SqliteLibrary) -> None:
    for key in FORMULAS:
        assert library.fields[key].computed
        assert not any(library.claims(vehicle, key) for vehicle in library.vehicles)


def test_a_judgement_on_an_input_changes_the_figure_and_its_inverse_brings_it_back(
    own: SqliteLibrary,
) -> None:
    before = stored(own, BEAST)
    claim = next(c for c in own.claims(BEAST, "power") if c.relation is Relation.DIFFERS)
    inverse = own.apply(JudgeClaim(BEAST, claim.key, Judgement(rank=1)))
    after = stored(own, BEAST)
    assert after["power_to_mass"].reading != before["power_to_mass"].reading
    assert after["footprint"] == before["footprint"]
    assert after == worked_out(own, BEAST)
    own.apply(inverse)
    assert stored(own, BEAST) == before


def test_excluding_every_claim_on_an_input_takes_the_figure_away(own: SqliteLibrary) -> None:
    assert "mass_over_base" in stored(own, ZIL)
    for claim in own.claims(ZIL, "mass"):
        own.apply(JudgeClaim(ZIL, claim.key, Judgement(excluded=True)))
    assert "mass_over_base" not in own.figures(ZIL)


def test_a_judgement_on_the_base_car_reaches_the_cars_built_on_it(own: SqliteLibrary) -> None:
    before = stored(own, ZIL)["mass_over_base"]
    figure = own.figures(ZIL_BASE)["mass"]
    other = next(c for c in own.claims(ZIL_BASE, "mass") if c.reading != figure.reading)
    own.apply(JudgeClaim(ZIL_BASE, other.key, Judgement(rank=1)))
    after = stored(own, ZIL)["mass_over_base"]
    assert after.reading != before.reading
    assert stored(own, ZIL) == worked_out(own, ZIL)
