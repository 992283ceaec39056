"""Rules of the deep check on lone and copied numbers: far from all others, or the same in many places."""

from collections import defaultdict
from collections.abc import Iterator

from carspec.core.lint.records import Car, Suspect
from carspec.core.lint.units import CORROBORATED, slipped
from carspec.core.values import Claim, Reading, Relation

FAR = 2.0
"""A claim so many times more or less than a corroborated figure is far outside."""

PROVEN, MAJORITY = 3, 2
"""Publishers behind a figure, and how many times those who deviate, before a deviation counts as an error."""

TELLING_DIGITS = 3
"""Two publishers may come upon a round number each by himself, hardly upon the same 435."""


def far_out(car: Car) -> Iterator[Suspect]:
    """A claim half or twice a figure that several publishers state, and no slip of a unit explains it."""
    for field in car.numeric_fields("money", "count", "year"):
        found = car.figure(field)
        if found is None or found[0].support < CORROBORATED:
            continue
        figure, chosen, reading = found
        for claim in car.counting(field):
            if claim.relation is not Relation.DIFFERS or slipped(car, claim, reading):
                continue
            times = _times(claim.reading, reading)
            if times is not None and not 1 / FAR < times < FAR:
                yield Suspect(
                    car.vehicle.key,
                    field,
                    f"{car.stated(claim)} is far from all others",
                    f"{times:.2g} times the figure {car.number(chosen)} by {car.support(figure)}",
                    (claim,),
                )


def copied(car: Car) -> Iterator[Suspect]:
    """The same deviating number in several sources, beside a figure that many more publishers state."""
    for field in car.numeric_fields("money", "year"):
        found = car.figure(field)
        if found is None or found[0].support < PROVEN:
            continue
        figure, chosen, reading = found
        for same in _deviations(car, field, reading):
            sources = {claim.source for claim in same}
            repeats = [key for key in sources if car.library.sources[key].same_as in sources]
            telling = len(str(int(same[0].value.replace(".", "").replace("..", "") or 0)).rstrip("0"))
            enough = figure.support >= MAJORITY * car.voices(same)
            if not enough or (not repeats and (telling < TELLING_DIGITS or car.voices(same) < 2)):
                continue
            listed = ", ".join(sorted(sources))
            copies = f"; a copy by its own word: {', '.join(repeats)}" if repeats else ""
            yield Suspect(
                car.vehicle.key,
                field,
                f"{car.number(same[0])} stands in {len(sources)} sources ({listed})",
                f"the figure is {car.number(chosen)} by {car.support(figure)}{copies}",
                tuple(same),
            )


def _deviations(car: Car, field: str, figure: Reading) -> list[list[Claim]]:
    """Exact claims that differ from the figure, by number and unit, those of two sources or more."""
    groups: dict[tuple[float, float, str], list[Claim]] = defaultdict(list)
    for claim in car.counting(field):
        reading = claim.reading
        if reading is None or claim.relation is not Relation.DIFFERS or claim.qualifier is not None:
            continue
        if not slipped(car, claim, figure):
            groups[reading.low, reading.high, reading.unit].append(claim)
    return [group for group in groups.values() if len({claim.source for claim in group}) > 1]


def _times(claim: Reading | None, figure: Reading) -> float | None:
    """How many times the figure a claim is; the nearer end of a range counts."""
    if claim is None or not figure.si_low or not claim.si_low:
        return None
    if claim.si_low > figure.si_high:
        return claim.si_low / figure.si_high
    return claim.si_high / figure.si_low
