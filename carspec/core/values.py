"""The vocabulary of the program as frozen records: fields, sources, vehicles, claims, readings, figures."""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

NUMERIC_KINDS = frozenset(
    {
        "power",
        "torque",
        "mass",
        "length",
        "distance",
        "speed",
        "duration",
        "consumption",
        "volume",
        "displacement",
        "energy",
        "energy_consumption",
        "money",
        "count",
        "year",
    }
)
TEXT_KINDS = frozenset({"text", "rating"})
COMPUTED_KINDS = frozenset({"power_to_mass", "specific_output", "torque_to_mass", "share", "area"})
"""Kinds that only computed figures are of; no source states one."""
BODY_STYLES = (
    "saloon", "limousine", "landaulet", "convertible", "coupe", "hatchback", "suv", "pickup", "van",
)  # fmt: skip


class Verdict(StrEnum):
    """What the claims behind a figure say about it, taken together."""

    SINGLE = "single"
    AGREE = "agree"
    ECHO = "echo"
    MIX_UP = "mix-up"
    CONFLICT = "conflict"


class Relation(StrEnum):
    """How one claim stands to the figure that is shown."""

    SAME = "same"  # the same number in the same sense
    ECHO = "echo"  # the same figure rounded, truncated or converted
    MIX_UP = "mix-up"  # the same figure under a wrong unit word
    FITS = "fits"  # a bound, a range or a further value that does not contradict it
    DIFFERS = "differs"
    APART = "apart"  # not comparable: another currency, version or rating scheme
    MISPRINT = "misprint"
    RUMOUR = "rumour"
    OTHER_SCOPE = "other scope"  # said of the base car, of one part, of a fleet ...
    EXCLUDED = "excluded"  # by the user
    UNREAD = "unread"  # its number or unit could not be read


COUNTING = frozenset(
    {Relation.SAME, Relation.ECHO, Relation.MIX_UP, Relation.FITS, Relation.DIFFERS, Relation.APART}
)


class MissingReason(StrEnum):
    """Why there is no figure."""

    NO_CLAIM = "no claim in the data"
    NOT_DISCLOSED = "not disclosed"
    NOT_APPLICABLE = "not applicable"
    NOT_COUNTED = "only claims that do not count"
    EXCLUDED = "excluded by you"
    NOT_COMPUTED = "a figure it is worked out from is missing"


class Missing(Struct, frozen=True):
    """The absence of a figure: its reason, and the detail a reader needs (may be empty)."""

    reason: MissingReason
    detail: str = ""

    @property
    def text(self) -> str:
        """The words a reader sees; the detail of claims that do not count says it all."""
        return self.detail or str(self.reason)


class Field(Struct, frozen=True):
    """One line of a spec sheet. `better` is "higher", "lower" or None.

    `formula` says in words how a computed field is worked out; None for all that sources state.
    """

    key: str
    label: str
    group: str
    kind: str
    description: str
    better: str | None
    many: bool
    own_scopes: tuple[str, ...]
    formula: str | None = None

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC_KINDS or self.kind in COMPUTED_KINDS

    @property
    def computed(self) -> bool:
        return self.formula is not None


class Source(Struct, frozen=True):
    """Who stated something, where and when; `same_as` names the source whose text it repeats."""

    key: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    kind: str
    language: str | None
    same_as: str | None


class Vehicle(Struct, frozen=True):
    """Identity only; every figure about the vehicle is a claim."""

    key: str
    make: str
    model: str
    generation: str | None
    year_from: int | None
    year_to: int | None
    body_style: str | None
    armourer: str | None
    armoured: bool | None
    base_vehicle: str | None
    base_vehicle_key: str | None
    claims: int
    names: tuple[str, ...] = ()
    nickname: str | None = None
    own: bool = False  # added by the user

    @property
    def title(self) -> str:
        """The model and the name everybody knows the car by: Presidential State Car “The Beast”."""
        return f"{self.model} “{self.nickname}”" if self.nickname else self.model

    @property
    def name(self) -> str:
        return f"{self.make} {self.title}"

    @property
    def variant(self) -> str | None:
        """The generation, where it says more than the years of building do."""
        plain = self.generation is None or re.fullmatch(r"[\d\s–-]+", self.generation)
        return None if plain else self.generation

    @property
    def years(self) -> str:
        """The years of building as a spec sheet prints them: "2009–2018", "2018–", ""."""
        if self.year_from is None:
            return f"–{self.year_to}" if self.year_to else ""
        if self.year_to == self.year_from:
            return str(self.year_from)
        return f"{self.year_from}–{self.year_to or ''}"


class Reading(Struct, frozen=True):
    """What a claim is taken to mean.

    `low` and `high` are the stated numbers (equal unless a range was stated); `si_low` and `si_high` their
    canonical values (they also differ where the unit word is ambiguous, as the English "ton" is); `decimals`
    counts the decimals the source gave, negative where zeros at the end do not count; `tolerance` is one unit
    of the last stated digit in canonical units.
    """

    unit: str
    low: float
    high: float
    decimals: int
    si_low: float
    si_high: float
    tolerance: float

    @property
    def ambiguous(self) -> bool:
        """Whether the unit word has several sizes, as the English "ton" has; also for ranges and mpg."""
        one, other = self.si_low * self.high, self.si_high * self.low
        return abs(one - other) > 1e-9 * abs(one)

    @property
    def rounding(self) -> float:
        """The step a round number may have been rounded to, in canonical units; 0 where no zeros end it.

        10 PS for "600 PS": nobody rounds a figure past its second digit.
        """
        zeros = min(_end_zeros(self.low), _end_zeros(self.high))
        return self.tolerance * 10.0 ** (zeros + self.decimals) if zeros else 0.0


@lru_cache(maxsize=4096)
def _end_zeros(number: float) -> int:
    """Zeros at the end of a whole number behind its second digit: 1 for 600, 3 for 20000, 0 for 90."""
    if number == 0 or number != int(number):
        return 0
    digits = str(abs(int(number)))
    return max(0, min(len(digits) - len(digits.rstrip("0")), len(digits) - 2))


class Claim(Struct, frozen=True):
    """One value of one field of one vehicle from one source, exactly as stated."""

    key: str
    vehicle: str
    field: str
    source: str
    value: str  # decimal text of the number, of both ends as "low..high", or the text
    unit: str | None  # the unit word of the source
    as_stated: str
    qualifier: str | None
    scope: str | None
    condition: str | None
    valid_at: str | None
    status: str
    note: str | None
    reading: Reading | None
    relation: Relation
    other_unit: str | None = None  # the unit the detective reads instead of the stated word
    own: bool = False  # stated by the user


class Figure(Struct, frozen=True):
    """What the program shows for one field of one vehicle: the chosen claim and its verdict, or why not.

    `support` counts the voices (distinct publishers, copies once) that state the figure or an echo of it,
    `voices` all that state anything that counts; `spread` is the range of all counting claims in canonical
    units. `values` lists the texts of a field that may hold several; where it holds
    several indeed, there is no verdict.

    `reading` and `qualifier` are those of the chosen claim. A computed figure has no claim and no verdict:
    its reading is worked out from its `inputs`, the (vehicle, field) of other figures, and so is its spread,
    which is None unless sources differ about one of them.
    """

    vehicle: str
    field: str
    claim: str | None
    verdict: Verdict | None
    support: int
    voices: int
    spread: tuple[float, float] | None
    missing: Missing | None
    values: tuple[str, ...] = ()
    reading: Reading | None = None
    qualifier: str | None = None
    inputs: tuple[tuple[str, str], ...] = ()

    @property
    def computed(self) -> bool:
        return bool(self.inputs)
