"""How a row names its car: the parts of its identity from columns, and the key by which it is found again."""

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b
from operator import itemgetter

from carspec.core.changes import OWN, OwnVehicle
from carspec.core.folding import fold
from carspec.core.importing.cell_reading import LONGEST_SEARCHED, did_you_mean
from carspec.core.importing.mapping import IDENTITY_PARTS, Mapping, Piece
from carspec.core.library import Library
from carspec.core.own_claims import LONGEST
from carspec.core.printable import is_printable, seen
from carspec.core.provenance import YEARS
from carspec.core.values import BODY_STYLES

_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")


class Unnamed(Exception):
    """A row names no car; `column` is where, `text` what stands there."""

    def __init__(self, reason: str, column: str = "", text: str = "") -> None:
        super().__init__(reason)
        self.column, self.text = column, text


class Namer:
    """Makes the cars of a table's rows. `places` finds a column's place in a row."""

    def __init__(self, mapping: Mapping, library: Library, places: Callable[[str], int]) -> None:
        identity = mapping.identity
        missing = frozenset(text.casefold() for text in mapping.missing)
        named = [part for part in IDENTITY_PARTS if identity.pieces(part)]
        self._parts = [_Part(part, identity.pieces(part), missing, places) for part in named]
        self._armoured = identity.armoured
        self._key = [places(name) for name in identity.key]
        self._join = _by_name(library) if identity.join else {}
        self._starts: dict[tuple[str, str], str] = {}

    def car(self, row: Sequence[str]) -> tuple[OwnVehicle, str]:
        """The car of a row and its key in the library. Unnamed where it names none."""
        vehicle = self._vehicle({part.name: text for part in self._parts if (text := part.of(row))})
        return vehicle, self._key_of(vehicle, row)

    def _vehicle(self, said: dict[str, str]) -> OwnVehicle:
        for part in ("make", "model"):
            if part not in said:
                raise Unnamed(f"The row names no car: it has no {part}.")
        first, last = said.pop("year_from", None), said.pop("year_to", None)
        if first is not None and last is not None and first > last:
            raise Unnamed(f"The years {first} to {last} run backwards.")
        return OwnVehicle(
            **said,
            year_from=None if first is None else int(first),
            year_to=None if last is None else int(last),
            armoured=self._armoured,
        )

    def _key_of(self, vehicle: OwnVehicle, row: Sequence[str]) -> str:
        """The key of a car in the library where one of its name is asked for, else one of its own.

        What the key columns say is part of it, so that the same row is the same car in any order of rows.
        """
        if self._join:
            found = self._join.get((fold(vehicle.make), fold(vehicle.model)), ())
            fits = [key for key, year in found if vehicle.year_from in (None, year)]
            if len(fits) == 1:
                return fits[0]
        if not self._key:
            return vehicle.key
        name = vehicle.make, vehicle.model
        start = self._starts.get(name)
        if start is None:
            words = [word for word in fold(" ".join(name)).split() if word.isascii()]
            start = self._starts[name] = "-".join([OWN.rstrip("-"), *words])
        identity = (*name, vehicle.generation or "", str(vehicle.year_from), vehicle.body_style or "")
        told = "\x1f".join((*identity, *[row[place].strip() for place in self._key]))
        return f"{start}-{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


class _Part:
    """One part of the identity: each distinct text of its columns is worked out once."""

    def __init__(
        self, name: str, pieces: Sequence[Piece], missing: frozenset[str], places: Callable[[str], int]
    ) -> None:
        self.name, self._pieces = name, [_Taker(piece, missing) for piece in pieces]
        columns = [None if piece.column is None else places(piece.column) for piece in pieces]
        self._places = [0 if place is None else place for place in columns]
        self._cells: Callable[[Sequence[str]], str | tuple[str, ...]] = itemgetter(*self._places)
        self._known: dict[str | tuple[str, ...], str | None] = {}

    def of(self, row: Sequence[str]) -> str | None:
        """What a row says of it; None where nothing is known. Unnamed where it says something wrong."""
        cells = self._cells(row)
        if cells not in self._known:
            texts = [take(row[place]) for take, place in zip(self._pieces, self._places, strict=True)]
            self._known[cells] = _joined(self.name, [text for text in texts if text is not None])
        return self._known[cells]


class _Taker:
    """Takes the text of one piece from its cell."""

    def __init__(self, piece: Piece, missing: frozenset[str]) -> None:
        self._piece = piece
        self._missing = missing | {text.casefold() for text in piece.missing}
        self._pattern = re.compile(piece.part) if piece.part else None
        self._words = {word.casefold(): text for word, text in (piece.words or {}).items()}

    def __call__(self, cell: str) -> str | None:
        """The text of the piece; None where nothing is known."""
        piece = self._piece
        if piece.column is None:
            return piece.text
        text = " ".join(seen(cell).split())
        if text.casefold() in self._missing:
            return None
        if not is_printable(text):
            raise Unnamed("The text holds signs that cannot be printed.", piece.column, cell)
        if self._pattern is not None:
            match = self._pattern.search(text[:LONGEST_SEARCHED])
            text = (match.group(1) or "").strip() if match else ""
            if not text:
                raise Unnamed(f'The mapping\'s pattern finds nothing in "{cell}".', piece.column, cell)
        if self._words:
            word = self._words.get(text.casefold())
            if word is None:
                known = did_you_mean(text, list(piece.words or {}))
                raise Unnamed(f'The mapping has no word for "{text}"{known}.', piece.column, cell)
            text = word
        return piece.text.replace("{}", text)


def _joined(part: str, texts: list[str]) -> str | None:
    """The pieces of a part as one text; a year or a body style is checked."""
    if not texts:
        return None
    text = (", " if part == "generation" else " ").join(dict.fromkeys(texts))
    if len(text) > LONGEST:
        raise Unnamed(f"The {part.replace('_', ' ')} is too long; {LONGEST} letters are the most.")
    if part in ("year_from", "year_to"):
        match = _YEAR.fullmatch(text)
        if match is None or int(match.group(1)) not in YEARS:
            raise Unnamed(f'"{text}" is no year between {YEARS[0]} and {YEARS[-1]}.', "", text)
        return match.group(1)
    if part == "body_style" and text not in BODY_STYLES:
        raise Unnamed(f'"{text}" is no body style; known are {", ".join(BODY_STYLES)}.', "", text)
    return text


def _by_name(library: Library) -> dict[tuple[str, str], list[tuple[str, int | None]]]:
    """The cars of the library by folded make and model, each with its first year."""
    found: dict[tuple[str, str], list[tuple[str, int | None]]] = {}
    for car in library.vehicles.values():
        found.setdefault((fold(car.make), fold(car.model)), []).append((car.key, car.year_from))
    return found
