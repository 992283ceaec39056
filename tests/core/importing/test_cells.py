"""What cells state: marks of gaps, units, ranges, decimals and bounds, as files of other people have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.importing.number_style import settle_style
from carspec.store.library import SqliteLibrary

from .tables import cell, read


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("598", {"field": "power", "unit": "PS"}, "598|PS"),
        ("598 hp @ 5500 rpm", {"field": "power", "unit": "PS"}, "598|hp"),
        ("598 PS", {"field": "power"}, "598|PS"),
        ("250-300", {"field": "power", "unit": "kW"}, "250..300|kW"),
        ("~2,900", {"field": "kerb_mass", "unit": "kg"}, "2900|kg|about"),
        ("over 5,200 mm", {"field": "length", "unit": "mm"}, "5200|mm|over"),
        ("2.62", {"field": "mass", "unit": "lb", "times": 1000}, "2620|lb"),
        ("2.62 t", {"field": "mass", "unit": "lb", "times": 1000}, "2.62|t"),
        ("3.0E-1", {"field": "boot_volume", "unit": "m³"}, "0.30|m³"),
        ("30 mpg", {"field": "fuel_consumption", "unit": "mpg (US)"}, "30|mpg (US)"),
        (">= 200", {"field": "power", "unit": "hp"}, "200|hp|at_least"),
        ("<=200", {"field": "power", "unit": "hp"}, "200|hp|up_to"),
        ("200.", {"field": "power", "unit": "hp"}, "200|hp"),
        ("0-60 in 3.2 s", {"field": "acceleration_0_60_mph", "unit": "s"}, "3.2|s"),
        ("3.2 s to 60", {"field": "acceleration_0_60_mph", "unit": "s"}, "refused: Several numbers"),
        ("USD 18.4", {"field": "price", "unit": "USD", "times": 1000}, 'refused: "USD 18.4" has words'),
        ("18.4k", {"field": "price", "unit": "USD", "times": 1000}, 'refused: "18.4k" has words'),
        ("50%", {"field": "power", "unit": "hp"}, 'refused: "50%" is no power in hp'),
        ("5'11\"", {"field": "length", "unit": "mm"}, "refused"),
        ("147 kW (200 PS)", {"field": "power", "unit": "hp"}, "refused: Several figures"),
        ("four", {"field": "gears", "words": {"four": "4"}}, "4"),
        ("4.0", {"field": "seats"}, "4"),
        ("2018.0", {"field": "first_year"}, "2018"),
        ("V8", {"field": "engine_configuration"}, "V8"),
        ("8", {"field": "engine_configuration", "text": "{} cylinders"}, "8 cylinders"),
        ("Automatic 9-spd", {"field": "gears", "part": "([0-9]+)-spd"}, "9"),
        ("18/25", {"field": "fuel_consumption", "unit": "mpg (US)", "separator": "/"},
         "18|mpg (US); 25|mpg (US)"),
        ("5/-/7", {"field": "seats", "separator": "/"}, "5; 7"),
        ("1,5 Mio.", {"field": "price", "unit": "EUR", "language": "de"}, "1500000|EUR"),
        ("5.7 L", {"field": "displacement", "unit": "cc"}, "5.7|L"),
        *((mark, {"field": "power", "unit": "hp"}, "") for mark in ("", "-", "N/A", "?", "NA", "(hp)")),
        ("-1", {"field": "power", "unit": "hp", "missing": ["-1"]}, ""),
        ("0", {"field": "power", "unit": "hp", "missing": ["0"]}, ""),
        ("0", {"field": "power", "unit": "hp"}, "refused: \"0\" is no possible power"),
        ("-1", {"field": "power", "unit": "hp"}, "refused"),
        ("9999999", {"field": "power", "unit": "hp"}, "refused: \"9999999\" is no possible power"),
        ("600 Nm", {"field": "power", "unit": "hp"}, 'refused: "Nm" in "600 Nm" is no unit of power'),
        ("598", {"field": "power"}, "refused: No number"),
        ("many", {"field": "power", "unit": "hp"}, "refused"),
        ("18/25", {"field": "fuel_consumption", "unit": "mpg (US)"},
         'refused: "18/25" is no consumption in mpg'),
        ("4.5", {"field": "seats"}, "refused: A count is a whole number"),
        ("seven", {"field": "fuel", "words": {"Diesel": "diesel"}},
         'refused: The mapping has no word for "seven"'),
        ("Diesl", {"field": "fuel", "words": {"Diesel": "diesel"}},
         'refused: The mapping has no word for "Diesl"; near it are Diesel'),
        ("CVT", {"field": "gears", "part": "([0-9]+)-spd"}, "refused: The mapping's pattern finds nothing"),
        ("x" * 501, {"field": "fuel"}, "refused: The text is too long"),
        ("a\x00b", {"field": "fuel"}, "refused: The text holds signs"),
    ],
)  # fmt: skip
def test_a_cell_is_read_or_refused_with_its_reason(
    text: str, column: dict[str, object], told: str, library: SqliteLibrary
) -> None:
    more = dict(column)
    field = str(more.pop("field"))
    found = cell(library, text, field, **more)  # type: ignore[arg-type]
    assert (found[: len(told)] if told.startswith("refused") else found) == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("1.234", "1.234,5"), "1234|L"),  # another cell has the comma for decimals
        (("1.234", "0.5"), "1.234|L"),
        (("1,234", "2.5"), "1234|L"),
        (("1,234", "0,5"), "1.234|L"),
        (("1.234", "1,5", "1.5"), "refused: The number \"1.234\" can be read as 1.234 or as 1,234"),
        (("1.234",), "refused: The number \"1.234\" can be read as 1.234 or as 1,234"),
        (("1.234.567", "1.5"), "refused"),
    ],
)  # fmt: skip
def test_thousands_and_decimals_are_settled_from_the_whole_column(
    texts: tuple[str, ...], told: str, library: SqliteLibrary
) -> None:
    found = cell(library, texts[0], "boot_volume", *texts[1:], language=None, unit="L")
    assert (found[: len(told)] if told.startswith("refused") else found) == told


def test_bounds_settle_a_column_where_one_reading_is_impossible(library: SqliteLibrary) -> None:
    assert cell(library, "4.713", "length", language=None, unit="m") == "4.713|m"
    assert cell(library, "1.598", "displacement", language=None, unit="cc") == "1598|cc"
    _, reader = read(
        library, ["make|model|x", "A|B|4.713"], {"column": "x", "field": "length", "unit": "m"},
        source={"title": "t", "kind": "press"},
    )  # fmt: skip
    assert [style.evidence for style in reader.styles.values()] == [
        'decimal point, because "4.713" cannot be 4713'
    ]


def test_a_mapping_says_the_decimal_mark_itself(library: SqliteLibrary) -> None:
    assert cell(library, "1.234", "boot_volume", language=None, unit="L", decimal=",") == "1234|L"
    assert cell(library, "1.234", "boot_volume", language=None, unit="L", decimal=".") == "1.234|L"
    assert cell(library, "about 1.234 L", "boot_volume", language="de", decimal=".") == "1.234|L|about"
    assert cell(library, "1.5", "boot_volume", language=None, unit="L", decimal=",").startswith("1.5")


def test_the_precision_is_that_of_the_cell(library: SqliteLibrary) -> None:
    lines = ["make|model|x", "A|B|2.620", "A|C|~2.5", "A|D|3"]
    cars, _ = read(library, lines, {"column": "x", "field": "mass", "unit": "lb", "times": 1000})
    readings = [car.claims[0].reading for car in cars]
    assert [(r.low, r.decimals) for r in readings if r] == [(2620, 0), (2500, -2), (3000, -3)]
    assert [car.claims[0].as_stated for car in cars] == ["2.620", "~2.5", "3"]


def test_two_values_have_the_condition_of_the_column_beside(library: SqliteLibrary) -> None:
    column = {
        "column": "mpg", "field": "fuel_consumption", "unit": "mpg (US)", "separator": "/",
        "condition": "city",
        "given": {"column": "fuel", "separator": "/",
                  "texts": {"Gas": None, "Ethanol": "on E85", "Electricity": False}},
    }  # fmt: skip
    lines = [
        "make|model|mpg|fuel", "A|1|18/25|Ethanol/Gas", "A|2|20|Gas", "A|3|99|Electricity",
        "A|4|25/99|Gas/Electricity", "A|5|18|Ethanol/Gas", "A|6|30|Diesl", "A|7||Diesl",
    ]  # fmt: skip
    cars, reader = read(library, lines, column)
    told = [[(claim.value, claim.condition, claim.as_stated) for claim in car.claims] for car in cars]
    assert told == [
        [("18", "city, on E85", "18/25"), ("25", "city", "18/25")], [("20", "city", "20")], [],
        [("25", "city", "25/99")], [], [], [],
    ]  # fmt: skip
    assert [(cell.line, cell.text, cell.reason) for cell in reader.refused] == [
        (6, "18", '"18" holds 1 values, and "Ethanol/Gas" in the column "fuel" names 2.'),
        (7, "30", 'The mapping does not say what "Diesl" in the column "fuel" means for it.'),
    ]


@given(st.lists(st.sampled_from(["1.234", "1,234", "1.5", "1,5", "1.234,5", "1,234.5", "7", "1'234"])))
def test_a_settled_style_reads_all_that_decided_it(texts: list[str]) -> None:
    style = settle_style(texts)
    alone = settle_style(reversed(texts))
    assert style.decimal == alone.decimal
    deciding = {t for t in texts if t in ("1.5", "1,234.5")}, {t for t in texts if t in ("1,5", "1.234,5")}
    assert style.decimal == ("." if deciding[0] else "," if deciding[1] else None) or all(deciding)
    if style.decimal:
        assert all(style.literal(text) is not None for text in texts)
