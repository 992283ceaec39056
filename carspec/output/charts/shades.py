"""Four shades for counts, from few to most, with the colour of text that can be read on each."""

from carspec.output.palette import Theme

SHADES = ("few", "some", "many", "most")


def shade(theme: Theme, place: int) -> str:
    """The colour of a shade, the lightest first (in the dark theme the darkest)."""
    return str(getattr(theme, SHADES[place]))


def text_on(theme: Theme, place: int) -> str:
    """The colour of text on a shade."""
    return max((theme.text, theme.on_accent), key=lambda ink: _contrast(ink, shade(theme, place)))


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    """The relative luminance of "#rrggbb"."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
