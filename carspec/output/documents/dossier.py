"""What every file holds: the comparison, all claims behind it, and their sources with their numbers."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from carspec.core.labels import Phrase
from carspec.core.sheet import Row, Sheet
from carspec.core.values import Claim, Vehicle
from carspec.output.citations import Citation, Citations
from carspec.output.grid import Grid, Options
from carspec.output.layouts import compare_grid

Progress = Callable[[int, int, str], None]
"""Told what is made: the step, of how many, and its name. To stop, it raises Cancelled."""

CHARTED = ("power", "mass", "torque", "top_speed", "acceleration_0_100_kmh", "length")
"""The fields that a file draws, where at least two cars have a figure, in this order."""
MOST_CHARTS = 3


class Cancelled(Exception):
    """The person who waits for a file wants it no more."""


def silent(step: int, steps: int, name: str) -> None:
    """Nobody waits."""


class Dossier(NamedTuple):
    """A Sheet ready to be filed. Numbers of sources are the same in the table and beside each claim:
    `grid.sources` are those of the figures, `sources` those and the ones of all other claims after them.
    Without sources both are empty.
    """

    sheet: Sheet
    grid: Grid
    sources: tuple[Citation, ...]
    numbers: dict[str, int]

    @property
    def data_words(self) -> str:
        """Which data it is made of, in the language of the labels."""
        return self.sheet.labels.phrase(Phrase.VERSION, version=self.sheet.library.data_version)

    def claims(self, row: Row, vehicle: Vehicle) -> tuple[Claim, ...]:
        """The claims behind a figure, each once, the one that is shown first."""
        return tuple(dict.fromkeys(self.sheet.claims(row.field.key, vehicle.key)))

    def charts(self) -> list[str]:
        """The fields to draw: those that more than one car has a number for."""
        known = {
            row.field.key
            for row in self.sheet.rows
            if sum(self.sheet.cell_of(row.field, v).number is not None for v in self.sheet.vehicles) > 1
        }
        return [key for key in CHARTED if key in known][:MOST_CHARTS]


def dossier(sheet: Sheet, options: Options) -> Dossier:
    """Everything that a file of this Sheet may hold."""
    grid = compare_grid(sheet, replace(options, width=0))
    numbers = {source.key: number for number, source in enumerate(grid.sources, 1)}
    if not options.sources:
        return Dossier(sheet, grid, (), {})
    citations = Citations(sheet.library.sources)
    for key in (*numbers, *sheet.sources()):
        citations.number(key)
    listed = citations.listed()
    return Dossier(sheet, grid, listed, {source.key: number for number, source in enumerate(listed, 1)})


def drawn(dossier: Dossier, field: str, suffix: str, width: float) -> tuple[str, bytes]:
    """A bar chart of the Sheet: its title, and the picture as ".svg" or ".png"; `width` in inches."""
    from carspec.output.charts.files import chart_bytes
    from carspec.output.charts.making import make_chart
    from carspec.output.charts.sizes import PictureSize

    chart = make_chart(dossier.sheet, "bars", (field,))
    return chart.title, chart_bytes(chart, suffix, PictureSize(width * 72))
