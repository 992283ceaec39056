"""The public lists of cars as tables: rows, columns, header, encoding, and what going through them costs."""

import csv
import gzip
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from carspec.core.importing.table import Table
from carspec.store.importing.opening import open_table

DATASETS = Path(__file__).resolve().parents[4] / "shared" / "datasets"

pytestmark = pytest.mark.skipif(
    not DATASETS.exists(), reason="the public data sets are not beside the checkout"
)

# The file, its rows and columns, the first names of its header, the line of its header, a row: line and first
# cells.
GOLDEN = [
    (
        "epa_fueleconomy_vehicles_2025-10-29.csv.gz",
        49_582,
        84,
        ("barrels08", "barrelsA08"),
        1,
        (2, ("14.167142857142858", "0.0")),
    ),
    ("qatarcars.csv", 105, 15, ("origin", "make", "model"), 1, (2, ("Germany", "BMW", "3 Series Sedan"))),
    ("classics/auto-mpg.csv", 392, 9, ("mpg", "cyl"), 1, (2, ("18", "8"))),
    ("classics/mtcars.csv", 32, 12, ("", "mpg"), 1, (2, ("Mazda RX4", "21"))),
    ("classics/mpg.csv", 234, 12, ("", "manufacturer"), 1, (2, ("1", "audi"))),
    ("classics/Cars93.csv", 93, 28, ("", "Manufacturer"), 1, (2, ("1", "Acura"))),
    ("classics/imports-85.data", 205, 26, ("Column 1", "Column 2"), 0, (1, ("3", "?", "alfa-romero"))),
    ("classics/vega_cars.json", 406, 9, ("Name",), None, (1, ("chevrolet chevelle malibu", "18"))),
    (
        "open_ev_data_2025-12-30.json",
        1_185,
        170,
        ("schema_version", "make.slug"),
        None,
        (1, ("1.0.0", "audi", "Audi")),
    ),
    ("epa_green_vehicle_guide_2018.xlsx", 2_713, 18, ("Model", "Displ"), 1, (2, ("ACURA ILX", "2.4", "4"))),
]


@pytest.mark.parametrize(
    ("name", "rows", "columns", "header", "line", "first"), GOLDEN, ids=[row[0] for row in GOLDEN]
)
def test_a_public_list_is_read_without_a_question(
    name: str,
    rows: int,
    columns: int,
    header: tuple[str, ...],
    line: int | None,
    first: tuple[int, tuple[str, ...]],
) -> None:
    table = open_table(DATASETS / name)
    assert len(table.header) == columns
    assert table.header[: len(header)] == header
    assert table.read_as.header == line
    assert table.read_as.encoding in {"UTF-8", None}
    number, cells = next(iter(table.rows))
    assert (number, tuple(cells[: len(first[1])])) == first
    widths = [len(row) for _, row in table.rows]
    assert (len(widths), set(widths)) == (rows, {columns})


def test_lists_in_records_are_named_by_what_tells_their_items_apart() -> None:
    header = open_table(DATASETS / "open_ev_data_2025-12-30.json").header
    assert {
        *("performance.acceleration_0_100_kmh_s", "range.rated[wltp].range_km", "range.rated[epa].range_km"),
        *("pricing.msrp[USD].amount", "powertrain.motors[0].power_kw", "weights.curb_weight_kg", "markets"),
    } <= {*header}


def test_one_pass_costs_little_more_than_the_csv_module_itself() -> None:
    """Medians of processor time in the same run; the bound leaves room for a busy machine."""
    path = DATASETS / "epa_fueleconomy_vehicles_2025-10-29.csv.gz"
    table: Table = open_table(path)

    def ours() -> int:
        return sum(1 for _ in table.rows)

    def bare() -> int:
        with io.TextIOWrapper(gzip.open(path), encoding="utf-8", newline="") as text:
            return sum(1 for _ in csv.reader(text)) - 1

    def cost(read: Callable[[], int]) -> float:
        begun = time.process_time()
        assert read() == 49_582
        return time.process_time() - begun

    costs = sorted((cost(ours) / cost(bare)) for _ in range(5))
    assert costs[2] < 1.3
