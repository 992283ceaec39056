"""What the command `import` does with a library that was exported: what is lacking here is added."""

from pathlib import Path

import click
from click.core import ParameterSource

from carspec.cli_progress import progress
from carspec.core.errors import CarspecError
from carspec.core.library_file import BrokenLibrary
from carspec.session import Session

HARMLESS = frozenset({"file", "all_or_nothing"})
"""What may be asked on the command line: a library is added whole or not at all."""


def read_library(session: Session, file: Path) -> None:
    """Read a library out of a file, and say what became of it; its faults go to standard error."""
    context = click.get_current_context()
    for name in context.params:
        if name not in HARMLESS and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = next(each.opts[0] for each in context.command.params if each.name == name)
            raise CarspecError(
                f"{file.name} is a library of carspec and takes no {option}; 'carspec check' looks into it."
            )
    try:
        with progress("cars") as tell:
            counts = session.library.read_file(file, tell)
    except BrokenLibrary as broken:
        for fault in broken.faults:
            click.echo(fault, err=True)
        raise
    click.echo(counts.sentence(file.name))
