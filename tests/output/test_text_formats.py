"""Each text format, read by a program that we did not write, holds the Sheet, whatever the names."""

import pytest
from hypothesis import HealthCheck, given, settings

from carspec.core import numbers
from carspec.core.display import QUALIFIER_WORDS, shown
from carspec.core.sheet import Cell, Row, Sheet
from carspec.output.formats import FORMATS, write
from carspec.output.grid import MOST_VALUES, Options
from carspec.output.layouts import headings
from carspec.output.plain_text import clean
from carspec.output.writers.wikitext import CONVERT
from tests.output.foreign import READERS, Found, squeezed
from tests.output.small_library import car, library, said, sheet_of, sheets
from tests.output.test_formats import labels

EXAMPLES = {"latex": 12}


def told(cell: Cell, row: Row) -> str:
    """The figure as the eye sees it, with the unit that its row does not name and the others in brackets."""
    values = list(map(clean, cell.figure.values)) if row.field.many and cell.figure else []
    if len(values) > MOST_VALUES:
        text = f"{'; '.join(values[:MOST_VALUES])} and {len(values) - MOST_VALUES} more"
    else:
        text = clean(cell.text + (f" {cell.unit}" if cell.unit and cell.unit != row.unit else ""))
    return f"{text} ({', '.join(cell.secondary)})" if cell.secondary else text


def wiki_told(cell: Cell, row: Row, sheet: Sheet) -> str:
    """The figure as {{convert}} is asked for it, from the unit stated, or as text with its unit."""
    reading = cell.claim.reading if cell.claim else None
    wanted = sheet.profile.units(row.field)
    if reading and reading.unit in CONVERT and (others := [unit for unit in wanted if unit != reading.unit]):
        stated = shown(reading, None, sheet.library.units)
        places = [shown(reading, unit, sheet.library.units).decimals for unit in others]
        alike = [CONVERT[unit] for unit, found in zip(others, places, strict=True) if found == places[0]]
        ends = dict.fromkeys(map(numbers.plain, (stated.low, stated.high)))
        word = QUALIFIER_WORDS.get(cell.qualifier or "", "")
        inner = "|".join(["|-|".join(ends), CONVERT[reading.unit], " ".join(alike), str(places[0])])
        return f"{word} {{{inner}}}".lstrip()
    if cell.number is None:
        return told(cell, row)
    return told(cell, row._replace(unit=None)).replace(", ", "; ")


def printed(form: str, text: str) -> str:
    """The text as the format prints it: in LaTeX an apostrophe is a curved one."""
    return text.replace("'", "’") if form == "latex" else text


@pytest.mark.parametrize("form", READERS)
def test_a_foreign_reader_finds_the_sheet_cell_by_cell(form: str) -> None:
    @settings(
        max_examples=EXAMPLES.get(form, 30), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(sheets())
    def check(sheet: Sheet) -> None:
        found = READERS[form](write(sheet, form, Options(sources=True)))
        _compare(form, found, sheet)

    check()


def _compare(form: str, found: Found, sheet: Sheet) -> None:
    names = [printed(form, name) for name in headings(sheet.vehicles)]
    assert squeezed(found.caption) == squeezed(" · ".join(names))
    head, *body = found.rows
    assert head == ["Field", *names]
    body_points = [points for row, points in zip(body, found.points[1:], strict=True) if any(row[1:])]
    body = [row for row in body if any(row[1:])]
    wiki = form == "mediawiki"
    assert [row[0] for row in body] == ([row.label for row in sheet.rows] if wiki else labels(sheet))
    met: dict[str, int] = {}
    for row, line, points in zip(sheet.rows, body, body_points, strict=True):
        for vehicle, text, point in zip(sheet.vehicles, line[1:], points[1:], strict=True):
            cell = sheet.cell_of(row.field, vehicle)
            first, *notes = text.split("\n")
            expected = wiki_told(cell, row, sheet) if wiki else told(cell, row)
            if form in ("html", "markdown") and cell.verdict and not cell.missing:
                first = first[:-2]  # its mark
            assert first == printed(form, expected)
            assert (cell.missing.text if cell.missing else "") in notes or not cell.missing
            assert not cell.spread or f"claims {cell.spread}" in notes
            if cell.claim is None:
                assert point is None
            else:
                assert point == met.setdefault(cell.claim.source, len(met) + 1)
    assert found.sources == len(met)


@pytest.mark.parametrize("form", READERS)
def test_one_switch_leaves_the_sources_out(form: str) -> None:
    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(sheets())
    def check(sheet: Sheet) -> None:
        found = READERS[form](write(sheet, form, Options(sources=False)))
        assert found.sources == 0
        assert {point for points in found.points for point in points} <= {None}

    check()


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", ["\\", "\\\\", "--", "====", "a. b", "||", "^^^^"])
def test_a_cell_of_signs_alone_is_no_rule_and_no_heading(form: str, name: str) -> None:
    sheet = sheet_of(library((car("a", name),), (said("a", "engine", name, "one"),)))
    _compare(form, READERS[form](write(sheet, form, Options(sources=True))), sheet)


def test_every_format_for_articles_carries_the_sources_unasked() -> None:
    assert {key for key, form in FORMATS.items() if form.sources} >= set(READERS)
