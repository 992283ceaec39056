"""Makes LICENCES.txt of the package: everything that is truly inside, with its licence and the text of it."""

import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "resources" / "packaging" / "licences.toml"
TEXTS = ROOT / "resources" / "packaging" / "licences"
COMMON = Path("/usr/share/common-licenses")
sys.path.insert(0, str(ROOT))

from carspec import NAME, __version__  # noqa: E402
from carspec.licences import licence_of  # noqa: E402

_TEXT = re.compile(r"(^|/)(licen[cs]es?|copying|notice)\b[^/]*$|\.dist-info/licenses/", re.IGNORECASE)
_GPL = re.compile(r"\b(?<!L)A?GPL|Affero|(?<!Lesser )General Public", re.IGNORECASE)

ABOUT = f"""\
{NAME} {__version__} is free software under the MIT licence, whose text comes first below. This package
also holds the parts in the list, each under its own licence; the texts follow in the same order.

Qt, PySide6, shiboken6 and fpdf2 are under the GNU Lesser General Public License, version 3. You may replace
each by your own build of it: their files lie beside the program and are loaded when it starts.
  Qt            _internal/PySide6, on Linux its folder Qt: the libraries in lib, the plugins in plugins
  PySide6       _internal/PySide6, and libpyside6 in _internal
  shiboken6     _internal/shiboken6, and libshiboken6 in _internal
  fpdf2         _internal/fpdf
In carspec.app the place of _internal is Contents/Frameworks.
A build that fits has the same version up to its second number. The list says where the sources are. The
program itself is made from its own source by "make package", with any version of these.
"""


class NoLicence(Exception):
    """Something is inside whose licence is unknown, or forbids to hand the package on as it is."""


@dataclass
class Part:
    """What has one licence: `texts` are words by title, `places` the files of the package that are of it."""

    title: str
    version: str
    licence: str
    source: str
    texts: dict[str, str]
    places: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        named = f"{self.title} {self.version}".strip()
        return f"{named}: {self.licence}" + (f" - {self.source}" if self.source else "")


def is_gpl_only(licence: str) -> bool:
    """Whether a licence leaves no way but the GPL, which the package as a whole is not under."""
    return any(
        all(
            _GPL.search(choice) and not re.search(r"\bWITH\b|exception", choice)
            for choice in needed.split(" OR ")
        )
        for needed in licence.replace("(", "").replace(")", "").split(" AND ")
    )


class Ledger:
    """Finds the part that a file belongs to; a part is made when its first file is met."""

    def __init__(self) -> None:
        self.table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
        self.parts: dict[str, Part] = {}
        self._made: dict[Distribution, Part] = {}  # to read metadata takes long
        self._owners = {
            os.path.normpath(os.path.join(str(installed.locate_file("")), file)): installed
            for installed in distributions(path=[path for path in sys.path if "site-packages" in path])
            for file in installed.files or ()
        }

    def enter(self, place: str, origin: str) -> None:
        """Note to which part a file of the package belongs. Raises NoLicence where nobody can tell."""
        self._part_of(place, os.path.normpath(origin)).places.append(place)

    def _part_of(self, place: str, taken_from: str) -> Part:
        for row in self.table["files"]:
            if any(fnmatch(place, pattern) for pattern in row["patterns"]):
                return self._part(row["title"], "", row, {})
        if installed := self._owners.get(taken_from):
            if installed not in self._made:
                self._made[installed] = self._of_distribution(installed)
            return self._made[installed]
        origin = Path(taken_from).resolve()
        if origin.is_relative_to(ROOT) and not origin.is_relative_to(sys.prefix):
            return self._part(NAME, __version__, {"licence": "MIT"}, {"LICENSE": ROOT / "LICENSE"})
        if origin.is_relative_to(Path(sys.base_prefix).resolve()):
            (text,) = (
                *Path(sys.base_prefix).glob("LICENSE.txt"),
                *Path(sys.base_prefix).glob("lib/*/LICENSE.txt"),
            )
            return self._part(
                "Python", platform.python_version(), self.table["parts"]["Python"], {text.name: text}
            )
        if shutil.which("dpkg-query"):
            return self._of_debian(origin)
        raise NoLicence(f"{place} comes from {origin}, of which nobody knows the licence.")

    def _of_distribution(self, installed: Distribution) -> Part:
        name = installed.metadata["Name"]
        row = {"licence": licence_of(installed), "source": _home(installed)} | self.table["parts"].get(
            name, {}
        )
        texts = {
            str(file): Path(str(installed.locate_file(file)))
            for file in installed.files or ()
            if _TEXT.search(str(file)) and file.suffix not in (".py", ".pyc")
        }
        return self._part(row.get("title", name), installed.version, row, texts)

    def _of_debian(self, library: Path) -> Part:
        package, version, source = _debian_package(library)
        licence = self.table["debian"].get(package.removesuffix("t64"))
        if licence is None:
            raise NoLicence(f"{library} is of the Debian package {package}: add its licence to {TABLE.name}.")
        row = {"licence": licence, "source": f"https://sources.debian.org/src/{source}/{version}/"}
        text = Path("/usr/share/doc", package, "copyright")
        return self._part(package, version, row, {"copyright": text})

    def _part(self, title: str, version: str, row: dict[str, str], texts: dict[str, Path]) -> Part:
        if title not in self.parts:
            if is_gpl_only(row["licence"]):
                raise NoLicence(
                    f"{title} is under {row['licence']} alone, so that it cannot be in the package."
                )
            texts = texts | {name: TEXTS / name for name in row.get("texts", ())}
            words = {Path(name).name: _read(path) for name, path in texts.items()}
            self.parts[title] = Part(title, version, row["licence"], row.get("source", ""), words)
        return self.parts[title]


def _debian_package(library: Path) -> tuple[str, str, str]:
    """The package of a library, and the version and name of its source."""
    package = _debian_files().get(str(library)) or _debian_files().get(str(library).removeprefix("/usr"))
    if package is None:
        raise NoLicence(f"{library} is of no Debian package, so nobody knows its licence.")
    shape = "--showformat=${source:Version} ${source:Package}"
    told = subprocess.run(
        ["dpkg-query", "--show", shape, package], capture_output=True, text=True, check=True
    )
    version, source = told.stdout.split()[:2]
    return package, version, source


@cache
def _debian_files() -> dict[str, str]:
    """The package of each file that Debian has installed; old packages name them without /usr."""
    return {
        path: listed.stem.partition(":")[0]
        for listed in Path("/var/lib/dpkg/info").glob("*.list")
        for path in listed.read_text(encoding="utf-8").splitlines()
        if ".so" in path
    }


def _home(installed: Distribution) -> str:
    """Where the sources of a distribution can be had, as its metadata tell."""
    return f"https://pypi.org/project/{installed.metadata['Name']}/{installed.version}/"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


def text_of(parts: Iterable[Part]) -> str:
    """The whole of LICENCES.txt: the list, then each text once, and those that Debian's texts refer to."""
    in_order = sorted(parts, key=lambda part: (part.title != NAME, part.title.casefold()))
    texts: dict[str, list[str]] = {}
    for part in in_order:
        for name, words in part.texts.items():
            texts.setdefault(words, []).append(f"{part.title}: {name}")
    told = "\n".join(texts)
    for name in sorted(set(re.findall(rf"{COMMON}/([\w.-]*\w)", told))):
        if (COMMON / name).exists():
            texts.setdefault(_read(COMMON / name), []).append(f"Referred to as {COMMON / name}")
    line = "=" * 78
    bodies = ("\n".join((line, *titles, line, "", words, "")) for words, titles in texts.items())
    return "\n".join((ABOUT, *map(str, in_order), "", *bodies))


def build(entries: Iterable[tuple[str, str, str]], target: Path) -> dict[str, str]:
    """Write `target` for what PyInstaller collects, each as place, origin and kind; links have no licence.

    Returns the title of the part to which each place belongs. Raises NoLicence.
    """
    ledger = Ledger()
    for place, origin, kind in entries:
        if kind != "SYMLINK" and origin not in ("", "-", None):  # the latter are packages without a file
            ledger.enter(place.replace("\\", "/"), origin)
    target.write_text(text_of(ledger.parts.values()), encoding="utf-8")
    return {place: part.title for part in ledger.parts.values() for place in part.places}
