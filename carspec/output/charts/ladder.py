"""What a protection ladder says: lanes of one scheme each, the rounds behind every level, the cars on it."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from carspec.core import numbers
from carspec.core.protection import ProtectionStandards, Round
from carspec.core.rating_forms import LADDERS
from carspec.core.ratings import Rating, parse_rating
from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Field
from carspec.output.charts import facts
from carspec.output.charts.bars import figure_data
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark, NotDrawable
from carspec.output.layouts import headings
from carspec.output.plain_text import clean
from carspec.paths import data_file

MOST_CARS = 24
USUAL = "ballistic_rating"
AROUND = 1
"""So many levels above and below those of the cars are shown too."""
MOST_ROUNDS = 2
"""Rounds printed at a level; the table of the chart has all."""
VAGUE = ("not named", "calibre not named", "calibres not stated", "not stated")


class OnRung(Mark, frozen=True, kw_only=True):
    """A car on a level: `stated` is the class as its source prints it, where that says more."""

    stated: str
    number: int | None
    accent: bool


class Threat(Struct, frozen=True, kw_only=True):
    """A round as it is printed: its words, its energy in kJ (None where nobody states what it takes)."""

    words: str
    energy: Decimal | None


class Rung(Struct, frozen=True, kw_only=True):
    """A level. `placed` is False for one that no published order holds."""

    level: str
    threats: tuple[Threat, ...]
    cars: tuple[OnRung, ...]
    placed: bool


class Lane(Struct, frozen=True, kw_only=True):
    """One scheme, its rungs from the highest down."""

    scheme: str
    rungs: tuple[Rung, ...]


class LadderChart(Chart, frozen=True, kw_only=True):
    """Lanes, and the cars that stand in none, each with the reason; `strongest` is the greatest energy."""

    lanes: tuple[Lane, ...]
    outside: tuple[OnRung, ...]
    strongest: Decimal


def ladder_chart(sheet: Sheet, fields: Sequence[str]) -> LadderChart:
    """The ladder of one field of ratings, by default the ballistic class.

    Raises NotDrawable for fields of another kind and for more than MOST_CARS cars.
    """
    facts.require_cars(sheet, "protection ladder", MOST_CARS)
    catalogue = sheet.fields
    field = catalogue[fields[0] if fields else USUAL]
    if field.kind != "rating":
        known = facts.listed([one.key for one in catalogue.values() if one.kind == "rating"], "or")
        raise NotDrawable(f"{field.label} holds no protection classes; try {known}.")
    cells = [sheet.cell_of(field, vehicle) for vehicle in sheet.vehicles]
    sources = Sources(sheet)
    on: dict[str, dict[str, list[OnRung]]] = defaultdict(lambda: defaultdict(list))
    outside = []
    for cell, name in zip(cells, headings(sheet.vehicles), strict=True):
        sources.add_claims(field.key, cell.vehicle)
        number = sources.cite(cell)
        ratings = [] if cell.missing else [r for r in parse_rating(cell.text) if r.scheme and r.level]
        for rating in ratings:
            car = _on_rung(sheet, field, cell, name, number, rating, len(ratings))
            on[rating.scheme or ""][rating.level or ""].append(car)
        if not ratings:
            outside.append(_outside(sheet, cell, name, number))
    unrowed = [_lane(scheme, on[scheme]) for scheme in sorted(on, key=[*LADDERS, *on].index)]
    lanes, outside = _rowed(unrowed, outside, sources)
    energies = [t.energy for lane in lanes for rung in lane.rungs for t in rung.threats if t.energy]
    return LadderChart(
        noun="Protection ladder",
        title=facts.headed(field.label, sheet.vehicles).removesuffix(" compared"),
        subtitle="Ordered inside each scheme only; no equivalence between schemes is claimed"
        if lanes
        else "",
        marks=(*(car for lane in lanes for rung in lane.rungs for car in rung.cars), *outside),
        keys=_keys(lanes),
        notes=(*_notes(lanes), *facts.fairness(sheet, (field,))),
        source_line=sources.line(),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "ladder", (field.key,), cells),
        sources=sources.behind,
        lanes=lanes,
        outside=tuple(outside),
        strongest=max(energies, default=Decimal(1)),
    )


@lru_cache(maxsize=1)
def standards() -> ProtectionStandards:
    """The shipped protection standards."""
    return ProtectionStandards.load(data_file("protection_standards.json"))


def _on_rung(
    sheet: Sheet, field: Field, cell: Cell, name: str, number: int | None, rating: Rating, count: int
) -> OnRung:
    stated = clean(cell.text)
    rounds = standards().rounds(rating)
    locale = sheet.profile.locale
    told = "; ".join(dict.fromkeys(_words(one, locale) for one in rounds)) or "no round is stated for it"
    also = f", stated as {stated}" if stated != rating.level else ""
    quoted = [
        Datum("quoted equivalence", clean(f"“{one.statement}”, says {one.by}"), field=field.key)
        for one in standards().equivalences(rating)
    ]
    tested = [
        Datum("round", _words(one, locale), *_energy_ends(one), "J" if one.energy else None, None, field.key)
        for one in rounds
    ]
    part = f" {rating.area}" if rating.area else ""
    if count > 1 and not rating.area:
        part = ", which part holds which level is not said"
    return OnRung(
        key=f"{rating.scheme}-{rating.level}-{cell.vehicle}",
        vehicle=cell.vehicle,
        field=field.key,
        name=name,
        sentence=f"{name}: {rating.name}{also}{part}; tested with {told}.",
        row=0,
        data=(*_as_class(cell, rating), *tested, *quoted),
        stated="" if stated == rating.level else stated,
        number=number,
        accent=cell.vehicle == sheet.query.baseline,
    )


def _as_class(cell: Cell, rating: Rating) -> tuple[Datum, ...]:
    (figure, *rest) = figure_data(cell)
    level = Datum("class", rating.name, None, None, None, figure.source, cell.field)
    return (figure, level, *rest)


def _outside(sheet: Sheet, cell: Cell, name: str, number: int | None) -> OnRung:
    if cell.missing:
        told, stated = f"no figure, {clean(cell.missing.text)}", clean(cell.missing.text)
    else:
        told = stated = f"“{clean(cell.text)}”, which names no level of a known scheme"
    return OnRung(
        key=f"outside-{cell.vehicle}", vehicle=cell.vehicle, field=cell.field, name=name,
        sentence=f"{name}: {told}.", row=0, data=figure_data(cell), stated=stated, number=number,
        accent=cell.vehicle == sheet.query.baseline,
    )  # fmt: skip


def _lane(scheme: str, cars: dict[str, list[OnRung]]) -> Lane:
    """The levels around those of the cars, from the highest down, then those without a published place."""
    rungs: list[Rung] = []
    left = dict(cars)
    for ladder in LADDERS.get(scheme, ()):
        taken = [ladder.index(level) for level in left if level in ladder]
        if not taken:
            continue
        first, last = max(min(taken) - AROUND, 0), min(max(taken) + AROUND, len(ladder) - 1)
        for level in reversed(ladder[first : last + 1]):
            rungs.append(_rung(scheme, level, left.pop(level, []), placed=True))
    rungs += [_rung(scheme, level, found, placed=False) for level, found in sorted(left.items())]
    return Lane(scheme=scheme, rungs=tuple(rungs))


def _rung(scheme: str, level: str, cars: list[OnRung], *, placed: bool) -> Rung:
    rounds = standards().rounds(Rating(level, scheme, None, level))
    return Rung(level=level, threats=_threats(rounds), cars=tuple(cars), placed=placed)


def _threats(rounds: Sequence[Round]) -> tuple[Threat, ...]:
    """The rounds to print: those whose energy is known, else those that name a calibre."""
    strong = [one for one in rounds if one.energy]
    named = [one for one in rounds if not one.calibre.startswith(VAGUE)]
    chosen = strong or named or list(rounds)
    threats = [Threat(words=_words(one, "en"), energy=_kilojoules(one)) for one in chosen]
    return tuple({threat.words: threat for threat in threats}.values())[:MOST_ROUNDS]


def _words(one: Round, locale: str) -> str:
    """ "7.62x51mm P80 AP, 3.3 kJ (inferred)"."""
    energy = _kilojoules(one)
    calibre = clean(f"{one.calibre} {one.bullet or ''}").replace("x", "×")
    force = "" if energy is None else f", {numbers.eye(energy, locale)} kJ"
    return f"{calibre}{force} ({one.confidence})"


def _kilojoules(one: Round) -> Decimal | None:
    return None if not one.energy else Decimal(one.energy / 1000).quantize(Decimal("0.1"))


def _energy_ends(one: Round) -> tuple[Decimal | None, Decimal | None]:
    joules = Decimal(round(one.energy)) if one.energy else None
    return joules, joules


def _rowed(
    lanes: Sequence[Lane], outside: Sequence[OnRung], sources: Sources
) -> tuple[tuple[Lane, ...], list[OnRung]]:
    """All cars with their rows counted from the top, and numbers only where sources are listed."""
    row = 0
    made = []
    for lane in lanes:
        rungs = []
        for rung in lane.rungs:
            cars = tuple(
                replace(car, row=row, number=car.number if sources.numbered else None) for car in rung.cars
            )
            rungs.append(replace(rung, cars=cars))
            row += 1
        made.append(replace(lane, rungs=tuple(rungs)))
    rest = [
        replace(car, row=row + place, number=car.number if sources.numbered else None)
        for place, car in enumerate(outside)
    ]
    return tuple(made), rest


def _keys(lanes: Sequence[Lane]) -> tuple[Key, ...]:
    rungs = [rung for lane in lanes for rung in lane.rungs]
    keys: list[Key] = [("rung", "a car is rated at this level")] if any(rung.cars for rung in rungs) else []
    if any(threat.energy for rung in rungs for threat in rung.threats):
        keys.append(("energy", "energy of the round; it does not order the levels"))
    return tuple(keys)


def _notes(lanes: Sequence[Lane]) -> tuple[str, ...]:
    if not lanes:
        return ()
    return (
        "Rounds are as secondary sources tabulate them; “inferred” ones are those of the test level with the "
        "same number.",
    )
