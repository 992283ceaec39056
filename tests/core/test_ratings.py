"""Ratings: every spelling of the sources reads as reviewed, nothing is read wrongly, nothing converts."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.protection import INFERRED, STANDARDS, ProtectionStandards, muzzle_energy
from carspec.core.rating_forms import BRV, FORMS, GOST_BR, LADDERS, NIJ
from carspec.core.ratings import NotComparable, Rating, compare, parse_rating

FIELDS = ("ballistic_rating", "ballistic_standard", "blast_rating")


@pytest.fixture(scope="module")
def content(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "data" / "protection_standards.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def standards(content: dict[str, Any]) -> ProtectionStandards:
    return ProtectionStandards(content)


@pytest.fixture(scope="module")
def stated(root: Path) -> list[str]:
    """The values of all rating claims, one for each claim."""
    vehicles = json.loads((root / "data" / "vehicles.json").read_text("utf-8"))["vehicles"]
    return [c["value"] for vehicle in vehicles for c in vehicle["claims"] if c["field"] in FIELDS]


@pytest.fixture(scope="module")
def golden(root: Path) -> dict[str, str]:
    lines = (root / "tests" / "reference" / "ratings.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.partition("\t") for line in lines)
    return {raw: readings for raw, _, readings in rows}


def written(readings: tuple[Rating, ...]) -> str:
    """The readings as the golden table writes them."""
    if readings[0].scheme is None:
        return "raw"
    rows = [(r.scheme, r.edition, r.level, r.area, r.axis) for r in readings]
    return "; ".join("|".join(part or "-" for part in row) for row in rows)


def one(text: str) -> Rating:
    (rating,) = parse_rating(text)
    return rating


def test_every_spelling_reads_as_reviewed(golden: dict[str, str]) -> None:
    assert {raw: written(parse_rating(raw)) for raw in golden} == golden


def test_the_table_holds_every_spelling_and_every_claim(
    golden: dict[str, str], content: dict[str, Any], stated: list[str]
) -> None:
    assert set(golden) == {row["spelling"] for row in content["spellings"]} | set(stated)


def test_every_form_begins_with_a_letter_or_digit(golden: dict[str, str]) -> None:
    """Forms are looked for there only; the other signs of all spellings are tried in vain."""
    places = [(text, at) for text in golden for at, sign in enumerate(text) if not sign.isalnum()]
    assert len(places) > 300
    assert not [(form.text, text) for form in FORMS for text, at in places if form.pattern.match(text, at)]


def test_nearly_every_claim_is_read(stated: list[str]) -> None:
    read = sum(parse_rating(text)[0].scheme is not None for text in stated)
    assert read / len(stated) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "VR15",
        "VR9 X12",
        "VR10/2021",
        "VR6 or higher",
        "> VR9",
        "nicht VR9",
        "equivalent to B6",
        "VPAM B6",
        "NIJ B6",
        "STANAG 2920",
        "В6",  # Cyrillic letters belong to other scales
        "BR 2009",
        "7.62x51 mm",
        "level III",
        "",
    ],
)
def test_what_is_unsure_is_kept_raw(text: str) -> None:
    assert parse_rating(text) == (Rating(text),)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("VR10 body and windows", ["whole"]),
        ("VR9 body, VR10 glazing", ["body", "glazing"]),
        ("VR10 glazing", ["glazing"]),
        ("VR8/VR10", [None, None]),
        ("VR8/VR10 glazing", [None, None]),
        ("VR10 body, windows", [None]),
        ("NIJ IIIA body armour", [None]),
    ],
)
def test_an_area_is_set_only_where_it_is_said(text: str, areas: list[str | None]) -> None:
    assert [reading.area for reading in parse_rating(text)] == areas


@pytest.mark.parametrize("text", ["ＶＲ９", "VR٩", "vr 9", "VR‑9", "「VR9」規格"])
def test_width_dashes_digits_and_case_change_nothing(text: str) -> None:
    assert one(text) == Rating(text, BRV, None, "VR9", None, "ballistic")


def test_an_equal_level_of_nij_is_written_one_way() -> None:
    spellings = ("NIJ IIIA", "NIJ-IIIA", "NIJ III-A", "nij level 3A", "Level IIIA NIJ")
    assert {one(text).level for text in spellings} == {"IIIA"}


@given(st.text(alphabet=st.sampled_from("VRBNIJA1690+/- PMFESTG453²Ⅲ٩İ()мБр")))
def test_any_text_is_read_or_kept_whole(text: str) -> None:
    readings = parse_rating(text)
    assert readings
    assert {reading.raw for reading in readings} == {text}
    assert len(readings) == 1 or all(reading.scheme for reading in readings)


def test_vehicle_classes_sort() -> None:
    assert compare(one("VR8"), one("VPAM VR9")) == -1
    assert compare(one("VR10"), one("VR9")) == 1
    assert compare(one("VR 10"), one("VPAM BRV 2009 VR10")) == 0


def every_rung() -> list[Rating]:
    return [
        Rating(level, scheme, None, level, None, "ballistic")
        for scheme, ladders in LADDERS.items()
        for ladder in ladders
        for level in ladder
    ]


@given(st.sampled_from(every_rung()), st.sampled_from(every_rung()))
def test_order_is_of_one_ladder_and_turns_round(a: Rating, b: Rating) -> None:
    together = a.scheme == b.scheme and any(
        a.level in ladder and b.level in ladder for ladder in LADDERS[a.scheme or ""]
    )
    if together:
        assert compare(a, b) == -compare(b, a)
        assert (compare(a, b) == 0) == (a.level == b.level)
    else:
        with pytest.raises(NotComparable):
            compare(a, b)


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("VR7", "BR6", "only inside one scheme"),
        ("B6", "BR6", "only inside one scheme"),
        ("VR7", "VR7+", "no published order"),
        ("NIJ III", "NIJ RF1", "no published order"),
        ("UL 752 Level 4", "UL 752 Level 8", "no published order"),
        ("NIJ 0108.01 III", "NIJ 0101.06 IIIA", "editions"),
        ("STANAG 4569 Level 2", "STANAG 4569 Level 3", "bullets"),
        ("VPAM 10", "VPAM 9", "test level"),
        ("VR9", "level 9", "no scheme"),
        ("VR9", "BRV 2009", "no class"),
    ],
)
def test_what_has_no_order_says_why(a: str, b: str, why: str) -> None:
    with pytest.raises(NotComparable, match=why):
        compare(one(a), one(b))


def test_the_ladders_are_those_of_the_standards(content: dict[str, Any]) -> None:
    filed = {row["key"]: row["levels"] for row in content["standards"]}
    for scheme, keys in STANDARDS.items():
        for key, _ in keys:
            rows = sorted((r for r in filed[key] if r["order"] is not None), key=lambda r: r["order"])
            levels = [("Br" if scheme == GOST_BR else "") + row["level"] for row in rows]
            if scheme == NIJ or key == "br-nbr-15000":
                levels = [level.replace("-", "") for level in levels]
            ladder = next(ladder for ladder in LADDERS[scheme] if set(levels) <= set(ladder))
            assert levels == [level for level in ladder if level in levels], key


def test_muzzle_energies_are_those_computed_for_the_file(
    content: dict[str, Any], standards: ProtectionStandards
) -> None:
    assert muzzle_energy(10.4, 860) == pytest.approx(3845.92)
    assert len(content["computed_energies"]) > 50
    keys = {key: (scheme, edition) for scheme, known in STANDARDS.items() for key, edition in known}
    checked = 0
    for row in content["computed_energies"]:
        if row["standard"] in keys:
            scheme, edition = keys[row["standard"]]
            level = row["level"].replace("-", "").replace(" Plus", "+")
            level = f"Br{level}" if scheme == GOST_BR else level
            rounds = standards.rounds(Rating("", scheme, edition, level, None, "ballistic"))
            energies = [shot.energy for shot in rounds if shot.energy and shot.calibre == row["calibre"]]
            assert any(abs(energy - row["energy_j"]) <= 0.51 for energy in energies), row
            checked += 1
    assert checked > 50


def test_the_round_of_a_vehicle_class_is_marked_as_inferred(standards: ProtectionStandards) -> None:
    (shot,) = (shot for shot in standards.rounds(one("VR10")) if shot.energy)
    assert (shot.calibre, shot.mass, shot.velocity, shot.confidence) == ("7.62x54mmR", 10.4, 860, INFERRED)
    assert standards.rounds(one("BRV 2009")) == ()
    stated = [shot for shot in standards.rounds(one("VR7")) if shot.energy_stated]
    assert [shot.energy for shot in stated] == [3289]


def test_an_equivalence_is_quoted_with_who_says_so(standards: ProtectionStandards) -> None:
    said = standards.equivalences(one("Alpine A9"))
    assert [(quote.by, quote.statement) for quote in said] == [
        ("Alpine Armoring", "Alpine A9 = CEN B6+ = NIJ RF2")
    ]
    assert standards.equivalences(one("VR10")) == ()  # "the highest civilian class" equals nothing


def test_no_two_schemes_compare() -> None:
    for scheme, other in product(LADDERS, repeat=2):
        if scheme != other:
            a, b = (Rating("", s, None, LADDERS[s][0][0], None, "ballistic") for s in (scheme, other))
            with pytest.raises(NotComparable):
                compare(a, b)
