"""Fair comparison: the rules that say where the figures of a row do not hold under the same conditions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from carspec.core import trust
from carspec.core.library import Library
from carspec.core.rating_forms import UNDECIDED
from carspec.core.ratings import parse_rating
from carspec.core.values import Claim, Field, Figure, Relation, Vehicle

MASSES = ("kerb_mass", "mass", "gross_mass")
POWERS = ("power", "system_power")
SPRINTS = ("acceleration_0_100_kmh", "acceleration_0_60_mph")
CYCLE_KINDS = frozenset({"consumption", "energy_consumption"})
DATED_KINDS = frozenset({"money", "count"})
BUILT_KINDS = frozenset({"money", "consumption", "energy_consumption", "rating"})
LADEN_GROUPS = frozenset({"performance", "mass", "economy", "price"})
LADEN_KINDS = frozenset({"power_to_mass", "torque_to_mass"})
"""What the weight of armour changes, so that an armoured and an unarmoured car do not compare."""

AMERICAN_MAKES = frozenset({"Cadillac", "Chrysler", "Ford", "Imperial", "Lincoln", "Packard"})
LAST_GROSS_YEAR = 1971
"""Up to this model year American makers stated the gross power of the bare engine, then the net power."""

FAR_APART = 5
"""Years between two figures after which they are told apart; a price is of its year alone."""
OTHER_TIMES = 20
"""Years between two cars after which test cycles, classes and money were others."""


class Entry(Struct, frozen=True, dict=True):
    """One car in a row: its figure and the claims that state it, of a computed figure those of its inputs.

    `bases` are the cars that others of the row are built on.
    """

    library: Library
    field: Field
    vehicle: Vehicle
    bases: frozenset[str]

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return self.library.figures(self.vehicle.key)

    @cached_property
    def figure(self) -> Figure | None:
        """The figure, None for a gap."""
        return self.held(self.field.key)

    @cached_property
    def parts(self) -> tuple[Figure, ...]:
        """The figure itself, or the inputs it is computed from; none in a gap."""
        if self.figure is None:
            return ()
        if not self.figure.computed:
            return (self.figure,)
        return tuple(self.figures[key] for car, key in self.figure.inputs if car == self.vehicle.key)

    @cached_property
    def chosen(self) -> tuple[Claim, ...]:
        """The claims that are shown."""
        return tuple(self.library.claim(self.vehicle.key, part.claim) for part in self.parts if part.claim)

    @cached_property
    def agreeing(self) -> tuple[Claim, ...]:
        """The claims that state the figure or an echo of it."""
        return tuple(
            claim
            for part in self.parts
            for claim in self.library.claims(self.vehicle.key, part.field)
            if claim.relation in (Relation.SAME, Relation.ECHO)
        )

    def held(self, field: str) -> Figure | None:
        figure = self.figures.get(field)
        return figure if figure and figure.missing is None else None

    def conditions(self) -> list[str]:
        """The conditions of the claims shown, each once."""
        return list(dict.fromkeys(claim.condition for claim in self.chosen if claim.condition))


ORDINARY = ""
"""The condition of a figure that nothing sets apart; a note does not name the cars under it."""

Sorting = Callable[[Entry], str | None]
"""Under which condition the figure of a car holds, in words; None where the rule says nothing about it."""


class Rule(NamedTuple):
    """One way in which a row may be unfair.

    It looks at the rows of `looks_at`, sorts their cars by a condition, and fires where these hold under two
    or more of them, or, with `apart`, where the years that are the conditions lie further apart than that.
    `says` opens the sentence, which then names each condition with its cars, but for the ordinary one.
    """

    key: str
    looks_at: Callable[[Field], bool]
    sort: Sorting
    says: str
    apart: int | None = None

    def fires(self, conditions: Sequence[str]) -> bool:
        if self.apart is None:
            return len(conditions) > 1
        years = [int(condition) for condition in conditions]
        return bool(years) and max(years) - min(years) > self.apart


class Note(NamedTuple):
    """What makes a row unfair: the key of the rule, the sentence, and the keys of the vehicles it names."""

    rule: str
    sentence: str
    vehicles: tuple[str, ...]


def notes(library: Library, field: Field, vehicles: Sequence[Vehicle]) -> tuple[Note, ...]:
    """The notes on a row: `field` of `vehicles`, in the order of the rules."""
    bases = frozenset(car.base_vehicle_key for car in vehicles if car.base_vehicle_key)
    entries = [Entry(library, field, vehicle, bases) for vehicle in vehicles]
    return tuple(note for rule in RULES if rule.looks_at(field) for note in _apply(rule, entries))


def _apply(rule: Rule, entries: Sequence[Entry]) -> Iterator[Note]:
    sorted_: dict[str, list[Vehicle]] = {}
    for entry in entries:
        condition = rule.sort(entry)
        if condition is not None:
            sorted_.setdefault(condition, []).append(entry.vehicle)
    if not rule.fires(list(sorted_)):
        return
    order = [name for name in (sorted(sorted_) if rule.apart is not None else sorted_) if name != ORDINARY]
    told = "; ".join(f"{name} ({', '.join(car.title for car in sorted_[name])})" for name in order)
    cars = tuple(car.key for name in order for car in sorted_[name])
    yield Note(rule.key, f"{rule.says}: {told}.", cars)


def _among(*keys: str) -> Callable[[Field], bool]:
    return lambda field: field.key in keys


def _numeric(field: Field) -> bool:
    return field.numeric and field.kind != "year"


def _of_kinds(kinds: frozenset[str]) -> Callable[[Field], bool]:
    return lambda field: field.kind in kinds


def _sibling(family: Sequence[str]) -> Sorting:
    """By which field of a family a car is known where the row's own has no figure."""

    def sort(entry: Entry) -> str | None:
        held = [key for key in (entry.field.key, *family) if entry.held(key)]
        if not held:
            return None
        label = entry.library.fields[held[0]].label
        return ORDINARY if held[0] == entry.field.key else f"only {label[:1].lower()}{label[1:]}"

    return sort


def _input(family: Sequence[str]) -> Sorting:
    """Which field of a family a computed figure was worked out from."""

    def sort(entry: Entry) -> str | None:
        used = [part.field for part in entry.parts if part.field in family]
        return f"with {entry.library.fields[used[0]].label.lower()}" if used else None

    return sort


def _limited(entry: Entry) -> str | None:
    if entry.figure is None:
        return None
    said = any(c.qualifier == "limited" or "limited" in (c.condition or "") for c in entry.agreeing)
    return "limited" if said else ORDINARY


def _armoured(entry: Entry) -> str | None:
    if entry.figure is None:
        return None
    if entry.vehicle.key in entry.bases and not entry.vehicle.armoured:
        return "base car of one of the others"
    return {True: "armoured", False: "not armoured", None: None}[entry.vehicle.armoured]


def _ambiguous(entry: Entry) -> str | None:
    units = entry.library.units
    named = [
        unit
        for part in entry.parts
        if part.reading and part.reading.unit and (unit := units.get(part.reading.unit)).ambiguous
    ]
    if named:
        *first, last = (unit.symbol for unit in units.readings(named[0].key))
        return f"“{named[0].symbol}” may be {', '.join(first)} or {last}"
    return ORDINARY if entry.parts else None


def _gross(entry: Entry) -> str | None:
    if not any(part.field in (*POWERS, "torque") for part in entry.parts):
        return None
    if any("SAE gross" in (claim.condition or "") for claim in entry.agreeing):
        return "SAE gross, as stated"
    car = entry.vehicle
    if car.make in AMERICAN_MAKES and car.year_from is not None and car.year_from <= LAST_GROSS_YEAR:
        return f"SAE gross, as American makers stated it up to {LAST_GROSS_YEAR}"
    return ORDINARY


def _cycle(entry: Entry) -> str | None:
    return (", ".join(entry.conditions()) or ORDINARY) if entry.figure else None


def _condition(entry: Entry) -> str | None:
    if entry.figure is None or len(entry.figure.values) > 1:
        return None
    told = [text for text in entry.conditions() if "limited" not in text and text != "SAE gross"]
    return ", ".join(told) or ORDINARY


def _currency(entry: Entry) -> str | None:
    return entry.figure.reading.unit if entry.figure and entry.figure.reading else None


def _dated(entry: Entry) -> str | None:
    """The year for which a figure holds; a price without one is of the day its source was published."""
    if not entry.chosen:
        return None
    claim = entry.chosen[0]
    date = claim.valid_at
    if date is None and entry.field.kind == "money":
        date = entry.library.sources[claim.source].published
    return date[:4] if date else None


def _built(entry: Entry) -> str | None:
    return str(entry.vehicle.year_from) if entry.figure and entry.vehicle.year_from else None


def _bound(entry: Entry) -> str | None:
    if entry.figure is None:
        return None
    if entry.figure.qualifier in trust.LOWER_BOUNDS:
        return "a lower bound"
    return "an upper bound" if entry.figure.qualifier in trust.UPPER_BOUNDS else ORDINARY


def _estimate(entry: Entry) -> str | None:
    if not entry.chosen:
        return None
    guessed = any(c.status == "estimate" or c.qualifier == "estimated" for c in entry.chosen)
    if not guessed and any(claim.qualifier == "planned" for claim in entry.chosen):
        return "planned"
    return "estimated" if guessed else ORDINARY


def _scheme(entry: Entry) -> str | None:
    """The schemes of the class shown; what may be of several, such as "VPAM 9", is left out."""
    schemes = dict.fromkeys(
        rating.scheme
        for claim in entry.chosen
        for rating in parse_rating(claim.value)
        if rating.scheme and rating.scheme != UNDECIDED
    )
    return " and ".join(schemes) or None


def _area(entry: Entry) -> str | None:
    """Whether a class is said of the car or only of a part of it."""
    claims = entry.library.claims(entry.vehicle.key, entry.field.key)
    if entry.figure is not None:
        areas = {rating.area for claim in entry.chosen for rating in parse_rating(claim.value) if rating.area}
        return f"{' and '.join(sorted(areas))} only" if len(areas) == 1 else ORDINARY
    parts = {claim.scope for claim in claims if claim.relation is Relation.OTHER_SCOPE}
    if parts & {"glazing", "glazing_and_doors", "windscreen", "door_glass", "side_windows"}:
        return "glazing only"
    return "body only" if "body" in parts else None


RULES: tuple[Rule, ...] = (
    Rule("sprint", _among(*SPRINTS), _sibling(SPRINTS), "Times to 60 mph and to 100 km/h do not compare"),
    Rule(
        "limited",
        _among("top_speed"),
        _limited,
        "Some top speeds are held down, by a limiter or by the tyres",
    ),
    Rule("mass_type", _among(*MASSES), _sibling(MASSES), "Masses of other types stand in other rows"),
    Rule("mass_input", lambda f: f.computed, _input(MASSES), "Worked out from masses of different types"),
    Rule("drive", _among(*POWERS), _sibling(POWERS), "An engine and a whole drive have different powers"),
    Rule(
        "drive_input",
        lambda f: f.computed,
        _input(POWERS),
        "Worked out from the power of engines and of whole drives",
    ),
    Rule(
        "armoured",
        lambda f: _numeric(f) and (f.group in LADEN_GROUPS or f.kind in LADEN_KINDS),
        _armoured,
        "Armoured beside unarmoured cars",
    ),
    Rule("ambiguous_unit", _numeric, _ambiguous, "A unit word has several sizes, so the figure is a range"),
    Rule("sae_gross", _numeric, _gross, "Gross power is more than net power"),
    Rule(
        "cycle",
        lambda f: f.kind in CYCLE_KINDS or f.key == "range",
        _cycle,
        "Test cycles give different figures",
    ),
    Rule(
        "condition",
        lambda f: f.kind not in CYCLE_KINDS and f.key != "range" and not f.many,
        _condition,
        "Some figures hold under a condition",
    ),
    Rule(
        "currency",
        _of_kinds(frozenset({"money"})),
        _currency,
        "Prices in different currencies do not compare",
    ),
    Rule("price_year", _of_kinds(frozenset({"money"})), _dated, "Prices of different years", apart=0),
    Rule(
        "date",
        lambda f: _numeric(f) and f.kind != "money",
        _dated,
        "Figures of different years",
        apart=FAR_APART,
    ),
    Rule("built", _of_kinds(BUILT_KINDS), _built, "Built in different times", apart=OTHER_TIMES),
    Rule("bound", _numeric, _bound, "Bounds beside exact figures"),
    Rule("estimate", lambda f: not f.many, _estimate, "Not all figures are stated as facts"),
    Rule("rating_scheme", _among("ballistic_rating"), _scheme, "Classes of different schemes do not compare"),
    Rule("rating_area", _among("ballistic_rating"), _area, "Some classes are said of one part only"),
)
"""The rules, in the order in which notes are given."""
