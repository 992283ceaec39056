"""Tables with cars as columns: recognised with evidence, turned round, and each cell placed in the file."""

import pytest
from msgspec.structs import replace

from carspec.core.errors import UnreadableTable
from carspec.core.importing.propose import propose
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import COLUMNS, ROWS, Place, Table, TableOptions
from carspec.core.importing.turning import CARS, MOST_ROWS, oriented
from carspec.store.library import SqliteLibrary

from .tables import mapping, table

SPECS = (
    "|Aurus Senat|BMW 760i Protection|Notes",
    "Engine|||",
    "Power|598 hp|530 PS|as stated",
    "Dimensions|||",
    "Length (mm)|6600|5390|",
    "Colour|black|white|",
    "Sources: the makers|||",
)


def turned(library: SqliteLibrary, *lines: str) -> Table:
    return oriented(table(*lines), library)


def stated(made: Table, library: SqliteLibrary) -> dict[str, list[str]]:
    """What is stated of each car: "power 598 hp"."""
    proposal = propose(made, library)
    assert proposal.mapping is not None, proposal.lacking
    reader = TableReader(made, proposal.mapping, library)
    return {
        f"{car.vehicle.make} {car.vehicle.model}": [
            " ".join(filter(None, (c.field, c.qualifier, c.value, c.unit, c.condition))) for c in car.claims
        ]
        for car in reader.cars()
    }


def test_rows_named_as_fields_turn_a_table_and_nothing_of_it_is_lost(library: SqliteLibrary) -> None:
    found = turned(library, *SPECS)
    assert found.header == ("Car", "Power", "Length (mm)", "Colour")
    assert list(found.rows) == [
        (2, ("Aurus Senat", "598 hp", "6600", "black")),
        (3, ("BMW 760i Protection", "530 PS", "5390", "white")),
    ]
    told = {one.what: (one.value, one.evidence) for one in found.findings}
    assert told[CARS] == (
        "in columns",
        '2 of 3 rows are named as fields ("Power", "Length (mm)"), and none of the 2 columns beside',
    )
    assert [(aside.place, aside.text) for aside in found.asides] == [
        (Place(0, "Notes"), "as stated"),
        (Place(2, ""), "Engine"),
        (Place(4, ""), "Dimensions"),
        (Place(7, ""), "Sources: the makers"),
    ]
    assert stated(found, library) == {
        "Aurus Senat": ["power 598 hp", "length 6600 mm"],
        "BMW 760i Protection": ["power 530 PS", "length 5390 mm"],
    }


def test_a_refused_cell_is_placed_by_the_line_and_column_of_the_file(library: SqliteLibrary) -> None:
    filed = replace(table(*SPECS), counts="row", left=1)
    found = oriented(filed, library)
    assert found.filed.header == filed.header
    assert found.place(3, "Length (mm)") == Place(5, "BMW 760i Protection", "D")
    assert found.place(2, "") == Place(0, "Aurus Senat", "C")
    assert filed.place(5, "Notes") == Place(5, "Notes", "E")
    assert filed.place(5, "") == Place(5, "")


@pytest.mark.parametrize(
    ("lines", "cars"),
    [
        # the names of the cars in two rows
        (("Make|Aurus|BMW", "Model|Senat|760i", "Power|598 hp|530 PS"), ["Aurus Senat", "BMW 760i"]),
        # one car, one field
        (("Specification|Aurus Senat", "Power|598 hp"), ["Aurus Senat"]),
        # units in a column of their own, groups in another
        (
            ("Group|Angabe|Einheit|Aurus Senat", "Motor|Leistung|PS|598", "Motor|Drehmoment|Nm|880"),
            ["Aurus Senat"],
        ),
        # half of the rows are no fields here, and the car is called as its maker does
        (("Model|Aurus Senat", "Power|598 hp", "Mass|6.2 t", "Trim|Red", "Paint|Blue"), ["Aurus Senat"]),
    ],
)
def test_cars_in_columns_are_recognised(
    lines: tuple[str, ...], cars: list[str], library: SqliteLibrary
) -> None:
    found = stated(turned(library, *lines), library)
    assert list(found) == cars
    assert all(found.values())


@pytest.mark.parametrize(
    "lines",
    [
        ("make|model|Power (hp)", "Aurus|Senat|598", "BMW|760i|530"),
        ("Name|Power|Length", "Range|598 hp|6 m", "Class|530 hp|5 m"),
        ("field|value|car", "power|598 hp|Aurus Senat", "power|530 PS|BMW 760i", "power|1 hp|A B"),
        ("word|count", "the|12", "range|3", "car|5", "of|9"),
        ("what|power_kw", "Aurus Senat|440"),
    ],
)
def test_a_list_of_cars_and_what_is_no_table_of_cars_stay_as_they_are(
    lines: tuple[str, ...], library: SqliteLibrary
) -> None:
    filed = table(*lines)
    assert oriented(filed, library) is filed


def test_what_a_person_says_goes_before_what_is_found_out(library: SqliteLibrary) -> None:
    filed = table(*SPECS)
    asked = replace(filed, read_as=TableOptions(cars=ROWS))
    assert oriented(asked, library) is asked
    mapped = mapping(
        {"column": "Aurus Senat", "field": "power"},
        identity={"make": [{"column": ""}], "model": [{"text": "A"}]},
    )
    assert oriented(filed, library, mapped) is filed
    plain = table("Car|Aurus Senat|BMW 760i", "A|1|2")
    chosen = oriented(replace(plain, read_as=TableOptions(cars=COLUMNS)), library)
    assert [row for _, row in chosen.rows] == [("Aurus Senat", "1"), ("BMW 760i", "2")]
    assert chosen.read_as.cars == COLUMNS
    long = table("Car|Aurus Senat", *["Power|598 hp"] * (MOST_ROWS + 1))
    assert oriented(long, library) is long
    with pytest.raises(UnreadableTable, match=r"^cars\.csv has more than 1,000 rows"):
        oriented(replace(long, read_as=TableOptions(cars=COLUMNS)), library)


def test_a_mapping_of_names_in_one_column_is_kept_though_the_next_looks_like_names(
    library: SqliteLibrary,
) -> None:
    """A file of refused cells may have a text such as "Power" where its only car stands."""
    filed = replace(table("Car|Power|x", "A|Power|1", "B|Torque|2"), read_as=TableOptions(cars=COLUMNS))
    mapped = mapping(
        {"column": "A", "field": "power"}, identity={"make": [{"column": "Car"}], "model": [{"text": "A"}]}
    )
    assert oriented(filed, library).header != ("Car", "A", "B")
    assert oriented(filed, library, mapped).header == ("Car", "A", "B")


def test_a_row_that_a_mapping_names_is_there_though_its_cells_are_empty(library: SqliteLibrary) -> None:
    """As in a file of refused cells, whose cars may lack what others have; a heading of its name is none."""
    identity = {"make": [{"column": "Car"}], "model": [{"text": "A"}]}
    mapped = mapping({"column": "Engine", "field": "engine_configuration"}, identity=identity)
    empty = replace(table("Car|Aurus Senat", "Power|many", "Engine|"), read_as=TableOptions(cars=COLUMNS))
    assert oriented(empty, library, mapped).header == ("Car", "Power", "Engine")
    below = replace(table("Car|Aurus Senat", "Engine|", "Engine|V8"), read_as=TableOptions(cars=COLUMNS))
    found = oriented(below, library, mapped)
    assert (found.header, [aside.text for aside in found.asides]) == (("Car", "Engine"), ["Engine"])


def test_a_cell_that_reaches_beyond_the_table_counts_as_far_as_it_goes(library: SqliteLibrary) -> None:
    filed = replace(
        table("Car|Aurus Senat|BMW 760i", "Power|598 hp|"),
        joined=((range(2, 3), range(1, 9)), (range(2, 3), range(5, 7))),
    )
    assert [row for _, row in oriented(filed, library).rows] == [
        ("Aurus Senat", "598 hp"),
        ("BMW 760i", "598 hp"),
    ]


def test_rows_of_one_name_are_told_apart_by_their_groups_else_by_number(library: SqliteLibrary) -> None:
    found = turned(
        library,
        *("Car|Aurus Senat|BMW 760i", "Power|440 kW|390 kW", "Power|598 PS|530 PS"),
        "Mass|6.2 t|4.2 t",
        *("Front||", "Tyres|255|245", "Rear||", "Tyres|285|275"),
    )
    assert found.header == ("Car", "Power", "Power #2", "Mass", "Front.Tyres", "Rear.Tyres")
    assert stated(found, library)["Aurus Senat"] == ["power 440 kW", "power 598 PS", "mass 6.2 t"]


def test_a_cell_over_several_cars_counts_for_each_and_a_heading_for_none(library: SqliteLibrary) -> None:
    filed = replace(
        table("|Aurus||BMW", "Model|Senat|Arsenal|760i", "Power|598 hp||530 hp", "Engine|||", "Seats|4||"),
        joined=(
            *((range(1, 2), range(1, 3)), (range(3, 4), range(1, 3))),
            *((range(4, 5), range(4)), (range(5, 6), range(1, 4))),
        ),
        read_as=TableOptions(header=1),
    )
    found = oriented(filed, library)
    assert [row for _, row in found.rows] == [
        ("Aurus", "Senat", "598 hp", "4"),
        ("Aurus", "Arsenal", "598 hp", "4"),
        ("BMW", "760i", "530 hp", "4"),
    ]
    assert [aside.text for aside in found.asides] == ["Engine"]


def test_marks_of_footnotes_do_not_hide_the_name_of_a_field(library: SqliteLibrary) -> None:
    found = turned(library, "Field|Aurus Senat", "Power (PS) †1 †2|598", "Length (mm)*|6600")
    assert stated(found, library) == {"Aurus Senat": ["power 598 PS", "length 6600 mm"]}
