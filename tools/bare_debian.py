"""Proves the package in a bare Debian: it works there, and touches nothing that it should not.

``bare_debian.py [SUITE]`` (bookworm, or trixie for a newer one) makes the system in build/bare once, by
debootstrap. Every command runs there without Python and network, as an ordinary user, from a read-only
folder, watched by strace. The pictures of the window stay in build/bare: look at them.
"""

import argparse
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath

from PIL import ImageGrab
from pyvirtualdisplay.display import Display
from real_program import ROOT, NeverCame, wait_until
from traces import CALLS, from_start, sockets, written

PACKAGES = ("fontconfig", "fonts-dejavu-core", "libegl1", "libgl1")
"""What every desktop has and the package does not bring: fonts, OpenGL, and with it X11's own library."""

WORKPLACE = ROOT / "build" / "bare"
PROGRAM = PurePosixPath("/opt/a folder/carspec")
USER = 1000
HOME = PurePosixPath("/home/reader")
LOG = HOME / ".local/state/carspec/log"
OWN = (HOME / ".local/share/carspec", HOME / ".config/carspec", HOME / ".cache/carspec", LOG)
"""What `carspec paths` names for this user: the only folders that may be written to."""

IN_TEMPORARY = ("check", "self-check")
"""The commands that work in the system's temporary folder; these as well leave nothing there."""

CAR = "S 680 Guard"
CARS = ("s 680 guard", "760i protection")
TABLE = (
    "Make,Model,Power (kW)\nHongqi,N701,300\nHongqi,L5,285\nHongqi,L7,250\nHongqi,L9,260\nHongqi,H9,fast\n"
)
"""Cars of somebody else's to import; the last one's figure is refused."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "chart": ("chart", *CARS, "--field", "power", "-o", "chart.pdf"),
    "check": ("check", "--deep", str(PROGRAM / "_internal/data/vehicles.json")),
    "compare": ("compare", *CARS, "-o", "table.md"),
    "convert": ("convert", "20 million RUB", "--to", "EUR", "--date", "2018-05-07"),
    "copy": ("copy", *CARS, "--profile", "german-magazine"),
    "export": ("export", *CARS, "-o", "dossier.pdf"),
    "export-library": ("export", "--library", "-o", "library.json"),
    "fields": ("fields",),
    "import": ("import", "cars.csv", "--refused", "refused.csv"),
    "list": ("list", "aurus power > 400 kW"),
    "paths": ("paths",),
    "profiles": ("profiles",),
    "rating": ("rating", "VR8/VR10"),
    "read": ("read", "598 л.с.", "--field", "power"),
    "self-check": ("self-check",),
    "show": ("show", "s 680 guard"),
}
"""Words that make each sub-command work, by the name of their trace; `open` the window is tried with."""

ENTER = Path(__file__).with_name("enter_bare.sh")


@dataclass
class Machine:
    """A bare system with a user whose home is empty at first; what was wrong is gathered in `faults`."""

    root: Path
    kept: Path
    display: str = ""
    faults: list[str] = field(default_factory=list)
    seen_sockets: set[str] = field(default_factory=set)

    def start(self, name: str, *words: str) -> subprocess.Popen[str]:
        """Start the program with words, watched; `name` is that of its trace."""
        environment = {
            "PATH": os.environ["PATH"],
            "ROOT": str(self.root),
            "PACKAGE": str(ROOT / "dist" / "carspec"),
            "PROGRAM": str(PROGRAM),
            "KEPT": str(self.kept),
            "CALLS": CALLS,
            "TRACE": str(self.trace(name)),
            "WHO": str(USER),
            "SHOWN": self.display,
        }
        return subprocess.Popen(
            [
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--kill-child",
                str(ENTER),
                *words,
            ],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def home(self) -> Path:
        return self.kept / "home"

    @property
    def log(self) -> Path:
        return self.home / LOG.relative_to(HOME) / "carspec.log"

    def wait_for_log(self, words: str, running: subprocess.Popen[str]) -> None:
        """Wait until the program's log has words. Raises NeverCame, also where the program has ended."""

        def there() -> bool:
            if running.poll() is not None:
                raise NeverCame(f"The program ended too early: {running.communicate()[0]}")
            return self.log.exists() and words in self.log.read_text(encoding="utf-8")

        wait_until(there, f"“{words}” in the log")

    def trace(self, name: str) -> Path:
        return self.kept / f"{name}.trace"

    def judge(self, name: str, process: subprocess.Popen[str], *allowed: str) -> str:
        """Wait for the end, and gather what was wrong; `allowed` are files that the user asked for."""
        said, _ = process.communicate(timeout=600)
        if process.returncode:
            self.faults.append(f"{name} ended with {process.returncode}: {said.strip()}")
        told = self.trace(name).read_text(encoding="utf-8", errors="replace").splitlines()
        lines = from_start(told, str(PROGRAM / "carspec"))
        if not lines:
            self.faults.append(f"{name} left no trace, so nothing is known of it")
        for path in sorted(set(map(PurePosixPath, written(lines, str(self.root), str(HOME))))):
            if not (may_write(path, allowed) or (name in IN_TEMPORARY and path.is_relative_to("/tmp"))):
                self.faults.append(f"{name} wrote {path}")
        used = set(sockets(lines))
        self.seen_sockets |= used
        self.faults += [
            f"{name} used the socket {one}" for one in sorted(used) if not one.startswith("/tmp/.X11-unix/")
        ]
        return said

    def leftovers(self) -> list[str]:
        """Files that lie where none should, whatever the traces say."""
        temporary = [path for path in (self.kept / "tmp").rglob("*") if ".X11-unix" not in path.parts]
        return [f"{path} stays in the temporary folder" for path in temporary]


def may_write(path: PurePosixPath, files: Iterable[str]) -> bool:
    """Whether a path is in one of the program's own folders, above them, or one of the user's files.

    A file is written under another name beside its place and put there at the end.
    """
    if path == PurePosixPath("/dev/null") or any(
        path.is_relative_to(own) or own.is_relative_to(path) for own in OWN
    ):
        return True
    return path.parent == HOME and any(
        path.name == file or path.name.startswith(f".{file}.") for file in files
    )


def system(suite: str) -> Path:
    """The root of a minimal Debian with what a desktop has, made where it is not there yet."""
    root, stamp = WORKPLACE / suite, WORKPLACE / f"{suite}.packages"
    wanted = " ".join(PACKAGES)
    if stamp.exists() and stamp.read_text() == wanted:
        return root
    shutil.rmtree(root, ignore_errors=True)
    WORKPLACE.mkdir(parents=True, exist_ok=True)
    print(f"Making a bare Debian {suite}; this takes two minutes", flush=True)
    command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", suite, str(root)]
    log = WORKPLACE / f"{suite}.log"
    with log.open("w") as told:
        if subprocess.run(command, stdout=told, stderr=told).returncode:
            raise SystemExit(f"debootstrap failed; {log} says why.")
    if list(root.glob("usr/bin/python*")):
        raise SystemExit("There is a Python in what should be bare.")
    for place in (HOME, PROGRAM):
        (root / str(place)[1:]).mkdir(parents=True)
    stamp.write_text(wanted)
    return root


@contextmanager
def machine(suite: str) -> Iterator[Machine]:
    """A bare system with an empty home and an empty temporary folder."""
    kept = WORKPLACE / f"{suite}-run"
    shutil.rmtree(kept, ignore_errors=True)
    for name, mode in (("home", 0o755), ("tmp", 0o1777)):
        (kept / name).mkdir(parents=True)
        (kept / name).chmod(mode)
    os.chown(kept / "home", USER, USER)
    yield Machine(system(suite), kept)


class Screen:
    """The display of the window: keys in, pictures and the clipboard out."""

    def __init__(self, name: str, kept: Path) -> None:
        self.environment, self.kept = os.environ | {"DISPLAY": name}, kept

    def do(self, *words: str) -> bool:
        return not subprocess.run(
            ["xdotool", *words], env=self.environment, stdout=subprocess.DEVNULL
        ).returncode

    def window(self, title: str) -> None:
        """Wait for a window by its title, and give it the keys as a window manager does."""
        words = ("search", "--onlyvisible", "--name", title, "windowfocus", "--sync")
        wait_until(lambda: self.do(*words), f"the window “{title}”")

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "100", *keys)

    def save_as(self, file: str) -> None:
        """Answer the question for a file."""
        self.window("Save")
        self.press("ctrl+a")
        self.do("type", "--delay", "30", f"{HOME}/{file}")
        self.press("Return")

    def clipboard(self) -> str:
        command = ["xclip", "-o", "-selection", "clipboard"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        return done.stdout

    def picture(self, name: str) -> None:
        path = self.kept.parent / f"{self.kept.name.partition('-')[0]}-{name}.png"
        ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).save(path)
        print(f"picture: {path.relative_to(ROOT)}", flush=True)


def try_commands(machine: Machine) -> None:
    """Run every sub-command without a display, and look at what the files it writes are."""
    (machine.home / "cars.csv").write_text(TABLE, encoding="utf-8")
    for name, words in COMMANDS.items():
        files = [after for option, after in pairwise(words) if option in ("-o", "--refused")]
        said = machine.judge(name, machine.start(name, *words), *files)
        if not said.strip() and not files:
            machine.faults.append(f"{name} said nothing")
        machine.faults += [f"{name} wrote no {file}" for file in files if not (machine.home / file).exists()]


def try_window(machine: Machine) -> None:
    """Open the window, copy the comparison, save a chart, save the comparison, and leave."""
    running = machine.start("window")
    screen = Screen(machine.display, machine.kept)
    machine.wait_for_log("all loaded", running)
    screen.window(CAR)
    screen.picture("window")
    screen.press("ctrl+a", "ctrl+c")
    wait_until(lambda: "612" in screen.clipboard(), "a copy of the figures")
    screen.press("ctrl+e")
    screen.window("Save chart")
    screen.picture("chart-dialog")
    screen.press("Return")
    screen.save_as("chart.svg")
    wait_until((machine.home / "chart.svg").exists, "the chart in a file")
    screen.window(CAR)
    screen.press("ctrl+shift+s")
    screen.save_as("mine.carspec")
    wait_until((machine.home / "mine.carspec").exists, "the comparison in a file")
    screen.window("mine")
    screen.press("ctrl+q")
    machine.judge("window", running, "chart.svg", "mine.carspec")


def try_files(machine: Machine) -> None:
    """Open a comparison as a file manager does, and one that is broken, of which the window tells."""
    (machine.home / "broken.carspec").write_text('{"carspec": "comparison",}')
    screen = Screen(machine.display, machine.kept)
    for name, title in (("mine", "mine"), ("broken", "^carspec$")):
        machine.log.unlink(missing_ok=True)
        running = machine.start(name, f"{HOME}/{name}.carspec")
        machine.wait_for_log("all loaded", running)
        screen.window(title)
        screen.picture(name)
        if name == "broken":
            screen.press("Return")
            screen.window(CAR)
        screen.press("ctrl+q")
        machine.judge(name, running)


def main(suite: str) -> int:
    """Try everything; returns 0, or 1 where something was wrong, each in a line of its own."""
    if os.geteuid():
        raise SystemExit("Only root can make and enter the bare system: run this as root.")
    if not (ROOT / "dist" / "carspec" / "carspec").exists():
        raise SystemExit("There is no package to try: make package builds it.")
    with machine(suite) as bare, Display(visible=False, size=(1440, 900), manage_global_env=False) as display:
        try_commands(bare)
        bare.display = display.new_display_var
        try:
            try_window(bare)
            try_files(bare)
        except NeverCame as problem:
            bare.faults.append(str(problem))
            Screen(bare.display, bare.kept).picture("problem")
        faults = [*bare.faults, *bare.leftovers()]
    print(f"Sockets used: {', '.join(sorted(bare.seen_sockets)) or 'none'}")
    print("\n".join(faults) if faults else f"All is well in a bare Debian {suite}.")
    return 1 if faults else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suite", nargs="?", default="bookworm")
    raise SystemExit(main(parser.parse_args().suite))
