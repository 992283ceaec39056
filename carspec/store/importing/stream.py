"""Bytes that come once, such as those of a pipe, as a file that can be read again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from carspec.store.importing.limits import LIMITS, Limits
from carspec.store.importing.raw_file import PIECE, told


@contextmanager
def kept(stream: IO[bytes], name: str, limits: Limits = LIMITS) -> Iterator[Path]:
    """A file of that name with all that a stream brings; it is gone afterwards.

    One byte more is kept than a file may have, so that whoever reads it refuses it.
    """
    with TemporaryDirectory(prefix="carspec-") as folder:
        path = Path(folder, name)
        left = limits.file_bytes + 1
        with told(name), path.open("wb") as file:
            while left and (piece := stream.read(min(PIECE, left))):
                file.write(piece)
                left -= len(piece)
        yield path
