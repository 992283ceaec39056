"""Tests that the trial in a bare Debian leaves no command out, and knows what may be written there."""

from pathlib import PurePosixPath

import pytest
from bare_debian import COMMANDS, HOME, may_write

from carspec.cli import carspec


def test_every_command_is_tried() -> None:
    """`open` is tried by the window itself."""
    assert {"open", *(command for command, *_ in COMMANDS.values())} == set(carspec.commands)


@pytest.mark.parametrize(
    ("path", "may"),
    [
        (".local/share/carspec/carspec.db", True),
        (".local/share", True),
        ("chart.svg", True),
        (".chart.svg.x7", True),
        (".local/share/carspec-2/carspec.db", False),
        (".config/QtProject.conf", False),
        (".cache/fontconfig/a", False),
        ("other.svg", False),
    ],
)
def test_only_our_folders_and_the_files_asked_for_may_be_written(path: str, may: bool) -> None:
    assert may_write(HOME / path, ["chart.svg"]) == may


def test_the_temporary_folder_is_not_ours() -> None:
    assert not may_write(PurePosixPath("/tmp/a"), ["a"])
