"""The program's entry: runs the command line and turns every error into one sentence and an exit status."""

import sys
from collections.abc import Sequence

from carspec import NAME, PROBE_DISPLAY


def main(argv: Sequence[str] | None = None) -> int:
    """Run carspec with the given arguments (those of the process for None); returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == [PROBE_DISPLAY]:
        from carspec.gui.display import probe

        return probe()
    import click

    from carspec.cli import carspec
    from carspec.core.errors import CarspecError

    _forgive_terminals()
    try:
        status = carspec.main(args=arguments, prog_name=NAME, standalone_mode=False)
    except click.ClickException as error:
        return _fail(error.format_message())
    except click.Abort:
        return _fail("Stopped.")
    except CarspecError as error:
        return _fail(str(error))
    except Exception as error:
        return _fault(error, arguments)
    return status if isinstance(status, int) else 0


def _fault(error: Exception, arguments: list[str]) -> int:
    """A fault of our own: what happened goes to the log, and one sentence to the terminal."""
    from carspec.cli import carspec
    from carspec.crash import FAULT_STATUS, record_on_terminal
    from carspec.folders import Folders

    chosen = carspec.make_context(NAME, arguments, resilient_parsing=True).params.get("data")
    _fail(record_on_terminal(error, Folders.chosen(chosen).log))
    return FAULT_STATUS


def _forgive_terminals() -> None:
    """Names come in forty languages: what a terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _fail(message: str) -> int:
    sentence = " ".join(message.split())
    print(f"{NAME}: {sentence if sentence[-1:] in '.?!' else sentence + '.'}", file=sys.stderr)
    return 2
