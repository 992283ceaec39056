"""Guards the pictures: every text and every mark of a fixed comparison stays where it was looked at last.

After a change that is meant: CARSPEC_NEW_LAYOUT=1 make test ARGS=tests/output/charts/test_layout.py, then
look at the pictures (make gallery) before the new places are committed.
"""

import json
import os
from pathlib import Path

import pytest

from carspec.output.charts.board import ChartFigure
from carspec.output.charts.making import make_chart
from carspec.output.charts.picture import DRAWINGS, picture
from tests.output.small_library import example

PLACES = Path(__file__).resolve().parents[2] / "reference" / "chart_layout.json"
FIELDS = {
    "bars": ("power",),
    "claims": ("mass",),
    "multiples": ("power", "mass"),
    "scatter": ("mass", "power"),
    "ladder": ("rating",),
    "timeline": (),
    "coverage": (),
}
"""All kinds but the outlines, whose dimensions this small library has not."""
TOLERANCE = 1.5
"""Points by which another version of the libraries may shift a thing."""


def layout(figure: ChartFigure) -> dict[str, object]:
    """The size, the texts and the marks of a figure with their places in points."""
    width, height = (round(float(side) * 72, 1) for side in figure.get_size_inches())
    texts = [[text.get_text(), *(round(float(at), 1) for at in text.get_position())] for text in figure.texts]
    places = {key: [round(side, 1) for side in place] for key, place in figure.places.items()}
    return {"size": [width, height], "texts": texts, "places": places, "shapes": len(figure.artists)}


def drawn(kind: str) -> dict[str, object]:
    return layout(picture(make_chart(example(), kind, FIELDS[kind])))


def test_every_kind_is_guarded() -> None:
    assert {*FIELDS, "outlines"} == set(DRAWINGS)


@pytest.mark.skipif("CARSPEC_NEW_LAYOUT" not in os.environ, reason="writes the places anew when asked to")
def test_write_the_places_anew() -> None:
    PLACES.write_text(json.dumps({kind: drawn(kind) for kind in FIELDS}, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("kind", FIELDS)
def test_the_picture_is_as_it_was_looked_at(kind: str) -> None:
    expected = json.loads(PLACES.read_text("utf-8"))[kind]
    found = json.loads(json.dumps(drawn(kind)))
    assert found["size"] == pytest.approx(expected["size"], abs=TOLERANCE)
    assert [text[0] for text in found["texts"]] == [text[0] for text in expected["texts"]]
    for text, wanted in zip(found["texts"], expected["texts"], strict=True):
        assert text[1:] == pytest.approx(wanted[1:], abs=TOLERANCE), text[0]
    assert found["places"].keys() == expected["places"].keys()
    for key, place in found["places"].items():
        assert place == pytest.approx(expected["places"][key], abs=TOLERANCE), key
    assert found["shapes"] == expected["shapes"]
