"""A user's own claims: read as people write them, refused with a sentence for each fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.change_json import KINDS, from_json, to_json
from carspec.core.changes import (
    AddClaim,
    AddVehicle,
    Change,
    CorrectClaim,
    CorrectVehicle,
    JudgeClaim,
    OwnClaim,
    OwnSource,
    OwnVehicle,
    RemoveVehicle,
    WithdrawClaim,
)
from carspec.core.consensus import Judgement
from carspec.core.errors import CarspecError
from carspec.core.own_claims import claim_faults, read_own, vehicle_faults
from carspec.store.library import SqliteLibrary

from .claims import UNITS, WORDS

BEAST = "cadillac-one-2018-beast"
SOUND = OwnClaim(BEAST, "power", "598 PS", OwnSource(title="A test drive", url="https://a.example/b"))


@pytest.mark.parametrize(
    ("text", "key", "language", "value", "unit", "qualifier"),
    [
        ("598 PS", "power", None, "598", "PS", None),
        ("598 л.с.", "power", "ru", "598", "л.с.", None),
        ("about 600 hp", "power", "en", "600", "hp", "about"),
        ("über 600 PS", "power", "de", "600", "PS", "over"),
        ("440 kW", "power", None, "440", "kW", None),
        ("6,5 t", "mass", "de", "6.5", "t", None),
        ("€1.2 million", "price", "en", "1200000", "€", None),
        ("7", "seats", None, "7", None, None),
        ("12,5 l/100 km", "fuel_consumption", "de", "12.5", "l/100 km", None),
        ("VR10", "ballistic_rating", None, "VR10", None, None),
    ],
)
def test_a_value_is_read_as_people_write_it(
    library: SqliteLibrary,
    text: str,
    key: str,
    language: str | None,
    value: str,
    unit: str | None,
    qualifier: str | None,
) -> None:
    found = read_own(text, library.fields[key], language, WORDS, UNITS)
    assert (found.value, found.unit, found.qualifier) == (value, unit, qualifier)
    assert (found.reading is not None) == library.fields[key].numeric


@pytest.mark.parametrize("text", ["598", "fast", "598 PS and 440 kW", "598 bananas", "900000 PS", "-5 PS"])
def test_what_is_no_certain_figure_is_refused(library: SqliteLibrary, text: str) -> None:
    with pytest.raises(CarspecError) as refusal:
        read_own(text, library.fields["power"], None, WORDS, UNITS)
    assert str(refusal.value).endswith((".", "?"))


def test_every_unit_that_is_shown_is_kept_in_a_word_that_is_read_again(library: SqliteLibrary) -> None:
    for field in library.fields.values():
        for unit in UNITS.values():
            if field.kind in unit.kinds and field.kind not in ("count", "money"):
                try:
                    found = read_own(f"40 {unit.symbol}", field, None, WORDS, UNITS)
                except CarspecError:
                    continue
                if found.unit is not None:
                    assert found.reading is not None
                    assert WORDS.read(found.unit, field.kind, None) == found.reading.unit


@pytest.mark.parametrize(
    ("part", "claim"),
    [
        ("text", replace(SOUND, text=" ")),
        ("text", replace(SOUND, text="598 bananas")),
        ("title", replace(SOUND, source=OwnSource())),
        ("url", replace(SOUND, source=OwnSource(url="somewhere"))),
        ("published", replace(SOUND, source=OwnSource(title="x", published="2024-02-30"))),
        ("language", replace(SOUND, source=OwnSource(title="x", language="German"))),
        ("kind", replace(SOUND, source=OwnSource(title="x", kind="rumour mill"))),
        ("valid_at", replace(SOUND, valid_at="yesterday")),
        ("scope", replace(SOUND, scope="roof")),
        ("note", replace(SOUND, note="x" * 501)),
        ("note", replace(SOUND, note="\x1b[31m")),
        ("vehicle", replace(SOUND, vehicle="no-such-car")),
        ("field", replace(SOUND, field="no_such_field")),
    ],
)
def test_each_fault_is_named_once_at_its_part(library: SqliteLibrary, part: str, claim: OwnClaim) -> None:
    assert [fault.part for fault in claim_faults(claim, library)] == [part]
    assert claim_faults(SOUND, library) == []


@pytest.mark.parametrize(
    ("part", "vehicle"),
    [
        ("make", OwnVehicle("", "Guard")),
        ("model", OwnVehicle("Genesis", " ")),
        ("year_from", OwnVehicle("Genesis", "Guard", year_from=20015)),
        ("year_to", OwnVehicle("Genesis", "Guard", year_from=2020, year_to=2010)),
        ("body_style", OwnVehicle("Genesis", "Guard", body_style="tank")),
    ],
)
def test_each_fault_of_a_vehicle_is_named(part: str, vehicle: OwnVehicle) -> None:
    assert [fault.part for fault in vehicle_faults(vehicle)] == [part]
    assert vehicle_faults(OwnVehicle("Genesis", "Guard", year_from=2020)) == []


texts = st.text(max_size=12)
maybe = st.none() | texts
sources = st.builds(OwnSource, maybe, maybe, maybe, maybe, texts, maybe)
claims = st.builds(OwnClaim, texts, texts, texts, sources, maybe, maybe, maybe, maybe)
years = st.none() | st.integers(1880, 2100)
vehicles = st.builds(OwnVehicle, texts, texts, maybe, years, years, maybe, maybe, st.none() | st.booleans())
judgements = st.none() | st.builds(Judgement, st.integers(0, 3), st.booleans(), texts)
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(JudgeClaim, texts, texts, judgements),
    st.builds(AddClaim, claims),
    st.builds(CorrectClaim, texts, claims),
    st.builds(WithdrawClaim, texts, texts),
    st.builds(AddVehicle, vehicles, st.lists(claims, max_size=2).map(tuple)),
    st.builds(CorrectVehicle, texts, vehicles),
    st.builds(RemoveVehicle, texts),
)


@given(changes)
def test_a_change_comes_back_from_its_json(change: Change) -> None:
    assert from_json(to_json(change)) == change
    assert type(change) in KINDS.values()
