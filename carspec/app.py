"""The program's entry: runs the command line and turns every error into one sentence and an exit status."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from carspec import NAME, PROBE_DISPLAY


def main(argv: Sequence[str] | None = None) -> int:
    """Run carspec with the given arguments (those of the process for None); returns the exit status."""
    try:
        return _run(argv)
    except KeyboardInterrupt:  # before the command line was there to hear it
        return _fail("Stopped.")


def _run(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == [PROBE_DISPLAY]:
        from carspec.gui.display import probe

        return probe()
    from carspec.core.errors import CarspecError

    _forgive_terminals()
    if (status := _window(arguments)) is not None:
        return status
    import click

    from carspec.cli import carspec

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


def _window(arguments: list[str]) -> int | None:
    """Open the window if that is all that is asked for, without loading the command line first.

    Returns the exit status; None where the command line has to answer: it tells what is wrong as well.
    """
    if arguments and (len(arguments) != 2 or arguments[0] != "--data" or Path(arguments[1]).is_file()):
        return None
    from carspec.core.errors import CarspecError
    from carspec.folders import Folders
    from carspec.gui.start import NoDisplay, run
    from carspec.session import Session

    gc.disable()  # there is nothing to collect yet; the window lets it go on once its chart is shown
    try:
        return run(Session(Folders.chosen(Path(arguments[1]) if arguments else None)))
    except NoDisplay:
        return None
    except CarspecError as error:
        return _fail(str(error))
    except Exception as error:
        return _fault(error, arguments)
    finally:
        gc.enable()


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
