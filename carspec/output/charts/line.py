"""A line of text on a chart: its letters are kept as shapes, so that drawing it anew costs little."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

SHAPED_SIZE = 300.0
"""Points at which shapes are kept: large enough that their curves can be kept as short straight lines."""


class Line(Text):
    """A line of text that begins on its baseline, drawn without matplotlib's layout of blocks.

    Into pixels its letters are filled as one shape: ten times as fast as letter by letter out of the font.
    Elsewhere it stays text.
    """

    def draw(self, renderer: Any) -> None:
        x, y = self.get_transform().transform(self.get_unitless_position())
        renderer.open_group("text")
        gc = renderer.new_gc()
        if isinstance(renderer, RendererAgg):
            self._fill(renderer, gc, x, y)
        else:
            gc.set_foreground(self.get_color())
            top = renderer.get_canvas_width_height()[1] if renderer.flipy() else 2 * y
            renderer.draw_text(
                gc, x, top - y, self.get_text(), self.get_fontproperties(), self.get_rotation(), mtext=self
            )
        gc.restore()
        renderer.close_group("text")
        self.stale = False

    def _fill(self, renderer: Any, gc: Any, x: float, y: float) -> None:
        font = self.get_fontproperties()
        gc.set_linewidth(0)
        gc.set_snap(False)
        scale = renderer.points_to_pixels(font.get_size_in_points()) / SHAPED_SIZE
        place = Affine2D().scale(scale).rotate_deg(self.get_rotation()).translate(x, y)
        shape = outline(self.get_text(), tuple(font.get_family()), str(font.get_weight()))
        renderer.draw_path(gc, shape, place, to_rgba(self.get_color()))


@lru_cache(maxsize=512)
def outline(words: str, families: tuple[str, ...], weight: str) -> Path:
    """The letters of a line from the origin on, at SHAPED_SIZE points.

    Most lines of a chart outlast its redraws: names, keys, the numbers of an axis.
    """
    font = get_font(_files(families, weight))
    font.set_size(SHAPED_SIZE, 72)
    points, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for item in font._layout(words, LoadFlags.NO_HINTING):
        shape, kinds = letter(item.ft_object, item.glyph_index)
        points.append(shape + np.array([item.x, item.y]))
        codes.append(kinds)
    return Path(np.concatenate(points), np.concatenate(codes), readonly=True)


@lru_cache
def _files(families: tuple[str, ...], weight: str) -> tuple[str, ...]:
    """The font of each family in one weight."""
    return tuple(fontManager.findfont(FontProperties(family=name, weight=weight)) for name in families)


@lru_cache(maxsize=2048)
def letter(font: FT2Font, glyph: Any) -> tuple[Any, Any]:
    """A glyph at SHAPED_SIZE points, without curves: its points as an array (n, 2), and their path codes."""
    font.set_size(SHAPED_SIZE, 72)
    font.load_glyph(glyph, LoadFlags.NO_HINTING)
    flat: Any = Path(*font.get_path()).cleaned(curves=False)
    return flat.vertices[:-1], flat.codes[:-1]  # the last only says that it ends


@contextmanager
def as_shaped() -> Iterator[None]:
    """Letters keep their shapes and widths: hinting would round them to pixels.

    A character that none of the fonts has is drawn as an empty box, and logged without a warning.
    """
    with warnings.catch_warnings(record=True) as caught, matplotlib.rc_context({"text.hinting": "none"}):
        warnings.filterwarnings("always", message="Glyph .* missing")
        yield
    for warning in caught:
        logging.getLogger(__name__).debug("%s", warning.message)
