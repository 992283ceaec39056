"""Tables that carspec copies and exports with cars as columns, imported again as the claims they state."""

from collections.abc import Callable
from pathlib import Path

import pytest

from carspec.core.display import QUALIFIER_WORDS
from carspec.core.importing.propose import propose
from carspec.core.importing.reading import TableReader
from carspec.core.importing.table import Copied, Table, TableOptions
from carspec.core.importing.turning import oriented
from carspec.core.labels import Phrase
from carspec.core.own_claims import LONGEST
from carspec.core.query import Query
from carspec.core.sheet import Sheet, build
from carspec.output.clipboard import CopyOptions, copied
from carspec.output.exports import KINDS, exported
from carspec.output.formats import FORMATS
from carspec.output.grid import MOST_VALUES, Options
from carspec.store.importing.opening import open_table
from carspec.store.importing.pasted import pasted_table
from carspec.store.library import SqliteLibrary

Stated = dict[tuple[str, str], tuple[str, str, str, str]]
"""By car and field: the number or words, the unit, the word before it, the condition."""


def pasted(sheet: Sheet, form: str, **options: bool) -> Table:
    texts = copied(sheet, sheet.rows, sheet.vehicles, CopyOptions(headers=True, **options))
    return pasted_table(Copied(texts.html) if form == "html" else Copied(text=texts.tsv))


def written(sheet: Sheet, folder: Path, name: str, content: bytes, options: TableOptions) -> Table:
    (folder / name).write_bytes(content)
    return open_table(folder / name, options)


def compared(sheet: Sheet, folder: Path, form: str, sources: bool = False) -> Table:
    text = FORMATS[form].compare(sheet, Options(sources=sources))
    return written(sheet, folder, f"table.{form}", text.encode(), TableOptions())


def export(sheet: Sheet, folder: Path, suffix: str, part: str | None = None) -> Table:
    content = exported(sheet, KINDS[suffix], Options(sources=True))
    return written(sheet, folder, f"table{suffix}", content, TableOptions(sheet=part))


WAYS: dict[str, Callable[[Sheet, Path], Table]] = {
    "copied as a page": lambda sheet, _: pasted(sheet, "html"),
    "copied as a page, marked": lambda sheet, _: pasted(sheet, "html", marks=True),
    "copied as text": lambda sheet, _: pasted(sheet, "tsv"),
    "html": lambda sheet, folder: compared(sheet, folder, "html"),
    "html with sources": lambda sheet, folder: compared(sheet, folder, "html", sources=True),
    "csv": lambda sheet, folder: compared(sheet, folder, "csv"),
    "csv with sources": lambda sheet, folder: compared(sheet, folder, "csv", sources=True),
    "tsv": lambda sheet, folder: compared(sheet, folder, "tsv"),
    "workbook": lambda sheet, folder: export(sheet, folder, ".xlsx"),
    "page with charts": lambda sheet, folder: export(sheet, folder, ".html", "Table 1"),
}
PAGES = {"copied as a page", "copied as a page, marked", "html", "html with sources", "page with charts"}
"""Those that say "limited" as well."""
WHOLE = {"csv", "csv with sources", "tsv"}
"""Files for programs: lists of texts are whole, as far as a claim may be so long; "about" is in the notes."""


@pytest.fixture(
    scope="module", params=[("metric", "en"), ("us", "en"), ("german", "de"), ("russian", "ru")], ids="-".join
)
def sheet(request: pytest.FixtureRequest, library: SqliteLibrary) -> Sheet:
    found = {car.name: car.key for car in library.vehicles.values()}
    names = ("Aurus Senat Limousine", "BMW 760i Protection xDrive", "Mercedes-Benz S 680 Guard 4MATIC")
    profile, language = request.param
    vehicles = tuple(found[name] for name in names)
    return build(library, Query(vehicles=vehicles, profile=profile, language=language))


def in_sheet(sheet: Sheet, library: SqliteLibrary, way: str) -> Stated:
    """What a table of the Sheet states, made in one of the ways."""
    told: Stated = {}
    for row in sheet.rows:
        for vehicle in sheet.vehicles:
            cell = sheet.cell_of(row.field, vehicle)
            planned = cell.qualifier == "planned"  # a word that no reader knows: refused before a bare number
            bare = way in PAGES or way == "copied as text"
            if cell.missing is not None or row.field.computed or (planned and bare):
                continue
            values = cell.figure.values if row.field.many and cell.figure else ()
            text = cell.plain.replace("–", "..") if row.field.numeric else cell.plain
            if way == "workbook" and cell.number is not None and "." in text and ".." not in text:
                text = text.rstrip("0").rstrip(".")  # a number of a sheet has no zeros at its end
            if len(values) > MOST_VALUES and way not in WHOLE:
                first, rest = "; ".join(values[:MOST_VALUES]), len(values) - MOST_VALUES
                text = sheet.labels.phrase(Phrase.MORE, values=first, count=rest)
            unit = library.unit_words.read(cell.unit, row.field.kind, None) if cell.unit else ""
            qualifiers = (
                frozenset()
                if way in WHOLE
                else frozenset(QUALIFIER_WORDS) | ({"limited"} if way in PAGES else frozenset())
            )
            qualifier = cell.qualifier if cell.qualifier in qualifiers and not planned else None
            noted = way in PAGES - {"copied as a page"} and row.field.numeric and row.field.kind != "count"
            condition = cell.claim.condition if noted and cell.claim else None
            if len(text) <= LONGEST:
                told[vehicle.name, row.field.key] = (text, unit, qualifier or "", condition or "")
    return told


def imported(filed: Table, library: SqliteLibrary) -> Stated:
    """What the table states as it is imported, without a mapping."""
    table = oriented(filed, library)
    proposal = propose(table, library)
    assert proposal.mapping is not None, proposal.lacking
    reader = TableReader(table, proposal.mapping, library)
    told: Stated = {}
    for car in reader.cars():
        for claim in car.claims:
            kind = library.fields[claim.field].kind
            unit = library.unit_words.read(claim.unit, kind, None) if claim.unit else ""
            name = f"{car.vehicle.make} {car.vehicle.model}"
            told[name, claim.field] = (
                claim.value,
                unit,
                claim.qualifier or "",
                claim.condition or "",
            )
    refused = [cell.text for cell in reader.refused if len(cell.text) <= LONGEST]
    assert [text for text in refused if not text.startswith("planned")] == []
    return told


@pytest.mark.parametrize("way", WAYS)
def test_a_table_of_ours_comes_back_as_the_claims_it_states(
    way: str, sheet: Sheet, library: SqliteLibrary, tmp_path: Path
) -> None:
    assert imported(WAYS[way](sheet, tmp_path), library) == in_sheet(sheet, library, way)
