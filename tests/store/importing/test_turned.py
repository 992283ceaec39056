"""A list of cars and the same with cars as columns, in files of each kind: they state the same."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.importing.propose import propose
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import Copied, Table
from carspec.core.importing.turning import oriented
from carspec.store.importing.opening import open_table
from carspec.store.importing.pasted import pasted_table
from carspec.store.library import SqliteLibrary

from .hostile_books import ods, ods_row, ods_text

Rows = Sequence[Sequence[str]]

COLUMNS = {
    "Power": ("598 hp", "450 kW (612 PS; 604 hp)", "about 530 PS", "many hp"),
    "Torque (Nm)": ("880", "1.000", "900,5", "750 Nm"),
    "Length (mm)": ("6600", "5,390", "6620-6700", "long"),
    "Mass": ("6.2 t", "4200 kg", "over 4 t"),
    "Seats": ("4", "5", "four"),
    "Engine": ("V8", "V12", "6.6 L V12"),
    "Ballistic class": ("VR9", "VR10", "B6/B7"),
    "Price": ("550,000 EUR", "2.5 million USD"),
    "Colour": ("black", "white"),
    "Trim": ("1", "2"),
}
KNOWN = 8
MAKES = ("Aurus", "BMW", "Mercedes-Benz", "Rolls-Royce")


@st.composite
def lists_of_cars(draw: st.DrawFn) -> list[list[str]]:
    """A header, and rows of cars which all say something of two fields; most columns are fields."""
    known = draw(st.lists(st.sampled_from([*COLUMNS][:KNOWN]), min_size=2, max_size=KNOWN, unique=True))
    others = draw(st.lists(st.sampled_from([*COLUMNS][KNOWN:]), max_size=2, unique=True))
    names = draw(st.permutations([*known, *others]))
    models = draw(st.lists(st.text("ABCS 0123456789", min_size=1, max_size=9), min_size=1, max_size=5))
    rows = []
    for number, model in enumerate(models):
        cells = [draw(st.sampled_from((*COLUMNS[name], "", "-"))) for name in names]
        for name in known[:2]:
            cells[names.index(name)] = draw(st.sampled_from(COLUMNS[name]))
        rows.append([f"{draw(st.sampled_from(MAKES))} {' '.join(f'M{model}'.split())}{number}", *cells])
    return [["Car", *names], *rows]


def as_csv(rows: Rows, path: Path) -> Table:
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return open_table(path.with_suffix(".csv"))


def as_json(rows: Rows, path: Path) -> Table:
    path.with_suffix(".json").write_text(json.dumps(rows), "utf-8")
    return open_table(path.with_suffix(".json"))


def as_records(rows: Rows, path: Path) -> Table:
    header, *others = rows
    records = [dict(zip(header, row, strict=True)) for row in others]
    path.with_suffix(".json").write_text(json.dumps(records), "utf-8")
    return open_table(path.with_suffix(".json"))


def as_xlsx(rows: Rows, path: Path) -> Table:
    with xlsxwriter.Workbook(path.with_suffix(".xlsx")) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return open_table(path.with_suffix(".xlsx"))


def as_ods(rows: Rows, path: Path) -> Table:
    content = "".join(ods_row(*(ods_text(cell) for cell in row)) for row in rows)
    return open_table(ods(path.with_suffix(".ods"), content))


def as_page(rows: Rows, _: Path) -> Table:
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    return pasted_table(Copied(f"<table>{cells}</table>"))


def as_text(rows: Rows, _: Path) -> Table:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return pasted_table(Copied(text=text.getvalue()))


def told(filed: Table, library: SqliteLibrary) -> list[object]:
    """All that a table states and refuses, without the places."""
    table = oriented(filed, library)
    proposal = propose(table, library)
    assert proposal.mapping is not None, proposal.lacking
    reader = TableReader(table, proposal.mapping, library)
    cars = [(car.key, car.vehicle, sorted(car.claims, key=repr)) for car in reader.cars()]
    return [sorted(cars, key=repr), sorted((cell.text, cell.reason) for cell in reader.refused)]


@pytest.mark.parametrize("kind", [as_csv, as_json, as_records, as_xlsx, as_ods, as_page, as_text])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=lists_of_cars())
def test_a_list_and_its_transposition_state_the_same(
    kind: Callable[[Rows, Path], Table], rows: Rows, library: SqliteLibrary, tmp_path: Path
) -> None:
    turned = kind([*zip(*rows, strict=True)], tmp_path / "turned")
    assert oriented(turned, library).upright is not None
    listed = kind(rows, tmp_path / "listed")
    assert oriented(listed, library) is listed
    assert told(turned, library) == told(listed, library)
