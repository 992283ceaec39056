"""The marks of verdicts, and the other signs that figures carry."""

from collections.abc import Mapping
from typing import NamedTuple

from carspec.core.cells import Cell
from carspec.core.values import Verdict
from carspec.output.palette import Theme


class Mark(NamedTuple):
    """A sign that carries its meaning by shape and by text; `colour` names the token of a Theme."""

    shape: str
    text: str
    meaning: str
    colour: str

    def colour_in(self, theme: Theme) -> str:
        return str(getattr(theme, self.colour))


MARKS: Mapping[Verdict, Mark] = {
    Verdict.AGREE: Mark("●", "agree", "several publishers state it", "agree"),
    Verdict.ECHO: Mark("≈", "echo", "the same figure rounded or converted", "echo"),
    Verdict.MIX_UP: Mark("⇄", "mix-up", "one of the sources confused the unit word", "mix_up"),
    Verdict.CONFLICT: Mark("▲", "conflict", "sources differ", "conflict"),
    Verdict.SINGLE: Mark("○", "single", "one publisher only", "single"),
}
COMPUTED = Mark("ƒ", "computed", "worked out from other figures", "computed")
ALL_MARKS = (*MARKS.values(), COMPUTED)
"""Every mark, in the order in which a legend names them."""
FOOTNOTE = "†"
"""Stands at a row whose figures do not hold under the same conditions."""
MISSING_TEXT = "—"


def mark_of(cell: Cell) -> Mark | None:
    """The mark of a cell: its verdict's, or that of a computed figure; None for gaps and lists of texts."""
    if cell.computed:
        return COMPUTED
    return MARKS[cell.verdict] if cell.verdict else None
