"""Rules of the deep check on units: wrong words, two units that do not belong together, slips of a unit."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from carspec.core.agreement import agree, near
from carspec.core.detective import UNMISTAKABLE, suspicions
from carspec.core.lint.records import Car, Suspect
from carspec.core.trust import LOWER_BOUNDS, UPPER_BOUNDS
from carspec.core.values import Claim, Reading, Relation

SLIPS = (
    ("mm", "cm"),
    ("mm", "in"),
    ("cm", "in"),
    ("m", "ft"),
    ("kg", "lb"),
    ("km", "mi"),
    ("km/h", "mph"),
    ("Nm", "lbft"),
    ("kW", "PS"),
    ("kW", "hp"),
    ("PS", "hp"),
)
"""Units that are written for each other by mistake, by key."""

CLOSE = 0.02
"""A slip is taken for one where the other unit hits the figure within this share."""

BOUNDS = LOWER_BOUNDS | UPPER_BOUNDS

CORROBORATED = 2
"""Publishers that must stand behind a figure before it proves another claim wrong."""


def mix_ups(car: Car) -> Iterator[Suspect]:
    """Claims that the detective has proved to stand under a wrong unit word."""
    for field in car.numeric_fields():
        found = car.figure(field)
        if found is None:
            continue
        figure, chosen, reading = found
        for claim in car.counting(field):
            if claim.relation is not Relation.MIX_UP or claim.reading is None or claim.other_unit is None:
                continue
            if claim.other_unit == claim.reading.unit:
                meant, shows = "was converted the wrong way", "the conversion undone gives the figure"
            else:
                meant = f"means {car.library.units.get(claim.other_unit).symbol}"
                shows = _shows(car, claim.reading, claim.other_unit, reading)
            own = [
                car.number(other)
                for other in car.counting(field)
                if other.source == claim.source and other.reading and other.reading.unit in UNMISTAKABLE
            ]
            same = f"; the same source says {own[0]}" if own else ""
            yield Suspect(
                car.vehicle.key,
                field,
                f"{car.stated(claim)} {meant}",
                f"{shows}; the figure is {car.number(chosen)} by {car.support(figure)}{same}",
                (claim,),
            )


def pairs(car: Car) -> Iterator[Suspect]:
    """One source, one figure, two units, and the two numbers are not the same."""
    for field in car.numeric_fields("money", "count"):
        for a, b in _pairs(car.counting(field)):
            if a.reading is None or b.reading is None or agree(a.reading, b.reading):
                continue
            hint = next((h for x, y in ((a, b), (b, a)) if (h := _would_fit(car, x, y))), "")
            yield Suspect(
                car.vehicle.key,
                field,
                f"{car.number(a)} and {car.number(b)} of one source ({a.source}) do not belong together",
                f"{car.number(a)} is {car.in_unit(a.reading, b.reading.unit)}{hint}",
                (a, b),
            )


def slips(car: Car) -> Iterator[Suspect]:
    """A claim that differs from a corroborated figure, and in another unit would be that figure."""
    for field in car.numeric_fields("money", "count"):
        found = car.figure(field)
        if found is None or found[0].support < CORROBORATED:
            continue
        figure, chosen, reading = found
        for claim in car.counting(field):
            if claim.relation is not Relation.DIFFERS or claim.qualifier in BOUNDS:
                continue
            if unit := slipped(car, claim, reading):
                assert claim.reading is not None
                shows = _shows(car, claim.reading, unit, reading)
                yield Suspect(
                    car.vehicle.key,
                    field,
                    f"{car.stated(claim)} may be meant as {car.library.units.get(unit).symbol}",
                    f"{shows}; the figure is {car.number(chosen)} by {car.support(figure)}",
                    (claim,),
                )


def slipped(car: Car, claim: Claim, figure: Reading) -> str | None:
    """The unit in which the number of a claim would be the figure, where it is one of `SLIPS`."""
    if claim.reading is None:
        return None
    for pair in SLIPS:
        if claim.reading.unit in pair:
            other = pair[1 - pair.index(claim.reading.unit)]
            meant = _in(car, claim.reading, other)
            if agree(meant, figure) and near(meant.si_low, figure.si_low, CLOSE):
                return other
    return None


def _shows(car: Car, stated: Reading, unit: str, figure: Reading) -> str:
    """The conversion that gives the mistake away: "598 hp is 606 PS", "590 hp is 598 PS"."""
    reading = stated if unit == figure.unit else _in(car, stated, unit)
    return f"{car.in_unit(reading, reading.unit)} is {car.in_unit(reading, figure.unit)}"


def _in(car: Car, reading: Reading, unit: str) -> Reading:
    """The same number in another unit."""
    here, there = car.library.units.to_si(1, reading.unit)[0], car.library.units.to_si(1, unit)[0]
    share = there / here
    low, high, tolerance = (x * share for x in (reading.si_low, reading.si_high, reading.tolerance))
    return replace(reading, unit=unit, si_low=low, si_high=high, tolerance=tolerance)


def _pairs(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The two claims of a source that states one figure in exactly two units, each once."""
    by_source: dict[tuple[str | None, ...], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.reading and claim.reading.unit and claim.relation is not Relation.MIX_UP:
            by_source[claim.source, claim.condition, claim.valid_at][claim.reading.unit].append(claim)
    for units in by_source.values():
        found = [claim for group in units.values() for claim in group]
        if len(found) == len(units) == 2 and not any(c.reading and c.reading.ambiguous for c in found):
            doubtful, sure = sorted(found, key=_doubt)
            yield doubtful, sure


def _doubt(claim: Claim) -> tuple[bool, str]:
    """Sorts what may stand under a wrong word before what nobody confuses."""
    return bool(claim.reading and claim.reading.unit in UNMISTAKABLE), claim.key


def _would_fit(car: Car, claim: Claim, other: Claim) -> str:
    """The hint that a claim fits the other under the unit that its own is taken for."""
    assert claim.reading is not None
    assert other.reading is not None
    sizes = {unit.key: unit.low for unit in car.library.units.values() if unit.low is not None}
    for suspicion in suspicions(claim.reading, sizes):
        if suspicion.unit != claim.reading.unit and agree(suspicion.reading, other.reading):
            return f"; as {car.library.units.get(suspicion.unit).symbol} it would fit"
    return ""
