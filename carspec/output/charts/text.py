"""Type on charts: the house font that ships with the program, widths, and text wrapped to a width."""

import logging
import re
from functools import lru_cache
from typing import Any
from unicodedata import combining

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from carspec.output.charts.line import as_shaped
from carspec.output.palette import TYPE
from carspec.paths import resource

LINE_HEIGHT = 1.32
RISE = 0.36
"""Half the height of figures and capitals, as a share of the size: what centres a line on its baseline."""
NO_BREAK = "\u00a0"
_UNIT = re.compile(r"(?<=\d) (?=\S{1,4}(?: |$))")
FACE_SIZE = 100.0
FINE = 8
"""Texts are measured so many times larger, where no hinting rounds their letters."""

SCRIPTS: dict[str, tuple[str, ...]] = {
    "Devanagari": ("Noto Sans Devanagari",),
    "Arabic": ("Noto Sans Arabic",),
    "Chinese": (
        *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"),
        *("Hiragino Sans GB", "WenQuanYi Micro Hei", "SimHei", "Droid Sans Fallback"),
    ),
    "Japanese": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans", "IPAexGothic"),
    "Korean": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic"),
    "Hebrew": ("Noto Sans Hebrew", "Arial Hebrew"),
    "Thai": ("Noto Sans Thai", "Leelawadee UI", "Thonburi"),
}
"""Fonts by the script that they add; the first that is there is taken. The house font has Latin, Greek and
Cyrillic; those of the first two scripts ship with it, the others are the system's."""


@lru_cache
def families() -> tuple[str, ...]:
    """The fonts of charts in the order in which a character is looked for; the last comes with matplotlib."""
    _take_own()
    installed = {entry.name for entry in fontManager.ttflist}
    scripts = (next((name for name in names if name in installed), "") for names in SCRIPTS.values())
    return tuple(name for name in (TYPE.families[0], *scripts, "DejaVu Sans") if name in installed)


def absent_scripts() -> tuple[str, ...]:
    """Scripts without a font on this machine: their characters show as boxes."""
    have = set(families())
    return tuple(script for script, names in SCRIPTS.items() if not have.intersection(names))


def system_fonts() -> tuple[str, ...]:
    """The names of the fonts that this machine has besides those that come with us and with matplotlib."""
    own = (matplotlib.get_data_path(), str(resource("fonts")))
    return tuple(sorted({entry.name for entry in fontManager.ttflist if not entry.fname.startswith(own)}))


def _take_own() -> None:
    """Put our own fonts before those of the system, so that charts look alike on all machines.

    A script without a bold cut of its own is never warned about: its regular one is taken.
    """
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for path in sorted(resource("fonts").glob("*.ttf")):
        fontManager.addfont(path)
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())


@lru_cache(maxsize=64)
def font(size: float, weight: str = "normal") -> FontProperties:
    """A font of `size` points; not to be changed."""
    return FontProperties(family=list(families()), size=size, weight=weight)


@lru_cache
def _renderer() -> Any:
    untyped: Any = RendererAgg
    return untyped(1, 1, 72)


@lru_cache(maxsize=16384)
def width(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line of text in points.

    In the house font it is the sum of its letters, since laying it out costs as much as drawing it: kerning
    changes that by less than a point. Other scripts, whose letters join, are laid out.
    """
    advances = [_advance(letter, weight) for letter in text]
    if None not in advances:
        return sum(advance for advance in advances if advance) * size
    with as_shaped():
        measured = _renderer().get_text_width_height_descent(text, font(size * FINE, weight), False)
        return float(measured[0]) / FINE


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: str) -> float | None:
    """The width of a letter of the house font at a size of 1; None where it has none, or joins it."""
    face = _face(weight)
    if combining(letter) or not face.get_char_index(ord(letter)):
        return None
    return float(face.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / FACE_SIZE


def _face(weight: str) -> FT2Font:
    """The house font in one weight, at FACE_SIZE points; each thread has its own, as matplotlib asks for."""
    face: FT2Font = get_font(fontManager.findfont(FontProperties(family=families()[0], weight=weight)))
    face.set_size(FACE_SIZE, 72)
    return face


def wrapped(text: str, size: float, room: float, weight: str = "normal") -> list[str]:
    """The text in lines no wider than `room` points; a word that is wider alone is cut.

    A number stays with its unit, or another short word behind it.
    """
    lines, line = [], ""
    for word in _UNIT.sub(NO_BREAK, text).split(" "):
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


def widest(lines: "list[str] | tuple[str, ...]", size: float, weight: str = "normal") -> float:
    """The width of the widest of some lines in points."""
    return max((width(line, size, weight) for line in lines), default=0.0)
