"""Whether a mapping means something: its fields and units in a library, its columns in a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from carspec.core.errors import CarspecError
from carspec.core.importing.mapping import (
    IDENTITY_PARTS,
    BadMapping,
    ColumnMapping,
    Mapping,
    read_mapping,
)
from carspec.core.json_text import Path as JsonPath
from carspec.core.json_text import path_text, place_of
from carspec.core.library import Library
from carspec.core.nearness import near
from carspec.core.own_claims import LONGEST, source_faults
from carspec.core.values import BODY_STYLES, COMPUTED_KINDS, Field


class MappingFault(Struct, frozen=True):
    """What is wrong with one entry of a mapping, in one sentence."""

    path: JsonPath
    sentence: str


def mapping_faults(mapping: Mapping, library: Library) -> Iterator[MappingFault]:
    """All entries of a mapping that mean nothing to a library."""
    for fault in source_faults(mapping.source):
        yield MappingFault(("source", fault.part), fault.sentence)
    for part in IDENTITY_PARTS:
        for index, piece in enumerate(mapping.identity.pieces(part)):
            styles = [*(piece.words or {}).values()] if piece.column else [piece.text]
            for style in styles if part == "body_style" else ():
                if style not in BODY_STYLES:
                    known = ", ".join(BODY_STYLES)
                    said = f'"{style}" is no body style; known are {known}.'
                    yield MappingFault(("identity", part, index), said)
    for index, column in enumerate(mapping.columns):
        path = ("columns", index)
        field = library.fields.get(column.field)
        if field is None:
            close = near(column.field, list(library.fields))
            hint = f"; near matches: {', '.join(close)}" if close else "; see 'carspec fields'"
            yield MappingFault((*path, "field"), f'There is no field "{column.field}"{hint}.')
        elif field.kind in COMPUTED_KINDS:
            said = f"{field.label} is worked out from other figures and is never claimed."
            yield MappingFault((*path, "field"), said)
        else:
            yield from _column_faults(column, field, mapping.source.language, library, path)


def load_mapping(path: Path, library: Library) -> Mapping:
    """The mapping in a file, which means something to the library. BadMapping names the place of a fault."""
    mapping = read_mapping(path)
    fault = next(mapping_faults(mapping, library), None)
    if fault is None:
        return mapping
    where = place_of(path.read_text("utf-8-sig"), fault.path)
    raise BadMapping(f"{path} cannot be used: {where}: {path_text(fault.path)}: {fault.sentence}")


def require_meaning(mapping: Mapping, library: Library) -> None:
    """BadMapping with the first fault of a mapping."""
    fault = next(mapping_faults(mapping, library), None)
    if fault is not None:
        raise BadMapping(f"{path_text(fault.path)} of the mapping: {fault.sentence}")


def fits(mapping: Mapping, header: Sequence[str]) -> bool:
    """Whether a table of that header has every column of a mapping."""
    return bool(mapping.used) and set(mapping.used) <= set(header)


def place_in(header: Sequence[str], column: str) -> int:
    """Where a column of a mapping stands in a row. BadMapping where no column has the name, or several."""
    found = [place for place, name in enumerate(header) if name == column]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadMapping(f'The file has {len(found)} columns "{column}"; give each a name of its own.')
    close = near(column, [name for name in header if name])
    hint = f"near it are {', '.join(close)}" if close else f"it has {_some(header)}"
    raise BadMapping(f'The file has no column "{column}", which the mapping names; {hint}.')


def _some(header: Sequence[str]) -> str:
    shown = ", ".join(f'"{name}"' for name in header[:8])
    return f"{shown} and {len(header) - 8} more" if len(header) > 8 else shown or "no columns"


def _column_faults(
    column: ColumnMapping, field: Field, language: str | None, library: Library, path: JsonPath
) -> Iterator[MappingFault]:
    if field.numeric:
        if column.text != "{}":
            yield MappingFault((*path, "text"), f"{field.label} is a number: no text can be made of it.")
        if column.unit is not None:
            try:
                library.unit_words.read(column.unit, field.kind, language)
            except CarspecError as refusal:
                yield MappingFault((*path, "unit"), str(refusal))
    else:
        for name, value, usual in (
            ("unit", column.unit, None), ("decimal", column.decimal, None), ("times", column.times, 1)
        ):  # fmt: skip
            if value != usual:
                yield MappingFault((*path, name), f"{field.label} is a text, which has no {name}.")
    for name in ("condition", "note", "text"):
        if len(getattr(column, name) or "") > LONGEST:
            yield MappingFault((*path, name), f"The {name} is too long; {LONGEST} letters are the most.")
