"""The whole library as a file: shipped data to the byte, the user's own behind, sound in any case."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from carspec.core.changes import AddClaim, AddVehicle, JudgeClaim, OwnClaim, OwnSource, OwnVehicle
from carspec.core.consensus import Judgement
from carspec.core.errors import CarspecError
from carspec.core.own_claims import InvalidChange
from carspec.core.scopes import SCOPES
from carspec.core.trust import SOURCE_KINDS
from carspec.core.values import BODY_STYLES
from carspec.store.check_context import CheckContext
from carspec.store.database import transaction
from carspec.store.datafile import check_file
from carspec.store.library import SqliteLibrary
from carspec.store.shipped import Shipped

SENAT = "aurus-senat-limousine-l700"
PAPER = OwnSource(
    title="My test", publisher="The “Paper”", url="https://paper.example/1", published="2026-05"
)
CAR = OwnVehicle("Genesis", "G90 Guard", year_from=2024, body_style="saloon", armoured=None)

TEXTS = st.one_of(
    st.sampled_from(
        ['"', "\\", "{}", "a\nb", "</script>", "=1+1", "Аурус", "مرحبا", "🚗", "a..b", "null", "\u2028"]
    ),
    st.text(min_size=1, max_size=20),
)
MAYBE = st.none() | TEXTS
DATES = st.none() | st.sampled_from(["2024", "2024-05", "2024-05-07"])
SOURCES = st.builds(
    OwnSource,
    title=TEXTS,
    publisher=MAYBE,
    url=st.none() | st.sampled_from(["https://a.example/ü?q=%22", "http://b.example"]),
    published=DATES,
    kind=st.sampled_from(SOURCE_KINDS),
    language=st.none() | st.sampled_from(["de", "ru", "pt-BR"]),
)
STATED = {
    "power": ["598 PS", "about 600 hp", "440–450 kW", "1,000 hp"],
    "mass": ["6.5 t", "over 5.5-6 t", "14,000 lb"],
    "first_year": ["2018", "2019"],
    "production_count": ["12", "10-20"],
    "price": ["1.5 million euros", "£300,000"],
    "ballistic_rating": ["VR10", "B6/B7"],
    "displacement": [".5 l", "6,6 L", "4398 cm³"],
}
VALUES = st.sampled_from([(field, text) for field, texts in STATED.items() for text in texts]) | st.tuples(
    st.sampled_from(["equipment", "operator", "engine_configuration"]), TEXTS
)
VEHICLES = st.builds(
    OwnVehicle,
    make=TEXTS,
    model=TEXTS,
    generation=MAYBE,
    year_from=st.none() | st.integers(1950, 2000),
    year_to=st.none() | st.integers(2000, 2026),
    body_style=st.none() | st.sampled_from(BODY_STYLES),
    armourer=MAYBE,
    armoured=st.sampled_from([None, True, False]),
    base_vehicle=MAYBE,
)
CLAIMS = st.builds(
    lambda value, source, **rest: (value, source, rest),
    VALUES,
    SOURCES,
    scope=st.none() | st.sampled_from(sorted(SCOPES)),
    condition=MAYBE,
    valid_at=DATES,
    note=MAYBE,
)
JUDGEMENTS = st.builds(
    Judgement,
    rank=st.integers(0, 1),
    excluded=st.booleans(),
    reason=st.text(max_size=20).filter(str.isprintable),
)


def text_of(library: SqliteLibrary) -> str:
    return "".join(library.file_text())


def change(library: SqliteLibrary, data: Any) -> None:
    """Change a library as a person may, whatever they type; what is refused stays out."""
    keys = [SENAT]
    for vehicle in data.draw(st.lists(VEHICLES, max_size=3)):
        try:
            library.apply(AddVehicle(vehicle))
            keys.append(vehicle.key)
        except InvalidChange:
            pass
    for (field, text), source, rest in data.draw(st.lists(CLAIMS, max_size=5)):
        vehicle = data.draw(st.sampled_from(keys))
        try:
            library.apply(AddClaim(OwnClaim(vehicle, field, text, source, **rest)))
        except CarspecError:
            continue
    for judgement in data.draw(st.lists(JUDGEMENTS, max_size=3)):
        vehicle = data.draw(st.sampled_from(keys))
        claims = [claim for field in library.fields for claim in library.claims(vehicle, field)]
        if claims:
            library.apply(JudgeClaim(vehicle, data.draw(st.sampled_from(claims)).key, judgement))


@pytest.fixture(scope="module")
def schema(root: Path) -> Draft202012Validator:
    text = (root / "resources" / "schema" / "vehicles.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.fixture(scope="module")
def context(shipped: Shipped) -> CheckContext:
    return CheckContext(shipped.folder, shipped.cache)


def faults(text: str, folder: Path, context: CheckContext, schema: Draft202012Validator) -> list[str]:
    """What check and schema find wrong with the text of a library."""
    path = folder / "library.json"
    path.write_text(text, "utf-8", newline="")
    told = [problem.render("library.json") for problem in check_file(path, context)]
    return told + [error.json_path for error in schema.iter_errors(json.loads(text))]


def touched(text: str) -> str:
    """The file of a library without what nobody touched, which other tests look at."""
    content = json.loads(text)
    for vehicle in content["vehicles"]:
        vehicle["base_vehicle_key"] = None
        vehicle["claims"] = [claim for claim in vehicle["claims"] if "own" in claim or "judgement" in claim]
    content["vehicles"] = [v for v in content["vehicles"] if "own" in v or v["claims"]]
    used = {claim["source"] for claim in content.get("waiting", {"claims": []})["claims"]}
    used |= {claim["source"] for vehicle in content["vehicles"] for claim in vehicle["claims"]}
    content["sources"] = {
        key: row | {"same_as": None} for key, row in content["sources"].items() if key in used
    }
    return json.dumps(content, ensure_ascii=False)


def test_the_shipped_part_is_the_shipped_file_to_the_byte(library: SqliteLibrary, shipped: Shipped) -> None:
    ours = text_of(library).split("\n")
    theirs = (shipped.folder / "vehicles.json").read_text("utf-8").split("\n")
    names = json.loads((shipped.folder / "names.json").read_text("utf-8"))["names"]
    heads = [line for line in theirs if line.startswith('{"key": ')]
    assert ours[0] == theirs[0].replace('"version": 1', '"version": 2')
    assert [line for line in ours[1:] if not line.startswith('{"key": ')] == [
        line for line in theirs[1:] if line not in heads
    ]
    told = [
        (vehicle["key"], name["name"])
        for vehicle in json.loads("\n".join(ours))["vehicles"]
        for name in vehicle.get("names", ())
    ]
    assert sorted(told) == sorted((name["vehicle"], name["name"]) for name in names)


def test_what_is_the_users_own_is_marked_and_stands_behind(
    own_library: SqliteLibrary, tmp_path: Path, context: CheckContext, schema: Draft202012Validator
) -> None:
    shown = own_library.claims(SENAT, "power")[3].key
    own_library.apply(AddVehicle(CAR))
    own_library.apply(AddClaim(OwnClaim(CAR.key, "power", "over 380-400 PS", PAPER, note='the "fast" one')))
    own_library.apply(AddClaim(OwnClaim(SENAT, "operator", "a..b", PAPER)))
    own_library.apply(JudgeClaim(SENAT, shown, Judgement(1, False, "seen on the plate")))
    text = text_of(own_library)
    assert faults(touched(text), tmp_path, context, schema) == []
    content = json.loads(text)
    car = content["vehicles"][-1]
    assert (car["key"], car["own"], car["armoured"]) == (CAR.key, True, None)
    [claim] = car["claims"]
    assert (claim["value"], claim["unit"], claim["qualifier"]) == ([380, 400], "PS", "over")
    assert (claim["own"], content["sources"][claim["source"]]["own"]) == (True, True)
    senat = next(vehicle for vehicle in content["vehicles"] if vehicle["key"] == SENAT)
    assert "own" not in senat
    assert senat["claims"][-1]["value"] == "a..b"
    assert [c["judgement"] for c in senat["claims"] if "judgement" in c] == [
        {"rank": 1, "excluded": False, "reason": "seen on the plate"}
    ]


def test_what_the_data_no_longer_have_a_place_for_waits(
    own_library: SqliteLibrary, tmp_path: Path, context: CheckContext, schema: Draft202012Validator
) -> None:
    judged = own_library.claims(SENAT, "power")[0].key
    own_library.apply(AddClaim(OwnClaim(SENAT, "power", "440–450 kW", PAPER)))
    own_library.apply(AddClaim(OwnClaim(SENAT, "mass", "6 t", PAPER)))
    own_library.apply(JudgeClaim(SENAT, judged, Judgement(0, True, "a slip")))
    assert own_library.path is not None
    with transaction(own_library.path) as connection:
        connection.exec_driver_sql("DELETE FROM vehicle WHERE key = ?", (SENAT,))
        connection.exec_driver_sql(
            "DELETE FROM claim WHERE (car, statement) IN "
            "(SELECT car, id FROM full_claim WHERE vehicle = ? AND origin = 'shipped')",
            (SENAT,),
        )
    text = text_of(own_library)
    assert faults(touched(text), tmp_path, context, schema) == []
    waiting = json.loads(text)["waiting"]
    assert [(c["vehicle"], c["field"], c["value"]) for c in waiting["claims"]] == [
        (SENAT, "mass", "6"),
        (SENAT, "power", "440..450"),
    ]
    decided = {"rank": 0, "excluded": True, "reason": "a slip"}
    assert waiting["judgements"] == [{"claim": judged, "vehicle": SENAT, **decided}]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_person_enters_makes_a_sound_file(
    data: st.DataObject,
    own_library: SqliteLibrary,
    tmp_path: Path,
    context: CheckContext,
    schema: Draft202012Validator,
) -> None:
    change(own_library, data)
    assert faults(touched(text_of(own_library)), tmp_path, context, schema) == []


def test_the_first_version_has_no_place_for_what_is_own(
    library: SqliteLibrary, tmp_path: Path, context: CheckContext
) -> None:
    text = (
        text_of(library)
        .replace('"version": 2', '"version": 1', 1)
        .replace('"names": [', '"own": true, "names": [', 1)
    )
    path = tmp_path / "first.json"
    path.write_text(text, "utf-8")
    found = check_file(path, context)
    assert {problem.what for problem in found} == {'unknown column "names"', 'unknown column "own"'}
