"""A library out of a vehicles file, checked piece by piece as it is read: a long one fits into memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from carspec.core.json_stream import BadPiece, JsonStream, Piece
from carspec.core.json_text import Number, Positions, path_text
from carspec.core.library_file import BrokenLibrary
from carspec.store.check_context import CheckContext
from carspec.store.check_vehicles import VehiclesCheck
from carspec.store.problems import Finding, Problem, shown
from carspec.store.shapes import check_record
from carspec.store.vehicle_columns import FILE, LIBRARY_VERSION

LONG = "vehicles"
MOST_FAULTS = 100
"""After so many faults a file is not read on."""


def is_library(path: Path) -> bool:
    """Whether a file begins as a vehicles file does; a file that cannot be read is none."""
    try:
        with path.open("rb") as file:
            for seen, piece in enumerate(JsonStream(file, LONG).pieces(), 1):
                if piece.path[0] not in FILE:
                    return False
                if seen == 2 or piece.path[0] in ("data_version", LONG):
                    return True
    except (BadPiece, OSError):
        pass
    return False


class LibraryFile:
    """One file; its parts are sound when they are given out, `head` is known before the first vehicle."""

    def __init__(self, path: Path, context: CheckContext) -> None:
        self._path, self._context = path, context
        self._problems: list[Problem] = []
        self._pieces: dict[str, Piece] = {}
        self._starts: list[tuple[int, int]] = []
        self._check: VehiclesCheck | None = None
        self.head: dict[str, Any] = {}

    @property
    def own_only(self) -> bool:
        """Whether the file tells what is the user's own from what is shipped; else all of it may be new."""
        return self.head.get("version") == LIBRARY_VERSION

    def vehicles(self) -> Iterator[Any]:
        """The vehicles with their claims, one after the other, as long as no fault was found.

        Raises BrokenLibrary with all faults, which may be after the last vehicle.
        """
        try:
            with self._path.open("rb") as file:
                yield from self._read(file)
        except BadPiece as bad:
            self._tell(bad.line, bad.column, (), f"this is not JSON: {bad}", "")
        except OSError as error:
            raise BrokenLibrary(f'"{self._path}" cannot be read: {error.strerror}.') from error
        if self._problems:
            self._problems.sort(key=lambda problem: (problem.line, problem.column))
            faults = tuple(problem.render(str(self._path)) for problem in self._problems)
            many = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
            more = ", and was not read on" if len(faults) >= MOST_FAULTS else ""
            raise BrokenLibrary(f"{self._path} has {many}{more}; nothing was added.", faults)

    def _read(self, file: BinaryIO) -> Iterator[Any]:
        for piece in JsonStream(file, LONG).pieces():
            if piece.doubled:
                self._tell_doubled(piece)
            if len(piece.path) < 2:
                self._take(piece)
                continue
            if self._check is None and not self._begin(piece):
                return
            assert self._check is not None
            self._starts.append((piece.line, piece.column))
            self._place(self._check.vehicle(len(self._starts) - 1, piece.value), piece)
            if len(self._problems) >= MOST_FAULTS:
                return
            if not self._problems:
                yield piece.value
        found: list[Finding] = []
        check_record({LONG: [], **self.head}, FILE, (), found)
        if self._check is None:
            self._begin(None)
        if self._check is not None:
            found += self._check.end(self.head.get("waiting"))
        self._place(found, None)

    def _take(self, piece: Piece) -> None:
        name = str(piece.path[0])
        if name in self.head or (name == LONG and self._starts):
            self._tell(
                piece.line, piece.column, (name,), f'the key "{name}" stands twice', "allowed: each key once"
            )
        self.head[name] = piece.value
        self._pieces[name] = piece

    def _begin(self, first: Piece | None) -> bool:
        """Check what stands before the vehicles; without it they cannot be checked."""
        missing = [name for name in ("fields", "sources") if not isinstance(self.head.get(name), dict)]
        if missing and first is not None:
            what = f"the vehicles stand before the {' and '.join(missing)}"
            self._tell(first.line, first.column, (LONG,), what, "allowed: in the order of an export")
        if missing:
            return False
        version = self.head.get("version", Number(LIBRARY_VERSION))  # a missing one is told in the end
        if not FILE["version"].accepts(version):
            if first is not None:
                what = f"{shown(version)} is not {FILE['version'].noun}"
                self._place([Finding(("version",), what, FILE["version"].allowed)], None)
            return False
        self._check = VehiclesCheck(str(version), self.head["fields"], self.head["sources"], self._context)
        self._place(self._check.catalogue(), None)
        return True

    def _place(self, found: list[Finding], piece: Piece | None) -> None:
        for finding in found:
            inside = piece or self._pieces.get(str(finding.path[0]) if finding.path else "")
            line, column = 1, 1
            if inside is not None:
                line, column = inside.place(finding.path, finding.at_key)
            elif len(finding.path) > 1 and isinstance(finding.path[1], int):
                line, column = self._starts[finding.path[1]]
            self._tell(line, column, finding.path, finding.what, finding.allowed)

    def _tell(self, line: int, column: int, path: Any, what: str, allowed: str) -> None:
        self._problems.append(Problem(line, column, path_text(path), what, allowed))

    def _tell_doubled(self, piece: Piece) -> None:
        positions = Positions(piece.text)
        for path, offset in positions.doubled:
            line, column = piece.moved(*positions.line_column(offset))
            what = f'the key "{path[-1]}" stands twice in this object'
            self._tell(line, column, (*piece.path, *path), what, "allowed: each key once")
