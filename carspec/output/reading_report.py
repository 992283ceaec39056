"""A figure read from text, for the terminal: one line a person reads, or JSON."""

import json
from decimal import Decimal

from carspec.core import numbers
from carspec.core.display import qualified, shown
from carspec.core.profiles import Profile
from carspec.core.quantity_text import Read
from carspec.core.reading import read_claim
from carspec.core.unit_words import UnitWords
from carspec.core.units import MONEY, Units, kind_name
from carspec.core.values import Field

FORMATS = ("text", "json")


def reading_report(
    text: str, read: Read, field: Field, profile: Profile, units: Units, words: UnitWords, form: str
) -> str:
    """What was read from `text`: as stated and in the first unit of the profile, or as JSON."""
    if form == "json":
        found = [_plain(literal) for literal in read.literals]
        answer = {"numbers": found, "unit": read.unit, "kind": read.kind, "qualifier": read.qualifier}
        return json.dumps(answer, ensure_ascii=False)
    wanted = next(iter(profile.units(field)), None)
    line = f"{_in_unit(text, read, None, profile, units, words)} ({kind_name(read.kind)})"
    if wanted in (None, read.unit) or read.kind == MONEY or not read.unit:
        return line
    return f"{line} = {_in_unit(text, read, wanted, profile, units, words)}"


def _in_unit(
    text: str, read: Read, unit: str | None, profile: Profile, units: Units, words: UnitWords
) -> str:
    """The figure in a unit of the profile, rounded as finely as it is stated; None is as it was read."""
    symbol = units.get(unit or read.unit).symbol if read.unit else ""
    if unit is None:
        grouped = read.kind != "year"
        ends = [numbers.eye(Decimal(each), profile.locale, grouped=grouped) for each in read.literals]
        figure = "–".join(ends)
    else:
        stated = units.get(read.unit).symbol
        literals = (read.literals[0], read.literals[-1])
        reading = read_claim(read.kind, literals, stated, text, read.qualifier, "en", words, units)
        figure = shown(reading, unit, units).eye(profile.locale, read.kind)
    return qualified(read.qualifier, f"{figure} {symbol}".strip())


def _plain(literal: str) -> int | float:
    number = Decimal(literal)
    return int(number) if number == number.to_integral_value() else float(number)
