"""What must hold in a file of field words: each spelling names one field that filters know."""

from collections.abc import Iterator, Mapping
from typing import Any

from carspec.core.derived import FORMULAS
from carspec.core.filter.fields import IDENTITY
from carspec.core.folding import fold
from carspec.core.json_text import Path
from carspec.store.check_context import CheckContext
from carspec.store.check_tables import check_rows
from carspec.store.problems import Finding, choice, shown
from carspec.store.shapes import TEXT, Shape, list_of

SPELLINGS: Shape = {"key": TEXT, "words": list_of(TEXT, least=1)}


def check_field_words(content: object, context: CheckContext) -> list[Finding]:
    """A file of field words: one row a field, no spelling for two of them."""
    meant: dict[str, str] = {}

    def row(
        row: Mapping[str, Any], sound: frozenset[str], path: Path, context: CheckContext
    ) -> Iterator[Finding]:
        if not {"key", "words"} <= sound:
            return
        known = [*context.fields, *FORMULAS, *(field.key for field in IDENTITY)]
        if row["key"] not in known:
            what = f"there is no field {shown(row['key'])}"
            yield Finding((*path, "key"), what, choice(row["key"], known))
        for place, word in enumerate(row["words"]):
            other = meant.setdefault(fold(word), row["key"])
            if other != row["key"]:
                at = (*path, "words", place)
                yield Finding(at, f"{shown(word)} names two fields", f"it is a word for {other}")

    return check_rows(content, "spellings", SPELLINGS, lambda row: (row["key"],), row, context)
