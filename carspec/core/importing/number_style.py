"""The decimal mark of a column, settled from all its texts: 1.234 alone is open, 1.234,5 decides."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from carspec.core.bounds import bounds_of, within
from carspec.core.errors import CarspecError
from carspec.core.importing.mapping import ColumnMapping
from carspec.core.library import Library
from carspec.core.number_text import number_ways, numerals, plain_text
from carspec.core.printable import seen
from carspec.core.turns import without_turns

_MARKED = re.compile(r"[.,٫٬]")
OTHER = {".": ",", ",": "."}


class NumberStyle(Struct, frozen=True):
    """How a column writes numbers: its decimal mark, None where its texts do not tell, and what tells.

    `doubtful` is a text that could be read in two ways, where there is one.
    """

    decimal: str | None
    evidence: str
    doubtful: str | None = None

    def literal(self, text: str) -> str | None:
        """The decimal text of a number in this style; None where it does not fit, or where both ways do."""
        point, comma = number_ways(plain_text(text))
        if self.decimal is not None:
            return point if self.decimal == "." else comma
        return point if comma is None or point == comma else comma if point is None else None


def settle_style(texts: Iterable[str], possible: Callable[[str], bool] = lambda literal: True) -> NumberStyle:
    """The style of the texts of one column, each given once.

    A number that only one way of writing allows decides for all; so does one that `possible`, told its
    decimal text, finds possible in one reading only. Where numbers decide for both marks, none is settled.
    """
    deciding: dict[str, tuple[str, str]] = {}
    doubtful = None
    for text in texts:
        for number in _numbers(text):
            point, comma = number_ways(number)
            if point == comma or (point is None and comma is None):
                continue
            if point is not None and comma is not None:
                doubtful = doubtful or number
                fits = [mark for mark, way in ((".", point), (",", comma)) if possible(way)]
                if len(fits) == 1 and not any(map(str.isalpha, text)):  # "5.469 m" has a unit of its own
                    bad = comma if fits == ["."] else point
                    deciding.setdefault(fits[0], (number, f'"{number}" cannot be {bad}'))
                continue
            mark = "." if comma is None else ","
            deciding[mark] = deciding.get(mark) or (number, f'of "{number}"')
    if len(deciding) == 1:
        mark, (_, because) = next(iter(deciding.items()))
        return NumberStyle(mark, f"decimal {_NAMES[mark]}, because {because}", doubtful)
    if deciding:
        both = " and ".join(f'"{number}"' for number, _ in deciding.values())
        return NumberStyle(None, f"the decimal mark is not the same in all cells: {both}", doubtful)
    if doubtful:
        return NumberStyle(None, f'"{doubtful}" can be read in two ways, and no cell decides', doubtful)
    return NumberStyle(None, "")


_NAMES = {".": "point", ",": "comma"}


def _numbers(text: str) -> Iterator[str]:
    """The numbers of a text that have a mark."""
    if not _MARKED.search(text):
        return
    plain = without_turns(plain_text(seen(text)))  # in "450 kW bei 5.500/min" 5.500 is no power
    yield from (number.text for number in numerals(plain) if _MARKED.search(number.text))


class Possible:
    """Whether a number can be meant in the unit of its column."""

    def __init__(self, column: ColumnMapping, library: Library) -> None:
        self._times, self._units = column.times, library.units
        field = library.fields[column.field]
        self._bounds = bounds_of(field.key, field.kind)
        try:
            self._unit = library.unit_words.read(column.unit or "", field.kind, None)
        except CarspecError:
            self._bounds = None

    def fits(self, literal: str) -> bool:
        if self._bounds is None:
            return True
        try:
            return within((float(literal) * self._times,), self._unit, self._bounds, self._units)
        except CarspecError:  # zero distance per fuel
            return False
