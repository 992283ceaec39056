"""Unit profiles of a person's own: a file of the same form as the shipped one, read with suspicion."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from carspec.core.errors import CarspecError
from carspec.core.folding import fold
from carspec.core.profiles import Profile, profile_from
from carspec.core.units import Units
from carspec.core.values import Field

FILE_NAME = "profiles.json"
OWN = "own-"
"""How the key of a person's own profile begins."""


class BrokenProfiles(CarspecError):
    """The file of own profiles cannot be used; the message says where and why."""


def own_key(name: str, taken: Iterable[str]) -> str:
    """A key for a profile of that name that is not taken yet: "own-my-units"."""
    key = OWN + (re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "units")
    used = set(taken)
    return next(
        each for n in range(1, len(used) + 2) if (each := key if n == 1 else f"{key}-{n}") not in used
    )


def read_profiles(path: Path, units: Units, fields: Mapping[str, Field]) -> dict[str, Profile]:
    """The own profiles of a file by key, none where there is no file. Raises BrokenProfiles."""
    try:
        rows = json.loads(path.read_text("utf-8"))["profiles"]
        found = {row["key"]: profile_from(row) for row in rows}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BrokenProfiles(f"Your unit profiles in {path} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        raise BrokenProfiles(
            f"Your unit profiles in {path} are not used: the file is no list of profiles. "
            f"'carspec check {path.name}' names the fault."
        ) from error
    for profile in found.values():
        _check(profile, path, units, fields)
    return found


def profiles_text(profiles: Iterable[Profile]) -> str:
    """The content of a profiles file, one profile to a line."""
    lines = ",\n".join(json.dumps(_row(profile), ensure_ascii=False) for profile in profiles)
    return f'{{\n"version": 1,\n"profiles": [\n{lines}\n]\n}}\n'


def _row(profile: Profile) -> dict[str, Any]:
    return {
        "key": profile.key,
        "label": profile.label,
        "description": profile.description,
        "locale": profile.locale,
        "kinds": {kind: list(units) for kind, units in profile.kinds.items()},
        "fields": {field: list(units) for field, units in profile.fields.items()},
    }


def _check(profile: Profile, path: Path, units: Units, fields: Mapping[str, Field]) -> None:
    kinds = [(kind, kind, chosen) for kind, chosen in profile.kinds.items()]
    known = [(key, fields[key].kind, chosen) for key, chosen in profile.fields.items() if key in fields]
    strange = [key for key in profile.fields if key not in fields]
    for where, kind, chosen in (*kinds, *known):
        wrong = [unit for unit in chosen if unit not in units.allowed(kind)]
        strange += [f"{unit} for {where}" for unit in wrong]
    if strange or not profile.key.startswith(OWN):
        what = f"it names {strange[0]}" if strange else f'its key does not begin with "{OWN}"'
        raise BrokenProfiles(
            f'Your unit profiles in {path} are not used: in "{profile.label}" {what}. '
            "Correct the file, or move it away and make the profile anew in the preferences."
        )
