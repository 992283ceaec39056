"""The command `open`: the window, with the comparison of a file or as it was left."""

import sys
from pathlib import Path

import click

from carspec.cli_comparison import query_of_file
from carspec.core.comparison_file import BadComparison, read_comparison
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.session import Session


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def open_(session: Session, file: Path) -> int:
    """Open the comparison in FILE.carspec in the window; "carspec FILE.carspec" does so too."""
    try:
        read_comparison(file)
    except BadComparison:
        if sys.stderr is not None and sys.stderr.isatty():
            raise  # a wrong file is told before a window opens
        # From a menu or a file manager nobody reads the terminal: the window tells what is wrong.
    return show_window(session, file)


def show_window(session: Session, comparison: Path | None = None) -> int:
    """Open the window, or, where none can open, show the comparison and say why; returns the exit status."""
    from carspec.gui.start import NoDisplay, run

    try:
        return run(session, comparison)
    except NoDisplay as problem:
        query = Query(DEFAULT_VEHICLES) if comparison is None else query_of_file(session, comparison)
        _show_without_window(session, query, str(problem))
    return 0


def _show_without_window(session: Session, query: Query, reason: str) -> None:
    """A comparison in the terminal and its chart in a file, for where no window can open."""
    from carspec.output.formats import write

    sheet = build(session.library, query)
    click.echo(write(sheet, "text"), nl=False)
    target = Path.cwd() / "carspec-power.svg"
    session.prepare_matplotlib()
    from carspec.output.charts.files import save_chart
    from carspec.output.charts.making import make_chart

    save_chart(make_chart(sheet, "bars", ("power",)), target)
    click.echo(f"{reason} The comparison is above, its chart in {target}.")
