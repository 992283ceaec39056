"""The three tables made of a Sheet: cars side by side, the spec sheet of one car, the list of cars."""

from collections import Counter
from collections.abc import Iterable, Sequence

from carspec.core import numbers
from carspec.core.agreement import voice
from carspec.core.display import UNGROUPED_KINDS, qualifier_word, shown
from carspec.core.labels import Labels, Phrase
from carspec.core.sheet import Cell, Row, Sheet
from carspec.core.values import MissingReason, Source, Vehicle
from carspec.output.citations import Citations
from carspec.output.grid import MOST_VALUES, Grid, GridCell, GridRow, Options, Stated, number_cell, text_cell
from carspec.output.plain_text import clean
from carspec.output.verdict_marks import ALL_MARKS, FOOTNOTE, Mark, mark_of

IDENTITY_COLUMNS = ("Key", "Name", "Generation", "Years", "Body style", "Claims")


def headings(vehicles: Sequence[Vehicle]) -> tuple[str, ...]:
    """The names of cars, no two alike: generation, years or key are added where a name recurs."""
    names = [clean(vehicle.name) for vehicle in vehicles]
    for detail in ("generation", "years", "key"):
        counts = Counter(names)
        details = [clean(getattr(vehicle, detail) or "") for vehicle in vehicles]
        names = [
            f"{name} ({more})" if counts[name] > 1 and more else name
            for name, more in zip(names, details, strict=True)
        ]
    return tuple(names)


def compare_grid(sheet: Sheet, options: Options, *, unit_column: bool = False) -> Grid:
    """Rows are fields, columns cars; the unit stands in the label of the row or in a column of its own."""
    citations = Citations(sheet.library.sources) if options.sources else None
    rows, footnotes = [], _Footnotes()
    for row in sheet.rows:
        cells = (_cell(sheet, row, v, options, citations) for v in sheet.vehicles)
        signs = footnotes.signs(sheet, row) if options.fairness else ""
        rows.append(_line(row, (*_label(row, unit_column, signs), *cells)))
    names = headings(sheet.vehicles)
    return Grid(
        title=" · ".join(names),
        columns=(*_first_columns(sheet, unit_column), *names),
        rows=tuple(rows),
        names=names,
        footer=(*footnotes.listed(), *footer(sheet, (cell for row in rows for cell in row.cells))),
        sources=citations.listed() if citations else (),
        locale=sheet.profile.locale,
        labels=sheet.labels,
    )


def show_grid(sheet: Sheet, options: Options, *, unit_column: bool = False) -> Grid:
    """The first car of the Sheet alone: each figure with its verdict, its voices and its explanation."""
    vehicle = sheet.vehicles[0]
    citations = Citations(sheet.library.sources) if options.sources else None
    rows = []
    for row in sheet.rows:
        cell = sheet.cell_of(row.field, vehicle)
        figure = _cell(sheet, row, vehicle, options, citations)
        mark = mark_of(cell)
        verdict = text_cell(mark_word(sheet, mark) if mark else "")
        voices = text_cell(f"{cell.support} of {cell.voices}" if cell.verdict else "")
        why = text_cell(sheet.explanation(row.field, vehicle))
        rows.append(_line(row, (*_label(row, unit_column), figure, verdict, voices, why)))
    more = (sheet.labels.word(word) for word in ("Figure", "Verdict", "Publishers", "Explanation"))
    names = headings((vehicle,))
    return Grid(
        title=names[0],
        names=names,
        columns=(*_first_columns(sheet, unit_column), *more),
        rows=tuple(rows),
        footer=footer(sheet, (cell for row in rows for cell in row.cells)),
        sources=citations.listed() if citations else (),
        locale=sheet.profile.locale,
        labels=sheet.labels,
    )


def list_grid(sheet: Sheet, options: Options) -> Grid:
    """One row a car: its identity, the number of its claims, the fields of the Sheet as further columns."""
    rows = []
    for vehicle in sheet.vehicles:
        identity = (vehicle.key, vehicle.name, vehicle.generation, vehicle.years, vehicle.body_style)
        figures = (_cell(sheet, row, vehicle, options, None) for row in sheet.rows)
        cells = (*(text_cell(text or "") for text in identity), number_cell(vehicle.claims), *figures)
        rows.append(GridRow(None, cells))
    count = "1 car." if len(rows) == 1 else f"{len(rows)} cars."
    return Grid(
        title="Cars",
        columns=(*IDENTITY_COLUMNS, *(row.label_with_unit for row in sheet.rows)),
        rows=tuple(rows),
        numeric=frozenset({len(IDENTITY_COLUMNS) - 1}),
        footer=(count,),
        locale=sheet.profile.locale,
        labels=sheet.labels,
    )


def group(row: Row) -> str:
    """The heading under which a row stands."""
    return row.heading


def mark_word(sheet: Sheet, mark: Mark) -> str:
    """What a mark says, in the language of the labels."""
    return sheet.labels.verdict(mark.text)


def _first_columns(sheet: Sheet, unit_column: bool) -> tuple[str, ...]:
    """The heads of the columns that name the rows."""
    return tuple(map(sheet.labels.word, ("Field", "Unit") if unit_column else ("Field",)))


def source_count(sources: Iterable[Source], sheet: Sheet, labels: Labels) -> str:
    """ "48 sources by 41 publishers", copies of one text counting as one publisher."""
    found = list(sources)
    voices = len({voice(source, sheet.library.sources) for source in found})
    return labels.phrase(
        Phrase.BASIS,
        sources=labels.counted(Phrase.SOURCE, Phrase.SOURCES, len(found)),
        publishers=labels.counted(Phrase.PUBLISHER, Phrase.PUBLISHERS, voices),
    )


def footer(sheet: Sheet, cells: Iterable[GridCell]) -> tuple[str, ...]:
    """The sentences under a table: the marks it uses, the rows it leaves out, the sources it rests on."""
    used = {cell.mark for cell in cells if cell.mark}
    words = (
        f"{mark.shape} {word}: {mark.meaning}"
        if (word := mark_word(sheet, mark)) == mark.text
        else f"{mark.shape} {word}"
        for mark in ALL_MARKS
        if mark in used
    )
    legend = ", ".join(words)
    lines = [f"{legend}."] if legend else []
    labels = sheet.labels
    for left_out, one, many in (
        (sheet.equal_fields, Phrase.EQUAL_ROW, Phrase.EQUAL_ROWS),
        (sheet.lone_fields, Phrase.LONE_ROW, Phrase.LONE_ROWS),
    ):
        if left_out:
            fields = ", ".join(field.label for field in left_out)
            lines.append(labels.counted(one, many, len(left_out), fields=fields))
    count = source_count(sheet.sources().values(), sheet, labels)
    lines.append(f"{count}; {labels.phrase(Phrase.VERSION, version=sheet.library.data_version)}.")
    return tuple(map(clean, lines))


class _Footnotes:
    """The notes on the fairness of rows, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def signs(self, sheet: Sheet, row: Row) -> str:
        """What the label of a row bears: "†1 †2"; empty where the row is fair."""
        sentences = (note.sentence for note in sheet.notes(row.field))
        numbers = (self._numbers.setdefault(text, len(self._numbers) + 1) for text in sentences)
        return " ".join(f"{FOOTNOTE}{number}" for number in numbers)

    def listed(self) -> tuple[str, ...]:
        return tuple(clean(f"{FOOTNOTE}{number} {text}") for text, number in self._numbers.items())


def _label(row: Row, unit_column: bool, signs: str = "") -> tuple[GridCell, ...]:
    if unit_column:
        return text_cell(f"{row.label} {signs}".strip()), text_cell(row.unit or "")
    return (text_cell(f"{row.label_with_unit} {signs}".strip()),)


def _line(row: Row, cells: tuple[GridCell, ...]) -> GridRow:
    return GridRow(group(row), cells, row.field.key, clean(row.label), row.unit or "")


def _cell(
    sheet: Sheet, row: Row, vehicle: Vehicle, options: Options, citations: Citations | None
) -> GridCell:
    cell = sheet.cell_of(row.field, vehicle)
    unit = f" {cell.unit}" if cell.unit and cell.unit != row.unit else ""
    limited = clean(sheet.labels.phrase(Phrase.LIMITED)) if cell.qualifier == "limited" else ""
    values = tuple(map(clean, cell.figure.values)) if row.field.many and cell.figure else ()
    limits = _limits(cell, limited)
    single = cell.number is not None and cell.high in (None, cell.number) and not unit
    return GridCell(
        text=clean(cell.text + unit),
        plain=clean(cell.plain + unit),
        number=cell.number if single else None,
        figure=cell.number is not None,
        grouped=row.field.kind not in UNGROUPED_KINDS,
        qualifier=qualifier_word(cell.qualifier, sheet.labels) if cell.number is not None else "",
        unit=unit.strip(),
        mark=mark_of(cell) if options.marks else None,
        best=cell.best and options.marks,
        missing=cell.missing is not None,
        common_gap=cell.missing is not None and cell.missing.reason is MissingReason.NO_CLAIM,
        brackets=cell.secondary if options.secondary else (),
        notes=tuple(map(clean, (*limits, *_notes(cell, options.spans, sheet.labels)))),
        limited=limited,
        limits=len(limits),
        values=values,
        short=_short(values, sheet.labels),
        source=citations.number(cell.claim.source) if citations and cell.claim else None,
        stated=_stated(cell, sheet.profile.units(row.field)[: None if options.secondary else 1], sheet),
    )


def _stated(cell: Cell, wanted: Sequence[str], sheet: Sheet) -> Stated | None:
    """The figure in the unit of its source; None for what is not measured or whose unit has several sizes."""
    reading = cell.claim.reading if cell.claim else None
    if cell.number is None or reading is None or not reading.unit or not wanted:
        return None
    units = sheet.library.units
    if units.get(reading.unit).ambiguous:
        return None
    first = shown(reading, None, units)
    ends = dict.fromkeys((numbers.plain(first.low), numbers.plain(first.high)))
    into = tuple((unit, shown(reading, unit, units).decimals) for unit in wanted if unit != reading.unit)
    return Stated(tuple(ends), reading.unit, into, flipped=wanted[0] != reading.unit)


def _short(values: Sequence[str], labels: Labels) -> str:
    """Of a long list of values the first few and the count of the rest, empty where the list is short."""
    rest = len(values) - MOST_VALUES
    if rest <= 0:
        return ""
    return labels.phrase(Phrase.MORE, values="; ".join(values[:MOST_VALUES]), count=rest)


def _limits(cell: Cell, limited: str) -> list[str]:
    """Under which condition a figure holds; `limited` is the word for a limiter, where it has one."""
    condition = cell.claim.condition if cell.claim and cell.missing is None else None
    return list(filter(None, (limited, condition)))


def _notes(cell: Cell, spans: bool, labels: Labels) -> list[str]:
    """What stands beside a figure, or in its place."""
    if cell.missing is not None:
        return [cell.missing.text]
    notes = [cell.difference] if cell.difference else []
    if cell.spread and spans:
        notes.append(labels.phrase(Phrase.SPAN, span=cell.spread))
    return notes
