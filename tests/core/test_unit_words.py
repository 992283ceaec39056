"""Unit words: each word of the sources reads as tests/reference says, and no other is guessed."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from carspec.core.errors import AmbiguousUnit, UnknownUnitWord
from carspec.core.unit_words import UnitWord, UnitWords, normalised
from carspec.core.units import Units, load_units
from carspec.core.values import NUMERIC_KINDS

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/reference/unit_words.tsv"
REFUSED = "-"


@pytest.fixture(scope="module")
def words() -> UnitWords:
    return UnitWords.load(ROOT / "data/unit_words.json")


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Units:
    return load_units(ROOT / "data/units.json", tmp_path_factory.mktemp("pint"))


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(words: UnitWords, word: str, kind: str, language: str) -> str:
    try:
        return words.read(word, kind, language)
    except UnknownUnitWord:
        return REFUSED


def test_each_word_reads_as_the_table_says(words: UnitWords) -> None:
    rows = golden()
    assert len(rows) > 600
    wrong = [row for row in rows if read(words, row["word"], row["kind"], row["language"]) != row["unit"]]
    assert not wrong


def facts_file() -> Path | None:
    found = (folder / "shared/facts/facts.json" for folder in ROOT.parents)
    return next((path for path in found if path.is_file()), None)


@pytest.mark.skipif(facts_file() is None, reason="the facts do not lie beside the project")
def test_the_table_covers_every_word_of_the_facts() -> None:
    path = facts_file()
    assert path is not None
    facts = json.loads(path.read_text("utf-8"))
    used = Counter(
        (
            facts["fields"][claim["field"]]["kind"],
            claim["unit"],
            facts["sources"][claim["source"]]["language"],
        )
        for vehicle in facts["vehicles"]
        for claim in vehicle["claims"]
        if claim["unit"] is not None
    )
    table = {(row["kind"], row["word"], row["language"]): int(row["claims"]) for row in golden()}
    assert table == used


def test_the_shipped_claims_read_as_the_table_says(words: UnitWords) -> None:
    table = {(row["kind"], row["word"], row["language"]): row["unit"] for row in golden()}
    data = json.loads((ROOT / "data/vehicles.json").read_text("utf-8"))
    for vehicle in data["vehicles"]:
        for claim in vehicle["claims"]:
            if claim["unit"] is not None:
                kind = data["fields"][claim["field"]]["kind"]
                language = data["sources"][claim["source"]]["language"]
                assert read(words, claim["unit"], kind, language) == table[kind, claim["unit"], language]


@pytest.mark.parametrize(
    "word", ["PS", "ch", "CV", "Cv", "cv", "cavalli", "KM", "л.с.", "马力", "馬力", "마력", "mã lực"]
)
def test_metric_horsepower(words: UnitWords, word: str) -> None:
    assert words.read(word, "power", None) == "PS"


@pytest.mark.parametrize("word", ["hp", "HP", "bhp", "BHP", "horsepower", "Horsepower", "brake horsepower"])
def test_mechanical_horsepower(words: UnitWords, word: str) -> None:
    for language in ("en", "es", "ja", None):
        assert words.read(word, "power", language) == "hp"


@pytest.mark.parametrize(
    ("word", "kind", "unit"),
    [
        ("PS", "power", "PS"),  # pint: petasiemens
        ("ch", "power", "PS"),  # pint: centihour
        ("Nm", "torque", "Nm"),  # pint: the textile number
        ("ton", "mass", "ton"),  # pint: the short ton
        ("L/100km", "consumption", "L/100km"),  # pint: length to the fourth
        ("ft-lb", "torque", "lbft"),  # pint: mass times length
        ("kgm", "torque", "kgfm"),
    ],
)
def test_words_that_pint_misreads(words: UnitWords, word: str, kind: str, unit: str) -> None:
    """T1, T2: the table says what the word means."""
    assert words.read(word, kind, "en") == unit


@pytest.mark.parametrize(
    ("word", "kind", "language", "unit"),
    [
        ("h", "power", "da", "PS"),
        ("h", "duration", "da", "h"),
        ("k", "power", "cs", "PS"),
        ("mp", "duration", "hu", "s"),
        ("cal", "length", "pl", "in"),
        ("公分", "length", "zh", "cm"),
        ("mil quilos", "mass", "pt", "t"),
        ("Liter", "consumption", "de", "L/100km"),
        ("Liter", "displacement", "de", "L"),
        ("ton", "mass", "id", "t"),
        ("tons", "mass", "en", "ton"),
        ("ton", "mass", "nl-BE", "t"),
    ],
)
def test_kind_and_language_decide(words: UnitWords, word: str, kind: str, language: str, unit: str) -> None:
    assert words.read(word, kind, language) == unit


@pytest.mark.parametrize("word", ["㎏", "Kg", " kg ", "KG"])
def test_spelling_of_the_same_word(words: UnitWords, word: str) -> None:
    assert words.read(word, "mass", "ko") == "kg"


@pytest.mark.parametrize("word", ["l / 100 km", "L/100km", "l/100\u00a0km", "L/100 KM"])
def test_spaces_about_signs_do_not_matter(words: UnitWords, word: str) -> None:
    assert words.read(word, "consumption", "fr") == "L/100km"


def test_spaces_between_words_matter() -> None:
    assert normalised("mil  quilos") == "mil quilos"
    assert normalised("N ∙ m") == normalised("N⋅m") == normalised("N·m") == "N·m"
    assert normalised("л. с.") == "л.с."


def test_without_a_language_a_word_must_have_one_meaning(words: UnitWords) -> None:
    with pytest.raises(AmbiguousUnit, match=r"ton as ton in en"):
        words.read("ton", "mass", None)
    assert words.read("Tonnen", "mass", None) == "t"


def test_case_matters_where_it_changes_the_size(words: UnitWords) -> None:
    assert words.read("MW", "power", "en") == "MW"
    with pytest.raises(UnknownUnitWord, match="milliwatt"):
        words.read("mW", "power", "en")
    with pytest.raises(AmbiguousUnit):
        words.read("mw", "power", "en")


def test_a_charge_is_no_energy(words: UnitWords) -> None:
    with pytest.raises(UnknownUnitWord, match="electric charge"):
        words.read("Ah", "energy", "fr")


@pytest.mark.parametrize(
    ("word", "kind", "language", "said"),
    [
        ("xyz", "power", "en", "known units are W, kW, MW, PS, hp"),
        ("horsepowr", "power", "en", "did you mean horsepower"),
        ("Tonnen", "mass", "fi", "it is known in de"),
        ("kg", "year", "en", "which has no units"),
        ("", "power", "en", "no known unit of power"),
        ("PS", "torque", "de", "no known unit of torque"),
    ],
)
def test_refusals_name_the_word_and_the_kind(
    words: UnitWords, word: str, kind: str, language: str, said: str
) -> None:
    with pytest.raises(UnknownUnitWord, match=said) as refusal:
        words.read(word, kind, language)
    assert f'"{word}"' in str(refusal.value)


def test_own_language_goes_before_any(words: UnitWords) -> None:
    rows = [UnitWord("mass", "pound", None, "lb"), UnitWord("mass", "pound", ("xx",), "kg")]
    table = UnitWords(rows)
    assert (table.read("pound", "mass", "xx"), table.read("pound", "mass", "en")) == ("kg", "lb")


def test_every_symbol_is_a_word_of_its_kinds(words: UnitWords, units: Units) -> None:
    for unit in units.values():
        for kind in NUMERIC_KINDS.intersection(unit.kinds):
            assert words.read(unit.symbol, kind, "en") == unit.key


def test_each_meaning_is_an_allowed_unit_and_stated_once(words: UnitWords, units: Units) -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in words.rows:
        assert row.unit is None or row.unit in units.allowed(row.kind)
        assert row.unit or row.note, "a refused word says why"
        for language in row.languages or ("any",):
            key = (row.kind, normalised(row.word), language)
            assert key not in seen
            seen.add(key)


def test_kinds_of_a_word(words: UnitWords) -> None:
    assert set(words.kinds("h")) == {"power", "duration"}
    assert words.kinds("xyz") == ()
