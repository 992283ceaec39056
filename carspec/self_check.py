"""Proves that this copy of the program is whole: data, figures, chart, libraries, fonts, and no network."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from msgspec import Struct

from carspec import NAME, __version__
from carspec.core.query import DEFAULT_VEHICLES, Query
from carspec.core.sheet import build
from carspec.folders import Folders
from carspec.paths import resource
from carspec.session import Session

FAILED_STATUS = 2


class Failed(Exception):
    """A check that failed; the message says what was found instead."""


class Bench(Struct, dict=True):
    """What the checks share: a session in a temporary folder, what is expected, the sockets opened so far."""

    folder: Path
    sockets: list[str] = []

    @cached_property
    def session(self) -> Session:
        return Session(Folders.below(self.folder))

    @cached_property
    def expected(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(resource("self_check.json").read_text(encoding="utf-8"))
        return content

    def close(self) -> None:
        """Close the library, if a check has opened it."""
        if "opened" in vars(self.session):
            self.session.opened.library.close()

    def watch_sockets(self) -> None:
        """Note every use of a socket from now on; Python lets nobody take such a watch away again."""

        def noted(event: str, arguments: tuple[object, ...]) -> None:
            if event.startswith("socket."):
                self.sockets.append(event)

        sys.addaudithook(noted)


def run(say: Callable[[str], object]) -> int:
    """Make every check, saying one line for each; returns 0, or 2 where one failed."""
    with TemporaryDirectory(prefix=f"{NAME}-") as folder:
        bench = Bench(Path(folder))
        bench.watch_sockets()
        bench.session.prepare_matplotlib()
        say(f"{NAME} {__version__}{', packaged' if getattr(sys, 'frozen', False) else ''}")
        failed = sum(not _passes(name, check, bench, say) for name, check in CHECKS.items())
        bench.close()
    say("All is well." if not failed else f"{failed} of {len(CHECKS)} checks failed.")
    return FAILED_STATUS if failed else 0


def _passes(name: str, check: "Check", bench: Bench, say: Callable[[str], object]) -> bool:
    try:
        say(f"ok      {name}: {check(bench)}")
    except Exception as error:  # whatever is broken in a package is to be named, not to end the check
        told = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
        say(f"failed  {name}: {' '.join(told.split())}")
        return False
    return True


def _libraries(bench: Bench) -> str:
    missing = [f"{name} ({reason})" for name, reason in _unloadable(bench.expected["libraries"])]
    if missing:
        raise Failed(f"missing {', '.join(missing)}")
    return f"{len(bench.expected['libraries'])} loaded"


def _unloadable(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            import_module(name)
        except Exception as error:
            yield name, str(error)


def _data(bench: Bench) -> str:
    opened = bench.session.opened
    if opened.notice:
        raise Failed(opened.notice)
    library = opened.library
    claims = library.vehicles.claims
    return f"version {library.data_version}, {len(library.vehicles)} vehicles, {claims} claims"


def _conversions(bench: Bench) -> str:
    from carspec.core.quantity import convert_text
    from carspec.core.unit_words import UnitWords

    words = UnitWords.load(bench.session.shipped.folder / "unit_words.json")
    units = bench.session.library.units
    golden = bench.expected["quantities"]
    for one in golden:
        found = convert_text(one["quantity"], one["to"], units, words).text
        _same(f"{one['quantity']} in {one['to']}", found, one["expected"])
    return f"{len(golden)} quantities as expected"


def _figures(bench: Bench) -> str:
    library = bench.session.library
    golden = bench.expected["figures"]
    for one in golden:
        sheet = build(library, Query((one["vehicle"],), (one["field"],)))
        _same(f"{one['field']} of {one['vehicle']}", sheet.cell(0, 0).text_with_unit, one["expected"])
    return f"{len(golden)} as expected"


def _chart(bench: Bench) -> str:
    from carspec.output.charts.files import chart_bytes
    from carspec.output.charts.making import make_chart

    chart = make_chart(build(bench.session.library, Query(DEFAULT_VEHICLES)), "bars", ("power",))
    drawn = {suffix: chart_bytes(chart, suffix) for suffix in (".svg", ".png", ".pdf")}
    _look_right(drawn, bench.expected["beginnings"])
    return f"drawn as {', '.join(drawn)}"


def _files(bench: Bench) -> str:
    from carspec.output.exports import KINDS, exported
    from carspec.output.grid import Options

    wanted = bench.expected["figures"][0]
    sheet = build(bench.session.library, Query((wanted["vehicle"],), (wanted["field"],)))
    written = {suffix: exported(sheet, kind, Options()) for suffix, kind in KINDS.items()}
    _look_right(written, bench.expected["beginnings"])
    model = sheet.vehicles[0].model
    read = {suffix: _text_of(suffix, content) for suffix, content in written.items() if suffix != ".pdf"}
    without = [suffix for suffix, text in read.items() if model not in text]
    if without:
        raise Failed(f"{model} cannot be read in what was written as {', '.join(without)}")
    return f"written as {', '.join(written)}"


def _tables(bench: Bench) -> str:
    """Reads what others write: a workbook, and texts in encodings found out, or named and of before UTF-8."""
    from carspec.core.importing.table import TableOptions
    from carspec.output.exports import KINDS, exported
    from carspec.output.grid import Options

    wanted = bench.expected["figures"][0]
    sheet = build(bench.session.library, Query((wanted["vehicle"],), (wanted["field"],)))
    workbook = bench.folder / "table.xlsx"
    workbook.write_bytes(exported(sheet, KINDS[".xlsx"], Options()))
    table = bench.session.tables.open(workbook)
    if not any(sheet.vehicles[0].model in "".join(cells) for cells in (table.header, *_cells(table.rows))):
        raise Failed(f"{sheet.vehicles[0].model} cannot be read in a workbook that was just written")
    text = bench.folder / "table.csv"
    for encoding, lines in bench.expected["tables"].items():
        text.write_bytes("\n".join(lines).encode(encoding))
        for asked in (encoding, None):
            table = bench.session.tables.open(text, TableOptions(encoding=asked))
            told = [table.header, *_cells(table.rows)]
            _same(f"a table in {encoding}", "\n".join(map(",".join, told)), "\n".join(lines))
    return f"read as workbook and in {', '.join(bench.expected['tables'])}"


def _cells(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[str, ...]]:
    return [tuple(cells) for _, cells in rows]


def _look_right(files: dict[str, bytes], beginnings: dict[str, str]) -> None:
    """Raises Failed where a file does not begin as its kind does."""
    wrong = [
        suffix
        for suffix, content in files.items()
        if not content.startswith(beginnings.get(suffix, "").encode("latin-1"))
    ]
    if wrong:
        raise Failed(f"what was written as {', '.join(wrong)} is something else")


def _text_of(suffix: str, content: bytes) -> str:
    """What a reader finds in a file: in a workbook and a document all its parts."""
    if suffix in (".xlsx", ".docx"):
        with ZipFile(BytesIO(content)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace")


def _fonts(bench: Bench) -> str:
    from carspec.output.charts.text import absent_scripts, families, system_fonts

    if not system_fonts():
        raise Failed(
            "this system has no font, so the window would show empty boxes; install one, such as DejaVu"
        )
    absent = absent_scripts()
    lack = f"; none for {', '.join(absent)}, which show as boxes in charts" if absent else ""
    return f"{', '.join(families())}{lack}"


def _window(bench: Bench) -> str:
    from carspec.gui.display import loading_problem

    problem = loading_problem()
    if problem:
        raise Failed(problem)
    return "Qt and its plugin for the screen can be loaded"


def _network(bench: Bench) -> str:
    if bench.sockets:
        raise Failed(f"sockets were used: {', '.join(sorted(set(bench.sockets)))}")
    return "not used"


def _same(what: str, found: str, expected: str) -> None:
    if found != expected:
        raise Failed(f"{what} is {found}, expected {expected}")


Check = Callable[[Bench], str]
CHECKS: dict[str, Check] = {
    "libraries": _libraries,
    "data": _data,
    "conversions": _conversions,
    "figures": _figures,
    "chart": _chart,
    "files": _files,
    "tables": _tables,
    "fonts": _fonts,
    "window": _window,
    "network": _network,
}
"""The checks by name, in the order they are made."""
