"""The folders the program writes to: the system's own for this user, or all below one that the user chose."""

import sys
from pathlib import Path
from typing import NamedTuple

PORTABLE_MARKER = "portable.txt"
"""A file of this name beside the executable of the package keeps everything in a folder beside it."""

PORTABLE_FOLDER = "carspec-user"


class Folders(NamedTuple):
    """Database, settings, caches and logs; nothing is written anywhere else."""

    data: Path
    settings: Path
    cache: Path
    log: Path

    @classmethod
    def of_system(cls) -> "Folders":
        """The folders this system keeps for the user's programs."""
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("carspec", appauthor=False)
        return cls(
            Path(dirs.user_data_dir),
            Path(dirs.user_config_dir),
            Path(dirs.user_cache_dir),
            Path(dirs.user_log_dir),
        )

    @classmethod
    def below(cls, folder: Path) -> "Folders":
        """Everything below one folder, for `--data DIR`."""
        return cls(folder, folder / "settings", folder / "cache", folder / "log")

    @classmethod
    def chosen(cls, folder: Path | None) -> "Folders":
        """Everything below the folder that `--data` names, the portable one, or the system's own folders."""
        folder = folder or _portable()
        return cls.below(folder.absolute()) if folder else cls.of_system()


def _portable() -> Path | None:
    """The folder beside the packaged program, if its marker is there."""
    if not getattr(sys, "frozen", False):
        return None  # the executable is Python's, whose folder is not ours
    beside = Path(sys.executable).resolve().parent
    return beside / PORTABLE_FOLDER if (beside / PORTABLE_MARKER).exists() else None
