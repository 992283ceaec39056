"""Tests of exchange rates by day: the ECB's own, none carried further than over a holiday."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carspec.core.conversions import DATED, PUBLISHED, converted, price_date
from carspec.core.equivalents import equivalents
from carspec.core.errors import NotConvertible, UnreadableQuantity
from carspec.core.money import DAYS_BACK, ExchangeRates
from carspec.core.money_text import currency, exchange_text
from carspec.core.profiles import load_profiles
from tests.core.claims import DATA, UNITS, WORDS, claim, source

RATES = ExchangeRates(DATA / "exchange_rates.zip")
METRIC = load_profiles(DATA / "profiles.json")["metric"]
CURRENCIES = ("EUR", "USD", "GBP", "JPY", "CHF", "DEM", "ITL")


@pytest.mark.parametrize(
    ("source_currency", "target", "when", "quoted", "day"),
    [
        ("RUB", "EUR", "2018-05-07", "74.8299 RUB per EUR", "2018-05-07"),
        ("USD", "EUR", "2018-05-07", "1.1902 USD per EUR", "2018-05-07"),
        ("EUR", "USD", "2018-05-07", "1.1902 USD per EUR", "2018-05-07"),
        ("USD", "EUR", "2018-05-06", "1.1969 USD per EUR", "2018-05-04"),  # a Sunday
        ("USD", "EUR", "2018-04-02", "1.2321 USD per EUR", "2018-03-29"),  # Easter Monday
        ("GBP", "USD", "2018-05-04", "1.35649 USD per GBP", "2018-05-04"),
        ("RUB", "EUR", "2022-03-01", "117.201 RUB per EUR", "2022-03-01"),
    ],
)
def test_the_rate_is_the_published_one_of_the_day(
    source_currency: str, target: str, when: str, quoted: str, day: str
) -> None:
    assert RATES.rate(source_currency, target, when).text == f"{quoted} of {day}"


@pytest.mark.parametrize(
    ("source_currency", "when", "reason"),
    [
        ("RUB", "2024-05-07", "the last rate of RUB is of 2022-03-01, before 2024-05-07"),
        ("RUB", "2022-03-02", "the last rate of RUB is of 2022-03-01"),
        ("HRK", "2023-06-01", "the last rate of HRK is of 2022-12-30"),
        ("AED", "2018-05-07", "has none of AED"),
        ("KZT", "2018-05-07", "has none of KZT"),
        ("INR", "2008-05-07", "there is no rate of INR on 2008-05-07"),
        ("USD", None, "no date is known"),
        ("USD", "2018-05", "only the month 2018-05 is known"),
        ("USD", "2018", "only the year 2018 is known"),
        ("USD", "1985-05-07", "the rates begin on 1999-01-04"),
        ("USD", "2999-05-07", "the rates end on "),
    ],
)
def test_where_there_is_no_rate_the_reason_is_said(
    source_currency: str, when: str | None, reason: str
) -> None:
    with pytest.raises(NotConvertible, match=reason):
        RATES.rate(source_currency, "EUR", when)


@pytest.mark.parametrize("when", ["2018-02-30", "yesterday", "7.5.2018"])
def test_a_day_that_no_calendar_has_is_refused(when: str) -> None:
    with pytest.raises(UnreadableQuantity, match=when):
        RATES.rate("USD", "EUR", when)


def test_a_currency_tied_to_the_euro_by_law_needs_no_day() -> None:
    rate = RATES.rate("DEM", "EUR", None)
    assert rate.text == "1.95583 DEM per EUR, fixed by law on 1999-01-01"
    assert rate.amount(500_000, -5) == 256_000
    assert RATES.rate("DEM", "EUR", "1978").text == rate.text
    assert RATES.rate("ITL", "DEM", None).factor == Decimal("1.95583") / Decimal("1936.27")
    with pytest.raises(NotConvertible, match="no date is known"):
        RATES.rate("DEM", "USD", None)


@given(
    st.dates(date(1999, 1, 4), date(2026, 10, 30)),
    st.sampled_from(CURRENCIES),
    st.sampled_from(CURRENCIES),
    st.floats(1e3, 1e9),
)
def test_the_way_back_is_the_way_there(day: date, one: str, other: str, amount: float) -> None:
    if one == other:
        return
    there, back = RATES.rate(one, other, day.isoformat()), RATES.rate(other, one, day.isoformat())
    assert there.factor * back.factor == pytest.approx(1)
    assert (there.quoted, there.stronger, there.day) == (back.quoted, back.stronger, back.day)
    assert there.by_law or timedelta(0) <= day - there.day <= timedelta(DAYS_BACK)
    exact = amount * float(there.factor)
    assert float(there.amount(amount, 0)) == pytest.approx(exact, rel=0.006, abs=0.006), (
        "never finer than cents"
    )


@pytest.mark.parametrize(
    ("text", "target", "when", "answer"),
    [
        ("20 million RUB", "EUR", "2018-05-07", "about 267,000 EUR at 74.8299 RUB per EUR of 2018-05-07"),
        ("$1.5m", "€", "2018-05-07", "about 1,260,000 EUR at 1.1902 USD per EUR of 2018-05-07"),
        ("12 crore INR", "USD", "2018-05-07", "about 1,790,000 USD at 67.1349 INR per USD of 2018-05-07"),
    ],
)
def test_an_amount_as_typed(text: str, target: str, when: str, answer: str) -> None:
    wanted = currency(target, UNITS, WORDS)
    assert wanted is not None
    assert exchange_text(text, wanted, when, RATES, UNITS, WORDS).text == answer


def test_an_amount_without_a_day_says_how_to_give_one() -> None:
    with pytest.raises(NotConvertible, match=r"no date is known.*Give the day with --date"):
        exchange_text("20 million RUB", "EUR", None, RATES, UNITS, WORDS)
    assert currency("kW", UNITS, WORDS) is None


@pytest.mark.parametrize(
    ("valid_at", "published", "taken"),
    [
        ("2018-05-07", "2020-01-01", ("2018-05-07", DATED)),
        (None, "2020-01-01", ("2020-01-01", PUBLISHED)),
        ("2018-05", "2018-05-09", ("2018-05-09", PUBLISHED)),
        ("2018", "2018-05-09", ("2018-05-09", PUBLISHED)),
        ("2018-05", "2020-01-01", ("2018-05", DATED)),
        (None, None, (None, PUBLISHED)),
    ],
)
def test_the_date_of_a_price(valid_at: str | None, published: str | None, taken: tuple[str, str]) -> None:
    assert (
        price_date(claim("1 EUR", "a", "money", valid_at=valid_at), source("a", published=published)) == taken
    )


def test_a_price_is_converted_into_all_currencies_but_its_own() -> None:
    price = claim("100000..120000 USD", "a", "money", valid_at="2018-05-07")
    assert price.reading is not None
    found = converted(price, price.reading, source("a"), ("USD", "EUR", "AED"), RATES)
    assert [each.currency for each in found] == ["EUR", "AED"]
    assert found[0].text(METRIC) == "about 84,019–100,823 EUR at 1.1902 USD per EUR of 2018-05-07"
    assert found[1].text(METRIC) == ""
    assert "has none of AED" in found[1].explanation


def test_a_sources_own_conversion_belongs_to_its_price() -> None:
    price = claim("20000000 RUB", "a", "money", qualifier="over")
    own = claim("60500000 PKR", "a", "money", qualifier="over")
    (found,) = equivalents([price, claim("1 USD", "b", "money")], [own])
    assert (found.price, found.rate_text) == (price, "3.025 PKR per RUB")
    assert equivalents([claim("20000000 RUB", "b", "money")], [own]) == ()
    pair = [claim("2000000 PLN", "a", "money", qualifier="about")], [claim("460000 EUR", "a", "money")]
    assert equivalents(*pair)[0].rate_text == "4.35 PLN per EUR", "no finer than the amounts bear"
    pair = [claim("498042 EUR", "a", "money")], [claim("585000 USD", "a", "money", qualifier="about")]
    assert equivalents(*pair)[0].rate_text == "1.175 USD per EUR", "1.17 and 1.18 would not make 585,000"
    two = [price, claim("300000 USD", "a", "money")]
    assert equivalents(two, [own]) == (), "which of the two it converts, nobody says"
