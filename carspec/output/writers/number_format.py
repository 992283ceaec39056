"""Format codes of spreadsheets: a true number that shows its words, its unit and its notes."""

import re

from carspec.core import numbers
from carspec.output.grid import GridCell


def number_format(cell: GridCell) -> str:
    """The format code of a number as spreadsheets write it: "#,##0.0"."""
    decimals = max(0, -int(cell.number.as_tuple().exponent)) if cell.number is not None else 0
    whole = "#,##0" if cell.grouped else "0"
    return f"{whole}.{'0' * decimals}" if decimals else whole


def with_unit(cell: GridCell, unit: str) -> str:
    """The code with the words before the number and the unit behind it: "about "#,##0" kg"."""
    before = _quoted(f"{cell.qualifier} " if cell.qualifier else "")
    return before + number_format(cell) + _quoted(f" {unit}" if unit else "")


def worded_format(cell: GridCell, locale: str) -> str:
    """The code of a number with all that is shown around it: "est. "#,##0" (649 lb·ft)"."""
    assert cell.number is not None
    digits = numbers.eye(cell.number, locale, grouped=cell.grouped)
    before, found, after = cell.text.partition(digits)
    if not found:  # "about 1.5 million": a number format has no such words, and shows all digits
        before = re.split(r"[\d−]", before, maxsplit=1)[0]
    behind = [f"({', '.join(cell.brackets)})"] if cell.brackets else []
    behind += [cell.mark.shape] if cell.mark else []
    behind += [f"[{cell.source}]"] if cell.source else []
    after = " ".join((after, *behind, *cell.notes))
    return _quoted(before) + number_format(cell) + _quoted(after)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
