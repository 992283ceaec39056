"""Writing a file whole or not at all, so that a failed export leaves the old file as it was."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from carspec.core.errors import CarspecError


class UnwritableFile(CarspecError):
    """A file cannot be written where the user wants it."""


def write_whole(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Put `content` (text as UTF-8, whole or in pieces) at `path` in one step: written beside it first, then
    moved into place.

    Raises UnwritableFile naming the file and the cause, and whatever making the pieces raises.
    """
    pieces = [content] if isinstance(content, str | bytes) else content
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise UnwritableFile(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file of this user gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
