"""Every picture of the gallery can be read: no text is cut, covered or faint, at any size and in any look."""

from collections.abc import Sequence
from typing import Any

import gallery
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

from carspec.core.sheet import Sheet
from carspec.output.charts.kinds import KINDS
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import NotDrawable
from carspec.output.charts.picture import DRAWINGS, TooSmall, heights, picture
from carspec.output.charts.scatter import ScatterChart
from carspec.output.charts.sizes import PRESETS
from carspec.output.charts.style import PRINT_SCALE, Style
from carspec.output.palette import DARK, THEMES
from carspec.store.library import SqliteLibrary
from tests.output.charts.readable import faint, faults
from tests.output.small_library import car, library, said, sheet_of, sheets

few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a picture takes too long to shrink its cause
)


def test_every_kind_is_drawn_and_in_the_gallery() -> None:
    assert set(KINDS) == set(DRAWINGS) == {case.kind for case in gallery.CASES}


SHORT = [case for case in gallery.CASES if case.cars in ("longest", "conflicting")]
"""The cases that strain a picture most."""


@pytest.mark.parametrize("preset", ["screen", "one-column"])
@pytest.mark.parametrize("case", gallery.CASES, ids=lambda case: case.name)
def test_the_gallery_can_be_read(case: gallery.Case, preset: str, library: SqliteLibrary) -> None:
    size = PRESETS[preset].size
    chart = gallery.chart(library, case)
    figure = picture(chart, Style(scale=size.scale), size.width)
    assert faults(figure) == []
    assert set(figure.places) == {mark.key for mark in chart.marks}


@pytest.mark.parametrize(
    "case", [case for case in gallery.CASES if case.kind == "scatter"], ids=lambda case: case.name
)
def test_names_of_ratios_keep_off_points_and_spans(case: gallery.Case, library: SqliteLibrary) -> None:
    """A line through the name would make it another number."""
    chart = gallery.chart(library, case)
    assert isinstance(chart, ScatterChart)
    figure = picture(chart)
    figure.set_dpi(72)
    canvas: Any = figure.canvas
    spans = [line.get_window_extent() for line in figure.findobj(Line2D) if line.get_zorder() == 2]
    places = [figure.places[point.key] for point in chart.points]
    points = [Bbox.from_bounds(x, figure.bbox.height - y - high, wide, high) for x, y, wide, high in places]
    for text in figure.texts:
        if " per 1,000 " in text.get_text():
            box = text.get_window_extent(canvas.get_renderer())
            assert not any(box.overlaps(other.padded(-1.5)) for other in points), text.get_text()
            assert not any(box.overlaps(other) for other in spans), text.get_text()


@pytest.mark.long
@pytest.mark.parametrize("case", SHORT, ids=lambda case: case.name)
def test_the_gallery_can_be_read_in_every_profile(case: gallery.Case, library: SqliteLibrary) -> None:
    for profile in library.profiles:
        chart = make_chart(gallery.sheet(library, case.cars, profile), case.kind, case.fields)
        for preset in ("screen", "one-column"):
            size = PRESETS[preset].size
            assert faults(picture(chart, Style(scale=size.scale), size.width)) == [], profile


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_contrast_is_enough_in_both_themes(kind: str, theme: str, library: SqliteLibrary) -> None:
    cases = [case for case in gallery.CASES if case.kind == kind and case.cars == "conflicting"]
    for case in cases:
        assert faint(picture(gallery.chart(library, case), Style(THEMES[theme]))) == []


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("case", SHORT, ids=lambda case: case.name)
def test_the_least_height_still_holds_all_texts(
    case: gallery.Case, dense: bool, library: SqliteLibrary
) -> None:
    chart = gallery.chart(library, case)
    style = Style(DARK, PRINT_SCALE, dense)
    least, proper = heights(chart, 400.0, style)
    assert least <= proper
    assert faults(picture(chart, style, 400.0, least)) == []
    with pytest.raises(TooSmall, match=r"too low for this chart .* it takes"):
        picture(chart, style, 400.0, least - 3)


@few
@given(sheets())
def test_no_name_or_figure_breaks_a_picture(sheet: Sheet) -> None:
    for kind, fields in _small_cases():
        try:
            chart = make_chart(sheet, kind, fields)
        except NotDrawable:
            continue
        for width, style in ((576.0, Style()), (255.0, Style(scale=PRINT_SCALE))):
            figure = picture(chart, style, width)
            assert faults(figure) == [], kind


def _small_cases() -> Sequence[tuple[str, tuple[str, ...]]]:
    return [
        ("bars", ("power",)),
        ("bars", ("mass",)),
        ("claims", ("mass",)),
        ("multiples", ("power", "mass")),
    ]


@pytest.mark.parametrize("name", ["紅旗 检阅车", "رئاسي السيارة", "राष्ट्रपति कार", "Cash $x^2$ <b>&amp;"])
def test_any_script_is_drawn_without_a_word(name: str, caplog: pytest.LogCaptureFixture) -> None:
    sheet = sheet_of(library([car("a", name)], [said("a", "power", "400 PS", "one")]))
    with caplog.at_level("INFO"):
        figure = picture(make_chart(sheet, "bars", ("power",)))
        assert any(name.split()[0] in text.get_text() for text in figure.texts)
        assert faults(figure) == []
    assert caplog.messages == []


def test_too_narrow_a_picture_is_refused() -> None:
    sheet = sheet_of(library([car("a")], [said("a", "power", "400 PS", "one")]))
    with pytest.raises(TooSmall, match="11 mm are too narrow for a chart; it takes 53 at least"):
        picture(make_chart(sheet, "bars", ("power",)), width=30)
