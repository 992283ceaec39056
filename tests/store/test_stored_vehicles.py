"""Vehicles read one by one, by place, by key and as columns are the same vehicles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.changes import AddClaim, AddVehicle, OwnClaim, OwnSource, OwnVehicle, RemoveVehicle
from carspec.core.filter.fields import IDENTITY, NAMES
from carspec.store.library import SqliteLibrary

CAR = OwnVehicle("Genesis", "G90 Guard", year_from=2024, body_style="saloon", armoured=None)


def test_all_ways_lead_to_the_same_vehicles(library: SqliteLibrary) -> None:
    vehicles = library.vehicles
    listed = list(vehicles.values())
    assert [car.key for car in listed] == list(vehicles) == [key for key, _ in vehicles.items()]
    assert len(vehicles) == len(listed) > 200
    assert [vehicles.at(place) for place in range(len(listed))] == listed
    assert [vehicles.place(car.key) for car in listed] == list(range(len(listed)))
    assert vehicles.claims == sum(car.claims for car in listed)
    assert vehicles.most_claims == max(car.claims for car in listed)
    assert any(car.nickname for car in listed)
    assert any(len(car.names) > 1 for car in listed)
    for field in (*IDENTITY, NAMES):
        assert field.identity is not None
        assert list(vehicles.column(field.identity)) == [getattr(car, field.identity) for car in listed]


@given(st.data())
def test_some_come_in_the_order_asked_for(library: SqliteLibrary, data: st.DataObject) -> None:
    listed = list(library.vehicles.values())
    places = data.draw(st.lists(st.integers(0, len(listed) - 1)))
    wanted = [listed[place] for place in places]
    assert list(library.vehicles.records(places)) == wanted
    assert list(library.vehicles.of([car.key for car in wanted])) == wanted


def test_one_that_is_not_there_is_told(own_library: SqliteLibrary) -> None:
    with pytest.raises(KeyError):
        own_library.vehicles.of(["no such car"])
    assert own_library.vehicles.place("no such car") is None
    before = own_library.vehicles
    own_library.apply(AddVehicle(CAR))
    with_car = own_library.vehicles
    place = with_car.place(CAR.key)
    assert list(before.column("make")) == [car.make for car in before.values()]
    assert before.place(CAR.key) is None
    assert place is not None
    assert with_car.stood(before)[place] == -1
    own_library.apply(RemoveVehicle(CAR.key))
    with pytest.raises(KeyError):
        with_car.at(place)
    assert list(with_car.column("make")) == [*before.column("make"), None]
    assert before.stood(with_car).tolist() == list(range(len(before)))


def test_after_a_claim_all_are_counted_but_their_order_is_not_read_again(own_library: SqliteLibrary) -> None:
    before, words = own_library.vehicles, own_library.columns.words
    keys, claims = list(before), before.at(7).claims
    read: list[str] = []
    own_library._connection.set_trace_callback(read.append)
    for field, text in (("power", "501 hp"), ("ballistic_rating", "VPAM BRV 2009 VR14")):
        own_library.apply(AddClaim(OwnClaim(keys[7], field, text, OwnSource(title="Measured"))))
        same = own_library.columns.words is words
        assert same == (field == "power"), "a class is a word to find cars by"
    assert not [statement for statement in read if "sum(claims)" in statement and "position" in statement]
    after = own_library.vehicles
    assert [car.key for car in after.values()] == keys
    assert (after.claims, after.at(7).claims) == (before.claims + 2, claims + 2)
    own_library.apply(AddVehicle(CAR))
    assert [car.key for car in own_library.vehicles.values()] == [*keys, CAR.key]
