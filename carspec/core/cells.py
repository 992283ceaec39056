"""What a Sheet is made of: its rows with their sections, and its cells, each in three texts."""

from decimal import Decimal
from typing import NamedTuple

from carspec.core.conversions import Conversion
from carspec.core.values import Claim, Field, Figure, Missing, Verdict

EQUAL = "equal"
"""What stands for a difference of nothing."""
BOUNDS = frozenset({"over", "at_least", "up_to", "under"})


class Row(NamedTuple):
    """One field of the Sheet, its label in the language of the Query, under the heading of its group.

    `unit` is the symbol shown in its label; None where cells name their own.
    """

    field: Field
    unit: str | None
    heading: str

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def label_with_unit(self) -> str:
        """ "Power (PS)": the label with the unit that the figures share."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


class Section(NamedTuple):
    """Rows of one group that follow each other, under its heading; `folded` counts those folded away."""

    group: str
    heading: str
    rows: tuple[Row, ...]
    folded: int


class Cell(NamedTuple):
    """One figure as shown, in three texts: for the eye, for the clipboard, and the number for sorting.

    `number` is in `unit` (its low end for a range, None without one), and so is `spread_range`; `secondary`
    are the other units of the profile, each with its symbol (of a price, its `conversions`);
    `difference` is to the baseline, in the unit and in per cent.
    """

    vehicle: str
    field: str
    text: str = "—"
    plain: str = ""
    number: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    secondary: tuple[str, ...] = ()
    qualifier: str | None = None
    verdict: Verdict | None = None
    support: int = 0
    voices: int = 0
    spread: str | None = None
    spread_range: tuple[Decimal, Decimal] | None = None
    missing: Missing | None = None
    best: bool = False
    difference: str | None = None
    claim: Claim | None = None
    figure: Figure | None = None
    conversions: tuple[Conversion, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether the figure is worked out from others, and so has neither claim nor verdict of its own."""
        return self.missing is None and self.figure is not None and self.figure.computed

    @property
    def text_with_unit(self) -> str:
        """The eye's text with its unit, as a sentence needs it: "598 PS"."""
        return f"{self.text} {self.unit}" if self.unit else self.text
