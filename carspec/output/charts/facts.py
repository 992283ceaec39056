"""The words that charts share: what is compared, in which unit, from which sources, how fairly."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from carspec.core.labels import ENGLISH, ENGLISH_LABELS
from carspec.core.sheet import Cell, Sheet
from carspec.core.values import Field, Source, Vehicle
from carspec.output.charts.comparison import Comparison
from carspec.output.charts.kinds import drawable
from carspec.output.charts.marks import NotDrawable
from carspec.output.layouts import source_count
from carspec.output.plain_text import clean
from carspec.output.verdict_marks import COMPUTED, FOOTNOTE

NUMBER_WORDS: tuple[str, ...] = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
EXPLAINED_KINDS = frozenset({"power", "consumption", "energy_consumption"})
"""Kinds whose unit symbols are mistaken for one another, so that the chart writes them out."""
BETTER_WORDS = {"higher": "more is better", "lower": "less is better", None: ""}
MOST_CITED = 12
"""More sources than these are counted under a picture, not listed."""


class Sources(Struct):
    """The sources behind a chart: those of the figures shown get numbers, all others are counted."""

    sheet: Sheet
    cited: dict[str, int] = {}
    behind: dict[str, Source] = {}

    def cite(self, cell: Cell) -> int | None:
        """The number of the source whose claim makes the figure of a cell."""
        if cell.claim is None:
            return None
        self.add((cell.claim.source,))
        return self.cited.setdefault(cell.claim.source, len(self.cited) + 1)

    def add(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.behind.setdefault(key, self.sheet.library.sources[key])

    def add_claims(self, field_key: str, vehicle: str) -> None:
        self.add(claim.source for claim in self.sheet.claims(field_key, vehicle))

    @property
    def numbered(self) -> bool:
        """Whether there are few enough to be listed, so that numbers in the picture lead somewhere."""
        return len(self.cited) <= MOST_CITED

    def line(self, *, numbered: bool = True) -> str:
        """The line under the picture: who made the figures, by number; how many stand behind; which data."""
        data = f"carspec data of {self.sheet.library.data_version}."
        if not self.behind:
            return f"No source says anything about it; {data}"
        count = source_count(self.behind.values(), self.sheet, ENGLISH_LABELS)
        if not self.cited or not self.numbered or not numbered:
            return f"Source: {count}; {data}"
        listed = (f"[{number}] {_short(self.behind[key])}" for key, number in self.cited.items())
        rest = "" if len(self.behind) == len(self.cited) else f" Claims: {count}."
        return f"Figures: {'; '.join(listed)}.{rest} {data[0].upper()}{data[1:]}"


def _short(source: Source) -> str:
    """Publisher and day, as far as they are known."""
    who = source.publisher or source.title or source.url or source.key
    return clean(f"{who}, {source.published}" if source.published else who)


def tag(number: int | None) -> str:
    """The number of a source as it stands behind a figure."""
    return f"[{number}]" if number else ""


def compared(vehicles: Sequence[Vehicle]) -> str:
    """ "four armoured cars", or the name of the only one."""
    if len(vehicles) == 1:
        return clean(vehicles[0].name)
    count = number_word(len(vehicles))
    return f"{count} armoured cars" if all(vehicle.armoured for vehicle in vehicles) else f"{count} cars"


def number_word(number: int) -> str:
    """ "four", and figures for more than twelve."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else f"{number:,}"


def within(sheet: Sheet, field: Field) -> str:
    """The name of a field inside a sentence, where an English one begins with a small letter."""
    label = field.label
    return label[:1].lower() + label[1:] if sheet.labels.key == ENGLISH else label


def headed(what: str, vehicles: Sequence[Vehicle]) -> str:
    """The title of a chart: "Power: four armoured cars compared"."""
    return clean(f"{what}: {compared(vehicles)}{' compared' if len(vehicles) > 1 else ''}")


def unit_words(sheet: Sheet, field: Field, unit: str | None) -> str:
    """ "PS (metric horsepower)": a unit, spelt out where its symbol is mistaken for others."""
    if not unit:
        return ""
    names = [known.name for known in sheet.library.units.values() if sheet.symbol(known.key) == unit]
    explained = field.kind in EXPLAINED_KINDS and names and names[0] != unit
    return f"{unit} ({names[0]})" if explained else unit


def sentence(*parts: str) -> str:
    """Parts joined by semicolons as one sentence without its full stop."""
    text = clean("; ".join(part for part in parts if part))
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str], conjunction: str) -> str:
    """ "a, b and c"."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def require_sizes(sheet: Sheet, field: Field, what: str) -> None:
    """Raises NotDrawable, naming fields that can be drawn, unless `field` holds sizes."""
    if drawable(field):
        return
    others = [row.field.key for row in sheet.rows if drawable(row.field)]
    others = others or [f.key for f in sheet.fields.values() if drawable(f)]
    held = "dates" if field.kind == "year" else "texts"
    raise NotDrawable(
        f"{field.label} holds {held}, which no {what} can show; try {listed(others[:4], 'or')}."
    )


def require_cars(sheet: Sheet, what: str, most: int) -> None:
    """Raises NotDrawable unless there are 1 to `most` cars."""
    if not 1 <= len(sheet.vehicles) <= most:
        raise NotDrawable(f"A {what} holds 1 to {most} cars, not {len(sheet.vehicles):,}.")


def shared_unit(field: Field, cells: Iterable[Cell]) -> str | None:
    """The one unit of all figures. Raises NotDrawable where there are several: never two on one axis."""
    units = {cell.unit: None for cell in cells if cell.number is not None}
    if len(units) > 1:
        named = listed([unit or "no unit" for unit in units], "and")
        raise NotDrawable(f"{field.label} cannot stand on one axis: the figures are in {named}.")
    return next(iter(units), None)


def comparison(sheet: Sheet, kind: str, fields: Iterable[str], cells: Iterable[Cell]) -> Comparison:
    """What a picture of these cells carries along."""
    return Comparison(
        kind=kind,
        vehicles=tuple(vehicle.key for vehicle in sheet.vehicles),
        fields=tuple(fields),
        profile=sheet.query.profile,
        baseline=sheet.query.baseline,
        data_version=sheet.library.data_version,
        claims=tuple(cell.claim.key for cell in cells if cell.claim),
    )


def fairness(sheet: Sheet, fields: Iterable[Field]) -> tuple[str, ...]:
    """What makes the figures of these fields less comparable than they look, each once; empty if nothing."""
    notes = (clean(f"{FOOTNOTE} {note.sentence}") for field in fields for note in sheet.notes(field))
    return tuple(dict.fromkeys(notes))


def formula(field: Field) -> str:
    """ "ƒ computed: power / mass", or nothing for what sources state."""
    return f"{COMPUTED.shape} computed: {field.formula}" if field.computed else ""


def require_stated(field: Field, what: str) -> None:
    """Raises NotDrawable for a computed field, which no source states."""
    if field.computed:
        raise NotDrawable(f"{field.label} is computed ({field.formula}), so there is no {what} to draw.")
