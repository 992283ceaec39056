"""A user's own claims and vehicles: how they are read, and what is wrong with one, a sentence a fault."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields

from carspec.core.bounds import bounds_of, within
from carspec.core.changes import OwnClaim, OwnSource, OwnVehicle
from carspec.core.errors import CarspecError
from carspec.core.library import Library
from carspec.core.printable import is_printable, seen
from carspec.core.provenance import YEARS, is_date, is_language, is_url
from carspec.core.quantity_text import QuantityReader, Read
from carspec.core.reading import read_claim
from carspec.core.scopes import SCOPES
from carspec.core.trust import SOURCE_KINDS
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units, kind_name
from carspec.core.values import BODY_STYLES, COMPUTED_KINDS, Field, Reading

LONGEST = 500
"""Letters in any text a user may enter: more is a page that was pasted by mistake."""


class InvalidChange(CarspecError):
    """What the user entered cannot be taken; the message names each fault in a sentence."""


class Fault(Struct, frozen=True):
    """What is wrong with one part of an entry, named as the part is in its record, in one sentence."""

    part: str
    sentence: str


class OwnReading(Struct, frozen=True):
    """What an own claim states: its value as a claim keeps it, unit word, qualifier, and its reading."""

    value: str
    unit: str | None
    qualifier: str | None
    reading: Reading | None


def read_own(text: str, field: Field, language: str | None, words: UnitWords, units: Units) -> OwnReading:
    """A value with its unit as people write it, read for a field; texts and classes stay as they are.

    CarspecError says why a text cannot be read or cannot be meant.
    """
    stated = seen(text).strip()
    if not field.numeric:
        return OwnReading(stated, None, None, None)
    found = QuantityReader(units, words).read_field(stated, field, language)
    unit = unit_word(found, language, words, units) if found.unit else None
    value = "..".join(found.literals)
    literals = (found.literals[0], found.literals[-1])
    reading = read_claim(field.kind, literals, unit, stated, found.qualifier, language, words, units)
    require_possible(stated, field, found.unit, reading, units)
    return OwnReading(value, unit, found.qualifier, reading)


def read_stated(claim: OwnClaim, library: Library) -> OwnReading:
    """What an own claim states: what its cell says where it was imported, else what its text does.

    CarspecError says why it cannot be read or cannot be meant.
    """
    field, cell, language = library.fields[claim.field], claim.cell, _language(claim.source)
    if cell is None:
        return read_own(claim.text, field, language, library.unit_words, library.units)
    reading = None
    if field.numeric:
        ends = cell.value.split("..")
        reading = read_claim(
            field.kind,
            (ends[0], ends[-1]),
            cell.unit,
            claim.text,
            cell.qualifier,
            language,
            library.unit_words,
            library.units,
        )
    return OwnReading(cell.value, cell.unit, cell.qualifier, reading)


def claim_faults(claim: OwnClaim, library: Library) -> list[Fault]:
    """All that is wrong with an own claim; none where it can be added."""
    found = []
    if claim.vehicle not in library.vehicles:
        found.append(Fault("vehicle", f'There is no vehicle "{claim.vehicle}" in the data.'))
    field = library.fields.get(claim.field)
    if field is None:
        found.append(Fault("field", f'There is no field "{claim.field}".'))
    elif field.kind in COMPUTED_KINDS:
        found.append(Fault("field", f"{field.label} is worked out from other figures and is never claimed."))
    elif not claim.text.strip():
        example = "598 PS" if field.numeric else "bullet-resistant glazing"
        found.append(
            Fault("text", f'The value is missing: write it as the source does, such as "{example}".')
        )
    else:
        try:
            read_stated(claim, library)
        except CarspecError as error:
            found.append(Fault("text", str(error)))
    found += source_faults(claim.source)
    if claim.valid_at is not None and not is_date(claim.valid_at):
        found.append(Fault("valid_at", _no_date(claim.valid_at)))
    if claim.scope is not None and claim.scope not in SCOPES:
        found.append(Fault("scope", f'"{claim.scope}" is no part of a car that a claim may be said of.'))
    found += _long_texts(claim)
    return found


def vehicle_faults(vehicle: OwnVehicle) -> list[Fault]:
    """All that is wrong with an own vehicle; none where it can be added."""
    found = [
        Fault(part, f"The {part} is missing.")
        for part in ("make", "model")
        if not getattr(vehicle, part).strip()
    ]
    for part, word in (("year_from", "first"), ("year_to", "last")):
        year = getattr(vehicle, part)
        if year is not None and year not in YEARS:
            found.append(Fault(part, f"The {word} year {year} is not between {YEARS[0]} and {YEARS[-1]}."))
    if vehicle.year_from and vehicle.year_to and vehicle.year_from > vehicle.year_to:
        found.append(Fault("year_to", f"The years {vehicle.year_from} to {vehicle.year_to} run backwards."))
    if vehicle.body_style is not None and vehicle.body_style not in BODY_STYLES:
        known = ", ".join(BODY_STYLES)
        found.append(Fault("body_style", f'"{vehicle.body_style}" is no body style; known are {known}.'))
    found += _long_texts(vehicle)
    return found


def require(faults: list[Fault]) -> None:
    """Raise InvalidChange where there are any."""
    if faults:
        raise InvalidChange(" ".join(fault.sentence for fault in faults))


def _language(source: OwnSource) -> str | None:
    return source.language if is_language(source.language or "") else None


def unit_word(found: Read, language: str | None, words: UnitWords, units: Units) -> str:
    """The unit as it was written, where that word alone says it; else its symbol, or its key."""
    written = (" ".join(word.split()) for word in found.words)
    for word in (*written, units.get(found.unit).symbol, found.unit):
        try:
            if word and words.read(word, found.kind, language) == found.unit:
                return word
        except CarspecError:
            continue
    return found.unit


def require_possible(text: str, field: Field, unit: str, reading: Reading, units: Units) -> None:
    """InvalidChange where what a text was read as is outside the bounds of its field."""
    bounds = bounds_of(field.key, field.kind)
    if bounds is None or within((reading.low, reading.high), unit, bounds, units):
        return
    possible = f"{bounds.low:,g} to {bounds.high:,.0f} {bounds.unit}".rstrip()
    raise InvalidChange(f'"{text}" is no possible {kind_name(field.kind)}: {possible} are.')


def source_faults(source: OwnSource) -> Iterator[Fault]:
    """All that is wrong with the description of a source."""
    if not (source.title or source.publisher or source.url):
        yield Fault("title", "The source is missing: name its title, its publisher or its address.")
    if source.url is not None and not is_url(source.url):
        yield Fault("url", f'"{source.url}" is no web address: it starts with http:// or https://.')
    if source.published is not None and not is_date(source.published):
        yield Fault("published", _no_date(source.published))
    if source.kind not in SOURCE_KINDS:
        yield Fault("kind", f'"{source.kind}" is no kind of source; known are {", ".join(SOURCE_KINDS)}.')
    if source.language is not None and not is_language(source.language):
        yield Fault("language", f'"{source.language}" is no language: write a code such as en or de.')
    yield from _long_texts(source)


def _no_date(text: str) -> str:
    return f'"{text}" is no date: write 2024, 2024-05 or 2024-05-07.'


def _long_texts(record: OwnClaim | OwnSource | OwnVehicle) -> Iterator[Fault]:
    for each in fields(record):
        text = getattr(record, each.name)
        if isinstance(text, str) and each.default is None and not text.strip():
            yield Fault(each.name, f"The {each.name.replace('_', ' ')} is empty: leave it out instead.")
        elif isinstance(text, str) and (len(text) > LONGEST or not is_printable(text)):
            what = "is too long" if len(text) > LONGEST else "holds signs that cannot be printed"
            name = each.name.replace("_", " ")
            yield Fault(each.name, f"The {name} {what}; {LONGEST} letters are the most.")
