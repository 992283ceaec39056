"""What the evidence says about a claim: its standing, how it was read, and where it comes from."""

from typing import TYPE_CHECKING, NamedTuple

from carspec.core.display import QUALIFIER_WORDS, qualified, shown
from carspec.core.explain import stated_text
from carspec.core.scopes import SCOPES
from carspec.core.sheet import Sheet
from carspec.core.values import COUNTING, Claim, Field, Relation, Source, Verdict

if TYPE_CHECKING:
    from carspec.core.own_claims import OwnReading


class Standing(NamedTuple):
    """How a claim stands to the figure in a word, the mark whose shape and colour go with it (None: no mark),
    and the group under which it is filtered."""

    word: str
    mark: Verdict | None
    group: str


AGREE, DIFFER, NOT_COUNTED = "Agree", "Differ", "Not counted"
GROUPS = (AGREE, DIFFER, NOT_COUNTED)

STANDINGS = {
    Relation.SAME: Standing("agrees", Verdict.AGREE, AGREE),
    Relation.ECHO: Standing("echo", Verdict.ECHO, AGREE),
    Relation.FITS: Standing("fits", Verdict.SINGLE, AGREE),
    Relation.MIX_UP: Standing("wrong unit word", Verdict.MIX_UP, AGREE),
    Relation.DIFFERS: Standing("differs", Verdict.CONFLICT, DIFFER),
    Relation.APART: Standing("not comparable", None, DIFFER),
    Relation.MISPRINT: Standing("misprint", None, NOT_COUNTED),
    Relation.RUMOUR: Standing("rumour", None, NOT_COUNTED),
    Relation.OTHER_SCOPE: Standing("not the whole car", None, NOT_COUNTED),
    Relation.EXCLUDED: Standing("excluded by you", None, NOT_COUNTED),
    Relation.UNREAD: Standing("not read", None, NOT_COUNTED),
}


def heading(claim: Claim, field: Field, sheet: Sheet) -> str:
    """The value as stated with the source's own unit word and reservation: "about 600 KM"."""
    if claim.reading is None:
        return stated_text(claim)
    number = shown(claim.reading, None, sheet.library.units).eye(sheet.profile.locale, field.kind)
    return qualified(claim.qualifier, f"{number} {claim.unit}" if claim.unit else number)


def provenance(source: Source, claim: Claim, language: str) -> str:
    """Publisher, date and language: "svpressa.ru · 2018 · Russian"."""
    parts = (
        source.publisher or source.title or "publisher not named",
        claim.valid_at or source.published,
        language,
        "your own claim" if claim.own else "",
    )
    return " · ".join(part for part in parts if part)


def how_read(claim: Claim, field: Field, sheet: Sheet) -> str:
    """What the claim was taken to mean, and what kept it from counting."""
    parts = [_reading(claim, field, sheet)]
    judgement = sheet.library.judgement(claim.key)
    if judgement is not None and judgement.rank > 0:
        parts.append("shown because you chose it")
    if claim.relation is Relation.EXCLUDED and judgement is not None:
        parts.append(f"not counted: {judgement.reason or STANDINGS[claim.relation].word}")
    elif claim.relation not in COUNTING:
        if claim.relation is Relation.OTHER_SCOPE and claim.scope:
            parts.append(f"not counted: said {SCOPES[claim.scope]}")
        elif claim.relation is Relation.UNREAD:
            parts.append("not counted: its number or unit could not be read")
        else:
            parts.append(f"not counted: {STANDINGS[claim.relation].word}")
    parts += [claim.condition or "", claim.note or ""]
    return "; ".join(part for part in parts if part)


def _reading(claim: Claim, field: Field, sheet: Sheet) -> str:
    """ "read as 598 PS = 590 hp": the unit meant where the word says it otherwise, and the reader's unit.

    A number that its source only bounds or estimates is as coarse in another unit: "300 hp ≈ 300 PS".
    """
    if claim.reading is None or not claim.reading.unit:
        return ""
    units, locale = sheet.library.units, sheet.profile.locale
    symbol = sheet.symbol(claim.reading.unit)
    stated = shown(claim.reading, None, units).eye(locale, field.kind)
    text = f"read as {stated} {symbol}" if symbol != claim.unit else ""
    if claim.relation is Relation.MIX_UP and claim.other_unit != claim.reading.unit:
        return f"stated as {symbol}, meant as {stated} {sheet.symbol(claim.other_unit or '')}"
    target = next(iter(sheet.profile.units(field)), None)
    if target is not None and target != claim.reading.unit:
        other = shown(claim.reading, target, units).eye(locale, field.kind)
        text += f"{' ' if text else ''}{_equals(claim.qualifier)} {other} {sheet.symbol(target)}"
    return text


def reading_sentence(read: "OwnReading", field: Field, sheet: Sheet) -> str:
    """ "read as 598 PS = 440 kW = 590 hp": what a value that is being typed means, in the units in use."""
    if read.reading is None:
        return "A text, kept as it is written."
    units, locale = sheet.library.units, sheet.profile.locale
    targets = [read.reading.unit or None, *sheet.profile.units(field)]
    told = [
        f"{shown(read.reading, target, units).eye(locale, field.kind)} "
        f"{units.get(target).symbol if target else ''}".strip()
        for target in dict.fromkeys(targets)
    ]
    equals = f" {_equals(read.qualifier)} "
    return f"Read as {qualified(read.qualifier, equals.join(told))}"


def _equals(qualifier: str | None) -> str:
    """The sign between a number and the same in another unit."""
    return "≈" if qualifier in QUALIFIER_WORDS else "="


def spoken(claim: Claim, source: Source, field: Field, sheet: Sheet, language: str) -> str:
    """A claim for a screen reader, whole."""
    parts = (
        heading(claim, field, sheet),
        STANDINGS[claim.relation].word,
        provenance(source, claim, language),
        f"“{claim.as_stated}”",
        how_read(claim, field, sheet),
    )
    return ", ".join(part for part in parts if part)
