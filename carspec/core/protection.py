"""The protection standards: the rounds behind a class, and what sources say it is equivalent to.

No standard's own table is at hand: every row is somebody's statement, with its source and its confidence.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import BrokenDataFile
from carspec.core.rating_forms import (
    ALPINE,
    APR,
    BRV,
    BS_5051,
    DIN_52290,
    EN_1063,
    EN_1522,
    ERV,
    GA_141,
    GOST_50963,
    GOST_BR,
    NBR,
    NIJ,
    STANAG,
    TRADE_B,
    UL,
    VPAM,
)
from carspec.core.ratings import Rating, named_in

STANDARDS: dict[str, tuple[tuple[str, str | None], ...]] = {
    BRV: (("vpam-brv-2009", "2009"),),
    APR: (("vpam-apr-2006", "2006"),),
    ERV: (("vpam-erv-ed3", "3"),),
    EN_1063: (("en-1063", None),),
    EN_1522: (("en-1522", None),),
    TRADE_B: (("b-level", None),),
    NIJ: (
        ("nij-0101.06", "0101.06"),
        ("nij-old", "older"),
        ("nij-0108.01", "0108.01"),
        ("nij-0123.00", "0123.00"),
    ),
    STANAG: (("stanag-4569-ke", None),),
    UL: (("ul-752", None),),
    NBR: (("br-nbr-15000", None),),
    DIN_52290: (("din-52290", None),),
    BS_5051: (("bs-5051", None),),
    GA_141: (("ga-141", None),),
    GOST_BR: (("gost-br", None),),
    GOST_50963: (("gost-50963", None),),
    ALPINE: (("alpine-a", None),),
}
"""The standards of the file behind each scheme, with the edition each stands for."""

INFERRED = "inferred"
INFERRED_NOTE = (
    "No source says in one sentence that class VR n is tested with the round of test level PM n; "
    "energies quoted for VR6 and VR7 equal those of PM 6 and PM 7."
)
UNDECIDED_NOTE = (
    "VPAM alone may mean the test level or the vehicle class; the round is that of the test level."
)

GRAIN = 0.06479891
"""Grams in a grain (exact)."""
FOOT = 0.3048
"""Metres in a foot (exact)."""
_GRAMS = {"g": 1.0, "kg": 1000.0, "grain": GRAIN}
_METRES_PER_SECOND = {"m/s": 1.0, "ft/s": FOOT}


class Round(Struct, frozen=True):
    """One round that a class is tested with, as one source states it; None where the source does not say.

    `mass` in g, `velocity` in m/s, `distance` in m; `energy` in J is computed from mass and velocity, or is
    the source's own where `energy_stated`. `source` names who states it, `confidence` says how firmly.
    """

    standard: str
    calibre: str
    bullet: str | None
    mass: float | None
    velocity: float | None
    distance: float | None
    energy: float | None
    energy_stated: bool
    source: str
    confidence: str
    note: str | None


class Equivalence(Struct, frozen=True):
    """What `by` says about a class of one scheme beside another; quoted, never used to convert."""

    statement: str
    by: str
    source: str
    note: str | None


def muzzle_energy(mass: float, velocity: float) -> float:
    """Energy in J of a bullet of `mass` g at `velocity` m/s: half of mass times velocity squared."""
    return 0.5 * mass / 1000 * velocity**2


class ProtectionStandards:
    """The protection-standards file, asked by rating."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._sources: dict[str, dict[str, Any]] = content["sources"]
        self._standards = {row["key"]: row for row in content["standards"]}
        self._statements: list[dict[str, Any]] = content["equivalences"]

    @classmethod
    def load(cls, path: Path) -> "ProtectionStandards":
        """The standards of a file in the form of data/protection_standards.json. Raises BrokenDataFile."""
        try:
            return cls(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise BrokenDataFile(f"{path} cannot be read as protection standards: {problem}.") from problem

    def rounds(self, rating: Rating) -> tuple[Round, ...]:
        """The rounds behind the class of `rating`, first as stated for it, then as inferred; maybe none.

        Without an edition the rounds of all editions are given, each under its standard's name.
        """
        if rating.level is None or rating.scheme is None:
            return ()
        stated = [
            self._round(standard, threat)
            for key, edition in STANDARDS.get(rating.scheme, ())
            if rating.edition is None or edition is None or rating.edition == edition
            for standard, threat in self._threats(key, _as_filed(rating))
        ]
        return (*stated, *self._inferred(rating))

    def equivalences(self, rating: Rating) -> tuple[Equivalence, ...]:
        """The quoted statements that name this class beside a class or standard of another scheme."""
        return tuple(
            Equivalence(row["statement"], row["by"], self._title(row["source"]), row["note"])
            for row, named in self._named
            if (rating.scheme, rating.level) in {(other.scheme, other.level) for other in named}
            and any(other.scheme != rating.scheme for other in named)
        )

    @cached_property
    def _named(self) -> list[tuple[dict[str, Any], tuple[Rating, ...]]]:
        return [(row, named_in(row["statement"])) for row in self._statements]

    def _threats(self, key: str, level: str) -> Iterator[tuple[str, dict[str, Any]]]:
        standard = self._standards[key]
        for row in standard["levels"]:
            if row["level"].replace("-", "").replace(" Plus", "+") == level:
                for threat in row["threats"]:
                    yield standard["name"], threat

    def _inferred(self, rating: Rating) -> Iterator[Round]:
        """The round of PM n for VR n, and for the level of VPAM without a guideline."""
        if rating.scheme == BRV and rating.edition in (None, "2009"):
            level, note = rating.level.removeprefix("VR") if rating.level else "", INFERRED_NOTE
        elif rating.scheme == VPAM:
            level, note = rating.level or "", UNDECIDED_NOTE
        else:
            return
        for standard, threat in self._threats("vpam-apr-2006", f"PM {level}"):
            yield replace(self._round(standard, threat), confidence=INFERRED, note=note)

    def _round(self, standard: str, threat: Mapping[str, Any]) -> Round:
        mass = _in(threat["mass"], threat["mass_unit"], _GRAMS)
        velocity = _in(threat["velocity"], threat["velocity_unit"], _METRES_PER_SECOND)
        computed = muzzle_energy(mass, velocity) if mass and velocity else None
        stated = threat.get("energy")
        return Round(
            standard,
            threat["calibre"],
            threat["bullet"],
            mass,
            velocity,
            threat["distance_m"],
            stated if computed is None else computed,
            computed is None and stated is not None,
            self._title(threat["source"]),
            "secondary",
            threat.get("note") or threat.get("claim"),
        )

    def _title(self, key: str) -> str:
        source = self._sources[key]
        return source["title"] or source["publisher"] or source["url"] or key


def _as_filed(rating: Rating) -> str:
    """The level as the file writes it: its Russian classes have no letters before the number."""
    level = rating.level or ""
    return level.removeprefix("Br") if rating.scheme == GOST_BR else level


def _in(number: float | None, unit: str | None, factors: Mapping[str, float]) -> float | None:
    return None if number is None or unit is None else number * factors[unit]
