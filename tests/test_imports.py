"""Checks what each room imports, and that nothing heavy is imported before it is used."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HEAVY_IN_CORE = {"babel", "numpy", "pint", "pyparsing", "rapidfuzz"}

IMPORT_A_ROOM = """
import importlib, json, pkgutil, sys


class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is blocked")


sys.meta_path.insert(0, Block())
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
    importlib.import_module(module.name)
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def imported_by(module: str, root: Path) -> set[str]:
    """Import a module and all below it without Qt, in its own process; return the packages then loaded."""
    command = [sys.executable, "-W", "error", "-c", IMPORT_A_ROOM, module]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """Yield each module that a file imports, and whether that happens as soon as the file is imported."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    delayed = {
        inner
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_type_checking(outer)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in delayed
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node not in delayed


def is_type_checking(node: ast.AST) -> bool:
    """Say whether this is a block that only the type checker reads."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("room", ["carspec.core", "carspec.store", "carspec.output", "carspec.cli"])
def test_room_works_without_qt(room: str, root: Path) -> None:
    """All but the window can be imported on a machine where Qt is not usable."""
    assert "PySide6" not in imported_by(room, root)


def test_core_and_command_line_start_light(root: Path) -> None:
    """Slow libraries wait for their first use."""
    slow = {"babel", "matplotlib", "numpy", "pint", "pydantic", "sqlalchemy", "sqlmodel"}
    assert not imported_by("carspec.core", root) & slow
    assert not imported_by("carspec.cli", root) & slow


LIST_THE_LIBRARY = """
import sys
from pathlib import Path
from carspec.core.filter.finder import Finder
from carspec.folders import Folders
from carspec.session import Session

library = Session(Folders.below(Path(sys.argv[1]))).library
found = Finder(library).find("")
assert len(found.vehicles) == len(library.vehicles) > 200
print("numpy" in sys.modules)
"""


def test_a_library_that_is_only_listed_loads_no_numpy(root: Path, tmp_path: Path) -> None:
    """The window opens with all cars in its list, in the thread that would stand still meanwhile."""
    for _ in ("seeded", "opened again"):
        command = [sys.executable, "-c", LIST_THE_LIBRARY, str(tmp_path)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert done.stdout == "False\n"


def test_core_keeps_each_library_in_one_file_and_for_its_first_use(root: Path) -> None:
    """Which file holds pint, numpy and so on is a decision one can find; none loads with the core."""
    files: dict[str, set[str]] = {}
    for file in sorted((root / "carspec" / "core").rglob("*.py")):
        for module, at_once in imports(file):
            library = module.partition(".")[0]
            if library in HEAVY_IN_CORE:
                assert not at_once, f"{file.name} imports {library} before it is used"
                files.setdefault(library, set()).add(file.name)
    assert all(len(names) == 1 for names in files.values()), files


def test_output_draws_without_pyplot(root: Path) -> None:
    """Pyplot keeps global figures and chooses a window system; charts are drawn on figures of their own."""
    for file in sorted((root / "carspec" / "output").rglob("*.py")):
        names = {module for module, _ in imports(file)}
        assert not {name for name in names if name.startswith(("matplotlib.pyplot", "pylab"))}, file.name


def test_the_package_itself_imports_nothing(root: Path) -> None:
    """Its name and version can be read by anything, at no cost."""
    assert list(imports(root / "carspec" / "__init__.py")) == []
