"""Finding the car a person means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.folding import fold
from carspec.core.names import AmbiguousVehicle, VehicleNotFound, find_vehicle
from carspec.store.library import SqliteLibrary

DEFAULT = {
    "senat limousine l700": "aurus-senat-limousine-l700",
    "beast 2018": "cadillac-one-2018-beast",
    "s 680 guard": "mercedes-benz-s-680-guard-z223",
    "S680 Guard": "mercedes-benz-s-680-guard-z223",
    "760i protection": "bmw-760i-protection-g73",
    "bmw-760i-protection-g73": "bmw-760i-protection-g73",
    "ŠKODA VOS": "skoda-vos",
    "skoda vos": "skoda-vos",
    "Citroen SM": "citroen-sm-presidentielle",
}


@pytest.mark.parametrize(("text", "key"), DEFAULT.items())
def test_a_part_that_fits_one_car_is_enough(library: SqliteLibrary, text: str, key: str) -> None:
    assert find_vehicle(library.vehicles, text).key == key


def test_every_key_and_label_finds_its_own_car(library: SqliteLibrary) -> None:
    vehicles = library.vehicles
    assert [find_vehicle(vehicles, key).key for key in vehicles] == list(vehicles)


def test_a_shared_name_lists_its_candidates(library: SqliteLibrary) -> None:
    with pytest.raises(AmbiguousVehicle) as error:
        find_vehicle(library.vehicles, "The Beast")
    assert {"cadillac-one-2018-beast", "cadillac-presidential-limousine-2009"} <= {
        vehicle.key for vehicle in error.value.candidates
    }
    assert "cadillac-one-2018-beast" in str(error.value)


def test_an_unknown_name_offers_near_ones(library: SqliteLibrary) -> None:
    with pytest.raises(VehicleNotFound, match="karlmann-king"):
        find_vehicle(library.vehicles, "Karlman Kingg")


@given(st.text(max_size=30))
def test_any_text_finds_a_car_or_says_why_not(library: SqliteLibrary, text: str) -> None:
    vehicles = library.vehicles
    try:
        found = find_vehicle(vehicles, text).key
    except (VehicleNotFound, AmbiguousVehicle) as error:
        found = str(error)
    assert found in library.vehicles or found.endswith(".")


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_and_wide_letters_fold_alike(text: str) -> None:
    """Plain ones take a shorter way than ＷＩＤＥ ones."""
    wide = "".join("\u3000" if sign == " " else chr(ord(sign) + 0xFEE0) for sign in text)
    assert fold(text) == fold(wide)
