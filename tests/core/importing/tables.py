"""Tables made by hand and short mappings, for tests of the import."""

import json
from typing import Any

from carspec.core.importing.cars import ImportedCar
from carspec.core.importing.mapping import Mapping, mapping_from
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import Table
from carspec.core.library import Library


def table(*lines: str, separator: str = "|") -> Table:
    """A table whose first line is the header, its cells parted by bars."""
    header, *rest = ([cell.strip() for cell in line.split(separator)] for line in lines)
    return Table("cars.csv", tuple(header), tuple(enumerate(rest, 2)), (), "0" * 64)


def content(*columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The content of a mapping whose cars are named by the columns `make` and `model`."""
    return {
        "carspec": "mapping",
        "version": 1,
        "name": "test",
        "source": {"title": "A table", "kind": "press", "language": "en"},
        "identity": {"make": [{"column": "make"}], "model": [{"column": "model"}]},
        "columns": list(columns),
    } | more


def mapping(*columns: dict[str, Any], **more: Any) -> Mapping:
    return mapping_from(json.dumps(content(*columns, **more)))


def read(
    library: Library, lines: list[str], *columns: dict[str, Any], **more: Any
) -> tuple[list[ImportedCar], TableReader]:
    """All cars of a table, and the reader with what it refused."""
    reader = TableReader(table(*lines), mapping(*columns, **more), library)
    return list(reader.cars()), reader


def cell(
    library: Library, stated: str, field: str, *others: str, language: str | None = "en", **column: Any
) -> str:
    """What a cell states, in short: "value|unit|qualifier|condition; ...", or "refused: reason".

    `others` are further cells of the same column.
    """
    lines = ["make|model|x", f"A|B|{stated}", *(f"A|C{i}|{other}" for i, other in enumerate(others))]
    source = {"title": "A table", "kind": "press", "language": language}
    cars, reader = read(library, lines, {"column": "x", "field": field, **column}, source=source)
    refused = [each for each in reader.refused if each.line == 2]
    if refused:
        return f"refused: {refused[0].reason}"
    claims = cars[0].claims
    told = ([c.value, c.unit or "", c.qualifier or "", c.condition or ""] for c in claims)
    return "; ".join("|".join(parts).rstrip("|") for parts in told)
