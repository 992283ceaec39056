"""Makes resources/fonts from the Noto fonts of a folder, with the characters that charts need."""

import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"

EUROPE = (
    *range(0x0020, 0x0250),  # Latin with all its accents
    *range(0x0300, 0x0330),  # accents that are set on a letter
    *range(0x0370, 0x0530),  # Greek, Cyrillic
    *range(0x1E00, 0x1F00),  # Vietnamese and more of Latin
    *range(0x2000, 0x2070),  # dashes, quotes, spaces
    *range(0x2070, 0x20C0),  # figures above and below the line, currencies
    *range(0x2100, 0x2300),  # letterlike signs, arrows, mathematical signs
    *range(0x25A0, 0x2700),  # shapes
)
FONTS: dict[str, tuple[int, ...] | None] = {
    "NotoSans-Regular.ttf": EUROPE,
    "NotoSans-Bold.ttf": EUROPE,
    "NotoSansDevanagari-Regular.ttf": None,
    "NotoSansArabic-Regular.ttf": None,
}
"""The fonts, and the characters that stay in each; None keeps them all."""


def build(folder: Path) -> None:
    """Write the subset of each font of `folder`; the same fonts give the same bytes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, characters in FONTS.items():
        options = subset.Options(
            layout_features=["*"] if characters is None else ["ccmp", "kern", "locl", "mark", "mkmk"],
            recalc_timestamp=False,
            name_IDs=["*"],
            glyph_names=False,
        )
        font = subset.load_font(str(folder / name), options)
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=characters or tuple(font.getBestCmap()))
        chosen.subset(font)
        subset.save_font(font, str(TARGET / name), options)
        print(f"{name}: {(TARGET / name).stat().st_size // 1024} KB")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
