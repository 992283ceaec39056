"""The log file: rotating, in the log folder, made when there is first something to write."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

LOGGER = "carspec"
"""The logger above all others of the program."""

FILE_NAME = "carspec.log"
_BYTES, _KEPT = 500_000, 3


class _LogFile(RotatingFileHandler):
    """Makes its folder with its first line; a log that cannot be written stops nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True, errors="backslashreplace"
        )

    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

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
