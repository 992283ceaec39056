"""What must hold in a vehicles file: its columns, its vocabulary, its links and the sense of its figures."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from carspec.core.bounds import BOUNDS, within
from carspec.core.errors import CarspecError
from carspec.core.json_text import Number, Path
from carspec.core.values import TEXT_KINDS
from carspec.store.check_context import CheckContext
from carspec.store.problems import Finding, choice, shown
from carspec.store.shapes import KEY, TEXT, YEAR, Shape, check_record, is_year
from carspec.store.vehicle_columns import (
    CLAIM,
    FIELD,
    FILE,
    JUDGEMENT,
    KINDS,
    LIBRARY_VERSION,
    NAME,
    SOURCE,
    VEHICLE,
    WAITING,
    WAITING_CLAIM,
    WAITING_JUDGEMENT,
    of_version,
)

Record = Mapping[str, Any]
Content = tuple[Any, ...]

KEPT_CLAIMS = 16_384
"""As many different claims that were found sound are kept, some MB."""


def check_vehicles(content: object, context: CheckContext) -> list[Finding]:
    """All findings of a vehicles file; unit words, units and their sizes are those of `context`."""
    found: list[Finding] = []
    sound = check_record(content, FILE, (), found)
    if not isinstance(content, dict):
        return found
    fields = content["fields"] if "fields" in sound else {}
    sources = content["sources"] if "sources" in sound else {}
    check = VehiclesCheck(str(content.get("version")), fields, sources, context)
    found += check.catalogue()
    for index, vehicle in enumerate(content["vehicles"] if "vehicles" in sound else []):
        found += check.vehicle(index, vehicle)
    return [*found, *check.end(content.get("waiting"))]


class VehiclesCheck:
    """Checks the parts of a vehicles file one after the other, so that a long one need not be held whole.

    `fields` and `sources` are those of the file, objects by key; `version` is its version as it is written.
    """

    def __init__(self, version: str, fields: Record, sources: Record, context: CheckContext) -> None:
        self._version, self._fields, self._sources, self._context = version, fields, sources, context
        self._vehicle = of_version(VEHICLE, version)
        self._claims = _Claims(fields, sources, of_version(CLAIM, version), context)
        self._places: dict[str, int] = {}
        self._bases: dict[str, str | None] = {}

    def catalogue(self) -> list[Finding]:
        """The findings of the fields and the sources."""
        found: list[Finding] = []
        for table, records, shape in (
            ("fields", self._fields, FIELD),
            ("sources", self._sources, of_version(SOURCE, self._version)),
        ):
            for key, record in records.items():
                if not KEY.accepts(key):
                    what = f"{shown(key)} is not a key"
                    found.append(Finding((table, key), what, KEY.allowed, at_key=True))
                check_record(record, shape, (table, key), found)
        links = {key: _linked(record, "same_as") for key, record in self._sources.items()}
        return [*found, *_links("sources", links, "same_as", "source")]

    def vehicle(self, index: int, vehicle: object) -> list[Finding]:
        """The findings of the next vehicle, in the order of the file, and of its claims."""
        path: Path = ("vehicles", index)
        found: list[Finding] = []
        sound = check_record(vehicle, self._vehicle, path, found)
        if not isinstance(vehicle, dict):
            return found
        if "key" in sound:
            first = self._places.setdefault(vehicle["key"], index)
            if first != index:
                what = f"the key {shown(vehicle['key'])} is used twice"
                found.append(Finding((*path, "key"), what, f"first in vehicles[{first}]"))
            self._bases.setdefault(vehicle["key"], _linked(vehicle, "base_vehicle_key"))
        begin, end = (vehicle[year] if year in sound else None for year in ("year_from", "year_to"))
        if begin and end and int(begin) > int(end):
            what = f"the years {begin} to {end} run backwards"
            found.append(Finding((*path, "year_to"), what, "allowed: year_from or later"))
        for place, name in enumerate(vehicle["names"] if "names" in sound else ()):
            check_record(name, NAME, (*path, "names", place), found)
        if "claims" in sound:
            found += self._claims.check(vehicle["claims"], (*path, "claims"))
        return found

    def end(self, waiting: object = None) -> list[Finding]:
        """What is only seen when all vehicles are known, and the findings of what waits for the data."""
        found = [*_links("vehicles", self._bases, "base_vehicle_key", "vehicle", self._places)]
        if not isinstance(waiting, dict) or self._version != LIBRARY_VERSION:
            return found
        sound = check_record(waiting, WAITING, ("waiting",), found)
        for table, shape in (("claims", WAITING_CLAIM), ("judgements", WAITING_JUDGEMENT)):
            for index, record in enumerate(waiting[table] if table in sound else ()):
                path = ("waiting", table, index)
                right = check_record(record, shape, path, found)
                if "source" in right and record["source"] not in self._sources:
                    what = f"there is no source {shown(record['source'])}"
                    found.append(Finding((*path, "source"), what, choice(record["source"], [*self._sources])))
        return found


def _linked(record: object, column: str) -> str | None:
    target = record.get(column) if isinstance(record, dict) else None
    return target if TEXT.accepts(target) else None


def _links(
    table: str,
    links: Mapping[str, str | None],
    column: str,
    noun: str,
    places: Mapping[str, int] | None = None,
) -> Iterator[Finding]:
    """Links of records to records of the same table: to nothing, or in a circle (told once)."""
    told: set[str] = set()
    for key, target in links.items():
        path = (table, places[key] if places else key, column)
        if target is None:
            continue
        if target not in links:
            yield Finding(path, f"there is no {noun} {shown(target)}", choice(target, [*links]))
            continue
        chain = [key]
        while target is not None and target not in chain and target in links:
            chain.append(target)
            target = links[target]
        if target == key and key not in told:
            told.update(chain)
            circle = " → ".join([*chain, key])
            yield Finding(
                path, f"the links run in a circle: {circle}", f"allowed: a {noun} that leads elsewhere"
            )


class _Claims:
    """Checks the claims of vehicles against the fields and sources of the file.

    What is wrong with a claim by itself rests on what it says and not on its vehicle, so that one that is
    made of many is looked into once.
    """

    def __init__(self, fields: Record, sources: Record, shape: Shape, context: CheckContext) -> None:
        self._fields = fields
        self._sources = sources
        self._shape = shape
        self._context = context
        self._sound: dict[Content, Content] = {}

    def check(self, claims: list[Any], path: Path) -> list[Finding]:
        """The findings of all claims of a vehicle."""
        found: list[Finding] = []
        seen: dict[Content, int] = {}
        for index, claim in enumerate(claims):
            at = (*path, index)
            content = _content(claim)
            telling = None if content is None else self._sound.get(content)
            if telling is None:
                faults, telling = self._alone(claim, at)
                if not faults and content is not None and telling is not None:
                    self._keep(content, telling)
                found += faults
            first = index if telling is None else seen.setdefault(telling, index)
            if first != index:
                what = f"the claim on {shown(claim['field'])} is made twice"
                found.append(Finding(at, what, f"first in {at[0]}[{at[1]}].claims[{first}]"))
        return found

    def _keep(self, content: Content, telling: Content) -> None:
        if len(self._sound) >= KEPT_CLAIMS:
            self._sound.clear()
        self._sound[content] = telling

    def _alone(self, claim: Any, at: Path) -> tuple[list[Finding], Content | None]:
        """The findings of a claim by itself, and what tells it from others on its vehicle, where it can."""
        found: list[Finding] = []
        sound = check_record(claim, self._shape, at, found)
        if "judgement" in sound:
            check_record(claim["judgement"], JUDGEMENT, (*at, "judgement"), found)
        if not {"field", "source"} <= sound:
            return found, None
        if claim["source"] not in self._sources:
            what = f"there is no source {shown(claim['source'])}"
            found.append(Finding((*at, "source"), what, choice(claim["source"], [*self._sources])))
        if claim["field"] not in self._fields:
            what = f"there is no field {shown(claim['field'])}"
            found.append(Finding((*at, "field"), what, choice(claim["field"], [*self._fields])))
            return found, None
        kind = self._kind(claim["field"])
        if {"value", "unit"} <= sound and kind in KINDS:
            found += self._value(claim, kind, at)
        return found, _telling(claim)

    def _kind(self, field: str) -> str:
        record = self._fields[field]
        return str(record.get("kind")) if isinstance(record, dict) else ""

    def _value(self, claim: Record, kind: str, at: Path) -> Iterator[Finding]:
        """The value and the unit of a claim whose field is of `kind`."""
        value, unit = claim["value"], claim["unit"]
        path = (*at, "value")
        if kind in TEXT_KINDS or kind == "year":
            if unit is not None:
                yield Finding(
                    (*at, "unit"), f"a {kind} has no unit, yet {shown(unit)} is given", "allowed: null"
                )
            if kind == "year" and not is_year(value):
                yield Finding(path, f"{shown(value)} is not a year", YEAR.allowed)
            elif kind != "year" and not TEXT.accepts(value):
                yield Finding(path, f"{shown(value)} is not a text", TEXT.allowed)
            return
        ends = _ends(value, kind)
        if isinstance(ends, Finding):
            yield Finding(path, ends.what, ends.allowed)
            return
        if unit is None and kind != "count":
            words = f"allowed: a unit word of {kind.replace('_', ' ')}"
            yield Finding((*at, "unit"), "the unit is missing", words)
            return
        key = ""
        if unit is not None:
            try:
                key = self._context.unit(unit, kind, self._language(claim["source"])) or ""
            except CarspecError as error:
                yield Finding((*at, "unit"), str(error).rstrip("."), self._context.words_of(kind))
                return
            if not key:
                return
        yield from self._size(ends, kind, key, path, value)

    def _language(self, source: str) -> str | None:
        record = self._sources.get(source)
        language = record.get("language") if isinstance(record, dict) else None
        return language if isinstance(language, str) else None

    def _size(self, ends: list[float], kind: str, unit: str, path: Path, value: object) -> Iterator[Finding]:
        bounds = BOUNDS[kind]
        allowed = f"allowed: {bounds.low:,g} to {bounds.high:,.0f} {bounds.unit}".rstrip()
        if min(ends) < 0 or (min(ends) == 0 and bounds.low > 0):
            word = "negative" if min(ends) < 0 else "zero"
            yield Finding(path, f"{shown(value)} is {word}", allowed)
        elif not within(ends, unit, bounds, self._context.units):
            yield Finding(
                path, f"{shown(value)} is an impossible {kind.replace('_', ' ')} in its unit", allowed
            )


def _content(claim: object) -> Content | None:
    """All that a claim says, to look it up by; the types as well, as the number 6 is not the text "6". None
    where it holds a list or an object, such as a range or a judgement."""
    if not isinstance(claim, dict):
        return None
    types = tuple(map(type, claim.values()))
    return None if list in types or dict in types else (*claim, *claim.values(), *types)


def _telling(claim: Record) -> Content:
    """What tells a claim from others on its vehicle."""
    columns: tuple[str, ...] = ("field", "scope", "source", "as_stated", "value", "unit")
    if claim.get("own") is True:  # of imported tables, whose cells say no more than a number
        columns += ("condition", "valid_at")
    return tuple(str(claim.get(column)) for column in columns)


def _ends(value: object, kind: str) -> list[float] | Finding:
    """The numbers of a value, one or low and high; or what is wrong with it."""
    allowed = "allowed: a number, or [low, high]"
    if isinstance(value, Number):
        ends = [value]
    elif isinstance(value, list) and len(value) == 2 and all(isinstance(end, Number) for end in value):
        ends = value
    else:
        return Finding((), f"{shown(value)} is not a number", allowed)
    if not all(end[-1].isdigit() for end in ends):
        return Finding((), f"{shown(value)} is not a number that can be compared", allowed)
    if kind == "count" and not all(end.lstrip("-").isdecimal() for end in ends):
        return Finding((), f"{shown(value)} is not a whole number", "allowed: a whole number, or [low, high]")
    numbers = [float(end) for end in ends]
    if any(low >= high for low, high in pairwise(numbers)):
        return Finding((), f"the range {shown(value)} does not run from low to high", allowed)
    return numbers
