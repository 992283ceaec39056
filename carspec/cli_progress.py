"""How far a long command is, told to a person at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], bool]]:
    """A function that is told how many are done, and shows it; Ctrl+C stops by itself."""
    shown = sys.stderr.isatty()

    def tell(done: int) -> bool:
        if shown:
            click.echo(f"\r{done:,} {what}", nl=False, err=True)
        return True

    try:
        yield tell
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)
