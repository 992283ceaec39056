"""What is proposed for a table: fields by the words and units of its header, nothing that is not certain."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from carspec.core.importing.mapping import mapping_from, mapping_text, read_mappings
from carspec.core.importing.propose import Proposal, propose, recognised
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import TableOptions
from carspec.store.library import SqliteLibrary

from ..claims import DATA
from .tables import table

SHIPPED = read_mappings(DATA.parent / "resources" / "mappings")


def used(proposal: Proposal) -> dict[str, tuple[str | None, str | None]]:
    return {column.column: (column.use, column.unit) for column in proposal.columns}


def why(proposal: Proposal, column: str) -> str:
    return next(each.evidence for each in proposal.columns if each.column == column)


def proposed(library: SqliteLibrary, columns: dict[str, str]) -> Proposal:
    """What is proposed for one row of a make, a model and these columns."""
    return propose(
        table("|".join(["make", "model", *columns]), "|".join(["A", "B", *columns.values()])), library
    )


@pytest.mark.parametrize(
    ("header", "cell", "use", "unit"),
    [
        ("length_mm", "5391", "length", "mm"),
        ("Length (mm)", "5391", "length", "mm"),
        ("Length [mm]", "5391", "length", "mm"),
        ("length in mm", "5391", "length", "mm"),
        ("Weight_in_lbs", "3504", "mass", "lbs"),
        ("Kerb Weight, kg", "2740", "kerb_mass", "kg"),
        ("kerbWeight kg", "2740", "kerb_mass", "kg"),
        ("Max Power kW", "400", "power", "kW"),
        ("power_ps", "598", "power", "ps"),
        ("Power", "598 hp @ 5500 rpm", "power", None),
        ("kW", "400", "power", "kW"),
        ("Fuel consumption (mpg (UK))", "18.1", "fuel_consumption", "mpg (UK)"),
        ("0-100 km/h (s)", "4.2", "acceleration_0_100_kmh", "s"),
        ("performance.acceleration_0_100_kmh_s", "4.2", "acceleration_0_100_kmh", "s"),
        ("dimensions.length_mm", "5391", "length", "mm"),
        ("Hubraum (ccm)", "4395", "displacement", "ccm"),
        ("Puissance (ch)", "598", "power", "ch"),
        ("Масса (кг)", "2740", "mass", "кг"),
        ("Мощность (л.с.)", "598", "power", "л.с."),
        ("Макс. скорость (км/ч)", "160", "top_speed", "км/ч"),
        ("Разгон до 100 км/ч (сек)", "9,0", "acceleration_0_100_kmh", "сек"),
        ("Prix (€)", "36 900", "price", "€"),
        ("Price €", "36900", "price", "€"),
        ("Leistung/PS", "598", "power", "PS"),
        ("Länge/mm", "5391", "length", "mm"),
        ("battery kWh", "80", "battery_capacity", "kWh"),
        ("Seats", "four", "seats", None),
        ("cylinders", "8", "engine_configuration", None),
        ("Class", "VR9", "ballistic_rating", None),
        ("Leis\u00adtung (kW)", "440", "power", "kW"),
        ("Baujahr", "2024", "year from", None),
    ],
)
def test_a_column_is_taken_for_what_its_name_says(
    header: str, cell: str, use: str, unit: str | None, library: SqliteLibrary
) -> None:
    assert used(proposed(library, {header: cell}))[header] == (use, unit)


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("length", "4.713", "no unit stands in its name or in its cells"),
        ("Torque (Wh)", "300", "its name is no field known here"),
        ("battery_nm", "300", "its name is no field known here"),
        ("Acceleration (s)", "8", "to which speed does not stand in its name"),
        ("capacity (L)", "80", "of what does not stand in its name"),
        ("CV", "12", "it may be a power or the French tax class"),
        ("charging.max_power_kw", "150", "its name is no field known here"),
        ("motors[0].power_kw", "150", "its name is no field known here"),
        ("battery.manufacturer", "CATL", "its name is no field known here"),
        ("class", "compact", "are no classes of protection"),
        ("fuel", "1", "say nothing about it without a key"),
        ("power (kW)", "98765", "is no possible power"),
        ("origin", "USA", "its name is no field known here"),
        ("power per mass", "3", "its name is no field known here"),
        ("Charge (kg)", "500", "of what does not stand in its name"),
        ("Built", "1961", "may be years"),
        ("Power/weight", "3", "its name is no field known here"),
        ("Seats/doors", "4", "its name is no field known here"),
        ("kW/t", "3", "power_to_mass is nothing that a source states"),
        ("Year ", "70", "is no year"),
    ],
)
def test_what_is_not_certain_stays_unmapped_and_says_why(
    header: str, cell: str, reason: str, library: SqliteLibrary
) -> None:
    found = proposed(library, {header: cell})
    assert used(found)[header.strip()] == (None, None)
    assert reason in why(found, header.strip())


def test_hp_in_a_german_file_is_asked_and_not_guessed(library: SqliteLibrary) -> None:
    lines = ["Hersteller|Modell|Leistung (HP)|Länge (mm)", "BMW|760i|544|5391"]
    found = propose(table(*lines), library)
    assert used(found)["Leistung (HP)"] == (None, None)
    assert "metric horsepower (PS) or mechanical (hp)" in why(found, "Leistung (HP)")
    assert found.mapping is not None
    assert found.mapping.source.language == "de"
    english = propose(table("make|model|Power (HP)", "BMW|760i|544"), library)
    assert used(english)["Power (HP)"] == ("power", "HP")


def test_marks_of_nothing_are_found_where_the_field_cannot_have_them(library: SqliteLibrary) -> None:
    lines = ["make|model|power_kw|seats", "A|1|0|0", "A|2|-1|5", "A|3|400|5", "A|4|420|4"]
    found = propose(table(*lines), library)
    assert found.mapping is not None
    columns = {column.column: column for column in found.mapping.columns}
    assert set(columns["power_kw"].missing) == {"0", "-1"}
    assert "say that nothing is known" in why(found, "power_kw")
    assert columns["seats"].missing == ()  # a lorry without seats may be meant


def test_a_unit_in_the_name_lets_more_cells_be_wrong(library: SqliteLibrary) -> None:
    cells = ["440", "many", "480", "k. A.", "some", "500"]
    for header, use in (("power_kw", ("power", "kw")), ("seats", (None, None))):
        found = propose(
            table(f"make|model|{header}", *(f"A|{n}|{cell}" for n, cell in enumerate(cells))), library
        )
        assert used(found)[header] == use


def test_units_in_half_of_the_cells_are_enough_and_the_others_are_refused(library: SqliteLibrary) -> None:
    lines = ["make|model|Top speed|0-100 km/h", "A|1|250 km/h|6.3", "A|2|155 mph|6.5", "A|3|210|6.6 s"]
    found = propose(table(*lines), library)
    assert used(found) | {"make": 0, "model": 0} == {
        "make": 0, "model": 0, "Top speed": ("top_speed", None), "0-100 km/h": (None, None),
    }  # fmt: skip
    assert 'No number in "6.3" has a unit of duration' in why(found, "0-100 km/h")
    assert found.mapping is not None
    reader = TableReader(table(*lines), found.mapping, library)
    assert [len(car.claims) for car in reader.cars()] == [1, 1, 0]
    assert [(each.line, each.text) for each in reader.refused] == [(4, "210")]


@pytest.mark.parametrize(
    ("header", "row", "years"),
    [
        ("Year", "1964–1981", (1964, 1981)),
        ("Year", "1964", (1964, None)),
        ("Year", "2022 - present", (2022, None)),
        ("Year|until", "1964-1981|1980", (1964, 1980)),
    ],
)
def test_a_column_of_spans_has_first_and_last_years(
    header: str, row: str, years: tuple[int, int | None], library: SqliteLibrary
) -> None:
    more = "|1999" if "until" in header else ""
    lines = [f"make|model|{header}|power_kw", f"A|1|{row}|184", f"A|2|1990-1999{more}|200"]
    found = propose(table(*lines), library)
    assert found.mapping is not None
    cars = list(TableReader(table(*lines), found.mapping, library).cars())
    assert [(car.vehicle.year_from, car.vehicle.year_to) for car in cars] == [years, (1990, 1999)]


def test_one_wrong_year_in_five_is_no_reason_to_lose_the_others(library: SqliteLibrary) -> None:
    years = ["2018", "2019", "2020", "2021", "2022-05-01"]
    found = propose(table("make|model|Year", *(f"A|{n}|{year}" for n, year in enumerate(years))), library)
    assert used(found)["Year"] == ("year from", None)


def test_what_no_car_can_have_settles_the_numbers_of_a_proposal(library: SqliteLibrary) -> None:
    found = propose(table("make|model|length (mm)", "A|1|6.620", "A|2|6.339"), library)
    assert used(found)["length (mm)"] == ("length", "mm")


def test_units_in_a_row_below_the_names_are_taken(library: SqliteLibrary) -> None:
    lines = [
        "make|model|Power|Seats|Top speed",
        "||(kW)||km/h",
        "Aurus|Senat|440|4|160",
        "Aurus|Arsenal|440|7|-",
    ]
    found = propose(table(*lines), library)
    assert used(found)["Power"] == ("power", "kW")
    assert "kW below its name; 2 of 2" not in why(found, "Power")  # the unit itself states nothing
    assert "kW below its name; 1 of 1 texts can be read" in why(found, "Power")
    assert found.mapping is not None
    reader = TableReader(table(*lines), found.mapping, library)
    assert [len(car.claims) for car in reader.cars()] == [3, 2]
    assert (reader.refused, reader.empty) == ([], 1)


def test_two_columns_of_one_field_have_their_names_for_conditions(library: SqliteLibrary) -> None:
    found = proposed(library, {"Consumption (L/100 km)": "8", "fuel_economy_mpg": "30"})
    assert found.mapping is not None
    assert [column.condition for column in found.mapping.columns] == [
        "Consumption (L/100 km)", "fuel_economy_mpg",
    ]  # fmt: skip


def test_cars_of_one_name_are_told_apart_by_the_columns_that_do(library: SqliteLibrary) -> None:
    plain = propose(table("make|model|trim", "A|B|x", "A|C|y"), library)
    assert plain.mapping is not None
    assert plain.mapping.identity.key == ()
    numbered = propose(table("make|model|id|trim", "A|B|1|x", "A|B|2|y", "A|B|3|y"), library)
    assert numbered.mapping is not None
    assert numbered.mapping.identity.key == ("id",)
    by_trim = propose(table("make|model|trim|doors", "A|B|x|2", "A|B|y|4", "A|B|x|2"), library)
    assert by_trim.mapping is not None
    assert by_trim.mapping.identity.key == ("trim",)
    lines = ["make|model|trim|doors", "A|B|x|2", "A|B|y|4", "A|B|x|2"]
    cars = list(TableReader(table(*lines), by_trim.mapping, library).cars())
    assert len({car.key for car in cars}) == 2


def named(library: SqliteLibrary, proposal: Proposal, *lines: str) -> list[tuple[str, str]]:
    assert proposal.mapping is not None
    reader = TableReader(table(*lines), proposal.mapping, library)
    return [(car.vehicle.make, car.vehicle.model) for car in reader.cars()]


def test_make_and_model_are_told_apart_in_one_column_by_the_makes_known(library: SqliteLibrary) -> None:
    lines = [
        "Car|power_kw",
        "Mercedes-Maybach S 680 Guard|450",
        "ALFA ROMEO Giulia Q.V.|375",
        "Rolls Royce  Phantom VI|339",
        "Land Rover Range Rover Sentinel|280",
        "Foo Bar 3.0|1",
    ]
    found = propose(table(*lines), library)
    assert used(found)["Car"] == ("make and model", None)
    assert why(found, "Car") == (
        '4 of 5 texts begin with a make known here ("Mercedes-Maybach", "ALFA ROMEO", "Rolls Royce" ...); '
        'of the others the first word is a guess at the make: "Foo Bar 3.0"'
    )
    assert named(library, found, *lines) == [
        ("Mercedes-Maybach", "S 680 Guard"),
        ("ALFA ROMEO", "Giulia Q.V."),
        ("Rolls Royce", "Phantom VI"),
        ("Land Rover", "Range Rover Sentinel"),
        ("Foo", "Bar 3.0"),
    ]
    assert found.mapping is not None
    assert mapping_from(mapping_text(found.mapping)).identity == found.mapping.identity


@pytest.mark.parametrize(
    ("header", "cells", "taken"),
    [
        ("Fahrzeug", ["Foo Bar"], True),
        ("Автомобиль", ["ЗИЛ 41047"], True),
        ("Model", ["Aurus Senat", "ZIL 41047"], True),
        ("Model", ["Aurus Senat", "S 600 Guard", "Bar Foo"], False),
        ("Name", ["Aurus Senat", "Foo Bar"], True),
        ("Name", ["Jane Doe", "John Doe"], False),
        ("Owner", ["Aurus Senat"], False),
    ],
)
def test_a_column_names_cars_by_its_name_or_by_the_makes_in_it(
    header: str, cells: list[str], taken: bool, library: SqliteLibrary
) -> None:
    lines = [f"{cell}|{power}" for power, cell in enumerate(cells, 100)]
    found = propose(table(f"{header}|power_kw", *lines), library)
    assert (used(found)[header][0] == "make and model") is taken
    assert (found.mapping is not None) is taken


def test_a_make_of_its_own_leaves_the_other_columns_alone(library: SqliteLibrary) -> None:
    found = propose(table("make|model|car|power_kw", "Aurus|Aurus Senat|Aurus Senat|440"), library)
    assert (used(found)["model"][0], used(found)["car"][0]) == ("model", None)


def test_a_car_of_one_word_is_refused_and_not_guessed(library: SqliteLibrary) -> None:
    lines = ["car|power_kw", "Aurus Senat|440", "Beast|300"]
    found = propose(table(*lines), library)
    assert found.mapping is not None
    reader = TableReader(table(*lines), found.mapping, library)
    assert [car.vehicle.model for car in reader.cars()] == ["Senat"]
    assert [(cell.line, cell.column, cell.text) for cell in reader.refused] == [(3, "car", "Beast")]


def test_titles_above_the_header_are_no_texts_of_a_column(library: SqliteLibrary) -> None:
    titled = table("make|model|Seats", "Cars of the test||as of 2025", "Aurus|Senat|4")
    rows = ((1, ["Cars of the test", "", "as of 2025"]), (3, ["Aurus", "Senat", "4"]))
    found = propose(replace(titled, rows=rows, read_as=TableOptions(header=2)), library)
    assert why(found, "make") == '"make" means the make; "Aurus"'
    assert used(found)["Seats"] == ("seats", None)


def test_titles_and_footnotes_name_no_car_where_one_column_names_them(library: SqliteLibrary) -> None:
    rows = [(1, ["State cars of", ""]), (3, ["Aurus Senat", "440"]), *((n, ["See note", ""]) for n in (4, 5))]
    titled = replace(table("Car|power_kw"), rows=rows, read_as=TableOptions(header=2))
    found = propose(titled, library)
    assert found.mapping is not None
    reader = TableReader(titled, found.mapping, library)
    assert [car.vehicle.model for car in reader.cars()] == ["Senat"]
    assert [row.line for row in reader.no_cars] == [1, 4, 5]
    assert (reader.refused, reader.repeated) == ([], 0)


def test_without_make_and_model_nothing_can_be_imported(library: SqliteLibrary) -> None:
    found = propose(table("what|power_kw", "A B|100"), library)
    assert found.mapping is None
    assert found.lacking == (
        "No column is named as the make and the model of a car: say in a mapping which columns name it."
    )


@pytest.mark.parametrize("mapping", SHIPPED, ids=lambda mapping: mapping.name.split()[0])
def test_a_shipped_mapping_is_not_proposed_for_a_table_of_other_content(
    mapping: object, library: SqliteLibrary
) -> None:
    known = next(each for each in SHIPPED if each is mapping)
    header = "|".join(known.used)
    rows = ["|".join(f"zz{n}" for n, _ in enumerate(known.used))] * 3
    assert recognised(table(header, *rows), SHIPPED, library) is None


def test_the_shipped_mappings_stand_in_files_of_their_own() -> None:
    names = [mapping.name for mapping in SHIPPED]
    assert len(names) == len(set(names)) == len(list(Path(DATA.parent, "resources", "mappings").iterdir()))
