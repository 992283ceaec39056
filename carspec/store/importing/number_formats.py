"""What the number format of a cell in a workbook shows beside its digits: a unit, a currency, percent."""

import re
from decimal import Decimal
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.|'
    r"(?P<digits>General|Standard|[0#?](?:[0#?.,]*[0#?])?(?P<thousands>,*)(?:[eE][+-][0#?]+)?)|(?P<percent>%)|"
    r"(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN_AS_THEY_ARE = frozenset("€£$¥₽ +()~≈<>")
_DIGITS = 15
"""As many as spreadsheets keep and show; 434.99999999999994 is how binary numbers hold 435."""


class Shown(NamedTuple):
    """The texts before and behind the digits, and the power of ten by which these are shown smaller."""

    before: str = ""
    behind: str = ""
    power: int = 0

    def text(self, number: float) -> str:
        """A number as the format shows it, but with all its digits: "598 PS", "25%"."""
        digits = plain_number(number, self.power)
        return f"{self.before}{digits}{self.behind}".strip() if digits else ""


def shown_by(code: str) -> Shown | None:
    """What a format shows beside the digits of a number above zero; None for nothing, as days and times."""
    before, behind, power, digits = "", "", 0, 0
    for token in _TOKEN.finditer(code):
        said = token["quoted"] or token["escaped"] or token["currency"] or token["percent"] or ""
        if token["digits"]:
            digits += 1
            power += 3 * len(token["thousands"] or "")
        elif token["percent"]:
            power -= 2
        elif token["other"] == ";":
            break
        elif token["other"]:
            if token["other"] not in _SHOWN_AS_THEY_ARE:
                return None
            said = token["other"]
        if digits:
            behind += said
        else:
            before += said
    shown = Shown(before.lstrip(), behind.rstrip(), power)
    return shown if digits == 1 and shown != Shown() else None


def plain_number(value: float, power: int = 0) -> str:
    """A number without an exponent, divided by a power of ten: 3.0 is "3"; what is no number is nothing."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        exact = Decimal(int(value))
    else:
        text = f"{value:.{_DIGITS}g}"
        if text in {"nan", "inf", "-inf"}:
            return ""
        exact = Decimal(text)
    text = format(exact.scaleb(-power), "f")
    return text.rstrip("0").rstrip(".") if power and "." in text else text
