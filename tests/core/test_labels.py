"""Labels in other languages: every word is there, and a Sheet in another language says the same figures."""

import re
from pathlib import Path

import pytest

from carspec.core.labels import ENGLISH, Phrase, load_labels
from carspec.core.query import Query
from carspec.core.sheet import build
from carspec.core.values import Missing, MissingReason
from carspec.output.formats import write
from carspec.output.grid import Options
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
        assert set(labels.phrases) == set(Phrase)
        assert len(set(labels.fields.values())) == len(labels.fields), "two fields of one name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_in_another_language_has_the_same_figures(language: str, library: SqliteLibrary) -> None:
    english = build(library, Query((GUARD,)))
    other = build(library, Query((GUARD,), language=language))
    assert [row.field.key for row in other.rows] == [row.field.key for row in english.rows]
    for mine, theirs in zip(english.rows, other.rows, strict=True):
        said, told = (s.cell_of(f, s.vehicles[0]) for s, f in ((english, mine.field), (other, theirs.field)))
        assert (said.plain, said.number, said.unit) == (told.plain, told.number, told.unit)
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


def test_no_english_is_left_around_the_figures(library: SqliteLibrary) -> None:
    fields = ("price", "mass", "top_speed", "width", "system_power", "protection_feature")
    cars = (GUARD, "cadillac-one-2018-beast", "bmw-760i-protection-g73")
    query = Query(cars, profile="german", fields=fields, language="de")
    page = write(build(library, query), "html", Options(sources=False, fairness=False, marks=False))
    assert '<html lang="de"' in page
    page = re.sub("<[^>]*>", "", page).replace("\N{NO-BREAK SPACE}", " ")
    for told in (
        "etwa 2 Mio. PLN (etwa 469.000 EUR zu 4,2628 PLN je EUR vom 2025-08-22)",
        "abgeregelt",
        "nur zum Basisfahrzeug angegeben",
        "Angaben 5.000–10.000",
        " weitere",
        " Quellen von ",
        "Daten von carspec vom ",
    ):
        assert told in page, told
    for english in ("about", "limited", "said only", "claims", " more", "sources by"):
        assert english not in page, english


def test_a_detail_that_a_language_lacks_gives_way_to_its_reason(library: SqliteLibrary) -> None:
    german = library.labels["de"]
    doors = Missing(MissingReason.NOT_COUNTED, "said only of the doors and of the glazing")
    assert german.gap(doors).text == "nur Angaben, die nicht zählen"
    quoted = Missing(MissingReason.NOT_DISCLOSED, "said to be secret")
    assert german.gap(quoted) == quoted
    assert library.labels[ENGLISH].gap(doors) == doors


def test_the_number_format_is_the_readers(library: SqliteLibrary) -> None:
    field = library.fields["mass"]
    for locale, text in (("de", "4.200"), ("fr", "4\u202f200"), ("en", "4,200"), (None, "4,200")):
        sheet = build(library, Query((GUARD,), locale=locale))
        cell = sheet.cell_of(field, sheet.vehicles[0])
        assert cell.text == text
        assert cell.plain == "4200"
