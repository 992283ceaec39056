"""Filters over random libraries: the columns answer as one car after the other does, by hand."""

from contextlib import suppress
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from carspec.core.filter.amounts import AmountReader
from carspec.core.filter.fields import FilterFields
from carspec.core.filter.finder import Finder
from carspec.core.filter.meaning import Interpreter
from carspec.core.filter.tree import (
    Amount,
    And,
    Condition,
    Expression,
    Has,
    Name,
    Not,
    Or,
    Text,
    VerdictIs,
    joined,
)
from carspec.core.folding import fold
from carspec.core.ratings import NotComparable, compare, parse_rating
from tests.core.claims import UNITS, WORDS
from tests.output.small_library import FIELDS, SmallLibrary, car, library, said

UNIT_OF = {"power": ("kW", "PS", "hp"), "mass": ("kg", "t", "lb"), "price": ("EUR", "USD")}
ENGINES = ("V8, hybrid", "V12", "V8 turbodiesel")
CLASSES = ("VR8/VR10", "VR9", "VR10", "BR6", "B6", "VPAM 10", "armoured")
CARS = ("Aurus Senat", "Aurus Komendant", "Benz S 680", "ZIL 41047")

numbers = st.sampled_from(("1", "4", "5", "5.5", "400", "450", "612", "6500"))


@st.composite
def libraries(draw: st.DrawFn) -> SmallLibrary:
    cars = [car(f"car-{n}", draw(st.sampled_from(CARS))) for n in range(draw(st.integers(1, 5)))]
    claims = []
    for one in cars:
        for key, units in UNIT_OF.items():
            for by in draw(st.lists(st.sampled_from(("one", "two")), max_size=2, unique=True)):
                low = draw(numbers)
                ends = f"{low}..{Decimal(low) + 1}" if draw(st.integers(0, 4)) == 0 else low
                qualifier = draw(st.sampled_from((None, None, "about", "over", "at_least", "up_to", "under")))
                claims.append(
                    said(one.key, key, f"{ends} {draw(st.sampled_from(units))}", by, qualifier=qualifier)
                )
        if draw(st.booleans()):
            claims.append(said(one.key, "engine", draw(st.sampled_from(ENGINES)), "one"))
        if draw(st.booleans()):
            claims.append(said(one.key, "rating", draw(st.sampled_from(CLASSES)), "one"))
        if draw(st.booleans()):
            claims.append(said(one.key, "seats", draw(st.sampled_from(("4", "5", "5..7"))), "one"))
    return library(cars, claims)


def amount(key: str) -> st.SearchStrategy[Amount]:
    units = [UNITS.get(unit) for unit in UNIT_OF.get(key, ())]
    whole = numbers.filter(lambda literal: bool(units) or "." not in literal)

    def made(literal: str, unit: object) -> Amount:
        decimals = max(0, -int(Decimal(literal).as_tuple().exponent))
        return Amount(literal, decimals, getattr(unit, "key", ""), getattr(unit, "symbol", ""))

    return st.builds(made, whole, st.sampled_from(units) if units else st.none())


def numeric(key: str) -> st.SearchStrategy[Expression]:
    sign = st.sampled_from((">", ">=", "<", "<=", "="))
    one = st.builds(lambda relation, value: Condition(key, relation, (value,)), sign, amount(key))
    unit = UNITS.get(UNIT_OF[key][0]) if key in UNIT_OF else None
    ends = st.tuples(numbers.filter(lambda text: "." not in text), numbers).filter(lambda p: "." not in p[1])
    both = ends.map(
        lambda pair: Condition(
            key,
            "between",
            tuple(Amount(end, 0, unit.key if unit else "", unit.symbol if unit else "") for end in pair),
        )
    )
    several = st.lists(amount(key), min_size=1, max_size=3, unique=True).map(
        lambda values: Condition(key, "in", tuple(values))
    )
    return st.one_of(one, both, several)


classes = st.builds(
    lambda sign, level: Condition("rating", sign, (Name(level),)),
    st.sampled_from((">", ">=", "<", "<=", "=")),
    st.sampled_from(("VR8", "VR9", "VR10", "BR6")),
)
engines = st.builds(lambda text: Condition("engine", "=", (Name(text),)), st.sampled_from(("V8", "V12", "x")))
texts = st.sampled_from((Text("aurus"), Text("Senat"), Text("680"), Text("S 680", exact=True), Text("aurs")))
makes = st.sampled_from((Condition("make", "in", (Name("Aurus"), Name("ZIL"))),))
verdicts = st.builds(
    lambda names: VerdictIs("power", tuple(names)),
    st.lists(st.sampled_from(("single", "agree", "echo", "mix-up", "conflict")), min_size=1, unique=True),
)
leaves = st.one_of(
    *(numeric(key) for key in ("power", "mass", "price", "seats")),
    classes,
    engines,
    texts,
    makes,
    verdicts,
    st.sampled_from([Has(field.key) for field in FIELDS]),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined(parts, And)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined(parts, Or)),
    ),
    max_leaves=6,
)


def by_hand(tree: Expression, made: SmallLibrary, vehicle: str) -> bool | None:
    """What a tree says of one car; None where nothing certain is known."""
    match tree:
        case And(parts):
            answers = [by_hand(part, made, vehicle) for part in parts]
            return False if False in answers else None if None in answers else True
        case Or(parts):
            answers = [by_hand(part, made, vehicle) for part in parts]
            return True if True in answers else None if None in answers else False
        case Not(part):
            answer = by_hand(part, made, vehicle)
            return None if answer is None else not answer
        case Text(text, exact):
            names = f"{made.vehicles[vehicle].make} {made.vehicles[vehicle].model}"
            if text == "aurs" and any(car.make == "Aurus" for car in made.vehicles.values()):
                text = "aurus"
            return fold(text) in fold(names) if exact else all(w in fold(names) for w in fold(text).split())
    figure = made.figures(vehicle).get(tree.field)
    claim = made.claim(vehicle, figure.claim) if figure and figure.claim else None
    match tree:
        case Has():
            return claim is not None
        case VerdictIs(_, wanted):
            return None if figure is None or figure.verdict is None else str(figure.verdict) in wanted
        case Condition("make"):
            return made.vehicles[vehicle].make in ("Aurus", "ZIL")
    assert isinstance(tree, Condition)
    if claim is None:
        return None
    if tree.relation == "between":
        low, high = sorted(
            (value for value in tree.values if isinstance(value, Amount)), key=lambda a: a.number
        )
        both = [of_value(">=", low, claim), of_value("<=", high, claim)]
        return False if False in both else None if None in both else True
    answers = [
        of_value("=" if tree.relation == "in" else tree.relation, value, claim) for value in tree.values
    ]
    return True if True in answers else None if None in answers else False


def of_value(relation: str, value: object, claim: object) -> bool | None:
    """One claim against one value."""
    if isinstance(value, Name) and claim.field == "engine":  # type: ignore[attr-defined]
        return fold(value.text) in fold(claim.value).split()  # type: ignore[attr-defined]
    if isinstance(value, Name):
        steps = set()
        for reading in parse_rating(claim.value):  # type: ignore[attr-defined]
            with suppress(NotComparable):
                steps.add(holds(relation, compare(reading, parse_rating(value.text)[0])))
        return steps.pop() if len(steps) == 1 else None
    assert isinstance(value, Amount)
    reading = claim.reading  # type: ignore[attr-defined]
    if value.unit in ("EUR", "USD") and reading.unit != value.unit:
        return None
    size = UNITS.get(value.unit).low if value.unit not in ("", "EUR", "USD") else 1.0
    assert size is not None
    low, high, qualifier = reading.si_low, reading.si_high, claim.qualifier  # type: ignore[attr-defined]
    # every point a figure may be at, the ends and beyond for bounds, must give the same answer
    points = [low, (low + high) / 2, high]
    if qualifier in ("over", "at_least"):
        points = [low * (1.000001 if qualifier == "over" else 1), low * 2, 1e15]
    if qualifier in ("up_to", "under"):
        points = [high * (0.999999 if qualifier == "under" else 1), high / 2, 1e-15]
    if relation == "=":
        half = 0.5 * 10**-value.decimals
        window = ((value.number - half) * size, (value.number + half) * size)
        spread = [min(points), max(points)]
        first, end = (edge * (1 - 1e-9) for edge in window)
        if first <= spread[0] and spread[1] < end:
            return True
        return False if spread[1] < first or spread[0] >= end else None
    bound = value.number * size
    answers = {
        holds(relation, 0 if abs(point - bound) <= 1e-9 * bound else 1 if point > bound else -1)
        for point in points
    }
    return answers.pop() if len(answers) == 1 else None


def holds(relation: str, step: int) -> bool:
    return {">": step > 0, ">=": step >= 0, "<": step < 0, "<=": step <= 0, "=": step == 0}[relation]


def keys(made: SmallLibrary, text: str) -> set[str]:
    finder = Finder(made)  # type: ignore[arg-type]  # it cannot be changed
    return {vehicle.key for vehicle in finder.find(text).vehicles}


@settings(max_examples=120)
@given(libraries(), trees)
def test_columns_answer_as_one_car_after_the_other(made: SmallLibrary, tree: Expression) -> None:
    found = keys(made, str(tree))
    assert found == {key for key in made.vehicles if by_hand(tree, made, key) is True}


@settings(max_examples=120)
@given(trees)
def test_a_printed_filter_reads_back_as_the_same(tree: Expression) -> None:
    fields = FilterFields({field.key: field for field in FIELDS}, {})
    meaning = Interpreter(str(tree), fields, AmountReader(UNITS, WORDS), lambda _: ()).meaning()
    assert meaning.tree == tree


@settings(max_examples=80)
@given(libraries(), trees)
def test_nothing_fits_a_filter_and_its_contrary(made: SmallLibrary, tree: Expression) -> None:
    assert keys(made, str(tree)).isdisjoint(keys(made, f"not ({tree})"))
