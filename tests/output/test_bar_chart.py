"""Bar charts as drawn and saved: true lengths, nothing cut or covered, live text, the same bytes."""

import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from carspec.core.sheet import Sheet
from carspec.output.bar_chart import bar_chart, draw_bars
from carspec.output.bars import bar_data
from carspec.output.chart_files import SUFFIXES, UnknownPictureFormat, chart_bytes, save_chart
from carspec.output.chart_frame import ChartFigure
from carspec.output.chart_text import quiet
from carspec.output.palette import DARK, THEMES
from tests.output.small_library import car, example, library, said, sheet_of, sheets

SVG = "{http://www.w3.org/2000/svg}"
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def svg(sheet: Sheet, field: str, theme: str = "light") -> ElementTree.Element:
    return ElementTree.fromstring(chart_bytes(bar_chart(sheet, field, theme), ".svg"))


def bar_ends(root: ElementTree.Element, key: str) -> tuple[float, float]:
    """Left and right end of the bar of a car in points, from the path in the file."""
    (group,) = (g for g in root.iter(f"{SVG}g") if g.get("id") == f"bar-{key}")
    path = next(group.iter(f"{SVG}path")).get("d") or ""
    xs = [float(x) for x in re.findall(r"[ML] (\S+) \S+", path)]
    return min(xs), max(xs)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_figures_and_start_at_zero() -> None:
    root = svg(example(), "power")
    (left_a, right_a), (left_b, right_b) = bar_ends(root, "a"), bar_ends(root, "b")
    assert left_a == left_b
    assert (right_a - left_a) / (right_b - left_b) == pytest.approx(598 / 612, rel=1e-5)


def test_the_svg_speaks_and_keeps_its_text() -> None:
    sheet = example()
    root = svg(sheet, "power")
    assert root.get("role") == "img"
    ids = (root.get("aria-labelledby") or "").split()
    named = {node.get("id"): node.text for node in root if node.get("id") in ids}
    assert list(named.values()) == [bar_data(sheet, "power").title, bar_data(sheet, "power").description]
    shown = texts(root)
    for text in ("Aurus Senat", "598 PS", "▲ 598–700", "no claim in the data", "best figure"):
        assert text in shown
    assert len([text for text in shown if text.endswith(" PS") and text.startswith(("0", "6", "8"))]) >= 1
    assert "Source: 3 sources by 3 publishers; carspec data of 2026-11-23." in shown
    fonts = {text.get("style") or "" for text in root.iter(f"{SVG}text")}
    assert all("sans-serif" in font for font in fonts)


def test_every_format_is_the_same_each_time_and_carries_its_caption() -> None:
    sheet = example()
    title = bar_data(sheet, "mass").title
    for suffix in SUFFIXES:
        first, second = (chart_bytes(bar_chart(sheet, "mass"), suffix) for _ in range(2))
        assert first == second, suffix
        if suffix == ".png":
            picture = Image.open(io.BytesIO(first))
            assert picture.size[0] == 1600
            assert (picture.info["Title"], picture.info["Source"][:6]) == (title, "Source")
        elif suffix == ".pdf":
            assert b"/CIDFontType2" in first or b"/Type42" in first or b"/FontFile2" in first
            assert b"/Type3" not in first


@few
@given(sheets())
def test_no_text_is_cut_or_covers_another(sheet: Sheet) -> None:
    """Names, labels, ticks, gaps, keys and source line stay inside the picture and off each other."""
    for field in ("power", "mass"):
        figure = bar_chart(sheet, field)
        edges = figure.bbox
        boxes = _text_boxes(figure)
        for text, box in boxes:
            assert box.x0 >= edges.x0 - 1, text
            assert box.x1 <= edges.x1 + 1, text
            assert box.y0 >= edges.y0 - 1, text
            assert box.y1 <= edges.y1 + 1, text
        for place, (text, box) in enumerate(boxes):
            for other_text, other in boxes[place + 1 :]:
                wide = min(box.x1, other.x1) - max(box.x0, other.x0)
                high = min(box.y1, other.y1) - max(box.y0, other.y0)
                assert wide <= 1 or high <= 4, (text, other_text)


@few
@given(sheets())
def test_no_label_covers_its_bar_or_span(sheet: Sheet) -> None:
    chart = bar_data(sheet, "power")
    figure = bar_chart(sheet, "power")
    axes = figure.axes[0]
    boxes = dict(_text_boxes(figure))
    for bar in chart.bars:
        if bar.low is not None:
            end, _ = axes.transData.transform((float(bar.end), 0))
            assert boxes[bar.label].x0 > end or [b.label for b in chart.bars].count(bar.label) > 1


def _text_boxes(figure: ChartFigure) -> list[tuple[str, Bbox]]:
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    found = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    with quiet():
        return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in found]


def test_a_figure_is_drawn_again_for_another_size() -> None:
    sheet = example()
    figure = bar_chart(sheet, "power")
    figure.set_size_inches(12, 6)
    draw_bars(figure, bar_data(sheet, "power"), DARK)
    assert len(figure.axes) == 1
    assert all(box.x1 <= figure.bbox.x1 for _, box in _text_boxes(figure))


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_of_nothing_but_gaps_names_each(theme: str) -> None:
    sheet = sheet_of(library([car("a"), car("b")], [said("a", "mass", "4 t", "one")]))
    shown = texts(svg(sheet, "power", theme))
    assert shown.count("no claim in the data") == 2
    assert "No source says anything about it; carspec data of 2026-11-23." in shown


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_character_without_a_font_is_no_trouble(suffix: str) -> None:
    sheet = sheet_of(library([car("a", "紅旗 检阅车")], [said("a", "power", "400 PS", "one")]))
    assert chart_bytes(bar_chart(sheet, "power"), suffix)


def test_a_dollar_in_a_name_is_no_formula() -> None:
    sheet = sheet_of(library([car("a", "Cash $x^2$ <b>&amp;")], [said("a", "power", "9 PS", "one")]))
    assert "Cash $x^2$ <b>&amp;" in texts(svg(sheet, "power"))


def test_an_unknown_suffix_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownPictureFormat, match=r"\.svg, \.png or \.pdf, not as 'power\.gif'"):
        save_chart(bar_chart(example(), "power"), tmp_path / "power.gif")
    save_chart(bar_chart(example(), "power"), tmp_path / "POWER.SVG")
    assert [path.name for path in tmp_path.iterdir()] == ["POWER.SVG"]
