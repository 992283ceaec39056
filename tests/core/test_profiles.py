"""What a profile prints, a reader types in again and the program reads as the same number and unit."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core import numbers
from carspec.core.amounts import amount, amounts
from carspec.core.profiles import load_profiles
from carspec.core.quantity_text import QuantityReader
from carspec.core.units import MONEY
from carspec.store.check_context import CheckContext
from carspec.store.datafile import check_file
from tests.core.claims import DATA, UNITS, WORDS
from tests.output.small_library import car, library, said, sheet_of

PROFILES = load_profiles(DATA / "profiles.json")
WIDEST = 20
READER = QuantityReader(UNITS, WORDS)
NUMBERS = st.one_of(
    st.integers(1, 99_999).map(Decimal),
    st.decimals("0.1", "9999.9", places=1),
    st.decimals("1", "99", places=2),
)
AMOUNTS = st.builds(lambda n, power: Decimal(n).scaleb(power), st.integers(1, 99_999), st.integers(0, 7))
MEASURED = [
    (profile.key, kind, unit)
    for profile in PROFILES.values()
    for kind, units in profile.kinds.items()
    if kind != MONEY and kind in {row.kind for row in WORDS.rows}
    for unit in units
]


def read_back(key: str, kind: str, unit: str, number: Decimal) -> None:
    profile = PROFILES[key]
    symbol = profile.symbols.get(unit, UNITS.get(unit).symbol)
    text = f"{numbers.eye(number, profile.locale)} {symbol}"
    read = READER.read(text, kind, profile.locale)
    assert (Decimal(read.literals[0]), read.unit) == (number, unit), text


@pytest.mark.parametrize(("key", "kind", "unit"), MEASURED)
def test_a_figure_of_every_unit_printed_is_read_back(key: str, kind: str, unit: str) -> None:
    for number in ("598", "1234", "1234.5"):
        read_back(key, kind, unit, Decimal(number))


@given(st.sampled_from(MEASURED), NUMBERS)
def test_a_figure_printed_is_read_back(measured: tuple[str, str, str], number: Decimal) -> None:
    read_back(*measured, number)


@given(st.sampled_from(sorted(PROFILES)), AMOUNTS, AMOUNTS, st.data())
def test_an_amount_printed_is_read_back(key: str, low: Decimal, high: Decimal, data: st.DataObject) -> None:
    profile = PROFILES[key]
    unit = data.draw(st.sampled_from(["EUR", "INR", "RUB", "JPY", *profile.currencies]))
    low, high = sorted((low, high))
    ranges = [(low, high)] if high <= low * WIDEST else []  # the reader takes a wider one for a slip
    for ends in ((low, low), (high, high), *ranges):
        text = f"{amounts(*ends, profile)} {profile.symbols.get(unit, unit)}"
        read = READER.read(text, MONEY, profile.locale)
        assert [Decimal(literal) for literal in read.literals] == list(dict.fromkeys(ends)), text
        assert read.unit == unit


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        ("metric", "1500000", "1.5 million"),
        ("metric", "8051000000", "8,051 million"),
        ("metric", "498042", "498,042"),
        ("metric", "15800765", "15,800,765"),
        ("german", "1500000", "1,5 Mio."),
        ("german", "2000000000", "2 Mrd."),
        ("french", "1500000", "1,5 million"),
        ("french", "2500000", "2,5 millions"),
        ("russian", "20000000", "20 млн"),
        ("south_asian", "60500000", "6.05 crore"),
        ("south_asian", "750000", "7.5 lakh"),
        ("south_asian", "12345678", "1,23,45,678"),
        ("japanese", "70200000", "7,020万"),
        ("japanese", "250000000", "2.5億"),
        ("chinese", "570000000", "5.7亿"),
    ],
)
def test_large_amounts_in_the_words_of_a_reader(key: str, number: str, text: str) -> None:
    assert amount(Decimal(number), PROFILES[key]).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("key", "texts"),
    [
        ("german", ("598 PS", "6.500 kg", "1,5 Mio. USD")),
        ("french", ("598 ch", "6 500 kg", "1,5 million USD")),
        ("russian", ("598 л.с.", "6 500 кг", "1,5 млн USD")),
        ("south_asian", ("598 PS", "6,500 kg", "15 lakh USD")),
        ("japanese", ("598 PS", "6,500 kg", "150万 USD")),
        ("chinese", ("598 马力", "6,500 kg", "150万 USD")),
    ],
)
def test_a_cell_has_the_text_of_its_reader_and_the_number_of_all(key: str, texts: tuple[str, ...]) -> None:
    claims = (
        said("a", "power", "598 PS", "one"),
        said("a", "mass", "6500 kg", "one"),
        said("a", "price", "1500000 USD", "one"),
    )
    sheet = sheet_of(library((car("a"),), claims), profile=key)
    cells = [sheet.cell(row, 0) for row in range(3)]
    shown = tuple(" ".join(cell.text_with_unit.split()) for cell in cells)
    assert shown == texts
    assert [cell.plain for cell in cells] == ["598", "6500", "1500000"]
    assert [cell.number for cell in cells] == [598, 6500, 1500000]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"symbols": {"PS": "horses"}}, '"horses" does not read as PS for power'),
        ({"symbols": {"pony": "PS"}}, 'there is no unit "pony"'),
        ({"large_money": [{"exponent": 6, "word": "crore"}]}, '"crore" is not read as ten to the 6'),
        (
            {"large_money": [{"exponent": 5, "word": "lakh"}, {"exponent": 7, "word": "crore"}]},
            "do not go from the largest to the smallest",
        ),
        ({"large_money": [{"word": "lakh"}]}, 'the column "exponent" is missing'),
    ],
)
def test_the_check_refuses_what_could_not_be_read_back(
    change: dict[str, object], says: str, tmp_path: Path
) -> None:
    content = json.loads((DATA / "profiles.json").read_text("utf-8"))
    content["profiles"][0] |= change
    file = tmp_path / "profiles.json"
    file.write_text(json.dumps(content), "utf-8")
    problems = check_file(file, CheckContext(DATA, tmp_path))
    assert [says in problem.what for problem in problems] == [True]
