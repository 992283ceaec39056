"""Finds out in a child process whether a window can be opened, because Qt aborts where it cannot (T25)."""

import os
import re
import subprocess
import sys
from pathlib import Path

from carspec import PROBE_DISPLAY

TIMEOUT_SECONDS = 15.0
_BEGINNING = "No window can be opened because"
_UNLOADABLE = "Qt cannot be loaded:"


def display_problem() -> str | None:
    """None where a window can be opened, or the sentence that says why not; waits for the child."""
    return DisplayProbe().problem()


def loading_problem() -> str | None:
    """None where Qt's libraries and, on Linux, its X11 plugin can be loaded, or what is missing for them."""
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets
    except ImportError as error:
        return f"{_UNLOADABLE} {error}"
    if sys.platform == "linux":
        import ctypes

        plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return f"Qt's X11 plugin cannot be loaded: {error}"
    return None


class DisplayProbe:
    """Starts the child at once and is asked later, so that the parent can load Qt meanwhile."""

    def __init__(self) -> None:
        self._without_display = not _has_display()
        self._child = None if self._without_display or not _may_abort() else _start_child()

    def problem(self) -> str | None:
        """None where a window can be opened, or the sentence that says why not."""
        if self._without_display:
            return f"{_BEGINNING} there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
        if self._child is None:
            return None
        try:
            _, said = self._child.communicate(timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
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


def _start_child() -> subprocess.Popen[str]:
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
    if "xcb-cursor0" in said:
        return f"{_BEGINNING} a system library of Qt's X11 plugin is missing, most likely libxcb-cursor0."
    reason = lines[0].removeprefix("qt.qpa.plugin: ").rstrip(".") if lines else "it ended without a word"
    return f"{_BEGINNING} Qt does not start: {reason}."
