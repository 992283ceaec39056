"""Proves that install.sh puts the program into a menu, opens .carspec files with it, and takes that back."""

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import package
import pytest
from PIL import Image

TOOLS = ("desktop-file-validate", "gio", "update-desktop-database", "update-mime-database", "xdg-mime")
KIND = "application/x-carspec+json"
HOSTILE = """My "programs", $HOME `pwd` \\ it's"""
"""A folder's name with a space and every sign that a desktop entry has to quote."""

PROGRAM = """#!/bin/sh
printf '%s\\n' "$@" > "$(dirname "$0")/asked.new" && mv "$(dirname "$0")/asked.new" "$(dirname "$0")/asked"
"""
"""A program that writes down what it was asked to open."""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="install.sh is for Linux"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"),
]


@dataclass
class Machine:
    """A user with an empty home, and the folder of the program that this user has unpacked."""

    home: Path
    folder: Path

    def run(self, *words: object) -> str:
        """What a command prints for this user; where it fails, the test does."""
        done = subprocess.run(
            [str(word) for word in words],
            env={"HOME": str(self.home), "PATH": "/usr/bin:/bin", "XDG_CURRENT_DESKTOP": "GNOME"},
            cwd=self.home,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert not done.stderr
        return done.stdout.strip()

    def install(self, *words: str) -> str:
        return self.run(self.folder / "install.sh", *words)

    @property
    def share(self) -> Path:
        return self.home / ".local" / "share"

    @property
    def entry(self) -> Path:
        return self.share / "applications" / "carspec.desktop"

    def files(self) -> set[str]:
        """What lies in the home, without the lists that the desktop's own tools keep."""
        found = (path.relative_to(self.home) for path in self.home.rglob("*") if not path.is_dir())
        return {str(path) for path in found if path.parts[2:3] != ("mime",) and path.name != "mimeinfo.cache"}

    def opened(self, file: Path) -> str:
        """What the program is asked for when the entry of the menu opens a file."""
        self.run("gio", "launch", self.entry, file)
        asked = self.folder / "asked"
        for _ in range(200):
            if asked.exists():
                break
            time.sleep(0.05)
        return asked.read_text().strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "a home", tmp_path / HOSTILE)
    made.home.mkdir()
    made.folder.mkdir()
    package.add_desktop_files(made.folder)
    (made.folder / "carspec").write_text(PROGRAM)
    (made.folder / "carspec").chmod(0o755)
    return made


@pytest.fixture
def comparison(tmp_path: Path) -> Path:
    file = tmp_path / "two guards.carspec"
    file.write_text('{"carspec": "comparison"}')
    return file


def test_a_comparison_is_a_kind_of_file_that_the_entry_opens(machine: Machine, comparison: Path) -> None:
    assert machine.run("xdg-mime", "query", "filetype", comparison) != KIND
    machine.install()
    machine.run("desktop-file-validate", machine.entry)
    assert machine.run("xdg-mime", "query", "filetype", comparison) == KIND
    assert "carspec.desktop" in machine.run("gio", "mime", KIND)
    assert machine.opened(comparison) == str(comparison)


def test_the_icon_is_there_in_every_size_for_program_and_files(machine: Machine) -> None:
    machine.install()
    icons = machine.share / "icons" / "hicolor"
    for size in (16, 24, 32, 48, 256):
        with Image.open(icons / f"{size}x{size}" / "apps" / "carspec.png") as icon:
            assert icon.size == (size, size)
            assert icon.getpixel((size // 2, size // 5))[3] == 255, "the shield"  # type: ignore[index]
            assert icon.getpixel((0, 0))[3] == 0, "the ground"  # type: ignore[index]
    assert (icons / "scalable" / "apps" / "carspec.svg").exists()


def test_the_command_starts_the_program_and_spares_what_is_not_ours(machine: Machine) -> None:
    machine.install()
    command = machine.home / ".local" / "bin" / "carspec"
    assert command.resolve() == machine.folder / "carspec"
    command.unlink()
    command.write_text("another program")
    done = subprocess.run(
        [machine.folder / "install.sh"],
        env={"HOME": str(machine.home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert "is something else and stays" in done.stderr
    machine.install("--uninstall")
    assert command.read_text() == "another program"


def test_desktops_without_gio_find_it_too(machine: Machine, comparison: Path) -> None:
    """xdg-utils understand no quotes, so that they need a folder and a home without spaces."""
    machine.folder = machine.folder.rename(machine.folder.with_name("carspec-1.2.3"))
    machine.home = machine.home.rename(machine.home.with_name("home"))
    machine.install()
    assert machine.run("xdg-mime", "query", "default", KIND) == "carspec.desktop"
    assert machine.opened(comparison) == str(comparison)


def test_after_a_move_the_entry_is_gone_until_install_runs_again(machine: Machine, comparison: Path) -> None:
    """A desktop hides an entry whose TryExec is not there, instead of failing at the click."""
    machine.install()
    machine.folder = machine.folder.rename(machine.folder.with_name("moved"))
    assert "carspec.desktop" not in machine.run("gio", "mime", KIND)
    machine.install()
    assert "carspec.desktop" in machine.run("gio", "mime", KIND)
    assert machine.opened(comparison) == str(comparison)


def test_uninstalling_leaves_nothing_behind(machine: Machine, comparison: Path) -> None:
    others = machine.share / "icons" / "hicolor" / "16x16" / "apps" / "other.png"
    others.parent.mkdir(parents=True)
    others.touch()
    before = machine.files()
    machine.install()
    assert machine.files() > before
    machine.install("--uninstall")
    assert machine.files() == before
    assert machine.run("xdg-mime", "query", "filetype", comparison) != KIND
    assert not machine.run("xdg-mime", "query", "default", KIND)
    machine.install("--uninstall")  # a second time does no harm


def test_what_cannot_be_done_is_told_in_one_sentence(machine: Machine) -> None:
    def told(*words: str) -> str:
        done = subprocess.run([machine.folder / "install.sh", *words], capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        return done.stderr

    assert "knows --uninstall only" in told("--help")
    machine.folder = machine.folder.rename(machine.folder.with_name("100 %"))
    assert "rename it" in told()
    (machine.folder / "carspec").unlink()
    assert "There is no program" in told()
