"""The kinds of charts as a table: what each is called, what it answers, which fields it takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carspec.core.errors import CarspecError
from carspec.core.nearness import near
from carspec.core.sheet import Sheet
from carspec.output.charts.bars import bar_chart
from carspec.output.charts.claims import claim_chart
from carspec.output.charts.coverage import coverage_chart
from carspec.output.charts.ladder import ladder_chart
from carspec.output.charts.marks import Chart
from carspec.output.charts.multiples import multiples_chart
from carspec.output.charts.outlines import outline_chart
from carspec.output.charts.scatter import scatter_chart
from carspec.output.charts.timeline import timeline_chart


class UnknownKind(CarspecError):
    """There is no such kind of chart, or it does not take so many fields."""


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One kind. It takes `least` to `most` fields; where none are asked for it chooses if `least` is 0.

    `usual` is the field that the command line draws where none is named. `make` turns a Sheet and keys of
    fields into what the chart says, or raises NotDrawable.
    """

    key: str
    label: str
    question: str
    least: int
    most: int
    usual: str
    make: Callable[[Sheet, Sequence[str]], Chart]

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
        ChartKind("bars", "Bars", "Who has more of it?", 1, 1, "power", bar_chart),
        ChartKind(
            "claims", "Claims", "Who says what, and how far apart are they?", 1, 1, "power", claim_chart
        ),
        ChartKind("multiples", "Multiples", "How do they compare overall?", 0, 12, "", multiples_chart),
        ChartKind("scatter", "Scatter", "How do two figures go together?", 2, 3, "mass,power", scatter_chart),
        ChartKind("timeline", "Timeline", "When was which car built?", 0, 3, "", timeline_chart),
        ChartKind("ladder", "Ladder", "What is each car rated to withstand?", 0, 1, "", ladder_chart),
        ChartKind("outlines", "Outlines", "How large are they?", 0, 0, "", outline_chart),
        ChartKind("coverage", "Coverage", "What is known, and by how many?", 0, 80, "", coverage_chart),
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


def make_chart(sheet: Sheet, kind: str, fields: Sequence[str] = ()) -> Chart:
    """What a chart of this kind says about a Sheet. Raises UnknownKind, NotDrawable; KeyError for a field."""
    chosen = kind_of(kind)
    wanted = tuple(dict.fromkeys(fields))
    few = len(wanted) < chosen.least
    if few or len(wanted) > chosen.most:
        raise UnknownKind(f"A chart of the kind {kind} takes {chosen.takes}, not {len(wanted)}.")
    return chosen.make(sheet, wanted)
