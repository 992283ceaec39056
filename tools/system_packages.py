"""Finds the system libraries and programs that carspec needs on Linux; on Debian it installs what is missing.

The list was read off the linker's entries of Qt's window, X11, Wayland and OpenGL plugins. Other systems'
wheels bring all they need, so nothing is looked for there.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """One thing to find: a shared library, a program, a file, a module of the system's Python or any font.

    `package` is the Debian package that brings it.
    """

    kind: str
    name: str
    package: str


def _libraries(text: str) -> tuple[Need, ...]:
    pairs = (line.split() for line in text.strip().splitlines())
    return tuple(Need("library", name, package) for name, package in pairs)


WINDOW = (
    *_libraries(
        """
        libEGL.so.1                 libegl1
        libGL.so.1                  libgl1
        libX11.so.6                 libx11-6
        libX11-xcb.so.1             libx11-xcb1
        libdbus-1.so.3              libdbus-1-3
        libfontconfig.so.1          libfontconfig1
        libfreetype.so.6            libfreetype6
        libglib-2.0.so.0            libglib2.0-0
        libgssapi_krb5.so.2         libgssapi-krb5-2
        libbrotlidec.so.1           libbrotli1
        libstdc++.so.6              libstdc++6
        libwayland-client.so.0      libwayland-client0
        libwayland-cursor.so.0      libwayland-cursor0
        libwayland-egl.so.1         libwayland-egl1
        libxcb.so.1                 libxcb1
        libxcb-cursor.so.0          libxcb-cursor0
        libxcb-glx.so.0             libxcb-glx0
        libxcb-icccm.so.4           libxcb-icccm4
        libxcb-image.so.0           libxcb-image0
        libxcb-keysyms.so.1         libxcb-keysyms1
        libxcb-randr.so.0           libxcb-randr0
        libxcb-render.so.0          libxcb-render0
        libxcb-render-util.so.0     libxcb-render-util0
        libxcb-shape.so.0           libxcb-shape0
        libxcb-shm.so.0             libxcb-shm0
        libxcb-sync.so.1            libxcb-sync1
        libxcb-util.so.1            libxcb-util1
        libxcb-xfixes.so.0          libxcb-xfixes0
        libxcb-xkb.so.1             libxcb-xkb1
        libxkbcommon.so.0           libxkbcommon0
        libxkbcommon-x11.so.0       libxkbcommon-x11-0
        """
    ),
    Need("font", "a TrueType font", "fonts-dejavu-core"),
)

NEEDS: dict[str, tuple[Need, ...]] = {
    "run": WINDOW,
    "test": (*WINDOW, Need("program", "Xvfb", "xvfb")),
    "foreign": (
        Need("program", "libreoffice", "libreoffice-common"),
        Need("program", "localc", "libreoffice-calc"),
        Need("program", "lowriter", "libreoffice-writer"),
        Need("program", "pandoc", "pandoc"),
        Need("program", "pdftotext", "poppler-utils"),
        Need("module", "uno", "python3-uno"),
        Need("program", "desktop-file-validate", "desktop-file-utils"),
        Need("program", "gio", "libglib2.0-bin"),
        Need("program", "update-mime-database", "shared-mime-info"),
        Need("program", "xdg-mime", "xdg-utils"),
        Need("program", "xclip", "xclip"),
        Need("program", "xdotool", "xdotool"),
    ),
    "bare": (
        Need("program", "debootstrap", "debootstrap"),
        Need("program", "strace", "strace"),
        Need("program", "Xvfb", "xvfb"),
        Need("program", "xclip", "xclip"),
        Need("program", "xdotool", "xdotool"),
    ),
    "package": (*WINDOW, Need("program", "objdump", "binutils"), Need("program", "strip", "binutils")),
    "screenshots": (
        *WINDOW,
        Need("program", "Xvfb", "xvfb"),
        Need("program", "xclip", "xclip"),
        Need("program", "xdotool", "xdotool"),
        Need("program", "dbus-daemon", "dbus-daemon"),
        Need("file", "/usr/share/dbus-1/services/org.a11y.Bus.service", "at-spi2-core"),
        Need("module", "gi", "python3-gi"),
        Need("module", "gi.repository.Atspi", "gir1.2-atspi-2.0"),
    ),
}
"""What each purpose needs: to run, to test, to build the package, to try it in a bare system, to take the
screenshots, and the foreign programs that prove our copies, exports and entry in the menu."""

SYSTEM_PYTHON = "/usr/bin/python3"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def is_present(need: Need) -> bool:
    """Say whether the thing is there now."""
    if need.kind == "program":
        return shutil.which(need.name) is not None
    if need.kind == "file":
        return Path(need.name).exists()
    if need.kind == "module":
        return _imports(SYSTEM_PYTHON, need.name)
    if need.kind == "font":
        folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
        fonts = {".ttf", ".otf", ".ttc"}
        return any(file.suffix in fonts for folder in folders for file in folder.rglob("*"))
    try:
        ctypes.CDLL(need.name)
    except OSError:
        return False
    return True


def _imports(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    return shutil.which(python) is not None and subprocess.run(command, capture_output=True).returncode == 0


def missing(needs: Iterable[Need]) -> list[Need]:
    """Return what is not there; on other systems than Linux nothing is looked for."""
    return [need for need in needs if not is_present(need)] if sys.platform == "linux" else []


def _administrator() -> list[str] | None:
    """Return the words before a command that must run as root, or None where nobody can."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def _install_debian(packages: list[str], administrator: list[str]) -> None:
    print("Installing system packages:", " ".join(packages), flush=True)
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    if subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL).returncode == 0:
        subprocess.run(
            [*apt, "install", "--yes", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL
        )


def provide(purpose: str) -> list[Need]:
    """Install what the purpose lacks, if this is Debian and we may; return and name what is still missing.

    Missing things are no reason to stop: the command line works without a window.
    """
    absent = missing(NEEDS[purpose])
    on_debian = shutil.which("apt-get") is not None
    if absent and on_debian and (administrator := _administrator()) is not None:
        _install_debian(sorted({need.package for need in absent}), administrator)
        absent = missing(absent)
    if absent:
        names = ", ".join(need.name for need in absent)
        packages = " ".join(sorted({need.package for need in absent}))
        advice = (
            f"as root run: apt-get install {packages}"
            if on_debian
            else "install them with the system's package manager"
        )
        print(
            f"Missing on this machine, and needed for the window or its tests: {names}; {advice}.",
            file=sys.stderr,
        )
    return absent


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        provide(wanted)
