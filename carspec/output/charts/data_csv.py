"""The plotted data as comma separated values: one row for everything that the marks of a chart show."""

import csv
import io

from carspec.core import numbers
from carspec.output.charts.marks import Chart, Datum, Mark
from carspec.output.plain_text import clean
from carspec.output.writers.delimited import FORMULA_STARTS

COLUMNS = ("Car", "Key", "Field", "What", "Low", "High", "Unit", "Text", "Publisher", "Published", "Address")


def chart_csv(chart: Chart) -> str:
    """The table of a chart, lines ending in a line feed; numbers are plain, and no text runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mark in chart.marks:
        for datum in mark.data:
            writer.writerow(_row(chart, mark, datum))
    return out.getvalue()


def _row(chart: Chart, mark: Mark, datum: Datum) -> tuple[str, ...]:
    source = chart.sources[datum.source] if datum.source else None
    ends = ("" if end is None else numbers.plain(end) for end in (datum.low, datum.high))
    told = (source.publisher, source.published, source.url) if source else ("", "", "")
    return (
        *map(_harmless, (mark.name, mark.vehicle, datum.field or "", datum.role)),
        *ends,
        *map(_harmless, (datum.unit or "", datum.text, *(text or "" for text in told))),
    )


def _harmless(text: str) -> str:
    safe = clean(text)
    return f"'{safe}" if safe.startswith(FORMULA_STARTS) else safe
