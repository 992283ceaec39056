"""The examples of docs/filter.md find the right cars of the shipped data, counted by plain loops over it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from carspec.core.filter.finder import Finder
from carspec.core.values import Claim, Vehicle
from carspec.store.library import SqliteLibrary

ROOT = Path(__file__).resolve().parents[3]
TABLE_LINE = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
EXAMPLES = TABLE_LINE.findall((ROOT / "docs" / "filter.md").read_text("utf-8"))

PS, HP, FOOT = 735.49875, 745.69987158, 0.3048


class Car:
    """A car and its figures, as a person would look them up."""

    def __init__(self, library: SqliteLibrary, vehicle: Vehicle) -> None:
        self.library, self.vehicle = library, vehicle
        self.figures = library.figures(vehicle.key)

    def claim(self, field: str) -> Claim | None:
        figure = self.figures.get(field)
        return self.library.claim(self.vehicle.key, figure.claim) if figure and figure.claim else None

    def ends(self, field: str) -> tuple[float, float] | None:
        """Lowest and highest number that the figure may be, in SI units."""
        claim = self.claim(field)
        if claim is None or claim.reading is None:
            return None
        low, high = claim.reading.si_low, claim.reading.si_high
        if claim.qualifier in ("over", "at_least"):
            return (low * 1.0000001 if claim.qualifier == "over" else low), 1e12
        if claim.qualifier in ("up_to", "under"):
            return 0.0, high * (0.9999999 if claim.qualifier == "under" else 1)
        return low, high

    def above(self, field: str, bound: float) -> bool:
        ends = self.ends(field)
        return ends is not None and ends[0] > bound * (1 + 1e-9)

    def at_most(self, field: str, bound: float) -> bool:
        ends = self.ends(field)
        return ends is not None and ends[1] <= bound * (1 + 1e-9)

    def below(self, field: str, bound: float) -> bool:
        ends = self.ends(field)
        return ends is not None and ends[1] < bound * (1 - 1e-9)

    def within(self, field: str, low: float, high: float) -> bool:
        ends = self.ends(field)
        return ends is not None and ends[0] >= low * (1 - 1e-9) and ends[1] <= high * (1 + 1e-9)

    def verdict(self, field: str) -> str | None:
        figure = self.figures.get(field)
        return str(figure.verdict) if figure and figure.verdict else None

    def classes(self) -> list[int]:
        """The numbers of the classes VR of VPAM BRV that stand in the figure."""
        claim = self.claim("ballistic_rating")
        found = re.findall(r"\bVR[ -]?(\d+)(?: ?/ ?(?:VR)?(\d+))?", claim.value) if claim else []
        return [int(number) for pair in found for number in pair if number]

    def called(self, *words: str) -> bool:
        """Whether the words stand in make, model, key or a name, each with case left out."""
        names = [self.vehicle.make, self.vehicle.model, self.vehicle.key, *self.vehicle.names]
        return all(any(word in name.casefold() for name in names) for word in words)


AURUS, ZIL = "aurus", "zil"

EXPECTED: dict[str, Callable[[Car], bool]] = {
    "aurus": lambda car: car.called(AURUS),
    "Аурус": lambda car: car.called(AURUS),
    "aurs": lambda car: car.called(AURUS),
    "armoured bmw vr9": lambda car: bool(car.vehicle.armoured) and car.called("bmw") and 9 in car.classes(),
    '"the beast"': lambda car: any("the beast" in name.casefold() for name in car.vehicle.names),
    "power > 400 kW and rating >= VR9": lambda car: (
        car.above("power", 400_000) and bool(car.classes()) and min(car.classes()) >= 9
    ),
    "aurus power > 500 hp": lambda car: car.called(AURUS) and car.above("power", 500 * HP),
    "mass < 5 t": lambda car: car.below("mass", 5000),
    "make in (Aurus, ZIL)": lambda car: car.vehicle.make in ("Aurus", "ZIL"),
    "make not in (Aurus, ZIL)": lambda car: car.vehicle.make not in ("Aurus", "ZIL"),
    "length between 20 ft and 7 m": lambda car: car.within("length", 20 * FOOT, 7),
    "length between 5 and 6 m": lambda car: car.within("length", 5, 6),
    "power = 400–500 kW": lambda car: car.within("power", 400_000, 500_000),
    "0-100 < 7 s": lambda car: car.below("acceleration_0_100_kmh", 7),
    "power to mass > 150 PS/t": lambda car: (
        (figure := car.figures.get("power_to_mass")) is not None
        and figure.reading is not None
        and figure.qualifier not in ("under", "up_to")
        and figure.reading.si_low > 150 * PS / 1000
    ),
    "year >= 2018": lambda car: (car.vehicle.year_from or 0) >= 2018,
    "year in (2018, 2019)": lambda car: car.vehicle.year_from in (2018, 2019),
    "engine = V12": lambda car: bool(
        (claim := car.claim("engine_configuration")) and re.search(r"\bV12\b", claim.value, re.IGNORECASE)
    ),
    "verdict(power) = conflict": lambda car: car.verdict("power") == "conflict",
    "verdict(power) in (echo, mix-up)": lambda car: car.verdict("power") in ("echo", "mix-up"),
    "has blast_rating": lambda car: car.claim("blast_rating") is not None,
    "not has blast_rating": lambda car: car.claim("blast_rating") is None,
    "not (power > 400 kW)": lambda car: car.at_most("power", 400_000),
    "(aurus or zil) mass > 5 t": lambda car: (
        (car.called(AURUS) or car.called(ZIL)) and car.above("mass", 5000)
    ),
    "power != 612 PS": lambda car: (
        car.below("power", 611.5 * PS)
        or ((ends := car.ends("power")) is not None and ends[0] >= 612.5 * PS * (1 - 1e-9))
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_finds_what_a_plain_count_finds(library: SqliteLibrary, example: str) -> None:
    expected = [key for key, vehicle in library.vehicles.items() if EXPECTED[example](Car(library, vehicle))]
    assert 0 < len(expected) < len(library.vehicles)
    assert [vehicle.key for vehicle in Finder(library).find(example).vehicles] == expected


def test_the_page_shows_every_example_that_is_counted() -> None:
    assert set(EXAMPLES) == set(EXPECTED)


def test_the_note_and_the_fault_of_the_page_are_the_real_ones(library: SqliteLibrary) -> None:
    page = " ".join((ROOT / "docs" / "filter.md").read_text("utf-8").split())
    assert Finder(library).find("power > 500 hp").notes[0] in page
    assert "There is no field “pwoer”; did you mean power?" in page
