"""A table read by a mapping: cars and their keys, rows that are none, and each text read once."""

from typing import Any

import pytest

from carspec.core.importing.cell_reading import CellReader
from carspec.core.importing.mapping import BadMapping
from carspec.core.importing.reading import TableReader
from carspec.store.library import SqliteLibrary

from .tables import mapping, read, table

POWER = {"column": "hp", "field": "power", "unit": "hp"}


def test_rows_about_no_car_are_told_and_those_that_name_none_refused(library: SqliteLibrary) -> None:
    lines = [
        "make|model|hp",
        "Aurus|Senat|598",
        "||",
        "make|model|hp",
        "Source: the EPA||",
        "Aurus||598",
        "Aurus|Arsenal|598|more",
        "Aurus|Komendant",
        "Aurus|Merlon|598||",
    ]
    cars, reader = read(library, lines, POWER)
    assert [(car.line, car.vehicle.model, len(car.claims)) for car in cars] == [
        (2, "Senat", 1), (8, "Komendant", 0), (9, "Merlon", 1),
    ]  # fmt: skip
    assert reader.empty == 1
    assert [(row.line, row.reason) for row in reader.no_cars] == [
        (4, "The row repeats the header."),
        (5, "The row has one text only, as a footnote has."),
    ]
    assert [(cell.line, cell.column, cell.reason) for cell in reader.refused] == [
        (6, "", "The row names no car: it has no model."),
        (7, "", "The row has 4 cells, and the header 3."),
    ]


def test_an_identity_is_made_of_pieces(library: SqliteLibrary) -> None:
    identity: dict[str, Any] = {
        "make": [{"column": "name", "part": "^(Alfa Romeo|\\S+)"}],
        "model": [{"column": "name", "part": "^(?:Alfa Romeo|\\S+) (.*)$"}, {"column": "trim"}],
        "generation": [{"column": "l", "text": "{} L", "missing": ["0"]}, {"column": "drive"}],
        "year_from": [{"column": "yr", "text": "19{}"}],
        "body_style": [{"column": "body", "words": {"Sedan": "saloon"}}],
        "armoured": False,
    }
    lines = [
        "name|trim|l|drive|yr|body",
        "Alfa Romeo Spider|Veloce|2.0|rwd|85|Sedan",
        "Audi 80||0|fwd|90|",
        "Audi 90||0|fwd|x|",
        "Audi 100||0|fwd|90|Sedn",
        "Audi||0|fwd|90|",
    ]
    cars, reader = read(library, lines, identity=identity)
    first, second = (car.vehicle for car in cars)
    assert (first.make, first.model, first.generation) == ("Alfa Romeo", "Spider Veloce", "2.0 L, rwd")
    assert (first.year_from, first.body_style, first.armoured) == (1985, "saloon", False)
    assert (second.model, second.generation, second.body_style) == ("80", "fwd", None)
    assert [(cell.line, cell.column, cell.text) for cell in reader.refused] == [
        (4, "", "19x"), (5, "body", "Sedn"), (6, "name", "Audi"),
    ]  # fmt: skip


def test_key_columns_tell_cars_of_one_name_apart_in_any_order(library: SqliteLibrary) -> None:
    identity = {"make": [{"column": "make"}], "model": [{"column": "model"}], "key": ["id"]}
    lines = ["make|model|id|hp", "A|B|1|100", "A|B|2|120", "A|B|1|100"]
    cars, reader = read(library, lines, POWER, identity=identity)
    keys = [car.key for car in cars]
    assert keys[0] == keys[2] != keys[1]
    assert keys[0].startswith("own-a-b-")
    assert reader.repeated == 1
    turned, _ = read(library, [lines[0], lines[2]], POWER, identity=identity)
    assert turned[0].key == keys[1]


def test_without_key_columns_a_car_is_the_one_a_person_would_add(library: SqliteLibrary) -> None:
    cars, _ = read(library, ["make|model|hp", "A|B|100"], POWER)
    assert cars[0].key == cars[0].vehicle.key


def test_joining_finds_the_car_of_the_library_and_only_where_asked(library: SqliteLibrary) -> None:
    known = next(iter(library.vehicles.values()))
    same = [car for car in library.vehicles.values() if (car.make, car.model) == (known.make, known.model)]
    assert len(same) == 1
    lines = ["make|model|hp", f"{known.make.upper()}|{known.model}|100"]
    identity = {"make": [{"column": "make"}], "model": [{"column": "model"}]}
    cars, _ = read(library, lines, POWER, identity=identity | {"join": True})
    assert cars[0].key == known.key
    cars, _ = read(library, lines, POWER, identity=identity)
    assert cars[0].key.startswith("own-")


def test_each_text_of_a_column_is_read_once_and_shared(
    library: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_texts = []
    reading = CellReader.read

    def counted(self: CellReader, text: str, given: str = "") -> Any:
        read_texts.append(text)
        return reading(self, text, given)

    monkeypatch.setattr(CellReader, "read", counted)
    cars, _ = read(library, ["make|model|hp", *(f"A|{n}|{100 + n % 3}" for n in range(50))], POWER)
    assert sorted(read_texts) == ["100", "101", "102"]
    assert len({id(car.claims[0]) for car in cars}) == 3


def test_reading_again_gives_the_same_again(library: SqliteLibrary) -> None:
    reader = TableReader(table("make|model|hp", "A|B|100", "A|B|x", "||"), mapping(POWER), library)
    first, refused = list(reader.cars()), list(reader.refused)
    assert list(reader.cars()) == first
    assert reader.refused == refused
    assert (reader.empty, reader.repeated) == (1, 1)


def test_a_column_that_the_table_lacks_is_told(library: SqliteLibrary) -> None:
    with pytest.raises(BadMapping, match='The file has no column "hp"'):
        TableReader(table("make|model|power", "A|B|1"), mapping(POWER), library)
