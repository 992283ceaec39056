"""The rule of the deep check on what must be less than what: width and length, kerb and gross mass."""

from collections.abc import Iterator

from msgspec import Struct

from carspec.core.agreement import agree
from carspec.core.lint.records import Car, Suspect
from carspec.core.trust import LOWER_BOUNDS, UPPER_BOUNDS
from carspec.core.values import Claim


class Order(Struct, frozen=True):
    """The field `less` lies below the field `more`; where `apart`, the two are not equal either."""

    less: str
    more: str
    apart: bool = False


ORDERS = (
    Order("width", "length"),
    Order("height", "length"),
    Order("wheelbase", "length", apart=True),
    Order("ground_clearance", "height", apart=True),
    Order("extension", "length", apart=True),
    Order("roof_raise", "height", apart=True),
    Order("kerb_mass", "gross_mass", apart=True),
    Order("mass", "gross_mass"),
    Order("payload", "gross_mass", apart=True),
    Order("armour_mass", "mass", apart=True),
    Order("armour_mass", "kerb_mass", apart=True),
    Order("door_mass", "mass", apart=True),
    Order("glazing_mass", "mass", apart=True),
    Order("run_flat_speed", "top_speed"),
    Order("acceleration_0_60_mph", "acceleration_0_100_kmh"),
    Order("first_year", "production_end"),
    Order("first_year", "year_retired"),
)
"""What 0-60 mph is among them: it ends 3.4 km/h before 0-100 km/h does, so it cannot take longer."""


def out_of_order(car: Car) -> Iterator[Suspect]:
    """Two figures, or two claims of one source, of which the smaller is the greater."""
    for order in ORDERS:
        wrong = [
            (less, more)
            for less in car.counting(order.less)
            for more in car.counting(order.more)
            if _related(car, order, less, more) and _wrong(order, less, more)
        ]
        if not wrong:
            continue
        less, more = wrong[0]
        claims = tuple({claim.key: claim for pair in wrong for claim in pair}.values())
        labels = [car.library.fields[key].label.lower() for key in (order.less, order.more)]
        others = f"; {len(wrong) - 1} more such pairs" if len(wrong) > 1 else ""
        assert less.reading is not None
        assert more.reading is not None
        yield Suspect(
            car.vehicle.key,
            order.less,
            f"{labels[0]} {car.stated(less)} is not below {labels[1]} {car.stated(more)}",
            f"{car.number(less)} is {car.in_unit(less.reading, more.reading.unit)}{others}",
            claims,
        )


def _related(car: Car, order: Order, less: Claim, more: Claim) -> bool:
    """Whether two claims speak of one car: the figures of both fields, or of one source and condition."""
    figures = [car.figure(order.less), car.figure(order.more)]
    chosen = [found[1].key for found in figures if found]
    if [less.key, more.key] == chosen:
        return True
    return less.source == more.source and less.condition == more.condition


def _wrong(order: Order, less: Claim, more: Claim) -> bool:
    a, b = less.reading, more.reading
    if a is None or b is None or less.qualifier in UPPER_BOUNDS or more.qualifier in LOWER_BOUNDS:
        return False
    if agree(a, b):
        return order.apart and not (a.ambiguous or b.ambiguous)
    return a.si_low > b.si_high
