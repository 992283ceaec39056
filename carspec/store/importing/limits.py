"""How large a file of somebody else's may be; what is larger is refused and fills no memory."""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """Each limit with its reason. The largest public list of cars has 49,582 rows of 84 columns in 21 MB."""

    file_bytes: int = 1 << 30
    """On the disk: all of it is read for its digest."""
    unpacked_bytes: int = 4 << 30
    """After unpacking; text is read piece by piece, so that this costs time and no memory."""
    ratio: int = 150
    """Unpacked to packed bytes: tables reach 10 to 60, a bomb 1,000."""
    ratio_from: int = 16 << 20
    """Unpacked bytes below which no ratio is too large."""
    line_bytes: int = 16 << 20
    """Between two line ends: a line is held as a whole."""
    memory_bytes: int = 192 << 20
    """Of JSON, of a page and of the parts of a workbook, each of which is held as a whole."""
    rows: int = 2_000_000
    columns: int = 4_096
    cells: int = 16_000_000
    """Of a sheet from its first to its last used cell, empty ones too, as each takes its room."""
    cell_letters: int = 131_072
    """As Python's csv has it; a spreadsheet allows 32,767."""


LIMITS = Limits()


def size_text(size: int) -> str:
    """Bytes as people read them: "16 MB"."""
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if size >= step:
            return f"{size / step:.3g} {unit}"
    return f"{size} bytes"
