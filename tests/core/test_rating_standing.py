"""Which printed ratings are one class, which leave room, which differ and which are not comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.rating_standing import is_plain, names_more, standing
from carspec.core.values import Relation

SAME, ECHO, FITS, DIFFERS, APART = (
    Relation.SAME,
    Relation.ECHO,
    Relation.FITS,
    Relation.DIFFERS,
    Relation.APART,
)


@pytest.mark.parametrize(
    ("claim", "figure", "stands"),
    [
        ("VPAM VR9", "VR9", SAME),
        ("BRV9", "VR9", SAME),
        ("VR 9", "VR9", SAME),
        ("B6-B7", "B6/B7", SAME),
        ("NIJ-IIIA", "NIJ IIIA", SAME),
        ("VPAM BRV 2009 VR8", "VR8", ECHO),
        ("ERV 2010 class VR7", "ERV 2010", ECHO),
        ("VPAM ERV", "ERV 2010", ECHO),
        ("PAS 300", "ERV 2010 and PAS 300", ECHO),
        ("VR9/VR10", "VR9", FITS),
        ("VR7/9", "VR7", FITS),
        ("VR7 glazing", "VR7", FITS),
        ("VPAM 10", "VR10", FITS),
        ("VR10", "VR9", DIFFERS),
        ("VR9/VR10", "VR7", DIFFERS),
        ("B6/B7", "VR9", APART),
        ("BR7", "VR7", APART),
        ("VPAM 10", "VR9", APART),
        ("VR10 glazing", "VR9", APART),
        ("VPAM ERV edition 3", "ERV 2010", APART),
        ("VR7", "ERV 2010 class VR7", APART),
        ("level 9", "VR9", APART),
        ("VE6", "VR9", APART),
    ],
)
def test_the_standing_of_two_ratings(claim: str, figure: str, stands: Relation) -> None:
    assert standing(claim, figure) is stands
    assert standing(figure, claim) is stands


def test_what_says_it_more_exactly_is_known() -> None:
    assert names_more("ERV 2010 and PAS 300", "PAS 300")
    assert names_more("ERV 2010 class VR7", "ERV 2010")
    assert not names_more("VR9", "VPAM BRV 2009 VR9")
    assert not names_more("VR9/VR10", "VR9")


def test_a_plain_spelling_writes_the_class_as_we_do() -> None:
    assert is_plain("VR9")
    assert is_plain("VPAM VR9")
    assert not is_plain("VR 9")
    assert not is_plain("BRV9")
    assert not is_plain("level 9")


@given(st.integers(1, 14), st.integers(1, 14), st.sampled_from(["VR{}", "VPAM VR{}", "VR {}", "BRV{}"]))
def test_classes_of_one_ladder_are_the_same_or_differ(one: int, other: int, form: str) -> None:
    assert standing(form.format(one), f"VR{other}") is (SAME if one == other else DIFFERS)
