"""Makes the library of ICU's data, to which Qt is linked, anew with a part of the data."""

import subprocess
from collections.abc import Iterable
from fnmatch import fnmatch
from itertools import accumulate
from pathlib import Path
from struct import Struct

HEADER, COUNT, ENTRY = Struct("<H2s"), Struct("<I"), Struct("<II")
MAGIC, ALIGNMENT = b"\xda\x27", 16
"""What tells ICU's data from others, and of how many bytes the places of its items are multiples."""

SOURCE = """\
  .section .rodata
  .balign {alignment}
  .globl {symbol}
  .type {symbol}, %object
{symbol}:
  .incbin "{data}"
  .size {symbol}, . - {symbol}
  .section .note.GNU-stack, "", %progbits
"""


class NotCut(Exception):
    """A library is not built as ICU builds that of its data, or lacks what is to be kept."""


def cut(library: Path, kept: Iterable[str], folder: Path) -> Path:
    """Make `library` anew in `folder`, with the items alone that fit one of the patterns `kept`; returns it.

    Raises NotCut. Its name and its symbol are the same, so that Qt takes it for the whole one.
    """
    made, version = folder / library.name, library.name.rpartition(".")[2]
    data, source, compiled = (folder / f"icudata.{ending}" for ending in ("dat", "s", "o"))
    _run("objcopy", "--output-target=binary", "--only-section=.rodata", library, data)
    data.write_bytes(with_only(kept, data.read_bytes()))
    source.write_text(SOURCE.format(alignment=ALIGNMENT, symbol=f"icudt{version}_dat", data=data))
    _run("as", source, "-o", compiled)
    _run("ld", "-shared", "-soname", library.name, compiled, "-o", made)
    return made


def with_only(kept: Iterable[str], data: bytes) -> bytes:
    """ICU's data with the items alone whose names fit one of the patterns `kept`. Raises NotCut.

    After its header stand the number of items, for each where its name and its content begin, counted from
    that number on, then the names, each after that of the whole and a slash, and the contents.
    """
    size, magic = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise NotCut("ICU's library does not begin with its data.")
    header, rest = data[:size], data[size:]
    (count,) = COUNT.unpack_from(rest)
    places = list(ENTRY.iter_unpack(rest[COUNT.size :][: ENTRY.size * count]))
    ends = [*(begin for _, begin in places[1:]), len(rest)]
    items = {
        rest[name : rest.index(b"\0", name)].decode(): rest[begin:end]
        for (name, begin), end in zip(places, ends, strict=True)
    }
    fitting = {
        pattern: [name for name in items if fnmatch(name.partition("/")[2], pattern)] for pattern in kept
    }
    if idle := [pattern for pattern, names in fitting.items() if not names]:
        raise NotCut(f"The data of ICU has no {', '.join(idle)}.")
    chosen = sorted({name for names in fitting.values() for name in names})
    return header + _joined([name.encode() + b"\0" for name in chosen], [items[name] for name in chosen])


def _joined(names: list[bytes], contents: list[bytes]) -> bytes:
    """The number, the places, the names and the contents of items in the order of their names."""
    places_of_names = list(accumulate(map(len, names), initial=COUNT.size + ENTRY.size * len(names)))
    whole = [content + bytes(-len(content) % ALIGNMENT) for content in contents]
    gap = -places_of_names[-1] % ALIGNMENT
    places = accumulate(map(len, whole), initial=places_of_names[-1] + gap)
    listed = (ENTRY.pack(*pair) for pair in zip(places_of_names[:-1], places, strict=False))
    return b"".join((COUNT.pack(len(names)), *listed, *names, bytes(gap), *whole))


def _run(*command: str | Path) -> None:
    """Run a program of GNU's binutils. Raises NotCut with what it says where it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotCut(f"{command[0]} could not cut ICU's data: {done.stderr.strip()}")
