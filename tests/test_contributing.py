"""The list of what a person tries names tests that exist."""

import re
from pathlib import Path


def test_every_test_that_is_named_exists(root: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", (root / "CONTRIBUTING.md").read_text("utf-8")))
    found = {
        name
        for file in (root / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", file.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 60
    assert named <= found, named - found
