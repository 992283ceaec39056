"""Facets on the shipped data: what is counted is what is found, whatever else is chosen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.filter.facets import FACETS
from carspec.core.filter.finder import Finder
from carspec.core.values import Verdict
from carspec.store.library import SqliteLibrary

TEXTS = ("", "limousine", "power > 300 kW", "not mass < 3 t", "has ballistic_rating")


@pytest.fixture(scope="module")
def finder(library: SqliteLibrary) -> Finder:
    return Finder(library)


def test_makes_are_counted_as_a_loop_over_the_cars_counts_them(
    finder: Finder, library: SqliteLibrary
) -> None:
    counts = finder.counts(finder.find(""), "make")
    makes = [vehicle.make for vehicle in library.vehicles.values()]
    assert {bucket.name: bucket.count for bucket in counts} == {make: makes.count(make) for make in makes}
    assert [bucket.count for bucket in counts] == sorted((bucket.count for bucket in counts), reverse=True)


def test_classes_are_counted_by_scheme_and_by_level_inside_it(finder: Finder, library: SqliteLibrary) -> None:
    levels = {bucket.name: bucket.count for bucket in finder.counts(finder.find(""), "level")}
    schemes = {bucket.name: bucket.count for bucket in finder.counts(finder.find(""), "scheme")}
    assert levels["VR9 · VPAM BRV"] <= schemes["VPAM BRV"]
    assert "B7 · trade B classes" in levels
    found = finder.find("", chosen={"level": frozenset({"VR9 · VPAM BRV", "VR10 · VPAM BRV"})})
    assert "bmw-760i-protection-g73" in {car.key for car in found.vehicles}
    for car in found.vehicles:
        figure = library.figures(car.key)["ballistic_rating"]
        assert figure.claim is not None
        texts = figure.values or (library.claim(car.key, figure.claim).value,)
        assert any("9" in text or "10" in text for text in texts)


def test_doubts_are_the_cars_with_any_figure_in_conflict(finder: Finder, library: SqliteLibrary) -> None:
    found = {car.key for car in finder.find("", chosen={"doubt": frozenset({"conflict"})}).vehicles}
    assert found == {
        key
        for key in library.vehicles
        if any(figure.verdict == Verdict.CONFLICT for figure in library.figures(key).values())
    }


choices = st.dictionaries(st.sampled_from([facet.key for facet in FACETS]), st.integers(1, 3), max_size=3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.sampled_from(TEXTS), wanted=choices, counted=st.sampled_from([f.key for f in FACETS]))
def test_a_count_is_what_choosing_that_bucket_alone_would_find(
    finder: Finder, text: str, wanted: dict[str, int], counted: str
) -> None:
    everything = finder.find("")
    chosen = {
        key: frozenset(bucket.name for bucket in finder.counts(everything, key)[:n])
        for key, n in wanted.items()
    }
    found = finder.find(text, chosen=chosen)
    counts = finder.counts(found, counted)
    assert all(bucket.count for bucket in counts)
    for bucket in counts[:6]:
        alone = finder.find(text, chosen={**chosen, counted: frozenset({bucket.name})})
        assert len(alone.vehicles) == bucket.count


def test_an_empty_answer_names_the_facet_to_give_up(finder: Finder) -> None:
    found = finder.find("aurus", chosen={"make": frozenset({"ZIL"})})
    assert not found.vehicles
    assert not found.names_only
    by_facet = {way.facet: way for way in found.without}
    assert by_facet["make"].condition == "Make: ZIL"
    assert by_facet["make"].count == len(finder.find("aurus").vehicles)
    assert by_facet[None].text == ""
    assert by_facet[None].count == len(finder.find("", chosen=found.chosen).vehicles)
    assert "Make: ZIL" in found.nothing


def test_a_bucket_that_no_car_is_in_finds_nothing_and_says_so(finder: Finder) -> None:
    found = finder.find("", chosen={"make": frozenset({"Trabant"})})
    assert not found.vehicles
    assert found.nothing == "No vehicle fits Make: Trabant."
