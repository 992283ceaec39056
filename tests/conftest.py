"""What all tests share: no test reads or writes the folders of the person who runs it, and none is timed."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from carspec.store.library import SqliteLibrary
from carspec.store.opening import open_library
from carspec.store.shipped import Shipped

ROOT = Path(__file__).resolve().parent.parent

# `make test` tries the same examples each time, so that a change is judged by what it changes;
# `make test-long` looks for new ones.
settings.register_profile("carspec", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=500)
settings.load_profile("carspec")

if sys.platform == "linux" and shutil.which("Xvfb") is None and "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top folder of the source checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point the folders for data, settings and state at an empty place for the length of the run."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
        yield


@pytest.fixture(scope="session")
def shipped(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Return the shipped data files with a cache folder of their own."""
    return Shipped(root / "data", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def library(shipped: Shipped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteLibrary]:
    """Yield a library seeded from the shipped data, for all tests that only read."""
    opened = open_library(tmp_path_factory.mktemp("library"), shipped)
    assert opened.notice is None
    yield opened.library
    opened.library.close()


@pytest.fixture
def own_library(tmp_path: Path, library: SqliteLibrary, shipped: Shipped) -> Iterator[SqliteLibrary]:
    """Yield a library that may be changed: a copy of the one that all tests read."""
    assert library.path is not None
    with sqlite3.connect(library.path) as source, sqlite3.connect(tmp_path / "carspec.db") as target:
        source.backup(target)
    opened = open_library(tmp_path, shipped)
    assert opened.notice is None
    yield opened.library
    opened.library.close()
