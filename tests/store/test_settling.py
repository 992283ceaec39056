"""Settling many cars at once: the same statements come to the same figure, whatever car they are made of."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.agreement import Terms
from carspec.core.consensus import Judgement, Settled, settle
from carspec.core.values import Claim
from carspec.store.database import transaction
from carspec.store.library import SqliteLibrary
from carspec.store.settling import load_terms, settle_vehicles
from carspec.store.shipped import Shipped
from tests.core.claims import UNITS, claim, field, source

SOURCES = {key: source(key, publisher) for key, publisher in (("a", "A"), ("b", "B"), ("c", "A"))}
STATED = ("598 PS", "606 hp", "600 PS", "440 kW", "500..600 PS", "612 PS", "598 hp")

stated = st.builds(
    lambda text, key, qualifier, condition, scope, status: replace(
        claim(text, key, qualifier=qualifier, scope=scope, status=status), condition=condition
    ),
    st.sampled_from(STATED),
    st.sampled_from([*SOURCES]),
    st.sampled_from([None, None, "about", "up_to"]),
    st.sampled_from([None, None, "sport mode"]),
    st.sampled_from([None, None, "electric_motor"]),
    st.sampled_from(["stated", "stated", "estimate", "rumour"]),
)


def named(claims: list[Claim], vehicle: str, key: str) -> list[Claim]:
    """The same claims of another car, under keys of their own in the same order."""
    return [replace(c, vehicle=vehicle, key=f"{key}{n:03}") for n, c in enumerate(claims)]


def outcome(settled: Settled, places: dict[str, int]) -> object:
    """What claims came to, without the names of car and claims."""
    figure = settled.figure
    shown = None if figure.claim is None else places[figure.claim]
    return (
        replace(figure, vehicle="", claim=None),
        shown,
        [(places[c.key], c.relation, c.other_unit) for c in settled.claims],
    )


@given(st.lists(stated, min_size=1, max_size=6), st.data())
def test_a_settlement_rests_on_what_is_stated_and_not_on_the_car(
    claims: list[Claim], data: st.DataObject
) -> None:
    ranks = data.draw(st.dictionaries(st.integers(0, len(claims) - 1), st.sampled_from([0, 1])))
    order = data.draw(st.permutations(range(len(claims))))
    found = []
    for vehicle, prefix in (("a-car", "0"), ("", "f")):
        made = named(claims, vehicle, prefix)
        judged = {made[n].key: Judgement(rank, excluded=rank == 0) for n, rank in ranks.items()}
        listed = made if prefix == "0" else [made[n] for n in order]
        settled = settle(field(), vehicle, listed, SOURCES, judged, Terms(), UNITS.sizes)
        found.append(outcome(settled, {c.key: n for n, c in enumerate(made)}))
    assert found[0] == found[1]


@given(stated | st.builds(claim, st.sampled_from(["V8", "VR9", "8"]), st.just("a"), st.just("text")))
def test_a_single_claim_comes_at_once_to_what_the_whole_run_comes_to(made: Claim) -> None:
    for many, own in ((False, ()), (True, ("electric_motor",))):
        one = field(made.field, many=many, own=own)
        whole = settle(one, "car", [made], SOURCES, {"another claim": Judgement(1)}, Terms(), UNITS.sizes)
        assert settle(one, "car", [made], SOURCES, {}, Terms(), UNITS.sizes) == whole


def test_all_cars_at_once_come_to_what_each_comes_to_alone(
    own_library: SqliteLibrary, shipped: Shipped
) -> None:
    def held() -> object:
        own_library.reload()
        return [
            (dict(own_library.figures(car)), [own_library.claims(car, key) for key in own_library.fields])
            for car in own_library.vehicles
        ]

    before = held()
    assert own_library.path is not None
    with transaction(own_library.path) as connection:
        connection.exec_driver_sql("UPDATE claim SET relation = 'unread', other_unit = NULL")
        for car in list(own_library.vehicles)[::3]:
            settle_vehicles(connection, load_terms(shipped.folder / "terms.json"), [car])
        settle_vehicles(connection, load_terms(shipped.folder / "terms.json"), [*own_library.vehicles])
    assert held() == before
