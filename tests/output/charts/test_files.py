"""Charts as files: live text with a description, embedded fonts, and the comparison inside."""

import io
import re
import subprocess
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import gallery
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from carspec.core.sheet import Sheet
from carspec.output.charts.board import ChartFigure
from carspec.output.charts.comparison import NoComparison, from_json
from carspec.output.charts.files import PICTURES, SUFFIXES, UnknownPictureFormat, chart_bytes, save_chart
from carspec.output.charts.making import make_chart
from carspec.output.charts.marks import Chart
from carspec.output.charts.picture import picture
from carspec.output.charts.reopening import comparison_in
from carspec.output.charts.sizes import MM, PRESETS, NoSize, picture_size
from carspec.output.charts.style import Style
from carspec.output.charts.text import width
from carspec.output.palette import DARK
from carspec.store.library import SqliteLibrary
from tests.output.small_library import car, example, library, said, sheet_of

SVG = "{http://www.w3.org/2000/svg}"
CASES = [gallery.Case(kind, asked[0], "conflicting") for kind, asked in gallery.FIELDS.items()]


def made(sheet: Sheet | None = None, field: str = "power") -> Chart:
    return make_chart(sheet or example(), "bars", (field,))


def texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_svg_speaks_and_keeps_its_text(case: gallery.Case, library: SqliteLibrary) -> None:
    chart = gallery.chart(library, case)
    content = chart_bytes(chart, ".svg")
    root = ElementTree.fromstring(content)
    assert root.get("role") == "img"
    named = {node.get("id"): node.text for node in root}
    assert (root.get("aria-labelledby") or "").split() == ["title", "description"]
    assert (named["title"], named["description"]) == (chart.title, chart.description)
    drawn = [text.get_text() for text in picture(chart).texts]
    assert sorted(texts(content)) == sorted(drawn)
    assert all("sans-serif" in (node.get("style") or "") for node in root.iter(f"{SVG}text"))
    for node in root.iter(f"{SVG}text"):
        bold = "bold" if "font-weight" in (node.get("style") or "") else "normal"
        size = re.search(r"font-size: ([0-9.]+)px", node.get("style") or "")
        assert size is not None
        length = width(node.text or "", float(size[1]), bold)
        assert float(node.get("textLength") or 0) == pytest.approx(length, abs=0.01)
    assert texts(chart_bytes(chart, ".svg", outlines=True)) == []


@pytest.mark.parametrize("suffix", PICTURES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_picture_is_the_same_each_time_and_opens_its_comparison_again(
    case: gallery.Case, suffix: str, library: SqliteLibrary, tmp_path: Path
) -> None:
    chart = gallery.chart(library, case)
    path = tmp_path / f"renamed{suffix}.bin"
    path.write_bytes(chart_bytes(chart, suffix))
    assert path.read_bytes() == chart_bytes(chart, suffix)
    found = comparison_in(path)
    assert found == chart.comparison
    assert found.vehicles == gallery.CONFLICTING


@pytest.mark.skipif(which("pdffonts") is None, reason="pdffonts is not installed")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_fonts_of_a_pdf_are_embedded_truetype(
    case: gallery.Case, library: SqliteLibrary, tmp_path: Path
) -> None:
    path = tmp_path / "chart.pdf"
    save_chart(gallery.chart(library, case), path)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    lines = listed.splitlines()[2:]
    assert lines
    for line in lines:
        assert "TrueType" in line
        assert line.split()[-5] == "yes", line


def test_a_png_has_the_pixels_asked_for_and_its_caption() -> None:
    chart = made()
    for words, dpi, pixels in (("1200px", None, 1200), ("90mm", None, 1063), ("90mm", 600, 2126)):
        content = chart_bytes(chart, ".png", picture_size(width=words, dpi=dpi))
        image = Image.open(io.BytesIO(content))
        assert image.width == pytest.approx(pixels, abs=1)
        assert image.info["Title"] == chart.title
        assert image.info["Description"] == chart.description
        assert image.info["Source"][:7] == "Figures"


def test_type_is_as_large_at_every_width_in_print() -> None:
    sizes = {
        width: {float(text.get_fontsize()) for text in drawn(made(), width).texts}
        for width in ("90mm", "185mm")
    }
    assert sizes["90mm"] == sizes["185mm"]
    assert min(sizes["90mm"]) >= 6.5
    assert 8.0 in sizes["90mm"]


def drawn(chart: Chart, width: str) -> ChartFigure:
    size = picture_size(width=width)
    return picture(chart, Style(scale=size.scale), size.width)


def test_sizes_are_read_as_people_write_them() -> None:
    assert picture_size(width="90mm", height="2,5 cm").height == pytest.approx(25 * MM)
    assert picture_size(width="3.5in").width == 252
    assert picture_size("one-column") == PRESETS["one-column"].size
    assert picture_size("two-columns", dpi=600).dpi == 600
    for wrong in (
        ("screen", "wide"),
        ("screen", "0mm"),
        ("screen", "9in9"),
        ("page", ""),
        ("screen", "3000mm"),
    ):
        with pytest.raises(NoSize):
            picture_size(*wrong)
    with pytest.raises(NoSize, match="1500 dots per inch are out of reach; take 30 to 1200"):
        picture_size(dpi=1500)
    with pytest.raises(NoSize, match="million pixels"):
        chart_bytes(made(), ".png", picture_size(width="1900mm", dpi=1200))


def test_exports_are_light_unless_asked() -> None:
    assert b"#1b1e22" not in chart_bytes(made(), ".svg")
    assert b"#1b1e22" in chart_bytes(made(), ".svg", theme=DARK)


def test_a_picture_of_another_hand_says_what_is_missing(tmp_path: Path) -> None:
    empty = io.BytesIO()
    Image.new("RGB", (4, 4)).save(empty, "PNG")
    cases = {
        "photo.png": (empty.getvalue(), "carries no comparison: it was not made by carspec"),
        "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "carries no comparison"),
        "bomb.svg": (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "carries no comparison"),
        "paper.pdf": (b"%PDF-1.4\n", "carries no comparison"),
        "text.png": (b"hello", "text.png is no PNG, SVG or PDF."),
    }
    for name, (content, told) in cases.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(NoComparison, match=told):
            comparison_in(path)
    with pytest.raises(NoComparison, match="cannot be read"):
        comparison_in(tmp_path / "absent.png")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"carspec":1}', '{"carspec":2}', "[" * 100_000, "null"])
def test_a_comparison_that_makes_no_sense_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(NoComparison):
        from_json(text)
    info = PngInfo()
    info.add_text("carspec", text)
    path = tmp_path / "odd.png"
    Image.new("RGB", (4, 4)).save(path, pnginfo=info)
    with pytest.raises(NoComparison, match=r"odd\.png"):
        comparison_in(path)


def test_other_programs_may_pack_the_text_of_a_png(tmp_path: Path) -> None:
    chart = made()
    for pack in (False, True):
        info = PngInfo()
        info.add_itxt("carspec", chart.comparison.to_json(), zip=pack)
        path = tmp_path / "packed.png"
        Image.new("RGB", (4, 4)).save(path, pnginfo=info)
        assert comparison_in(path) == chart.comparison


def test_an_unknown_suffix_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownPictureFormat, match=r"\.svg, \.png, \.pdf or \.csv, not as 'power\.gif'"):
        save_chart(made(), tmp_path / "power.gif")
    save_chart(made(), tmp_path / "POWER.SVG")
    assert [path.name for path in tmp_path.iterdir()] == ["POWER.SVG"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_character_without_a_font_is_no_trouble(suffix: str) -> None:
    sheet = sheet_of(library([car("a", "紅旗 检阅车 राष्ट्रपति")], [said("a", "power", "400 PS", "one")]))
    assert chart_bytes(made(sheet), suffix)
