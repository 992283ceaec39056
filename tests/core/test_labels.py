"""Labels in other languages: every word is there, and a Sheet in another language says the same figures."""

from pathlib import Path

import pytest

from carspec.core.labels import ENGLISH, load_labels
from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.core.values import MissingReason
from carspec.output.formats import write
from carspec.output.verdict_marks import ALL_MARKS
from carspec.store.check_labels import VERDICTS, WORDS
from carspec.store.library import SqliteLibrary
from carspec.store.vehicle_columns import GROUPS

LANGUAGES = ("de", "ru", "fr")
GUARD = "mercedes-benz-s-680-guard-z223"


def test_every_language_has_every_word(root: Path, library: SqliteLibrary) -> None:
    found = load_labels(root / "data" / "labels.json")
    assert tuple(found) == (ENGLISH, *LANGUAGES)
    for language in LANGUAGES:
        labels = found[language]
        assert set(labels.fields) >= set(library.fields)
        assert list(labels.groups) == list(GROUPS)
        assert set(labels.verdicts) == {mark.text for mark in ALL_MARKS} == set(VERDICTS)
        assert set(labels.missing) == set(map(str, MissingReason))
        assert set(labels.words) == set(WORDS)
        assert len(set(labels.fields.values())) == len(labels.fields), "two fields of one name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_in_another_language_has_the_same_figures(language: str, library: SqliteLibrary) -> None:
    english = build(library, Query((GUARD,)))
    other = build(library, Query((GUARD,), language=language))
    assert [row.field.key for row in other.rows] == [row.field.key for row in english.rows]
    for mine, theirs in zip(english.rows, other.rows, strict=True):
        assert english.cell_of(mine.field, english.vehicles[0]).text == (
            other.cell_of(theirs.field, other.vehicles[0]).text
        )
    labels = library.labels[language]
    assert [row.label for row in other.rows] == [labels.fields[row.field.key] for row in other.rows]
    assert other.sections[0].heading == labels.groups[other.sections[0].group]


def test_table_and_copy_speak_the_language(library: SqliteLibrary) -> None:
    query = Query((GUARD,), fields=("power", "glazing_mass"), language="de")
    said = write(build(library, query), "markdown")
    assert "| Angabe |" in said
    assert "**Antrieb**" in said
    assert "| Leistung (PS) |" in said
    assert "keine Angabe in den Daten" in said
    assert "▲ Widerspruch" in said


def test_the_number_format_is_the_readers(library: SqliteLibrary) -> None:
    field = library.fields["mass"]
    for locale, text in (("de", "4.200"), ("fr", "4\u202f200"), ("en", "4,200"), (None, "4,200")):
        sheet = build(library, Query((GUARD,), locale=locale))
        cell = sheet.cell_of(field, sheet.vehicles[0])
        assert cell.text == text
        assert cell.plain == "4200"
