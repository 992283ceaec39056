"""The Sheet: the frozen answer to a Query, from which table, chart, clipboard and export are all made."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from msgspec.structs import replace

from carspec.core import numbers
from carspec.core.agreement import agree
from carspec.core.amounts import amounts
from carspec.core.best import best
from carspec.core.cells import BOUNDS, EQUAL, Cell, Row, Section
from carspec.core.conversions import converted
from carspec.core.derived import FORMULAS
from carspec.core.derived_text import explain_computed, input_text
from carspec.core.deriving import Known, derive
from carspec.core.display import Shown, qualified, shown, spread_shown
from carspec.core.equivalents import EQUIVALENT_OF, Equivalent, equivalents, told
from carspec.core.explain import explain
from carspec.core.fairness import Note, notes
from carspec.core.folding import fold
from carspec.core.labels import Labels
from carspec.core.library import Library
from carspec.core.profiles import Profile
from carspec.core.query import Query
from carspec.core.sorting import sorted_by
from carspec.core.values import (
    Claim,
    Field,
    Figure,
    Missing,
    MissingReason,
    Reading,
    Source,
    Vehicle,
    Verdict,
)

__all__ = ["BOUNDS", "EQUAL", "Cell", "Row", "Section", "Sheet", "build"]


class Sheet:
    """Rows are fields, columns vehicles; the text of a cell is made when first asked for, and kept."""

    def __init__(self, library: Library, query: Query) -> None:
        self.library, self.query = library, query
        profile = library.profiles[query.profile]
        self.profile: Profile = replace(profile, locale=query.locale) if query.locale else profile
        self.labels: Labels = library.labels[query.language]
        self.vehicles: tuple[Vehicle, ...] = library.vehicles.of(query.vehicles)
        read = () if query.fields == () else query.vehicles  # a list of 50,000 names needs no figures
        self._figures: dict[str, Mapping[str, Figure]] = {key: library.figures(key) for key in read}
        self._cells: dict[tuple[str, str], Cell] = {}
        self._notes: dict[str, tuple[Note, ...]] = {}
        self._winners: dict[str, frozenset[str]] = {}
        if query.sort is not None:
            self.vehicles = self._sorted(library.fields[query.sort[0]], descending=query.sort[1])
        self.asked_fields = asked = self._asked()
        self.equal_fields = tuple(f for f in asked if query.differences_only and self._equal(f))
        self.lone_fields = tuple(
            f for f in asked if query.fold_lone and f not in self.equal_fields and self._lone(f)
        )
        left_out = {*self.equal_fields, *self.lone_fields}
        kept = [f for f in asked if f not in left_out]
        self.folded_fields = tuple(f for f in kept if f.group in query.folded_groups)
        self.rows = tuple(self.row_of(f) for f in kept if f not in self.folded_fields)
        self.sections = self._sections(kept)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """All fields of the library under their names in the language of the reader."""
        return {key: self.labels.field(field) for key, field in self.library.fields.items()}

    def cell(self, row: int, column: int) -> Cell:
        return self.cell_of(self.rows[row].field, self.vehicles[column])

    def cell_of(self, field: Field, vehicle: Vehicle) -> Cell:
        """The cell of any field, also one that is folded away."""
        place = (field.key, vehicle.key)
        if place not in self._cells:
            self._cells[place] = self._make(field, vehicle)
        return self._cells[place]

    def row_of(self, field: Field) -> Row:
        """The row of any field, also one that is folded away."""
        return Row(self.labels.field(field), self._row_unit(field), self.labels.group(field.group))

    def claims(self, field: str, vehicle: str) -> tuple[Claim, ...]:
        """Every claim behind a cell; behind a computed figure those of its inputs."""
        if field not in FORMULAS:
            return tuple(self.library.claims(vehicle, field))
        inputs = self.inputs(self.library.fields[field], self.library.vehicles[vehicle])
        return tuple(claim for cell in inputs for claim in self.library.claims(cell.vehicle, cell.field))

    def inputs(self, field: Field, vehicle: Vehicle) -> tuple[Cell, ...]:
        """The figures that a computed one is worked out from; of a gap those that are known."""
        figure = self.cell_of(field, vehicle).figure
        library = self.library
        return tuple(
            self.cell_of(library.fields[key], library.vehicles[car])
            for car, key in (figure.inputs if figure else ())
        )

    def explanation(self, field: Field, vehicle: Vehicle) -> str:
        """One or two sentences that say why this figure is shown."""
        cell = self.cell_of(field, vehicle)
        if field.computed:
            return self._worked_out(cell, field, vehicle)
        why = explain(cell.text_with_unit, cell.figure, self.claims(field.key, vehicle.key), self.library)
        rates = (conversion.explanation for conversion in cell.conversions)
        return " ".join((why, *rates, *told(self.equivalents(field.key, vehicle.key), self.profile)))

    def equivalents(self, field: str, vehicle: str) -> tuple[Equivalent, ...]:
        """The conversions into other currencies that the sources of a price state themselves."""
        if field not in EQUIVALENT_OF:
            return ()
        return equivalents(self.claims(field, vehicle), self.claims(EQUIVALENT_OF[field], vehicle))

    def notes(self, field: Field) -> tuple[Note, ...]:
        """Where the figures of a row do not hold under the same conditions."""
        if field.key not in self._notes:
            self._notes[field.key] = notes(self.library, field, self.vehicles)
        return self._notes[field.key]

    def _worked_out(self, cell: Cell, field: Field, vehicle: Vehicle) -> str:
        parts = [
            input_text(
                self.library.fields[part.field],
                part.text_with_unit,
                None if part.vehicle == vehicle.key else self.library.vehicles[part.vehicle],
            )
            for part in self.inputs(field, vehicle)
        ]
        span = f"{cell.spread} {cell.unit}" if cell.spread else None
        sign = FORMULAS[field.key].operation
        return explain_computed(cell.text_with_unit, sign, parts, span, cell.missing)

    def sources(self) -> dict[str, Source]:
        """The sources of every claim in the rows shown, each once, in the order they are met."""
        keys = (
            claim.source
            for row in self.rows
            for vehicle in self.vehicles
            for claim in self.claims(row.field.key, vehicle.key)
        )
        return {key: self.library.sources[key] for key in dict.fromkeys(keys)}

    def _sorted(self, field: Field, descending: bool) -> tuple[Vehicle, ...]:
        values: dict[str, Reading | str | None] = {}
        for vehicle in self.vehicles:
            claim = self._claim(field, vehicle.key)
            values[vehicle.key] = self._reading(field, vehicle.key) or (claim.value if claim else None)
        return sorted_by(self.vehicles, values, descending)

    def _asked(self) -> tuple[Field, ...]:
        catalogue = self.library.fields
        if self.query.fields is not None:
            wanted = [catalogue[key] for key in self.query.fields]
        else:
            wanted = [f for f in catalogue.values() if any(f.key in self._figures[v] for v in self._figures)]
        worded = [self.labels.field(field) for field in wanted]
        self.hidden_fields = tuple(field for field in worded if field.key in self.query.hidden)
        return tuple(field for field in worded if field.key not in self.query.hidden)

    def _sections(self, kept: list[Field]) -> tuple[Section, ...]:
        rows = {row.field.key: row for row in self.rows}
        grouped = [(group, list(fields)) for group, fields in groupby(kept, lambda field: field.group)]
        return tuple(
            Section(
                group,
                self.labels.group(group),
                tuple(rows[field.key] for field in fields if field.key in rows),
                sum(field.key not in rows for field in fields),
            )
            for group, fields in grouped
        )

    def _figure(self, field: Field, vehicle: str) -> Figure | None:
        """The settled figure of a car of the Sheet, or of the base car of one."""
        figures = self._figures.get(vehicle)
        return (self.library.figures(vehicle) if figures is None else figures).get(field.key)

    def _held(self, field: Field, vehicle: str) -> Figure | None:
        """The figure where there is one, None for a gap."""
        figure = self._figure(field, vehicle)
        return figure if figure and figure.missing is None else None

    def _claim(self, field: Field, vehicle: str) -> Claim | None:
        figure = self._figure(field, vehicle)
        return self.library.claim(vehicle, figure.claim) if figure and figure.claim else None

    def _reading(self, field: Field, vehicle: str) -> Reading | None:
        figure = self._figure(field, vehicle)
        return figure.reading if figure else None

    def _computed_gap(self, field: Field, vehicle: Vehicle) -> Figure:
        """The gap of a computed figure, which says what it lacks."""
        library, base = self.library, self.library.vehicles.get(vehicle.base_vehicle_key or "")
        known = [Known(car, library.figures(car.key)) for car in (vehicle, base) if car]
        return derive(FORMULAS[field.key], known[0], known[1] if base else None, library.units)

    def _lone(self, field: Field) -> bool:
        held = [v for v in self.vehicles if self._held(field, v.key)]
        return len(self.vehicles) > 1 and len(held) <= 1

    def _equal(self, field: Field) -> bool:
        """Whether all cars have the same figure; a missing figure is unknown, so never equal."""
        figures = [self._held(field, vehicle.key) for vehicle in self.vehicles]
        first, *others = figures or [None]
        if first is None or None in others:
            return False
        if field.many:
            return len({frozenset(map(fold, figure.values)) for figure in figures if figure}) == 1
        if first.reading is None:
            claims = [self._claim(field, vehicle.key) for vehicle in self.vehicles]
            return len({fold(claim.value) for claim in claims if claim}) == 1
        return all(
            other is not None
            and other.reading is not None
            and agree(first.reading, other.reading)
            and not (field.kind == "money" and first.reading.unit != other.reading.unit)
            for other in others
        )

    def _targets(self, field: Field) -> tuple[str | None, ...]:
        return self.profile.units(field) or (None,)

    def _row_unit(self, field: Field) -> str | None:
        target = self._targets(field)[0]
        if target is not None:
            return self.symbol(target)
        stated = {r.unit for v in self.vehicles if (r := self._reading(field, v.key))}
        return self.symbol(stated.pop()) if len(stated) == 1 else None

    def symbol(self, unit: str) -> str | None:
        """A unit in the words of the profile: "л.с." for PS in the Russian one; None for no unit."""
        return (self.profile.symbols.get(unit) or self.library.units.get(unit).symbol) if unit else None

    def _eye(self, number: Shown, field: Field) -> str:
        """A number as the reader writes it."""
        if field.kind == "money":
            return amounts(number.low, number.high, self.profile)
        return number.eye(self.profile.locale, field.kind)

    def _make(self, field: Field, vehicle: Vehicle) -> Cell:
        figure = self._figure(field, vehicle.key)
        if figure is None and field.computed:
            figure = self._computed_gap(field, vehicle)
        if figure is None or figure.missing is not None:
            missing = (figure.missing if figure else None) or Missing(MissingReason.NO_CLAIM)
            return Cell(vehicle.key, field.key, missing=self.labels.gap(missing), figure=figure)
        claim = self._claim(field, vehicle.key)
        text = "; ".join(figure.values) if field.many else claim.value if claim else ""
        cell = Cell(
            vehicle.key,
            field.key,
            text=text,
            plain=text,
            qualifier=figure.qualifier,
            verdict=figure.verdict,
            support=figure.support,
            voices=figure.voices,
            claim=claim,
            figure=figure,
        )
        if figure.reading is None:
            return cell
        if claim is not None and field.kind == "money":
            cell = self._with_conversions(cell, claim, figure.reading)
        return self._with_numbers(cell, field, vehicle, figure.reading)

    def _with_conversions(self, cell: Cell, claim: Claim, reading: Reading) -> Cell:
        """The cell of a price with what it was in the currencies of the profile on its day."""
        source, rates = self.library.sources[claim.source], self.library.rates
        found = converted(claim, reading, source, self.profile.currencies, rates)
        texts = tuple(text for each in found if (text := each.text(self.profile, self.labels)))
        return cell._replace(conversions=found, secondary=texts)

    def _with_numbers(self, cell: Cell, field: Field, vehicle: Vehicle, reading: Reading) -> Cell:
        """The cell of a numeric field, in the units of the profile."""
        target, *others = self._targets(field)
        main = shown(reading, target, self.library.units)
        spread = None
        if cell.figure and cell.figure.spread and (cell.computed or cell.verdict is Verdict.CONFLICT):
            wide = spread_shown(
                cell.figure.spread, reading, target, self.library.units, computed=cell.computed
            )
            spread = wide if wide.low != wide.high else None  # too close to tell apart when rounded
        return cell._replace(
            text=qualified(cell.qualifier, self._eye(main, field), self.labels),
            plain=main.plain,
            number=main.low,
            high=main.high,
            unit=self.symbol(main.unit),
            secondary=cell.secondary
            + tuple(self._secondary(reading, unit, field) for unit in others if unit),
            spread=self._eye(spread, field) if spread else None,
            spread_range=(spread.low, spread.high) if spread else None,
            best=vehicle.key in self._best(field),
            difference=self._difference(field, vehicle, main),
        )

    def _secondary(self, reading: Reading, unit: str, field: Field) -> str:
        text = shown(reading, unit, self.library.units).eye(self.profile.locale, field.kind)
        return f"{text} {self.symbol(unit)}"

    def _difference(self, field: Field, vehicle: Vehicle, main: Shown) -> str | None:
        baseline = self.query.baseline
        if baseline is None or baseline == vehicle.key or baseline not in self._figures:
            return None
        mine, other = self._reading(field, vehicle.key), self._reading(field, baseline)
        if mine is None or other is None or (field.kind == "count" and mine.unit != other.unit):
            return None
        if field.kind == "money" and mine.unit != other.unit:
            return None
        base = shown(other, main.unit or None, self.library.units)
        step = Decimal(1).scaleb(-max(0, min(main.decimals, base.decimals)))
        amount = (main.low - base.low).quantize(step)
        if not amount:
            return None if (main.high - base.high).quantize(step) else EQUAL  # ranges may begin alike
        symbol = self.symbol(main.unit)
        text = numbers.eye(amount, self.profile.locale, signed=True) + (f" {symbol}" if symbol else "")
        if field.kind == "year" or not other.si_low:
            return text
        share = Decimal(repr((mine.si_low / other.si_low - 1) * 100))
        digits = 1 if abs(share) < 10 else 0
        percent = numbers.eye(share.quantize(Decimal(1).scaleb(-digits)), self.profile.locale, signed=True)
        return f"{text} ({percent} %)"

    def _best(self, field: Field) -> frozenset[str]:
        """The keys of the cars with the best figure of a row; a mere bound neither wins nor loses."""
        if field.key not in self._winners:
            readings = {
                vehicle.key: figure.reading
                for vehicle in self.vehicles
                if (figure := self._held(field, vehicle.key))
                and figure.reading
                and figure.qualifier not in BOUNDS
            }
            self._winners[field.key] = best(field, readings)
        return self._winners[field.key]


def build(library: Library, query: Query) -> Sheet:
    """The Sheet for a Query. All keys in it must exist (KeyError names the one that does not)."""
    return Sheet(library, query)
