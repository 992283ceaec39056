"""Numbers as text: for the eye in a reader's own format, for the clipboard as any program reads them."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from carspec.core.errors import UnreadableQuantity

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern


def eye(number: Decimal, locale: str, *, grouped: bool = True, signed: bool = False) -> str:
    """A number as a reader of `locale` writes it, with all its decimals: 5469 is "5,469" in English.

    A minus is the true minus sign; `signed` also prints a plus. Babel formats, as it needs no system locale.
    """
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern, babel_locale = _pattern(locale, decimals, grouped)
    text: str = pattern.apply(abs(number), babel_locale)
    sign = "−" if number < 0 else "+" if signed and number > 0 else ""
    return sign + text


def plain(number: Decimal) -> str:
    """A number for the clipboard: digits, a decimal point, a hyphen for minus, never an exponent."""
    return format(number, "f")


def is_one(number: Decimal, locale: str) -> bool:
    """Whether a number takes the singular: 1.5 does in French, not in English."""
    from babel import Locale

    return bool(Locale.parse(locale).plural_form(abs(number)) == "one")


@lru_cache
def marks(language: str) -> tuple[str, str]:
    """The decimal mark and the thousands mark of a language ("de", "pt-BR"), as CLDR has them.

    Raises UnreadableQuantity for a language that is not known.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise UnreadableQuantity(f'There is no language "{language}": write a code such as de.') from None
    symbols = locale.number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def known_locale(locale: str | None) -> str | None:
    """The locale where its number format is known, else None."""
    if not locale:
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return locale if Locale.parse(locale) else None
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache
def currency(language: str) -> str | None:
    """The currency of the country in a language's code: AUD for "en-AU"; None where it names no country."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_territory_currencies

    try:
        territory = Locale.parse(language.replace("-", "_")).territory
    except (UnknownLocaleError, ValueError):
        return None
    current = get_territory_currencies(territory) if territory else []
    return str(current[0]) if current else None


@lru_cache
def _pattern(locale: str, decimals: int, grouped: bool) -> "tuple[NumberPattern, Locale]":
    """Babel's pattern of numbers with the grouping of the locale, so that lakh and crore come out right."""
    from babel import Locale
    from babel.numbers import parse_pattern

    found = Locale.parse(locale)
    lakh = grouped and found.decimal_formats[None].grouping == (3, 2)
    whole = "#,##,##0" if lakh else "#,##0" if grouped else "0"
    return parse_pattern(f"{whole}.{'0' * decimals}" if decimals else whole), found
