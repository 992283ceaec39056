"""The words of the command line: vehicles, fields and units as people name them, and near matches."""

from collections.abc import Sequence
from typing import Any

import click

from carspec.core.errors import CarspecError
from carspec.core.labels import ENGLISH
from carspec.core.names import find_vehicle
from carspec.core.nearness import near as nearest
from carspec.core.query import Query
from carspec.session import Session

FEW = 8
"""As many known words fit into one sentence."""

units_option = click.option(
    "--units",
    metavar="PROFILE",
    default="metric",
    show_default=True,
    help="Unit profile: see 'carspec profiles'.",
)


def near(sentence: str, word: str, known: Sequence[str]) -> str:
    """The sentence with the near matches of `word`, or with all that is known where that is little."""
    close = nearest(word.casefold(), known, 4, 55) or [k for k in known if word in k][:4]
    if close and len(known) > FEW:
        return f"{sentence}; near matches: {', '.join(close)}."
    return f"{sentence}; known are {', '.join(known)}."


def known(what: str, word: str, words: Sequence[str]) -> str:
    """The word, where it is one of `words`; a CarspecError with near matches otherwise."""
    if word not in words:
        raise CarspecError(near(f'There is no {what} "{word}"', word, words))
    return word


def found(session: Session, names: Sequence[str]) -> list[str]:
    """The keys of the vehicles named, each once, in the order named."""
    vehicles = session.library.vehicles
    return list(dict.fromkeys(find_vehicle(vehicles, name).key for name in names))


def query_of(
    library: Any, vehicles: Sequence[str], fields: str | None, units: str, language: str = ENGLISH
) -> Query:
    """The Query for keys of vehicles, fields by key or label, a unit profile and the language of labels."""
    keys = None if fields is None else tuple(key.strip() for key in fields.split(",") if key.strip())
    wording = library.labels[known("language", language, list(library.labels))]
    all_fields = library.fields.values()
    labels = {field.label.casefold(): field.key for field in (*all_fields, *map(wording.field, all_fields))}
    if keys is not None:
        keys = tuple(known("field", labels.get(key.casefold(), key), list(library.fields)) for key in keys)
    profile = known("unit profile", units, list(library.profiles))
    return Query(tuple(vehicles), keys, profile=profile, language=language)


def among(vehicles: Sequence[str], baseline: str) -> str:
    """The baseline, where it is one of the vehicles."""
    if baseline not in vehicles:
        raise CarspecError(f"The baseline {baseline} is none of the vehicles compared; name it among them.")
    return baseline
