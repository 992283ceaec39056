"""Writing a file whole or not at all, so that a failed export leaves the old file as it was."""

import os
import tempfile
from pathlib import Path

from carspec.core.errors import CarspecError


class UnwritableFile(CarspecError):
    """A file cannot be written where the user wants it."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Put `content` (text as UTF-8) at `path` in one step: written beside it first, then moved into place.

    Raises UnwritableFile naming the file and the cause.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        raise UnwritableFile(f"{path} cannot be written: {error.strerror or error}.") from error


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file of this user gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
