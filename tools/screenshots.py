"""Takes the pictures of the window in docs/screenshots: the real program with its first comparison.

``screenshots.py [FOLDER]`` writes one picture for each size and theme. Each start has a display of the
picture's size and a data folder of its own, so that nothing of the person who runs it gets into a picture.
"""

import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace
from real_program import ROOT, Program, desk, save_picture

sys.path.insert(0, str(ROOT))

from carspec.gui.remembered import Remembered
from carspec.gui.settings import Settings

SIZES = ((1280, 720), (1440, 900), (1920, 1080))
THEMES = ("light", "dark")


def take(size: tuple[int, int], theme: str, target: Path) -> None:
    """Start the program on a display of `size`, and write its picture to `target`."""
    with tempfile.TemporaryDirectory(prefix="carspec-") as data, desk(size) as on:
        Settings(Path(data) / "settings").save(replace(Remembered(), appearance=theme))
        program = Program(on, Path(data))
        save_picture(on, target)
        program.quit()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for theme in THEMES:
            take(size, theme, folder / f"{theme}-{size[0]}x{size[1]}.png")


if __name__ == "__main__":
    main()
