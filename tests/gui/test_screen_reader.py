"""The real program on the real accessibility bus, read as a screen reader reads it."""

import sys
from collections.abc import Iterator

import pytest
from real_program import Desk, Program, desk
from system_packages import NEEDS, missing

from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.store.library import SqliteLibrary

LACKING = [need.name for need in missing(NEEDS["screenshots"])]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is of Linux"),
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The first comparison with its chart, on a display of its own."""
    with desk((1440, 900)) as on:
        program = Program(on, tmp_path_factory.mktemp("heard"))
        on.find("filler", "Chart: .+")
        yield on
        program.quit()


def test_the_table_says_its_name_headers_and_figures_with_their_verdicts(
    heard: Desk, library: SqliteLibrary
) -> None:
    sheet = build(library, Query(DEFAULT_VEHICLES, fold_lone=True))
    table = heard.find("table")
    assert table.name == "Comparison"
    assert "columns are cars" in table.description
    cars = [car.name for car in sheet.vehicles]
    assert [header.name for header in heard.all("table column header")] == cars
    rows = {row.label_with_unit: row.field for row in sheet.rows}
    cells = [cell for cell in heard.all("table cell") if not cell.name.endswith(": heading")]
    conflicts = 0
    for cell in cells:
        field = next(rows[label] for label in rows if f"{cell.row[0]} ".startswith(f"{label} "))
        car = sheet.vehicles[cars.index(cell.column[0])]
        shown = sheet.cell_of(field, car)
        said = cell.name.removeprefix(f"{field.label}, {car.name}: ")
        assert said != cell.name
        assert said.startswith("no figure, " if shown.missing else shown.text)
        assert f"{said}, ".count(f", {shown.verdict}, ") == (shown.verdict is not None), cell.name
        conflicts += shown.verdict == "conflict"
    assert len(cells) >= 4 * 6
    assert conflicts >= 6


def test_the_chart_says_its_name_and_every_figure(heard: Desk) -> None:
    chart = heard.find("filler", "Chart: .+")
    assert chart.name.startswith("Chart: Power: ")
    for figure in ("612 PS", "598 PS", "530 PS", "300 PS"):
        assert figure in chart.description


def test_the_claims_say_value_relation_and_source(heard: Desk) -> None:
    assert heard.find("list", "Claims: All, .*").description
    claims = heard.all("list item", "598 .*")
    assert claims
    assert all(", agrees, " in claim.name and " · " in claim.name for claim in claims)


def test_nothing_that_can_be_used_is_nameless(heard: Desk) -> None:
    used = [
        each for role in ("push button", "check box", "text", "list", "page tab") for each in heard.all(role)
    ]
    assert len(used) > 30
    assert [thing for thing in used if not thing.name.strip()] == []
