"""Takes the pictures of the window in docs/screenshots: the real program with its first comparison, on Xvfb.

``screenshots.py [FOLDER]`` writes one picture for each size and theme. Each start has a display of the
picture's size and a data folder of its own, so that nothing of the person who runs it gets into a picture.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab
from pyvirtualdisplay.display import Display

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from carspec.gui.remembered import Remembered  # noqa: E402
from carspec.gui.settings import Settings  # noqa: E402

SIZES = ((1280, 720), (1440, 900), (1920, 1080))
THEMES = ("light", "dark")
COLOURS = 256
PATIENCE_SECONDS = 60


def take(size: tuple[int, int], theme: str, data: Path, target: Path) -> None:
    """Start the program on a display of `size` with its data in `data`, and write its picture to `target`."""
    Settings(data / "settings").save(replace(Remembered(), appearance=theme))
    with Display(visible=False, size=size) as display, _program(data, display.new_display_var) as process:
        log = data / "log" / "carspec.log"
        _wait_for_chart(log, process)
        _fill_display(process, display.new_display_var, size)
        picture = _quiet_picture(display.new_display_var)
        if "CRITICAL" in log.read_text(encoding="utf-8"):
            raise SystemExit(f"The program met a fault:\n{log.read_text(encoding='utf-8')}")
        picture.quantize(COLOURS).save(target, optimize=True)


@contextmanager
def _program(data: Path, display: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))
    }
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data)]
    process = subprocess.Popen(command, env=environment | {"DISPLAY": display})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_for_chart(log: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not (log.exists() and "chart shown" in log.read_text(encoding="utf-8")):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit("The program showed no chart; its own words stand above.")
        time.sleep(0.1)


def _fill_display(process: subprocess.Popen[bytes], display: str, size: tuple[int, int]) -> None:
    """Do what a window manager does with a window that is maximised, and put the pointer out of the way."""
    width, height = map(str, size)
    command = ["xdotool", "search", "--onlyvisible", "--pid", str(process.pid), "--name", "."]
    command += ["windowmove", "0", "0", "windowsize", width, height, "mousemove", width, height]
    subprocess.run(command, env=os.environ | {"DISPLAY": display}, check=True)


def _quiet_picture(display: str) -> Image.Image:
    """The picture as soon as it no longer changes for a second: a new size makes a new chart."""
    end = time.monotonic() + PATIENCE_SECONDS
    before = ImageGrab.grab(xdisplay=display)
    while time.monotonic() < end:
        time.sleep(1)
        now = ImageGrab.grab(xdisplay=display)
        if ImageChops.difference(before, now).getbbox() is None:
            return now
        before = now
    raise SystemExit("The window did not come to rest.")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for theme in THEMES:
            target = folder / f"{theme}-{size[0]}x{size[1]}.png"
            with tempfile.TemporaryDirectory(prefix="carspec-") as data:
                take(size, theme, Path(data), target)
            print(f"{target}: {target.stat().st_size // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
