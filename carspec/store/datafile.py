"""Reading the data files: `load_vehicles_file` for the seeding, `check_file` for `carspec check`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from carspec.core.errors import BrokenDataFile
from carspec.core.json_text import BadJson, Number, Positions, line_column, parse, path_text
from carspec.core.units import load_units
from carspec.store.check_context import CheckContext
from carspec.store.check_field_words import check_field_words
from carspec.store.check_labels import check_labels
from carspec.store.check_standards import check_standards
from carspec.store.check_tables import check_names, check_profiles, check_terms, check_unit_words, check_units
from carspec.store.check_vehicles import check_vehicles
from carspec.store.problems import Finding, Problem
from carspec.store.vehicle_columns import LIBRARY_VERSION

Check = Callable[[object, CheckContext], list[Finding]]

# What a data file is known by: one of these keys at its top, tried in this order.
FILES: Mapping[str, tuple[tuple[str, ...], Check]] = {
    "protection_standards": (("standards", "equivalences"), check_standards),
    "vehicles": (("vehicles", "data_version", "fields", "sources"), check_vehicles),
    "names": (("names",), check_names),
    "unit_words": (("words",), check_unit_words),
    "units": (("units",), check_units),
    "profiles": (("profiles",), check_profiles),
    "terms": (("terms",), check_terms),
    "labels": (("languages",), check_labels),
    "field_words": (("spellings",), check_field_words),
}


def check_file(path: Path, context: CheckContext) -> list[Problem]:
    """All that is wrong with a data file, in the order of its lines; which file it is, its content tells.

    Raises BrokenDataFile where the file cannot be read at all.
    """
    text, problem = _text(path)
    if problem:
        return [problem]
    try:
        content, doubled = parse(text)
    except BadJson as error:
        return [_bad_json(text, error)]
    found = _findings(content, path, context)
    if not found and not doubled:
        return []
    return _placed(text, found)


def recognise(content: object) -> str | None:
    """Which of the data files a content is, by the keys at its top; None for none of them."""
    for name, (keys, _) in FILES.items():
        if isinstance(content, dict) and any(key in content for key in keys):
            return name
    return None


def load_vehicles_file(path: Path) -> dict[str, Any]:
    """The content of a vehicles file, fast and unchecked beyond its frame; the seeding uses it.

    Numbers of claims are kept as they are written (str, two of them in a list for a range), years are
    numbers. Raises BrokenDataFile with line and column where the text is no JSON.
    """
    text, problem = _text(path)
    if problem:
        raise BrokenDataFile(f"{path.name} cannot be read: line {problem.line}, {problem.what}.")
    try:
        content, _ = parse(text)
    except BadJson as error:
        bad = _bad_json(text, error)
        raise BrokenDataFile(
            f"{path.name} is broken at line {bad.line}, column {bad.column}: {bad.what}."
        ) from None
    if recognise(content) != "vehicles" or not {"data_version", "fields", "sources", "vehicles"} <= {
        *content
    }:
        raise BrokenDataFile(f'{path.name} is no vehicles file; "carspec check" says what is wrong with it.')
    if content.get("version") not in ("1", LIBRARY_VERSION):
        known = f"1 and {LIBRARY_VERSION}"
        raise BrokenDataFile(
            f"{path.name} has the version {content.get('version')}; this program knows {known}."
        )
    content["version"] = int(content["version"])
    for vehicle in content["vehicles"]:
        for year in ("year_from", "year_to"):
            if isinstance(vehicle.get(year), Number):
                vehicle[year] = int(vehicle[year])
    loaded: dict[str, Any] = content
    return loaded


def _text(path: Path) -> tuple[str, Problem | None]:
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        raise BrokenDataFile(f'"{path}" is a folder, not a data file.') from None
    except FileNotFoundError:
        raise BrokenDataFile(f'There is no file "{path}".') from None
    except OSError as error:
        raise BrokenDataFile(f'"{path}" cannot be read: {error.strerror}.') from error
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(before[2].decode("utf-8", "replace")) + 1
        return "", Problem(line, column, "the whole file", "the text is not UTF-8", "allowed: UTF-8")


def _bad_json(text: str, error: BadJson) -> Problem:
    message = str(error).removesuffix(" at").replace("Expecting", "expected here:")
    return Problem(*line_column(text, error.offset), "the whole file", f"this is not JSON: {message}", "")


def _findings(content: object, path: Path, context: CheckContext) -> list[Finding]:
    name = recognise(content)
    if name is None:
        return [Finding((), "this is none of carspec's data files", f"known: {', '.join(FILES)}")]
    found = FILES[name][1](content, context)
    if name == "units" and not found:
        try:
            load_units(path)
        except BrokenDataFile as error:
            found = [Finding(_unit_named(content, str(error)), str(error).rstrip("."))]
    return found


def _unit_named(content: Any, message: str) -> tuple[str | int, ...]:
    """The path of the unit whose key the message quotes."""
    for index, unit in enumerate(content["units"]):
        if f'"{unit["key"]}"' in message:
            return ("units", index)
    return ("units",)


def _placed(text: str, found: list[Finding]) -> list[Problem]:
    """The findings with their places in the text, and the keys that stand twice in one object."""
    positions = Positions(text)
    placed = [
        (positions.of(finding.path, finding.at_key), finding.path, finding.what, finding.allowed)
        for finding in found
    ]
    placed += [
        (offset, path, f'the key "{path[-1]}" stands twice in this object', "allowed: each key once")
        for path, offset in positions.doubled
    ]
    placed.sort(key=lambda item: item[0])
    return [
        Problem(*positions.line_column(offset), path_text(path), what, allowed)
        for offset, path, what, allowed in placed
    ]
