"""The parts that all wikitext is made of: escaped texts, {{convert}} and named references."""

import re
from collections.abc import Mapping

from carspec.output.citations import Citation
from carspec.output.grid import Grid, GridCell, Stated

CONVERT: Mapping[str, str] = {
    "W": "W", "kW": "kW", "MW": "MW", "PS": "PS", "hp": "hp",
    "Nm": "N.m", "kgfm": "kgf.m", "lbft": "lbft",
    "g": "g", "kg": "kg", "t": "t", "lb": "lb", "short_ton": "ST", "long_ton": "LT",
    "mm": "mm", "cm": "cm", "m": "m", "km": "km", "in": "in", "ft": "ft", "mi": "mi",
    "km/h": "km/h", "mph": "mph", "m/s": "m/s",
    "L/100km": "L/100km", "mpg_us": "mpgus", "mpg_uk": "mpgimp", "km/L": "km/L",
    "L": "L", "cm3": "cc", "cu_in": "cuin", "ft3": "cuft", "gal_us": "USgal", "gal_uk": "impgal",
    "kWh": "kWh", "MJ": "MJ",
}  # fmt: skip
"""The codes of our units in Wikipedia's Module:Convert; what is not here is written out as text."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[&<>\[\]{}|]|~(?=~)|(?<=~)~|'(?=')|(?<=')'|^'|'$|_(?=_)|(?<=_)_|!(?=!)|(?<=!)!")
_MAGIC = re.compile(r"\b(ISBN|RFC|PMID)(?=\s)|(?<=[a-z])://", re.IGNORECASE)
_LINE_START = re.compile(r"^[*#:;=!+-]")


def escaped(text: str) -> str:
    """The text as itself: no markup, template, link, signature, magic word or cell border comes of it."""
    safe = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"&#{ord(match[0])};"), text)
    return _MAGIC.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", safe)


def line(text: str) -> str:
    """A text that may start a line, so that no list, heading or row comes of its first character."""
    safe = escaped(text)
    return _LINE_START.sub(lambda match: f"&#{ord(match[0])};", safe)


def comment(grid: Grid) -> str:
    """The sentences below the table as one comment, which readers of the article never see."""
    return f"<!-- {' '.join(grid.footer).replace('--', '- -')} -->"


def figure(cell: GridCell, unit: str) -> str:
    """The figure of a cell with its units; `unit` is the one that its row names.

    A measured figure is a {{convert}} from the unit its source stated, with the precision made explicit:
    the template's own counts zeros at the end of a number for nothing (trap T32).
    """
    converted = convert(cell.stated) if cell.stated else None
    if converted:
        return f"{escaped(cell.qualifier)} {converted}".lstrip()
    shown = f"{cell.brief} {unit}" if unit and cell.figure and not cell.unit else cell.brief
    brackets = f" ({escaped('; '.join(cell.brackets))})" if cell.brackets else ""
    return escaped(shown) + brackets


def convert(stated: Stated) -> str | None:
    """The template, or None where Wikipedia has no code for a unit or nothing is to be converted.

    It rounds all that it converts to alike, so units that need another precision stay out. A figure that the
    reader sees in one unit alone comes first in that unit.
    """
    if stated.unit not in CONVERT or not stated.into:
        return None
    decimals = stated.into[0][1]
    alike = [CONVERT.get(unit) for unit, places in stated.into if places == decimals]
    if None in alike:
        return None
    parts = [
        "|-|".join(stated.numbers),
        CONVERT[stated.unit],
        " ".join(map(str, alike)),
        str(decimals),
        "abbr=on",
    ]
    parts += ["order=flip"] if len(stated.into) == 1 and stated.flipped else []
    return f"{{{{convert|{'|'.join(parts)}}}}}"


class References:
    """The references of one text: written out where first met, by name alone where met again."""

    def __init__(self, sources: tuple[Citation, ...]) -> None:
        self._sources = sources
        self._names = _names(sources)
        self._met: set[int] = set()

    def to(self, number: int | None) -> str:
        """The reference to the source of that number, nothing for None."""
        if number is None:
            return ""
        name = self._names[number - 1]
        if number in self._met:
            return f'<ref name="{name}" />'
        self._met.add(number)
        return f'<ref name="{name}">{cited(self._sources[number - 1])}</ref>'


def cited(source: Citation) -> str:
    """A source as {{cite web}}, or as {{citation}} where it has no address; a comment says what stands in."""
    title = source.title or source.place or source.publisher or "Untitled"
    parts = {
        "url": source.url or "",
        "title": escaped(title),
        "publisher": escaped(source.publisher),
        "date": _date(source.published),
        "language": escaped(source.language) if source.language != "en" else "",
    }
    said = "".join(f" |{name}={text}" for name, text in parts.items() if text)
    lacks = f"<!-- {source.lacks} -->" if source.lacks else ""
    return f"{{{{{'cite web' if source.url else 'citation'}{said}}}}}{lacks}"


def _date(published: str) -> str:
    """A date as the citation templates take it: they refuse "2021-08" but know "August 2021"."""
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", published)
    return f"{MONTHS[int(month[2]) - 1]} {month[1]}" if month else escaped(published)


def _names(sources: tuple[Citation, ...]) -> list[str]:
    """A name for each source, no two alike, of letters, digits and hyphens, and never a mere number."""
    names: list[str] = []
    for source in sources:
        name = re.sub(r"[^A-Za-z0-9]+", "-", source.key).strip("-") or "source"
        name = f"source-{name}" if name.isdigit() else name
        free, count = name, 2
        while free in names:
            free, count = f"{name}-{count}", count + 1
        names.append(free)
    return names
