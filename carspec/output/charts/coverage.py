"""What a coverage map says: how many publishers speak about each field of each car."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from carspec.core.agreement import voice
from carspec.core.sheet import Sheet
from carspec.core.values import Field, Vehicle
from carspec.output.charts import facts
from carspec.output.charts.facts import Sources
from carspec.output.charts.marks import Chart, Datum, Key, Mark, NotDrawable
from carspec.output.layouts import headings

MOST_CARS = 24
MOST_FIELDS = 80
STEPS = (1, 3, 6, 12)
"""The least number of publishers of each shade, from the lightest."""


class Square(Mark, frozen=True, kw_only=True):
    """One field of one car; `shade` is the place in STEPS, None where no publisher says anything."""

    publishers: int
    shade: int | None


class Line(Struct, frozen=True, kw_only=True):
    """One field: its squares in the order of the cars."""

    field: Field
    group: str
    squares: tuple[Square, ...]


class CoverageChart(Chart, frozen=True, kw_only=True):
    """Lines of fields, columns of cars."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def description(self) -> str:
        """Told line by line, since a sentence for each square would never end."""
        told = []
        for line in self.lines:
            counts = (
                f"{name} {square.publishers}" for name, square in zip(self.names, line.squares, strict=True)
            )
            told.append(f"{line.field.label}: {', '.join(counts)}.")
        head = f"{self.noun}. {self.title}. {self.subtitle}."
        return " ".join((head, *told, *self.notes, self.source_line))


def coverage_chart(sheet: Sheet, fields: Sequence[str]) -> CoverageChart:
    """The number of distinct publishers, copies of one text counting once, whatever their claims are worth.

    Without `fields`, every field of the Sheet. Raises NotDrawable for too many cars or fields.
    """
    facts.require_cars(sheet, "coverage map", MOST_CARS)
    chosen = [sheet.fields[key] for key in fields] or [
        row.field for row in sheet.rows if not row.field.computed
    ]
    for field in chosen:
        facts.require_stated(field, "publisher")
    if not 1 <= len(chosen) <= MOST_FIELDS:
        raise NotDrawable(f"A coverage map holds 1 to {MOST_FIELDS} fields, not {len(chosen)}.")
    sources = Sources(sheet)
    names = headings(sheet.vehicles)
    lines = tuple(
        Line(
            field=field,
            group=sheet.labels.group(field.group),
            squares=tuple(
                _square(sheet, field, vehicle, name, row, sources)
                for vehicle, name in zip(sheet.vehicles, names, strict=True)
            ),
        )
        for row, field in enumerate(chosen)
    )
    squares = [square for line in lines for square in line.squares]
    holes = sum(square.shade is None for square in squares)
    return CoverageChart(
        noun="Coverage map",
        title=facts.headed("What is known", sheet.vehicles).removesuffix(" compared"),
        subtitle=_subtitle(len(squares), holes),
        marks=tuple(squares),
        keys=_keys(squares),
        notes=(),
        source_line=sources.line(),
        locale=sheet.profile.locale,
        comparison=facts.comparison(sheet, "coverage", fields, ()),
        sources=sources.behind,
        names=names,
        lines=lines,
    )


def publishers(sheet: Sheet, field: Field, vehicle: Vehicle) -> int:
    """How many distinct publishers say something about a field of a car."""
    known = sheet.library.sources
    return len({voice(known[claim.source], known) for claim in sheet.claims(field.key, vehicle.key)})


def _square(sheet: Sheet, field: Field, vehicle: Vehicle, name: str, row: int, sources: Sources) -> Square:
    sources.add_claims(field.key, vehicle.key)
    count = publishers(sheet, field, vehicle)
    words = "no publisher" if not count else "1 publisher" if count == 1 else f"{count} publishers"
    number = Decimal(count)
    return Square(
        key=f"{field.key}-{vehicle.key}",
        vehicle=vehicle.key,
        field=field.key,
        name=name,
        sentence=f"{field.label} of {name}: {words}.",
        row=row,
        data=(Datum("publishers", words, number, number, None, None, field.key),),
        publishers=count,
        shade=max((i for i, step in enumerate(STEPS) if count >= step), default=None),
    )


def _subtitle(squares: int, holes: int) -> str:
    what = "Publishers who say something about each field"
    if not holes:
        return f"{what}; nothing is left open"
    return f"{what}; {holes:,} of {squares:,} are open"


def _keys(squares: Sequence[Square]) -> tuple[Key, ...]:
    used = {square.shade for square in squares}
    keys: list[Key] = [("hole", "no publisher")] if None in used else []
    for shade, step in enumerate(STEPS):
        if shade in used:
            last = STEPS[shade + 1] - 1 if shade + 1 < len(STEPS) else None
            words = f"{step} or more" if last is None else str(step) if last == step else f"{step}–{last}"
            keys.append((f"shade-{shade}", words))
    return tuple(keys)
