"""The computed fields as a table: what each is worked out from, by which formula, in which unit."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from carspec.core.values import Field


class Operation(StrEnum):
    """How two inputs make a figure; the value is the sign between them."""

    QUOTIENT = "/"
    PRODUCT = "×"
    DIFFERENCE = "−"


class Input(NamedTuple):
    """What a formula needs: `fields` are those that may hold it, the best known first.

    `greatest` takes the greatest figure among them instead; `of_base` looks at the linked base car.
    """

    name: str
    fields: tuple[str, ...]
    greatest: bool = False
    of_base: bool = False


class Formula(NamedTuple):
    """A computed field, the field of the catalogue behind which it stands, and how it is worked out.

    `unit` is the unit in which significant figures are counted; other units follow by the rule of conversion.
    """

    field: Field
    behind: str
    operation: Operation
    first: Input
    second: Input
    unit: str

    @property
    def inputs(self) -> tuple[Input, Input]:
        return self.first, self.second


ENGINE = Input("power", ("power",))
DRIVE = Input("power", ("power", "system_power"), greatest=True)
"""An electric or hybrid drive as a whole gives more than its engine alone."""
TORQUE = Input("torque", ("torque",))
MASS = Input("mass", ("kerb_mass", "mass"))
"""The best known mass of the whole car; the gross mass is never one, for it counts a load."""

MASS_WORDS = "mass of the whole car (kerb mass, else the mass whose type is not stated; never gross)"


def _computed(
    key: str, label: str, group: str, kind: str, better: str | None, description: str, formula: str
) -> Field:
    return Field(key, label, group, kind, description, better, many=False, own_scopes=(), formula=formula)


FORMULAS: Mapping[str, Formula] = {
    made.field.key: made
    for made in (
        Formula(
            _computed(
                *("power_to_mass", "Power to mass", "powertrain", "power_to_mass", "higher"),
                "Power for each tonne of the car",
                f"power, of the whole drive where that is more / {MASS_WORDS}",
            ),
            *("torque", Operation.QUOTIENT, DRIVE, MASS, "PS/t"),
        ),
        Formula(
            _computed(
                *("specific_output", "Specific output", "powertrain", "specific_output", "higher"),
                "Power of the engine for each litre of its displacement",
                "power of the engine / displacement",
            ),
            *("power_to_mass", Operation.QUOTIENT, ENGINE, Input("displacement", ("displacement",)), "PS/L"),
        ),
        Formula(
            _computed(
                *("torque_to_mass", "Torque to mass", "powertrain", "torque_to_mass", "higher"),
                "Torque for each tonne of the car",
                f"torque / {MASS_WORDS}",
            ),
            *("specific_output", Operation.QUOTIENT, TORQUE, MASS, "Nm/t"),
        ),
        Formula(
            _computed(
                *("footprint", "Footprint", "dimensions", "area", None),
                "The rectangle of ground the car covers",
                "length × width",
            ),
            *("width", Operation.PRODUCT, Input("length", ("length",)), Input("width", ("width",)), "m2"),
        ),
        Formula(
            _computed(
                *("armour_share", "Armour in the mass", "mass", "share", None),
                "Share of the protection in the mass of the car",
                f"mass of the armour / {MASS_WORDS}",
            ),
            *("armour_mass", Operation.QUOTIENT, Input("armour mass", ("armour_mass",)), MASS, "%"),
        ),
        Formula(
            _computed(
                *("mass_over_base", "Mass over base car", "mass", "mass", None),
                "What the car weighs more than the unarmoured car it is built on",
                f"mass − mass of the linked base car, each the {MASS_WORDS}",
            ),
            *("armour_share", Operation.DIFFERENCE, MASS),
            *(Input("mass", MASS.fields, of_base=True), "kg"),
        ),
    )
}
"""The computed fields by key. Each stands behind one that comes before it in this table or is stated."""

INPUT_FIELDS = frozenset(key for made in FORMULAS.values() for part in made.inputs for key in part.fields)

FIRST_FIELDS = frozenset(key for made in FORMULAS.values() for key in made.first.fields)
"""A car that has a figure of none of these has no computed figure."""


def catalogue(stated: Iterable[Field]) -> dict[str, Field]:
    """The whole catalogue by key: the fields that sources state, and behind them the computed ones.

    A formula whose place is not in the catalogue is left out.
    """
    fields = list(stated)
    for made in FORMULAS.values():
        places = [place for place, field in enumerate(fields) if field.key == made.behind]
        if places:
            fields.insert(places[0] + 1, made.field)
    return {field.key: field for field in fields}
