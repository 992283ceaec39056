"""Bringing back what a Sheet leaves out: rows hidden, folded away, equal for all cars or of one car only."""

from collections.abc import Collection

from msgspec.structs import replace

from carspec.core.query import Query
from carspec.core.sheet import Sheet
from carspec.core.values import Field


def left_out(sheet: Sheet) -> tuple[Field, ...]:
    """The fields that were asked for and are not shown."""
    return (*sheet.hidden_fields, *sheet.equal_fields, *sheet.lone_fields, *sheet.folded_fields)


def revealed(sheet: Sheet, fields: Collection[str]) -> Query:
    """The Query that shows these fields as well; what leaves none of them out stays as it is."""
    query = sheet.query
    groups = {sheet.library.fields[key].group for key in fields}
    return replace(
        query,
        hidden=query.hidden.difference(fields),
        folded_groups=query.folded_groups - groups,
        differences_only=query.differences_only and not any(f.key in fields for f in sheet.equal_fields),
        fold_lone=query.fold_lone and not any(f.key in fields for f in sheet.lone_fields),
    )
