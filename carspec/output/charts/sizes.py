"""The size of a picture as people write it, in mm, inch or pixels, with presets for print columns."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from carspec.core.errors import CarspecError
from carspec.output.charts.style import PRINT_SCALE

MM = 72 / 25.4
"""Points in a millimetre."""
UNITS: Mapping[str, float] = {"mm": MM, "cm": 10 * MM, "in": 72.0, "inch": 72.0, "pt": 1.0}
"""Points in a unit of length; a pixel is 1/dpi inch."""
PRINT_DPI, SCREEN_DPI = 300, 96
LEAST_DPI, MOST_DPI = 30, 1200
MOST_SIDE = 2000 * MM
MOST_PIXELS = 120_000_000


class NoSize(CarspecError):
    """A size cannot be read, or is one that no picture can have."""


class PictureSize(NamedTuple):
    """Width and height in points (height None: as high as the chart needs), dots per inch of a PNG, and the
    scale of the type: in print it is smaller, and the same at every width."""

    width: float
    height: float | None = None
    dpi: float = 2 * SCREEN_DPI
    scale: float = 1.0


class Preset(NamedTuple):
    """A size with a name."""

    key: str
    label: str
    size: PictureSize


PRESETS: Mapping[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset("screen", "Screen, 768 px", PictureSize(576.0)),
        Preset("one-column", "One column, 90 mm", PictureSize(90 * MM, None, PRINT_DPI, PRINT_SCALE)),
        Preset("two-columns", "Two columns, 185 mm", PictureSize(185 * MM, None, PRINT_DPI, PRINT_SCALE)),
    )
}
DEFAULT_PRESET = "screen"
_LENGTH = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|inch|pt|px)\s*", re.IGNORECASE)


def picture_size(
    preset: str = DEFAULT_PRESET, width: str = "", height: str = "", dpi: float | None = None
) -> PictureSize:
    """The size of a preset with another width, height ("90mm", "3.5 in", "1200px") or resolution.

    Pixels are those of a PNG of `dpi` (by default 96), so that 1200px are 1200 pixels. A width in a unit of
    length is for print. Raises NoSize.
    """
    if preset not in PRESETS:
        raise NoSize(f'There is no size "{preset}"; known are {", ".join(PRESETS)}.')
    if dpi is not None and not LEAST_DPI <= dpi <= MOST_DPI:
        raise NoSize(f"{dpi:g} dots per inch are out of reach; take {LEAST_DPI} to {MOST_DPI}.")
    base = PRESETS[preset].size
    lengths = {name: _length(name, words) for name, words in (("width", width), ("height", height)) if words}
    pixels = any(unit == "px" for _, unit in lengths.values())
    printed = not pixels and "width" in lengths
    usual = SCREEN_DPI if pixels else PRINT_DPI if printed else base.dpi
    resolution = dpi or usual
    found = {name: number * _points(unit, resolution) for name, (number, unit) in lengths.items()}
    for name, points in found.items():
        if not 0 < points <= MOST_SIDE:
            raise NoSize(f"A {name} of {lengths[name][0]:g} {lengths[name][1]} is out of reach; 2 m at most.")
    scale = PRINT_SCALE if printed else base.scale
    return PictureSize(found.get("width", base.width), found.get("height", base.height), resolution, scale)


def require_pixels(width: float, height: float, dpi: float) -> None:
    """Raises NoSize where a PNG of so many points would have more pixels than any program opens."""
    pixels = width * height * (dpi / 72) ** 2
    if pixels > MOST_PIXELS:
        raise NoSize(
            f"At {dpi:g} dots per inch this picture would have {pixels / 1e6:.0f} million pixels; "
            f"ask for fewer dots or a smaller size."
        )


def _length(name: str, words: str) -> tuple[float, str]:
    match = _LENGTH.fullmatch(words)
    if match is None:
        raise NoSize(
            f'The {name} "{words}" cannot be read: write a number with mm, cm, in or px, as in 90mm.'
        )
    return float(match[1].replace(",", ".")), match[2].lower()


def _points(unit: str, dpi: float) -> float:
    return 72 / dpi if unit == "px" else UNITS[unit]
