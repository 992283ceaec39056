"""The bytes of a file, unpacked where it is packed, in pieces and within the limits."""

import errno
import gzip
import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import UnreadableTable
from carspec.store.importing.limits import LIMITS, Limits, size_text

PIECE = 1 << 20

# What a file begins with that holds no table, and what people call it.
_NO_TABLES = (
    (b"%PDF", "a PDF document; copy its table into a spreadsheet and save that"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"BZh", "packed by bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "packed by xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "packed by 7-Zip; unpack it first"),
    (b"Rar!", "packed by RAR; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd; unpack it first"),
    (b"PAR1", "a Parquet file; save the table as CSV"),
    (b"ARROW1", "an Arrow file; save the table as CSV"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP = b"\x1f\x8b"
ZIP = b"PK"


class RawFile(Struct, frozen=True):
    """Bytes that can be read again and again."""

    name: str
    digest: str
    """SHA-256 of the file as it lies on the disk."""
    packed_bytes: int
    limits: Limits
    _open: Callable[[], IO[bytes]]
    counts: str = "line"
    """What the numbers of its rows count, as in Table."""

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The unpacked bytes; whatever is wrong with them while they are read is an UnreadableTable."""
        with told(self.name), self._open() as stream:
            yield stream

    def pieces(self) -> Iterator[bytes]:
        """The unpacked bytes in pieces. Raises UnreadableTable where there are more than the limits allow."""
        limits, size = self.limits, 0
        with self.opened() as stream:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > limits.unpacked_bytes:
                    raise self.refused(
                        f"it unpacks to more than {size_text(limits.unpacked_bytes)}, the limit; split it"
                    )
                if size > max(limits.ratio_from, limits.ratio * self.packed_bytes):
                    raise self.refused(
                        f"its {size_text(self.packed_bytes)} unpack to more than {limits.ratio} times as "
                        "much, as no table does; unpack it yourself if you trust it"
                    )
                yield piece

    def whole(self) -> bytes:
        """All bytes at once. Raises UnreadableTable where they are more than may be held in memory."""
        pieces, size = [], 0
        for piece in self.pieces():
            size += len(piece)
            if size > self.limits.memory_bytes:
                raise self.refused(
                    f"it has more than {size_text(self.limits.memory_bytes)}, which is the limit for this "
                    "kind of file; split it, or save it as CSV"
                )
            pieces.append(piece)
        return b"".join(pieces)

    def refused(self, why: str, line: int | None = None, column: int | None = None) -> UnreadableTable:
        """The error that says where and why: "cars.csv, line 7, column 3: ..."; `line` may be a row."""
        place = self.name
        if line is not None:
            place += f", {self.counts} {line:,}"
        if column is not None:
            place += f", column {column:,}"
        return UnreadableTable(f"{place}: {why}.")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Whatever goes wrong with the bytes of the file `name` becomes an UnreadableTable."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise UnreadableTable(
            f"{name} cannot be unpacked: it is damaged or cut off ({error}). Fetch or pack it again."
        ) from error
    except OSError as error:
        why = (
            "it is damaged" if error.errno == errno.EINVAL else error.strerror or error
        )  # a place before its start
        raise UnreadableTable(f"{name} cannot be read: {why}.") from error


def zip_archive(name: str, file: Path | IO[bytes]) -> zipfile.ZipFile:
    """The archive of that name, to be closed by the caller. Raises UnreadableTable where it is damaged."""
    with told(name):
        try:
            return zipfile.ZipFile(file)
        except (
            ValueError,
            NotImplementedError,
            RuntimeError,
            OverflowError,
            IndexError,
            struct.error,
        ) as error:
            raise UnreadableTable(
                f"{name} cannot be unpacked: it is damaged ({error}). Pack it again."
            ) from error


def raw_file(path: Path, limits: Limits = LIMITS) -> RawFile:
    """The file at `path`; one that is packed by gzip is unpacked.

    Raises UnreadableTable for what is no file, too large, or of a kind that holds no table.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no ordinary file"
            raise UnreadableTable(f'"{path}" is {kind}; choose a file with a table.')
        if status.st_size > limits.file_bytes:
            raise UnreadableTable(
                f"{name} has {size_text(status.st_size)}, more than {size_text(limits.file_bytes)}; split it."
            )
        with path.open("rb") as file:
            start = file.read(64)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise UnreadableTable(f'There is no file "{path}".') from None
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise UnreadableTable(
            f'"{path}" cannot be read: {getattr(error, "strerror", None) or error}.'
        ) from error
    refuse_other_kinds(name, start, path)
    stamp = (status.st_size, status.st_mtime_ns)

    def opened() -> IO[bytes]:
        file = path.open("rb")
        now = os.fstat(file.fileno())
        if (now.st_size, now.st_mtime_ns) != stamp:
            file.close()
            raise UnreadableTable(f"{name} was changed while it was read; import it again.")
        return _unpacked(file) if start.startswith(GZIP) else file

    return RawFile(name, digest, status.st_size, limits, opened)


def raw_bytes(name: str, content: bytes, limits: Limits = LIMITS) -> RawFile:
    """Bytes that came otherwise, such as from the clipboard."""
    return RawFile(
        name, hashlib.sha256(content).hexdigest(), len(content), limits, lambda: io.BytesIO(content)
    )


def zip_member(raw: RawFile, path: Path, member: str) -> RawFile:
    """A file inside the ZIP archive at `path`; its digest stays that of the archive."""

    def opened() -> IO[bytes]:
        with zip_archive(raw.name, path) as archive:  # the file stays open until its member is closed
            try:
                return archive.open(member)
            except RuntimeError as error:
                raise raw.refused(f'"{member}" in it has a password; unpack it first') from error
            except NotImplementedError as error:
                raise raw.refused(f'"{member}" in it is packed in an unknown way; unpack it first') from error

    return replace(raw, name=f"{raw.name}: {member}", _open=opened)


def refuse_other_kinds(name: str, start: bytes, path: Path | None = None) -> None:
    """Raise UnreadableTable where the first bytes are those of a file that holds no table we read."""
    for mark, what in _NO_TABLES:
        if start.startswith(mark):
            raise UnreadableTable(f"{name} is {what}. CSV, XLSX, ODS, JSON and HTML can be imported.")
    if start.startswith(_OLE):
        if path is not None and "EncryptedPackage".encode("utf-16-le") in _directory(path):
            raise UnreadableTable(
                f"{name} is a workbook with a password. Save it without one, and import that."
            )
        raise UnreadableTable(
            f"{name} is an old Excel workbook (.xls). Save it as XLSX or CSV, and import that."
        )


def _directory(path: Path) -> bytes:
    """Enough of an OLE file to hold its list of streams, which lies at its start or its end."""
    with path.open("rb") as file:
        start = file.read(PIECE)
        file.seek(max(0, path.stat().st_size - PIECE))
        return start + file.read()


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    unpacked = gzip.GzipFile(fileobj=file)
    unpacked.myfileobj = file  # type: ignore[assignment]  # so that closing one closes the other
    return unpacked  # type: ignore[return-value]  # an IO[bytes] in all but name
