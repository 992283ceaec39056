"""A mapping: which column of somebody else's table states which field in which unit, and its file."""

import json
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from carspec.core.changes import OwnSource
from carspec.core.errors import CarspecError
from carspec.core.importing.mapping_shape import fault_in
from carspec.core.importing.table import TableOptions
from carspec.core.json_text import content_of, path_text, place_of

LARGEST_BYTES = 1_000_000
"""A mapping takes a few thousand bytes; a larger file is something else."""

MISSING = (
    "", "-", "--", "–", "—", "?", "n/a", "#n/a", "n.a.", "na", "nan", "null", "unknown", "not known",
    "not stated", "not disclosed", "tba", "tbc", "tbd", "k. a.", "k.a.", "keine angabe", "unbekannt",
    "n.c.", "n/c", "non communiqué", "inconnu", "n.d.", "n/d", "nd", "s/d", "s.d.", "sin datos",
    "b.d.", "brak danych", "onbekend", "н/д", "нет данных", "неизвестно", "不详", "未知", "未公布", "不明",
)  # fmt: skip
"""Texts that say that nothing is known, in whatever case, unless a mapping has its own."""

IDENTITY_PARTS = ("make", "model", "generation", "year_from", "year_to", "body_style", "armourer",
                  "base_vehicle")  # fmt: skip
"""What a car's identity takes from pieces of columns."""


class BadMapping(CarspecError):
    """A file is no mapping that this program can use; the message says where and why."""


class Piece(Struct, frozen=True):
    """A part of a car's identity: the text of a column, or a constant where `column` is None.

    `part` is a regular expression whose one group is taken; `words` gives other texts for those it names, and
    then knows no others; `text` is what stands round it: "19{}".
    """

    column: str | None = None
    part: str | None = None
    words: MappingOf[str, str] | None = None
    missing: tuple[str, ...] = ()
    text: str = "{}"


class Identity(Struct, frozen=True):
    """How a row names its car. Several pieces are joined by a space, those of a generation by a comma.

    `key` names the columns that tell two cars apart whose names do not. `join`: a car of the same name that
    is in the library already is added to; else every car of the file is a new one.
    """

    make: tuple[Piece, ...] = ()
    model: tuple[Piece, ...] = ()
    generation: tuple[Piece, ...] = ()
    year_from: tuple[Piece, ...] = ()
    year_to: tuple[Piece, ...] = ()
    body_style: tuple[Piece, ...] = ()
    armourer: tuple[Piece, ...] = ()
    base_vehicle: tuple[Piece, ...] = ()
    armoured: bool | None = None
    key: tuple[str, ...] = ()
    join: bool = False

    def pieces(self, part: str) -> tuple[Piece, ...]:
        """The pieces of one of IDENTITY_PARTS."""
        found: tuple[Piece, ...] = getattr(self, part)
        return found


class Given(Struct, frozen=True):
    """What another column of the row says of a value: under which condition it holds, or that it is none.

    `texts` has for each text of that column a condition, None for no condition, False where the value means
    something else and is left out. With a `separator` both cells hold as many values, which belong together
    in order: "18/25" with "Ethanol/Gas".
    """

    column: str
    texts: MappingOf[str, str | bool | None]
    separator: str | None = None


class ColumnMapping(Struct, frozen=True):
    """What the cells of a column state.

    `unit` is a unit word, None where each cell has its own. `missing` are further texts that say nothing;
    `decimal` the decimal mark, None to find it out; `times` what a number is multiplied by (1000 for
    "1000 lbs"); `words` texts that stand for others ({"four": "4"}); `text` what is made of a text
    ("{} cylinders"); `part` a regular expression whose one group is taken; `separator` parts several values.
    """

    column: str
    field: str
    unit: str | None = None
    missing: tuple[str, ...] = ()
    decimal: str | None = None
    times: int = 1
    words: MappingOf[str, str] | None = None
    part: str | None = None
    text: str = "{}"
    separator: str | None = None
    scope: str | None = None
    condition: str | None = None
    note: str | None = None
    given: Given | None = None


AS_FOUND = TableOptions()


class Mapping(Struct, frozen=True):
    """How a table is imported: its source, how its file is read, how rows name cars, what columns state."""

    name: str
    source: OwnSource
    identity: Identity
    columns: tuple[ColumnMapping, ...]
    table: TableOptions = AS_FOUND
    missing: tuple[str, ...] = MISSING

    @property
    def used(self) -> tuple[str, ...]:
        """The columns it reads, each once, in the order of its entries."""
        pieces = [piece.column for part in IDENTITY_PARTS for piece in self.identity.pieces(part)]
        given = [column.given.column for column in self.columns if column.given]
        named = [*pieces, *self.identity.key, *(column.column for column in self.columns), *given]
        return tuple(dict.fromkeys(name for name in named if name is not None))


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. BadMapping names the first fault with line, column and path."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else None
    except OSError as error:
        raise BadMapping(f"{path} cannot be opened: {error.strerror or error}.") from error
    if raw is None:
        raise BadMapping(f"{path} is no mapping of carspec: it is larger than one can be.")
    try:
        return mapping_from(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadMapping(f"{path} is no mapping of carspec: its text is not UTF-8.") from None
    except BadMapping as fault:
        raise BadMapping(f"{path} is no mapping of carspec: {fault}") from None


def read_mappings(folder: Path) -> list[Mapping]:
    """All mappings of a folder, such as the reviewed ones of known public files."""
    return [read_mapping(path) for path in sorted(folder.glob("*.json"))]


def mapping_from(text: str) -> Mapping:
    """The mapping that a text holds; BadMapping says line, column and what was expected there."""
    try:
        content = content_of(text)
    except ValueError as fault:
        raise BadMapping(str(fault)) from None
    wrong = fault_in(content)
    if wrong is not None:
        where = place_of(text, wrong.path, wrong.at_key)
        raise BadMapping(f"{where}: {path_text(wrong.path)} {wrong.expected}.")
    return Mapping(
        content["name"],
        OwnSource(**content["source"]),
        _identity(content["identity"]),
        tuple(_column(row) for row in content["columns"]),
        _options(content.get("table", {})),
        tuple(content["missing"]) if "missing" in content else MISSING,
    )


def mapping_text(mapping: Mapping) -> str:
    """The text of a mapping's file; what has its usual value is left out."""
    content = {
        "carspec": "mapping",
        "version": 1,
        "name": mapping.name,
        "source": _filled(mapping.source, "kind"),
        "table": _filled(mapping.table),
        "identity": _filled(mapping.identity, "make", "model"),
        "missing": list(mapping.missing),
        "columns": [_filled(column) for column in mapping.columns],
    }
    for entry in ("table", "missing"):
        if content[entry] in ({}, list(MISSING)):
            del content[entry]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _options(row: MappingOf[str, Any]) -> TableOptions:
    options = TableOptions(**row)
    return replace(options, header=int(row["header"])) if row.get("header") is not None else options


def _identity(row: MappingOf[str, Any]) -> Identity:
    pieces = {name: tuple(_piece(piece) for piece in row[name]) for name in IDENTITY_PARTS if name in row}
    return Identity(
        **pieces,
        armoured=row.get("armoured"),
        key=tuple(row.get("key", ())),
        join=row.get("join", False),
    )


def _piece(row: MappingOf[str, Any]) -> Piece:
    return Piece(**{**row, "missing": tuple(row.get("missing", ()))})


def _column(row: MappingOf[str, Any]) -> ColumnMapping:
    given = Given(**row["given"]) if "given" in row else None
    more = {"missing": tuple(row.get("missing", ())), "times": int(row.get("times", 1)), "given": given}
    return ColumnMapping(**{**row, **more})


def _filled(record: Any, *always: str) -> dict[str, Any]:
    """The entries of a record that say something, as JSON has them."""
    found: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if value != each.default or each.name in always:
            found[each.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _filled(value) if isinstance(value, Piece | Given) else value
