"""A comparison file on the command line: what the library can show of it, and the options given beside it."""

from pathlib import Path

import click
from click.core import ParameterSource
from msgspec.structs import replace

from carspec import NAME
from carspec.core.comparison_file import open_comparison
from carspec.core.errors import CarspecError
from carspec.core.query import Query
from carspec.session import Session


def query_of_file(session: Session, file: Path) -> Query:
    """The Query of a comparison file; what the data lack of it is named on standard error."""
    found = open_comparison(file, session.library)
    if found.notice:
        click.echo(f"{NAME}: {found.notice}", err=True)
    if not found.query.vehicles:
        raise CarspecError(f"The comparison in {file} has no cars.")
    return found.query


def with_wishes(held: Query, asked: Query) -> Query:
    """The Query of a file with the fields, units and language asked for on the command line, if any.

    Folding is for the window, where it can be undone by a click.
    """
    if asked.fields is not None:
        held = replace(held, fields=asked.fields, hidden=frozenset())
    if click.get_current_context().get_parameter_source("units") is not ParameterSource.DEFAULT:
        held = replace(held, profile=asked.profile)
    return replace(held, language=asked.language, fold_lone=False, folded_groups=frozenset())
