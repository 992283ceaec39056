"""The public lists of cars through their shipped mappings: golden counts, and each claim read a second way.

The second way is written here, a line a field, with csv, json and calamine, and without our reader.
"""

import csv
import gzip
import json
import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from carspec.core.importing.mapping import read_mapping
from carspec.core.importing.propose import recognised
from carspec.core.importing.reading import TableReader
from carspec.store.importing.opening import open_table
from carspec.store.library import SqliteLibrary

ROOT = Path(__file__).resolve().parents[1]
DATASETS = ROOT.parent / "shared" / "datasets"
SHIPPED = {path.stem: read_mapping(path) for path in sorted((ROOT / "resources" / "mappings").glob("*.json"))}
ROWS_COMPARED = 300

Row = Mapping[str, str]
Fact = tuple[str, str, str, str]
"""Field, number or words, unit, condition."""

pytestmark = pytest.mark.skipif(
    not DATASETS.exists(), reason="the public data sets are not beside the checkout"
)

# The mapping, its file, and the rows, cars, claims and refused cells it gives.
GOLDEN = [
    ("epa_fuel_economy", "epa_fueleconomy_vehicles_2025-10-29.csv.gz", 49_582, 49_582, 488_886, 0),
    ("open_ev_data", "open_ev_data_2025-12-30.json", 1_185, 1_185, 17_656, 0),
    ("epa_green_vehicle_guide", "epa_green_vehicle_guide_2018.xlsx", 2_713, 1_328, 24_219, 0),
    ("qatarcars", "qatarcars.csv", 105, 105, 1_140, 0),
    ("auto_mpg", "classics/auto-mpg.csv", 392, 392, 2_352, 0),
    ("vega_cars", "classics/vega_cars.json", 406, 406, 2_422, 0),
    ("mtcars", "classics/mtcars.csv", 32, 32, 224, 0),
    ("ggplot_mpg", "classics/mpg.csv", 234, 234, 1_870, 0),
    ("cars93", "classics/Cars93.csv", 93, 93, 1_477, 0),
    ("imports_85", "classics/imports-85.data", 205, 205, 3_063, 0),
]


@pytest.mark.parametrize(
    ("name", "file", "rows", "cars", "claims", "refused"), GOLDEN, ids=[row[0] for row in GOLDEN]
)
def test_a_public_list_is_known_and_gives_its_cars_and_claims(
    name: str, file: str, rows: int, cars: int, claims: int, refused: int, library: SqliteLibrary
) -> None:
    table = open_table(DATASETS / file)
    assert recognised(table, list(SHIPPED.values()), library) == SHIPPED[name]
    reader = TableReader(table, SHIPPED[name], library)
    keys, lines, found = set(), 0, 0
    for car in reader.cars():
        keys.add(car.key)
        lines += 1
        found += len(car.claims)
    assert (lines, len(keys), found, len(reader.refused)) == (rows, cars, claims, refused)


def number(field: str, column: str, unit: str = "", said: str = "", nothing: str = "", times: int = 1) -> Any:
    """What a column of plain numbers states; `nothing` are further texts that state none, parted by bars."""

    def facts(row: Row) -> Iterator[Fact]:
        text = row[column].strip()
        if text and text not in ("NA", "N/A", "?", *nothing.split("|")):
            yield field, f"{Decimal(text) * times:f}", unit, said

    return facts


def words(field: str, column: str, meaning: Mapping[str, str] | Callable[[str], str]) -> Any:
    def facts(row: Row) -> Iterator[Fact]:
        text = row[column].strip()
        if text and text not in ("NA", "N/A", "?"):
            found = meaning(text) if callable(meaning) else meaning.get(text, "")
            if found:
                yield field, found, "", ""

    return facts


def where(holds: Callable[[Row], bool], facts: Any) -> Any:
    return lambda row: facts(row) if holds(row) else iter(())


def cylinders(text: str) -> str:
    return f"{text} cylinders"


MPG = "mpg (US)"
DRIVES = {"fwd": "front-wheel drive", "rwd": "rear-wheel drive", "4wd": "four-wheel drive",
          "awd": "all-wheel drive", "f": "front-wheel drive", "r": "rear-wheel drive",
          "4": "four-wheel drive", "Front": "front-wheel drive", "Rear": "rear-wheel drive",
          "4WD": "four-wheel drive", "2WD": "two-wheel drive"}  # fmt: skip
COUNTS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "twelve": "12"}


def is_liquid(row: Row) -> bool:
    """Whether city08 and its like are miles per gallon, and not of an equivalent in energy."""
    return row["fuelType1"].endswith("Gasoline") or row["fuelType1"] == "Diesel"


def is_e85(row: Row) -> bool:
    return row["fuelType2"] == "E85"


def epa_gears(row: Row) -> Iterator[Fact]:
    text = row["trany"].replace("-spd", "").replace(")", "").replace("(", "")
    kind, _, rest = text.partition(" ")
    digits = "".join(c for c in rest if c.isdigit())
    if kind and digits and "AV" not in rest and "Doubled" not in rest:
        yield "gears", digits, "", ""


def epa_charging(row: Row) -> Iterator[Fact]:
    aspiration = {"T": "turbo", "S": "supercharged", "TS": "turbo and supercharged"}
    found = aspiration.get(row["tCharger"] + row["sCharger"])
    if found:
        yield "aspiration", found, "", ""


def epa_electricity(row: Row) -> Iterator[Fact]:
    if row["combE"] != "0.0" and row["fuelType1"] != "Hydrogen":
        said = "" if row["fuelType1"] == "Electricity" else "on electricity"
        yield "energy_consumption", f"{Decimal(row['combE']):f}", "kWh/100 mi", said


def epa_range(row: Row) -> Iterator[Fact]:
    if row["range"] != "0" and row["fuelType1"] in ("Electricity", "Hydrogen"):
        yield "range", row["range"], "mi", ""


def guide_mpg(column: str, said: str) -> Any:
    def facts(row: Row) -> Iterator[Fact]:
        for fuel, text in zip(row["Fuel"].split("/"), row[column].split("/"), strict=True):
            if fuel in ("Gasoline", "Gas", "Diesel", "Ethanol"):
                both = [part for part in (said, "on E85" if fuel == "Ethanol" else "") if part]
                yield "fuel_consumption", text, MPG, ", ".join(both)

    return facts


def open_range(row: Row) -> Iterator[Fact]:
    notes = {"": "", "Electric-only range": "electric only", "Electric-only range for PHEV": "electric only",
             "Total range with range extender": "with range extender",
             "With 23-inch wheels": "with 23-inch wheels",
             "Brazilian Inmetro cycle": "Brazilian Inmetro cycle",
             "Electric-only range (Brazilian Inmetro cycle)": "electric only, Brazilian Inmetro cycle",
             "Inmetro cycle": "Inmetro cycle", "MIDC cycle": "MIDC cycle", "Chinese cycle (WLTC)": "WLTC",
             "MIDC cycle (estimated)": "MIDC cycle, estimated"}  # fmt: skip
    names = {"wltp": "", "epa": "EPA", "cltc": "CLTC", "nedc": "NEDC", "jc08": "JC08", "other": ""}
    for rated in json.loads(row["range.rated"] or "[]"):
        cycle, note = rated["cycle"], rated.get("notes", "")
        if cycle != "other" or note:
            said = ", ".join(part for part in (names[cycle], notes[note]) if part)
            yield "range", str(rated["range_km"]), "km", said


def open_prices(row: Row) -> Iterator[Fact]:
    for price in json.loads(row["pricing.msrp"] or "[]"):
        if "amount" in price:
            yield "price", str(price["amount"]), price["currency"], "list price"


FACTS: Mapping[str, list[Any]] = {
    "epa_fuel_economy": [
        number("displacement", "displ", "L", nothing="0.0|0"),
        words("engine_configuration", "cylinders", cylinders),
        words("transmission", "trany", lambda text: text.split()[0].casefold()),
        words("fuel", "fuelType", {"Regular": "petrol", "Premium": "petrol", "Midgrade": "petrol",
              "Diesel": "diesel", "Electricity": "electricity", "CNG": "natural gas", "Hydrogen": "hydrogen",
              "Gasoline or E85": "petrol or E85", "Premium or E85": "petrol or E85",
              "Gasoline or natural gas": "petrol or natural gas", "Gasoline or propane": "petrol or propane",
              "Premium and Electricity": "petrol and electricity",
              "Regular Gas and Electricity": "petrol and electricity",
              "Premium Gas or Electricity": "petrol or electricity",
              "Regular Gas or Electricity": "petrol or electricity"}),
        words("drivetrain", "drive", lambda text: text.replace("4-W", "Four-W").replace("2-W", "Two-W")
              .replace("Four-Wheel or", "four-wheel or").casefold()),
        epa_gears, epa_charging, epa_electricity, epa_range,
        where(is_liquid, number("fuel_consumption", "comb08", MPG, nothing="0")),
        where(is_liquid, number("fuel_consumption", "city08", MPG, "city", "0")),
        where(is_liquid, number("fuel_consumption", "highway08", MPG, "highway", "0")),
        where(is_e85, number("fuel_consumption", "combA08", MPG, "combined, on E85", "0")),
        where(is_e85, number("fuel_consumption", "cityA08", MPG, "city, on E85", "0")),
        where(is_e85, number("fuel_consumption", "highwayA08", MPG, "highway, on E85", "0")),
        number("boot_volume", "lv2", "cu ft", "two-door", "0"),
        number("boot_volume", "lv4", "cu ft", "four-door", "0"),
        number("boot_volume", "hlv", "cu ft", "hatchback", "0"),
        where(lambda row: row["fuelType2"] == "Electricity",
              number("range", "rangeA", "mi", "charge-depleting")),
        words("seats", "VClass", {"Two Seaters": "2"}),
    ],
    "open_ev_data": [
        words("drivetrain", "powertrain.drivetrain", DRIVES),
        number("system_power", "powertrain.system_power_kw", "kW"),
        number("torque", "powertrain.system_torque_nm", "Nm"),
        words("transmission", "powertrain.transmission.type", {"automatic": "automatic",
              "dct": "dual-clutch automatic", "e-cvt": "electronic continuously variable"}),
        number("gears", "powertrain.transmission.gears"),
        number("battery_capacity", "battery.pack_capacity_kwh_gross", "kWh"),
        number("battery_capacity", "battery.pack_capacity_kwh_net", "kWh", "usable"),
        open_range, open_prices,
        number("acceleration_0_100_kmh", "performance.acceleration_0_100_kmh_s", "s"),
        number("acceleration_0_60_mph", "performance.acceleration_0_60_mph_s", "s"),
        number("top_speed", "performance.top_speed_kmh", "km/h"),
        number("length", "dimensions.length_mm", "mm"), number("width", "dimensions.width_mm", "mm"),
        number("height", "dimensions.height_mm", "mm"),
        number("width", "dimensions.width_with_mirrors_mm", "mm", "with mirrors"),
        number("wheelbase", "dimensions.wheelbase_mm", "mm"),
        number("ground_clearance", "dimensions.ground_clearance_mm", "mm"),
        number("wheel_diameter", "wheels_tires.standard_wheel_size_in", "in"),
        number("kerb_mass", "weights.curb_weight_kg", "kg"),
        number("gross_mass", "weights.gross_vehicle_weight_kg", "kg"),
        number("payload", "weights.max_payload_kg", "kg"),
        number("boot_volume", "capacity.cargo_l", "L"),
        number("boot_volume", "capacity.cargo_max_l", "L", "seats folded"),
        number("boot_volume", "capacity.frunk_l", "L", "front boot"),
        number("seats", "body.seats"), number("doors", "body.doors"),
    ],
    "epa_green_vehicle_guide": [
        number("displacement", "Displ", "L"), words("engine_configuration", "Cyl", cylinders),
        words("drivetrain", "Drive", DRIVES),
        words("fuel", "Fuel", {"Gasoline": "petrol", "Diesel": "diesel", "Electricity": "electricity",
              "Hydrogen": "hydrogen", "Ethanol/Gas": "petrol or E85",
              "Gasoline/Electricity": "petrol and electricity"}),
        words("transmission", "Trans", lambda text: {
            "Auto": "automatic", "SemiAuto": "automatic with manual mode", "Man": "manual",
            "AMS": "automated manual with manual mode", "AutoMan": "automated manual",
            "CVT": "continuously variable", "SCV": "continuously variable with selectable ratios",
        }[text.partition("-")[0]]),
        words("gears", "Trans", lambda text: "" if text[:3] in ("CVT", "SCV") else text.partition("-")[2]),
        guide_mpg("Cmb_MPG", ""), guide_mpg("City_MPG", "city"), guide_mpg("Hwy_MPG", "highway"),
    ],
    "qatarcars": [
        number("length", "length", "m"), number("width", "width", "m"), number("height", "height", "m"),
        number("seats", "seating"), number("boot_volume", "trunk", "L", nothing="0"),
        where(lambda row: row["enginetype"] != "Electric",
              number("fuel_consumption", "economy", "L/100 km")),
        number("power", "horsepower", "hp"), number("price", "price", "QAR"), number("mass", "mass", "kg"),
        number("acceleration_0_100_kmh", "performance", "s"),
        words("fuel", "enginetype", {"Petrol": "petrol", "Hybrid": "petrol and electricity",
              "Electric": "electricity"}),
    ],
    "auto_mpg": [
        number("fuel_consumption", "mpg", MPG), words("engine_configuration", "cyl", cylinders),
        number("displacement", "displ", "cu in"), number("power", "hp", "hp"), number("mass", "weight", "lb"),
        number("acceleration_0_60_mph", "accel", "s"),
    ],
    "vega_cars": [
        number("fuel_consumption", "Miles_per_Gallon", MPG),
        words("engine_configuration", "Cylinders", cylinders),
        number("displacement", "Displacement", "cu in"), number("power", "Horsepower", "hp"),
        number("mass", "Weight_in_lbs", "lb"),
        number("acceleration_0_60_mph", "Acceleration", "s"),
    ],
    "mtcars": [
        number("fuel_consumption", "mpg", MPG), words("engine_configuration", "cyl", cylinders),
        number("displacement", "disp", "cu in"), number("power", "hp", "hp", "gross"),
        number("mass", "wt", "lb", times=1000),
        words("transmission", "am", {"0": "automatic", "1": "manual"}), number("gears", "gear"),
    ],
    "ggplot_mpg": [
        number("displacement", "displ", "L"), words("engine_configuration", "cyl", cylinders),
        words("drivetrain", "drv", DRIVES),
        words("fuel", "fl", {"r": "petrol", "p": "petrol", "d": "diesel", "e": "E85", "c": "natural gas"}),
        words("transmission", "trans", lambda text: {"auto": "automatic"}.get(text[:4], "manual")),
        words("gears", "trans", lambda text: "" if "av" in text else text[-2]),
        where(lambda row: row["fl"] in "rpd", number("fuel_consumption", "cty", MPG, "city")),
        where(lambda row: row["fl"] in "rpd", number("fuel_consumption", "hwy", MPG, "highway")),
        where(lambda row: row["fl"] == "e", number("fuel_consumption", "cty", MPG, "city, on E85")),
        where(lambda row: row["fl"] == "e", number("fuel_consumption", "hwy", MPG, "highway, on E85")),
        words("seats", "class", {"2seater": "2"}),
    ],
    "cars93": [
        number("price", "Price", "USD", times=1000),
        number("price", "Min.Price", "USD", "basic version", times=1000),
        number("price", "Max.Price", "USD", "premium version", times=1000),
        number("fuel_consumption", "MPG.city", MPG, "city"),
        number("fuel_consumption", "MPG.highway", MPG, "highway"), words("drivetrain", "DriveTrain", DRIVES),
        words("engine_configuration", "Cylinders", lambda t: t if t == "rotary" else cylinders(t)),
        number("displacement", "EngineSize", "L"), number("power", "Horsepower", "hp"),
        number("fuel_tank", "Fuel.tank.capacity", "US gallons"), number("seats", "Passengers"),
        number("length", "Length", "in"), number("wheelbase", "Wheelbase", "in"),
        number("width", "Width", "in"), number("boot_volume", "Luggage.room", "cu ft"),
        number("mass", "Weight", "lb"),
    ],
    "imports_85": [
        words("fuel", "4", {"gas": "petrol", "diesel": "diesel"}),
        words("aspiration", "5", {"std": "naturally aspirated", "turbo": "turbo"}),
        words("doors", "6", COUNTS), words("drivetrain", "8", DRIVES), number("wheelbase", "10", "in"),
        number("length", "11", "in"), number("width", "12", "in"), number("height", "13", "in"),
        number("kerb_mass", "14", "lb"), number("displacement", "17", "cu in"), number("power", "22", "hp"),
        where(lambda row: row["15"] != "rotor",
              words("engine_configuration", "16", lambda text: cylinders(COUNTS[text]))),
        number("fuel_consumption", "24", MPG, "city"), number("fuel_consumption", "25", MPG, "highway"),
        number("price", "26", "USD"),
    ],
}  # fmt: skip


def plain_rows(file: str) -> Iterator[tuple[int, Row]]:
    """The rows of a file by line, row or record, each text as it stands, lists of JSON as JSON."""
    path = DATASETS / file
    if path.suffix == ".json":
        for count, record in enumerate(json.loads(path.read_bytes(), parse_float=str, parse_int=str), 1):
            yield count, Flat(flat(record, ""))
    elif path.suffix == ".xlsx":
        header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        for count, cells in enumerate(rows, 2):
            yield count, dict(zip(map(str, header), map(str, cells), strict=True))
    elif path.suffix == ".data":
        for count, line in enumerate(path.read_text("ascii").splitlines(), 1):
            yield count, {str(place): text for place, text in enumerate(line.split(","), 1)}
    else:
        with gzip.open(path, "rt", newline="") if path.suffix == ".gz" else path.open(newline="") as text:
            reader = csv.DictReader(text)
            yield from ((reader.line_num, row) for row in reader)


class Flat(dict[str, str]):
    """A record; what it lacks is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def flat(value: Any, path: str) -> dict[str, str]:
    if isinstance(value, dict):
        inside = (flat(member, f"{path}.{key}" if path else key) for key, member in value.items())
        return dict(chain.from_iterable(each.items() for each in inside))
    if isinstance(value, list):
        return {path: json.dumps(value)}
    return {path: "" if value is None else str(value)}


def same(facts: Iterator[Fact]) -> list[Fact]:
    """The facts with numbers that are the same in any way of writing, in order."""
    return sorted((field, _number(value), unit, said) for field, value, unit, said in facts)


def _number(text: str) -> str:
    return f"{Decimal(text).normalize():f}" if text.replace(".", "", 1).isdigit() else text


@pytest.mark.parametrize(("name", "file"), [row[:2] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_the_claims_are_those_of_a_second_plain_reading(name: str, file: str, library: SqliteLibrary) -> None:
    reader = TableReader(open_table(DATASETS / file), SHIPPED[name], library)
    cars = {car.line: car for car in reader.cars()}
    chosen = set(random.Random(name).sample(sorted(cars), min(ROWS_COMPARED, len(cars))))
    compared = 0
    for line, row in plain_rows(file):
        if line in chosen:
            expected = same(chain.from_iterable(facts(row) for facts in FACTS[name]))
            claims = ((c.field, c.value, c.unit or "", c.condition or "") for c in cars[line].claims)
            assert same(claims) == expected, f"line {line}"
            compared += 1
    assert compared == len(chosen)


def test_the_years_that_vega_puts_together_are_told_as_two(library: SqliteLibrary) -> None:
    """Its file has no 1981: cars of that year, as auto-mpg.csv tells of the same cars, stand under 1982."""
    with (DATASETS / "classics/auto-mpg.csv").open(encoding="utf-8") as file:
        told = {(row["name"].strip(), float(row["weight"]), float(row["mpg"])): int(row["yr"]) + 1900
                for row in csv.DictReader(file)}  # fmt: skip
    found = {1981: 0, 1982: 0}
    records = json.loads((DATASETS / "classics/vega_cars.json").read_text("utf-8"))
    reader = TableReader(open_table(DATASETS / "classics/vega_cars.json"), SHIPPED["vega_cars"], library)
    for car, record in zip(reader.cars(), records, strict=True):
        year = told.get((record["Name"].strip(), record["Weight_in_lbs"], record["Miles_per_Gallon"]))
        if year in found:
            assert (car.vehicle.year_from, car.vehicle.year_to) == (1981, 1982)
            found[year] += 1
    assert min(found.values()) > 20
