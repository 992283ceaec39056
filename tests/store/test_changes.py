"""The user's changes: kept at once, undone and redone in order, untouched by new editions of the data."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

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
from carspec.core.history import State
from carspec.core.own_claims import InvalidChange
from carspec.core.values import Relation
from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

BEAST = "cadillac-one-2018-beast"
SENAT = "aurus-senat-limousine-l700"
CLAIM = OwnClaim(
    SENAT,
    "power",
    "700 hp",
    OwnSource(title="My test", publisher="The Paper", url="https://paper.example/1", published="2026-05"),
    valid_at="2026",
    note="on the dynamometer",
)
CAR = OwnVehicle("Genesis", "G90 Guard", year_from=2024, body_style="saloon")


@pytest.fixture
def library(own_library: SqliteLibrary) -> SqliteLibrary:
    """Return a library that these tests may change."""
    return own_library


def everything(library: SqliteLibrary) -> object:
    """All that a change may touch, of the two cars and the own one."""
    cars = [key for key in (SENAT, BEAST, CAR.key) if key in library.vehicles]
    claims = [
        (c, library.judgement(c.key)) for v in cars for f in library.fields for c in library.claims(v, f)
    ]
    return (list(library.vehicles.items()), dict(library.sources), claims, [library.figures(v) for v in cars])


def own_claim(library: SqliteLibrary, field: str = "power") -> str:
    return next(claim.key for claim in library.claims(SENAT, field) if claim.own)


def test_an_own_claim_counts_as_any_other(library: SqliteLibrary) -> None:
    before = library.vehicles[SENAT].claims
    library.apply(AddClaim(CLAIM))
    claim = library.claim(SENAT, own_claim(library))
    assert (claim.value, claim.unit, claim.as_stated, claim.valid_at) == ("700", "hp", "700 hp", "2026")
    assert claim.relation is Relation.DIFFERS
    assert library.sources[claim.source].publisher == "The Paper"
    assert library.vehicles[SENAT].claims == before + 1
    library.apply(JudgeClaim(SENAT, claim.key, Judgement(rank=1)))
    assert library.figures(SENAT)["power"].claim == claim.key


def changes(library: SqliteLibrary) -> list[Change]:
    """One of each kind, each of which stands on those before it."""
    library.apply(AddClaim(CLAIM))
    key = own_claim(library)
    library.undo()
    first = library.claims(SENAT, "power")[0]
    return [
        JudgeClaim(SENAT, first.key, Judgement(excluded=True, reason="a typing error")),
        AddClaim(CLAIM),
        JudgeClaim(SENAT, key, Judgement(rank=1)),
        CorrectClaim(key, replace(CLAIM, text="about 690 hp", scope="base_vehicle")),
        AddVehicle(CAR),
        AddClaim(replace(CLAIM, vehicle=CAR.key, field="mass", text="4.2 t")),
        CorrectVehicle(CAR.key, replace(CAR, model="G90 LWB Guard", year_to=2030)),
        RemoveVehicle(CAR.key),
    ]


def test_undo_goes_all_the_way_back_and_redo_all_the_way_forth(library: SqliteLibrary) -> None:
    states = [everything(library)]
    for change in changes(library):
        library.apply(change)
        states.append(everything(library))
    assert len({repr(state) for state in states}) == len(states) - 1  # the car came and went again
    for state in reversed(states[:-1]):
        library.undo()
        assert everything(library) == state
    for state in states[1:]:
        library.redo()
        assert everything(library) == state


def test_each_inverse_undoes_its_change(library: SqliteLibrary) -> None:
    for change in changes(library):
        before = everything(library)
        inverse = library.apply(change)
        library.apply(inverse)
        assert everything(library) == before
        library.apply(change)


def test_the_history_is_readable_and_survives_a_restart(library: SqliteLibrary, shipped: Shipped) -> None:
    for change in changes(library):
        library.apply(change)
    library.undo()
    assert library.path is not None
    again = open_library(library.path.parent, shipped).library
    lines = [entry.line[17:] for entry in again.history()]
    assert lines[1].startswith("Excluded ")
    assert lines[1].endswith("from Power of Aurus Senat Limousine L700: a typing error")
    assert lines[2:] == [
        "Added the claim 700 hp for Power of Aurus Senat Limousine L700",
        "Showed 700 hp for Power of Aurus Senat Limousine L700",
        "Corrected 700 hp to about 690 hp for Power of Aurus Senat Limousine L700",
        "Added the vehicle Genesis G90 Guard",
        f"Added the claim 4.2 t for {again.fields['mass'].label} of Genesis G90 Guard",
        "Corrected the vehicle Genesis G90 Guard to Genesis G90 LWB Guard",
        "Removed the vehicle Genesis G90 LWB Guard with its claims; undone",
    ]
    assert again.redo().name == "remove Genesis G90 LWB Guard"
    assert again.undo().name == "remove Genesis G90 LWB Guard"
    again.drop_undone()
    with pytest.raises(CarspecError, match="nothing to redo"):
        again.redo()
    again.close()


def test_a_new_change_gives_up_what_was_undone(library: SqliteLibrary) -> None:
    library.apply(AddVehicle(CAR))
    library.undo()
    library.apply(AddClaim(CLAIM))
    assert [entry.state for entry in library.history()] == [State.DROPPED, State.DONE]
    with pytest.raises(CarspecError, match="nothing to redo"):
        library.redo()
    library.undo()
    with pytest.raises(CarspecError, match="nothing to undo"):
        library.undo()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (AddClaim(replace(CLAIM, text="700 bananas")), "bananas"),
        (AddClaim(replace(CLAIM, vehicle="nowhere")), 'no vehicle "nowhere"'),
        (WithdrawClaim(SENAT, "nothing"), "none of your own"),
        (CorrectClaim("nothing", CLAIM), "none of your own"),
        (RemoveVehicle(SENAT), "none of your own"),
        (CorrectVehicle(SENAT, CAR), "none of your own"),
        (AddVehicle(OwnVehicle("", "")), "The make is missing. The model is missing."),
        (JudgeClaim(SENAT, "nothing", Judgement(rank=1)), "no longer in the data"),
    ],
)
def test_a_wrong_change_writes_nothing(library: SqliteLibrary, change: Change, said: str) -> None:
    before = everything(library)
    with pytest.raises(InvalidChange, match=said):
        library.apply(change)
    assert everything(library) == before
    assert library.history() == []


def test_the_same_claim_and_car_are_not_added_twice(library: SqliteLibrary) -> None:
    library.apply(AddClaim(CLAIM))
    library.apply(AddVehicle(CAR))
    for change in (AddClaim(CLAIM), AddVehicle(CAR)):
        with pytest.raises(InvalidChange, match="already"):
            library.apply(change)


def test_a_shipped_claim_cannot_be_withdrawn(library: SqliteLibrary) -> None:
    shipped_claim = library.claims(SENAT, "power")[0]
    with pytest.raises(InvalidChange, match="none of your own"):
        library.apply(WithdrawClaim(SENAT, shipped_claim.key))


def later_edition(shipped: Shipped, folder: Path) -> Shipped:
    """An edition without the Senat, without the claim the Beast's power is shown by, with one more car."""
    copy = folder / "later"
    shutil.copytree(shipped.folder, copy)
    data = json.loads((copy / "vehicles.json").read_text("utf-8"))
    data["data_version"] = "2099-01-01"
    beast = next(v for v in data["vehicles"] if v["key"] == BEAST)
    beast["claims"] = [claim for claim in beast["claims"] if claim["field"] != "power"]
    data["vehicles"] = [v for v in data["vehicles"] if v["key"] != SENAT]
    data["vehicles"].append(beast | {"key": "new-car", "model": "New Car", "claims": []})
    (copy / "vehicles.json").write_text(json.dumps(data), "utf-8")
    return Shipped(copy, shipped.cache)


def test_news_of_a_new_edition_are_told_once(
    library: SqliteLibrary, shipped: Shipped, tmp_path: Path
) -> None:
    assert library.unseen_news() is None
    library.apply(AddClaim(CLAIM))
    library.apply(AddVehicle(CAR))
    library.apply(AddClaim(replace(CLAIM, vehicle=CAR.key)))
    ranked = library.claims(BEAST, "power")[0]
    beast_claims = len(library.claims(BEAST, "power"))
    senat_claims = library.vehicles[SENAT].claims - 1
    library.apply(JudgeClaim(BEAST, ranked.key, Judgement(rank=1)))
    library.close()
    later = later_edition(shipped, tmp_path)
    opened = open_library(tmp_path, later).library
    news = opened.unseen_news()
    assert news is not None
    assert news.vehicles_added == ("Cadillac New Car",)
    assert news.vehicles_removed == ("Aurus Senat Limousine L700",)
    assert (news.claims_added, news.claims_removed) == (0, beast_claims + senat_claims)
    assert [(f.vehicle, f.field, f.after) for f in news.figures] == [(BEAST, "power", "")]
    assert any("judgement" in line and "Power" in line for line in news.lost)
    assert any("700 hp" in line and "no longer have the car" in line for line in news.lost)
    assert opened.claims(CAR.key, "power")[0].own
    assert opened.figures(CAR.key)["power"].claim == opened.claims(CAR.key, "power")[0].key
    opened.mark_news_seen()
    assert opened.unseen_news() is None
    opened.close()
    again = open_library(tmp_path, later).library
    assert again.unseen_news() is None
    with pytest.raises(InvalidChange, match=r"“Showed .*” can no longer be redone"):
        _undo_and_redo(again)
    again.close()


def _undo_and_redo(library: SqliteLibrary) -> None:
    library.undo()
    library.redo()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from carspec.core.changes import *
from carspec.core.consensus import Judgement
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped
library = open_library(Path(sys.argv[1]), Shipped(Path(sys.argv[2]) / "data", Path(sys.argv[1]))).library
claim = library.claims("aurus-senat-limousine-l700", "power")[-1]
library.apply(JudgeClaim("aurus-senat-limousine-l700", claim.key, Judgement(excluded=True, reason="no")))
library.apply(AddVehicle(OwnVehicle("Genesis", "G90 Guard")))
print(claim.key, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_was_confirmed_outlives_a_kill(library: SqliteLibrary, shipped: Shipped, root: Path) -> None:
    assert library.path is not None
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(library.path.parent), str(root)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    opened = open_library(library.path.parent, shipped)
    assert opened.notice is None
    judgement = opened.library.judgement(done.stdout.strip())
    assert judgement == Judgement(excluded=True, reason="no")
    assert any(vehicle.own for vehicle in opened.library.vehicles.values())
    assert len(opened.library.history()) == 2
    opened.library.close()


def test_a_change_that_cannot_be_written_says_so_and_changes_nothing(library: SqliteLibrary) -> None:
    assert library.path is not None
    before = everything(library)
    with sqlite3.connect(library.path) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    with pytest.raises(CarspecError, match="Nothing was changed"):
        library.apply(AddClaim(CLAIM))
    assert everything(library) == before
