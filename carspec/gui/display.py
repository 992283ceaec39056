"""Finds out whether a window can be opened, because Qt aborts where it cannot (T25).

An X11 display is asked here, which takes no time; what is not plain then is left to a child process.
"""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from carspec import PROBE_DISPLAY

if TYPE_CHECKING:
    from subprocess import Popen

TIMEOUT_SECONDS = 15.0
PATIENCE_SECONDS = 1.0
"""How long the child, and an X11 display, may take to answer."""
_BEGINNING = "No window can be opened because"
_UNLOADABLE = "Qt cannot be loaded:"


def display_problem() -> str | None:
    """None where a window can be opened, or the sentence that says why not; waits for the child."""
    return DisplayProbe().problem()


def loading_problem() -> str | None:
    """None where Qt's libraries and, on Linux, its X11 plugin can be loaded, or what is missing for them."""
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return f"{_UNLOADABLE} {error}"
    if sys.platform == "linux":
        try:
            _load_x11_plugin()
        except OSError as error:  # in the package the cause alone names the library that is missing
            return f"Qt's X11 plugin cannot be loaded: {error.__cause__ or error}"
    return None


class DisplayProbe:
    """Starts the child at once, where one is needed, and is asked later, so that the parent can load Qt
    meanwhile."""

    def __init__(self) -> None:
        self._without_display = not _has_display()
        self._x11 = _takes_x11()
        wanted = _may_abort() and not self._without_display and not self._x11 and not _takes_none()
        self._child = _start_child() if wanted else None

    def problem(self) -> str | None:
        """None where a window can be opened, or the sentence that says why not."""
        if self._without_display:
            return f"{_BEGINNING} there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
        if self._x11 and not _x11_answers():
            self._child = _start_child()
        if self._child is None:
            return None
        from subprocess import TimeoutExpired

        try:
            _, said = self._child.communicate(timeout=TIMEOUT_SECONDS)
        except TimeoutExpired:
            self._child.kill()
            self._child.communicate()
            return f"{_BEGINNING} the display did not answer within {TIMEOUT_SECONDS:.0f} seconds."
        return None if self._child.returncode == 0 else _sentence(said)


def probe() -> int:
    """What the child does: start Qt on the display; returns 0, or prints Qt's complaints and ends."""
    try:
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        print(f"{_UNLOADABLE} {error}", file=sys.stderr)
        return 1

    def tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        print(message, file=sys.stderr, flush=True)
        if kind == QtMsgType.QtFatalMsg:
            os._exit(1)  # Qt would abort now and leave a core file

    qInstallMessageHandler(tell)
    application = QGuiApplication(["carspec"])
    qInstallMessageHandler(None)
    del application
    return 0


def _may_abort() -> bool:
    """Windows and macOS always have a display."""
    return sys.platform not in {"win32", "darwin"}


def _has_display() -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not _may_abort() or any(os.environ.get(name) for name in wanted)


def _takes_none() -> bool:
    """Whether Qt draws in memory only."""
    return os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}


def _takes_x11() -> bool:
    """Whether Qt takes an X11 display and no other."""
    named, wayland = os.environ.get("QT_QPA_PLATFORM", ""), os.environ.get("WAYLAND_DISPLAY")
    return sys.platform == "linux" and (named == "xcb" or (not named and not wayland))


def _load_x11_plugin() -> None:
    """Load Qt's X11 plugin and what it needs of the system. Raises OSError."""
    import ctypes

    import PySide6

    ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))


def _x11_answers() -> bool:
    """Whether Qt's plugin is whole and the display lets us in at once; needs Qt to be loaded."""
    import ctypes
    import threading

    try:
        _load_x11_plugin()
        xcb = ctypes.CDLL("libxcb.so.1")
    except (ImportError, OSError):
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    answers: list[bool] = []

    def ask() -> None:
        connection = xcb.xcb_connect(None, None)
        answers.append(not xcb.xcb_connection_has_error(connection))
        # left open, as a server whose last client goes begins anew, and Qt would come in between

    asking = threading.Thread(target=ask, daemon=True)  # a display that hangs must not hang us
    asking.start()
    asking.join(PATIENCE_SECONDS)
    return answers == [True]


def _start_child() -> "Popen[str]":
    import subprocess

    if getattr(sys, "frozen", False):
        command, environment = [sys.executable, PROBE_DISPLAY], None
    else:
        root = str(Path(__file__).resolve().parents[2])
        command = [sys.executable, "-m", "carspec", PROBE_DISPLAY]
        paths = filter(None, (root, os.environ.get("PYTHONPATH")))
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


def _sentence(said: str) -> str:
    """The sentence for what the child said before it ended."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    for line in lines:
        if line.startswith(_UNLOADABLE):
            return f"{_BEGINNING} {line.rstrip('.')}."
    unreachable = re.search(r"could not connect to display (\S+)", said)
    if unreachable:
        return f'{_BEGINNING} the display "{unreachable[1]}" cannot be reached.'
    if "Failed to create wl_display" in said:
        name = os.environ.get("WAYLAND_DISPLAY", "wayland-0")
        return f'{_BEGINNING} the Wayland display "{name}" cannot be reached.'
    if "xcb-cursor0" in said and (problem := loading_problem()):  # Qt names this library whichever is missing
        return f"{_BEGINNING} {problem}."
    reason = lines[0].removeprefix("qt.qpa.plugin: ").rstrip(".") if lines else "it ended without a word"
    return f"{_BEGINNING} Qt does not start: {reason}."
