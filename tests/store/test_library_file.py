"""A library that is exported, read into another one and exported again is the same to the byte."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carspec.core.changes import AddClaim, AddVehicle, JudgeClaim, OwnClaim
from carspec.core.consensus import Judgement
from carspec.core.importing.cars import ImportCancelled
from carspec.core.library_file import BrokenLibrary
from carspec.store.library import SqliteLibrary
from carspec.store.library_file import is_library
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped
from tests.store.test_library_text import CAR, PAPER, SENAT, change, text_of

Fresh = Callable[[], SqliteLibrary]


def go_on(_done: int) -> bool:
    return True


@contextmanager
def libraries(library: SqliteLibrary, shipped: Shipped) -> Iterator[Fresh]:
    """Libraries as they are at a first start, each of its own."""
    assert library.path is not None
    opened: list[SqliteLibrary] = []
    with TemporaryDirectory() as folder:

        def fresh() -> SqliteLibrary:
            place = Path(folder, str(len(opened)))
            place.mkdir()
            assert library.path is not None
            shutil.copyfile(library.path, place / "carspec.db")
            opened.append(open_library(place, shipped).library)
            return opened[-1]

        yield fresh
        for each in opened:
            each.close()


@pytest.fixture
def fresh(library: SqliteLibrary, shipped: Shipped) -> Iterator[Fresh]:
    with libraries(library, shipped) as made:
        yield made


def kept(library: SqliteLibrary, path: Path) -> Path:
    """The file of a library."""
    path.write_text(text_of(library), "utf-8", newline="")
    return path


def changed(library: SqliteLibrary) -> SqliteLibrary:
    """The library with something of each sort that is a user's own."""
    library.apply(AddVehicle(CAR))
    library.apply(AddClaim(OwnClaim(CAR.key, "power", "over 380-400 PS", PAPER, note='the "fast" one')))
    library.apply(AddClaim(OwnClaim(CAR.key, "mass", "6 t", PAPER)))
    library.apply(AddClaim(OwnClaim(SENAT, "operator", "a..b", PAPER, condition="in winter")))
    claims = library.claims(SENAT, "power")
    library.apply(JudgeClaim(SENAT, claims[-1].key, Judgement(1, False, "seen on the plate")))
    library.apply(JudgeClaim(SENAT, claims[0].key, Judgement(0, True, "a slip")))
    own = library.claims(CAR.key, "mass")[0].key
    library.apply(JudgeClaim(CAR.key, own, Judgement(0, True, "not weighed")))
    return library


def test_read_again_it_is_the_same_to_the_byte_and_shows_the_same(fresh: Fresh, tmp_path: Path) -> None:
    ours, theirs = changed(fresh()), fresh()
    counts = theirs.read_file(kept(ours, tmp_path / "mine.json"), go_on)
    assert (counts.cars, counts.claims, counts.judgements, counts.left_out) == (1, 3, 3, 0)
    assert text_of(theirs) == text_of(ours)
    assert theirs.vehicles == ours.vehicles
    for car in (SENAT, CAR.key):
        assert theirs.figures(car) == ours.figures(car)
        for field in ours.figures(car):
            assert sorted(theirs.claims(car, field), key=str) == sorted(ours.claims(car, field), key=str)


def test_a_second_time_adds_nothing_and_one_step_takes_all_back(fresh: Fresh, tmp_path: Path) -> None:
    path, library = kept(changed(fresh()), tmp_path / "mine.json"), fresh()
    before, figures = text_of(library), library.figures(SENAT)
    library.read_file(path, go_on)
    read = text_of(library)
    counts = library.read_file(path, go_on)
    assert (counts.added, text_of(library), len(library.history())) == (False, read, 1)
    assert counts.sentence("mine.json").endswith("claims of mine.json are here already.")
    assert library.history()[0].what == "Added 1 car, 3 claims, 3 decisions from mine.json"
    library.undo()
    assert text_of(library) == before
    assert library.figures(SENAT) == figures
    assert CAR.key not in library.vehicles
    assert library.sources.keys() == fresh().sources.keys()
    assert library.read_file(path, go_on).added
    assert text_of(library) == read


def test_what_is_here_already_stays(fresh: Fresh, tmp_path: Path) -> None:
    path, library = kept(changed(fresh()), tmp_path / "mine.json"), fresh()
    judged = library.claims(SENAT, "power")[-1].key
    library.apply(JudgeClaim(SENAT, judged, Judgement(0, True, "my own view")))
    library.apply(AddVehicle(CAR))
    assert library.read_file(path, go_on).judgements == 2
    assert library.judgement(judged) == Judgement(0, True, "my own view")
    library.undo()
    assert library.judgement(judged) == Judgement(0, True, "my own view")
    assert library.vehicles[CAR.key].claims == 0


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_person_enters_comes_back(
    data: st.DataObject, library: SqliteLibrary, shipped: Shipped, tmp_path: Path
) -> None:
    with libraries(library, shipped) as fresh:
        ours, theirs = fresh(), fresh()
        change(ours, data)
        before = text_of(theirs)
        counts = theirs.read_file(kept(ours, tmp_path / "mine.json"), go_on)
        assert text_of(theirs) == text_of(ours)
        assert counts.added == (text_of(ours) != before)
        if counts.added:
            theirs.undo()
        assert text_of(theirs) == before


def test_what_waits_for_the_data_waits_in_the_other_library_too(fresh: Fresh, tmp_path: Path) -> None:
    content = json.loads(text_of(changed(fresh())))
    claim = next(c for c in content["vehicles"][-1]["claims"] if c["field"] == "mass")
    waiting = {key: value for key, value in claim.items() if key not in ("own", "judgement")}
    gone = {"vehicle": "no-such-car", **waiting, "value": "6"}
    strange = {"vehicle": SENAT, **waiting, "field": "no_such_field", "value": "7"}
    judgement = {"claim": "00ff", "vehicle": SENAT, "rank": 1, "excluded": False, "reason": ""}
    content["waiting"] = {"claims": [strange, gone], "judgements": [judgement]}
    path, library = tmp_path / "mine.json", fresh()
    path.write_text(json.dumps(content), "utf-8")
    assert library.read_file(path, go_on).claims == 5
    assert [c["value"] for c in json.loads(text_of(library))["waiting"]["claims"]] == ["7", "6"]
    again = fresh()
    again.read_file(kept(library, tmp_path / "again.json"), go_on)
    assert text_of(again) == text_of(library)


def test_of_another_edition_only_what_is_own_is_taken_and_the_rest_counted(
    fresh: Fresh, tmp_path: Path
) -> None:
    content = json.loads(text_of(changed(fresh())))
    senat = next(vehicle for vehicle in content["vehicles"] if vehicle["key"] == SENAT)
    shipped = next(claim for claim in senat["claims"] if "own" not in claim)
    senat["claims"].append(shipped | {"as_stated": "of another edition"})
    content["vehicles"].append(senat | {"key": "another-edition", "claims": []})
    path, library = tmp_path / "mine.json", fresh()
    path.write_text(json.dumps(content), "utf-8")
    counts = library.read_file(path, go_on)
    assert (counts.cars, counts.claims, counts.left_out) == (1, 3, 2)
    assert "2 records of its edition" in counts.sentence("mine.json")


def test_of_a_plain_vehicles_file_all_that_is_new_is_taken(
    fresh: Fresh, tmp_path: Path, shipped: Shipped
) -> None:
    content = json.loads((shipped.folder / "vehicles.json").read_text("utf-8"))
    first = content["vehicles"][0]
    new = first | {"key": "guarded-two", "model": "Another", "base_vehicle_key": first["key"]}
    content["vehicles"] = [first, new]
    path, library = tmp_path / "theirs.json", fresh()
    path.write_text(json.dumps(content), "utf-8")
    counts = library.read_file(path, go_on)
    assert (counts.cars, counts.claims, counts.present) == (1, len(new["claims"]), len(first["claims"]))
    assert library.vehicles["guarded-two"].own
    assert library.vehicles["guarded-two"].base_vehicle_key == first["key"]
    again = fresh()
    again.read_file(kept(library, tmp_path / "again.json"), go_on)
    assert text_of(again) == text_of(library)


FAULTS: list[tuple[str, str, str, str]] = [
    ('"model": "G90 Guard"', '"model": ""', "vehicles[235].model", '"" is not a text'),
    ('"unit": "PS", "as_stated": "over', '"unit": "PSS", "as_stated": "over', ".unit", "no known unit"),
    ('"excluded": true', '"excluded": 1', ".judgement.excluded", "is not a yes or no"),
    ('"own": true, "claims"', '"own": true, "own": true, "claims"', ".own", "stands twice"),
    ('"version": 2', '"version": 3', "version", "3 is not a known version"),
    ('"note": "the', '"nota": "the', ".nota", 'unknown column "nota"'),
]


@pytest.mark.parametrize(("old", "new", "path_end", "said"), FAULTS)
def test_a_fault_is_named_by_line_column_and_path_and_nothing_is_added(
    old: str, new: str, path_end: str, said: str, fresh: Fresh, tmp_path: Path
) -> None:
    text, path, library = text_of(changed(fresh())), tmp_path / "mine.json", fresh()
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    before = text_of(library)
    with pytest.raises(BrokenLibrary, match="nothing was added") as refusal:
        library.read_file(path, go_on)
    line = text[: text.index(old)].count("\n") + 1
    told = [fault for fault in refusal.value.faults if said in fault]
    assert len(told) == 1, refusal.value.faults
    assert told[0].startswith(f"{path}:{line}:")
    assert f"{path_end}: " in told[0]
    assert text_of(library) == before
    assert library.history() == []


def test_a_file_that_is_cut_off_or_turned_round_is_told(fresh: Fresh, tmp_path: Path) -> None:
    library, path = fresh(), tmp_path / "mine.json"
    text = text_of(changed(library))
    for broken, said in (
        (text[:-40], "not JSON"),
        (json.dumps(dict(reversed([*json.loads(text).items()]))), "before the fields and sources"),
        (text.replace("🚗", "") + "]", "end of the file"),
    ):
        path.write_text(broken, "utf-8")
        with pytest.raises(BrokenLibrary) as refusal:
            library.read_file(path, go_on)
        assert any(said in fault for fault in refusal.value.faults), refusal.value.faults


def test_a_cancelled_reading_keeps_nothing(
    fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("carspec.store.library_rows.BATCH", 50)
    path, library = kept(changed(fresh()), tmp_path / "mine.json"), fresh()
    before, told = text_of(library), list[int]()

    def stop(done: int) -> bool:
        told.append(done)
        return done < 200

    with pytest.raises(ImportCancelled):
        library.read_file(path, stop)
    assert (told, text_of(library)) == ([50, 100, 150, 200], before)


@pytest.mark.parametrize(
    ("content", "ours"),
    [
        ('{"version": 2, "data_version": "2026", "fields": {}}', True),
        ('{"data_version": "2026"}', True),
        ('{"cars": [1]}', False),
        ('{"version": 1, "names": []}', False),
        ("[1]", False),
        ("", False),
        ("Make,Model\nAurus,Senat\n", False),
    ],
)
def test_our_own_format_is_known_by_its_shape(content: str, ours: bool, tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(content, "utf-8")
    assert is_library(path) is ours
    assert not is_library(tmp_path / "absent.json")
