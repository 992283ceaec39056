"""Where the files that ship with the program lie: in a checkout, an installed wheel or a frozen folder."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_root() -> Path:
    """The folder that holds `data` and `resources`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent


def data_file(name: str) -> Path:
    """A shipped data file, such as "vehicles.json"."""
    return shipped_root() / "data" / name


def resource(name: str) -> Path:
    """A shipped resource, such as "schema/vehicles.schema.json"."""
    return shipped_root() / "resources" / name
