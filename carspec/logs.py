"""The log file: in the log folder, made when there is first something to write, put aside when it is long."""

import logging
from pathlib import Path
from typing import Any

LOGGER = "carspec"
"""The logger above all others of the program."""

FILE_NAME = "carspec.log"
LONGEST, KEPT = 500_000, 3
"""Bytes after which a start begins a new file, and how many old ones stay: carspec.log.1 is the newest."""


class _LogFile(logging.FileHandler):
    """Makes its folder with its first line; a log that cannot be written stops nothing.

    The rotating file of `logging.handlers` would load sockets and pickling for it, which delays the window.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True, errors="backslashreplace")

    def _open(self) -> Any:
        path = Path(self.baseFilename)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LONGEST:
            for number in range(KEPT, 0, -1):
                older = path.with_name(f"{FILE_NAME}.{number - 1}") if number > 1 else path
                if older.exists():
                    older.replace(path.with_name(f"{FILE_NAME}.{number}"))
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Go on without this line."""


def start_log(folder: Path) -> Path:
    """Let the program's loggers write to a file in `folder`, and to no other; returns its path."""
    logger = logging.getLogger(LOGGER)
    stop_log()
    handler = _LogFile(folder / FILE_NAME)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return folder / FILE_NAME


def stop_log() -> None:
    """Close the log file, if one is kept."""
    logger = logging.getLogger(LOGGER)
    for handler in [each for each in logger.handlers if isinstance(each, _LogFile)]:
        logger.removeHandler(handler)
        handler.close()
