"""One run of the program: its folders, the shipped files, and the library opened on first use."""

import os
import sys
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from carspec import NAME
from carspec.folders import Folders
from carspec.paths import data_file, resource

if TYPE_CHECKING:
    from carspec.core.importing.mapping import Mapping
    from carspec.core.importing.table import Copied, Table, TableOptions
    from carspec.store.library import SqliteLibrary
    from carspec.store.opening import Opened
    from carspec.store.shipped import Shipped


class Session:
    """What every command needs; nothing is loaded, read or written before it is asked for."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    @property
    def shipped(self) -> "Shipped":
        from carspec.store.shipped import Shipped

        return Shipped(data_file("vehicles.json").parent, self.folders.cache)

    @cached_property
    def opened(self) -> "Opened":
        from carspec.core.user_profiles import FILE_NAME, BrokenProfiles, read_profiles
        from carspec.store.opening import Opened, open_library

        opened = open_library(self.folders.data, self.shipped)
        library, path = opened.library, self.folders.settings / FILE_NAME
        try:
            library.keep_profiles(read_profiles(path, library.units, library.fields) if path.exists() else {})
        except BrokenProfiles as problem:
            told = f"{opened.notice} {problem}" if opened.notice else str(problem)
            return Opened(library, told)
        return opened

    @cached_property
    def library(self) -> "SqliteLibrary":
        """The library; what a user should know about its opening goes to standard error once."""
        if self.opened.notice:
            print(f"{NAME}: {self.opened.notice}", file=sys.stderr)
        return self.opened.library

    @property
    def tables(self) -> "Tables":
        """What reads the files of others for an import."""
        return Tables()

    def prepare_changes(self) -> None:
        """Load what writes the user's changes, and their words, so that the first one is not felt (T24)."""
        import carspec.store.editor  # noqa: F401

        self.opened.library.unit_words  # noqa: B018

    def prepare_matplotlib(self) -> None:
        """Keep matplotlib's font list in our own cache folder; to be called before it is imported (T15)."""
        folder = self.folders.cache / "matplotlib"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # matplotlib then makes a temporary folder of its own
        os.environ["MPLCONFIGDIR"] = str(folder)


class Tables:
    """Files of others as tables, and the mappings of known ones."""

    def open(self, path: Path, options: "TableOptions | None" = None) -> "Table":
        """The table of a file, read as is asked. CarspecError says why there is none."""
        from carspec.store.importing.opening import FIND_OUT, open_table

        return open_table(path, options or FIND_OUT)

    def pasted(self, copied: "Copied", options: "TableOptions") -> "Table":
        """The table that was copied elsewhere, read as is asked. CarspecError says why there is none."""
        from carspec.store.importing.pasted import pasted_table

        return pasted_table(copied, options)

    def kept(self, stream: IO[bytes], name: str) -> AbstractContextManager[Path]:
        """A file of that name with all that a stream brings, for as long as the context is open."""
        from carspec.store.importing.stream import kept

        return kept(stream, name)

    def mappings(self) -> "list[Mapping]":
        """The reviewed mappings of known public files."""
        from carspec.core.importing.mapping import read_mappings

        return read_mappings(resource("mappings"))

    def is_library(self, path: Path) -> bool:
        """Whether a file is no table but a library that was exported."""
        from carspec.store.library_file import is_library

        return is_library(path)
