"""The lead a bar chart tells of: who is ahead, by how much, in the units shown."""

from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.output.charts.bars import bar_chart
from carspec.store.library import SqliteLibrary


def test_the_subtitle_says_who_leads_and_by_how_much(library: SqliteLibrary) -> None:
    metric = bar_chart(build(library, Query(fields=("power",))), ("power",))
    assert metric.subtitle.startswith("S 680 Guard 4MATIC leads by 14 PS (2.3 %). Unit: PS")
    us = bar_chart(build(library, Query(fields=("power",), profile="us")), ("power",))
    assert us.subtitle.startswith("S 680 Guard 4MATIC leads by 14 hp (2.4 %). ")
    assert "leads by" not in bar_chart(build(library, Query(fields=("length",))), ("length",)).subtitle
