"""A rating leaves the house: readings, rounds and quoted equivalences, as a table or as JSON."""

import json
from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from carspec.core.errors import CarspecError
from carspec.core.protection import ProtectionStandards, Round
from carspec.core.ratings import Rating, parse_rating

FORMATS = ("text", "json")

_HEAD = ("calibre", "bullet", "mass", "velocity", "energy", "distance", "confidence", "source")


class UnreadRating(CarspecError):
    """A text names no protection class that can be read for certain."""


def rating_report(text: str, standards: ProtectionStandards, form: str) -> str:
    """What the rating `text` says, in `form` table or json. Raises UnreadRating."""
    readings = parse_rating(text)
    if all(reading.scheme is None for reading in readings):
        raise UnreadRating(
            f'"{text}" names no protection class that can be read for certain; known are spellings such as '
            "VR10, VPAM BRV 2009 VR8, BR6, FB7, B6/B7, NIJ III, STANAG 4569 Level 2, ERV 2010."
        )
    if form == "json":
        return json.dumps([_record(reading, standards) for reading in readings], ensure_ascii=False, indent=1)
    return "\n".join(line for reading in readings for line in _lines(reading, standards))


def _record(reading: Rating, standards: ProtectionStandards) -> dict[str, object]:
    rounds = [asdict(shot) for shot in standards.rounds(reading)]
    for shot in rounds:
        shot["energy"] = None if shot["energy"] is None else round(shot["energy"])
    said = [asdict(statement) for statement in standards.equivalences(reading)]
    return {**asdict(reading), "rounds": rounds, "equivalences": said}


def _lines(reading: Rating, standards: ProtectionStandards) -> Iterator[str]:
    about = [reading.axis or "ballistic or blast not said", f"area {reading.area or 'not said'}"]
    yield f"{reading.name} ({', '.join(about)})"
    shots = standards.rounds(reading)
    if shots:
        yield from (f"  {line}" for line in _aligned([_HEAD, *(_cells(shot) for shot in shots)]))
    elif reading.level:
        yield "  No source at hand says with which rounds it is tested."
    yield from (f"  Note: {note}" for note in dict.fromkeys(shot.note for shot in shots if shot.note))
    for said in standards.equivalences(reading):
        yield f"  Said by {said.by}: {said.statement}."


def _cells(shot: Round) -> tuple[str, ...]:
    mass, velocity, distance = shot.mass, shot.velocity, shot.distance
    return (
        shot.calibre,
        shot.bullet or "-",
        "-" if mass is None else f"{mass:.4g} g",
        "-" if velocity is None else f"{velocity:.4g} m/s",
        "-" if shot.energy is None else f"{shot.energy:,.0f} J{' (stated)' if shot.energy_stated else ''}",
        "-" if distance is None else f"{distance:g} m",
        shot.confidence,
        shot.source,
    )


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
