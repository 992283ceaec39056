"""What must hold in the smaller data files: names, units, unit words, unit profiles and terms."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from carspec.core.errors import CarspecError
from carspec.core.json_text import Path
from carspec.core.number_words import SCALES, held_in
from carspec.core.unit_words import normalised
from carspec.core.values import COMPUTED_KINDS, NUMERIC_KINDS, TEXT_KINDS
from carspec.store.check_context import CheckContext
from carspec.store.problems import Finding, choice, shown
from carspec.store.shapes import (
    KEY,
    LANGUAGE,
    LIST,
    NUMBER,
    OBJECT,
    TEXT,
    VERSION,
    YES_NO,
    Shape,
    check_record,
    list_of,
    one_of,
)

UNIT_KINDS = tuple(sorted((NUMERIC_KINDS | COMPUTED_KINDS) - {"year"}))
KIND = one_of("a kind that has units", *UNIT_KINDS)

NAME: Shape = {"vehicle": TEXT, "name": TEXT, "language": LANGUAGE, "nickname": YES_NO.or_absent()}
UNIT: Shape = {
    "key": TEXT,
    "kinds": list_of(KIND, least=1),
    "symbol": TEXT,
    "name": TEXT,
    "pint": TEXT.or_absent(),
    "pint_high": TEXT.or_absent(),
    "inverse": YES_NO.or_absent(),
}
UNIT_WORD: Shape = {
    "kind": KIND,
    "word": TEXT,
    "languages": list_of(LANGUAGE, least=1).or_null(),
    "unit": TEXT.or_null(),
    "note": TEXT.or_absent(),
}
PROFILE: Shape = {
    "key": KEY,
    "label": TEXT,
    "description": TEXT,
    "locale": TEXT,
    "grouping": YES_NO.or_absent(),
    "kinds": OBJECT,
    "fields": OBJECT,
    "symbols": OBJECT.or_absent(),
    "large_money": LIST.or_absent(),
}
SCALE: Shape = {"exponent": NUMBER, "word": TEXT, "plural": TEXT.or_absent()}
TERM: Shape = {"field": TEXT, "term": TEXT, "means": list_of(TEXT, least=1)}

Row = Mapping[str, Any]
RowCheck = Callable[[Row, frozenset[str], Path, CheckContext], Iterator[Finding]]


def check_rows(
    content: object,
    table: str,
    shape: Shape,
    identity: Callable[[Row], tuple[object, ...]],
    more: RowCheck,
    context: CheckContext,
) -> list[Finding]:
    """A file that is a version and one list of rows: columns, rows that come twice, and what `more` finds."""
    found: list[Finding] = []
    sound = check_record(content, {"version": VERSION, table: LIST}, (), found)
    if not isinstance(content, dict) or table not in sound:
        return found
    first: dict[tuple[object, ...], int] = {}
    for index, row in enumerate(content[table]):
        path = (table, index)
        good = check_record(row, shape, path, found)
        if not isinstance(row, dict):
            continue
        if {column for column in shape if not shape[column].optional} <= good:
            key = identity(row)
            if first.setdefault(key, index) != index:
                same = f"first in {table}[{first[key]}]"
                found.append(Finding(path, f"{', '.join(map(shown, key))} is given twice", same))
                continue
        found += more(row, good, path, context)
    return found


def check_names(content: object, context: CheckContext) -> list[Finding]:
    """A names file: every name belongs to a vehicle of the shipped data."""
    return check_rows(content, "names", NAME, lambda row: (row["vehicle"], row["name"]), _name, context)


def check_units(content: object, context: CheckContext) -> list[Finding]:
    """A units file; whether the definitions are sound is seen when the units are worked out."""
    return check_rows(content, "units", UNIT, lambda row: (row["key"],), _unit, context)


def check_unit_words(content: object, context: CheckContext) -> list[Finding]:
    """A unit-words file: every unit exists for the kind, no word has two meanings in one language."""
    rows = check_rows(
        content,
        "words",
        UNIT_WORD,
        lambda row: (row["kind"], row["word"], *map(str, row["languages"] or ())),
        _unit_word,
        context,
    )
    return rows or [*_two_meanings(content["words"])] if isinstance(content, dict) else rows


def check_profiles(content: object, context: CheckContext) -> list[Finding]:
    """A profiles file: every unit it names exists and belongs to the kind."""
    return check_rows(content, "profiles", PROFILE, lambda row: (row["key"],), _profile, context)


def check_terms(content: object, context: CheckContext) -> list[Finding]:
    """A terms file: which words of a text field include which others."""
    return check_rows(content, "terms", TERM, lambda row: (row["field"], row["term"]), _term, context)


def _name(row: Row, sound: frozenset[str], path: Path, context: CheckContext) -> Iterator[Finding]:
    if "vehicle" in sound and row["vehicle"] not in context.vehicle_keys:
        what = f"there is no vehicle {shown(row['vehicle'])}"
        yield Finding((*path, "vehicle"), what, choice(row["vehicle"], context.vehicle_keys))


def _unit(row: Row, sound: frozenset[str], path: Path, context: CheckContext) -> Iterator[Finding]:
    if "kinds" in sound and "pint" not in row and row["kinds"] != ["money"]:
        yield Finding(path, 'the column "pint" is missing', "only money has no definition")


def _unit_word(row: Row, sound: frozenset[str], path: Path, context: CheckContext) -> Iterator[Finding]:
    if not {"kind", "unit"} <= sound:
        return
    if row["unit"] is None:
        if "note" not in row:
            yield Finding(path, "a refused word says why in a note", 'allowed: a text in "note"')
        return
    yield from _unit_of(row["unit"], row["kind"], (*path, "unit"), context)


def _unit_of(unit: object, kind: str, path: Path, context: CheckContext) -> Iterator[Finding]:
    allowed = context.units.allowed(kind)
    if unit not in allowed:
        what = f"{shown(unit)} is no unit of {kind.replace('_', ' ')}"
        yield Finding(path, what, choice(unit, [*allowed]))


def _two_meanings(rows: list[Row]) -> Iterator[Finding]:
    meanings: dict[tuple[str, str, str], tuple[int, object]] = {}
    for index, row in enumerate(rows):
        for language in row["languages"] or ("any",):
            key = (row["kind"], normalised(row["word"]), language)
            first, unit = meanings.setdefault(key, (index, row["unit"]))
            if unit != row["unit"]:
                what = f"{shown(row['word'])} has two meanings in the language {shown(language)}"
                yield Finding(("words", index, "unit"), what, f"first in words[{first}]")


def _profile(row: Row, sound: frozenset[str], path: Path, context: CheckContext) -> Iterator[Finding]:
    for table, known in (("kinds", {kind: kind for kind in UNIT_KINDS}), ("fields", context.fields)):
        for key, units in row[table].items() if table in sound else ():
            at = (*path, table, key)
            if key not in known:
                what = f"there is no {table.removesuffix('s')} {shown(key)}"
                yield Finding(at, what, choice(key, [*known]), at_key=True)
            elif not isinstance(units, list) or not (units or table == "fields"):
                allowed = "allowed: the primary unit first; [] for a field that is shown as stated"
                yield Finding(at, f"{shown(units)} is not a list of units", allowed)
            else:
                for index, unit in enumerate(units):
                    yield from _unit_of(unit, known[key], (*at, index), context)
    if {"locale", "symbols"} <= sound:
        yield from _symbols(row, path, context)
    if {"locale", "large_money"} <= sound:
        yield from _scales(row, path)


def _symbols(row: Row, path: Path, context: CheckContext) -> Iterator[Finding]:
    """A profile's own words for units: each means its unit in the language, so that it can be read back."""
    for key, symbol in row["symbols"].items():
        at = (*path, "symbols", key)
        if key not in context.units:
            what = f"there is no unit {shown(key)}"
            yield Finding(at, what, choice(key, [*context.units]), at_key=True)
            continue
        for kind in context.units.get(key).kinds:
            try:
                read = context.unit(symbol, kind, row["locale"].partition("_")[0])
            except CarspecError:
                read = None
            if read != key:
                what = f"{shown(symbol)} does not read as {key} for {kind.replace('_', ' ')}"
                yield Finding(at, what, "allowed: a unit word of the profile's language")


def _scales(row: Row, path: Path) -> Iterator[Finding]:
    """A profile's words for large amounts: the largest first, each known to the reader of numbers."""
    before = None
    for index, scale in enumerate(row["large_money"]):
        at = (*path, "large_money", index)
        found: list[Finding] = []
        sound = check_record(scale, SCALE, at, found)
        yield from found
        if not {"exponent", "word"} <= sound:
            continue
        language = row["locale"].partition("_")[0]
        for word in {scale["word"], scale.get("plural", scale["word"])}:
            known = [w for w in SCALES if w.word == word and held_in(w, "money", language)]
            if scale["exponent"] not in {w.meaning for w in known}:
                what = f"{shown(word)} is not read as ten to the {scale['exponent']} in {language}"
                yield Finding(at, what, "allowed: a word of carspec/core/number_words.py")
        if before is not None and int(scale["exponent"]) >= before:
            yield Finding(at, "the scales do not go from the largest to the smallest")
        before = int(scale["exponent"])


def _term(row: Row, sound: frozenset[str], path: Path, context: CheckContext) -> Iterator[Finding]:
    if "field" not in sound:
        return
    texts = [field for field, kind in context.fields.items() if kind in TEXT_KINDS]
    if row["field"] not in texts:
        what = f"there is no text field {shown(row['field'])}"
        yield Finding((*path, "field"), what, choice(row["field"], texts))
