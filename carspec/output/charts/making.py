"""What the charts of each kind say about a Sheet, by the module that makes it."""

from collections.abc import Callable, Mapping, Sequence

from carspec.core.sheet import Sheet
from carspec.output.charts.bars import bar_chart
from carspec.output.charts.claims import claim_chart
from carspec.output.charts.coverage import coverage_chart
from carspec.output.charts.kinds import UnknownKind, kind_of
from carspec.output.charts.ladder import ladder_chart
from carspec.output.charts.marks import Chart
from carspec.output.charts.multiples import multiples_chart
from carspec.output.charts.outlines import outline_chart
from carspec.output.charts.scatter import scatter_chart
from carspec.output.charts.timeline import timeline_chart

MAKERS: Mapping[str, Callable[[Sheet, Sequence[str]], Chart]] = {
    "bars": bar_chart,
    "claims": claim_chart,
    "multiples": multiples_chart,
    "scatter": scatter_chart,
    "timeline": timeline_chart,
    "ladder": ladder_chart,
    "outlines": outline_chart,
    "coverage": coverage_chart,
}
"""By the key of the kind (see `carspec.output.charts.kinds`); each raises NotDrawable."""


def make_chart(sheet: Sheet, kind: str, fields: Sequence[str] = ()) -> Chart:
    """What a chart of this kind says about a Sheet. Raises UnknownKind, NotDrawable; KeyError for a field."""
    chosen = kind_of(kind)
    wanted = tuple(dict.fromkeys(fields))
    few = len(wanted) < chosen.least
    if few or len(wanted) > chosen.most:
        raise UnknownKind(f"A chart of the kind {kind} takes {chosen.takes}, not {len(wanted)}.")
    return MAKERS[kind](sheet, wanted)
