"""A mapping proposed for a table: by the words and units of its header, and by what its cells can mean."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.changes import OwnSource
from carspec.core.errors import CarspecError
from carspec.core.filter.fields import FilterFields
from carspec.core.folding import fold
from carspec.core.importing.car_names import CAR, CAR_NAMES, MAYBE_NAMES, car_names, known_makes
from carspec.core.importing.cell_reading import CellReader
from carspec.core.importing.header_words import HeaderReader, Heading, unmarked
from carspec.core.importing.mapping import ColumnMapping, Identity, Mapping, Piece
from carspec.core.importing.meaning import fits
from carspec.core.importing.number_style import Possible, settle_style
from carspec.core.importing.reading import ColumnUse, TableReader
from carspec.core.importing.table import Table
from carspec.core.importing.word_columns import body_piece, in_words, need_a_key
from carspec.core.library import Library
from carspec.core.quantity_text import UNITLESS
from carspec.core.ratings import parse_rating
from carspec.core.values import Field

TRIED = 300
"""Texts of a column that are read to see whether they can be meant."""

MOST_WORDS = 5_000
"""Distinct texts of a column that are kept: body styles, or the names of the cars of most tables."""

READABLE = 0.8
"""The share of them that must be readable."""

READABLE_NAMED = 0.5
"""The share where a unit stands in the column's name or in its cells, so that what they hold is certain."""

SHOWN_ROWS = 40
"""Rows that a shipped mapping is tried on."""

NUMBERING = frozenset({"id", "key", "no", "nr", "number", "code", "vin"})
MOST_KEYS = 6
MOST_TRIED = 16
"""Columns that are looked at, and taken, to tell cars of one name apart."""

NOTHING = frozenset({"0", "0.0", "-1", "-1.0", "-9999", "-999"})
"""Numbers that files put where nothing is known, as far as the field cannot have them."""

_YEAR = re.compile(r"(18|19|20)[0-9]{2}(\.0)?")
_YEARS = re.compile(
    r"(18|19|20)[0-9]{2} ?[-–—] ?(?P<last>(?:18|19|20)[0-9]{2})?(?:present|today|now|heute)?", re.IGNORECASE
)
_PARTS = {"make": "make", "model": "model", "generation": "generation", "year": "year_from",
          "last_year": "year_to", "armourer": "armourer"}  # fmt: skip


class Proposal(Struct, frozen=True):
    """What is certain of a table, with the evidence; `lacking` says why no row can name its car."""

    certain: Mapping
    columns: tuple[ColumnUse, ...]
    lacking: str | None
    words: MappingOf[str, Sequence[str]]
    """The distinct texts of the columns that have at most MOST_WORDS of them."""

    @property
    def mapping(self) -> Mapping | None:
        """What the table can be imported by; None where that is not certain."""
        return None if self.lacking else self.certain


def recognised(table: Table, known: Sequence[Mapping], library: Library) -> Mapping | None:
    """The mapping whose columns the table has, and that its first rows fit; the one with most columns."""
    for mapping in sorted(known, key=lambda each: -len(each.used)):
        if not fits(mapping, table.header):
            continue
        reader = TableReader(replace(table, rows=_First(table)), mapping, library)
        cars = list(reader.cars())
        if cars and len(reader.refused) <= 0.1 * sum(len(car.claims) for car in cars):
            return mapping
    return None


def propose(table: Table, library: Library) -> Proposal:
    """What the columns of a table seem to state, and the mapping for what is certain."""
    return _Proposing(table, library).proposal()


class _First:
    """The first rows of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        for number, row in enumerate(self._table.rows):
            if number == SHOWN_ROWS:
                return
            yield row


class _Proposing:
    """One proposal; holds the texts of the columns."""

    def __init__(self, table: Table, library: Library) -> None:
        self._table, self._library = table, library
        self._texts = _distinct(table)
        fields = FilterFields(library.fields, library.field_words)
        self._headings = HeaderReader(fields, library).read(table.header)
        found = {heading.language for heading in self._headings if heading and heading.language}
        self._language = next(iter(found)) if len(found) == 1 else None
        self._told: list[ColumnUse] = []
        self._columns: list[ColumnMapping] = []
        self._identity: dict[str, tuple[Piece, ...]] = {}
        title = table.source.title or table.name
        source = replace(table.source, title=title, language=self._language)
        self._empty = Mapping(table.name, source, Identity(), ())

    def proposal(self) -> Proposal:
        for place, name in enumerate(self._table.header):
            self._told.append(self._column(place, name))
        if "make" not in self._identity:
            self._name_cars()
        identity = Identity(**self._identity)  # type: ignore[arg-type]
        columns = tuple(self._conditioned())
        certain = replace(self._empty, identity=identity, columns=columns, table=self._table.read_as)
        lacking = [part for part in ("make", "model") if part not in self._identity]
        said = None
        if lacking:
            what = " and ".join(f"the {part}" for part in lacking)
            said = f"No column is named as {what} of a car: say in a mapping which columns name it."
        else:
            certain = self._keyed(certain)
        named = zip(self._table.header, self._texts, strict=True)
        words = {name: texts for name, texts in named if len(texts) <= MOST_WORDS}
        return Proposal(certain, tuple(self._told), said, words)

    def _column(self, place: int, name: str) -> ColumnUse:
        texts = self._texts[place]
        heading = self._headings[place]
        if not texts:
            return ColumnUse(name, None, None, "all its cells are empty")
        if self._table.header.count(name) > 1 or not name:
            said = "it has no name" if not name else "several columns have this name"
            return ColumnUse(name, None, None, said)
        if heading is None:
            return ColumnUse(name, None, None, "its name is no field known here")
        if heading.doubt:
            return ColumnUse(name, None, None, heading.doubt)
        if heading.key in _PARTS or heading.key == "body":
            return self._part(name, heading, texts)
        field = self._library.fields.get(heading.key)
        if field is None or field.computed:
            return ColumnUse(name, None, None, f"{heading.key} is nothing that a source states")
        return self._field(name, field, heading, texts)

    def _name_cars(self) -> None:
        """Take make and model from one column, where one holds both."""
        makes, header = known_makes(self._library), self._table.header
        for place, name in enumerate(header):
            told, word, texts = self._told[place], fold(name), self._texts[place]
            free = told.use is None and word in CAR_NAMES | MAYBE_NAMES and header.count(name) == 1
            if not texts or not (free or told.use == "model"):
                continue
            found = car_names(texts, makes)
            if found.mostly_known or word in CAR_NAMES:
                make, model = found.pieces(name)
                self._identity |= {"make": (make,), "model": (model,)}
                self._told[place] = ColumnUse(name, CAR, None, found.evidence)
                return

    def _part(self, name: str, heading: Heading, texts: Sequence[str]) -> ColumnUse:
        part = _PARTS.get(heading.key, "body_style")
        if part in self._identity:
            return ColumnUse(name, None, None, f"another column is the {heading.key} already")
        piece = body_piece(name, texts) if part == "body_style" else Piece(name)
        if piece is None:
            return ColumnUse(name, None, None, f'no body style is called "{texts[0]}"')
        if part in ("year_from", "year_to"):
            spans = [text for text in texts if _YEARS.fullmatch(text)] if part == "year_from" else []
            wrong = [text for text in texts if not _YEAR.fullmatch(text) and text not in spans]
            if len(texts) - len(wrong) < READABLE * len(texts):
                return ColumnUse(name, None, None, f'"{wrong[0]}" is no year')
            if spans:
                piece = Piece(name, part=r"^([0-9]{4})")
                self._take_last_years(name, texts)
        self._identity[part] = (piece,)
        word = part.replace("_", " ")
        return ColumnUse(name, word, None, f'"{heading.words}" means the {word}; {_examples(texts)}')

    def _take_last_years(self, name: str, texts: Sequence[str]) -> None:
        """Take the last years out of a column with spans such as 1964-1981, unless another column does."""
        closed = [text for text in texts if (span := _YEARS.fullmatch(text)) and span["last"]]
        if closed and not any(heading and heading.key == "last_year" for heading in self._headings):
            others = tuple(text for text in texts if text not in closed)
            self._identity["year_to"] = (Piece(name, part=r"([0-9]{4})$", missing=others),)

    def _field(self, name: str, field: Field, heading: Heading, texts: Sequence[str]) -> ColumnUse:
        if field.kind == "rating" and not _are_ratings(texts):
            said = f"{_examples(texts)} are no classes of protection"
            return ColumnUse(name, None, None, said)
        below = heading.unit is None and self._is_unit(texts[0], field)
        heading = replace(heading, unit=texts[0].strip("()[]")) if below else heading
        column = ColumnMapping(name, field.key, heading.unit)
        told = f'"{heading.words}" means {field.label}'
        if not field.numeric:
            plain = replace(column, unit=None)
            column = in_words(plain, field, texts)
            if column == plain and need_a_key(texts):
                said = f"{told}, but {_examples(texts)} say nothing about it without a key"
                return ColumnUse(name, None, None, said)
            self._columns.append(column)
            return ColumnUse(name, field.key, None, f"{told}; {_examples(texts)}")
        if field.kind == "count" and all(map(_YEAR.fullmatch, texts)):
            return ColumnUse(name, None, None, f"{told}; {_examples(texts)} may be years")
        column = in_words(column, field, texts)
        tried, refused = self._tried(column, texts)
        nothing = tuple(text for text in refused if text in NOTHING)
        if nothing:
            column = replace(column, missing=nothing)
            told += f"; {', '.join(nothing)} cannot be meant and say that nothing is known"
            refused = {text: reason for text, reason in refused.items() if text not in nothing}
        read = tried - len(nothing) - len(refused)
        enough = READABLE if field.kind in UNITLESS or below else READABLE_NAMED
        if read < max(1, enough * (tried - len(nothing))):
            reason = next(iter(refused.values()), "no cell states anything")
            if heading.unit is None and field.kind not in UNITLESS and not read:
                reason = f"no unit stands in its name or in its cells ({_examples(texts)})"
            return ColumnUse(name, None, None, f"{told}; {reason}")
        self._columns.append(column)
        unit = f"{heading.unit} in its name" if heading.unit else "the unit stands in its cells"
        if below:
            unit = f"{heading.unit} below its name"
        if field.kind in UNITLESS:
            unit = "whole numbers"
        return ColumnUse(
            name, field.key, heading.unit, f"{told}; {unit}; {read} of {tried} texts can be read"
        )

    def _is_unit(self, text: str, field: Field) -> bool:
        """Whether the first text of a column is nothing but its unit, as in a second row of heads."""
        if not field.numeric or any(c.isdigit() for c in text):
            return False
        try:
            return bool(self._library.unit_words.read(text.strip("()[]"), field.kind, self._language))
        except CarspecError:
            return False

    def _tried(self, column: ColumnMapping, texts: Sequence[str]) -> tuple[int, dict[str, str]]:
        """How many texts of a column were tried, and those refused with their reasons."""
        style = settle_style(texts, Possible(column, self._library).fits)
        reader = CellReader(column, self._empty, self._library, lambda: style)
        outcomes = {text: reader.read(text) for text in texts[:TRIED]}
        stating = {text: outcome for text, outcome in outcomes.items() if outcome != ()}
        return len(stating), {text: told for text, told in stating.items() if isinstance(told, str)}

    def _conditioned(self) -> Iterator[ColumnMapping]:
        """The columns; where several names state one field, each is a condition."""
        names: dict[str, set[str]] = {}
        for column in self._columns:
            names.setdefault(column.field, set()).add(unmarked(column.column))
        for column in self._columns:
            twice = len(names[column.field]) > 1 and not self._library.fields[column.field].many
            yield replace(column, condition=unmarked(column.column)[:200]) if twice else column

    def _keyed(self, mapping: Mapping) -> Mapping:
        """The mapping with the columns that tell cars of one name apart, where names alone do not.

        A column that numbers the rows is enough; else those are taken, at most MOST_KEYS, that tell most
        apart, those that state nothing first.
        """
        header = self._table.header
        rows = [tuple(row) for _, row in self._table.rows if len(row) == len(header)]
        named = [header.index(p.column or "") for pieces in self._identity.values() for p in pieces]
        groups = [tuple(row[place] for place in named) for row in rows]
        if len(set(groups)) == len(set(rows)):
            return mapping
        free = [p for p, name in enumerate(header) if name and header.count(name) == 1 and p not in named]
        numbering = [p for p in free if len(self._texts[p]) == len(rows)]
        numbering.sort(key=lambda place: fold(header[place]) not in NUMBERING)
        chosen = numbering[:1]
        if not chosen:
            stating = {column.column for column in self._columns}
            order = sorted(free, key=lambda p: (header[p] in stating, -len(self._texts[p])))
            distinct = len(set(groups))
            for place in order[:MOST_TRIED]:
                finer = [(*group, row[place]) for group, row in zip(groups, rows, strict=True)]
                if len(chosen) < MOST_KEYS and len(set(finer)) > distinct:
                    chosen, groups, distinct = [*chosen, place], finer, len(set(finer))
        key = tuple(header[place] for place in chosen)
        return replace(mapping, identity=replace(mapping.identity, key=key))


def _distinct(table: Table) -> list[list[str]]:
    """The distinct texts of each column that are no marks of a gap, in the order they come."""
    found: list[dict[str, None]] = [{} for _ in table.header]
    for _, row in table.body:
        for texts, cell in zip(found, row, strict=False):
            texts[cell] = None
    gaps = {mark.casefold() for mark in Mapping("", OwnSource(), Identity(), ()).missing}
    return [
        list(dict.fromkeys(text.strip() for text in texts if text.strip().casefold() not in gaps))
        for texts in found
    ]


def _are_ratings(texts: Sequence[str]) -> bool:
    """Whether most texts name the class of a scheme that is known."""
    tried = texts[:TRIED]
    named = sum(any(rating.scheme for rating in parse_rating(text)) for text in tried)
    return named > len(tried) / 2


def _examples(texts: Sequence[str]) -> str:
    shown = ", ".join(f'"{text[:30]}"' for text in texts[:3])
    return f"{shown} ..." if len(texts) > 3 else shown
