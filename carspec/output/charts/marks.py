"""What every chart says before it is drawn: marks with their numbers, words and places in the data."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from carspec.core.errors import CarspecError
from carspec.core.values import Source
from carspec.output.charts.comparison import Comparison

Key = tuple[str, str]
"""A sign of the picture (see `carspec.output.charts.keys`) and its meaning."""


class NotDrawable(CarspecError):
    """What is asked for cannot be drawn as this kind of chart; the message says why and what can."""


class Datum(Struct, frozen=True):
    """One thing a mark shows: a row of the table of the chart.

    `role` is figure, further unit, range of claims, claim, gap, years, class, round or publishers; `low` and
    `high` are in `unit` (equal but for a range, None where there is no number); `text` is what the picture
    or its words say; `source` is the key of who stated it.
    """

    role: str
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    source: str | None = None
    field: str | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """One thing to point at: `key` is its name inside the chart, `vehicle` and `field` its place in the data.

    `sentence` is what is spoken of it: the alt text is all of them in a row. Marks with the same `row` lie
    beside each other, rows below each other; `leading` is False for what lies beside the mark of its car.
    """

    key: str
    vehicle: str
    field: str | None
    name: str
    sentence: str
    row: int
    leading: bool = True
    data: tuple[Datum, ...] = ()


class Chart(Struct, frozen=True, kw_only=True):
    """A chart in words and numbers, whatever its kind. `noun` is what it is called: "Bar chart".

    `sources` holds every source named in the data of the marks; `notes` are printed under the picture.
    """

    noun: str
    title: str
    subtitle: str
    marks: Sequence[Mark]
    keys: tuple[Key, ...]
    notes: tuple[str, ...]
    source_line: str
    locale: str
    comparison: Comparison
    sources: Mapping[str, Source]

    @property
    def description(self) -> str:
        """The chart in sentences, mark by mark: the words a screen reader speaks."""
        head = (f"{self.noun}.", f"{self.title}.", f"{self.subtitle}." if self.subtitle else "")
        told = (mark.sentence for mark in self.marks)
        return " ".join(part for part in (*head, *told, *self.notes, self.source_line) if part)
