"""Bars as drawn: as long as their figures, from zero, with their labels behind them."""

import re
from xml.etree import ElementTree

import pytest

from carspec.output.charts.files import chart_bytes
from carspec.output.charts.making import make_chart
from tests.output.small_library import car, example, library, said, sheet_of

SVG = "{http://www.w3.org/2000/svg}"


def bar_ends(root: ElementTree.Element, key: str) -> tuple[float, float]:
    """Left and right end of the bar of a car in points, from the path in the file."""
    (group,) = (g for g in root.iter(f"{SVG}g") if g.get("id") == f"bar-power-{key}")
    path = next(group.iter(f"{SVG}path")).get("d") or ""
    xs = [float(x) for x in re.findall(r"[ML] (\S+) \S+", path)]
    return min(xs), max(xs)


@pytest.mark.parametrize("kind", ["bars", "multiples"])
def test_bars_are_as_long_as_their_figures_and_start_at_zero(kind: str) -> None:
    root = ElementTree.fromstring(chart_bytes(make_chart(example(), kind, ("power",)), ".svg"))
    (left_a, right_a), (left_b, right_b) = bar_ends(root, "a"), bar_ends(root, "b")
    assert left_a == left_b
    assert (right_a - left_a) / (right_b - left_b) == pytest.approx(598 / 612, rel=1e-5)
    texts = {"".join(node.itertext()): node for node in root.iter(f"{SVG}text")}
    for words in ("598 PS", "612 PS", "▲ 598–700", "no claim in the data", "best figure"):
        assert words in texts
    assert float(texts["612 PS"].get("x") or 0) > right_b


def test_a_chart_of_nothing_but_gaps_names_each() -> None:
    sheet = sheet_of(library([car("a"), car("b")], [said("a", "mass", "4 t", "one")]))
    content = chart_bytes(make_chart(sheet, "bars", ("power",)), ".svg").decode()
    assert content.count(">no claim in the data</text>") == 2
    assert "No source says anything about it; carspec data of 2026-11-23." in content
