"""The rule of the deep check on time: what a source says of a car that did not exist yet."""

from collections import defaultdict
from collections.abc import Iterator

from carspec.core.lint.records import Car, Suspect
from carspec.core.values import COUNTING, Claim

AHEAD = frozenset(
    {"programme_cost", "fleet_size", "first_year", "production_count", "production_rate", "operator"}
)
"""Fields that are known before the car is: orders, contracts, plans."""

ANNOUNCED = 1
"""Years by which a page may be older than the car it announces."""


def too_early(car: Car) -> Iterator[Suspect]:
    """What a source says for, or in, a year before the car: one finding a source."""
    first = car.vehicle.year_from
    if first is None:
        return
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for field in car.library.figures(car.vehicle.key):
        if field in AHEAD:
            continue
        for claim in car.library.claims(car.vehicle.key, field):
            if claim.relation in COUNTING and _early(car, claim, first):
                by_source[claim.source].append(claim)
    for source, claims in by_source.items():
        held = sorted({claim.valid_at for claim in claims if claim.valid_at})
        when = held[0] if held else car.library.sources[source].published
        labels = ", ".join(dict.fromkeys(car.library.fields[claim.field].label.lower() for claim in claims))
        yield Suspect(
            car.vehicle.key,
            claims[0].field,
            f"{source} states {labels} of a car that was still to come",
            f"its figures are of {when}, the car is of {first}",
            tuple(claims),
        )


def _early(car: Car, claim: Claim, first: int) -> bool:
    if claim.valid_at:
        return int(claim.valid_at[:4]) < first
    published = car.library.sources[claim.source].published
    return bool(published) and int(str(published)[:4]) < first - ANNOUNCED
