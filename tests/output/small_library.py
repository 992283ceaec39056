"""A library in memory for tests of the output: its claims are read and settled by the rules of the core."""

import json
import string
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.consensus import settle
from carspec.core.derived import FORMULAS
from carspec.core.deriving import Known, derive
from carspec.core.filter.arrays import array
from carspec.core.filter.columns import Columns, Settlement
from carspec.core.filter.settled import Settled
from carspec.core.labels import Labels, load_labels
from carspec.core.money import ExchangeRates
from carspec.core.profiles import Profile, load_profiles
from carspec.core.query import Query
from carspec.core.sheet import Sheet, build
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units
from carspec.core.values import Claim, Field, Figure, Source, Vehicle, Verdict
from carspec.core.vehicles import Vehicles
from carspec.output.plain_text import clean
from tests.core.claims import DATA, UNITS, WORDS, claim, source
from tests.listed_vehicles import ListedVehicles

FIELDS = (
    Field("engine", "Engine", "powertrain", "text", "", None, False, ()),
    Field("power", "Power", "powertrain", "power", "", "higher", False, ()),
    Field("mass", "Mass", "mass", "mass", "", "lower", False, ()),
    Field("rating", "Ballistic class", "protection", "rating", "", None, False, ()),
    Field("feature", "Protection feature", "protection", "text", "", None, True, ()),
    Field("price", "Price", "price", "money", "", "lower", False, ()),
    Field("seats", "Seats", "equipment", "count", "", "higher", False, ()),
    Field("first_year", "First year", "identity", "year", "", None, False, ()),
)
PROFILES = load_profiles(DATA / "profiles.json")
SIZES = {unit.key: unit.low for unit in UNITS.values() if unit.low is not None and not unit.ambiguous}
RATES = ExchangeRates(DATA / "exchange_rates.zip")


@dataclass
class SmallLibrary:
    """A `carspec.core.library.Library` of what a test states."""

    vehicles: Vehicles
    said: Sequence[Claim]
    sources: Mapping[str, Source]
    data_version: str = "2026-11-23"
    fields: Mapping[str, Field] = field(default_factory=lambda: {f.key: f for f in FIELDS})
    units: Units = UNITS
    unit_words: UnitWords = WORDS
    field_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=lambda: PROFILES)
    labels: Mapping[str, Labels] = field(default_factory=lambda: load_labels(DATA / "labels.json"))
    rates: ExchangeRates = RATES

    def __post_init__(self) -> None:
        grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for one in self.said:
            grouped[one.vehicle, one.field].append(one)
        self._figures: dict[str, dict[str, Figure]] = defaultdict(dict)
        self._claims: dict[tuple[str, str], tuple[Claim, ...]] = {}
        for (vehicle, key), group in grouped.items():
            settled = settle(self.fields[key], vehicle, group, self.sources, sizes=SIZES)
            self._figures[vehicle][key] = settled.figure
            self._claims[vehicle, key] = tuple(settled.claims)
        known = {key: Known(vehicle, self._figures[key]) for key, vehicle in self.vehicles.items()}
        for key, car in known.items():
            base = known.get(car.vehicle.base_vehicle_key or "")
            wanted = [formula for name, formula in FORMULAS.items() if name in self.fields]
            found = [derive(formula, car, base, self.units) for formula in wanted]
            self._figures[key] |= {figure.field: figure for figure in found if figure.reading}

        self.columns = Columns(self.vehicles, _Figures(self))

    def figures(self, vehicle: str) -> Mapping[str, Figure]:
        return self._figures[vehicle]

    def claims(self, vehicle: str, field: str) -> Sequence[Claim]:
        return self._claims.get((vehicle, field), ())

    def claim(self, vehicle: str, key: str) -> Claim:
        return next(
            one
            for (name, _), claims in self._claims.items()
            if name == vehicle
            for one in claims
            if one.key == key
        )


def car(key: str, name: str | None = None, **more: str | None) -> Vehicle:
    """A car called `name`; make and model are its first word and the rest."""
    make, _, model = (name or f"Maker {key}").partition(" ")
    return Vehicle(
        key, make, model, more.get("generation"), 2018, None, "limousine", None, True, None, None, 9
    )


def said(vehicle: str, field_key: str, stated: str, by: str, **more: str | None) -> Claim:
    """A claim such as said("a", "power", "612 PS", "paper")."""
    kind = next(f.kind for f in FIELDS if f.key == field_key)
    found = claim(stated, by, kind, **more)
    return replace(found, key=f"{vehicle}-{field_key}-{found.key}", vehicle=vehicle, field=field_key)


def library(cars: Sequence[Vehicle], claims: Sequence[Claim]) -> SmallLibrary:
    """A library of the cars and claims, each source of which is a paper of its own."""
    sources = {key: source(key) for key in dict.fromkeys(one.source for one in claims)}
    return SmallLibrary(ListedVehicles(cars), claims, sources)


def sheet_of(made: SmallLibrary, **query: object) -> Sheet:
    """The Sheet of all cars of a library."""
    return build(made, Query(tuple(made.vehicles), **query))  # type: ignore[arg-type]


def example() -> Sheet:
    """Three cars with an agreement, a conflict, an echo, a range, a bound, a gap and two currencies."""
    cars = (car("a", "Aurus Senat"), car("b", "Benz S 680"), car("c", "Cadillac One"))
    claims = (
        said("a", "engine", "V8, hybrid", "one"),
        said("a", "power", "598 PS", "one"),
        said("a", "power", "598 PS", "two"),
        said("a", "power", "700 PS", "three"),
        said("b", "power", "612 PS", "one"),
        said("b", "power", "450 kW", "two"),
        said("a", "mass", "6500 kg", "one"),
        said("b", "mass", "4000..4200 kg", "one"),
        said("c", "mass", "9000 kg", "one", qualifier="over"),
        said("a", "rating", "VR8/VR10", "one"),
        said("b", "rating", "VR10", "one"),
        said("c", "feature", "night vision", "one"),
        said("c", "feature", "=1+1", "two"),
        said("a", "price", "330000 EUR", "one"),
        said("c", "price", "1500000 USD", "one"),
        said("c", "seats", "7", "one"),
        said("c", "first_year", "2018", "one"),
    )
    return sheet_of(library(cars, claims))


HOSTILE = (
    "|*_`~<>&\"'\\$#%^=+-@!?()[]{}:/\t\n\x1b\x07\u202e;,.賴總統é“–אبЖ🚗" + string.ascii_letters + "0123 "
)
TRICKS = (
    *("</td></tr>", "</table><script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1", "-1+2"),
    *(
        "[[File:x.png]]",
        "{{delete}}",
        "|}",
        "|-",
        "!! x",
        "~~~~",
        "__NOTOC__",
        "''x",
        "<ref>x</ref>",
        "#REDIRECT",
    ),
    *("A. Einstein", "1. x", "(i) x", "x::", ".. note::", ":a: b", "|x|", "`x`_", "x_", "http://x.test/a_b_"),
    *(
        "\\input{x}",
        "\\\\[1em]",
        "100 % $5 #1 ~a^b_c",
        "``x''",
        "--",
        "[x]",
        "*x",
        "&amp;",
        "<br>",
        "a | b",
        "\\|",
        "\\",
        "\\\\",
    ),
    *(
        "VR10",
        "2/3",
        "1-2",
        "1e3",
        "=1+1",
        "סנאט",
        "لیموزین",
        "👨‍👩‍👧 limo",
        "“quoted” 'it'",
        'a,b;c\t"d"',
        "RFC 2822",
    ),
)
"""Texts that are something else in one of the formats."""
words = st.one_of(
    st.text(HOSTILE, min_size=1, max_size=18),
    st.sampled_from(TRICKS),
    st.tuples(st.sampled_from(TRICKS), st.sampled_from(TRICKS)).map(" ".join),
).filter(lambda text: bool(clean(text)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of one to four cars with hostile names and texts, and figures of every shape."""
    cars = [car(f"car-{place}", draw(words)) for place in range(draw(st.integers(1, 4)))]
    number = st.integers(1, 99_999_999).map(str)
    decimal = st.decimals("0.1", "9999", places=1).map(str)
    figure = st.one_of(number, decimal, st.tuples(st.integers(1, 500), st.integers(501, 900)).map(_range))
    claims = []
    for one in cars:
        for key, unit in (("power", "PS"), ("mass", "kg"), ("price", "EUR")):
            for by in draw(st.lists(st.sampled_from(("one", "two", "three")), max_size=3, unique=True)):
                qualifier = draw(st.sampled_from((None, None, "about", "over", "up_to")))
                claims.append(said(one.key, key, f"{draw(figure)} {unit}", by, qualifier=qualifier))
        claims += [said(one.key, key, draw(words), "one") for key in ("engine", "rating", "feature")]
    return sheet_of(library(cars, claims), profile=draw(st.sampled_from(sorted(PROFILES))))


def _range(ends: tuple[int, int]) -> str:
    return f"{ends[0]}..{ends[1]}"


class _Figures:
    """Gives the figures of a library to its columns, each as a settlement of its own."""

    def __init__(self, library: SmallLibrary) -> None:
        self._library = library
        held = ((key, figure) for key in library.vehicles for figure in library.figures(key).values())
        self._numbered = list(enumerate(held))

    def settled(self, vehicles: Collection[str] | None = None) -> Settled:
        found = [
            (self._library.vehicles.place(key), number)
            for number, (key, _) in self._numbered
            if vehicles is None or key in vehicles
        ]
        return Settled(
            array([place for place, _ in found], "int32"), array([number for _, number in found], "int32")
        )

    def settlements(self, field: str) -> list[Settlement]:
        rows: list[Settlement] = []
        for number, (key, figure) in self._numbered:
            if figure.field == field:
                claim = self._library.claim(key, figure.claim) if figure.claim else None
                reading, value = figure.reading, claim.value if claim else None
                ends = (reading.si_low, reading.si_high, reading.unit) if reading else (None, None, None)
                rows.append(
                    (number, *ends, figure.qualifier, figure.verdict, value, json.dumps(figure.values))
                )
        return rows

    def doubts(self) -> list[tuple[int, str]]:
        return [
            (number, str(figure.verdict))
            for number, (_, figure) in self._numbered
            if figure.verdict in (Verdict.CONFLICT, Verdict.MIX_UP)
        ]
