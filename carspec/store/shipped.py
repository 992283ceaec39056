"""The data files that ship with the program, and the digest that tells whether a database holds them."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from carspec.core.reading import READINGS_VERSION
from carspec.core.trust import RULES_VERSION

FILES = ("vehicles.json", "names.json", "units.json", "unit_words.json", "terms.json")


class Shipped(Struct, frozen=True, dict=True):
    """The folder of the shipped data files, and a cache folder for what is costly to work out from them."""

    folder: Path
    cache: Path

    @property
    def ready(self) -> Path:
        """The seeded database that only the package has, made with it."""
        return self.folder / "ready.db"

    @cached_property
    def digest(self) -> str:
        """Changes whenever a file or a rule of reading and settling does."""
        digest = sha256(f"readings {READINGS_VERSION}, rules {RULES_VERSION}".encode())
        for name in FILES:
            digest.update((self.folder / name).read_bytes())
        return digest.hexdigest()
