"""Texts of charts stand where matplotlib's own layout would put them."""

import numpy
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from carspec.output.charts.line import Line, as_shaped
from carspec.output.charts.text import font


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("words", ["Mercedes-Benz S 680 Guard", "598 PS ▲ 592–603", "राष्ट्रपति کار"])
def test_a_line_is_drawn_as_laid_out_text_is(words: str, turn: int) -> None:
    def pixels(kind: type[Text]) -> numpy.ndarray:
        figure = Figure(figsize=(3, 3), dpi=100)
        drawn = kind(0.25, 0.25, words, fontproperties=font(12), parse_math=False, color="#123456")
        drawn.set(rotation=turn, rotation_mode="anchor")
        figure.add_artist(drawn)
        canvas = FigureCanvasAgg(figure)
        with as_shaped():
            canvas.draw()
        return numpy.asarray(canvas.buffer_rgba())

    ours, theirs = pixels(Line).astype(int), pixels(Text).astype(int)
    ink = (255 - theirs).sum()
    assert ink > 0
    assert abs(ours - theirs).sum() < 0.06 * ink  # theirs come in 64ths of a pixel
