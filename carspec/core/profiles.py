"""Unit profiles: for each kind, and for some fields, the units in which figures are shown."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from carspec.core.units import MONEY
from carspec.core.values import Field


class Scale(NamedTuple):
    """A word for a power of ten in large amounts of money, 7 for "crore", and its plural."""

    exponent: int
    word: str
    plural: str


class Profile(Struct, frozen=True):
    """The units a reader wants, primary first, and the locale whose number format is used.

    `symbols` are his own words for units, by key ("л.с." for PS); `large_money` his scales, largest first.
    """

    key: str
    label: str
    description: str
    locale: str
    kinds: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]
    symbols: Mapping[str, str] = {}
    large_money: tuple[Scale, ...] = ()

    def units(self, field: Field) -> tuple[str, ...]:
        """Unit keys for a field, primary first; empty where figures are shown as stated (money, counts)."""
        if field.kind == MONEY:
            return ()
        return self.fields.get(field.key, self.kinds.get(field.kind, ()))

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies into which money is converted beside its own, which is always shown first."""
        return self.kinds.get(MONEY, ())


DEFAULT_PROFILE = "metric"


def load_profiles(path: Path) -> dict[str, Profile]:
    """The profiles of a profiles file by key, in the order of the file."""
    rows = json.loads(path.read_text("utf-8"))["profiles"]
    return {row["key"]: profile_from(row) for row in rows}


def profile_from(row: Mapping[str, object]) -> Profile:
    """A profile from its JSON object."""
    kinds, fields = row["kinds"], row["fields"]
    symbols, scales = row.get("symbols", {}), row.get("large_money", [])
    assert isinstance(kinds, Mapping)
    assert isinstance(fields, Mapping)
    assert isinstance(symbols, Mapping)
    assert isinstance(scales, list)
    return Profile(
        key=str(row["key"]),
        label=str(row["label"]),
        description=str(row["description"]),
        locale=str(row["locale"]),
        kinds={kind: tuple(units) for kind, units in kinds.items()},
        fields={field: tuple(units) for field, units in fields.items()},
        symbols=dict(symbols),
        large_money=tuple(
            Scale(int(each["exponent"]), each["word"], each.get("plural", each["word"])) for each in scales
        ),
    )
