"""The columns of a vehicles file and their vocabulary: kinds, groups, qualifiers, scopes, statuses."""

from carspec.core.scopes import SCOPES
from carspec.core.values import BODY_STYLES, NUMERIC_KINDS, TEXT_KINDS
from carspec.store.shapes import (
    ANY,
    ANY_TEXT,
    DATE,
    KEY,
    LANGUAGE,
    LIST,
    OBJECT,
    TEXT,
    URL,
    WHOLE,
    YEAR,
    YES_NO,
    Shape,
    list_of,
    one_number,
    one_of,
)

KINDS = tuple(sorted(NUMERIC_KINDS | TEXT_KINDS))
GROUPS = (
    "identity", "powertrain", "performance", "dimensions", "mass", "protection", "equipment", "economy",
    "price", "production", "operation",
)  # fmt: skip
SOURCE_KINDS = (
    "manufacturer", "press", "encyclopedia", "government", "armourer", "dealer", "forum", "blog", "mirror",
    "user",
)  # fmt: skip
QUALIFIERS = ("about", "over", "at_least", "up_to", "under", "limited", "estimated", "planned")
STATUSES = ("stated", "estimate", "rumour", "misprint")

LIBRARY_VERSION = "2"
"""The version of a file that holds a library: with what is a person's own and what they decided."""

OWN = YES_NO.or_absent()
FILE: Shape = {
    "version": one_number("a known version", "1", LIBRARY_VERSION),
    "data_version": DATE,
    "fields": OBJECT,
    "sources": OBJECT,
    "vehicles": LIST,
    "waiting": OBJECT.or_absent(),
}
FIELD: Shape = {
    "label": TEXT,
    "group": one_of("a group", *GROUPS),
    "kind": one_of("a kind", *KINDS),
    "description": TEXT,
    "better": one_of("a direction", "higher", "lower").or_null(),
    "many": YES_NO,
    "own_scopes": list_of(one_of("a scope", *SCOPES)),
}
SOURCE: Shape = {
    "url": URL.or_null(),
    "title": TEXT.or_null(),
    "publisher": TEXT.or_null(),
    "published": DATE.or_null(),
    "kind": one_of("a kind of source", *SOURCE_KINDS),
    "language": LANGUAGE.or_null(),
    "same_as": TEXT.or_null(),
    "own": OWN,
}
NAME: Shape = {"name": TEXT, "language": LANGUAGE.or_null(), "nickname": YES_NO.or_absent()}
VEHICLE: Shape = {
    "key": KEY,
    "make": TEXT,
    "model": TEXT,
    "generation": TEXT.or_null(),
    "year_from": YEAR.or_null(),
    "year_to": YEAR.or_null(),
    "body_style": one_of("a body style", *BODY_STYLES).or_null(),
    "armourer": TEXT.or_null(),
    "armoured": YES_NO.or_null(),
    "base_vehicle": TEXT.or_null(),
    "base_vehicle_key": TEXT.or_null(),
    "names": LIST.or_absent(),
    "own": OWN,
    "claims": LIST,
}
CLAIM: Shape = {
    "field": TEXT,
    "value": ANY,
    "unit": TEXT.or_null(),
    "as_stated": TEXT,
    "qualifier": one_of("a qualifier", *QUALIFIERS).or_null(),
    "scope": one_of("a scope", *SCOPES).or_null(),
    "condition": TEXT.or_null(),
    "valid_at": DATE.or_null(),
    "status": one_of("a status", *STATUSES),
    "note": TEXT.or_null(),
    "source": TEXT,
    "own": OWN,
    "judgement": OBJECT.or_absent(),
}
JUDGEMENT: Shape = {"rank": WHOLE, "excluded": YES_NO, "reason": ANY_TEXT}
WAITING: Shape = {"claims": LIST, "judgements": LIST}
WAITING_CLAIM: Shape = {
    "vehicle": TEXT,
    **{name: column for name, column in CLAIM.items() if not column.optional},
    "value": TEXT,
}
WAITING_JUDGEMENT: Shape = {"claim": TEXT, "vehicle": TEXT.or_null(), **JUDGEMENT}


def of_version(shape: Shape, version: str) -> Shape:
    """The columns a version has: the first has none of what belongs to a person."""
    if version == LIBRARY_VERSION:
        return shape
    return {name: column for name, column in shape.items() if not column.optional}
