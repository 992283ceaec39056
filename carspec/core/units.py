"""Units and what they mean: which kinds of figures each may state, and its value in SI units.

A unit belongs to kinds, not to dimensions: newton-metres state a torque and joules an energy, so they never
convert into each other. The canonical (SI) unit of each kind stands in CANONICAL.
"""

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from carspec.core.errors import AmbiguousUnit, BrokenDataFile, KindMismatch, NotConvertible, UnknownUnit

CANONICAL: Mapping[str, str] = {
    "power": "watt",
    "torque": "newton * meter",
    "mass": "kilogram",
    "length": "meter",
    "distance": "meter",
    "speed": "meter / second",
    "duration": "second",
    "consumption": "meter ** 2",  # volume of fuel per distance: 1 L/100 km is 1e-8 m²
    "volume": "meter ** 3",
    "displacement": "meter ** 3",
    "energy": "joule",
    "energy_consumption": "joule / meter",
    "power_to_mass": "watt / kilogram",
    "specific_output": "watt / meter ** 3",
    "torque_to_mass": "newton * meter / kilogram",
    "share": "dimensionless",
    "area": "meter ** 2",
    "count": "1 / second",  # rates of production; a plain count has no unit
}
"""The unit in which canonical values of each kind are kept, by its name in pint."""

MONEY = "money"


class Unit(NamedTuple):
    """A unit of measure.

    `low` and `high` are the SI value of one unit; they differ only where the unit is ambiguous (a "ton" is
    from one short to one long ton). Both are None for money, which has no SI value. Of an `inverse` unit
    (distance per fuel) more means less: x of it are `low / x` in SI.
    """

    key: str
    kinds: tuple[str, ...]
    symbol: str
    name: str
    low: float | None
    high: float | None
    inverse: bool = False

    @property
    def ambiguous(self) -> bool:
        return self.low != self.high


class Units:
    """All units by key, with the conversions between them. Unit keys are case-sensitive."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.key: unit for unit in units}

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)

    def __contains__(self, key: object) -> bool:
        return key in self._units

    def __getitem__(self, key: str) -> Unit:
        return self.get(key)

    def get(self, key: str) -> Unit:
        """The unit of that key; UnknownUnit where there is none."""
        try:
            return self._units[key]
        except KeyError:
            raise UnknownUnit(f'There is no unit "{key}".') from None

    def values(self) -> tuple[Unit, ...]:
        """All units, in the order of the data file."""
        return tuple(self._units.values())

    @property
    def sizes(self) -> Mapping[str, float]:
        """The canonical sizes of the units that have one and no more, by key: what the detective compares."""
        return {unit.key: unit.low for unit in self.values() if unit.low is not None and not unit.ambiguous}

    def kinds(self) -> tuple[str, ...]:
        """All kinds that have units, in the order of the data file."""
        return tuple(dict.fromkeys(kind for unit in self._units.values() for kind in unit.kinds))

    def allowed(self, kind: str) -> tuple[str, ...]:
        """Keys of the units in which a figure of `kind` may be stated; empty for texts, years, ratings."""
        return tuple(unit.key for unit in self._units.values() if kind in unit.kinds)

    def readings(self, key: str) -> tuple[Unit, ...]:
        """What a unit may mean: itself, or the exact units within its bounds, smallest first."""
        unit = self.get(key)
        if not unit.ambiguous:
            return (unit,)
        low, high = _si(unit)
        within = [
            (other.low, other)
            for other in self._units.values()
            if not other.ambiguous
            and other.inverse == unit.inverse
            and set(other.kinds) & set(unit.kinds)
            and other.low is not None
            and low <= other.low <= high
        ]
        return tuple(other for _, other in sorted(within, key=lambda pair: pair[0]))

    def to_si(self, value: float, key: str) -> tuple[float, float]:
        """Canonical value of `value` in a unit, as (low, high): equal unless the unit is ambiguous.

        Money stays in its own currency and a number without unit (key "") is itself.
        """
        if key == "" or MONEY in self.get(key).kinds:
            return value, value
        unit = self.get(key)
        low, high = _si(unit)
        if unit.inverse:
            return low / _nonzero(value, unit), high / _nonzero(value, unit)
        return value * low, value * high

    def from_si(self, si: float, key: str) -> float:
        """A canonical value in a unit: the way back from `to_si`; AmbiguousUnit for an ambiguous unit."""
        if key == "" or MONEY in self.get(key).kinds:
            return si
        unit = self.get(key)
        self.require_exact(unit)
        return _si(unit)[0] / _nonzero(si, unit) if unit.inverse else si / _si(unit)[0]

    def convert(self, value: float, source: str, target: str, kind: str) -> float:
        """`value` of unit `source` in unit `target`, both read as units of `kind`.

        KindMismatch where one of them is no unit of that kind, AmbiguousUnit where one has several meanings,
        NotConvertible between two currencies (an exchange rate needs a date).
        """
        for key in (source, target):
            if kind not in self.get(key).kinds:
                raise KindMismatch(
                    f"{self.get(key).symbol} is no unit of {kind_name(kind)}; "
                    f"allowed are {', '.join(self.get(k).symbol for k in self.allowed(kind))}."
                )
        if source == target:
            return value
        if kind == MONEY:
            raise NotConvertible(f"{source} does not convert to {target} without a dated exchange rate.")
        self.require_exact(self.get(source))
        return self.from_si(self.to_si(value, source)[0], target)

    def find(self, text: str, kind: str | None = None) -> Unit:
        """The unit a person means by its key, symbol, name or a plain spelling: "N·m", "lb-ft", "mpg (UK)".

        An exact spelling goes before one that fits when case, spaces and signs are left out.
        """
        units = [unit for unit in self._units.values() if kind is None or kind in unit.kinds]
        for fits in (
            [unit for unit in units if text.strip() in (unit.key, unit.symbol, unit.name)],
            [unit for unit in units if _alike(text, unit)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise AmbiguousUnit(f'"{text}" may be {" or ".join(unit.symbol for unit in fits)}.')
        within = f" of {kind_name(kind)}" if kind else ""
        known = f"; known are {', '.join(unit.symbol for unit in units)}" if kind else ""
        raise UnknownUnit(f'There is no unit{within} "{text}"{known}.')

    def require_exact(self, unit: Unit) -> None:
        """AmbiguousUnit, naming what it may mean, for a unit that has several meanings."""
        if unit.ambiguous:
            may_be = " or ".join(meaning.symbol for meaning in self.readings(unit.key))
            raise AmbiguousUnit(f'"{unit.symbol}" may be {may_be}: say which.')


def load_units(path: Path, cache_folder: Path | None = None) -> Units:
    """The units of a units file, each worked out by pint and checked against its kinds (T1, T2).

    pint keeps its parsed registry in `cache_folder`, if that can be used. A unit whose dimension is not that
    of each of its kinds is refused as BrokenDataFile.
    """
    registry = _registry(cache_folder)
    rows = json.loads(path.read_text("utf-8"))["units"]
    return Units(_measured(row, registry) for row in rows)


def kind_name(kind: str) -> str:
    """A kind as a word of a sentence."""
    return kind.replace("_", " ")


def _registry(cache_folder: Path | None) -> Any:
    """pint with exact decimal factors; without its cache where the folder or the file in it is of no use."""
    from decimal import Decimal

    import pint

    if cache_folder is not None:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            return pint.UnitRegistry(non_int_type=Decimal, cache_folder=str(cache_folder))
    return pint.UnitRegistry(non_int_type=Decimal)


def _measured(row: Mapping[str, Any], registry: Any) -> Unit:
    low = high = None
    if "pint" in row:
        low = _si_value(row, row["pint"], registry)
        high = _si_value(row, row.get("pint_high", row["pint"]), registry)
    elif row["kinds"] != [MONEY]:
        raise BrokenDataFile(f'The unit "{row["key"]}" has no definition.')
    inverse = bool(row.get("inverse", False))
    return Unit(row["key"], tuple(row["kinds"]), row["symbol"], row["name"], low, high, inverse)


def _si_value(row: Mapping[str, Any], definition: str, registry: Any) -> float:
    """SI value of one unit as pint defines it; of an inverse unit the SI value of "one per"."""
    try:
        parsed = registry.Quantity(definition)
    except (AttributeError, TypeError, ValueError) as error:  # pint's own errors are subclasses of these
        raise BrokenDataFile(f'The definition of the unit "{row["key"]}" cannot be read: {error}.') from error
    quantity = 1 / parsed if row.get("inverse") else parsed
    for kind in row["kinds"]:
        if kind not in CANONICAL:
            raise BrokenDataFile(f'The unit "{row["key"]}" names an unknown kind "{kind}".')
        if quantity.dimensionality != registry.Quantity(CANONICAL[kind]).dimensionality:
            raise BrokenDataFile(f'The unit "{row["key"]}" ({definition}) is no unit of {kind_name(kind)}.')
    return float(quantity.to_base_units().magnitude)


def _si(unit: Unit) -> tuple[float, float]:
    if unit.low is None or unit.high is None:
        raise NotConvertible(f"{unit.symbol} is money: converting it needs a dated exchange rate.")
    return unit.low, unit.high


def _nonzero(value: float, unit: Unit) -> float:
    if value == 0:
        raise NotConvertible(f"Zero has no value in {unit.symbol}, which counts distance per fuel.")
    return value


def _alike(text: str, unit: Unit) -> bool:
    """Whether a text is a unit's key or symbol but for case, spaces and signs; a milliwatt is no megawatt."""
    if text.lstrip().startswith("m") and unit.symbol.startswith("M") and len(unit.symbol) == 2:
        return False
    return bool(_bare(text)) and _bare(text) in (_bare(unit.key), _bare(unit.symbol))


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c == "/")
