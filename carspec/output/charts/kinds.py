"""The kinds of charts as a table: what each is called, what it answers, which fields it takes."""

from collections.abc import Mapping
from typing import NamedTuple

from carspec.core.errors import CarspecError
from carspec.core.nearness import near
from carspec.core.values import Field


class UnknownKind(CarspecError):
    """There is no such kind of chart, or it does not take so many fields."""


class ChartKind(NamedTuple):
    """One kind. It takes `least` to `most` fields; where none are asked for it chooses if `least` is 0.

    `usual` is the field that the command line draws where none is named. What charts of a kind say is made in
    `making.py`, which is loaded with the first chart.
    """

    key: str
    label: str
    question: str
    least: int
    most: int
    usual: str

    @property
    def takes(self) -> str:
        """How many fields it takes, in words."""
        if self.most == 0:
            return "no field"
        if self.least == self.most:
            return "1 field" if self.most == 1 else f"{self.most} fields"
        return f"{max(self.least, 1)} to {self.most} fields"


KINDS: Mapping[str, ChartKind] = {
    kind.key: kind
    for kind in (
        ChartKind("bars", "Bars", "Who has more of it?", 1, 1, "power"),
        ChartKind("claims", "Claims", "Who says what, and how far apart are they?", 1, 1, "power"),
        ChartKind("multiples", "Multiples", "How do they compare overall?", 0, 12, ""),
        ChartKind("scatter", "Scatter", "How do two figures go together?", 2, 3, "mass,power"),
        ChartKind("timeline", "Timeline", "When was which car built?", 0, 3, ""),
        ChartKind("ladder", "Ladder", "What is each car rated to withstand?", 0, 1, ""),
        ChartKind("outlines", "Outlines", "How large are they?", 0, 0, ""),
        ChartKind("coverage", "Coverage", "What is known, and by how many?", 0, 80, ""),
    )
}
DEFAULT_KIND = "bars"


def kind_of(key: str) -> ChartKind:
    """The kind of that key. Raises UnknownKind with near matches."""
    if key in KINDS:
        return KINDS[key]
    close = near(key.casefold(), KINDS, 1, 50)
    hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(KINDS)}."
    raise UnknownKind(f'There is no kind of chart "{key}"{hint}')


def drawable(field: Field) -> bool:
    """Whether the figures of a field are sizes, which a length from zero can show."""
    return field.numeric and field.kind != "year"
