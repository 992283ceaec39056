"""Type on charts: the fonts at hand, the width of a text in points, and text wrapped to a width."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

from carspec.output.palette import TYPE

OTHER_SCRIPTS = ("Noto Sans CJK SC", "Noto Sans Devanagari", "Noto Sans Arabic", "Noto Sans Hebrew")


@lru_cache
def families() -> tuple[str, ...]:
    """The fonts of the type stack that this machine has, then those for scripts they lack; never empty."""
    installed = {entry.name for entry in fontManager.ttflist}
    return tuple(name for name in (*TYPE.families, *OTHER_SCRIPTS) if name in installed) or ("DejaVu Sans",)


def system_fonts() -> tuple[str, ...]:
    """The names of the fonts that this machine has besides those that come with matplotlib."""
    own = matplotlib.get_data_path()
    return tuple(sorted({entry.name for entry in fontManager.ttflist if not entry.fname.startswith(own)}))


def font(size: float, weight: str = "normal") -> FontProperties:
    """A font of `size` points."""
    return FontProperties(family=list(families()), size=size, weight=weight)


@lru_cache
def _renderer() -> Any:
    untyped: Any = RendererAgg
    return untyped(1, 1, 72)


@lru_cache(maxsize=4096)
def _width(text: str, size: float, weight: str) -> float:
    with quiet():
        size_of_text = _renderer().get_text_width_height_descent(text, font(size, weight), False)
        return float(size_of_text[0])


def width(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line of text in points."""
    return _width(text, size, weight)


def wrapped(text: str, size: float, room: float, weight: str = "normal") -> list[str]:
    """The text in lines no wider than `room` points; a word that is wider alone is cut."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if width(joined, size, weight) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and width(word, size, weight) > room:
            end = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], size, weight) <= room
            )
            lines.append(word[:end])
            word = word[end:]
        line = word
    return [*lines, line]


@contextmanager
def quiet() -> Iterator[None]:
    """No warning for a character that none of the fonts has: it is drawn as an empty box, and logged."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message="Glyph .* missing")
        yield
    for warning in caught:
        logging.getLogger(__name__).debug("%s", warning.message)
