"""A filter as a tree of frozen conditions, each of which prints as text that reads back as the same tree."""

from decimal import Decimal

from msgspec import Struct

_SCALES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}


class Amount(Struct, frozen=True):
    """A number as written: its decimal text, how many decimals are meant by it, and its unit.

    `decimals` are negative where a scale word left digits open: -5 for "1.5 million". `unit` is a unit's
    key, "" for a count or a year, and `symbol` how it is printed.
    """

    literal: str
    decimals: int
    unit: str
    symbol: str = ""

    @property
    def number(self) -> float:
        return float(self.literal)

    @property
    def window(self) -> tuple[float, float]:
        """The numbers that round to it, the upper end not among them: 449.5 to 450.5 for "450"."""
        half = 0.5 * 10.0**-self.decimals
        return self.number - half, self.number + half

    def __str__(self) -> str:
        text = self.literal
        if self.decimals < 0:
            scale = next((power for power in _SCALES if power >= -self.decimals), 12)
            digits = Decimal(1).scaleb(-(scale + self.decimals))
            text = f"{Decimal(self.literal).scaleb(-scale).quantize(digits):f} {_SCALES[scale]}"
        return f"{text} {self.symbol}" if self.symbol else text


class Name(Struct, frozen=True):
    """A text or a class as a value: Aurus, VR9."""

    text: str

    def __str__(self) -> str:
        return f"«{self.text}»" if '"' in self.text else f'"{self.text}"'


Value = Amount | Name


class Text(Struct, frozen=True):
    """Words in the names of a car: all of them, in any order and likely spelling; `exact`: as they stand."""

    text: str
    exact: bool = False

    def __str__(self) -> str:
        return str(Name(self.text)) if self.exact else self.text


class Condition(Struct, frozen=True):
    """A field against values: `relation` is > >= < <= =, "in" (any of them) or "between" (two)."""

    field: str
    relation: str
    values: tuple[Value, ...]

    def __str__(self) -> str:
        if self.relation == "in":
            return f"{self.field} in ({', '.join(map(str, self.values))})"
        if self.relation == "between":
            return f"{self.field} between {self.values[0]} and {self.values[1]}"
        return f"{self.field} {self.relation} {self.values[0]}"


class Has(Struct, frozen=True):
    """That there is a figure."""

    field: str

    def __str__(self) -> str:
        return f"has {self.field}"


class VerdictIs(Struct, frozen=True):
    """That the sources of a figure stand to each other in one of these ways."""

    field: str
    verdicts: tuple[str, ...]

    def __str__(self) -> str:
        if len(self.verdicts) == 1:
            return f"verdict({self.field}) = {self.verdicts[0]}"
        return f"verdict({self.field}) in ({', '.join(self.verdicts)})"


class Not(Struct, frozen=True):
    """That a part certainly does not hold."""

    part: "Expression"

    def __str__(self) -> str:
        return f"not {_inside(self.part)}"


class And(Struct, frozen=True):
    """That all parts hold; at least two."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " and ".join(map(_inside, self.parts))


class Or(Struct, frozen=True):
    """That one part holds; at least two."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " or ".join(map(_inside, self.parts))


Expression = Text | Condition | Has | VerdictIs | Not | And | Or


def joined(parts: list[Expression], kind: type[And] | type[Or]) -> Expression:
    """The parts as one, without one "and" directly inside another."""
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _inside(part: Expression) -> str:
    return f"({part})" if isinstance(part, And | Or) else str(part)
