"""Runs the real program on a display of its own, with mouse, keys and a screen reader."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageGrab
from pyvirtualdisplay.display import Display
from system_packages import SYSTEM_PYTHON

ROOT = Path(__file__).resolve().parent.parent
READER = Path(__file__).with_name("screen_reader.py")
PATIENCE_SECONDS = 120
COLOURS = 256
"""Of a picture: enough where those of small marks count as much as those of large grounds."""
FRAME = "#808080"
"""The colour of the line around dialogs in pictures, as there is no window manager to draw one."""
FOREIGN = ("QT_", "WAYLAND", "DBUS_", "AT_SPI")


class NeverCame(Exception):
    """What was waited for did not come."""


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds, as long as a slow machine may take. Raises NeverCame."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise NeverCame(f"Waited in vain for {what}.")
        time.sleep(0.05)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is shown, as a screen reader says it; `row` and `column` are the headers of a cell."""

    name: str
    description: str
    states: list[str]
    box: list[int]
    row: list[str] = field(default_factory=list)
    column: list[str] = field(default_factory=list)

    @property
    def centre(self) -> tuple[int, int]:
        left, top, width, height = self.box
        return left + width // 2, top + height // 2


@dataclass(frozen=True)
class Desk:
    """A display with its keyboard and mouse, and a screen reader that reads what is on it."""

    size: tuple[int, int]
    environment: dict[str, str]
    reader: subprocess.Popen[str]

    def all(self, role: str, name: str = ".*") -> list[Thing]:
        """All that is shown of a role; `name` is a regular expression that fits the whole name."""
        assert self.reader.stdin is not None
        assert self.reader.stdout is not None
        self.reader.stdin.write(json.dumps({"role": role, "name": name}) + "\n")
        self.reader.stdin.flush()
        answers: list[dict[str, Any]] = json.loads(self.reader.stdout.readline())
        return [Thing(**answer) for answer in answers]

    def find(self, role: str, name: str = ".*") -> Thing:
        """The first thing of a role and name, as soon as it is there and has its place. Raises NeverCame."""
        found: list[Thing] = []

        def there() -> bool:
            before, found[:] = found[:], self.all(role, name)
            return bool(found) and bool(before) and found[0].box == before[0].box

        wait_until(there, f"a {role} “{name}”")
        return found[0]

    def click(self, role: str, name: str, button: int = 1) -> None:
        """Click into the middle of a thing."""
        self.click_at(*self.find(role, name).centre, button)

    def click_at(self, x: int, y: int, button: int = 1) -> None:
        self.do("mousemove", str(x), str(y), "click", str(button))

    def press(self, *keys: str) -> None:
        self.do("key", *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "20", text)

    def copy(self, form: str, content: str) -> None:
        """Put something on the clipboard, as another program does."""
        command = ["xclip", "-selection", "clipboard", "-t", form]
        subprocess.run(
            command, input=content.encode(), env=self.environment, check=True, timeout=PATIENCE_SECONDS
        )

    def rest(self) -> None:
        """Put the pointer out of the way."""
        self.do("mousemove", str(self.size[0]), "0")

    def do(self, *words: str) -> None:
        """Carry a command of xdotool out; again where a window came or went while it looked for it."""
        command = ["xdotool", *words]

        def done() -> bool:
            return not subprocess.run(command, env=self.environment, timeout=PATIENCE_SECONDS).returncode

        wait_until(done, f"the display to do “{' '.join(words)}”")

    def picture(self) -> Image.Image:
        """What is shown, as soon as it no longer changes for a second: a new size makes a new chart."""
        display, pictures = self.environment["DISPLAY"], []

        def quiet() -> bool:
            pictures.append(ImageGrab.grab(xdisplay=display))
            if len(pictures) > 1 and not ImageChops.difference(*pictures[-2:]).getbbox():
                return True
            time.sleep(1)
            return False

        wait_until(quiet, "a window at rest")
        for left, top, width, height in (dialog.box for dialog in self.all("dialog")):
            line = (left - 1, top - 1, left + width, top + height)
            ImageDraw.Draw(pictures[-1]).rectangle(line, outline=FRAME)
        return pictures[-1]


class Program:
    """The real program with its data in a folder, its window as large as the display."""

    def __init__(self, desk: Desk, data: Path, *arguments: str) -> None:
        self.desk, self.log = desk, data / "log" / "carspec.log"
        command = [sys.executable, str(ROOT / "main.py"), "--data", str(data), *arguments]
        self.process = subprocess.Popen(command, env=desk.environment)
        wait_until(lambda: self.process.poll() is not None or desk.all("table", "Comparison"), "the window")
        if self.process.poll() is not None:
            raise NeverCame("The program ended before it showed anything; its own words stand above.")
        self._to_window("windowmove", "0", "0", "windowsize", *map(str, desk.size))
        wait_until(lambda: desk.find("frame").box == [0, 0, *desk.size], "the window to fill the display")
        self.focus()
        desk.rest()

    def focus(self) -> None:
        """Give the window the keys, at the start and after each dialog, as a window manager does."""
        self._to_window("windowfocus", "--sync")

    def _to_window(self, *words: str) -> None:
        self.desk.do("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", ".", *words)

    def quit(self) -> None:
        """Leave by its keys. Raises NeverCame where it met a fault."""
        self.focus()
        self.desk.press("ctrl+q")
        wait_until(lambda: self.process.poll() is not None, "the end of the program")
        if self.process.returncode or "CRITICAL" in self.log.read_text(encoding="utf-8"):
            raise NeverCame(f"The program met a fault:\n{self.log.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait()


def save_picture(desk: Desk, target: Path) -> None:
    """Write what is shown, once its chart has come, as a small PNG file."""
    desk.find("filler", "Chart: .+")
    desk.picture().quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
    print(f"{target}: {target.stat().st_size // 1000} kB", flush=True)


@contextmanager
def desk(size: tuple[int, int]) -> Iterator[Desk]:
    """A display that nobody sees, with an empty home and a bus of its own for screen readers."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    with (
        tempfile.TemporaryDirectory(prefix="carspec-", ignore_cleanup_errors=True) as home,
        Display(visible=False, size=size, manage_global_env=False) as display,
    ):
        environment |= {
            "DISPLAY": display.new_display_var,
            "HOME": home,
            "XDG_RUNTIME_DIR": home,  # where the bus has its socket: two desks must not share it
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        with _running(environment, "dbus-daemon", "--session", "--nofork", "--print-address") as bus:
            assert bus.stdout is not None
            environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            with _running(environment, SYSTEM_PYTHON, str(READER)) as reader:
                yield Desk(size, environment, reader)


@contextmanager
def _running(environment: dict[str, str], *command: str) -> Iterator[subprocess.Popen[str]]:
    """A process that answers on its output, and is ended afterwards; what it grumbles is not heard."""
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment, stdin=pipe, stdout=pipe, stderr=quiet, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
