"""What is read out of a chart under the pointer: the sentence of a mark, and who states it."""

from html import escape

from carspec.output.charts.marks import Chart, Mark
from carspec.output.citations import citation

MOST_SOURCES = 6
WIDTH = 420
"""Pixels to which a read-out is wrapped."""


def read_out(mark: Mark, chart: Chart) -> str:
    """The read-out as rich text: what the mark says, then its sources, the first of them by name."""
    keys = list(dict.fromkeys(datum.source for datum in mark.data if datum.source))
    lines = [f"<b>{escape(mark.sentence)}</b>"]
    lines += [escape(citation(key, chart.sources[key]).text) for key in keys[:MOST_SOURCES]]
    if len(keys) > MOST_SOURCES:
        lines.append(f"and {len(keys) - MOST_SOURCES} more sources")
    return f'<table width="{WIDTH}"><tr><td>{"<br>".join(lines)}</td></tr></table>'
