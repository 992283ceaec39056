"""What is done to whole arrays comes to the same as done one by one."""

from hypothesis import given
from hypothesis import strategies as st

from carspec.core.filter.arrays import Buckets, Move, Texts, Words, array, whole_numbers
from carspec.core.filter.settled import Settled

PLACES = 12
pairs = st.lists(st.tuples(st.integers(0, PLACES - 1), st.integers(1, 40)), max_size=60)
stacks = st.lists(st.lists(st.sampled_from(("bmw", "7", "guard", "zil", "|"))).map(" ".join), max_size=PLACES)


def settled(held: list[tuple[int, int]]) -> Settled:
    return Settled(array([place for place, _ in held], "int32"), array([n for _, n in held], "int32"))


def listed(held: Settled) -> list[tuple[int, int]]:
    return sorted(zip(held.places.tolist(), held.numbers.tolist(), strict=True))


@given(pairs, st.lists(st.integers(1, 60), unique=True))
def test_settlements_are_found_where_they_hold(held: list[tuple[int, int]], wanted: list[int]) -> None:
    places, which = settled(held).among(wanted)
    found = [(place, wanted[at]) for place, at in zip(places.tolist(), which.tolist(), strict=True)]
    assert found == [(place, number) for place, number in held if number in wanted]


@given(pairs, st.permutations(range(PLACES)), st.sets(st.integers(0, PLACES - 1)))
def test_settlements_move_with_their_vehicles(
    held: list[tuple[int, int]], order: list[int], changed: set[int]
) -> None:
    old = [-1 if place in changed else place for place in order]
    read = [(new, 99) for new, place in enumerate(old) if place < 0]
    moved = settled(held).moved(Move(array(old, "int64"), PLACES), settled(read))
    assert listed(moved) == sorted(
        [*read, *((old.index(place), number) for place, number in held if place in old)]
    )


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=4).map(tuple), unique=True), st.data())
def test_vehicles_are_in_the_buckets_of_their_values(
    values: list[tuple[str, ...]], data: st.DataObject
) -> None:
    codes = data.draw(st.lists(st.integers(-1, len(values) - 1), min_size=1, max_size=PLACES))
    made: Buckets = Texts(array(codes, "int32"), tuple(values)).buckets(lambda value: value)
    found = [(row, made.names[at]) for at, row in zip(made.bucket_of, made.row_of, strict=True)]
    assert sorted(found) == sorted(
        (row, name) for row, code in enumerate(codes) if code >= 0 for name in set(values[code])
    )


@given(stacks)
def test_words_are_listed_once_with_the_vehicles_that_have_them(made: list[str]) -> None:
    words = Words.of(iter(made))
    assert list(words.vocabulary) == sorted({word for stack in made for word in stack.split()})
    assert words.stacks == tuple(made)
    for word in words.vocabulary:
        rows = [row for row, stack in enumerate(made) if word in stack.split()]
        assert words.row_of[words.word_of == words.vocabulary.index(word)].tolist() == rows


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_are_read_from_a_text(numbers: list[int]) -> None:
    assert whole_numbers(",".join(map(str, numbers)) or None).tolist() == numbers
