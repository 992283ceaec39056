"""The kinds of files as a table, and a file of any kind written whole or not at all."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.sheet import Sheet
from carspec.output.documents.docx import docx_bytes
from carspec.output.documents.dossier import Dossier, Progress, dossier, silent
from carspec.output.documents.page import page_bytes
from carspec.output.documents.pdf import pdf_bytes
from carspec.output.documents.xlsx import xlsx_bytes
from carspec.output.files import write_whole
from carspec.output.formats import FORMATS
from carspec.output.grid import Options

Maker = Callable[[Dossier, Progress], bytes]
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
"""Names that Windows keeps for devices."""
LONGEST = 80


class UnknownFile(CarspecError):
    """The end of a file's name says nothing about what to write into it."""


class Kind(Struct, frozen=True):
    """A kind of file that `make` fills; `text` is the key of a text format instead."""

    key: str
    label: str
    suffix: str
    make: Maker | None = None
    text: str = ""


KINDS: Mapping[str, Kind] = {
    kind.suffix: kind
    for kind in (
        Kind("xlsx", "Excel workbook", ".xlsx", xlsx_bytes),
        Kind("docx", "Word document", ".docx", docx_bytes),
        Kind("page", "Web page with charts", ".html", page_bytes),
        Kind("pdf", "PDF dossier", ".pdf", pdf_bytes),
        *(
            Kind(key, FORMATS[key].label, FORMATS[key].suffix, text=key)
            for key in ("csv", "tsv", "json", "markdown", "mediawiki", "rst", "latex", "text")
        ),
    )
}
"""The kinds by the end of the file's name."""


def kind_of(path: Path) -> Kind:
    """What a file of this name holds; UnknownFile names what is known."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(KINDS)
        raise UnknownFile(f'"{path.name}" does not end in a known kind of file; known are {known}.')
    return kind


def exported(sheet: Sheet, kind: Kind, options: Options, progress: Progress = silent) -> bytes:
    """The content of a file. Raises what `progress` raises, which is how a person cancels."""
    if kind.make is None:
        progress(0, 1, kind.label)
        return FORMATS[kind.text].compare(sheet, options).encode("utf-8")
    return kind.make(dossier(sheet, options), progress)


def export(sheet: Sheet, path: Path, options: Options, progress: Progress = silent) -> None:
    """Write the file that the end of its name asks for; the old one stays whole until the new one is."""
    kind = kind_of(path)
    if kind.text in ("csv", "tsv"):
        options = replace(options, marks=False)
    write_whole(path, exported(sheet, kind, options, progress))


def file_name(names: tuple[str, ...], suffix: str) -> str:
    """A name for a file about these cars: legal on every system, and one that sorts and mails well."""
    first = "-".join(_plain(name) for name in names[:2])
    more = f"-and-{len(names) - 2}-more" if len(names) > 2 else ""
    stem = (first[: LONGEST - len(more)].strip("-") + more) or "comparison"
    return f"{'car-' if stem in RESERVED else ''}{stem}{suffix}"


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
