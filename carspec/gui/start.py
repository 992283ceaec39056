"""Opens the window: the display is probed while Qt loads, and only then an application is made.

This file imports no Qt, so that the command line can ask for a window on a machine where Qt is not usable.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from carspec.core.errors import CarspecError
from carspec.folders import Folders
from carspec.gui.display import DisplayProbe

if TYPE_CHECKING:
    from carspec.core.library import Library
    from carspec.gui.import_plan import TableFiles


class NoDisplay(CarspecError):
    """No window can be opened here; the message says why."""


class Opened(Protocol):
    """A library, and a sentence for the user where it is not the one on disk."""

    @property
    def library(self) -> "Library": ...

    @property
    def notice(self) -> str | None: ...


class Session(Protocol):
    """What the window needs of a run of the program; the window itself knows no database."""

    @property
    def folders(self) -> Folders: ...

    @property
    def opened(self) -> Opened: ...

    @property
    def tables(self) -> "TableFiles": ...

    def prepare_changes(self) -> None: ...

    def prepare_matplotlib(self) -> None: ...


def run(session: Session, comparison: Path | None = None) -> int:
    """Open the window, with the comparison of a file where one is given, and stay until it is closed.

    Returns the exit status, raises NoDisplay.
    """
    probe = DisplayProbe()
    try:
        from carspec.gui.application import Application
    except ImportError as error:
        problem = probe.problem()
        if problem is None:
            raise  # Qt itself loads, so this is a fault of our own
        raise NoDisplay(problem) from error
    problem = probe.problem()
    if problem is not None:
        raise NoDisplay(problem)
    return Application(session, comparison).run()
