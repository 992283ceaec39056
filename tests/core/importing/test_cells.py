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
        ("about 400", {"field": "production_rate", "unit": "per year"}, "400|per year|about"),
        ("14.5\nfor VR9", {"field": "armour_thickness", "unit": "mm"}, "14.5|mm||for VR9"),
        ("598\nwith boost", {"field": "power", "unit": "PS", "condition": "new"}, "598|PS||new, with boost"),
        ("598 PS\n612 PS", {"field": "power"}, "refused: Several figures"),
        ("210\nlimited", {"field": "top_speed", "unit": "km/h"}, "210|km/h|limited"),
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
        ("147 kW (200 PS)", {"field": "power", "unit": "hp"}, "147|kW; 200|PS"),
        ("147 kW (220 PS)", {"field": "power", "unit": "hp"}, "refused: Several figures"),
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
        (("1.234", "1.234,5"), "1234|kg"),  # another cell has the comma for decimals
        (("1.234", "0.5"), "1.234|kg"),
        (("1,234", "2.5"), "1234|kg"),
        (("1,234", "0,5"), "1.234|kg"),
        (("1.234", "1,5", "1.5"), "refused: The number \"1.234\" can be read as 1.234 or as 1,234"),
        (("1.234",), "refused: The number \"1.234\" can be read as 1.234 or as 1,234"),
        (("1.234.567", "1.5"), "refused"),
    ],
)  # fmt: skip
def test_thousands_and_decimals_are_settled_from_the_whole_column(
    texts: tuple[str, ...], told: str, library: SqliteLibrary
) -> None:
    found = cell(library, texts[0], "payload", *texts[1:], language=None, unit="kg")
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
    assert cell(library, "1.234", "payload", language=None, unit="kg", decimal=",") == "1234|kg"
    assert cell(library, "1.234", "payload", language=None, unit="kg", decimal=".") == "1.234|kg"
    assert cell(library, "about 1.234 kg", "payload", language="de", decimal=".") == "1.234|kg|about"
    assert cell(library, "1.5", "payload", language=None, unit="kg", decimal=",").startswith("1.5")


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


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        # spaces that do not break and signs that are not seen, as pages and French spreadsheets have them
        ("440\u00a0kW", {"field": "power"}, "440|kW"),
        ("4\u202f200", {"field": "kerb_mass", "unit": "kg"}, "4200|kg"),
        ("2\u00ad.232\u200b", {"field": "kerb_mass", "unit": "kg", "language": "de"}, "2232|kg"),
        ("14,7 l/\n100\u00a0km", {"field": "fuel_consumption", "language": "de"}, "14.7|l/ 100 km"),
        *((gap, {"field": "power", "unit": "hp"}, "") for gap in ("---", "…", "－", "– –")),
        # the unit of the column is lent only where the cell says nothing else that is not known
        ("250 (abgeregelt)", {"field": "top_speed", "unit": "km/h", "language": "de"}, "250|km/h|limited"),
        ("598 @ 5,500 rpm", {"field": "power", "unit": "hp"}, "598|hp"),
        ("612 bei 5.500/min", {"field": "power", "unit": "PS", "language": "de"}, "612|PS"),
        ("1-1,5 Mio.", {"field": "price", "unit": "EUR", "language": "de"}, "1000000..1500000|EUR"),
        ("99.900,-", {"field": "price", "unit": "€", "language": "de"}, "99900|€"),
        ('8"3', {"field": "acceleration_0_100_kmh", "unit": "s"}, "refused"),
        ("=A1*2", {"field": "power", "unit": "hp"}, "refused"),
        ("V8 600", {"field": "power", "unit": "hp"}, "refused"),
        ("10% more than 500", {"field": "power", "unit": "hp"}, "refused"),
        ("2019: 99.900", {"field": "price", "unit": "€", "language": "de"}, "refused"),
        ("(1,200)", {"field": "price", "unit": "USD"}, "refused"),
        ("from 450", {"field": "power", "unit": "hp"}, "450|hp|at_least"),
        ("bis 612", {"field": "power", "unit": "PS", "language": "de"}, "612|PS|up_to"),
        ("c. 600", {"field": "power", "unit": "hp"}, "600|hp|about"),
        ("mind. 4200", {"field": "mass", "unit": "kg", "language": "de"}, "4200|kg|at_least"),
        ("250 (огр.)", {"field": "top_speed", "unit": "км/ч", "language": "ru"}, "250|км/ч|limited"),
        ("600 hp +", {"field": "power"}, "600|hp|at_least"),
        ("€547,400 + VAT", {"field": "price"}, "547400|€"),
        ("600 SAE", {"field": "power", "unit": "hp"}, 'refused: "SAE" in "600 SAE" is not known'),
        # what no car can have settles a mark, and refuses a slip
        ("1.450", {"field": "boot_volume", "unit": "L"}, "1450|L"),
        ("1.024", {"field": "range", "unit": "km"}, "1024|km"),
        ("5.469", {"field": "length", "unit": "mm"}, "5469|mm"),
        ("5,469 m", {"field": "length", "unit": "mm", "language": "de"}, "5.469|m"),
        ("4.2", {"field": "kerb_mass", "unit": "kg"}, 'refused: "4.2" is no possible mass: 50 to 100,000'),
        ("2018", {"field": "gears"}, "refused"),
        # one figure in several units is a claim in each; several figures are none
        ("450 kW/612 PS", {"field": "power", "unit": "kW"}, "450|kW; 612|PS"),
        ("9,200\u00a0lb (4,173\u00a0kg)", {"field": "mass"}, "9200|lb; 4173|kg"),
        ("880 N⋅m (649 lb⋅ft) at 2,500–4,000 rpm", {"field": "torque"}, "880|N⋅m; 649|lb⋅ft"),
        ("18.8 mpg‑imp (15.7 mpg‑US)", {"field": "fuel_consumption"}, "18.8|mpg‑imp; 15.7|mpg‑US"),
        ("4200 kg (4900 kg)", {"field": "mass"}, "refused: Several figures"),
        ("450 (612 PS)", {"field": "power", "unit": "kW"}, "refused"),
        ("€99 ($99)", {"field": "price"}, "refused"),
        ("598", {"field": "engine_configuration"}, 'refused: "598" is a number only'),
        # a bar between two numbers makes a fraction of an inch only
        ("12/16", {"field": "fuel_consumption", "unit": "mpg (US)"}, "refused"),
        ("12/16 mpg", {"field": "fuel_consumption"}, "refused"),
        ("6/8", {"field": "build_time", "unit": "months"}, "refused"),
        ("7/8", {"field": "glass_thickness", "unit": "in"}, "0.875|in"),
        ("5 1/2 tons", {"field": "mass"}, "5.5|tons"),
        # a lone number behind @ is the speed of the engine
        ("275 hp @ 5600", {"field": "power"}, "275|hp"),
        ("295 @ 2,500-4,000", {"field": "torque", "unit": "lb-ft"}, "295|lb-ft"),
        ("30 km @ 80 km/h", {"field": "run_flat_speed"}, "80|km/h"),
        ("275 hp @ 50 %", {"field": "power"}, "275|hp"),
    ],
)  # fmt: skip
def test_what_editors_write_is_read_and_what_may_mean_else_refused(
    text: str, column: dict[str, object], told: str, library: SqliteLibrary
) -> None:
    more = {"language": "en", **column}
    found = cell(library, text, str(more.pop("field")), **more)  # type: ignore[arg-type]
    assert (found[: len(told)] if told.startswith("refused") else found) == told


@pytest.mark.parametrize(
    ("field", "unit", "texts", "told"),
    [
        ("price", "EUR", ("12,500", "1.250,00"), "refused"),
        ("price", None, ("12,500 EUR", "1.250,00 EUR"), "refused"),
        ("price", "EUR", ("12.500", "1.250,00"), "12500|EUR"),
        ("power", "kW", ("110.500", "0.5"), "110.500|kW"),  # 110,500 kW cannot be meant
    ],
)
def test_a_column_of_two_styles_makes_no_thousandths_of_thousands(
    field: str, unit: str | None, texts: tuple[str, ...], told: str, library: SqliteLibrary
) -> None:
    found = cell(library, texts[0], field, *texts[1:], language=None, unit=unit)
    assert (found[: len(told)] if told.startswith("refused") else found) == told


@pytest.mark.parametrize(
    "text", ["0-60 mph in 6.3 s", "80-120 km/h: 4.0 s", "20 s to 200 km/h", "1/4 mile 14 s"]
)
def test_a_time_to_another_speed_is_refused(text: str, library: SqliteLibrary) -> None:
    found = cell(library, text, "acceleration_0_100_kmh", unit="s")
    assert found == f'refused: "{text}" is not said of 0-100 km/h.'


def test_the_same_speed_in_another_unit_is_no_other(library: SqliteLibrary) -> None:
    assert cell(library, "6.3 s (0-62 mph)", "acceleration_0_100_kmh") == "6.3|s"
    assert cell(library, "6.3 s (0-97 km/h)", "acceleration_0_60_mph") == "6.3|s"
