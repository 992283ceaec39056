"""What is told of a fault of the program itself: the text with versions and traceback, in the log too."""

import logging
import sys
import traceback
from pathlib import Path

from carspec import NAME, __version__
from carspec.logs import LOGGER, start_log, stop_log

FAULT_STATUS = 70
"""The exit status after a fault of the program itself (EX_SOFTWARE of BSD's sysexits)."""

_LIBRARIES = ("PySide6", "matplotlib", "numpy", "pint", "sqlmodel", "sqlalchemy")


def versions(data_version: str | None = None) -> str:
    """The versions of the program, its data, Python, the system and the libraries loaded, one a line."""
    import platform

    lines = [f"{NAME} {__version__}{' (packaged)' if getattr(sys, 'frozen', False) else ''}"]
    if data_version:
        lines.append(f"data {data_version}")
    lines += [f"Python {platform.python_version()}", platform.platform()]
    for name in _LIBRARIES:
        version = getattr(sys.modules.get(name), "__version__", None)
        if version:
            lines.append(f"{name} {version}")
    return "\n".join(lines)


def report(error: BaseException, log: Path | None, data_version: str | None = None) -> str:
    """The whole text of one crash, for the dialog and the log."""
    trace = "".join(traceback.format_exception(error)).rstrip()
    place = f"\n\nLog: {log}" if log else ""
    return f"{versions(data_version)}{place}\n\n{trace}"


def record_on_terminal(error: BaseException, log_folder: Path) -> str:
    """Log a fault that ended a command; returns the sentence for the terminal, which names the log file."""
    log = start_log(log_folder)
    before = _length(log)
    logging.getLogger(LOGGER).critical("A command ended by a fault.\n%s", report(error, None))
    stop_log()
    if _length(log) == before:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return f"A fault of the program itself ended this command ({what}), and {log} could not be written."
    return f"A fault of the program itself ended this command; what happened stands in {log}."


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1
