"""From a claim as stated to its reading: the unit meant, the numbers, canonical values and precision."""

from hashlib import blake2b
from json import JSONEncoder

from carspec.core.rounding import stated_decimals
from carspec.core.unit_words import UnitWords
from carspec.core.units import Units
from carspec.core.values import Reading

_AS_JSON = JSONEncoder(ensure_ascii=False).encode
READINGS_VERSION = 1
"""Raised whenever claims are read differently, so that stored readings are made again."""


def claim_key(
    vehicle: str,
    field: str,
    scope: str | None,
    source: str,
    as_stated: str,
    value: str,
    unit: str | None,
    *said_of: str | None,
) -> str:
    """The stable name of a claim: a person's rank on it survives every later edition of the data.

    Value and unit are part of it, because one sentence may state a figure twice: "612 PS (450 kW)". `said_of`
    are further words that tell own claims apart, as in a file whose columns for city and highway both say 19.
    """
    parts = _AS_JSON([vehicle, field, scope, source, as_stated, value, unit, *said_of])
    return blake2b(parts.encode("utf-8"), digest_size=12).hexdigest()


def read_claim(
    kind: str,
    literals: tuple[str, str],
    unit_word: str | None,
    as_stated: str,
    qualifier: str | None,
    language: str | None,
    words: UnitWords,
    units: Units,
) -> Reading:
    """The reading of a numeric claim; `literals` are the decimal texts of both ends (equal without a range).

    Raises UnknownUnitWord where the word has no certain meaning for that kind and language.
    """
    low, high = float(literals[0]), float(literals[1])
    unit = words.read(unit_word, kind, language) if unit_word is not None else ""
    if kind == "year":
        return Reading(unit, low, high, 0, low, high, 0.0)
    words_count = kind != "count"  # ten cars are ten, in digits or in words
    decimals = max(stated_decimals(text, as_stated if words_count else None, qualifier) for text in literals)
    step = 10.0**-decimals
    if not unit or kind == "money":
        return Reading(unit, low, high, decimals, low, high, step)
    ends = [*units.to_si(low, unit), *units.to_si(high, unit)]
    nearby = [si for end in (low, high) for si in units.to_si(end + step, unit)]
    tolerance = max(abs(a - b) for a, b in zip(ends, nearby, strict=True))
    return Reading(unit, low, high, decimals, min(ends), max(ends), tolerance)
