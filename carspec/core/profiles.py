"""Unit profiles: for each kind, and for some fields, the units in which figures are shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from carspec.core.units import MONEY
from carspec.core.values import Field


@dataclass(frozen=True, slots=True)
class Profile:
    """The units a reader wants, primary first, and the locale whose number format is used."""

    key: str
    label: str
    description: str
    locale: str
    kinds: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]

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
    assert isinstance(kinds, Mapping)
    assert isinstance(fields, Mapping)
    return Profile(
        key=str(row["key"]),
        label=str(row["label"]),
        description=str(row["description"]),
        locale=str(row["locale"]),
        kinds={kind: tuple(units) for kind, units in kinds.items()},
        fields={field: tuple(units) for field, units in fields.items()},
    )
