"""The libraries the program stands on, with version and licence, as their own metadata name them."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carspec import NAME
from carspec.paths import shipped_root

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
_SHORT = 60
"""Letters; what is longer is the text of a licence, not its name."""


class Part(NamedTuple):
    """A library of the running program."""

    name: str
    version: str
    licence: str


@cache  # reading the metadata of all libraries is felt
def parts() -> tuple[Part, ...]:
    """Every library that is installed because the program asks for it, by name.

    Requirements that this system does not need are not installed, and so are not named.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    found: dict[str, Part] = {}
    waiting = [NAME]
    while waiting:
        asked = waiting.pop()
        try:
            installed = distribution(asked)
        except PackageNotFoundError:
            continue
        name = installed.metadata["Name"]
        if name in found:
            continue
        found[name] = Part(name, installed.version, licence_of(installed))
        waiting += [
            match[0]
            for line in installed.requires or ()
            if "extra ==" not in line and (match := _REQUIREMENT.match(line))
        ]
    found.pop(NAME, None)
    return tuple(sorted(found.values(), key=lambda part: part.name.casefold()))


def texts() -> Path | None:
    """The file with the texts of all licences, which the package has; else each library brings its own."""
    file = shipped_root() / "LICENCES.txt"
    return file if file.exists() else None


def licence_of(installed: "Distribution") -> str:
    """The licence by its expression, its short name or its class, whichever is told first."""
    told = installed.metadata.json
    expression, short = told.get("license_expression"), str(told.get("license", ""))
    classes = [
        line.rpartition(" :: ")[2] for line in told.get("classifier", ()) if line.startswith("License ::")
    ]
    if expression:
        return str(expression)
    if short.strip() and len(short) <= _SHORT and "\n" not in short.strip():
        return short.strip()
    return ", ".join(classes) or "see its own files"
