"""The vehicles that a filter on the command line finds, with what has to be said about it."""

import click

from carspec.core.errors import CarspecError
from carspec.core.filter.cars import Cars
from carspec.core.filter.errors import FilterError
from carspec.core.filter.finder import Finder
from carspec.core.library import Library
from carspec.core.names import find_vehicle


def fitting(library: Library, text: str, profile: str) -> Cars:
    """The vehicles that fit a filter; what has to be said about it goes to standard error."""
    try:
        found = Finder(library).find(text, profile)
    except FilterError as problem:
        _point(problem)
        raise
    for note in (*found.notes, *found.remarks):
        click.echo(note, err=True)
    if not found.vehicles:
        if found.names_only:
            find_vehicle(library.vehicles, text)
        raise CarspecError(found.nothing)
    return found.vehicles


def _point(problem: FilterError) -> None:
    """Print the filter with a mark under the place that is wrong."""
    from wcwidth import wcswidth

    line = " ".join(problem.text.splitlines())
    before, under = line[: problem.start], line[problem.start : problem.end]
    marks = " " * max(0, wcswidth(before)) + "^" * max(1, wcswidth(under))
    click.echo(f"  {line}\n  {marks}", err=True)
