"""Explanations: what a stranger reads about a figure is true to the claims and says how they stand."""

import csv
import re
from pathlib import Path

import pytest

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.core.values import Relation
from carspec.store.library import SqliteLibrary

TABLE = Path(__file__).parents[1] / "reference" / "golden_figures.tsv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
PULLMAN, BMW = "mercedes-benz-s-600-pullman-guard-w221", "bmw-760i-protection-g73"


def explained(library: SqliteLibrary, vehicle: str, field: str) -> str:
    sheet = build(library, Query(vehicles=(vehicle,)))
    return sheet.explanation(library.fields[field], library.vehicles[vehicle])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['vehicle']}-{row['field']}")
def test_every_figure_is_explained_with_the_counts_of_its_claims(
    library: SqliteLibrary, row: dict[str, str]
) -> None:
    vehicle, field = row["vehicle"], row["field"]
    told, figure = explained(library, vehicle, field), library.figures(vehicle)[field]
    assert told.endswith(".")
    assert not re.search(r"None|  |\.\.|\bas as\b", told)
    if figure.missing:
        assert told.startswith("No figure: said only")
        return
    claims = library.claims(vehicle, field)
    if figure.voices > 2 and (
        counted := re.search(r"stated by (?:all )?(\d+)(?: of (\d+))? publishers", told)
    ):
        assert int(counted[2] or counted[1]) == figure.voices
    for relation, said in (
        (Relation.DIFFERS, r"differs?: |also says?: |Estimated otherwise: "),
        (Relation.MIX_UP, "wrong word|wrong way"),
        (Relation.FITS, "Not against it: "),
        (Relation.APART, "Not comparable with it: "),
    ):
        assert bool(re.search(said, told)) == any(claim.relation is relation for claim in claims), said


@pytest.mark.parametrize(
    ("vehicle", "field", "sentence"),
    [
        (PULLMAN, "power", "517 PS: stated by 4 of 10 publishers."),
        (
            PULLMAN,
            "power",
            "The 517 hp (bhp, HP, horsepower) of 6 publishers is the same number under the wrong word: "
            "517 hp would be 386 kW.",
        ),
        (
            BMW,
            "power",
            "The 523 CV of 2 publishers is a number in hp under the wrong word: 523 hp are 390 kW.",
        ),
        (BMW, "power", "Estimated otherwise: est. 544 PS."),
        (
            "aurus-senat-limousine-l700",
            "engine_configuration",
            "8 more speak for it in stating another figure",
        ),
        ("mercedes-benz-s-680-guard-z223", "mass", "stated by 7 of 14 publishers, as 4.2 t."),
        ("audi-a8-l-security-d4", "width", "No figure: said only of the base car and as a misprint."),
    ],
)
def test_a_stranger_reads(library: SqliteLibrary, vehicle: str, field: str, sentence: str) -> None:
    assert sentence in explained(library, vehicle, field)


def test_a_publisher_that_states_two_figures_is_not_called_another_one(library: SqliteLibrary) -> None:
    assert explained(library, "maserati-quattroporte-v-armoured", "ballistic_rating").endswith(
        "stated by one publisher only. The same publisher also says: B4 (choice of two levels)."
    )
    for vehicle in library.vehicles:
        for field in library.figures(vehicle):
            told = explained(library, vehicle, field)
            assert not re.search(r"(only|both|all \d+)( publishers)?[^:]*\. \w+ publishers? diff", told)


def test_long_numbers_are_grouped_with_their_decimals(library: SqliteLibrary) -> None:
    assert "411,604.99 EUR" in explained(library, "audi-a8-l-security-d4", "price")


def test_a_lone_echo_tells_how_many_say_it(library: SqliteLibrary) -> None:
    told = explained(library, "mercedes-benz-s-680-guard-z223", "engine_configuration")
    claims = library.claims("mercedes-benz-s-680-guard-z223", "engine_configuration")
    voices = {claim.source for claim in claims if claim.relation is Relation.ECHO}
    assert f"The same in other words: 12 cylinders ×{len(voices)}." in told
