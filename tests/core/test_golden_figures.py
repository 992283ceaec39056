"""Figures of the shipped cars, judged by hand from their claims before the program was asked."""

import csv
from pathlib import Path

import pytest

from carspec.store.library import SqliteLibrary

TABLE = Path(__file__).parents[1] / "reference" / "golden_figures.tsv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
WHOLE = (
    "aurus-senat-limousine-l700",
    "mercedes-benz-s-680-guard-z223",
    "cadillac-one-2018-beast",
    "bmw-760i-protection-g73",
    "bmw-i7-protection-g73",
    "mercedes-benz-s-600-pullman-guard-w221",
    "audi-a8-l-security-d4",
)
"""Cars of which every numeric field and every rating is judged."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['vehicle']}-{row['field']}")
def test_the_figure_is_the_one_an_editor_would_print(library: SqliteLibrary, row: dict[str, str]) -> None:
    figure = library.figures(row["vehicle"])[row["field"]]
    if figure.missing or figure.claim is None:
        assert (row["figure"], row["verdict"]) == ("-", "missing"), row["why"]
        return
    chosen = library.claim(row["vehicle"], figure.claim)
    unit = chosen.reading.unit if chosen.reading else ""
    assert (f"{chosen.value} {unit}".strip(), str(figure.verdict)) == (row["figure"], row["verdict"]), row[
        "why"
    ]


def test_nothing_of_these_cars_is_left_out(library: SqliteLibrary) -> None:
    judged = {(row["vehicle"], row["field"]) for row in ROWS}
    assert len(judged) == len(ROWS) >= 80
    fields = library.fields
    wanted = {
        (vehicle, key)
        for vehicle in WHOLE
        for key in library.figures(vehicle)
        if not fields[key].computed
        and (fields[key].numeric or (fields[key].kind == "rating" and not fields[key].many))
    }
    assert wanted <= judged
