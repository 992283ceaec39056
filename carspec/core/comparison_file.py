"""A comparison as a small file that another person can open: which cars in which order, shown how."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from carspec.core.errors import CarspecError
from carspec.core.folding import fold
from carspec.core.json_text import Number, content_of, path_text, place_of
from carspec.core.library import Library
from carspec.core.profiles import DEFAULT_PROFILE
from carspec.core.query import Query

SUFFIX = ".carspec"
VERSION = "1"
LARGEST_BYTES = 1_000_000
"""A comparison takes a few thousand bytes; a larger file is something else."""


class BadComparison(CarspecError):
    """A file is no comparison that this program can read; the message says where and why."""


class NamedVehicle(Struct, frozen=True):
    """A car by its key, and by its name for a program whose data lack it."""

    key: str
    make: str
    model: str


class Comparison(Struct, frozen=True):
    """What a file holds; the Query names cars and fields that a library may lack."""

    name: str
    vehicles: tuple[NamedVehicle, ...]
    query: Query
    data_version: str


class Resolved(Struct, frozen=True):
    """The Query as far as a library can answer it, and what it lacks, each in a name for people."""

    query: Query
    lacking: tuple[str, ...]

    @property
    def notice(self) -> str | None:
        """The sentence that names what was left out."""
        if not self.lacking:
            return None
        return f"The data here lack {', '.join(self.lacking)}; left out of the comparison."


def comparison_text(name: str, query: Query, library: Library) -> str:
    """The text of a file for a Query on a library."""
    cars = (library.vehicles[key] for key in query.vehicles)
    content = {
        "carspec": "comparison",
        "version": int(VERSION),
        "name": name,
        "data_version": library.data_version,
        "vehicles": [{"key": car.key, "make": car.make, "model": car.model} for car in cars],
        "fields": None if query.fields is None else list(query.fields),
        "hidden": sorted(query.hidden),
        "units": query.profile,
        "baseline": query.baseline,
        "differences_only": query.differences_only,
        "fold_lone": query.fold_lone,
        "folded_groups": sorted(query.folded_groups),
        "sort": None if query.sort is None else {"field": query.sort[0], "descending": query.sort[1]},
        "transposed": query.transposed,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def open_comparison(path: Path, library: Library) -> Resolved:
    """What a library can show of the comparison in a file. BadComparison where it has none of the cars."""
    comparison = read_comparison(path)
    found = resolved(comparison, library)
    if comparison.vehicles and not found.query.vehicles:
        names = ", ".join(f"{car.make} {car.model}" for car in comparison.vehicles)
        raise BadComparison(f"The data here have none of the cars of {path}: {names}.")
    return found


def read_comparison(path: Path) -> Comparison:
    """The comparison in a file. Raises BadComparison with the place of the first fault."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else None
    except OSError as error:
        raise BadComparison(f"{path} cannot be opened: {error.strerror or error}.") from error
    if raw is None:
        raise BadComparison(f"{path} is no comparison of carspec: it is larger than one can be.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadComparison(f"{path} is no comparison of carspec: its text is not UTF-8.") from None
    try:
        return comparison_from(text)
    except BadComparison as fault:
        raise BadComparison(f"{path} is no comparison of carspec: {fault}") from None


def comparison_from(text: str) -> Comparison:
    """The comparison that a text holds; BadComparison says line, column and what was expected there."""
    try:
        content = content_of(text)
    except ValueError as fault:
        raise BadComparison(str(fault)) from None
    wrong = _fault(content)
    if wrong is not None:
        path, expected, at_key = wrong
        raise BadComparison(f"{place_of(text, path, at_key)}: {path_text(path)} {expected}.")
    vehicles = tuple(NamedVehicle(**{name: str(car[name]) for name in CAR}) for car in content["vehicles"])
    sort = content["sort"]
    query = Query(
        vehicles=tuple(vehicle.key for vehicle in vehicles),
        fields=None if content["fields"] is None else tuple(content["fields"]),
        hidden=frozenset(content["hidden"]),
        profile=content["units"],
        baseline=content["baseline"],
        differences_only=content["differences_only"],
        fold_lone=content["fold_lone"],
        folded_groups=frozenset(content["folded_groups"]),
        sort=None if sort is None else (sort["field"], sort["descending"]),
        transposed=content.get("transposed", False),
    )
    return Comparison(content["name"], vehicles, query, content["data_version"])


def resolved(comparison: Comparison, library: Library) -> Resolved:
    """What a library can show of a comparison: a car by its key, else by make and model where one car fits.

    Fields, groups and unit profiles that it lacks are left out too, and named.
    """
    keys: dict[str, str] = {}
    lacking: list[str] = []
    for wanted in comparison.vehicles:
        found = _find(wanted, library)
        if found is None:
            lacking.append(f"{wanted.make} {wanted.model}")
        else:
            keys[wanted.key] = found
    query = comparison.query
    sort = query.sort if query.sort is None or query.sort[0] in library.fields else None
    named = (*(query.fields or ()), *(query.sort or ())[:1])
    lacking += [f'the field "{key}"' for key in dict.fromkeys(named) if key not in library.fields]
    profile = query.profile
    if profile not in library.profiles:
        lacking.append(f'the units "{profile}"')
        profile = DEFAULT_PROFILE
    fields = None if query.fields is None else tuple(k for k in query.fields if k in library.fields)
    found_query = replace(
        query,
        vehicles=tuple(dict.fromkeys(keys.values())),
        fields=fields,
        profile=profile,
        baseline=keys.get(query.baseline or ""),
        sort=sort,
    )
    return Resolved(found_query, tuple(lacking))


def _find(wanted: NamedVehicle, library: Library) -> str | None:
    if wanted.key in library.vehicles:
        return wanted.key
    name = fold(wanted.make), fold(wanted.model)
    same = [car.key for car in library.vehicles.values() if (fold(car.make), fold(car.model)) == name]
    return same[0] if len(same) == 1 else None


Check = tuple[Callable[[Any], bool], str]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_sort(value: object) -> bool:
    if not isinstance(value, dict):
        return value is None
    sound = set(value) == {"field", "descending"}
    return sound and _is_text(value["field"]) and isinstance(value["descending"], bool)


TEXT: Check = (_is_text, "must be a text")
FLAG: Check = (lambda value: isinstance(value, bool), "must be true or false")
NAMES: Check = (_is_list, "must be a list of texts, none of them twice")
TOP: Mapping[str, Check] = {
    "carspec": (lambda value: value == "comparison" and _is_text(value), 'must be "comparison"'),
    "version": (
        lambda value: isinstance(value, Number) and value == VERSION,
        f"must be {VERSION}; a newer carspec may have written it",
    ),
    "name": TEXT,
    "data_version": TEXT,
    "vehicles": (lambda value: isinstance(value, list), "must be a list of cars"),
    "fields": (lambda value: value is None or _is_list(value), f"{NAMES[1]}, or null"),
    "hidden": NAMES,
    "units": TEXT,
    "baseline": (lambda value: value is None or _is_text(value), "must be the key of a car, or null"),
    "differences_only": FLAG,
    "fold_lone": FLAG,
    "folded_groups": NAMES,
    "sort": (_is_sort, 'must be an object with a text "field" and "descending" true or false, or null'),
    "transposed": FLAG,
}
LATER = frozenset({"transposed"})
"""Entries that files of earlier versions lack."""
CAR: Mapping[str, Check] = {"key": TEXT, "make": TEXT, "model": TEXT}

Fault = tuple[tuple[str | int, ...], str, bool]
"""Where it is, what is expected there, and whether it is at the key."""


def _fault(content: object) -> Fault | None:
    """The first thing that is wrong with the content."""
    fault = _record_fault(content, TOP, ())
    if fault is None:
        assert isinstance(content, dict)
        for index, car in enumerate(content["vehicles"]):
            fault = fault or _record_fault(car, CAR, ("vehicles", index))
    return fault


def _record_fault(record: object, shape: Mapping[str, Check], path: tuple[str | int, ...]) -> Fault | None:
    if not isinstance(record, dict):
        return path, f"must be an object with {', '.join(shape)}", False
    for name, (fits, expected) in shape.items():
        if name not in record:
            if name in LATER:
                continue
            return path, f'lacks "{name}"', False
        if not fits(record[name]):
            return (*path, name), expected, False
    unknown = next((name for name in record if name not in shape), None)
    return None if unknown is None else ((*path, unknown), "is unknown here", True)
